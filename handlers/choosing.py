"""Clients found: one's own to choose from, a colleague's as a name with its keeper."""

from collections.abc import Iterable

from domain.search import FoundClient
from handlers.screen import Choice
from handlers.visit import Visit
from handlers.words import Html


def own(found: Iterable[FoundClient]) -> list[Choice]:
    return [Choice(hit.id, hit.name) for hit in found if hit.own]


def colleagues(visit: Visit, found: Iterable[FoundClient]) -> list[Html]:
    """«Ромашка» ведёт Борис: a line for each."""
    return [visit("client-colleagues", name=hit.name, keeper=hit.keeper or "—") for hit in found if not hit.own]
