"""Reminders of tasks. Rule: "Tone", reminder."""

from domain.readers.tasks import task_of_reminder
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion
from handlers.tasks.answers import answer_rows
from handlers.tasks.wording import rings_words, story, what_words
from handlers.words import Html


async def task(occasion: Occasion, about: About) -> Card | None:
    """At its hour, with the outcomes under it; not wanted once it is done, moved, or another's."""
    view = await occasion.read(task_of_reminder, occasion.who.id, about["task_id"], about["occurrence"], occasion.today)
    if view is None or view.due_at is None:
        return None
    say, zone = occasion.words, occasion.who.zone
    hour = rings_words(view.due_at, occasion.today, zone, say.language)
    head = say("push-task", hour=hour, what=what_words(say, view.line))
    text = Html(" ".join([head, story(say, view, occasion.today, zone)]).strip())
    return Card(text, answer_rows(say, view))
