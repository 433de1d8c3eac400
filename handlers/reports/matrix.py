"""/matrix: products by clients, who could be offered what."""

from collections.abc import Iterator

from domain.money import grouped
from domain.periods import last_days
from domain.readers.listing import SegmentOf
from domain.readers.matrix import (
    BOUGHT,
    LOOKED_BACK,
    MATRIX_AREAS,
    NEVER,
    STOPPED,
    Item,
    MatrixClient,
    MatrixReport,
    matrix_clients,
    matrix_report,
)
from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import money, more_words, of_words
from handlers.desk.difference import Measure
from handlers.desk.listing import to_segment
from handlers.desk.report import Paper, Report
from handlers.desk.subtitle import subtitle
from handlers.links import ShowReport
from handlers.plain import Rows, button
from handlers.screen import cut
from handlers.wording import date_words
from handlers.words import Html, Words

BARS, COLUMNS, PICKED = 12, 5, 8
NAME, COLUMN_NAME, TAPPED_NAME = 60, 24, 12
SIDES = (
    (BOUGHT, "bought", Tone.DONE),
    (STOPPED, "stopped", Tone.LOST),
    (NEVER, "never", Tone.QUIET),
)


def matrix_spec(paper: Paper, report: MatrixReport) -> Spec:
    """The picture: each product with its buyers, who have stopped and the rest; the largest clients by product."""
    say = paper.words.plain
    if report.is_empty:
        panels: list[Bars | Grid] = [Bars(say("report-matrix-items"), empty=say("report-matrix-none"))]
    else:
        panels = [_items(paper, report), _clients(paper, report)]
    return paper.picture(
        _title(paper, report),
        subtitle(paper, report.frame, say("report-matrix-by", number=grouped(report.buyers))),
        panels,
    )


def _title(paper: Paper, report: MatrixReport) -> str:
    """What is lost most; where nobody has stopped, what most have never taken."""
    say = paper.words.plain
    if report.is_empty:
        return say("report-matrix-none")
    item = max(report.items, key=lambda item: item.lost)
    if item.stopped:
        return say(
            "report-matrix-stopped",
            item=_name(item),
            count=item.stopped,
            number=grouped(item.stopped),
            amount=money(paper.words, item.lost),
        )
    item = max(report.items[:BARS], key=lambda item: item.never)
    if not item.never:
        return say("report-matrix-all", count=report.buyers, number=grouped(report.buyers))
    return say(
        "report-matrix-never",
        item=_name(item),
        number=grouped(item.never),
        of=grouped(report.buyers),
        count=report.buyers,
    )


def _items(paper: Paper, report: MatrixReport) -> Bars:
    say = paper.words.plain
    bars = tuple(_bar(paper, report, item) for item in report.items[:BARS])
    rest = len(report.items) - len(bars)
    remark = more_words(paper.words, rest)
    return Bars(say("report-matrix-items"), bars, remark=remark, scale=float(report.buyers), key="items", rest=rest)


def _bar(paper: Paper, report: MatrixReport, item: Item) -> Bar:
    say = paper.words.plain
    numbers = {BOUGHT: item.bought, STOPPED: item.stopped, NEVER: item.never}
    parts = tuple(Part(float(numbers[side]), tone, say(f"report-matrix-part-{word}")) for side, word, tone in SIDES)
    label = of_words(paper.words, item.bought, report.buyers)
    note = say("report-matrix-rest", stopped=grouped(item.stopped), never=grouped(item.never))
    return Bar(_name(item), parts, label, note)


def _clients(paper: Paper, report: MatrixReport) -> Grid:
    """The largest buyers by what sells most."""
    say, columns = paper.words.plain, report.items[:COLUMNS]
    rows = tuple(
        GridRow(
            cut(client.line.name, NAME),
            tuple(_cell(paper, client, item) for item in columns),
            money(paper.words, client.amount),
        )
        for client in report.clients
    )
    names = tuple(cut(item.cut.name, COLUMN_NAME) for item in columns)
    legend, rest = say("report-matrix-legend"), report.buyers - len(rows)
    if len(report.items) > COLUMNS:
        legend += " " + say("report-matrix-columns", shown=COLUMNS, number=grouped(len(report.items)))
    return Grid(say("report-matrix-clients"), names, rows, remark=legend, key="clients", is_one_band=True, rest=rest)


def _cell(paper: Paper, client: MatrixClient, item: Item) -> Cell:
    say, taken = paper.words.plain, client.taken.get(item.cut.key)
    if taken is None:
        return Cell(say("report-matrix-cell-never"), tone=Tone.QUIET, strength=0.2)
    if taken.is_now:
        return Cell(say("report-matrix-cell-bought"), tone=Tone.DONE, strength=0.5)
    return Cell(say("report-matrix-cell-stopped"), tone=Tone.LOST, strength=0.5)


def _name(item: Item) -> str:
    return cut(item.cut.name, NAME)


def parts(paper: Paper, report: MatrixReport) -> Iterator[tuple[str, str]]:
    """Who has stopped and who never took, of what sells most; those who take it last."""
    say = paper.words.plain
    for side, word in ((STOPPED, "stopped"), (NEVER, "never"), (BOUGHT, "bought")):
        for item in report.items[:PICKED]:
            if number := {BOUGHT: item.bought, STOPPED: item.stopped, NEVER: item.never}[side]:
                yield side + item.cut.code, say(f"report-matrix-pick-{word}", item=_name(item), number=grouped(number))


def cells(words: Words, shown: ShowReport, report: MatrixReport) -> Rows:
    """Of what sells most, each field as a segment: who takes it, has stopped, never took it."""
    return [
        [
            button(
                words.plain(f"report-matrix-tap-{word}", item=cut(item.cut.name, TAPPED_NAME), number=grouped(number)),
                to_segment(shown, SegmentOf("", report.counted, item.cut.code, side)),
            )
            for side, word, number in (
                (BOUGHT, "bought", item.bought),
                (STOPPED, "stopped", item.stopped),
                (NEVER, "never", item.never),
            )
        ]
        for item in report.items[:COLUMNS]
    ]


def how(paper: Paper, report: MatrixReport) -> Iterator[Html]:
    """The rule."""
    say, language = paper.words, paper.words.language
    days = (date_words(day, paper.today, language) for day in (report.counted.start, report.counted.last))
    yield say("report-matrix-how-who", days=" – ".join(days))
    first = date_words(report.before.start, paper.today, language)
    yield say("report-matrix-how-stopped", months=LOOKED_BACK, first=first)
    yield say("report-matrix-how-order")
    yield say("report-matrix-how-groups")


def measure(paper: Paper, report: MatrixReport) -> Measure:
    """What those who have stopped paid for it before."""
    return Measure("stopped", sum(item.lost for item in report.items), is_money=True)


REPORT = Report(
    kind="matrix",
    read=matrix_report,
    measure=measure,
    spec=matrix_spec,
    how=how,
    rows=matrix_clients,
    parts=parts,
    more=cells,
    areas=MATRIX_AREAS,
    period=last_days,
)
