"""«Мой день»: one message about what must be done, each thing a tap away. Rules: "My day", "Tone"."""

from datetime import timedelta

from aiogram.types import InlineKeyboardButton

from domain.readers.absences import AbsenceLine
from domain.readers.day import Day, Some
from domain.readers.tasks import TaskLine
from domain.tables import AbsenceKind, Role
from handlers.away_words import away_words
from handlers.day.wording import overdue_words, plan_words, silent_words, task_words
from handlers.links import AskAway, NewTask, OpenAway, OpenClient, OpenClients, OpenDay, OpenTask, OpenTasks, StartQueue
from handlers.plain import Card, Rows, button, in_rows
from handlers.screen import cut
from handlers.tasks.wording import hour_of, plain_what
from handlers.team.links import OpenTeam
from handlers.visit import Visit
from handlers.wording import long_day_words, near_day_words, short_sum_words, weekday_words
from handlers.words import Html

MOST_BUTTONS = 8
SHOWN = 6
SHORT = 28


def day_card(visit: Visit, day: Day, absence: AbsenceLine | None) -> Card:
    rows = day_rows(visit, day)
    return Card(day_text(visit, day), [*rows, [_away(visit, absence)]] if day.day == visit.today else rows)


def day_text(visit: Visit, day: Day) -> Html:
    """Headed by the day; a part that is empty takes no room."""
    say, zone = visit.words, visit.who.zone
    lines: list[str] = [_head(visit, day)]
    if day.plan:
        lines.append(plan_words(say, day.plan))
    lines += _part(
        visit, "day-overdue-head", day.overdue, [overdue_words(say, one, visit.today) for one in day.overdue.lines]
    )
    lines += _part(visit, "day-meetings-head", day.meetings, [task_words(say, one, zone) for one in day.meetings.lines])
    lines += _part(visit, "day-tasks-head", day.tasks, [task_words(say, one, zone) for one in day.tasks.lines])
    if day.first.clients:
        lines += ["", say("day-first-head"), *(silent_words(say, client) for client in day.first.clients)]
    return Html("\n".join(lines))


def day_rows(visit: Visit, day: Day) -> Rows:
    say = visit.words
    tasks = [*day.overdue.lines[:3], *day.meetings.lines, *day.tasks.lines][:MOST_BUTTONS]
    rows: Rows = [[_call_queue(visit)]] if _can_call(day) and day.day == visit.today else []
    rows += in_rows([_task(visit, line) for line in tasks], 2)
    with_button = {line.client_id for line in tasks}
    rows += in_rows([_client(one.id, one.name) for one in day.first.clients if one.id not in with_button], 2)
    if day.first.total > len(day.first.clients):
        rows.append([button(say.plain("day-all-silent", count=day.first.total), OpenClients(kind="silent").pack())])
    rows.append(
        [button(say.plain("day-all-tasks"), OpenTasks().pack()), button(say.plain("task-new"), NewTask().pack())]
    )
    rows.append(_other_days(visit, day))
    if visit.who.role is not Role.REP:
        rows.append([button(say.plain("day-team"), OpenTeam().pack())])
    return rows


def _head(visit: Visit, day: Day) -> Html:
    """«Пн 23 ноября. Дел 6.»; without any, who is silent."""
    language = visit.words.language
    named = f"{weekday_words(day.day, language).capitalize()} {long_day_words(day.day, visit.today, language)}"
    for_that_day = day.meetings.total + day.tasks.total
    if for_that_day:
        return visit.words("day-head", day=named, count=for_that_day)
    if day.first.total and not day.overdue.total:
        worth = short_sum_words(day.first.worth, language)
        return visit.words("day-empty-silent", day=named, count=day.first.total, worth=worth)
    return visit.words("day-empty", day=named)


def _part(visit: Visit, head: str, some: Some, lines: list[Html]) -> list[str]:
    if not some.total:
        return []
    hidden = some.total - min(len(lines), SHOWN)
    more = [visit.words("more", count=hidden)] if hidden else []
    return ["", visit.words(head, count=some.total), *lines[:SHOWN], *more]


def _can_call(day: Day) -> bool:
    return bool(day.tasks.total or day.overdue.total or day.first.total)


def _call_queue(visit: Visit) -> InlineKeyboardButton:
    return button(visit.words.plain("task-queue"), StartQueue(kind="day").pack())


def _task(visit: Visit, line: TaskLine) -> InlineKeyboardButton:
    hour = hour_of(line, visit.who.zone) if line.due_on >= visit.today else None
    what = line.client or plain_what(visit.words, line)
    return button(cut(f"{hour} {what}" if hour else what, SHORT), OpenTask(task_id=line.id).pack())


def _client(client_id: int, name: str) -> InlineKeyboardButton:
    return button(cut(name, SHORT), OpenClient(client_id=client_id).pack())


def _away(visit: Visit, absence: AbsenceLine | None) -> InlineKeyboardButton:
    """Who is away opens his absence; who is not may fall ill."""
    if absence is not None:
        return button(away_words(visit.words, absence, visit.today), OpenAway(absence_id=absence.id).pack())
    return button(visit.words.plain("away-fell-ill"), AskAway(kind=AbsenceKind.SICK).pack())


def _other_days(visit: Visit, day: Day) -> list[InlineKeyboardButton]:
    offset = (day.day - visit.today).days
    language = visit.words.language

    def to(other: int) -> InlineKeyboardButton:
        words = near_day_words(visit.today + timedelta(days=other), visit.today, language)
        return button(f"‹ {words}" if other < offset else f"{words} ›", OpenDay(offset=other).pack())

    return [*([to(offset - 1)] if offset > 0 else []), to(offset + 1)]
