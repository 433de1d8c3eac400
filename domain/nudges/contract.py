"""Contracts that end soon. Rule: the row «contract ends» of the pushes."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.nudges.rhythms import bought_in_a_year
from domain.settings import Company, company
from domain.tables import Client
from domain.worktime import Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Of his clients; who brought most in a year first."""
    return contracts_for_manager(session, {member_id}, today)


def contracts_for_manager(session: Session, member_ids: set[int], today: date) -> list[Nudge]:
    """Contracts of these keepers' clients that end within 60 ⚙ days, today included."""
    until = today + timedelta(days=company(session).contract_days)
    return [_nudge(row, today, until) for row in session.execute(_rows(member_ids, today, until))]


def _rows(member_ids: set[int], today: date, until: date) -> Select[*tuple[Any, ...]]:
    year = bought_in_a_year(today).label("year")
    return (
        select(Client.id, Client.name, Client.contract_number, Client.contract_ends_on, year)
        .where(
            Client.id.in_(clients_of(member_ids)),
            Client.contract_ends_on >= today,
            Client.contract_ends_on <= until,
            Client.closed_at.is_(None),
        )
        .order_by(year.desc(), Client.contract_ends_on, Client.id)
        .limit(LOOKED_AT)
    )


def _nudge(row: Row[*tuple[Any, ...]], today: date, until: date) -> Nudge:
    ends: date = row.contract_ends_on
    facts = {"number": row.contract_number, "ends": ends, "days": (ends - today).days}
    since = ends - (until - today)
    return Nudge(NudgeKind.CONTRACT, f"client:{row.id}", row.id, row.name, max(0, int(row.year)), facts, since=since)


def _again(chosen: Company) -> int:
    """Half of the time is left then: once more, and that is all unless «позже» was said."""
    return max(chosen.again_days, chosen.contract_days // 2)


KIND = Kind(NudgeKind.CONTRACT, due, again=_again, calls=False)
