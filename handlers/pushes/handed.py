"""To who was given another's work: what it is, once. Rule: "The base is an asset: guarding it"."""

from domain.readers.handed import Handed, handed_work
from domain.readers.tasks import TaskLine, lent_tasks, name_of
from handlers.day.wording import task_words
from handlers.links import OpenClients, OpenDeals, OpenTasks, ShowTask
from handlers.plain import Card, button, in_rows
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.tasks.wording import plain_what, short_line
from handlers.wording import near_day_words
from handlers.words import Html

MOST_LINES = 8
SHORT = 28


async def work_handed(occasion: Occasion, about: About) -> Card | None:
    """A summary with a way to each list; not wanted once it was given back or went further."""
    if about.get("away"):
        return await _of_who_is_away(occasion, about)
    ids = about["clients"], about["deals"], about["tasks"]
    handed: Handed | None = await occasion.read(handed_work, occasion.who.id, about["from"], *ids)
    if handed is None:
        return None
    say = occasion.words
    parts = [
        (handed.clients, "push-handed-clients", "push-handed-to-clients", OpenClients()),
        (handed.deals, "push-handed-deals", "push-handed-to-deals", OpenDeals()),
        (handed.tasks, "push-handed-tasks", "push-all-tasks", OpenTasks()),
    ]
    shown = [part for part in parts if part[0]]
    what = ", ".join(say.plain(key, count=count) for count, key, _, _ in shown)
    named = say("push-work-handed", giver=handed.giver, what=what) if handed.giver else None
    text = named or say("push-work-handed-nobodys", what=what)
    return Card(text, [[button(say.plain(label), data.pack()) for _, _, label, data in shown]])


async def _of_who_is_away(occasion: Occasion, about: About) -> Card | None:
    """Task by task: the first of them may be near."""
    tasks = await occasion.read(lent_tasks, occasion.who.id, about["tasks"])
    if not tasks:
        return None
    say, shown = occasion.words, tasks[:MOST_LINES]
    lines = [say("push-handed-away", giver=await occasion.read(name_of, about["from"]), count=len(tasks))]
    lines += [_line(occasion, task) for task in shown]
    if len(tasks) > len(shown):
        lines.append(say("more", count=len(tasks) - len(shown)))
    buttons = [
        button(cut(task.client or plain_what(say, task), SHORT), ShowTask(task_id=task.id).pack()) for task in shown
    ]
    return Card(Html("\n".join(lines)), in_rows(buttons, 2))


def _line(occasion: Occasion, task: TaskLine) -> Html:
    day = near_day_words(task.due_on, occasion.today, occasion.words.language)
    return occasion.words("away-task-on", day=day, task=task_words(occasion.words, short_line(task), occasion.who.zone))
