"""The morning message: five lines of what matters most, each said once in some days. Rules: "Tone", morning message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice

from aiogram.types import InlineKeyboardButton

from domain.nudges.nudge import Nudge, NudgeKind
from domain.nudges.today import NAMED
from domain.readers.mornings import Morning, morning_of
from domain.readers.tasks import TaskLine
from handlers.day.wording import task_words
from handlers.links import OpenDay, OpenTasks, ShowTask, StartQueue
from handlers.nudges.folding import fold_button, fold_words, folded, is_folded
from handlers.nudges.links import OpenNudges, open_nudge
from handlers.nudges.wording import name_of, nudge_words
from handlers.plain import Card, Rows, button, in_rows
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.wording import short_sum_words
from handlers.words import Html, Words

MOST_LINES = 5
SHORT = 28
FIRST = frozenset({NudgeKind.LOYAL})
"""What is said before the tasks of the day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its button; the nudge it names, so that it is not said again for some days."""

    text: Html
    button: InlineKeyboardButton
    nudge: Nudge | None = None


async def morning(occasion: Occasion, about: About) -> Card | None:
    """Not wanted when he does not work today after all."""
    found = await occasion.read(morning_of, occasion.who.id, date.fromisoformat(about["day"]))
    if found is None:
        return None
    words = occasion.words
    groups = _groups(occasion, found)
    lines = list(chain.from_iterable(_chosen(groups)))
    occasion.named[NAMED] = [[one.nudge.kind, one.nudge.subject, one.nudge.name] for one in lines if one.nudge]
    hidden = sum(map(len, groups)) - len(lines)
    texts: list[str] = [_head(words, found), *(line.text for line in lines)]
    if hidden:
        texts.append(words("more", count=hidden))
    return Card(Html("\n".join(texts)), _rows(words, found, lines))


def _groups(occasion: Occasion, found: Morning) -> list[list[Line]]:
    """What may be said, the most important kind first: the day's tasks, and before them those of `FIRST`."""
    words, zone = occasion.words, occasion.who.zone
    promised = (*found.day.meetings.lines, *found.day.tasks.lines)
    tasks = [_task(words, task_words(words, task, zone), task) for task in promised]
    kinds = [(kind, list(nudges)) for kind, nudges in groupby(found.nudges, key=lambda nudge: nudge.kind)]
    first = [nudges for kind, nudges in kinds if kind in FIRST]
    rest = [nudges for kind, nudges in kinds if kind not in FIRST]
    lines = [[_line(occasion, alike) for alike in folded(nudges)] for nudges in (*first, *rest)]
    return [*lines[: len(first)], tasks, *lines[len(first) :]]


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
    every = [button(words.plain("nudge-all", count=len(found.nudges)), OpenNudges().pack())] if found.nudges else []
    late = button(words.plain("push-overdue-button", count=found.day.overdue.total), OpenTasks(when="overdue").pack())
    return [first, *in_rows([line.button for line in lines], 2), every, *([[late]] if found.day.overdue.total else [])]


def _task(words: Words, text: Html, task: TaskLine) -> Line:
    label = task.client or text
    return Line(text, button(cut(label, SHORT), ShowTask(task_id=task.id).pack()))


def _line(occasion: Occasion, alike: Sequence[Nudge]) -> Line:
    words, nudge = occasion.words, alike[0]
    if is_folded(alike):
        return Line(fold_words(words, alike), button(fold_button(words, alike), open_nudge(nudge)))
    return Line(nudge_words(words, nudge, occasion.today), button(name_of(words, nudge), open_nudge(nudge)), nudge)
