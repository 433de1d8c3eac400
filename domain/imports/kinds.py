"""Every kind of import by its name."""

from collections.abc import Mapping

from domain.imports import client_rows, plan_rows, purchases, spend_rows
from domain.imports.kind import Kind

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (client_rows.KIND, purchases.KIND, plan_rows.KIND, spend_rows.KIND)
}
