"""A request or a claim that another has logged: to the keeper at once. Rule: "What the bot pushes by itself"."""

from domain.readers.urgent import Urgent, urgent_news
from domain.tables import ActivityKind
from handlers.links import NewTask, OpenClient, StartLog
from handlers.plain import Card, Rows, button
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.tasks.answers import claim_rows
from handlers.tasks.wording import person_words
from handlers.wording import moment_words
from handlers.words import Html

SAID = 500


async def request(occasion: Occasion, about: About) -> Card | None:
    """Who asks, what was said, whom to call."""
    found: Urgent | None = await occasion.read(urgent_news, occasion.who.id, about["activity_id"])
    if found is None:
        return None
    say = occasion.words
    rows: Rows = [
        [
            button(say.plain("client-log"), StartLog(client_id=found.client_id).pack()),
            button(say.plain("client-task-button"), NewTask(client_id=found.client_id).pack()),
        ]
    ]
    return _card(occasion, found, "push-request", rows)


async def claim(occasion: Occasion, about: About) -> Card | None:
    """The same with the deadline of the first answer; not wanted once it is closed."""
    found: Urgent | None = await occasion.read(urgent_news, occasion.who.id, about["activity_id"])
    if found is None or found.task_id is None:
        return None
    rows = claim_rows(occasion.words, found.task_id, answered=found.answer_by is None)
    return _card(occasion, found, "push-claim", rows)


def _card(occasion: Occasion, found: Urgent, key: str, rows: Rows) -> Card:
    say, who = occasion.words, occasion.who
    lines: list[str] = [say(key, client=found.client, author=found.author)]
    if found.comment:
        lines.append(say("push-urgent-said", said=cut(" ".join(found.comment.split()), SAID)))
    if found.kind is ActivityKind.CLAIM and found.answer_by is not None:
        moment = moment_words(found.answer_by, occasion.now, who.zone, say.language)
        lines.append(say("push-claim-until", moment=moment))
    lines += [say("task-person", person=person_words(person, say.language)) for person in found.people]
    open_it = button(say.plain("push-to-client"), OpenClient(client_id=found.client_id).pack())
    return Card(Html("\n".join(lines)), [*rows, [open_it]], protected=True)
