"""The base growth bonus in words and bars."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.bonus import Amount, BonusReport, RepBonus
from domain.analytics.figures import Aim
from domain.analytics.shares import Share
from domain.bonus_terms import HELD
from domain.money import decimal, grouped, percent
from domain.tables import Role
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING, clients_words, money, more_words
from handlers.desk.progress import money_bar
from handlers.desk.report import Paper
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Words

SHOWN = 12
NAME = 40


def bonus_spec(paper: Paper, report: BonusReport) -> Spec:
    """The picture: what was given in advance, what became of it, whose it is; teams by share of plan."""
    return paper.picture(
        " ".join(_finding(paper.words, report)),
        subtitle(paper, report.frame, paper.words.plain("report-bonus-by")),
        _panels(paper, report),
    )


def _finding(words: Words, report: BonusReport) -> Iterator[str]:
    if report.is_empty:
        yield words.plain("report-bonus-none")
        return
    if report.granted.clients:
        clients = report.granted.clients
        yield words.plain(
            "report-bonus-granted",
            amount=money(words, report.granted.amount),
            count=clients,
            number=grouped(clients),
            paid=money(words, report.paid),
        )
    else:
        yield words.plain("report-bonus-no-advances")
    if report.cost:
        yield words.plain("report-bonus-cost", share=percent(report.cost, 1, words.language))


def _panels(paper: Paper, report: BonusReport) -> Iterator[Bars]:
    words = paper.words
    if report.is_empty:
        yield Bars(words.plain("report-bonus-became"), empty=words.plain("report-bonus-none"), key="became")
    else:
        yield _became(words, report)
        yield _standing(words, report)
    if report.reps and not (report.frame.role is Role.REP and len(report.reps) == 1):
        yield _reps(words, report)
    if report.teams:
        bars = tuple(money_bar(words, cut(team.name, NAME), Aim(team.fact, team.plan), None) for team in report.teams)
        yield Bars(words.plain("report-bonus-teams"), bars[:SHOWN], scale=1.0, key="teams")


# What became of the advances


def _became(words: Words, report: BonusReport) -> Bars:
    """Of the period: given, kept for good, to be set against the next."""
    figures = (
        ("granted", report.granted, Tone.MAIN),
        ("earned", report.earned, Tone.DONE),
        ("offset", report.offset, Tone.BEHIND),
    )
    bars = tuple(_bar(words, f"report-bonus-{key}-bar", amount, tone) for key, amount, tone in figures)
    return Bars(words.plain("report-bonus-became"), bars, remark=" ".join(_waiting(words, report)), key="became")


def _waiting(words: Words, report: BonusReport) -> Iterator[str]:
    waiting = sum(rep.waiting for rep in report.reps)
    if waiting:
        yield words.plain("report-bonus-waiting", amount=money(words, waiting))
    if report.frame.role is Role.REP and len(report.reps) == 1:
        rep = report.reps[0]
        yield words.plain(
            "report-bonus-own", factor=factor_words(words, rep.factor), churn=_churn(words, rep, report.frame.few)
        )


def _standing(words: Words, report: BonusReport) -> Bars:
    """As of the day: by how many of the four periods have held."""
    heading = words.plain("report-bonus-standing")
    if not (report.begun.clients or any(amount.clients for amount in report.standing)):
        return Bars(heading, empty=words.plain("report-bonus-none-stands"), key="standing")
    begun = words.plain("report-bonus-begun")
    bars = [
        Bar(begun, (), clients_words(words, report.begun.clients) if report.begun.clients else NOTHING),
        *(_bar(words, f"report-bonus-held{held}", report.standing[held], Tone.SECOND) for held in range(HELD)),
    ]
    return Bars(heading, tuple(bars), remark=_soon(words, report), key="standing")


def _soon(words: Words, report: BonusReport) -> str:
    soon = report.soon
    if not soon.clients:
        return ""
    number = grouped(soon.clients)
    return words.plain("report-bonus-soon", count=soon.clients, number=number, short=money(words, soon.amount))


def _bar(words: Words, key: str, amount: Amount, tone: Tone) -> Bar:
    if not amount.clients:
        return Bar(words.plain(key), (), NOTHING)
    parts = (Part(float(amount.amount), tone),)
    return Bar(words.plain(key), parts, money(words, amount.amount), clients_words(words, amount.clients))


# By rep


def _reps(words: Words, report: BonusReport) -> Bars:
    bars = tuple(_rep(words, report, rep) for rep in report.reps[:SHOWN])
    rest = len(report.reps) - len(bars)
    return Bars(words.plain("report-bonus-reps"), bars, remark=more_words(words, rest), key="reps", rest=rest)


def _rep(words: Words, report: BonusReport, rep: RepBonus) -> Bar:
    """What is paid, and what of the advances was set against."""
    against = rep.granted.amount - rep.paid
    parts = (
        Part(float(rep.paid), Tone.MAIN, words.plain("report-bonus-part-paid")),
        Part(float(against), Tone.BEHIND, words.plain("report-bonus-part-against")),
    )
    name = report.names.get(rep.rep_id or 0) or words.plain("listing-owner-none")
    note = " · ".join(part for part in (factor_words(words, rep.factor), _churn(words, rep, report.frame.few)) if part)
    return Bar(cut(name, NAME), parts, money(words, rep.paid), note)


def factor_words(words: Words, factor: Fraction) -> str:
    """«k = 2», «k = 2,5»."""
    return f"k = {decimal(factor, words.language, 2)}"


def _churn(words: Words, rep: RepBonus, few: int) -> str:
    """«отток 2 из 9»."""
    if not rep.ended:
        return ""
    share = Share(rep.lost, rep.ended)
    return words.plain("report-bonus-churn", part=grouped(share.part), whole=grouped(share.whole))
