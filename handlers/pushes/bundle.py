"""What waits for a manager in the morning, and for the owner once a week."""

from domain.readers.bundle import BUNDLE, ITEMS, WEEKLY, bundle_of
from domain.readers.tasks import is_away
from handlers.bundle.cards import bundle_card
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion


async def bundle(occasion: Occasion, about: About) -> Card | None:
    """Not wanted on leave, nor when nothing waits."""
    return await _waiting(occasion, BUNDLE)


async def weekly(occasion: Occasion, about: About) -> Card | None:
    return await _waiting(occasion, WEEKLY)


async def _waiting(occasion: Occasion, kind: str) -> Card | None:
    who = occasion.who
    if await occasion.read(is_away, who.id, occasion.today):
        return None
    found = await occasion.read(bundle_of, who.id, kind, occasion.now)
    if found is None:
        return None
    occasion.named[ITEMS] = [stake.code for stake in found.stakes]
    return bundle_card(occasion.words, found, occasion.today, who.zone)
