"""A loyal client past his rhythm: the first who must not be forgotten. Rule: the row «a loyal client» of the pushes."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.nudges.promises import promised_clients
from domain.nudges.rhythms import Buyer, awake_buyers, usual_purchases
from domain.readers.day_classes import Loyal, loyal_among
from domain.worktime import DAY, Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His loyal clients silent for longer than their rhythm, not sleeping yet, to whom nothing is promised."""
    promised = promised_clients(session, member_id)
    return [nudge for nudge, _ in _late(session, {member_id}, today) if nudge.client_id not in promised]


def loyal_for_manager(session: Session, keepers: set[int], today: date) -> list[Nudge]:
    """Of these keepers' clients, those of class A or 1X."""
    return [nudge for nudge, loyal in _late(session, keepers, today) if loyal.is_managers]


def _late(session: Session, keepers: Collection[int], today: date) -> list[tuple[Nudge, Loyal]]:
    """The worthiest first."""
    late = [buyer for buyer in awake_buyers(session, keepers, today) if buyer.expected_by < today]
    loyal = loyal_among(session, [buyer.id for buyer in late])
    named = [buyer for buyer in late if buyer.id in loyal]
    usual = usual_purchases(session, [buyer.id for buyer in named])
    found = [(_nudge(buyer, usual[buyer.id], today), loyal[buyer.id]) for buyer in named]
    return sorted(found, key=lambda one: (-one[0].worth, one[0].client_id or 0))


def _nudge(buyer: Buyer, usual: int, today: date) -> Nudge:
    facts = {"days": (today - buyer.last_purchase_on).days, "rhythm": round(buyer.rhythm)}
    since = buyer.expected_by + DAY
    return Nudge(NudgeKind.LOYAL, f"client:{buyer.id}", buyer.id, buyer.name, usual, facts, since=since)


KIND = Kind(NudgeKind.LOYAL, due)
