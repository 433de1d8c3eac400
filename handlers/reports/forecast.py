"""/forecast: what will have been paid by the end of the month or quarter, and whether that makes the plan."""

from collections.abc import Iterator

from domain.analytics.forecast import Forecast, forecast
from domain.money import grouped
from domain.periods import month_of
from domain.readers.forecast import FORECAST_AREAS, forecast_figures
from domain.readers.forecast_rows import forecast_rows
from domain.use_case import Right, may
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.links import OpenDeal, OpenPlans, ShowReport
from handlers.plain import Rows, button
from handlers.reports.forecast_spec import forecast_spec
from handlers.screen import cut
from handlers.words import Html, Words

NAME = 40
NO_PLAN = frozenset({"none", "part"})


def parts(paper: Paper, report: Forecast) -> Iterator[tuple[str, str]]:
    """Payments, open deals with their chances, clients who are to buy again."""
    say = paper.words.plain
    if report.paid_days:
        yield "paid", say("report-pick-forecast-paid")
    for what, rows in (("deals", report.deal_rows), ("clients", report.client_rows)):
        if rows:
            yield what, say(f"report-pick-forecast-{what}", number=grouped(len(rows)))
    if report.late:
        yield "late", say("report-pick-forecast-late")


def more(words: Words, shown: ShowReport, report: Forecast) -> Rows:
    """To the largest open deal; to the plans, where there is none."""
    rows: Rows = []
    if report.largest is not None:
        name = cut(report.largest.name, NAME) or words.plain("listing-client-none")
        label = words.plain("report-forecast-button-largest", name=name)
        rows.append([button(label, OpenDeal(deal_id=report.largest.id).pack())])
    if report.planless in NO_PLAN and may(report.frame.role, Right.SET_PLANS):
        rows.append([button(words.plain("report-forecast-button-plan"), OpenPlans().pack())])
    return rows


def how(paper: Paper, report: Forecast) -> Iterator[Html]:
    """The rule, its thresholds, what was left out."""
    say = paper.words
    yield say("report-forecast-how-total")
    yield say("report-forecast-how-chance", enough=report.enough)
    yield say("report-forecast-how-repeats")
    yield say("report-forecast-how-band")
    yield say("report-forecast-how-coverage")
    yield say("report-forecast-how-tested")
    yield say("report-forecast-how-whose")
    yield say("report-forecast-how-closing")
    if report.imported:
        yield say("report-forecast-how-imported", number=grouped(report.imported))
    if report.amountless:
        yield say("report-forecast-amountless", number=grouped(report.amountless))


def measure(paper: Paper, report: Forecast) -> Measure | None:
    return None if report.is_empty else Measure("expected", report.total, is_money=True)


REPORT = Report(
    kind="forecast",
    read=forecast_figures,
    computed=forecast,
    measure=measure,
    spec=forecast_spec,
    how=how,
    rows_of=forecast_rows,
    parts=parts,
    more=more,
    areas=FORECAST_AREAS,
    period=month_of,
    is_ahead=True,
)
