"""New against repeat sale in words, bars and grids."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from domain.analytics.margins import Economics, MarginReport, Pair
from domain.money import decimal, grouped, percent
from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Part, Spec, Stays
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING, countable, joined, money, more_words
from handlers.desk.report import Paper
from handlers.desk.shares import estimate_words
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Words

SHOWN = 6
NAME = 40
CellOf = Callable[[Words, Economics], Cell]
ALWAYS = ("price", "cost")
COSTS = ("cost", "acquisition", "presale", "service", "overhead")


def margin_spec(paper: Paper, report: MarginReport) -> Spec:
    """The picture: what is left of a sale, of what it is made up, by segment and product."""
    return paper.picture(
        " ".join(_finding(paper.words, report)),
        subtitle(paper, report.frame, paper.words.plain("report-margin-by")),
        _panels(paper.words, report),
    )


def unset_words(words: Words, report: MarginReport) -> str:
    """«предпродажа новой, накладные»."""
    return ", ".join(words.plain(f"report-margin-setting-{name.replace('_', '-')}") for name in report.unset)


def _finding(words: Words, report: MarginReport) -> Iterator[str]:
    if report.is_estimated:
        yield estimate_words(words, report.estimated_share)
    new, repeat, times = report.pair.new, report.pair.repeat, report.pair.times
    if not report.pair.sales:
        yield words.plain("report-margin-unknown" if report.unknown else "report-margin-none")
        return
    yield from _few(words, report)
    if not (new.sales and repeat.sales):
        one = new if new.sales else repeat
        yield words.plain(f"report-margin-only-{'new' if new.sales else 'repeat'}", left=_left(words, one))
    else:
        kept, won = (money(words, one.each("left")) for one in (repeat, new))  # with shares it is longer than a title
        yield words.plain("report-margin-both", new=won, repeat=kept)
    if times is not None and times > 1:
        yield _times_words(words, times)


def _few(words: Words, report: MarginReport) -> Iterator[str]:
    """That the means do not mean much yet, by the kind with the fewest sales."""
    sides = (("new", report.pair.new), ("repeat", report.pair.repeat))
    few = [(one.sales, kind) for kind, one in sides if 0 < one.sales < report.frame.few]
    if few:
        number, kind = min(few)
        yield words.plain("report-margin-few", kind=kind, number=grouped(number))


def _left(words: Words, one: Economics) -> str:
    """«11 000 ₽ (20 %)»."""
    share = "" if one.share is None else f" ({percent(one.share, 1, words.language)})"
    return f"{money(words, one.each('left'))}{share}"


def _times_words(words: Words, times: Fraction) -> str:
    """«В 5,5 раза больше.»"""
    return words.plain("report-margin-times", times=decimal(times, words.language), count=countable(times))


def _panels(words: Words, report: MarginReport) -> Iterator[Bars | Grid]:
    yield _main(words, report)
    if not report.pair.sales:
        return
    yield _made_up(words, report)
    if len(report.segments) > 1:
        rows = [(words.plain(f"report-margin-segment-{_segment(one)}"), pair) for one, pair in report.segments.items()]
        yield _cut(words, "segments", rows, _left_cell)
    if report.products:
        named = [(cut(name, NAME), pair) for name, pair in report.products]
        yield _cut(words, "products", named, _gross_cell)


def _segment(loyalty: object) -> str:
    return "none" if loyalty is None else str(getattr(loyalty, "value", "")).replace("_", "-")


# One sale


def _main(words: Words, report: MarginReport) -> Bars:
    heading = words.plain("report-margin-left")
    remark = " ".join(_remarks(words, report))
    if not report.pair.sales:
        key = "report-margin-unknown" if report.unknown else "report-margin-none"
        return Bars(heading, empty=words.plain(key), key="left")
    sides = (("new", report.pair.new), ("repeat", report.pair.repeat))
    bars = tuple(_bar(words, side, one) for side, one in sides if one.sales)
    return Bars(heading, bars, remark=remark, key="left")


def _bar(words: Words, side: str, one: Economics) -> Bar:
    left = one.each("left")
    sales = words.plain("report-margin-sales", count=one.sales, number=grouped(one.sales))
    share = "" if one.share is None else percent(one.share, 1, words.language)
    note = joined(share, sales)
    tone = Tone.DONE if left >= 0 else Tone.LOST
    return Bar(words.plain(f"report-margin-{side}"), (Part(float(left), tone),), money(words, left), note)


def _remarks(words: Words, report: MarginReport) -> Iterator[str]:
    if report.unset:
        yield words.plain("report-margin-unset", what=unset_words(words, report))
    if not report.has_spend and report.pair.new.sales:
        yield words.plain("report-margin-no-spend")
    if report.unknown:
        yield words.plain("report-unknown-profit", count=len(report.unknown), number=grouped(len(report.unknown)))


def _made_up(words: Words, report: MarginReport) -> Grid:
    """Price, what goes of it, what is left; what is nothing is left out."""
    pair = report.pair
    sides = [(side, one) for side, one in (("new", pair.new), ("repeat", pair.repeat)) if one.sales]
    names = tuple(words.plain(f"report-margin-{side}") for side, _ in sides)
    rows = tuple(
        GridRow(
            words.plain(f"report-margin-row-{name}"),
            tuple(Cell(money(words, one.each(name)), strength=0.0) for _, one in sides),
        )
        for name in ("price", *COSTS)
        if name in ALWAYS or any(getattr(one, name) for _, one in sides)
    )
    left = GridRow(words.plain("report-margin-row-left"), tuple(_left_cell(words, one) for _, one in sides))
    return Grid(words.plain("report-margin-made-up"), names, (*rows, left), key="made-up", stays=Stays.ALL)


# By segment and product


def _cut(words: Words, key: str, rows: Sequence[tuple[str, Pair]], cell: CellOf) -> Grid:
    shown = rows[:SHOWN]
    made = tuple(GridRow(name, (cell(words, pair.new), cell(words, pair.repeat))) for name, pair in shown)
    return Grid(
        words.plain(f"report-margin-{key}"),
        (words.plain("report-margin-new"), words.plain("report-margin-repeat")),
        made,
        remark=more_words(words, len(rows) - len(shown)),
        key=key,
        rest=len(rows) - len(shown),
    )


def _left_cell(words: Words, one: Economics) -> Cell:
    """₽ of a sale, and its part of the price."""
    if not one.sales:
        return Cell(NOTHING, strength=0.0)
    share = "" if one.share is None else percent(one.share, 1, words.language)
    return Cell(money(words, one.each("left")), share, *_colour(one.left))


def _gross_cell(words: Words, one: Economics) -> Cell:
    """The part of the price that is left after the goods' own cost, and ₽ of one sale."""
    if not one.sales or one.gross_share is None:
        return Cell(NOTHING, strength=0.0)
    return Cell(percent(one.gross_share, 1, words.language), money(words, one.each("gross")), *_colour(one.gross))


def _colour(kopecks: int) -> tuple[Tone, float]:
    return (Tone.DONE, 0.35) if kopecks >= 0 else (Tone.LOST, 0.35)
