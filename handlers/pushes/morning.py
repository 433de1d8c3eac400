"""The morning message: five lines of what matters most, each said once in some days. Rules: "Tone", morning message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from aiogram.types import InlineKeyboardButton

from domain.readers.mornings import CLIENTS, DEALS, SILENT, Feast, IdleDeal, Morning, Unpaid, morning_of
from domain.readers.silent import SilentClient
from domain.readers.tasks import TaskLine
from handlers.day.wording import silent_words, task_words
from handlers.links import OpenClient, OpenDay, OpenDeal, OpenTask, OpenTasks, StartQueue
from handlers.plain import Card, Rows, button, in_rows
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.wording import date_words, near_day_words, short_sum_words
from handlers.words import Html, Words

MOST_LINES = 5
SHORT = 28


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its button; whom or what it names, so that it is not said again for some days."""

    text: Html
    button: InlineKeyboardButton
    what: str | None = None
    id: int = 0


async def morning(occasion: Occasion, about: About) -> Card | None:
    """Not wanted when he does not work today after all."""
    found = await occasion.read(morning_of, occasion.who.id, date.fromisoformat(about["day"]))
    if found is None:
        return None
    words = occasion.words
    groups = _groups(occasion, found)
    shown = _chosen(groups)
    for line in chain.from_iterable(shown):
        if line.what is not None:
            occasion.named.setdefault(line.what, []).append(line.id)
    hidden = sum(map(len, groups)) - sum(map(len, shown))
    texts: list[str] = [_head(words, found), *(line.text for line in chain.from_iterable(shown))]
    if hidden:
        texts.append(words("more", count=hidden))
    return Card(Html("\n".join(texts)), _rows(words, found, list(chain.from_iterable(shown))))


def _groups(occasion: Occasion, found: Morning) -> list[list[Line]]:
    """What may be said, the most important kind first."""
    words, zone, today = occasion.words, occasion.who.zone, occasion.today
    promised = (*found.day.meetings.lines, *found.day.tasks.lines)
    named = {task.client_id for task in promised} | {one.client_id for one in found.unpaid}
    return [
        [_task(words, task_words(words, task, zone), task) for task in promised],
        [_unpaid(words, one, today) for one in found.unpaid],
        [_deal(words, deal) for deal in (*found.stuck, *found.stepless)],
        [_silent(words, client) for client in found.silent if client.id not in named],
        [_feast(words, feast, today) for feast in found.feasts],
    ]


def _chosen(groups: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Five lines in all: the first of every kind, then the second, and so on; shown kind by kind."""
    places = (
        (number, place) for place in range(MOST_LINES) for number, group in enumerate(groups) if place < len(group)
    )
    taken = set(islice(places, MOST_LINES))
    return [
        [line for place, line in enumerate(group) if (number, place) in taken] for number, group in enumerate(groups)
    ]


def _head(words: Words, found: Morning) -> Html:
    """«Анна, доброе утро. Сегодня 6 дел, просрочено 2.»; without any, who is silent."""
    day = found.day
    today = day.meetings.total + day.tasks.total
    if today and day.overdue.total:
        return words("push-morning-overdue", name=found.name, count=today, overdue=day.overdue.total)
    if today:
        return words("push-morning", name=found.name, count=today)
    if day.overdue.total:
        return words("push-morning-only-overdue", name=found.name, overdue=day.overdue.total)
    if day.first.total:
        worth = short_sum_words(day.first.worth, words.language)
        return words("push-morning-silent", name=found.name, count=day.first.total, worth=worth)
    return words("push-morning-empty", name=found.name)


def _rows(words: Words, found: Morning, lines: Sequence[Line]) -> Rows:
    first = [
        button(words.plain("task-queue"), StartQueue(kind="day").pack()),
        button(words.plain("push-to-day"), OpenDay().pack()),
    ]
    late = button(words.plain("push-overdue-button", count=found.day.overdue.total), OpenTasks(when="overdue").pack())
    return [first, *in_rows([line.button for line in lines], 2), *([[late]] if found.day.overdue.total else [])]


def _task(words: Words, text: Html, task: TaskLine) -> Line:
    label = task.client or text
    return Line(text, button(cut(label, SHORT), OpenTask(task_id=task.id).pack()))


def _unpaid(words: Words, one: Unpaid, today: date) -> Line:
    language = words.language
    text = words(
        "push-unpaid",
        client=one.client,
        left=short_sum_words(one.left, language),
        day=date_words(one.due_on, today, language),
    )
    return _about_client(text, one.client_id, one.client, CLIENTS)


def _deal(words: Words, deal: IdleDeal) -> Line:
    name = deal.client or deal.title or words.plain("push-deal-nameless")
    worth = short_sum_words(deal.amount, words.language) if deal.amount else words.plain("push-deal-no-sum")
    stage = deal.stage_name or words.plain(f"stage-{deal.stage}")
    key = "push-deal-stepless" if deal.days is None else "push-deal-stuck"
    text = words(key, name=name, worth=worth, stage=stage, days=deal.days or 0)
    return Line(text, button(cut(name, SHORT), OpenDeal(deal_id=deal.deal_id).pack()), DEALS, deal.deal_id)


def _silent(words: Words, client: SilentClient) -> Line:
    text = words("push-silent", line=silent_words(words, client))
    return _about_client(text, client.id, client.name, SILENT)


def _feast(words: Words, feast: Feast, today: date) -> Line:
    day = near_day_words(feast.day, today, words.language)
    if feast.who is not None:
        text = words("push-birthday", day=day, who=feast.who, client=feast.client)
    else:
        text = words("push-date", day=day, text=cut(feast.text or "", 100), client=feast.client)
    return Line(text, button(cut(feast.client, SHORT), OpenClient(client_id=feast.client_id).pack()))


def _about_client(text: Html, client_id: int, name: str, what: str) -> Line:
    return Line(text, button(cut(name, SHORT), OpenClient(client_id=client_id).pack()), what, client_id)
