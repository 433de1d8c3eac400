"""Every kind of import by its name."""

from collections.abc import Mapping

from domain.imports import purchase_rows
from domain.imports.kind import Kind

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (purchase_rows.KIND,)}
