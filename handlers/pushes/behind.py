"""Two hours before the end: what is missing, and who is nearest. Rule: "What the bot pushes by itself"."""

from datetime import date

from domain.readers.behind import Behind, behind_of
from domain.readers.plan_day import PlanFact
from domain.readers.tasks import is_away
from handlers.day.wording import silent_words, task_words
from handlers.links import OpenClient, ShowTask, StartLog, StartQueue
from handlers.plain import Card, Rows, button, in_rows
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.wording import hour_words
from handlers.words import Html

SHORT = 30


async def behind(occasion: Occasion, about: About) -> Card | None:
    """Not wanted by who is away, goes by his plan, or has met the month's sales plan."""
    day = date.fromisoformat(about["day"])
    if day != occasion.today or await occasion.read(is_away, occasion.who.id, day):
        return None
    found = await occasion.read(behind_of, occasion.who.id, day, occasion.now)
    return None if found is None else _card(occasion, found)


def _card(occasion: Occasion, found: Behind) -> Card:
    say, zone = occasion.words, occasion.who.zone
    head = say("push-behind", hour=hour_words(found.ends_at, zone), missing=_missing(occasion, found.missing))
    promised = [task_words(say, task, zone) for task in found.promised]
    silent = [silent_words(say, client) for client in found.silent]
    nearest = [say("push-behind-nearest"), *promised, *silent] if promised or silent else []
    return Card(Html("\n".join([head, *nearest])), _rows(occasion, found))


def _missing(occasion: Occasion, missing: tuple[PlanFact, ...]) -> Html:
    """«4 звонков и 1 КП»."""
    said = [occasion.words(f"push-lack-{fact.line}", count=fact.number.left) for fact in missing]
    *first, last = said
    return occasion.words("push-behind-and", first=Html(", ".join(first)), last=last) if first else last


def _rows(occasion: Occasion, found: Behind) -> Rows:
    say = occasion.words.plain
    first = [
        button(say("task-queue"), StartQueue(kind="day").pack()),
        button(say("push-behind-log"), StartLog().pack()),
    ]
    tasks = [button(cut(one.client or "", SHORT), ShowTask(task_id=one.id).pack()) for one in found.promised]
    clients = [button(cut(one.name, SHORT), OpenClient(client_id=one.id).pack()) for one in found.silent]
    return [first, *in_rows([*tasks, *clients], 2)]
