"""Every kind of import by its name."""

from collections.abc import Mapping

from domain.imports import client_rows, plan_rows, purchase_rows, spend_rows
from domain.imports.kind import Kind

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (client_rows.KIND, purchase_rows.KIND, plan_rows.KIND, spend_rows.KIND)
}
