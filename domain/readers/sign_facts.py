"""What the signs are found in: SQL narrows and groups. Rule: "Truth of reports"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, exists, func, select
from sqlalchemy.orm import Session

from domain.analytics.shares import Share
from domain.analytics.signs import (
    SAME_FOR_CLIENTS,
    DayTotals,
    Fact,
    Found,
    SignKind,
    bursts,
    distance_m,
    late_evenings,
    overlaps,
)
from domain.periods import Period
from domain.readers.expressions import how_many
from domain.readers.own_days import evenings, own_days, people
from domain.settings import company
from domain.tables import Activity, ActivityKind, Address, Deal, Outcome, Purchase, StageChange
from domain.worktime import DAY, Schedule

LAST_MINUTES = timedelta(minutes=30)
AFTER_AGREED = 14 * DAY
LONG_COMMENT = 20
TALKS = (ActivityKind.CALL, ActivityKind.CALL_IN)


@dataclass(frozen=True, slots=True)
class Then:
    """People and their own days, to be joined with what they did on them."""

    people: FromClause
    days: CTE

    def select(self, *columns: Any) -> Select[*tuple[Any, ...]]:
        """Activities on their authors' days."""
        on_the_day = (Activity.happened_at >= self.days.c.starts) & (Activity.happened_at < self.days.c.ends)
        return (
            select(*columns)
            .select_from(self.people)
            .join(self.days, self.days.c.zone == self.people.c.zone)
            .join(Activity, (Activity.author_id == self.people.c.id) & on_the_day)
            .where(Activity.cancelled_at.is_(None))
        )


@dataclass(frozen=True, slots=True)
class Crew:
    """Whose facts are looked through: reps with their schedules."""

    schedules: Mapping[int, Schedule]

    def on_days(self, period: Period, after: timedelta = DAY) -> Then:
        zones = {member_id: schedule.zone for member_id, schedule in self.schedules.items()}
        return Then(people(zones), own_days(zones.values(), period, after=after))

    def evenings(self, period: Period) -> Then:
        """`hour_after`: the last 30 minutes of work begin."""
        return Then(*evenings(self.schedules, period, LAST_MINUTES))


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in some days; days with facts by rep; shares of the period's signs by rep."""

    found: Sequence[Found]
    worked: Mapping[int, int]
    shares: Mapping[SignKind, Mapping[int, Share]]

    @classmethod
    def through(cls, session: Session, crew: Crew, period: Period, today: date) -> "Looked":
        totals = list(_totals(session, crew, period))
        worked: dict[int, int] = defaultdict(int)
        facts: dict[int, list[DayTotals]] = defaultdict(list)
        for day in totals:
            worked[day.author_id] += 1
            facts[day.author_id].append(day)
        backdated = {
            id_: Share(sum(day.facts - day.saved for day in days), sum(day.facts for day in days))
            for id_, days in facts.items()
        }
        found = [
            *bursts(_talks(session, crew, period), company(session).sign_talks),
            *overlaps(_stated(session, crew, period)),
            *late_evenings(totals),
            *_repeated(session, crew, period),
            *_far(session, crew, period),
        ]
        unfollowed = _unfollowed(session, crew, period, today)
        return cls(found, worked, {SignKind.BACKDATED: backdated, SignKind.UNFOLLOWED: unfollowed})


# What SQL brings


def _talks(session: Session, crew: Crew, period: Period) -> Iterator[Fact]:
    """Conversations that were not logged from the call queue, by when they were saved."""
    talked = (
        Activity.kind.in_(TALKS),
        Activity.outcome.is_distinct_from(Outcome.NO_ANSWER),
        Activity.from_queue.is_(False),
    )
    then = crew.on_days(period)
    rows = then.select(Activity.id, Activity.author_id, then.days.c.day, Activity.received_at).where(*talked)
    return (Fact(*row) for row in session.execute(rows))


def _stated(session: Session, crew: Crew, period: Period) -> Iterator[Fact]:
    """Conversations with a stated duration, by when they happened."""
    then = crew.on_days(period)
    columns = (Activity.id, Activity.author_id, then.days.c.day, Activity.happened_at, Activity.duration_s)
    rows = then.select(*columns).where(Activity.duration_s > 0, Activity.kind.in_(TALKS))
    return (
        Fact(id_, author_id, day, at, timedelta(seconds=stated))
        for id_, author_id, day, at, stated in session.execute(rows)
    )


def _totals(session: Session, crew: Crew, period: Period) -> Iterator[DayTotals]:
    """Each rep's days: facts, saved the same day, saved in the last half an hour of work or after it."""
    then = crew.evenings(period)
    same = Activity.received_at < then.days.c.ends
    late = same & (Activity.received_at >= then.days.c.hour_after)
    by = (Activity.author_id, then.days.c.day)
    rows = session.execute(then.select(*by, func.count(), how_many(same), how_many(late)).group_by(*by))
    return (DayTotals(*row) for row in rows)


def _repeated(session: Session, crew: Crew, period: Period) -> Iterator[Found]:
    """The same comment of 20 characters or more on several clients a day."""
    then = crew.on_days(period)
    said = func.trim(Activity.comment)
    by = (Activity.author_id, then.days.c.day)
    rows = session.execute(
        then.select(*by, func.count())
        .where(_is_long(said))
        .group_by(*by, said)
        .having(func.count(Activity.client_id.distinct()) >= SAME_FOR_CLIENTS)
    )
    most: dict[tuple[int, date], int] = {}
    for author_id, day, number in rows:
        most[author_id, day] = max(number, most.get((author_id, day), 0))
    return (Found(SignKind.SAME, author_id, day, number) for (author_id, day), number in most.items())


def _is_long(said: ColumnElement[str]) -> ColumnElement[bool]:
    """Those without a comment are not in the index that this is searched by."""
    return Activity.comment.is_not(None) & (func.length(said) >= LONG_COMMENT)


def said_again(then: Then) -> Select[Any]:
    """Comments of 20 characters or more that several clients have of these days."""
    said = func.trim(Activity.comment)
    clients = func.count(Activity.client_id.distinct())
    return then.select(said).where(_is_long(said)).group_by(said).having(clients >= SAME_FOR_CLIENTS)


def _far(session: Session, crew: Crew, period: Period) -> Iterator[Found]:
    """Activities with a place, further than 500 m ⚙ from every known place of the client."""
    then = crew.on_days(period)
    here = (Activity.latitude, Activity.longitude, Address.latitude, Address.longitude)
    rows = session.execute(
        then.select(Activity.id, Activity.author_id, then.days.c.day, *here)
        .join(Address, Address.client_id == Activity.client_id)
        .where(*(place.is_not(None) for place in here))
    )
    nearest: dict[tuple[int, int, date], float] = {}
    for id_, author_id, day, south, west, north, east in rows:
        away = distance_m((south, west), (north, east))
        nearest[id_, author_id, day] = min(away, nearest.get((id_, author_id, day), away))
    days: dict[tuple[int, date], list[int]] = defaultdict(list)
    for (id_, author_id, day), away in nearest.items():
        if away > company(session).sign_metres:
            days[author_id, day].append(id_)
    return (Found(SignKind.FAR, author_id, day, len(ids), tuple(ids)) for (author_id, day), ids in days.items())


def _unfollowed(session: Session, crew: Crew, period: Period, today: date) -> dict[int, Share]:
    """Of each rep: «договорились» with nothing after it in 14 days, of those whose 14 days are over."""
    then = crew.on_days(period, AFTER_AGREED)
    rows = session.execute(
        then.select(Activity.author_id, how_many(~followed(then)), func.count())
        .where(Activity.outcome == Outcome.AGREED, then.days.c.day_after < today)
        .group_by(Activity.author_id)
    )
    return {author_id: Share(part, number) for author_id, part, number in rows}


def followed(then: Then) -> ColumnElement[bool]:
    """A deal, a move of a deal or a purchase of the client from that day on."""
    days = then.days.c
    deal = exists().where(
        Deal.client_id == Activity.client_id, Deal.created_on >= days.day, Deal.created_on <= days.day_after
    )
    moved = (
        exists()
        .where(StageChange.deal_id == Deal.id, Deal.client_id == Activity.client_id)
        .where(StageChange.happened_at >= Activity.happened_at, StageChange.happened_at < days.hour_after)
    )
    bought = exists().where(
        Purchase.client_id == Activity.client_id,
        Purchase.day >= days.day,
        Purchase.day <= days.day_after,
        Purchase.is_return.is_(False),
    )
    return deal | moved | bought
