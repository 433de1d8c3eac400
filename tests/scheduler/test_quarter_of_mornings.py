"""Ninety days of mornings over New Year, 23 February and 8 March: who is named, compared with a plain reckoning."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from domain.nudges.kinds import KINDS
from domain.nudges.nudge import Nudge, NudgeKind
from domain.nudges.today import today_nudges
from domain.readers.day_classes import loyal_among
from domain.tables import (
    Activity,
    ActivityKind,
    Client,
    ClientDate,
    Contact,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    NudgeAnswer,
    Payment,
    Purchase,
    Task,
    TaskState,
)
from tests.counted import count_day
from tests.scheduler.brute_force import ONE, Person
from tests.scheduler.nudge_company import PLANNED, SINCE, UNTIL, Company
from tests.scheduler.nudge_reckoning import (
    ORDER,
    Asked,
    Bargain,
    Bill,
    Books,
    Card,
    Reply,
    dearest_first,
    reckoned,
)

COMPARED = [kind for kind in KINDS if kind.name in ORDER]


def _bills(company: Company) -> list[Bill]:
    paid = dict(
        company.session.execute(select(Payment.invoice_id, func.sum(Payment.amount)).group_by(Payment.invoice_id)).all()
    )
    return [
        Bill(row.id, row.client_id, row.due_on, row.amount - paid.get(row.id, 0))
        for row in company.session.execute(select(Invoice.id, Invoice.client_id, Invoice.due_on, Invoice.amount))
    ]


def books(company: Company, day: date) -> Books:
    bought: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    orders = select(Purchase.client_id, Purchase.day, Purchase.amount).where(Purchase.is_return.is_(False))
    for client, on, amount in company.session.execute(orders.order_by(Purchase.day, Purchase.id)):
        bought[client].append((on, amount))
    delivered: defaultdict[int, list[date]] = defaultdict(list)
    shipments = select(Activity.client_id, Activity.happened_at).where(Activity.kind == ActivityKind.SHIPMENT)
    for client, at in company.session.execute(shipments):
        delivered[client].append(at.date())
    cards = {
        row.id: Card(
            row.id,
            company.keeper(row.id),
            row.closed_at is not None,
            row.lost_at.date() if row.lost_at else None,
            row.contract_ends_on,
            company.expected[row.id],
            bought[row.id],
            delivered[row.id],
        )
        for row in company.session.execute(select(*Client.__table__.c))
    }
    for row in company.session.execute(select(Contact.id, Contact.client_id, Contact.sex, Contact.birthday)):
        cards[row.client_id].contacts.append((row.id, row.sex and row.sex.value, row.birthday))
    for row in company.session.execute(select(*ClientDate.__table__.c)):
        cards[row.client_id].dates.append((row.id, row.day, row.yearly))
    if day == SINCE or day.day <= 4:
        count_day(company.session, day)
    loyal = set(loyal_among(company.session, list(cards)))
    done = loyal, _replies(company), company.said, _promised(company), company.working
    return Books(cards, _bills(company), _bargains(company), *done)


def _bargains(company: Company) -> list[Bargain]:
    steps: defaultdict[int, list[date]] = defaultdict(list)
    for deal, due_on in company.session.execute(
        select(Task.deal_id, Task.due_on).where(Task.state == TaskState.OPEN, Task.deal_id.is_not(None))
    ):
        steps[deal].append(due_on)
    rows = select(*Deal.__table__.c, DealOwner.member_id.label("owner")).join(DealOwner, DealOwner.deal_id == Deal.id)
    zones = {person.id: person for person in company.people}
    return [
        Bargain(
            row.id,
            row.client_id,
            row.owner,
            row.state is DealState.OPEN,
            row.state is DealState.LOST,
            zones[row.owner].day(row.stage_since),
            PLANNED.get(row.stage, 0),
            row.return_on,
            tuple(steps[row.id]),
        )
        for row in company.session.execute(rows)
    ]


def _promised(company: Company) -> set[tuple[int, int]]:
    open_tasks = select(Task.assignee_id, Task.client_id).where(Task.state == TaskState.OPEN)
    return {(row.assignee_id, row.client_id) for row in company.session.execute(open_tasks)}


def _replies(company: Company) -> dict[Asked, Reply]:
    rows = company.session.execute(select(*NudgeAnswer.__table__.c).order_by(NudgeAnswer.id))
    people = {person.id: person for person in company.people}
    return {(row.kind, row.subject): Reply(people[row.member_id].day(row.answered_at), row.until) for row in rows}


def _asked(nudge: Nudge) -> Asked:
    if nudge.kind.value != "feast":
        return nudge.kind.value, nudge.subject
    return "feast", ":".join([*nudge.subject.split(":")[:2], str(nudge.facts["feast"])])


def test_ninety_mornings_name_exactly_whom_a_plain_reckoning_names() -> None:
    company = Company(seed=11)
    told: Counter[str] = Counter()
    wrong: list[Wrong] = []
    for day in (SINCE + number * ONE for number in range((UNTIL - SINCE).days)):
        at_work = [person for person in company.people if day in company.working[person.id]]
        if at_work:
            wrong += _mornings(company, day, at_work, told)
        company.happen(day)
    print(f"named in ninety mornings: {dict(told)}")  # noqa: T201
    assert set(told) == set(ORDER)
    assert set(company.refused) <= {"answer_nudge"}, "an answer before it has settled it"
    assert wrong == []


Wrong = tuple[date, int, str, list[Asked]]
"""When, to whom, missing or extra, what."""


def _mornings(company: Company, day: date, at_work: list[Person], told: Counter[str]) -> Iterator[Wrong]:
    """What the program and the reckoning do not say alike."""
    known = books(company, day)
    for person in at_work:
        nudges = today_nudges(company.session, person.id, day, COMPARED)
        program, plain = {_asked(one) for one in nudges}, reckoned(known, person.id, day)
        if plain - program:
            yield day, person.id, "missing", sorted(plain - program)
        if program - plain:
            yield day, person.id, "extra", sorted(program - plain)
        silent = [one.client_id or 0 for one in nudges if one.kind is NudgeKind.SILENT]
        if not dearest_first(known, day, silent):
            yield day, person.id, "order", [("silent", f"client:{number}") for number in silent]
        told.update(kind for kind, _ in program)
        company.hear(person, day, nudges)
