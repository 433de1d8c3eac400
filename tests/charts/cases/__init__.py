"""Pictures by name, drawn to the contact sheet and looked through by the tests."""

from handlers.charts.specs import Spec
from tests.charts.cases import bars, grids, lines

CASES: dict[str, Spec] = bars.CASES | grids.CASES | lines.CASES
