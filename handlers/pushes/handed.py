"""To who was given another's work: what it is, once. Rule: "The base is an asset: guarding it"."""

from domain.readers.handed import Handed, handed_work
from handlers.links import OpenClients, OpenDeals, OpenTasks
from handlers.plain import Card, button
from handlers.pushes.rendering import About, Occasion


async def work_handed(occasion: Occasion, about: About) -> Card | None:
    """A summary with a way to each list; not wanted once it was given back or went further."""
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
