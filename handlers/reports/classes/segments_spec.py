"""The ABC×XYZ matrix in words, fields and bars."""

from collections.abc import Iterator

from domain.analytics.classes import Abc, AbcXyz, Kind, Xyz
from domain.analytics.segment_report import SegmentReport
from domain.analytics.segments import NOBODY, Cell
from domain.money import percent
from handlers.charts.specs import Bars, Grid, GridRow, Panel, Spec
from handlers.charts.specs import Cell as Field
from handlers.charts.style import Tone
from handlers.desk.amounts import joined
from handlers.desk.report import Paper
from handlers.reports.classes.words import (
    cell_bar,
    client_name,
    estimated,
    figure,
    left_out,
    strengths,
    window_words,
)

TONES = {Kind.COWS: Tone.DONE, Kind.STARS: Tone.MAIN, Kind.CATS: Tone.SECOND, Kind.DOGS: Tone.QUIET}


def segments_spec(paper: Paper, report: SegmentReport) -> Spec:
    """The picture: the matrix, then its groups by name."""
    panels: list[Panel] = [_matrix(paper, report)]
    if not report.is_empty:
        panels.append(_kinds(paper, report))
    return paper.picture(
        " ".join(_finding(paper, report)),
        window_words(paper, report),
        panels,
    )


def _finding(paper: Paper, report: SegmentReport) -> Iterator[str]:
    say, found, lang = paper.words.plain, report.segments, paper.words.language
    if report.is_empty:
        yield say("report-segments-none")
        return
    if report.without is not None:
        yield say("report-segments-without-him", client=client_name(paper, report, report.without))
    if found.dominant is not None and report.without is None:
        yield say("report-segments-dominant", client=client_name(paper, report, found.dominant))
    if found.total.clients < report.rules.few:
        yield say("report-segments-few", count=found.total.clients)
    elif found.top.amount.value is not None and found.top.clients.value is not None:
        clients, amount = (percent(share.value or 0, 0, lang) for share in (found.top.clients, found.top.amount))
        yield say("report-segments-top", clients=clients, amount=amount)
    yield from estimated(paper, report)


def _matrix(paper: Paper, report: SegmentReport) -> Grid:
    say, found = paper.words.plain, report.segments
    heading = say("report-segments-matrix", unit=paper.unit.name.lower())
    names = tuple(say("report-segments-xyz", xyz=xyz.name, way=_way(report)) for xyz in Xyz)
    if report.is_empty:
        return Grid(heading, names, empty=say("report-segments-none"), key="matrix")
    places = [AbcXyz(abc, xyz) for abc in Abc for xyz in Xyz]
    cells = [found.abc_xyz.get(place, NOBODY) for place in places]
    colours = strengths([float(figure(paper, cell, found.total).length) for cell in cells])
    fields = [_field(paper, report, *one) for one in zip(places, cells, colours, strict=True)]
    rows = tuple(_row(paper, report, abc, fields[start : start + 3]) for abc, start in zip(Abc, (0, 3, 6), strict=True))
    return Grid(heading, names, rows, remark=" ".join(left_out(paper, report)), key="matrix")


def _way(report: SegmentReport) -> str:
    return "stability" if report.rules.by_stability else "frequency"


def _field(paper: Paper, report: SegmentReport, place: AbcXyz, cell: Cell, strength: float) -> Field:
    """An empty one keeps its name: what could stand there is worth knowing."""
    name = kind_words(paper, place.kind)
    if not cell.clients:
        return Field("", "" if place.kind is Kind.CATS else name, Tone.QUIET, 0.0)
    one = figure(paper, cell, report.segments.total)
    return Field(one.label, joined(name, one.others[0], by=" "), TONES[place.kind], strength)


def _row(paper: Paper, report: SegmentReport, abc: Abc, fields: list[Field]) -> GridRow:
    cells = [report.segments.abc_xyz.get(AbcXyz(abc, xyz), NOBODY) for xyz in Xyz]
    whole = figure(paper, sum(cells, NOBODY), report.segments.total)
    name = paper.words.plain("report-segments-abc", abc=abc.name)
    return GridRow(name, tuple(fields), whole.label)


def _kinds(paper: Paper, report: SegmentReport) -> Bars:
    found = report.segments
    bars = []
    for kind in Kind:
        cell = kind_cell(report, kind)
        if cell.clients:
            name = paper.words.plain("report-segments-kind-of", kind=kind.value)
            bars.append(cell_bar(paper, name, cell, found.total, TONES[kind]))
    heading = paper.words.plain("report-segments-kinds")
    return Bars(heading, tuple(bars), scale=paper.scale, key="kinds")


def kind_cell(report: SegmentReport, kind: Kind) -> Cell:
    """All cells of one name together."""
    return sum((cell for place, cell in report.segments.abc_xyz.items() if place.kind is kind), NOBODY)


def kind_words(paper: Paper, kind: Kind) -> str:
    return paper.words.plain("report-segments-kind", kind=kind.value)


def cell_lines(paper: Paper, report: SegmentReport) -> Iterator[str]:
    """Each cell with all its figures, for the text: number, ₽, share of profit."""
    for abc in Abc:
        for xyz in Xyz:
            cell = report.segments.abc_xyz.get(AbcXyz(abc, xyz), NOBODY)
            if cell.clients:
                one = figure(paper, cell, report.segments.total)
                name = kind_words(paper, AbcXyz(abc, xyz).kind)
                yield f"{abc.name}{xyz.name}, {name}: {' · '.join((one.label, *one.others))}"
