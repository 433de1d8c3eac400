"""/plan: the sales plan against the fact by rep and line, and where the pace leads."""

from collections.abc import Iterator

from domain.money import grouped
from domain.periods import month_of
from domain.readers.plan import PLAN_AREAS, PlanReport, plan_report
from domain.readers.plan_rows import plan_rows
from domain.tables import SalesPlanLine
from domain.use_case import Right, may
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.links import OpenPlans, ShowReport
from handlers.plain import Rows, button
from handlers.reports.plan_spec import plan_spec
from handlers.words import Html, Words

PLANNED = frozenset({"", "none", "part"})
LINES = {"won": SalesPlanLine.DEALS_WON, "new": SalesPlanLine.NEW_CLIENTS, "back": SalesPlanLine.REACTIVATED}


def parts(paper: Paper, report: PlanReport) -> Iterator[tuple[str, str]]:
    """The payments, deals and clients of each line."""
    say, lines = paper.words.plain, report.lines
    if report.paid.fact:
        yield "paid", say("report-pick-forecast-paid")
    for what, line in LINES.items():
        if lines[line].fact:
            yield what, say(f"report-pick-plan-{what}", number=grouped(lines[line].fact))
    if report.alone:
        yield "alone", say("report-pick-plan-alone", number=grouped(report.alone))
    if report.late:
        yield "late", say("report-pick-forecast-late")


def more(words: Words, shown: ShowReport, report: PlanReport) -> Rows:
    """To the forecast of the same, and to setting plans."""
    forecast = shown.model_copy(update={"kind": "forecast", "view": "", "versus": "", "unit": "", "page": 0})
    rows: Rows = [[button(words.plain("report-plan-button-forecast"), forecast.pack())]]
    if may(report.frame.role, Right.SET_PLANS) and report.planless in PLANNED:
        rows[0].append(button(words.plain("report-plan-button-plans"), OpenPlans().pack()))
    return rows


def how(paper: Paper, report: PlanReport) -> Iterator[Html]:
    """The rule of each line, of the pace, of what is left out."""
    for what in ("plan", "paid", "won", "new", "back", "pace", "funnel", "closing"):
        yield paper.words(f"report-plan-how-{what}")


def measure(paper: Paper, report: PlanReport) -> Measure:
    """How much of the plan is done; without one, what was paid."""
    if report.paid.share is None:
        return Measure("paid", report.paid.fact, is_money=True, adds_up=True)
    return Measure("plan", report.paid.share, adds_up=True)


REPORT = Report(
    kind="plan",
    read=plan_report,
    measure=measure,
    spec=plan_spec,
    how=how,
    rows=plan_rows,
    parts=parts,
    more=more,
    areas=PLAN_AREAS,
    period=month_of,
    is_ahead=True,
)
