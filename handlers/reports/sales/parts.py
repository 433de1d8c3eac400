"""Faces of /sales: by product, region, channel and rep, each part beside itself a year ago."""

from collections.abc import Iterable, Iterator

from domain.analytics.sales import NOTHING, Sold
from domain.analytics.shares import Share
from domain.readers.cuts import CutKind
from domain.readers.sales import ALL_ROWS, OF_PART, SALES_AREAS, PartsReport, SalesPart, clients_by, sales_by
from handlers.charts.specs import Bar, Bars, Beside, Part, Spec
from handlers.desk.amounts import joined, money
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report, Unit
from handlers.desk.shares import percent_words
from handlers.desk.subtitle import subtitle
from handlers.reports.sales.sales import FACES
from handlers.reports.sales.words import growth_words, length, sold_measure, sold_words, when_words
from handlers.screen import cut
from handlers.words import Html

SHOWN = 12
NAME = 60
KINDS = {
    "salesp": CutKind.PRODUCT,
    "salesr": CutKind.REGION,
    "salesc": CutKind.CHANNEL,
    "salesm": CutKind.MEMBER,
}


def parts_spec(paper: Paper, report: PartsReport) -> Spec:
    """The picture: the largest parts, the rest as one."""
    say = paper.words.plain
    heading = say("report-sales-parts-years" if report.year_ago else "report-sales-parts")
    panel = Bars(heading, empty=say("report-sales-none")) if report.is_empty else _panel(paper, report, heading)
    return paper.picture(
        _title(paper, report),
        subtitle(paper, report.frame, say("report-sales-by")),
        (panel,),
    )


def _title(paper: Paper, report: PartsReport) -> str:
    """Who brings most."""
    if report.is_empty:
        return paper.words.plain("report-sales-none")
    first = report.parts[0]
    return paper.words.plain(
        "report-sales-most",
        period=when_words(paper, report.frame.period, report.counted),
        name=_name(paper, first),
        amount=money(paper.words, first.sold.amount),
        share=percent_words(paper.words, Share(first.sold.amount, report.sold.amount)),
    )


def _fallen(paper: Paper, report: PartsReport) -> str:
    """Who has fallen most, if anybody has."""
    part = min(report.parts, key=lambda part: part.sold.amount - part.year_ago.amount)
    fall = part.year_ago.amount - part.sold.amount
    if report.year_ago is None or fall <= 0:
        return ""
    return paper.words.plain("report-sales-fallen", name=_name(paper, part), amount=money(paper.words, fall))


def _panel(paper: Paper, report: PartsReport, heading: str) -> Bars:
    shown, rest = report.parts[:SHOWN], report.parts[SHOWN:]
    bars = [_bar(paper, report, _name(paper, part), part.sold, part.year_ago) for part in shown]
    if rest:
        name = paper.words.plain("report-sales-rest", count=len(rest))
        bars.append(_bar(paper, report, name, _sum(part.sold for part in rest), _sum(part.year_ago for part in rest)))
    remark, alone = _fallen(paper, report), paper.words.plain("report-sales-parts")
    return Bars(heading, tuple(bars), remark=remark, scale=paper.scale, key="parts", rest=len(rest), alone=alone)


def _sum(sums: Iterable[Sold]) -> Sold:
    return sum(sums, NOTHING)


def _bar(paper: Paper, report: PartsReport, name: str, sold: Sold, year_ago: Sold) -> Bar:
    share = Share(sold.amount, report.sold.amount)
    grown = growth_words(paper.words, sold, year_ago) if report.year_ago else ""
    said = percent_words(paper.words, share)
    label, note = sold_words(paper, sold), said
    if paper.unit is Unit.SHARE:
        label, note = said, sold_words(paper, sold)
    return Bar(
        name,
        (Part(max(0.0, _long(paper, sold, report.sold))),),
        label,
        joined(note, grown),
        beside=_beside(paper, report, year_ago),
    )


def _beside(paper: Paper, report: PartsReport, year_ago: Sold) -> Beside | None:
    if report.year_ago is None:
        return None
    said = (
        percent_words(paper.words, Share(year_ago.amount, report.year_ago.amount))
        if paper.unit is Unit.SHARE
        else sold_words(paper, year_ago)
    )
    name = paper.words.plain("report-sales-year-ago")
    return Beside((Part(max(0.0, _long(paper, year_ago, report.year_ago))),), said, name)


def _long(paper: Paper, sold: Sold, whole: Sold) -> float:
    if paper.unit is Unit.SHARE:
        return float(Share(sold.amount, whole.amount).value or 0)
    return length(paper, sold)


def _name(paper: Paper, part: SalesPart) -> str:
    if part.cut.key:
        return cut(part.cut.name, NAME)
    return paper.words.plain(f"report-sales-no-{part.cut.kind.name.lower()}")


def pick(paper: Paper, report: PartsReport) -> Iterator[tuple[str, str]]:
    """The parts whose clients can be shown."""
    say = paper.words.plain
    if report.sold.number:
        yield ALL_ROWS, say("report-sales-pick-all")
    for part in report.parts[:SHOWN]:
        if part.sold != NOTHING:
            named = say("report-pick-stage", stage=_name(paper, part), number=sold_words(paper, part.sold))
            yield OF_PART + part.cut.code, named


def how(paper: Paper, report: PartsReport) -> Iterator[Html]:
    """The rule."""
    say = paper.words
    yield say("report-sales-how-what")
    yield say("report-sales-how-year")
    if any(part.cut.kind is CutKind.PRODUCT for part in report.parts):
        yield say("report-sales-how-product")
    yield say("report-sales-how-whose")


def measure(paper: Paper, report: PartsReport) -> Measure:
    return sold_measure(paper, report.sold)


def _report(kind: str, by: CutKind) -> Report[PartsReport]:
    return Report(
        kind=kind,
        read=sales_by(by),
        measure=measure,
        spec=parts_spec,
        how=how,
        rows=clients_by(by),
        parts=pick,
        units=(Unit.MONEY, Unit.NUMBER, Unit.SHARE),
        areas=SALES_AREAS,
        faces=FACES,
    )


REPORTS = tuple(_report(kind, by) for kind, by in KINDS.items())
