"""What the faces of `/segments` share: the window under the title, a cell by number, ₽ or share of profit."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from domain.analytics.segment_report import SegmentReport
from domain.analytics.segments import Cell
from domain.analytics.shares import Share
from domain.money import Figure as Said
from domain.money import grouped, percent
from handlers.charts.specs import Bar, Part
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING, clients_words, joined, money
from handlers.desk.cuts import cuts_words
from handlers.desk.report import Paper, Unit
from handlers.desk.shares import estimate_words, percent_words
from handlers.screen import cut
from handlers.wording import month_words

NAME = 60
FAINTEST = 0.2
"""Of a cell's tone, where it has next to nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell in the unit of the picture: what is said large, what beside it, how long it is."""

    label: str
    others: tuple[str, ...]
    length: float


def figure(paper: Paper, cell: Cell, total: Cell) -> Figure:
    """Of a share, the profit is meant: what the cell brings of all the profit that is known."""
    number, amount, share = grouped(cell.clients), money(paper.words, cell.revenue), profit_share(cell, total)
    part = percent_words(paper.words, share) if share.whole else ""
    clients = clients_words(paper.words, cell.clients)
    if paper.unit is Unit.MONEY:
        return Figure(amount, tuple(filter(None, (clients, _of_profit(paper, part)))), cell.revenue)
    if paper.unit is Unit.SHARE:
        return Figure(part or NOTHING, (clients, amount), float(share.value or 0))
    return Figure(number, tuple(filter(None, (amount, _of_profit(paper, part)))), cell.clients)


def profit_share(cell: Cell, total: Cell) -> Share:
    """Of nothing, where there is no profit in all."""
    return Share(cell.profit, max(0, total.profit))


def _of_profit(paper: Paper, part: str) -> str:
    words = paper.words.plain("report-segments-of-profit", share=part) if part else ""
    return part.said(words) if isinstance(part, Said) else words


def cell_bar(paper: Paper, name: str, cell: Cell, total: Cell, tone: Tone) -> Bar:
    """A group as a bar with all three figures; a loss has no length."""
    one = figure(paper, cell, total)
    return Bar(name, (Part(max(0.0, float(one.length)), tone),), one.label, joined(*one.others))


def strengths(lengths: list[float]) -> list[float]:
    """How much colour each of the fields has: the largest all of it."""
    most = max(lengths, default=0.0)
    return [FAINTEST + (1 - FAINTEST) * max(0.0, one) / most if most > 0 else FAINTEST for one in lengths]


def window_words(paper: Paper, report: SegmentReport) -> str:
    """«Продажи: ноябрь 2025 – октябрь 2026 · вся компания»."""
    window, lang = report.window, paper.words.language
    months = f"{month_words(window.start, lang)} – {month_words(window.last, lang)}"
    whose = cuts_words(paper.words, report.frame.cuts, report.frame.role)
    return f"{paper.words.plain('report-segments-window', months=months)} · {whose}"


def client_name(paper: Paper, report: SegmentReport, client_id: int) -> str:
    return cut(report.names.get(client_id, ""), NAME)


def estimated(paper: Paper, report: SegmentReport) -> Iterator[str]:
    """In the title, where so much of the ₽ has no known cost."""
    if report.segments.is_estimated:
        yield estimate_words(paper.words, report.segments.estimated.value or Fraction(0))


def left_out(paper: Paper, report: SegmentReport) -> Iterator[str]:
    """Who stands in no class, and why; who brings no profit."""
    say, found = paper.words.plain, report.segments
    if found.unknown.clients:
        yield say(
            "report-segments-unknown",
            count=found.unknown.clients,
            number=grouped(found.unknown.clients),
            amount=money(paper.words, found.unknown.revenue),
        )
    if found.too_few:
        yield say("report-segments-too-few", few=report.rules.few)
    if found.total.toxic:
        yield say("report-segments-toxic", number=grouped(found.total.toxic))


def fraction_words(paper: Paper, share: Fraction) -> str:
    """«80 %»; two thirds stay two thirds."""
    exact = share * 1000
    if exact.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    return percent(share, 1, paper.words.language)
