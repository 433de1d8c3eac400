"""To the owner: a focus has been the same for long, what instead. Rule: "Plans", Activity plan."""

from datetime import date

from domain.readers.focus import old_focuses
from domain.tables import PlanLine
from handlers.plain import Card
from handlers.plans.focus import old_focus_card
from handlers.pushes.rendering import About, Occasion


async def focus_old(occasion: Occasion, about: About) -> Card | None:
    """Not wanted once it was changed."""
    day, line = date.fromisoformat(about["day"]), PlanLine(about["line"])
    found = next((one for one in await occasion.read(old_focuses, day) if one.line is line), None)
    return None if found is None or not found.others else old_focus_card(occasion.words, found, day)
