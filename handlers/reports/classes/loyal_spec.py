"""«Верные клиенты» in words: 123×XYZ, its three groups, who moved between them since the earlier window."""

from collections.abc import Iterator

from domain.analytics.classes import Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.segment_report import SegmentReport
from domain.analytics.segments import NOBODY
from domain.money import grouped
from handlers.charts.specs import Bars, Grid, GridRow, Panel, Spec
from handlers.charts.specs import Cell as Field
from handlers.charts.style import Tone
from handlers.desk.report import Paper
from handlers.desk.shares import percent_words
from handlers.reports.classes.words import (
    cell_bar,
    estimated,
    figure,
    left_out,
    profit_share,
    strengths,
    window_words,
)
from handlers.wording import month_words

GROUPS = (Loyalty.LOYAL, Loyalty.ONE_OFF, Loyalty.LOW_PROFIT, None)
"""None = in none: bought nothing, or profit unknown."""
TONES = {Loyalty.LOYAL: Tone.DONE, Loyalty.ONE_OFF: Tone.LOST, Loyalty.LOW_PROFIT: Tone.MAIN}


def loyal_spec(paper: Paper, report: SegmentReport) -> Spec:
    """The picture: the matrix, its groups, the flows."""
    panels: list[Panel] = [_matrix(paper, report)]
    if not report.is_empty and not report.segments.too_few:
        panels += [_groups(paper, report), _flows(paper, report)]
    return paper.picture(
        " ".join(_finding(paper, report)),
        window_words(paper, report),
        panels,
    )


def _finding(paper: Paper, report: SegmentReport) -> Iterator[str]:
    """The number and share of loyal clients, their profit, how many came and left."""
    say, found = paper.words.plain, report.segments
    if report.is_empty:
        yield say("report-segments-none")
        return
    if found.too_few:
        yield say("report-segments-few", count=found.total.clients)
        return
    loyal = found.of_loyalty(Loyalty.LOYAL)
    yield say(
        "report-loyal-number",
        count=loyal.clients,
        number=grouped(loyal.clients),
        share=percent_words(paper.words, found.loyal_clients) or "0",
    )
    profit = profit_share(loyal, found.total)
    if profit.whole:
        yield say("report-loyal-profit", share=percent_words(paper.words, profit))
    yield say(
        "report-loyal-moved", came=grouped(found.flows.came), left=grouped(found.flows.left), count=found.flows.left
    )
    yield from estimated(paper, report)


def _matrix(paper: Paper, report: SegmentReport) -> Grid:
    say, found = paper.words.plain, report.segments
    heading = say("report-segments-matrix", unit=paper.unit.name.lower())
    way = "stability" if report.rules.by_stability else "frequency"
    names = tuple(say("report-segments-xyz", xyz=xyz.name, way=way) for xyz in Xyz)
    remark = " ".join(left_out(paper, report))
    if report.is_empty or found.too_few:
        return Grid(heading, names, empty=remark or say("report-segments-none"), key="matrix")
    places = [ProfitXyz(profit, xyz) for profit in ProfitClass for xyz in Xyz]
    cells = [found.loyal.get(place, NOBODY) for place in places]
    seen = [figure(paper, cell, found.total) for cell in cells]
    colours = strengths([float(one.length) for one in seen])
    fields = [
        Field(one.label, one.others[0], TONES[place.loyalty or Loyalty.LOYAL], colour) if cell.clients else Field("")
        for place, cell, one, colour in zip(places, cells, seen, colours, strict=True)
    ]
    rows = []
    for number, profit in enumerate(ProfitClass):
        whole = sum(cells[number * 3 : number * 3 + 3], NOBODY)
        name = say("report-loyal-class", profit=profit.name.lower())
        rows.append(GridRow(name, tuple(fields[number * 3 : number * 3 + 3]), figure(paper, whole, found.total).label))
    return Grid(heading, names, tuple(rows), remark=remark, key="matrix")


def _groups(paper: Paper, report: SegmentReport) -> Bars:
    say, found = paper.words.plain, report.segments
    bars = tuple(
        cell_bar(paper, say("report-loyal-group", group=loyalty.value), cell, found.total, TONES[loyalty])
        for loyalty in Loyalty
        if (cell := found.of_loyalty(loyalty)).clients
    )
    return Bars(say("report-loyal-groups"), bars, remark=say("report-loyal-work"), scale=paper.scale, key="groups")


def _flows(paper: Paper, report: SegmentReport) -> Grid:
    """From whom (rows) to whom (columns), clients."""
    say, flows = paper.words.plain, report.segments.flows
    lang = paper.words.language
    months = f"{month_words(report.earlier.start, lang)} – {month_words(report.earlier.last, lang)}"
    heading, remark = say("report-loyal-flows"), say("report-loyal-flows-of", months=months)
    counts = {(was, now): flows.between(was, now) for was in GROUPS for now in GROUPS}
    counts[None, None] = 0
    if not any(count for (was, _), count in counts.items() if was is not None):
        return Grid(heading, (), empty=say("report-loyal-no-flows"), key="flows")
    names = tuple(say("report-loyal-moved-group", group=_code(group)) for group in GROUPS)
    rows = tuple(
        GridRow(
            name,
            tuple(_flow(was, now, counts[was, now]) for now in GROUPS),
            grouped(sum(counts[was, now] for now in GROUPS)),
        )
        for was, name in zip(GROUPS, names, strict=True)
        if any(counts[was, now] for now in GROUPS)
    )
    return Grid(heading, names, rows, remark=remark, key="flows")


def _flow(was: Loyalty | None, now: Loyalty | None, count: int) -> Field:
    if not count:
        return Field("", tone=Tone.QUIET, strength=0.0)
    tone, strength = Tone.QUIET, 0.5
    if was is not now and Loyalty.LOYAL in (was, now):
        tone, strength = (Tone.DONE if now is Loyalty.LOYAL else Tone.LOST), 0.7
    return Field(grouped(count), tone=tone, strength=strength)


def _code(loyalty: Loyalty | None) -> str:
    return loyalty.value if loyalty else "none"
