"""/top: clients by sales, profit, growth and fall; the lost ones by what they brought; whom to see this week."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.analytics.shares import Share
from domain.analytics.top import Order, Ranked
from domain.money import grouped
from domain.periods import Period, last_days
from domain.readers.top import ALL_ROWS, FIGURES, TOP_AREAS, TopReport, rows_by, top_by
from handlers.charts.specs import Bar, Bars, Beside, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import joined, money, more_words, signed_money
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.desk.shares import percent_words
from handlers.desk.subtitle import subtitle
from handlers.reports.sales.words import growth_of, when_words
from handlers.screen import cut
from handlers.wording import date_words
from handlers.words import Html

NAME = 60
FACES = tuple(order.value for order in Order)
TONES = {Order.GROWTH: Tone.DONE, Order.FALL: Tone.LOST, Order.LOST: Tone.LOST}


def top_spec(paper: Paper, report: TopReport) -> Spec:
    """The picture: of the order by sales whom to see; the first clients."""
    panels = [*([_to_see(paper, report)] if report.to_see else []), _ranking(paper, report)]
    return paper.picture(
        _title(paper, report),
        subtitle(paper, report.frame, paper.words.plain("report-top-by", order=report.order.value)),
        panels,
    )


def _title(paper: Paper, report: TopReport) -> str:
    say = paper.words.plain
    if report.is_empty:
        return say("report-top-none", order=report.order.value)
    first = report.ranking[0]
    shown = sum(map(FIGURES[report.order], report.ranking))
    title = say(
        f"report-top-{report.order}",
        client=_name(report, first),
        count=report.number,
        number=grouped(report.number),
        first=_figure(paper, report, first),
        total=money(paper.words, abs(report.total)),
        shown=len(report.ranking),
        share=percent_words(paper.words, Share(shown, report.total)) if report.total > 0 else "",
    )
    return f"{title} {say('report-top-estimated')}" if report.is_estimated else title


def _ranking(paper: Paper, report: TopReport) -> Bars:
    say = paper.words.plain
    heading = say("report-top-heading", order=report.order.value)
    if report.is_empty:
        return Bars(heading, empty=say("report-top-none", order=report.order.value))
    bars = tuple(_bar(paper, report, one) for one in report.ranking)
    rest = report.number - len(report.ranking)
    alone = say("report-top-largest") if report.order is Order.SALES else ""
    return Bars(heading, bars, remark=_remark(paper, report), key="ranking", rest=rest, alone=alone)


def _bar(paper: Paper, report: TopReport, one: Ranked) -> Bar:
    figure = FIGURES[report.order](one)
    tone = TONES.get(report.order, Tone.MAIN)
    parts = (Part(float(abs(figure)), Tone.LOST if figure < 0 else tone),)
    name = _name(report, one)
    if report.order in (Order.GROWTH, Order.FALL):
        was, became = money(paper.words, one.before), money(paper.words, one.now)
        note = paper.words.plain("report-top-was", was=was, became=became)
        return Bar(name, parts, signed_money(paper.words, figure), note)
    if report.order is Order.LOST:
        return Bar(name, parts, _profit(paper, one), _lost_note(paper, report, one))
    if report.order is Order.PROFIT:
        note = paper.words.plain("report-top-of", amount=money(paper.words, one.now))
        return Bar(name, parts, _profit(paper, one), note)
    share = percent_words(paper.words, Share(one.now, report.sold))
    before = Beside(
        (Part(float(max(0, one.before))),), money(paper.words, one.before), paper.words.plain("report-top-before")
    )
    note = joined(share, growth_of(paper.words, one.now, one.before))
    return Bar(name, parts, money(paper.words, one.now), note, beside=before if report.before else None)


def _figure(paper: Paper, report: TopReport, one: Ranked) -> str:
    """What he stands in the order by."""
    return _profit(paper, one) if report.order is Order.PROFIT else money(paper.words, FIGURES[report.order](one))


def _profit(paper: Paper, one: Ranked) -> str:
    return paper.words.plain("listing-top-profit-none") if one.profit is None else money(paper.words, one.profit)


def _lost_note(paper: Paper, report: TopReport, one: Ranked) -> str:
    """When he bought last; what he could buy in a year."""
    line, say = report.lines[one.client_id], paper.words.plain
    said = []
    if line.last is not None:
        said.append(say("report-top-last", day=date_words(line.last, paper.today, paper.words.language)))
    if line.potential:
        said.append(say("report-top-potential", amount=money(paper.words, line.potential)))
    return " · ".join(said)


def _remark(paper: Paper, report: TopReport) -> str:
    say, said = paper.words.plain, []
    if rest := more_words(paper.words, report.number - len(report.ranking)):
        said.append(rest)
    if report.order in (Order.PROFIT, Order.LOST) and report.unknown:
        said.append(say("report-top-unknown", count=report.unknown, number=grouped(report.unknown)))
    return " ".join(said)


def _to_see(paper: Paper, report: TopReport) -> Bars:
    """Who have fallen most."""
    bars = tuple(
        Bar(
            _name(report, one),
            (Part(float(-one.change), Tone.LOST),),
            signed_money(paper.words, one.change),
            paper.words.plain("report-top-was", was=money(paper.words, one.before), became=money(paper.words, one.now)),
        )
        for one in report.to_see
    )
    return Bars(paper.words.plain("report-top-to-see"), bars, key="to-see", rest=report.number - len(bars))


def _name(report: TopReport, one: Ranked) -> str:
    return cut(report.lines[one.client_id].name, NAME)


def parts(paper: Paper, report: TopReport) -> Iterator[tuple[str, str]]:
    """All the clients of the order."""
    if report.number:
        yield ALL_ROWS, paper.words.plain("report-top-pick", number=grouped(report.number))


def how(paper: Paper, report: TopReport) -> Iterator[Html]:
    """The rule of the order."""
    say = paper.words
    yield say("report-top-how-whose")
    if report.order in (Order.SALES, Order.GROWTH, Order.FALL) and report.before is not None:
        yield say(
            "report-top-how-before",
            now=when_words(paper, report.frame.period, report.counted),
            before=_days_words(paper, report.before),
        )
    if report.order in (Order.PROFIT, Order.LOST):
        yield say("report-top-how-profit")
    yield say(f"report-top-how-{report.order}")


def _days_words(paper: Paper, period: Period) -> str:
    ends: Sequence[date] = (period.start, period.last)
    return " – ".join(date_words(day, paper.today, paper.words.language) for day in ends)


def measure(paper: Paper, report: TopReport) -> Measure:
    """Of all the clients of the order."""
    return Measure(report.order.value, abs(report.total), is_money=True, adds_up=report.order is Order.SALES)


def _report(order: Order) -> Report[TopReport]:
    return Report(
        kind=order.value,
        read=top_by(order),
        measure=measure,
        spec=top_spec,
        how=how,
        rows=rows_by(order),
        parts=parts,
        areas=TOP_AREAS,
        faces=FACES,
        period=last_days,
    )


REPORTS = tuple(map(_report, Order))
