"""Clients under their norm of contacts, for «кому позвонить». Rule: "Touch norms"."""

from collections import defaultdict
from datetime import date, time
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.nudges.promises import promised_clients
from domain.nudges.rhythms import bought_in_a_year
from domain.purchases import rhythm_of, silence_rules
from domain.readers.day_classes import letter_of
from domain.rhythm import Lifecycle, lifecycle
from domain.settings import Company, company
from domain.tables import CONTACT_KINDS, Activity, Client, ClientClass, Deal, DealState
from domain.touch_norms import (
    MONTH,
    POTENTIAL,
    QUARTER,
    TWO_MONTHS,
    A,
    B,
    C,
    D,
    Missing,
    TouchNorm,
    TouchNorms,
    missing,
    norm_of,
)
from domain.worktime import Schedule

A_DAY = 10
"""More than that in one day would bury what is asked for by name."""


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His clients to whom nothing is promised, those who miss most of their norm first among equals in ₽ a year."""
    promised = promised_clients(session, member_id)
    rows = [row for row in session.execute(_clients(member_id, today)) if row.id not in promised]
    contacts = _contacts(session, member_id, schedule, today)
    norms, rules = company_norms(chosen := company(session)), silence_rules(chosen)
    found: list[tuple[Fraction, Nudge]] = []
    for row in rows:
        state = lifecycle(today, row.last_purchase_on, rhythm_of(row, rules), rules=rules)
        norm = norm_of(state, letter := letter_of(row.letter), norms)
        met_on = schedule.local_date(row.happened_at)
        lacks = missing(norm, contacts.get(row.id, ()), met_on, today) if norm else None
        if lacks is not None:
            found.append((lacks.part, _nudge(row, state, letter, lacks)))
    found.sort(key=lambda one: (-one[1].worth, -one[0], one[1].client_id or 0))
    return [nudge for _, nudge in found[:A_DAY]]


def company_norms(chosen: Company) -> TouchNorms:
    """As the owner has set them."""
    return {
        A: TouchNorm(chosen.touch_a, MONTH),
        B: TouchNorm(chosen.touch_b, MONTH),
        C: TouchNorm(chosen.touch_c, MONTH),
        D: TouchNorm(chosen.touch_d, QUARTER),
        POTENTIAL: TouchNorm(chosen.touch_potential, TWO_MONTHS),
    }


def _clients(member_id: int, today: date) -> Select[*tuple[Any, ...]]:
    """Who buys, and who has not begun. The silent, the lost and those of an open deal have nudges of their own."""
    year = bought_in_a_year(today).label("year")
    return (
        select(
            Client.id,
            Client.name,
            Client.happened_at,
            Client.first_purchase_on,
            Client.last_purchase_on,
            Client.purchase_days,
            Client.silent_from,
            Client.potential,
            ClientClass.letter,
            year,
        )
        .outerjoin(ClientClass, ClientClass.client_id == Client.id)
        .where(
            Client.id.in_(clients_of({member_id})),
            Client.closed_at.is_(None),
            Client.close_asked_at.is_(None),
            Client.lost_at.is_(None),
            or_(Client.silent_from.is_(None), Client.silent_from > today),
            ~select(Deal.id).where(Deal.client_id == Client.id, Deal.state == DealState.OPEN).exists(),
        )
    )


def _contacts(session: Session, member_id: int, schedule: Schedule, today: date) -> dict[int, list[date]]:
    """Days of contacts with his clients, whoever had them, as far back as the longest norm looks."""
    since = schedule.at(today - QUARTER, time.min)
    rows = session.execute(
        select(Activity.client_id, Activity.happened_at).where(
            Activity.client_id.in_(clients_of({member_id})),
            Activity.kind.in_(CONTACT_KINDS),
            Activity.cancelled_at.is_(None),
            Activity.happened_at >= since,
        )
    )
    found: dict[int, list[date]] = defaultdict(list)
    for client_id, happened_at in rows:
        found[client_id].append(schedule.local_date(happened_at))
    return found


def _nudge(row: Row[*tuple[Any, ...]], state: Lifecycle, letter: str | None, lacks: Missing) -> Nudge:
    facts = {
        "state": state.value,
        "letter": letter,
        "done": lacks.done,
        "number": lacks.number,
        "days": lacks.days,
    }
    worth = max(0, int(row.year) or row.potential or 0)
    return Nudge(NudgeKind.TOUCH, f"client:{row.id}", row.id, row.name, worth, facts)


KIND = Kind(NudgeKind.TOUCH, due)
