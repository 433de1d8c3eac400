"""/margin: what is left of a new sale and of a repeat one."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.margins import MarginReport, margin_report
from domain.money import grouped
from domain.readers.margins import MARGIN_AREAS, margin_data, margin_rows
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.reports.margin_spec import margin_spec, unset_words
from handlers.words import Html


def parts(paper: Paper, report: MarginReport) -> Iterator[tuple[str, str]]:
    """The figures whose clients can be shown."""
    say, pair = paper.words.plain, report.pair
    figures = (("new", pair.new.sales), ("repeat", pair.repeat.sales), ("unknown", len(report.unknown)))
    for what, number in figures:
        if number:
            yield what, say(f"report-margin-pick-{what}", number=grouped(number))


def how(paper: Paper, report: MarginReport) -> Iterator[Html]:
    """The rule, and what is not set."""
    say = paper.words
    yield say("report-margin-how-new")
    yield say("report-margin-how-left")
    yield say("report-margin-how-spend")
    yield say("report-channels-how-profit")
    yield say("report-margin-how-segments")
    yield say("report-margin-how-whose")
    if report.unset:
        yield say("report-margin-unset", what=unset_words(say, report))


def measure(paper: Paper, report: MarginReport) -> Measure:
    """What is left of all that was sold."""
    new, repeat, price = report.pair.new, report.pair.repeat, report.pair.price
    return Measure("left", Fraction(new.left + repeat.left, price) if price > 0 else None)


REPORT = Report(
    kind="margin",
    read=margin_data,
    computed=margin_report,
    measure=measure,
    spec=margin_spec,
    how=how,
    rows_of=margin_rows,
    parts=parts,
    areas=MARGIN_AREAS,
)
