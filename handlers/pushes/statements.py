"""The month of the activity plan, closed: a rep's own, and those of all reps to who leads them."""

from datetime import date

from domain.readers.statements import statement_of, team_statements
from handlers.plain import Card
from handlers.plans.statements import statement_card, team_card
from handlers.pushes.rendering import About, Occasion


async def statement(occasion: Occasion, about: About) -> Card | None:
    """Not wanted where no working day was planned."""
    month, who = date.fromisoformat(about["month"]), occasion.who
    found = await occasion.read(statement_of, who.id, who.id, month, occasion.now)
    return statement_card(occasion.words, found, occasion.today, own=True) if found.statement.days else None


async def team_statements_closed(occasion: Occasion, about: About) -> Card | None:
    """Not wanted by who leads nobody any more."""
    month = date.fromisoformat(about["month"])
    lines = await occasion.read(team_statements, occasion.who.id, month)
    return team_card(occasion.words, lines, month) if lines else None
