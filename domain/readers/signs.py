"""What the signs are found in: SQL narrows and groups, `domain.analytics.signs` finds. Rule: "Truth of reports"."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, exists, func, select, true
from sqlalchemy.orm import Session

from domain.analytics.figures import FEWEST_FOR_MEDIAN
from domain.analytics.shares import Share
from domain.analytics.signs import (
    OF_A_PERIOD,
    SAME_FOR_CLIENTS,
    DayTotals,
    Fact,
    Found,
    Sign,
    SignKind,
    bursts,
    day_signs,
    distance_m,
    in_order,
    late_evenings,
    overlaps,
    period_signs,
)
from domain.errors import BadChoice, Gone, NotAllowed
from domain.periods import NotAPeriod, Period, month_of, one_day, period_of_code
from domain.readers.attribution import EVERYBODY, counted_members
from domain.readers.conversions import mates_on
from domain.readers.cuts import member_code
from domain.readers.expressions import how_many
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.readers.own_days import evenings, own_days, people
from domain.schedules import schedules_from
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityKind,
    Address,
    Client,
    Deal,
    Member,
    Outcome,
    Purchase,
    Role,
    SignAnswer,
    StageChange,
)
from domain.use_case import Area, Right, may
from domain.worktime import DAY, Schedule

SIGN_AREAS = frozenset(Area)
LONGEST = 31
"""Days that are looked through at once."""
LAST_MINUTES = timedelta(minutes=30)
AFTER_AGREED = 14 * DAY
LONG_COMMENT = 20
TALKS = (ActivityKind.CALL, ActivityKind.CALL_IN)
COLUMNS = (
    Column("client"),
    Column("what", Unit.WORD),
    Column("happened", Unit.MOMENT),
    Column("logged", Unit.MOMENT),
    Column("comment"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a sign: asked, answered by the rep, explained by a manager."""

    asked_at: datetime | None
    answer: str | None
    explained: bool

    @property
    def is_closed(self) -> bool:
        return self.answer is not None or self.explained


@dataclass(frozen=True, slots=True)
class SignsReport:
    """`signs`: open and closed ones, what is unusual first. `counted`: the days looked through."""

    frame: Frame
    today: date
    counted: Period
    signs: tuple[Sign, ...]
    names: Mapping[int, str]
    answers: Mapping[str, Answered]
    talks: int
    metres: int

    @property
    def open(self) -> tuple[Sign, ...]:
        return tuple(sign for sign in self.signs if not self.is_closed(sign))

    @property
    def is_empty(self) -> bool:
        return not self.signs

    def is_closed(self, sign: Sign) -> bool:
        answered = self.answers.get(sign.key)
        return answered is not None and answered.is_closed


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


def signs_report(session: Session, viewer_id: int, look: Look, today: date) -> SignsReport:
    """Signs on reps in scope, for who leads. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, SIGN_AREAS)
    if not may(frame.role, Right.SEE_TEAM):
        raise NotAllowed
    period = looked_through(frame.period, today)
    frame, chosen = replace(frame, period=period), company(session)
    last = min(period.last, today)
    everybody = {id_: one for id_, one in counted_members(session, EVERYBODY, last).items() if one.role is Role.REP}
    names = {member.id: member.name for member in everybody.values()}
    shown = counted_members(session, scope, last).keys() & everybody.keys()
    signs: list[Sign] = []
    if period.start <= today and shown:
        crew = Crew(schedules_from(session, everybody.values(), period.start - LONGEST * DAY))
        signs = _signs(session, crew, Period(period.start, last + DAY), period.code, today, mates_on(session, last))
    found = in_order((sign for sign in signs if sign.member_id in shown), lambda id_: names[id_])
    answers = _answers(session, [sign.key for sign in found])
    return SignsReport(frame, today, period, tuple(found), names, answers, chosen.sign_talks, chosen.sign_metres)


def looked_through(period: Period, today: date) -> Period:
    """A month at most: the last one of a longer period."""
    return period if period.days <= LONGEST else month_of(min(period.last, today))


def _answers(session: Session, keys: Collection[str]) -> dict[str, Answered]:
    rows = session.scalars(select(SignAnswer).where(SignAnswer.key.in_(keys)))
    return {row.key: Answered(row.asked_at, row.answer, row.explained_at is not None) for row in rows}


def _signs(
    session: Session, crew: Crew, period: Period, code: str, today: date, mates: Mapping[int, frozenset[int]]
) -> list[Sign]:
    """Everybody's, compared with his team; with the company where his team is too small."""
    before = Period(period.start - period.days * DAY, period.start)
    now, then = _Looked.through(session, crew, period, today), _Looked.through(session, crew, before, today)
    made: list[Sign] = []
    for compared, own in _compared(mates, crew.schedules).items():
        worked = {id_: days for id_, days in now.worked.items() if id_ in compared}
        signs = day_signs([one for one in now.found if one.member_id in compared], then.found, worked, then.worked)
        for kind, shares in now.shares.items():
            team = {id_: share for id_, share in shares.items() if id_ in compared}
            signs += period_signs(kind, team, then.shares[kind], code)
        made += [sign for sign in signs if sign.member_id in own]
    return made


def _compared(mates: Mapping[int, frozenset[int]], everybody: Mapping[int, Schedule]) -> dict[frozenset[int], set[int]]:
    """Who is compared among whom: his team, or the company where the team is too small."""
    company_wide = frozenset(everybody)
    groups: dict[frozenset[int], set[int]] = defaultdict(set)
    for member_id in everybody:
        team = mates.get(member_id, frozenset()).intersection(everybody)
        groups[team if len(team) >= FEWEST_FOR_MEDIAN and member_id in team else company_wide].add(member_id)
    return groups


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found in some days; days with facts by rep; shares of the period's signs by rep."""

    found: Sequence[Found]
    worked: Mapping[int, int]
    shares: Mapping[SignKind, Mapping[int, Share]]

    @classmethod
    def through(cls, session: Session, crew: Crew, period: Period, today: date) -> "_Looked":
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
        .where(func.length(said) >= LONG_COMMENT)
        .group_by(*by, said)
        .having(func.count(Activity.client_id.distinct()) >= SAME_FOR_CLIENTS)
    )
    most: dict[tuple[int, date], int] = {}
    for author_id, day, number in rows:
        most[author_id, day] = max(number, most.get((author_id, day), 0))
    return (Found(SignKind.SAME, author_id, day, number) for (author_id, day), number in most.items())


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
        then.select(Activity.author_id, how_many(~_followed(then)), func.count())
        .where(Activity.outcome == Outcome.AGREED, then.days.c.day_after < today)
        .group_by(Activity.author_id)
    )
    return {author_id: Share(part, number) for author_id, part, number in rows}


def _followed(then: Then) -> ColumnElement[bool]:
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


# One sign


def sign_of(session: Session, viewer_id: int, key: str, today: date) -> tuple[SignsReport, Sign]:
    """A sign by its key, as it stands now. The key is anybody's: raises BadChoice, NotAllowed, Gone."""
    member_id, period = key_parts(key)
    found = signs_report(session, viewer_id, Look(period, member_code(member_id)), today)
    sign = next((sign for sign in found.signs if sign.key == key), None)
    if sign is None:
        raise Gone
    return found, sign


def key_parts(key: str) -> tuple[int, Period]:
    """The member, and the period in which the sign is looked for. Raises BadChoice."""
    letter, (number, _, when) = key[:1], key[1:].partition(".")
    if letter not in list(SignKind) or not (number.isascii() and number.isdigit() and len(number) <= 9):
        raise BadChoice
    try:
        if SignKind(letter) in OF_A_PERIOD:
            return int(number), period_of_code(when)
        return int(number), month_of(date.fromisoformat(f"20{when}"))
    except (NotAPeriod, ValueError):
        raise BadChoice from None


def sign_rows(session: Session, found: SignsReport, what: str, page: int | None) -> Listing:
    """The evidence of a sign, by its key. Raises BadChoice."""
    sign = next((sign for sign in found.signs if sign.key == what), None)
    if sign is None:
        raise BadChoice
    member = session.get_one(Member, sign.member_id)
    crew = Crew(schedules_from(session, [member], found.counted.start))
    evidence = sign.evidence or _evidence(session, crew, sign, found)
    ids, page = page_of_ids(evidence, page)
    columns = (Activity.id, Activity.client_id, Client.name, Activity.kind, Activity.happened_at, Activity.received_at)
    facts = {
        row.id: row
        for row in session.execute(
            select(*columns, Activity.comment).join(Client, Client.id == Activity.client_id).where(Activity.id.in_(ids))
        )
    }
    local = crew.schedules[sign.member_id].local
    rows = tuple(
        Row(
            fact.client_id,
            (
                fact.name,
                fact.kind.value.replace("_", "-"),
                local(fact.happened_at),
                local(fact.received_at),
                fact.comment,
            ),
        )
        for fact in map(facts.__getitem__, ids)
    )
    return Listing(f"signs-{sign.kind.name.lower()}", "client", COLUMNS, rows, len(evidence), page)


def _evidence(session: Session, crew: Crew, sign: Sign, found: SignsReport) -> list[int]:
    """Ids of the activities that a sign without them stands on, in the order they were saved."""
    period = found.counted if sign.day is None else one_day(sign.day)
    then = crew.on_days(period, AFTER_AGREED)
    if sign.kind is SignKind.EVENING:
        then = crew.evenings(period)
    wanted = then.select(Activity.id).where(_on_sign(then, sign, found)).order_by(Activity.received_at, Activity.id)
    if sign.kind is SignKind.SAME:
        wanted = wanted.where(func.trim(Activity.comment).in_(_said_again(then)))
    return list(session.scalars(wanted))


def _said_again(then: Then) -> Select[Any]:
    said = func.trim(Activity.comment)
    clients = func.count(Activity.client_id.distinct())
    return then.select(said).where(func.length(said) >= LONG_COMMENT).group_by(said).having(clients >= SAME_FOR_CLIENTS)


def _on_sign(then: Then, sign: Sign, found: SignsReport) -> ColumnElement[bool]:
    days = then.days.c
    if sign.kind is SignKind.EVENING:
        return (Activity.received_at >= days.hour_after) & (Activity.received_at < days.ends)
    if sign.kind is SignKind.BACKDATED:
        return Activity.received_at >= days.ends
    if sign.kind is SignKind.UNFOLLOWED:
        return (Activity.outcome == Outcome.AGREED) & (days.day_after < found.today) & ~_followed(then)
    return true()


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign that was asked about: of whom, what came of it."""

    kind: SignKind
    day: date | None
    member_id: int
    name: str
    answer: str | None
    closed: bool


def asked_sign(session: Session, key: str) -> Asked | None:
    """None when nobody has asked about it."""
    row = session.get(SignAnswer, key)
    if row is None:
        return None
    kind, (_, _, when) = SignKind(key[:1]), key.partition(".")
    day = None if kind in OF_A_PERIOD else date.fromisoformat(f"20{when}")
    name = session.get_one(Member, row.member_id).name
    return Asked(kind, day, row.member_id, name, row.answer, row.answer is not None or row.explained_at is not None)
