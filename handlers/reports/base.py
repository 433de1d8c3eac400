"""/base: is the client base growing; who came, left and returned."""

from collections.abc import Iterator

from domain.analytics.base_report import MARKS, BaseReport, base_report
from domain.money import decimal, grouped
from domain.periods import month_of
from domain.readers.base_report import base_data, base_rows
from domain.readers.client_base import BASE_AREAS
from domain.rhythm import BaseChange, Lifecycle
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.reports.base_spec import TONES, base_spec, change_words, inside
from handlers.reports.classes.segments import as_of_today
from handlers.wording import short_month_words
from handlers.words import Html

NOBODY = BaseChange(0, 0, 0)


def parts(paper: Paper, report: BaseReport) -> Iterator[tuple[str, str]]:
    """The states on the last day, who bought once, who moved in the last month, and in each before it."""
    say, last = paper.words.plain, report.last
    for state in TONES:
        if number := last.states[state]:
            yield state.value, say("report-base-pick-state", state=state.value, number=grouped(number))
    moved = (
        ("once", last.once),
        ("came", last.change.came),
        ("back", last.change.returned),
        ("left", last.change.left),
    )
    for what, number in moved:
        if number:
            yield what, say(f"report-base-pick-{what}", number=grouped(number))
    for month in reversed(report.months[:-1]):
        if month.change != NOBODY:
            name = short_month_words(month.on, paper.words.language)
            yield month_of(month.on).code, say("report-base-pick-month", month=name, **change_words(month.change))


def how(paper: Paper, report: BaseReport) -> Iterator[Html]:
    """The rule by the company's own thresholds."""
    say, rules, language = paper.words, report.rules, paper.words.language
    yield say(
        "report-base-how-states",
        sleeps=decimal(float(rules.sleeping_rhythms), language, 2),
        sleeping=rules.sleeping_days,
        lost=decimal(float(rules.lost_rhythms), language, 2),
        gone=rules.lost_days,
    )
    yield say("report-base-how-rhythm", days=str(round(rules.default_rhythm)))
    yield say("report-base-how-moves")
    yield say("report-base-how-marks", most=MARKS)
    yield say("report-base-how-whose")


def measure(paper: Paper, report: BaseReport) -> Measure:
    return Measure("active", report.last.states[Lifecycle.ACTIVE])


REPORT = Report(
    kind="base",
    read=base_data,
    computed=base_report,
    measure=measure,
    spec=base_spec,
    how=how,
    rows_of=base_rows,
    inside=inside,
    parts=parts,
    areas=BASE_AREAS,
    period=as_of_today,
)
