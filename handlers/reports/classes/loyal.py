"""The second face of /segments: «Верные клиенты», 123×XYZ with flows since the earlier window."""

from collections.abc import Iterator
from dataclasses import replace

from domain.analytics.classes import Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.segment_places import GROUPS
from domain.analytics.segment_report import SegmentReport
from domain.analytics.segments import NOBODY
from domain.money import grouped
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, no_figures
from handlers.links import ShowReport
from handlers.plain import Rows, in_rows
from handlers.reports.classes import segments
from handlers.reports.classes.fields import Field, field_buttons, field_parts
from handlers.reports.classes.loyal_spec import loyal_spec
from handlers.reports.classes.words import fraction_words
from handlers.words import Html, Words


def parts(paper: Paper, report: SegmentReport) -> Iterator[tuple[str, str]]:
    """Groups and cells, who came into the loyal and left them, other flows, whose profit is unknown or none."""
    say, found = paper.words.plain, report.segments
    for code, group in GROUPS.items():
        if group and (number := found.of_loyalty(group).clients):
            yield code, say("report-loyal-pick-group", group=group.value, number=grouped(number))
    for code, number in (("in", found.flows.came), ("out", found.flows.left)):
        if number:
            yield code, say(f"report-loyal-pick-{code}", number=grouped(number))
    yield from field_parts(_fields(report))
    for (was, before), (now, after) in _moves():
        if number := found.flows.between(before, after):
            yield was + now, say("report-loyal-pick-flow", was=was, now=now, number=grouped(number))
    yield from segments.unprofitable_parts(paper, report)


def _moves() -> Iterator[tuple[tuple[str, Loyalty | None], tuple[str, Loyalty | None]]]:
    """Each group to each other one."""
    for before in GROUPS.items():
        for after in GROUPS.items():
            if before != after:
                yield before, after


def cells(words: Words, shown: ShowReport, report: SegmentReport) -> Rows:
    """A keyboard like the matrix, each button its cell as a segment."""
    return in_rows(field_buttons(shown, report, _fields(report)), len(Xyz))


def _fields(report: SegmentReport) -> Iterator[Field]:
    """None where nobody can be classed."""
    for profit in () if report.is_empty or report.segments.too_few else ProfitClass:
        for xyz in Xyz:
            name = f"{profit.value}{xyz.name}"
            yield Field(name, name, report.segments.loyal.get(ProfitXyz(profit, xyz), NOBODY).clients)


def how(paper: Paper, report: SegmentReport) -> Iterator[Html]:
    """The rule by the company's own thresholds."""
    say, rules = paper.words, report.rules
    yield segments.how_window(paper, report)
    if rules.by_total_profit:
        a, b = fraction_words(paper, rules.a_below), fraction_words(paper, rules.b_below)
        yield say("report-loyal-how-total", a=a, b=b)
    else:
        high, low = (str(round(bound * 100)) for bound in (rules.high, rules.low))
        yield say("report-loyal-how-purchase", high=high, low=low, few=rules.few)
    yield segments.how_xyz(paper, report)
    yield say("report-loyal-how-groups")
    yield say("report-loyal-how-flows")
    yield segments.how_profit(paper, report)


def measure(paper: Paper, report: SegmentReport) -> Measure:
    return Measure("loyal", report.segments.of_loyalty(Loyalty.LOYAL).clients)


REPORT = replace(
    segments.REPORT,
    kind=segments.FACES[1],
    measure=measure,
    spec=loyal_spec,
    how=how,
    parts=parts,
    figures=no_figures,
    more=cells,
)
