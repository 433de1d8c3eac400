"""/debts: unpaid invoices by age, client and rep."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from domain.analytics.debts import Age, Debt
from domain.analytics.shares import Share
from domain.money import grouped
from domain.periods import ALL_TIME, Period
from domain.readers.debts import DebtReport, debt_invoices, debt_report
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import money, more_words
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report, Unit
from handlers.desk.shares import percent_words
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Html

K = TypeVar("K")
SHOWN = 10
NAME = 60
TONES = {Age.NOT_DUE: Tone.QUIET, Age.WEEK: Tone.BEHIND, Age.MONTH: Tone.BEHIND, Age.LONGER: Tone.LOST}


def debts_spec(paper: Paper, report: DebtReport) -> Spec:
    """The picture: how old the debts are, whose they are."""
    panels = [_ages(paper, report)] if report.is_empty else [_ages(paper, report), *_debtors(paper, report)]
    return paper.picture(
        _finding(paper, report),
        subtitle(paper, report.frame, paper.words.plain("report-debts-by")),
        panels,
    )


def _finding(paper: Paper, report: DebtReport) -> str:
    say, total = paper.words.plain, report.debts.total
    if not total.number:
        return say("report-debts-none")
    if not total.overdue:
        return say("report-debts-in-time", amount=money(paper.words, total.amount))
    client_id, first = report.debts.clients[0]
    return say(
        "report-debts-late",
        amount=money(paper.words, total.amount),
        overdue=money(paper.words, total.overdue_amount),
        client=cut(report.clients[client_id], NAME),
        first=money(paper.words, first.overdue_amount),
    )


def _ages(paper: Paper, report: DebtReport) -> Bars:
    say = paper.words.plain
    if report.is_empty:
        return Bars(say("report-debts-ages"), empty=say("report-debts-none"))
    total = report.debts.total
    bars = tuple(
        _bar(paper, say(f"report-debts-age-{age.value.replace('_', '-')}"), debt, total, TONES[age])
        for age, debt in report.debts.ages.items()
    )
    return Bars(say("report-debts-ages"), bars, scale=paper.scale, key="ages")


def _debtors(paper: Paper, report: DebtReport) -> Iterator[Bars]:
    clients, owners = report.clients, report.owners
    nobody = paper.words.plain("listing-owner-none")
    yield _panel(paper, report, "clients", report.debts.clients, lambda key: clients[key])
    yield _panel(paper, report, "owners", report.debts.owners, lambda key: owners.get(key or 0, nobody))


def _panel(
    paper: Paper, report: DebtReport, key: str, debts: Sequence[tuple[K, Debt]], name: Callable[[K], str]
) -> Bars:
    """The most overdue first; what is late apart from what is not yet."""
    bars = tuple(_debtor(paper, cut(name(value), NAME), debt, report.debts.total) for value, debt in debts[:SHOWN])
    heading, rest = paper.words.plain(f"report-debts-{key}"), len(debts) - len(bars)
    return Bars(heading, bars, remark=more_words(paper.words, rest), scale=paper.scale, key=key, rest=rest)


def _debtor(paper: Paper, name: str, debt: Debt, total: Debt) -> Bar:
    bar = _bar(paper, name, debt, total, Tone.QUIET)
    late = debt.overdue if paper.unit is Unit.NUMBER else debt.overdue_amount
    whole = {Unit.NUMBER: 1, Unit.MONEY: 1, Unit.SHARE: total.amount}[paper.unit]
    late_part = late / whole
    parts = (
        Part(late_part, Tone.LOST, paper.words.plain("report-debts-part-late")),
        Part(bar.parts[0].length - late_part, Tone.QUIET, paper.words.plain("report-debts-part-not-due")),
    )
    return Bar(name, parts, bar.label, _late_words(paper, debt))


def _late_words(paper: Paper, debt: Debt) -> str:
    """«просрочено 935 тыс. ₽»: what he stands in the order by."""
    if not debt.overdue:
        return ""
    is_number = paper.unit is Unit.NUMBER
    late = grouped(debt.overdue) if is_number else money(paper.words, debt.overdue_amount)
    return paper.words.plain("report-debts-of-them-late", late=late)


def _bar(paper: Paper, name: str, debt: Debt, total: Debt, tone: Tone) -> Bar:
    number, amount = grouped(debt.number), money(paper.words, debt.amount)
    if paper.unit is Unit.NUMBER:
        return Bar(name, (Part(float(debt.number), tone),), number, amount)
    if paper.unit is Unit.SHARE:
        share = Share(debt.amount, total.amount)
        return Bar(name, (Part(float(share.value or 0), tone),), percent_words(paper.words, share), amount)
    return Bar(name, (Part(float(debt.amount), tone),), amount, number)


def parts(paper: Paper, report: DebtReport) -> Iterator[tuple[str, str]]:
    """The figures whose invoices can be shown."""
    say, debts = paper.words.plain, report.debts
    if debts.total.number:
        yield "all", say("report-pick-all", number=grouped(debts.total.number))
    if debts.total.overdue:
        yield "overdue", say("report-pick-overdue", number=grouped(debts.total.overdue))
    for age, debt in debts.ages.items():
        if debt.number:
            name = say(f"report-debts-age-{age.value.replace('_', '-')}")
            yield age.value, say("report-pick-stage", stage=name, number=grouped(debt.number))


def how(paper: Paper, report: DebtReport) -> Iterator[Html]:
    """The rule."""
    yield paper.words("report-debts-how-rest")
    yield paper.words("report-debts-how-age")
    yield paper.words("report-debts-how-whose")


def ever(today: date) -> Period:
    """Debts of any age."""
    return ALL_TIME


def measure(paper: Paper, report: DebtReport) -> Measure:
    return Measure("debts", report.debts.total.amount, is_money=True)


REPORT = Report(
    kind="debts",
    read=debt_report,
    measure=measure,
    spec=debts_spec,
    how=how,
    rows=debt_invoices,
    parts=parts,
    units=(Unit.MONEY, Unit.NUMBER, Unit.SHARE),
    period=ever,
)
