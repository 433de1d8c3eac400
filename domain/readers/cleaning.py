"""How the yearly cleaning of the base went, for who leads the keepers. Rule: the row «cleaning of the base»."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, led_members
from domain.settings import company
from domain.tables import Client, Contact, Keeper, Member


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Cards of one keeper: how many there are, gone through this month, asked to be closed then."""

    name: str
    of: int
    done: int
    to_close: int


def cleaning_summary(session: Session, manager_id: int, month: date) -> tuple[Cleaned, ...]:
    """Keepers whom this manager leads, who is furthest from the end first. `month`: its first day."""
    rows = session.execute(
        select(
            Member.name,
            func.count(Client.id),
            func.count(Client.id).filter(Client.checked_on >= month),
            func.count(Client.id).filter(Client.checked_on >= month, Client.close_asked_at.is_not(None)),
        )
        .join(Keeper, (Keeper.member_id == Member.id) & Keeper.until.is_(None))
        .join(Client, Client.id == Keeper.client_id)
        .where(Member.id.in_(led_members(session, manager_id)), Client.closed_at.is_(None))
        .group_by(Member.id, Member.name)
    )
    found = [Cleaned(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.done / one.of, one.name)))


def deciders_offered(session: Session, member_id: int, client_id: int) -> tuple[tuple[int, str], ...]:
    """Id and name of the client's contact persons, the first ten by name. Raises ClientNotYours, Gone."""
    client_open_to(session, session.get_one(Member, member_id), client_id)
    people = (
        select(Contact.id, Contact.name)
        .where(Contact.client_id == client_id, Contact.archived_at.is_(None))
        .order_by(Contact.name, Contact.id)
        .limit(10)
    )
    return tuple((row.id, row.name) for row in session.execute(people))


def channels_offered(session: Session) -> tuple[str, ...]:
    """The company's sales channels ⚙."""
    return tuple(company(session).channels)
