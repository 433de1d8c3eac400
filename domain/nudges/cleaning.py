"""The base gone through once a year, a few cards a day. Rule: the row «cleaning of the base» of the pushes."""

from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, and_, func, or_, select
from sqlalchemy.orm import Session

from domain.cleaning import cards_today, month_of_cleaning
from domain.clients import clients_of
from domain.nudges.nudge import Fact, Kind, Nudge, NudgeKind
from domain.settings import Company, company
from domain.tables import Client, Contact, NudgeAnswer, Purchase
from domain.worktime import Schedule

LEFT_ALONE_DAYS = 32
YEARS = 3
"""How far back it is looked which month sells least."""
_months: WeakKeyDictionary[Engine, dict[date, int]] = WeakKeyDictionary()


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Today's cards of his, those touched the longest ago first; none outside the month of cleaning."""
    if not is_cleaning(session, today):
        return []
    of, done, done_today = _progress(session, member_id, today)
    quota = cards_today(of - done + done_today, schedule, today) - done_today
    rows = session.execute(_cards(member_id, today).limit(max(0, quota)))
    return [_nudge(row, done, of, today) for row in rows]


def is_cleaning(session: Session, today: date) -> bool:
    """Whether this is the month in which the base is gone through."""
    return cleaning_month(session, today) == today.month


def cleaning_month(session: Session, today: date) -> int:
    """The company's choice ⚙, else its weakest month, 1–12. Not of a later month: what will be sold is not known."""
    return company(session).cleaning_month or weakest_month(session, today)


def weakest_month(session: Session, today: date) -> int:
    """The month of least sales in own data of the last years, 1–12; counted once a month."""
    engine, this_month = session.get_bind().engine, today.replace(day=1)
    known = _months.setdefault(engine, {})
    if this_month not in known:
        sums: dict[date, int] = {}
        lately = Purchase.day >= this_month.replace(year=this_month.year - YEARS), Purchase.day < this_month
        days = select(Purchase.day, func.sum(Purchase.amount)).where(*lately).group_by(Purchase.day)
        for day, amount in session.execute(days):
            sums[day.replace(day=1)] = sums.get(day.replace(day=1), 0) + int(amount)
        known[this_month] = month_of_cleaning(sums, this_month)
    return known[this_month]


def _progress(session: Session, member_id: int, today: date) -> tuple[int, int, int]:
    """His cards: how many there are, without those skipped, gone through this month, and today."""
    since = today.replace(day=1)
    row = session.execute(
        select(
            func.count(Client.id),
            func.count(Client.id).filter(Client.checked_on >= since),
            func.count(Client.id).filter(Client.checked_on == today),
        ).where(*_kept(member_id), ~_skipped(today))
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def _kept(member_id: int) -> list[ColumnElement[bool]]:
    return [Client.id.in_(clients_of({member_id})), Client.closed_at.is_(None)]


def _skipped(today: date) -> ColumnElement[bool]:
    """Left alone till this cleaning is over: the next cards take the place of these."""
    answers = select(NudgeAnswer.id).where(
        NudgeAnswer.client_id == Client.id, NudgeAnswer.kind == NudgeKind.CLEANING, NudgeAnswer.until > today
    )
    unchecked = or_(Client.checked_on.is_(None), Client.checked_on < today.replace(day=1))
    return and_(unchecked, answers.correlate(Client).exists())


def _cards(member_id: int, today: date) -> Any:
    decider = (
        select(func.min(Contact.name))
        .where(Contact.client_id == Client.id, Contact.is_decision_maker.is_(True), Contact.archived_at.is_(None))
        .correlate(Client)
        .scalar_subquery()
        .label("decider")
    )
    unchecked = or_(Client.checked_on.is_(None), Client.checked_on < today.replace(day=1))
    return (
        select(Client.id, Client.name, Client.potential, Client.channel, decider)
        .where(*_kept(member_id), unchecked, ~_skipped(today))
        .order_by(Client.last_touched_at.nulls_first(), Client.id)
    )


def _nudge(row: Any, done: int, of: int, today: date) -> Nudge:
    facts: dict[str, Fact] = {"decider": row.decider, "channel": row.channel, "potential": row.potential}
    facts |= {"done": done, "of": of}
    known = (f"client:{row.id}", row.id, row.name)
    return Nudge(NudgeKind.CLEANING, *known, facts=facts, since=today.replace(day=1))


def _again(chosen: Company) -> int:
    return 1


def next_year(today: date) -> date:
    """A card skipped is left alone till this cleaning is over."""
    return today.replace(day=1) + timedelta(days=LEFT_ALONE_DAYS)


KIND = Kind(NudgeKind.CLEANING, due, again=_again, dated=True, calls=False)
