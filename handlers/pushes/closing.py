"""To those who lead a keeper: he says that a client is closed. Rule: "The client base", `closed`."""

from domain.readers.clients import Closing, closing_asked
from handlers.clients.closing import answers
from handlers.links import OpenClient
from handlers.plain import Card, button
from handlers.pushes.rendering import About, Occasion


async def close_asked(occasion: Occasion, about: About) -> Card | None:
    """Yes or no in one tap; not wanted once it was answered, or the client has gone to another team."""
    asked: Closing | None = await occasion.read(closing_asked, occasion.who.id, about["client_id"])
    if asked is None:
        return None
    say = occasion.words
    open_it = button(say.plain("client-card"), OpenClient(client_id=asked.client_id).pack())
    return Card(
        say("client-close-push", member=asked.by, name=asked.client), [answers(say, asked.client_id), [open_it]]
    )
