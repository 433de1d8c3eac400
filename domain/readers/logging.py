"""What the screens of logging show. Rule: "Log" of the screens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, clients_of, seen_members
from domain.errors import Gone
from domain.next_steps import Step, proposed_steps, retry_step
from domain.reaching import happened_then, unanswered_in_a_row
from domain.schedules import schedule_of
from domain.tables import (
    Activity,
    ActivityKind,
    Attachment,
    Client,
    Companion,
    Contact,
    Deal,
    DealState,
    Invoice,
    Member,
    Outcome,
    Payment,
    Phone,
    Purchase,
    Role,
    Stage,
    Task,
    TaskAction,
    TaskState,
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A client worth one tap; `task_id` when he is promised something by today, then with the action and when."""

    id: int
    name: str
    task_id: int = 0
    action: TaskAction | None = None
    due_on: date | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    name: str | None
    phone: str
    extension: str | None


@dataclass(frozen=True, slots=True)
class LastWord:
    """The latest thing known of a client, with what was said if anything was."""

    at: datetime
    kind: ActivityKind
    outcome: Outcome | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it is about and why: client, task and deal checked against each other."""

    client_id: int
    name: str
    task_id: int | None
    action: TaskAction | None
    deal_id: int | None
    deal_amount: int | None
    """Kopecks, of the deal or of the client's only open one."""
    last: LastWord | None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    task_id: int
    action: TaskAction
    day: date
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """A later stage that the activity implies for its open deal."""

    deal_id: int
    stage: str
    stage_name: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """A logged activity as its card shows it."""

    activity_id: int
    author_id: int
    client_id: int
    client: str
    deal_id: int | None
    kind: ActivityKind
    outcome: Outcome | None
    happened_at: datetime
    backdated: bool
    comment: str | None
    cancelled: bool
    about_money: bool
    files: int
    companions: tuple[str, ...]
    step: PlannedStep | None
    move: Move | None


@dataclass(frozen=True, slots=True)
class Choices:
    """A saved activity and the next steps worth one tap, the likeliest first."""

    saved: Saved
    steps: tuple[Step, ...]
    hours: tuple[time, time] = field(default=(time(9), time(18)))
    """When the member's work starts and ends, for the buttons of hours."""


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    name: str
    with_me: bool


def likeliest_clients(session: Session, member_id: int, role: Role, today: date, limit: int = 8) -> tuple[Likely, ...]:
    """Those promised something by today, then those touched last."""
    due = _promised(session, member_id, today, limit)
    known = [client.id for client in due]
    kept = clients_of({member_id}) if role is Role.REP else clients_of(seen_members(session, member_id, role))
    rows = session.execute(
        select(Client.id, Client.name)
        .where(Client.id.in_(kept), Client.id.not_in(known), Client.closed_at.is_(None))
        .order_by(Client.last_touched_at.desc().nulls_last(), Client.id.desc())
        .limit(limit - len(due))
    )
    return (*due, *(Likely(row.id, row.name) for row in rows))


def has_logged(session: Session, member_id: int) -> bool:
    """Whether the member has ever logged anything."""
    return session.scalar(select(Activity.id).where(Activity.author_id == member_id).limit(1)) is not None


def log_subject(
    session: Session, member_id: int, today: date, client_id: int = 0, task_id: int = 0, deal_id: int = 0
) -> Subject | None:
    """Whom a log with these ids is about; None when they name no client. Raises ClientNotYours, Gone.

    Without a task the action is that of what the client was promised by today, if anything.
    """
    task = _open_task(session, task_id)
    deal = session.get(Deal, deal_id) if deal_id else None
    found = client_id or (task and task.client_id) or (deal and deal.client_id)
    if not found:
        return None
    client = client_open_to(session, session.get_one(Member, member_id), found)
    if task is not None and task.client_id != client.id:
        task = None
    wanted = deal.id if deal is not None and deal.client_id == client.id else task.deal_id if task else None
    about = _deal(session, client.id, wanted)
    return Subject(
        client.id,
        client.name,
        task.id if task else None,
        task.action if task else _promised_action(session, member_id, client.id, today),
        wanted,
        about.amount if about else None,
        last_word(session, client.id),
    )


def people_of(session: Session, client_id: int, limit: int = 3) -> tuple[Person, ...]:
    """Phones with whose they are, decision makers first."""
    rows = session.execute(
        select(Contact.name, Phone.e164, Phone.extension)
        .select_from(Phone)
        .outerjoin(Contact, Contact.id == Phone.contact_id)
        .where(Phone.client_id == client_id, Contact.archived_at.is_(None))
        .order_by(Contact.is_decision_maker.desc().nulls_last(), Phone.id)
        .limit(limit)
    )
    return tuple(Person(row.name, row.e164, row.extension) for row in rows)


def last_word(session: Session, client_id: int) -> LastWord | None:
    """The latest activity with a comment; without any, the latest."""
    row = session.execute(
        select(Activity.happened_at, Activity.kind, Activity.outcome, Activity.comment)
        .where(Activity.client_id == client_id, Activity.cancelled_at.is_(None))
        .order_by(Activity.comment.is_(None), Activity.happened_at.desc(), Activity.id.desc())
        .limit(1)
    ).first()
    return None if row is None else LastWord(row.happened_at, row.kind, row.outcome, row.comment)


_SAVED = (
    select(
        Activity.id,
        Activity.author_id,
        Activity.client_id,
        Client.name.label("client"),
        Activity.deal_id,
        Activity.kind,
        Activity.outcome,
        Activity.happened_at,
        Activity.received_at,
        Activity.comment,
        Activity.cancelled_at,
        or_(
            exists().where(Invoice.activity_id == Activity.id),
            exists().where(Payment.activity_id == Activity.id),
            exists().where(Purchase.form_key == Activity.form_key),
        ).label("about_money"),
        select(func.count(Attachment.id)).where(Attachment.activity_id == Activity.id).scalar_subquery().label("files"),
        exists().where(Companion.activity_id == Activity.id).label("accompanied"),
        Task.id.label("task_id"),
        Task.action,
        Task.due_on,
        Task.due_at,
        Deal.state.label("deal_state"),
        Stage.position.label("stage_position"),
    )
    .join(Client, Client.id == Activity.client_id)
    .outerjoin(Task, and_(Task.born_of == Activity.id, Task.state == TaskState.OPEN))
    .outerjoin(Deal, Deal.id == Activity.deal_id)
    .outerjoin(Stage, Stage.key == Deal.stage)
    .where(Activity.id == bindparam("activity_id"), Activity.author_id == bindparam("author_id"))
    .order_by(Task.id)
    .limit(1)
)
"""Made once: it is read after every save."""


def saved_card(session: Session, member_id: int, activity_id: int) -> Saved:
    """The card of one's own activity. Raises Gone."""
    row = session.execute(_SAVED, {"activity_id": activity_id, "author_id": member_id}).first()
    if row is None:
        raise Gone
    return Saved(
        row.id,
        row.author_id,
        row.client_id,
        row.client,
        row.deal_id,
        row.kind,
        row.outcome,
        row.happened_at,
        row.happened_at < row.received_at,
        row.comment,
        row.cancelled_at is not None,
        bool(row.about_money),
        row.files,
        _companions(session, row.id) if row.accompanied else (),
        PlannedStep(row.task_id, row.action, row.due_on, row.due_at) if row.task_id else None,
        _move(session, row) if row.deal_state is DealState.OPEN else None,
    )


def next_step_choices(session: Session, member_id: int, activity_id: int, now: datetime) -> Choices:
    """The saved activity with what to propose next. Raises Gone."""
    saved = saved_card(session, member_id, activity_id)
    schedule = schedule_of(session, session.get_one(Member, member_id))
    happened = happened_then(session, member_id, saved.client_id, saved.kind, saved.outcome, now)
    steps = proposed_steps(happened, schedule)
    if saved.outcome is Outcome.NO_ANSWER:
        again = retry_step(unanswered_in_a_row(session, saved.client_id), happened, schedule)
        steps = tuple(dict.fromkeys((again, *steps))) if again else steps
    work = schedule.hours.usual or (time(9), time(18))
    return Choices(saved, steps, work)


def colleagues(session: Session, member_id: int, activity_id: int, limit: int = 30) -> tuple[Colleague, ...]:
    """Whom the member may have had with him, those of this activity of his marked. Raises Gone."""
    activity = session.get(Activity, activity_id)
    if activity is None or activity.author_id != member_id:
        raise Gone
    present = set(session.scalars(select(Companion.member_id).where(Companion.activity_id == activity_id)))
    rows = session.execute(
        select(Member.id, Member.name)
        .where(Member.id != member_id, Member.dismissed_at.is_(None))
        .order_by(Member.name, Member.id)
        .limit(limit)
    )
    return tuple(Colleague(row.id, row.name, row.id in present) for row in rows)


def _promised(session: Session, member_id: int, today: date, limit: int) -> tuple[Likely, ...]:
    rows = session.execute(
        select(Client.id, Client.name, Task.id.label("task_id"), Task.action, Task.due_on, Task.due_at)
        .join(Client, Client.id == Task.client_id)
        .where(
            Task.assignee_id == member_id,
            Task.state == TaskState.OPEN,
            Task.due_on <= today,
            Client.closed_at.is_(None),
        )
        .order_by(Task.due_on.desc(), Task.due_at.nulls_last(), Task.id)
        .limit(limit * 2)
    )
    found: dict[int, Likely] = {}
    for row in rows:
        found.setdefault(row.id, Likely(row.id, row.name, row.task_id, row.action, row.due_on, row.due_at))
    return tuple(found.values())[:limit]


def _promised_action(session: Session, member_id: int, client_id: int, today: date) -> TaskAction | None:
    return session.scalar(
        select(Task.action)
        .where(
            Task.client_id == client_id,
            Task.assignee_id == member_id,
            Task.state == TaskState.OPEN,
            Task.due_on <= today,
        )
        .order_by(Task.due_on.desc(), Task.due_at.nulls_last(), Task.id)
        .limit(1)
    )


def _open_task(session: Session, task_id: int) -> Task | None:
    task = session.get(Task, task_id) if task_id else None
    return task if task is not None and task.state is TaskState.OPEN else None


def _deal(session: Session, client_id: int, deal_id: int | None) -> Deal | None:
    """The deal named, else the client's only open one."""
    if deal_id is not None:
        return session.get(Deal, deal_id)
    open_deals: Sequence[Deal] = session.scalars(
        select(Deal).where(Deal.client_id == client_id, Deal.state == DealState.OPEN).limit(2)
    ).all()
    return open_deals[0] if len(open_deals) == 1 else None


def _companions(session: Session, activity_id: int) -> tuple[str, ...]:
    names = (
        select(Member.name)
        .join(Companion, Companion.member_id == Member.id)
        .where(Companion.activity_id == activity_id)
        .order_by(Member.name)
    )
    return tuple(session.scalars(names))


def _move(session: Session, row: Row[*tuple[Any, ...]]) -> Move | None:
    """The later stage that this activity implies; the won one comes by payment alone."""
    if row.cancelled_at is not None or row.outcome is Outcome.NOT_HELD:
        return None
    later = session.scalar(
        select(Stage)
        .where(Stage.activity_kind == row.kind.value, Stage.position > row.stage_position, Stage.is_won.is_(False))
        .order_by(Stage.position)
        .limit(1)
    )
    return Move(row.deal_id, later.key, later.name) if later else None


def client_by_phone(session: Session, member_id: int, e164: str) -> int | None:
    """The client with that phone, those the member may open first."""
    member = session.get_one(Member, member_id)
    seen = clients_of(seen_members(session, member.id, member.role))
    return session.scalar(
        select(Phone.client_id)
        .where(Phone.e164 == e164)
        .order_by(Phone.client_id.in_(seen).desc(), Phone.client_id)
        .limit(1)
    )


def activity_of_invoice(session: Session, invoice_id: int) -> int | None:
    return session.scalar(select(Invoice.activity_id).where(Invoice.id == invoice_id))


def activity_of_shipment(session: Session, form_key: str) -> int | None:
    return session.scalar(select(Activity.id).where(Activity.form_key == form_key))


def activity_of_payment(session: Session, payment_id: int) -> int | None:
    return session.scalar(select(Payment.activity_id).where(Payment.id == payment_id))
