"""Callback data of the plans. Ids are `member_id`s; whose plans may be set is asked again every time."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.plans import MOST_A_WEEK
from domain.tables import PlanLine, PlanPer, SalesPlanLine
from handlers.forged import DayDigits, Kopecks

USUAL = -1
"""As a weekday: every working day. As a number: as usual."""
SALES, FUNNEL = "s", "f"
Weekday = Annotated[int, Field(ge=USUAL, le=6)]
Number = Annotated[int, Field(ge=USUAL, le=MOST_A_WEEK)]
Month = Annotated[int, Field(ge=0, le=1)]
"""0 = the present one, 1 = the next."""
What = Annotated[str, Field(pattern=f"^[{SALES}{FUNNEL}]$")]
Percent = Annotated[int, Field(ge=0, le=10)]


class OpenReps(CallbackData, prefix="plr"):
    """Whose plan."""

    page: int = 0


class OpenLine(CallbackData, prefix="pla"):
    """A line of the activity plan, or one of its weekdays."""

    member_id: int
    line: PlanLine
    weekday: Weekday = USUAL


class SetLine(CallbackData, prefix="plc"):
    """So many from today on."""

    member_id: int
    line: PlanLine
    per: PlanPer
    number: Number
    weekday: Weekday = USUAL


class TypeLine(CallbackData, prefix="plt"):
    """Type it instead."""

    member_id: int
    line: PlanLine
    weekday: Weekday = USUAL


class OpenExceptions(CallbackData, prefix="pld"):
    """Days with another number; `week` weeks ahead are offered."""

    member_id: int
    week: Annotated[int, Field(ge=0, le=52)] = 0


class OpenException(CallbackData, prefix="ple"):
    member_id: int
    day: DayDigits
    line: PlanLine | None = None


class SetException(CallbackData, prefix="plx"):
    """`line` None: every line, of which there is none (0) or which are as usual."""

    member_id: int
    day: DayDigits
    line: PlanLine | None
    number: Number


class TypeException(CallbackData, prefix="plw"):
    member_id: int
    day: DayDigits
    line: PlanLine


class OpenFocus(CallbackData, prefix="plf"):
    member_id: int


class SetFocus(CallbackData, prefix="plg"):
    """`line` None: no focus."""

    member_id: int
    line: PlanLine | None


class OpenProposal(CallbackData, prefix="plp"):
    member_id: int


class AcceptProposal(CallbackData, prefix="plq"):
    """`lines`: what was shown, «c5d.m3w.o2d»."""

    member_id: int
    lines: Annotated[str, Field(pattern=r"^[cmo][0-9]{1,4}[dw](\.[cmo][0-9]{1,4}[dw]){0,2}$")]


class OpenCopy(CallbackData, prefix="plk"):
    """His plan for a team: which one (0), or who would get what."""

    member_id: int
    team_id: int = 0


class CopyPlan(CallbackData, prefix="ply"):
    """`shown`: what the preview showed; another one is shown first."""

    member_id: int
    team_id: int
    shown: str


class OpenMonth(CallbackData, prefix="plm"):
    member_id: int
    what: What
    month: Month


class CopyMonth(CallbackData, prefix="pln"):
    """As the month before, so many percent more."""

    member_id: int
    what: What
    month: Month
    percent: Percent


class OpenSales(CallbackData, prefix="pls"):
    """A line of the sales plan."""

    member_id: int
    line: SalesPlanLine
    month: Month = 0


class SetSales(CallbackData, prefix="plv"):
    member_id: int
    line: SalesPlanLine
    month: Month
    value: Kopecks


class TypeSales(CallbackData, prefix="plu"):
    member_id: int
    line: SalesPlanLine
    month: Month


class TypeStage(CallbackData, prefix="plz"):
    """Number and ₽ of a stage, by its place in the pipeline."""

    member_id: int
    stage: Annotated[int, Field(ge=0, le=100)]
    month: Month
