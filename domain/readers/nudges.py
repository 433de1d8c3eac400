"""What the card of a nudge and the list of the day's nudges show."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper, may_open
from domain.date_words import add_months
from domain.errors import Gone
from domain.nudges.kinds import kind_of
from domain.nudges.nudge import Nudge
from domain.nudges.today import due_now, today_nudges
from domain.readers.logging import LastWord, Person, last_word, people_of
from domain.readers.tasks import assignees
from domain.schedules import schedule_of
from domain.tables import Client, Invoice, Member, NudgeAnswer, Payment
from domain.worktime import DAY, NoWorkingTime

NEXT_WORK = "in-next"
"""Tomorrow is a day off: the next working day is not called tomorrow."""


@dataclass(frozen=True, slots=True)
class NudgeView:
    """One of today's nudges and its neighbours; `place` counts from 1, 0 = it was said on another day."""

    nudge: Nudge
    place: int
    total: int
    before: Nudge | None
    after: Nudge | None
    people: tuple[Person, ...]
    last: LastWord | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What was answered to a nudge; `activity_id`: what was logged, 0 = nothing."""

    answer: str
    client: str | None
    until: date | None
    activity_id: int


def answer_view(session: Session, answer_id: int) -> AnswerView:
    row = session.get_one(NudgeAnswer, answer_id)
    client = session.get(Client, row.client_id) if row.client_id is not None else None
    return AnswerView(row.answer, client.name if client else None, row.until, row.made.get("activity", 0))


def later_days(session: Session, member_id: int, today: date) -> tuple[tuple[str, date], ...]:
    """When «позже» usually is, on the member's working days: the next one, in a week, in a month; each day once."""
    schedule = schedule_of(session, session.get_one(Member, member_id))
    ahead = {"day": today + DAY, "week": today + 7 * DAY, "month": add_months(today, 1)}
    days: dict[date, str] = {}
    try:
        for chip, day in ahead.items():
            days.setdefault(schedule.next_or_same_working_day(day), f"in-{chip}")
    except NoWorkingTime:
        return ()
    return tuple((NEXT_WORK if chip == "in-day" and day != today + DAY else chip, day) for day, chip in days.items())


def contract_ends(nudge: Nudge) -> tuple[tuple[str, date], ...]:
    """Until when a contract is usually prolonged: half a year or a year more."""
    ends = nudge.facts["ends"]
    if not isinstance(ends, date):
        raise TypeError("a contract that ends has a day")
    return ("end-year", add_months(ends, 12)), ("end-half", add_months(ends, 6))


def nudge_view(session: Session, member_id: int, today: date, kind: str, subject: str) -> NudgeView:
    """A nudge of the member's that still asks. Raises Gone, BadChoice."""
    asked = kind_of(kind)
    listed = today_nudges(session, member_id, today)
    place = next((place for place, one in enumerate(listed) if (one.kind, one.subject) == (kind, subject)), None)
    if place is None:
        return _view(session, due_now(session, member_id, today, asked, subject), 0, listed)
    return _view(session, listed[place], place + 1, listed)


def next_nudge(session: Session, member_id: int, today: date, after: tuple[tuple[str, str], ...]) -> NudgeView | None:
    """The first of today's that is among these (kind, subject), else the first of all; None when none is left."""
    listed = today_nudges(session, member_id, today)
    if not listed:
        return None
    places = {(one.kind.value, one.subject): place for place, one in enumerate(listed)}
    place = next((places[one] for one in after if one in places), 0)
    return _view(session, listed[place], place + 1, listed)


def nudges_after(session: Session, member_id: int, today: date, kind: str, subject: str) -> tuple[tuple[str, str], ...]:
    """Kind and subject of each of today's nudges that follow this one."""
    listed = [(one.kind.value, one.subject) for one in today_nudges(session, member_id, today)]
    return tuple(listed[listed.index((kind, subject)) + 1 :]) if (kind, subject) in listed else ()


def _view(session: Session, nudge: Nudge, place: int, listed: tuple[Nudge, ...]) -> NudgeView:
    client_id = nudge.client_id
    return NudgeView(
        nudge,
        place,
        len(listed),
        listed[place - 2] if place > 1 else None,
        listed[place] if place < len(listed) else None,
        _people(session, client_id, nudge.facts.get("who")) if client_id is not None else (),
        last_word(session, client_id) if client_id is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice and what is left to pay of it, kopecks."""

    id: int
    client_id: int
    deal_id: int | None
    left: int


def invoice_left(session: Session, member_id: int, invoice_id: int) -> Bill:
    """Raises Gone where nothing is left to pay, ClientNotYours."""
    invoice = session.get(Invoice, invoice_id)
    if invoice is None:
        raise Gone
    client_open_to(session, session.get_one(Member, member_id), invoice.client_id)
    paid = session.scalar(select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.invoice_id == invoice.id))
    left = invoice.amount - int(paid or 0)
    if left <= 0:
        raise Gone
    return Bill(invoice.id, invoice.client_id, invoice.deal_id, left)


@dataclass(frozen=True, slots=True)
class NotMine:
    """A client whose keeper says he is another's; `others`: to whom the viewer may give him, id and name."""

    client_id: int
    client: str
    member_id: int
    member: str
    others: tuple[tuple[int, str], ...]


def not_mine_asked(session: Session, viewer_id: int, client_id: int, member_id: int) -> NotMine | None:
    """None once the client is kept by another, lost or closed, or is not the viewer's to give."""
    viewer, client = session.get_one(Member, viewer_id), session.get(Client, client_id)
    keeper = current_keeper(session, client_id)
    if client is None or client.lost_at is not None or client.closed_at is not None:
        return None
    if keeper is None or keeper.id != member_id or not may_open(session, viewer, keeper.id):
        return None
    people = assignees(session, viewer_id, viewer.role)
    others = tuple((one.id, one.name) for one in people if one.id != member_id)
    return NotMine(client_id, client.name, keeper.id, keeper.name, others)


def _people(session: Session, client_id: int, who: object) -> tuple[Person, ...]:
    """Those to call; who is meant, the first."""
    return tuple(sorted(people_of(session, client_id), key=lambda person: who is None or person.name != who))
