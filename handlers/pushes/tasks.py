"""Reminders of tasks and meetings. Rules: "What the bot pushes by itself", "Tone"."""

from collections.abc import Sequence

from domain.readers.tasks import TaskView, name_of, task_of_reminder
from domain.tables import TaskAction
from handlers.links import OpenTask, OpenTasks, ShowTask
from handlers.plain import Card, Rows, button, link
from handlers.pushes.rendering import About, Occasion
from handlers.tasks.answers import answer_rows, move_row, outcome_rows
from handlers.tasks.wording import plain_what, rings_words, route_url, short_line, story, what_words, when_words
from handlers.words import Html

MOST_FOLDED = 8


async def task(occasion: Occasion, about: About) -> Card | None:
    """At its hour, with the outcomes under it; not wanted once it is done, moved, or another's."""
    view = await _wanted(occasion, about["task_id"], about["occurrence"])
    return None if view is None else _card(occasion, view, "push-task")


async def task_again(occasion: Occasion, about: About) -> Card | None:
    """Those of the folded tasks that are still not answered; None when all are."""
    views = [await _wanted(occasion, task_id, occurrence) for task_id, occurrence in about["tasks"]]
    left = [view for view in views if view is not None]
    if not left:
        return None
    return _card(occasion, left[0], "push-task-again") if len(left) == 1 else _folded(occasion, left)


async def meeting(occasion: Occasion, about: About) -> Card | None:
    """An hour before: where, with whom, the route."""
    view = await _wanted(occasion, about["task_id"], about["occurrence"])
    if view is None or view.action is not TaskAction.MEETING:
        return None
    say = occasion.words
    rows: Rows = [[link(say.plain("push-route"), route_url(view.place))]] if view.place else []
    open_it = button(say.plain("push-open"), OpenTask(task_id=view.id).pack())
    card = _card(occasion, view, "push-meeting")
    address = [say("push-address", address=view.place.text)] if view.place else []
    return Card(Html("\n".join([card.text, *address])), [*rows, move_row(say, view), [open_it]])


async def meeting_after(occasion: Occasion, about: About) -> Card | None:
    """After its planned end: how it went, in one tap."""
    view = await _wanted(occasion, about["task_id"], about["occurrence"])
    if view is None or view.action is not TaskAction.MEETING:
        return None
    say, zone = occasion.words, occasion.who.zone
    hour = rings_words(view.due_at, occasion.today, zone, say.language) if view.due_at else ""
    text = say("push-meeting-after", hour=hour, what=what_words(say, view.line))
    return Card(text, [*outcome_rows(say, view), move_row(say, view)])


async def task_given(occasion: Occasion, about: About) -> Card | None:
    """A task that another has set him: by whom, what, when."""
    view = await _wanted(occasion, about["task_id"], about["occurrence"])
    if view is None:
        return None
    say, zone = occasion.words, occasion.who.zone
    when = when_words(view.due_on, view.due_at, occasion.today, zone, say.language)
    by = await occasion.read(name_of, about["by"])
    head = say("push-task-given", author=by, what=what_words(say, view.line), when=when)
    open_it = button(say.plain("push-open"), OpenTask(task_id=view.id).pack())
    return Card(Html(" ".join([head, story(say, view, occasion.today, zone)]).strip()), [[open_it]])


async def _wanted(occasion: Occasion, task_id: int, occurrence: int) -> TaskView | None:
    return await occasion.read(task_of_reminder, occasion.who.id, task_id, occurrence, occasion.today)


def _card(occasion: Occasion, view: TaskView, key: str) -> Card:
    say, zone = occasion.words, occasion.who.zone
    hour = rings_words(view.due_at, occasion.today, zone, say.language) if view.due_at else ""
    head = say(key, hour=hour, what=what_words(say, view.line))
    text = Html(" ".join([head, story(say, view, occasion.today, zone)]).strip())
    return Card(text, answer_rows(say, view))


def _folded(occasion: Occasion, views: Sequence[TaskView]) -> Card:
    """Several in one message, each a tap away from its answers."""
    say, zone = occasion.words, occasion.who.zone
    shown = views[:MOST_FOLDED]
    hours = [rings_words(view.due_at, occasion.today, zone, say.language) if view.due_at else "" for view in shown]
    lines = [
        say("push-task-line", hour=hour, what=what_words(say, short_line(view.line)))
        for hour, view in zip(hours, shown, strict=True)
    ]
    more = [say("more", count=len(views) - len(shown))] if len(views) > len(shown) else []
    rows: Rows = [[button(plain_what(say, view.line), ShowTask(task_id=view.id).pack())] for view in shown]
    if more:
        rows.append([button(say.plain("push-all-tasks"), OpenTasks().pack())])
    return Card(Html("\n".join([say("push-tasks-again", count=len(views)), *lines, *more])), rows)
