"""Birthdays of contact persons and dates of clients, from today to the last day off that follows."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.tables import Client, ClientDate, Contact
from domain.worktime import DAY, NoWorkingTime, Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """In the order of days."""
    until = _until_next_work(schedule, today)
    found = [*_birthdays(session, member_id, today, until), *_dates(session, member_id, today, until)]
    return [nudge for _, nudge in sorted(found, key=lambda one: (one[0], one[1].client_id or 0))]


def _birthdays(session: Session, member_id: int, today: date, until: date) -> list[tuple[date, Nudge]]:
    days = {(day.month, day.day): day for day in _days(today, until)}
    people = session.execute(
        select(Contact.id, Contact.client_id, Client.name, Contact.name.label("who"), Contact.birthday)
        .join(Client, Client.id == Contact.client_id)
        .where(
            Contact.client_id.in_(clients_of({member_id})),
            Contact.birthday.is_not(None),
            Contact.archived_at.is_(None),
            Client.closed_at.is_(None),
        )
    )
    return [
        (day, _nudge(f"contact:{contact_id}", client_id, client, {"day": day, "who": who, "text": None}))
        for contact_id, client_id, client, who, birthday in people
        if birthday and (day := days.get(_in_this_year(birthday, today)))
    ]


def _dates(session: Session, member_id: int, today: date, until: date) -> list[tuple[date, Nudge]]:
    days = {(day.month, day.day): day for day in _days(today, until)}
    rows = session.execute(
        select(ClientDate.id, ClientDate.client_id, Client.name, ClientDate.text, ClientDate.day, ClientDate.yearly)
        .join(Client, Client.id == ClientDate.client_id)
        .where(ClientDate.client_id.in_(clients_of({member_id})), Client.closed_at.is_(None))
    )
    found = []
    for date_id, client_id, client, text, day, yearly in rows:
        when = days.get(_in_this_year(day, today)) if yearly else day if today <= day <= until else None
        if when is not None:
            facts = {"day": when, "who": None, "text": text}
            found.append((when, _nudge(f"date:{date_id}", client_id, client, facts)))
    return found


def _nudge(subject: str, client_id: int, client: str, facts: dict[str, date | str | None]) -> Nudge:
    day = facts["day"]
    return Nudge(NudgeKind.FEAST, subject, client_id, client, facts=facts, since=day if isinstance(day, date) else None)


def _until_next_work(schedule: Schedule, today: date) -> date:
    """The day before his next working day: dates till then are told today."""
    try:
        return schedule.add_working_days(today, 1) - DAY
    except NoWorkingTime:
        return today


def _in_this_year(day: date, today: date) -> tuple[int, int]:
    """Month and day; the 29th of February is kept on the 28th in other years."""
    leap = today.year % 4 == 0 and (today.year % 100 != 0 or today.year % 400 == 0)
    return (2, 28) if (day.month, day.day) == (2, 29) and not leap else (day.month, day.day)


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(days=number) for number in range((until - since).days + 1)]


KIND = Kind(NudgeKind.FEAST, due, dated=True, calls=False)
