"""What the card of one client shows. Rules: "The client base", "Money"."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper
from domain.orders import payment_term, unpaid_invoices
from domain.purchases import rhythm_of, silence_rules, state_of
from domain.rhythm import Lifecycle, is_once
from domain.settings import company
from domain.tables import (
    Activity,
    Address,
    Client,
    ClientCompetitor,
    ClientDate,
    Competitor,
    Contact,
    Deal,
    DealState,
    LostReason,
    Member,
    Phone,
    Product,
    Purchase,
    PurchaseLine,
    Sex,
    Stage,
    Task,
    TaskAction,
    TaskState,
)

LAST_PURCHASES = 3
USUAL_LINES = 100
USUAL_NAMED = 3
SHOWN = 5
DATES_SHOWN = 20  # those gone by must not push out the next


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A contact person, or phones of nobody in particular (`id` None)."""

    id: int | None
    name: str | None
    post: str | None = None
    decides: bool = False
    username: str | None = None
    email: str | None = None
    birthday: date | None = None
    birthday_year_known: bool = True
    sex: Sex | None = None
    phones: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class AddressLine:
    text: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class DateLine:
    id: int
    text: str
    day: date
    yearly: bool
    whose: str | None


@dataclass(frozen=True, slots=True)
class PurchaseLineView:
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class DealLine:
    """`stage_name` None = the Fluent text of `stage`."""

    id: int
    title: str | None
    amount: int | None
    stage: str
    stage_name: str | None
    stepless: bool


@dataclass(frozen=True, slots=True)
class TaskOfClient:
    id: int
    action: TaskAction
    text: str | None
    due_on: date
    due_at: datetime | None
    assignee_id: int


@dataclass(frozen=True, slots=True)
class UnpaidLine:
    id: int
    number: str | None
    left: int
    due_on: date


@dataclass(frozen=True, slots=True)
class ClientView:
    """The card of one client; money in kopecks. `missing` names what to ask for, the most needed first."""

    id: int
    name: str
    keeper: str | None
    state: Lifecycle
    once: bool
    rhythm: Fraction
    first_purchase_on: date | None
    last_purchase_on: date | None
    silent_from: date | None
    lost_reason: str | None
    lost_reason_name: str | None
    lost_note: str | None
    close_asked: bool
    channel: str | None
    line_of_business: str | None
    region: str | None
    source: str | None
    potential: int | None
    contract_number: str | None
    contract_ends_on: date | None
    payment_term: int
    notes: str | None
    people: tuple[PersonLine, ...]
    addresses: tuple[AddressLine, ...]
    dates: tuple[DateLine, ...]
    competitors: tuple[str, ...]
    purchases: tuple[PurchaseLineView, ...]
    usual: tuple[str, ...]
    deals: tuple[DealLine, ...]
    deals_more: int
    tasks: tuple[TaskOfClient, ...]
    tasks_more: int
    unpaid: tuple[UnpaidLine, ...]
    last_comment: str | None
    last_comment_on: datetime | None
    missing: tuple[str, ...]


def client_view(session: Session, member_id: int, client_id: int, today: date) -> ClientView:
    """The client's card. Raises Gone, ClientNotYours."""
    client = client_open_to(session, session.get_one(Member, member_id), client_id)
    keeper = current_keeper(session, client.id)
    people = people_at(session, client.id)
    deals, deals_count = _deals(session, client.id)
    tasks, tasks_count = _tasks(session, client.id)
    comment = _last_comment(session, client.id)
    addresses = _addresses(session, client.id)
    return ClientView(
        id=client.id,
        name=client.name,
        keeper=keeper.name if keeper else None,
        state=state_of(session, client, today),
        once=is_once(client.purchase_days),
        rhythm=rhythm_of(client, silence_rules(company(session))),
        first_purchase_on=client.first_purchase_on,
        last_purchase_on=client.last_purchase_on,
        silent_from=client.silent_from,
        lost_reason=client.lost_reason,
        lost_reason_name=_reason_name(session, client.lost_reason),
        lost_note=client.lost_note,
        close_asked=client.close_asked_at is not None and client.closed_at is None,
        channel=client.channel,
        line_of_business=client.line_of_business,
        region=client.region,
        source=client.source,
        potential=client.potential,
        contract_number=client.contract_number,
        contract_ends_on=client.contract_ends_on,
        payment_term=payment_term(session, client),
        notes=client.notes,
        people=people,
        addresses=addresses,
        dates=_dates(session, client.id),
        competitors=_competitors(session, client.id),
        purchases=_purchases(session, client.id),
        usual=_usual(session, client.id),
        deals=deals,
        deals_more=deals_count - len(deals),
        tasks=tasks,
        tasks_more=tasks_count - len(tasks),
        unpaid=tuple(
            UnpaidLine(invoice.id, invoice.number, left, invoice.due_on)
            for invoice, left in unpaid_invoices(session, client.id)
        ),
        last_comment=comment[0] if comment else None,
        last_comment_on=comment[1] if comment else None,
        missing=_missing(client, people, addresses),
    )


def people_at(session: Session, client_id: int) -> tuple[PersonLine, ...]:
    """Contact persons with their phones, who decides first; then phones of nobody in particular."""
    phones: dict[int | None, list[tuple[str, str | None]]] = {}
    for row in session.execute(
        select(Phone.contact_id, Phone.e164, Phone.extension).where(Phone.client_id == client_id).order_by(Phone.id)
    ):
        phones.setdefault(row.contact_id, []).append((row.e164, row.extension))
    contacts = session.scalars(
        select(Contact)
        .where(Contact.client_id == client_id, Contact.archived_at.is_(None))
        .order_by(Contact.is_decision_maker.desc(), Contact.id)
    )
    people = [_person(contact, tuple(phones.get(contact.id, ()))) for contact in contacts]
    if None in phones:
        people.append(PersonLine(None, None, phones=tuple(phones[None])))
    return tuple(people)


def _person(contact: Contact, phones: tuple[tuple[str, str | None], ...]) -> PersonLine:
    return PersonLine(
        contact.id,
        contact.name,
        contact.post,
        contact.is_decision_maker,
        contact.telegram_username,
        contact.email,
        contact.birthday,
        contact.birthday_year_known,
        contact.sex,
        phones,
    )


def _reason_name(session: Session, key: str | None) -> str | None:
    return session.scalar(select(LostReason.name).where(LostReason.key == key)) if key else None


def _addresses(session: Session, client_id: int) -> tuple[AddressLine, ...]:
    rows = session.execute(
        select(Address.text, Address.latitude, Address.longitude)
        .where(Address.client_id == client_id)
        .order_by(Address.id)
        .limit(SHOWN)
    )
    return tuple(AddressLine(row.text, row.latitude, row.longitude) for row in rows)


def _dates(session: Session, client_id: int) -> tuple[DateLine, ...]:
    rows = session.execute(
        select(ClientDate.id, ClientDate.text, ClientDate.day, ClientDate.yearly, Contact.name)
        .outerjoin(Contact, Contact.id == ClientDate.contact_id)
        .where(ClientDate.client_id == client_id)
        .order_by(ClientDate.day, ClientDate.id)
        .limit(DATES_SHOWN)
    )
    return tuple(DateLine(row.id, row.text, row.day, row.yearly, row.name) for row in rows)


def _competitors(session: Session, client_id: int) -> tuple[str, ...]:
    names = (
        select(Competitor.name)
        .join(ClientCompetitor, ClientCompetitor.competitor_id == Competitor.id)
        .where(ClientCompetitor.client_id == client_id)
        .order_by(Competitor.name)
        .limit(SHOWN)
    )
    return tuple(session.scalars(names))


def _purchases(session: Session, client_id: int) -> tuple[PurchaseLineView, ...]:
    rows = session.execute(
        select(Purchase.day, Purchase.amount)
        .where(Purchase.client_id == client_id, Purchase.is_return.is_(False))
        .order_by(Purchase.day.desc(), Purchase.id.desc())
        .limit(LAST_PURCHASES)
    )
    return tuple(PurchaseLineView(row.day, row.amount) for row in rows)


def _usual(session: Session, client_id: int) -> tuple[str, ...]:
    """What he takes most often, by the number of purchases it was in."""
    names = session.scalars(
        select(Product.name)
        .join(PurchaseLine, PurchaseLine.product_id == Product.id)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(Purchase.client_id == client_id, Purchase.is_return.is_(False))
        .order_by(Purchase.day.desc(), PurchaseLine.id)
        .limit(USUAL_LINES)
    )
    return tuple(name for name, _ in Counter(names).most_common(USUAL_NAMED))


def _deals(session: Session, client_id: int) -> tuple[tuple[DealLine, ...], int]:
    is_open = (Deal.client_id == client_id, Deal.state == DealState.OPEN)
    step = select(Task.id).where(Task.deal_id == Deal.id, Task.state == TaskState.OPEN).correlate(Deal).exists()
    rows = session.execute(
        select(Deal.id, Deal.title, Deal.amount, Deal.stage, Stage.name, step.label("stepped"))
        .join(Stage, Stage.key == Deal.stage)
        .where(*is_open)
        .order_by(Stage.position.desc(), Deal.id)
        .limit(SHOWN)
    )
    deals = tuple(DealLine(row.id, row.title, row.amount, row.stage, row.name, not row.stepped) for row in rows)
    return deals, session.scalar(select(func.count(Deal.id)).where(*is_open)) or 0


def _tasks(session: Session, client_id: int) -> tuple[tuple[TaskOfClient, ...], int]:
    is_open = (Task.client_id == client_id, Task.state == TaskState.OPEN)
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.assignee_id)
        .where(*is_open)
        .order_by(Task.due_on, Task.due_at.nulls_last(), Task.id)
        .limit(SHOWN)
    )
    tasks = tuple(TaskOfClient(*row) for row in rows)
    return tasks, session.scalar(select(func.count(Task.id)).where(*is_open)) or 0


def _last_comment(session: Session, client_id: int) -> tuple[str, datetime] | None:
    row = session.execute(
        select(Activity.comment, Activity.happened_at)
        .where(Activity.client_id == client_id, Activity.cancelled_at.is_(None), Activity.comment.is_not(None))
        .order_by(Activity.happened_at.desc(), Activity.id.desc())
        .limit(1)
    ).first()
    return (row.comment, row.happened_at) if row and row.comment else None


def _missing(client: Client, people: tuple[PersonLine, ...], addresses: tuple[AddressLine, ...]) -> tuple[str, ...]:
    """What is worth asking for next, each by the name of its question."""
    contacts = [person for person in people if person.id is not None]
    unknown = {
        "phone": not any(person.phones for person in people),
        "contact": not contacts,
        "decider": bool(contacts) and not any(person.decides for person in contacts),
        "channel": client.channel is None,
        "address": not addresses,
        "birthday": bool(contacts) and not any(person.birthday for person in contacts),
        "potential": client.potential is None,
        "region": client.region is None,
        "line_of_business": client.line_of_business is None,
        "source": client.source is None,
        "contract_ends_on": client.contract_ends_on is None,
    }
    return tuple(name for name, lacking in unknown.items() if lacking)
