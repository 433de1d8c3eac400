"""What the morning message may say, besides tasks: money, deals, who is silent, dates.

A name or deal that was said in the last days ⚙ is left out; what was said stands in the rows of earlier messages.
Rule: "What the bot pushes by itself", morning message.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of
from domain.readers.day import Day, day_of
from domain.readers.pipeline import planned_days
from domain.readers.silent import SilentClient, silent_clients
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import (
    Client,
    ClientDate,
    Contact,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Member,
    Notification,
    NotificationState,
    Payment,
    Stage,
    Task,
    TaskState,
)
from domain.worktime import DAY, NoWorkingTime, Schedule

MOST = 20
REACTIVATION_DAYS = frozenset({0, 3})  # Monday, Thursday
CLIENTS, DEALS, SILENT = "clients", "deals", "silent"


@dataclass(frozen=True, slots=True)
class Unpaid:
    invoice_id: int
    client_id: int
    client: str
    left: int
    """Kopecks."""
    due_on: date


@dataclass(frozen=True, slots=True)
class IdleDeal:
    """An open deal past its stage's planned days with nothing ahead (`days` on the stage), or without a next step."""

    deal_id: int
    client: str | None
    title: str | None
    amount: int | None
    stage: str
    stage_name: str | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Feast:
    """A birthday of a contact person, or a date of the client."""

    client_id: int
    client: str
    who: str | None
    text: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Morning:
    """The day and what else may be worth a line, the most important first in each."""

    name: str
    day: Day
    unpaid: tuple[Unpaid, ...]
    stuck: tuple[IdleDeal, ...]
    stepless: tuple[IdleDeal, ...]
    silent: tuple[SilentClient, ...]
    feasts: tuple[Feast, ...]


def morning_of(session: Session, member_id: int, today: date) -> Morning | None:
    """What to say in the morning; None when he does not work today."""
    member = session.get_one(Member, member_id)
    schedule = schedule_of(session, member)
    if not schedule.is_working_day(today):
        return None
    chosen = company(session)
    said = said_lately(session, member_id, today, chosen.again_days)
    idle = _idle_deals(session, member_id, today, schedule, said[DEALS])
    return Morning(
        member.name,
        day_of(session, member_id, today),
        _unpaid(session, member_id, today, said[CLIENTS] | said[SILENT]),
        tuple(deal for deal in idle if deal.days is not None),
        tuple(deal for deal in idle if deal.days is None),
        _silent(session, member_id, today, said[CLIENTS], chosen.reactivation_again_days),
        _feasts(session, member_id, today, _until_next_work(schedule, today)),
    )


def said_lately(session: Session, member_id: int, today: date, days: int) -> Mapping[str, set[int]]:
    """Ids that morning messages of the last days have named, by what they are."""
    keys = [f"morning:{member_id}:{today - number * DAY}" for number in range(1, days)]
    rows = session.scalars(
        select(Notification.about).where(Notification.key.in_(keys), Notification.state == NotificationState.SENT)
    )
    said: dict[str, set[int]] = defaultdict(set)
    for about in rows:
        for what in (CLIENTS, DEALS, SILENT):
            said[what].update(about.get(what, ()))
    return said


def _silent(
    session: Session, member_id: int, today: date, said: Collection[int], again_days: int
) -> tuple[SilentClient, ...]:
    """On Mondays and Thursdays; a name comes again after four weeks ⚙, and not while something is promised to it.

    `said`: clients whom the last days ⚙ have named for another reason.
    """
    if today.weekday() not in REACTIVATION_DAYS:
        return ()
    before = said_lately(session, member_id, today, again_days)[SILENT]
    promised = session.scalars(
        select(Task.client_id).where(
            Task.assignee_id == member_id, Task.state == TaskState.OPEN, Task.client_id.is_not(None)
        )
    )
    skip = {*said, *before, *(client_id for client_id in promised if client_id)}
    return silent_clients(session, {member_id}, today, MOST, skip=skip).clients


def _unpaid(session: Session, member_id: int, today: date, said: Collection[int]) -> tuple[Unpaid, ...]:
    """Invoices of his clients past their day and not paid in full, the largest first."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    left = Invoice.amount - paid
    rows = session.execute(
        select(Invoice.id, Invoice.client_id, Client.name, left.label("left"), Invoice.due_on)
        .join(Client, Client.id == Invoice.client_id)
        .where(
            Invoice.client_id.in_(clients_of({member_id})),
            Invoice.due_on < today,
            Client.closed_at.is_(None),
            Client.id.not_in(said),
            left > 0,
        )
        .order_by(left.desc(), Invoice.id)
        .limit(MOST)
    )
    return tuple(Unpaid(*row) for row in rows)


def _idle_deals(
    session: Session, member_id: int, today: date, schedule: Schedule, said: Collection[int]
) -> list[IdleDeal]:
    """His open deals that nothing is promised about, the largest first."""
    promised = select(Task.id).where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN).correlate(Deal).exists()
    rows = session.execute(
        select(
            Deal.id,
            Client.name.label("client"),
            Deal.title,
            Deal.amount,
            Stage.key,
            Stage.name.label("stage_name"),
            Deal.stage_since,
        )
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .join(Stage, Stage.key == Deal.stage)
        .outerjoin(Client, Client.id == Deal.client_id)
        .where(
            DealOwner.member_id == member_id,
            Deal.state == DealState.OPEN,
            Client.closed_at.is_(None),
            ~promised,
            Deal.id.not_in(said),
        )
        .order_by(Deal.amount.desc().nulls_last(), Deal.id)
        .limit(MOST)
    )
    planned = planned_days(session)
    found = []
    for row in rows:
        days = schedule.working_days_between(schedule.local_date(row.stage_since), today)
        stuck = days > planned.get(row.key, days)
        found.append(
            IdleDeal(row.id, row.client, row.title, row.amount, row.key, row.stage_name, days if stuck else None)
        )
    return found


def _until_next_work(schedule: Schedule, today: date) -> date:
    """The day before his next working day: dates till then are told today."""
    try:
        return schedule.add_working_days(today, 1) - DAY
    except NoWorkingTime:
        return today


def _feasts(session: Session, member_id: int, today: date, until: date) -> tuple[Feast, ...]:
    """Birthdays and dates from today to the last day off that follows, in order."""
    days = {(day.month, day.day): day for day in _days(today, until)}
    mine = clients_of({member_id})
    people = session.execute(
        select(Contact.client_id, Client.name, Contact.name, Contact.birthday)
        .join(Client, Client.id == Contact.client_id)
        .where(
            Contact.client_id.in_(mine),
            Contact.birthday.is_not(None),
            Contact.archived_at.is_(None),
            Client.closed_at.is_(None),
        )
    )
    found = [
        Feast(client_id, client, who, None, day)
        for client_id, client, who, birthday in people
        if birthday and (day := days.get(_in_this_year(birthday, today)))
    ]
    dates = session.execute(
        select(ClientDate.client_id, Client.name, ClientDate.text, ClientDate.day, ClientDate.yearly)
        .join(Client, Client.id == ClientDate.client_id)
        .where(ClientDate.client_id.in_(mine), Client.closed_at.is_(None))
    )
    for client_id, client, text, day, yearly in dates:
        when = days.get(_in_this_year(day, today)) if yearly else day if today <= day <= until else None
        if when is not None:
            found.append(Feast(client_id, client, None, text, when))
    return tuple(sorted(found, key=lambda feast: (feast.day, feast.client_id))[:MOST])


def _in_this_year(day: date, today: date) -> tuple[int, int]:
    """Month and day; the 29th of February is kept on the 28th in other years."""
    leap = today.year % 4 == 0 and (today.year % 100 != 0 or today.year % 400 == 0)
    return (2, 28) if (day.month, day.day) == (2, 29) and not leap else (day.month, day.day)


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(days=number) for number in range((until - since).days + 1)]
