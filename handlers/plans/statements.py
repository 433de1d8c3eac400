"""A month of the activity plan with each day's evidence: one's own, or of the reps one leads."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.analytics.figures import WorkedDay
from domain.money import percent
from domain.paging import paged
from domain.readers.plan_day import whole
from domain.readers.statements import (
    Evidence,
    EvidencePage,
    StatementView,
    TeamLine,
    evidence_of,
    statement_of,
    team_statements,
)
from domain.tables import Role
from domain.worktime import DAY
from handlers.fitting import fitted
from handlers.log.happenings import what_words
from handlers.plain import Card, Rows, button, in_rows, put_in_place, turning
from handlers.plans.statement_links import OpenEvidence, OpenStatement, OpenTeamStatements
from handlers.reports.digest.figures_spec import bonus_words
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import date_words, day_words, hour_words, month_words
from handlers.words import Html, Words

NAME = 60
CLIENT = 40
TEAM_PAGE = 20


async def statement_opened(callback: CallbackQuery, callback_data: OpenStatement, bot: Bot, visit: Visit) -> None:
    month = date(int(callback_data.month[:4]), int(callback_data.month[4:]), 1)
    found = await visit.read(statement_of, visit.who.id, callback_data.member_id, month, visit.now)
    await put_in_place(bot, callback, statement_card(visit.words, found, visit.today, own=_own(visit, found)))


def _own(visit: Visit, found: StatementView) -> bool:
    return visit.who.role is Role.REP or visit.who.id == found.member_id


async def evidence_opened(callback: CallbackQuery, callback_data: OpenEvidence, bot: Bot, visit: Visit) -> None:
    about = callback_data
    day = date.fromisoformat(about.day)
    found = await visit.read(evidence_of, visit.who.id, about.member_id, day, about.page, visit.now)
    await put_in_place(bot, callback, evidence_card(visit.words, found, visit.today))


async def team_opened(callback: CallbackQuery, callback_data: OpenTeamStatements, bot: Bot, visit: Visit) -> None:
    month = date(int(callback_data.month[:4]), int(callback_data.month[4:]), 1)
    lines = await visit.read(team_statements, visit.who.id, month)
    await put_in_place(bot, callback, team_card(visit.words, lines, month, callback_data.page))


# A rep's month


def statement_card(words: Words, found: StatementView, today: date, *, own: bool) -> Card:
    """The share, what it is made of, day by day; a tap on a day shows its activities."""
    statement, month = found.statement, found.statement.month
    sections = [
        words("statement-title", name=cut(found.name, NAME), month=month_words(month, words.language)),
        *_share(words, found, today),
        *_absences(words, statement.away, today),
        *(_day(words, day, today) for day in statement.days),
        *_later(words, found),
    ]
    days = [
        button(
            f"{day.day.day} · {percent(day.completion or 0, 0, words.language)}",
            OpenEvidence(member_id=found.member_id, day=f"{day.day:%Y%m%d}").pack(),
        )
        for day in statement.days
    ]
    rows: Rows = in_rows(days, 4)
    if not own:
        rows.append([button(words.plain("statement-team"), OpenTeamStatements(month=f"{month:%Y%m}").pack())])
    return Card(fitted(sections), rows)


def _share(words: Words, found: StatementView, today: date) -> Iterator[Html]:
    statement, language = found.statement, words.language
    if not statement.days:
        yield words("statement-none")
        return
    if found.closed_at is None:
        closes = day_words((found.closes_at - DAY).astimezone(found.zone).date(), today, language)
        yield words("statement-open", day=closes)
    share = bonus_words(words, statement.bonus)
    yield words(
        "statement-share-met" if statement.sales_met else "statement-share",
        share=share,
        completion=percent(statement.completion, 1, language),
        full=percent(statement.full_from, 0, language),
        done=statement.days_done,
        days=len(statement.days),
    )
    yield words("statement-note")


def _absences(words: Words, away: Mapping[date, str], today: date) -> Iterator[Html]:
    """«отпуск: 9 ноя – 13 ноя», one line a stretch."""
    for first, last, kind in _stretches(away):
        days = [date_words(day, today, words.language) for day in dict.fromkeys((first, last))]
        yield words("statement-away", kind=words.plain(f"away-{kind}"), days=" – ".join(days))


def _stretches(away: Mapping[date, str]) -> list[tuple[date, date, str]]:
    made: list[tuple[date, date, str]] = []
    for day in sorted(away):
        if made and made[-1][1] + DAY == day and made[-1][2] == away[day]:
            made[-1] = (made[-1][0], day, away[day])
        else:
            made.append((day, day, away[day]))
    return made


def _day(words: Words, day: WorkedDay, today: date) -> Html:
    """«пт 20 ноя · 97 %: звонки 29 из 30, КП 20 из 20», a shortened day is said to be one."""
    return words(
        "statement-day-short" if day.share < 1 else "statement-day",
        day=day_words(day.day, today, words.language),
        completion=percent(day.completion or 0, 0, words.language),
        lines=day_lines(words, day),
    )


def day_lines(words: Words, day: WorkedDay) -> str:
    return ", ".join(
        words.plain(
            f"statement-line-{planned.per.value}",
            line=words.plain(f"day-line-{planned.name}"),
            fact=line.fact,
            plan=whole(line.plan),
        )
        for planned, line in zip(day.planned, day.lines, strict=True)
    )


def _later(words: Words, found: StatementView) -> Iterator[Html]:
    for count, key in ((found.later, "statement-later"), (found.after, "statement-after")):
        if count:
            yield words(key, count=count)


# A day


def evidence_card(words: Words, found: EvidencePage, today: date) -> Card:
    view, month = found.view, found.view.statement.month
    worked = view.statement.on(found.day)
    head = words(
        "statement-evidence",
        name=cut(view.name, NAME),
        day=day_words(found.day, today, words.language),
        count=found.total,
    )
    counted = [words("statement-counted", lines=day_lines(words, worked))] if worked else []
    lines = [_evidence(words, view, one) for one in found.lines]
    turns = turning(
        found.page,
        found.pages,
        lambda to: OpenEvidence(member_id=view.member_id, day=f"{found.day:%Y%m%d}", page=to),
    )
    back = button(words.plain("statement-back"), OpenStatement(member_id=view.member_id, month=f"{month:%Y%m}").pack())
    return Card(fitted([head, *counted, *lines]), [turns, [back]])


def _evidence(words: Words, view: StatementView, one: Evidence) -> Html:
    return words(
        f"statement-fact{'-' if one.late else ''}{one.late}",
        hour=hour_words(one.at, view.zone),
        client=cut(one.client, CLIENT),
        what=what_words(words, one.kind, one.outcome),
    )


# Of the team


def team_card(words: Words, lines: Sequence[TeamLine], month: date, page: int = 0) -> Card:
    """Everybody's share, least first, each a tap away."""
    page, pages = paged(page, len(lines), TEAM_PAGE)
    shown = lines[page * TEAM_PAGE : (page + 1) * TEAM_PAGE]
    name = month_words(month, words.language)
    if not lines:
        return Card(words("statement-team-none", month=name))
    sections = [
        words("statement-team-title", month=name),
        *(
            words(
                "statement-team-line-met" if one.statement.sales_met else "statement-team-line",
                name=cut(one.name, CLIENT),
                share=bonus_words(words, one.statement.bonus),
                completion=percent(one.statement.completion, 1, words.language),
            )
            for one in shown
        ),
        words("statement-note"),
    ]
    buttons = [
        button(cut(one.name, CLIENT), OpenStatement(member_id=one.id, month=f"{month:%Y%m}").pack()) for one in shown
    ]
    turns = turning(page, pages, lambda to: OpenTeamStatements(month=f"{month:%Y%m}", page=to))
    return Card(fitted(sections), [*in_rows(buttons, 2), turns])
