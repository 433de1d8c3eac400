"""Sources of clients in words, bars and grids."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.channels import Channel, ChannelReport, paid_for
from domain.analytics.shares import Share
from domain.money import decimal, grouped
from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING, money, more_words, of_words, signed_percent
from handlers.desk.report import Paper, Unit
from handlers.desk.shares import estimate_words, share_with_interval
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Words

SHOWN = 10
NAME = 40


def channels_spec(paper: Paper, report: ChannelReport) -> Spec:
    """The picture: what the advertising paid back, what came from where, what it cost."""
    return paper.picture(
        " ".join(_finding(paper.words, report)),
        subtitle(paper, report.frame, paper.words.plain("report-channels-by")),
        (_main(paper, report),) if report.is_empty else (_main(paper, report), *_grids(paper.words, report)),
    )


def source_words(words: Words, source: str) -> str:
    return cut(source, NAME) or words.plain("report-channels-no-source")


def _finding(words: Words, report: ChannelReport) -> Iterator[str]:
    total = report.total
    if report.is_estimated:
        yield estimate_words(words, report.estimated_share)
    if report.is_empty:
        yield words.plain("report-channels-none")
    elif not total.spend:
        yield words.plain("report-channels-no-spend")
        yield from _most_leads(words, report)
    elif (roi := paid_for(report.channels).roi) is None:
        yield words.plain("report-channels-no-profit", spend=money(words, total.spend))
    else:
        yield from _paid_back(words, report, roi)


def _most_leads(words: Words, report: ChannelReport) -> Iterator[str]:
    named = [one for one in report.channels if one.source and one.leads]
    if named:
        first = named[0]
        yield words.plain(
            "report-channels-most-leads",
            source=source_words(words, first.source),
            number=grouped(first.leads),
            total=grouped(report.total.leads),
        )


def _paid_back(words: Words, report: ChannelReport, roi: Fraction) -> Iterator[str]:
    """How much, how many sources, and the worst that does not, else the best."""
    known = sorted((one.roi, one.source) for one in report.channels if one.spend and one.roi is not None)
    paid = sum(one >= 0 for one, _ in known)
    yield words.plain(
        "report-channels-roi", roi=signed_percent(words, roi), paid=grouped(paid), known=grouped(len(known))
    )
    if known and known[0][0] < known[-1][0]:
        one, source = known[-1] if paid == len(known) else known[0]
        key = "best" if paid == len(known) else "worst"
        yield words.plain(f"report-channels-{key}", source=source_words(words, source), roi=signed_percent(words, one))


# What it paid back, or how many came


def _main(paper: Paper, report: ChannelReport) -> Bars:
    words = paper.words
    heading = words.plain("report-channels-main", unit=paper.unit.name.lower())
    if report.is_empty:
        return Bars(heading, empty=words.plain("report-channels-none"), key="main")
    bars = tuple(_bar(paper, report, channel) for channel in report.channels[:SHOWN])
    return Bars(
        heading, bars, remark=" ".join(_remarks(words, report)), scale=paper.scale, key="main", rest=_rest(report)
    )


def _bar(paper: Paper, report: ChannelReport, channel: Channel) -> Bar:
    words, name = paper.words, source_words(paper.words, channel.source)
    if paper.unit is Unit.SHARE:
        share = Share(channel.buyers, channel.leads)
        label = share_with_interval(words, share, report.frame.few) or NOTHING
        of = of_words(words, channel.buyers, channel.leads)
        return Bar(name, (Part(float(share.value or 0), Tone.MAIN),), label, of)
    if paper.unit is Unit.NUMBER:
        parts = (
            Part(channel.buyers, Tone.DONE, words.plain("report-channels-part-bought")),
            Part(channel.leads - channel.buyers, Tone.QUIET, words.plain("report-channels-part-not-yet")),
        )
        return Bar(name, parts, grouped(channel.leads), "")
    return _money_bar(words, name, channel)


def _money_bar(words: Words, name: str, channel: Channel) -> Bar:
    """The mark: what was spent. A bar past it has paid back."""
    roi = channel.roi
    tone = Tone.MAIN if roi is None else Tone.DONE if roi >= 0 else Tone.BEHIND
    note = signed_percent(words, roi) if roi is not None else ""
    mark = float(channel.spend) if channel.spend else None
    label: str = money(words, channel.profit)
    if channel.unknown and channel.unknown == channel.buyers:
        label = words.plain("report-profit-unknown")
    return Bar(name, (Part(float(channel.profit), Tone.LOST if channel.profit < 0 else tone),), label, note, mark=mark)


def _remarks(words: Words, report: ChannelReport) -> Iterator[str]:
    if rest := more_words(words, _rest(report)):
        yield rest
    if report.unknown:
        yield words.plain("report-unknown-profit", count=len(report.unknown), number=grouped(len(report.unknown)))
    if report.shared:
        yield words.plain("report-channels-shared")
    if report.undated:
        yield words.plain("report-channels-undated", number=grouped(report.undated))


def _rest(report: ChannelReport) -> int:
    return max(0, len(report.channels) - SHOWN)


# How many, and for how much


def _grids(words: Words, report: ChannelReport) -> Iterator[Grid]:
    shown = report.channels[:SHOWN]
    whole = [report.total] if len(report.channels) > 1 else []
    came = ("leads", "deals", "won", "revenue")
    yield _grid(words, "came", came, [(one, _came(words, one)) for one in (*shown, *whole)], report)
    spent = [one for one in (*shown, *whole) if one.spend]
    if spent:
        cost = ("spend", "per-lead", "per-sale", "payback")
        costs = [(one, _cost(words, paid_for(report.channels) if one is report.total else one)) for one in spent]
        yield _grid(words, "cost", cost, costs, report)


def _grid(
    words: Words,
    key: str,
    columns: tuple[str, ...],
    rows: list[tuple[Channel, tuple[str, ...]]],
    report: ChannelReport,
) -> Grid:
    names = tuple(words.plain(f"report-channels-column-{column}") for column in columns)
    made = tuple(
        GridRow(
            words.plain("report-channels-total") if one is report.total else source_words(words, one.source),
            tuple(Cell(said, strength=0.0) for said in cells),
        )
        for one, cells in rows
    )
    return Grid(words.plain(f"report-channels-{key}"), names, made, key=key, rest=_rest(report))


def _came(words: Words, one: Channel) -> tuple[str, ...]:
    return (grouped(one.leads), grouped(one.deals), grouped(one.won), money(words, one.revenue))


def _cost(words: Words, one: Channel) -> tuple[str, ...]:
    months = one.months_to_pay_back
    payback = NOTHING if months is None else words.plain("report-months", number=_months(words, months))
    return (money(words, one.spend), _or_nothing(words, one.per_lead), _or_nothing(words, one.per_sale), payback)


def _months(words: Words, months: Fraction) -> str:
    """«0,4», «12»: a tenth while it matters."""
    return decimal(months, words.language, 1 if months < 10 else 0)


def _or_nothing(words: Words, kopecks: int | None) -> str:
    return NOTHING if kopecks is None else money(words, kopecks)
