"""What a newcomer does first, right after the greeting. Rule: a rep's first minute is one guided log."""

from domain.readers.home import first_clients
from domain.tables import Role
from handlers.entry.welcome import first_invite, first_log
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion


async def first_step(occasion: Occasion, about: About) -> Card | None:
    """To whom has just come in."""
    if occasion.who.role is Role.OWNER:
        return first_invite(occasion.words)
    return first_log(occasion.words, await occasion.read(first_clients, occasion.who.id))
