"""Whom to congratulate on some days: birthdays, dates of clients, holidays. Rule: the row «birthdays» of the pushes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.feasts import FeastKind, Holiday, falls_on, holidays_on
from domain.tables import Client, ClientDate, Contact

ORDER = tuple(FeastKind)


@dataclass(frozen=True, slots=True)
class Feast:
    """One person, or one date of a client (`who` None where it is nobody's in particular), on one day."""

    kind: FeastKind
    day: date
    client_id: int
    client: str
    contact_id: int | None = None
    who: str | None = None
    date_id: int | None = None
    text: str | None = None
    username: str | None = None

    @property
    def subject(self) -> str:
        """What makes it one: a person is congratulated on each feast once a year."""
        about = f"date:{self.date_id}" if self.date_id is not None else f"contact:{self.contact_id}"
        return f"{about}:{self.kind}:{self.day.year}"


def feasts_of(session: Session, member_id: int, days: Sequence[date]) -> tuple[Feast, ...]:
    """Of a keeper's clients that are not closed, day by day. `days`: from today on."""
    if not days:
        return ()
    holidays = [(one, day) for one, day in holidays_on(days)]
    found = [
        *_birthdays(session, member_id, days),
        *_dates(session, member_id, days),
        *(feast for holiday in holidays for feast in _holiday(session, member_id, *holiday, today=days[0])),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, ORDER.index(one.kind), one.client, one.who or "")))


def _birthdays(session: Session, member_id: int, days: Sequence[date]) -> Iterator[Feast]:
    people = _people(member_id, Contact.birthday.is_not(None)).add_columns(Contact.birthday)
    for row in session.execute(people):
        day = falls_on(row.birthday, days)
        if day is not None:
            yield _of_person(FeastKind.BIRTHDAY, day, row)


def _dates(session: Session, member_id: int, days: Sequence[date]) -> Iterator[Feast]:
    rows = session.execute(
        select(ClientDate, Client.name, Contact.name.label("who"), Contact.telegram_username)
        .join(Client, Client.id == ClientDate.client_id)
        .outerjoin(Contact, Contact.id == ClientDate.contact_id)
        .where(
            ClientDate.client_id.in_(clients_of({member_id})),
            Client.closed_at.is_(None),
            or_(ClientDate.yearly.is_(True), and_(ClientDate.day >= min(days), ClientDate.day <= max(days))),
            or_(ClientDate.contact_id.is_(None), Contact.archived_at.is_(None)),
        )
    )
    for kept, client, who, username in rows:
        day = falls_on(kept.day, days, yearly=kept.yearly)
        if day is not None:
            yield Feast(FeastKind.DATE, day, kept.client_id, client, kept.contact_id, who, kept.id, kept.text, username)


def _holiday(session: Session, member_id: int, holiday: Holiday, day: date, today: date) -> Iterator[Feast]:
    """Men, women, or everybody at the clients who buy."""
    whom = Contact.sex == holiday.sex if holiday.sex is not None else _buys(today)
    for row in session.execute(_people(member_id, whom)):
        yield _of_person(holiday.kind, day, row)


def _of_person(kind: FeastKind, day: date, row: Row[*tuple[Any, ...]]) -> Feast:
    return Feast(kind, day, row.client_id, row.client, row.id, row.who, username=row.username)


def _buys(today: date) -> ColumnElement[bool]:
    """An active client: has bought, and is neither asleep nor lost. Rule: "Lifecycle"."""
    return and_(Client.silent_from > today, Client.lost_at.is_(None))


def _people(member_id: int, *whom: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Contact.client_id,
            Client.name.label("client"),
            Contact.id,
            Contact.name.label("who"),
            Contact.telegram_username.label("username"),
        )
        .join(Client, Client.id == Contact.client_id)
        .where(
            Contact.client_id.in_(clients_of({member_id})),
            Contact.archived_at.is_(None),
            Client.closed_at.is_(None),
            *whom,
        )
    )
