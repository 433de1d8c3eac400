"""To who leads a member: he is away, and what he left to do. Rule: "What the bot pushes by itself"."""

from domain.errors import Gone, NotAllowed
from domain.readers.absences import AwayWork, away_work
from handlers.absences.cards import away_card
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion


async def member_away(occasion: Occasion, about: About) -> Card | None:
    """With the same buttons as he has; not wanted once it was taken off, is over, or he has another manager."""
    try:
        found: AwayWork = await occasion.read(away_work, occasion.who.id, about["absence_id"], occasion.now)
    except (Gone, NotAllowed):
        return None
    if found.is_over or found.absence.last.isoformat() != about["last"]:
        return None
    return away_card(occasion.words, occasion.who, found)
