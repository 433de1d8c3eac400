"""/segments: who feeds us, whom to grow. ABC×XYZ; its other faces are `loyal` and `letters`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.analytics.classes import Abc, AbcXyz, Kind, Xyz
from domain.analytics.segment_report import SegmentReport, report_without_dominant, segment_report
from domain.analytics.segments import NOBODY
from domain.money import grouped
from domain.periods import Period, month_of
from domain.readers.segment_report import segment_data, segment_rows
from domain.readers.segments import SEGMENT_AREAS
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report, Unit
from handlers.links import ShowReport
from handlers.plain import Rows, button, in_rows
from handlers.reports.classes.fields import Field, field_buttons, field_parts
from handlers.reports.classes.segments_spec import cell_lines, kind_cell, segments_spec
from handlers.reports.classes.words import fraction_words
from handlers.screen import cut
from handlers.words import Html, Words

FACES = ("segments", "loyal", "letters")
WITHOUT = "segrest"
"""The same, classed without the client who brings more than half."""
NAME = 40


def as_of_today(today: date) -> Period:
    """The window ends before this month."""
    return month_of(today)


def parts(paper: Paper, report: SegmentReport) -> Iterator[tuple[str, str]]:
    """The figures whose clients can be shown."""
    say, found = paper.words.plain, report.segments
    if found.total.clients:
        yield "all", say("report-segments-pick-all", number=grouped(found.total.clients))
    yield from field_parts(_fields(report))
    for kind in Kind:
        if number := kind_cell(report, kind).clients:
            yield kind.value, say("report-segments-pick-kind", kind=kind.value, number=grouped(number))
    yield from unprofitable_parts(paper, report)


def unprofitable_parts(paper: Paper, report: SegmentReport) -> Iterator[tuple[str, str]]:
    """Those whose profit is unknown, and those who bring none."""
    for what, number in (("dark", report.segments.unknown.clients), ("toxic", report.segments.total.toxic)):
        if number:
            yield what, paper.words.plain(f"report-segments-pick-{what}", number=grouped(number))


def cells(words: Words, shown: ShowReport, report: SegmentReport) -> Rows:
    """A keyboard like the matrix, each button its cell as a segment; above it, the one with or without whom."""
    buttons = [] if report.is_empty else field_buttons(shown, report, _fields(report))
    return [_dominant(words, shown, report), *in_rows(buttons, len(Xyz))]


def _fields(report: SegmentReport) -> Iterator[Field]:
    for abc in Abc:
        for xyz in Xyz:
            name = f"{abc.name}{xyz.name}"
            yield Field(name, name, report.segments.abc_xyz.get(AbcXyz(abc, xyz), NOBODY).clients)


def _dominant(words: Words, shown: ShowReport, report: SegmentReport) -> list[InlineKeyboardButton]:
    found = report.segments
    if report.without is not None:
        name = cut(report.names.get(report.without, ""), NAME)
        return [button(words.plain("report-segments-with", client=name), _of_kind(shown, FACES[0]))]
    if found.dominant is None or found.total.clients == 1:
        return []
    name = cut(report.names.get(found.dominant, ""), NAME)
    return [button(words.plain("report-segments-without", client=name), _of_kind(shown, WITHOUT))]


def _of_kind(shown: ShowReport, kind: str) -> str:
    return shown.model_copy(update={"kind": kind, "view": "", "page": 0}).pack()


def is_tiny(report: SegmentReport) -> bool:
    """So few that the clients themselves say more than classes."""
    return 0 < report.segments.total.clients < report.rules.few


def how(paper: Paper, report: SegmentReport) -> Iterator[Html]:
    """The rule by the company's own thresholds."""
    say, rules = paper.words, report.rules
    yield how_window(paper, report)
    yield say(
        "report-segments-how-abc",
        a=fraction_words(paper, rules.a_below),
        b=fraction_words(paper, rules.b_below),
        half=fraction_words(paper, rules.dominant),
    )
    yield how_xyz(paper, report)
    yield say("report-segments-how-names")
    yield how_profit(paper, report)


def how_window(paper: Paper, report: SegmentReport) -> Html:
    return paper.words("report-segments-how-window")


def how_xyz(paper: Paper, report: SegmentReport) -> Html:
    """By frequency in months or quarters, or by stability."""
    say, rules = paper.words, report.rules
    if rules.by_stability:
        steady, wavering = (fraction_words(paper, bound) for bound in (rules.steady, rules.wavering))
        return say("report-segments-how-stability", steady=steady, wavering=wavering)
    unit = "month" if rules.unit_months == 1 else "quarter"
    return say("report-segments-how-frequency", often=fraction_words(paper, rules.often), unit=unit)


def how_profit(paper: Paper, report: SegmentReport) -> Html:
    return paper.words("report-segments-how-profit", share=fraction_words(paper, report.rules.estimated))


def figures(paper: Paper, report: SegmentReport) -> Iterator[Html]:
    """Every cell with all of its figures."""
    if not report.is_empty:
        yield paper.words("report-segments-cells")
        for line in cell_lines(paper, report):
            yield paper.words("report-segments-line", line=line)


def measure(paper: Paper, report: SegmentReport) -> Measure:
    return Measure("buyers", report.segments.total.clients)


REPORT = Report(
    kind=FACES[0],
    read=segment_data,
    computed=segment_report,
    measure=measure,
    spec=segments_spec,
    how=how,
    rows_of=segment_rows,
    parts=parts,
    figures=figures,
    is_tiny=is_tiny,
    units=(Unit.NUMBER, Unit.MONEY, Unit.SHARE),
    areas=SEGMENT_AREAS,
    faces=FACES,
    more=cells,
    period=as_of_today,
)
REST = replace(REPORT, kind=WITHOUT, computed=report_without_dominant)
