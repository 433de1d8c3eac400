"""`/signs`: what is worth a look, each with its evidence beside the usual. Rule: "Truth of reports"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from domain.analytics.figures import FEWEST_FOR_MEDIAN
from domain.analytics.signs import (
    OF_A_PERIOD,
    Sign,
    SignKind,
    day_signs,
    in_order,
    period_signs,
)
from domain.errors import BadChoice, Gone, NotAllowed
from domain.periods import NotAPeriod, Period, month_of, one_day, period_of_code
from domain.readers.attribution import EVERYBODY, counted_members
from domain.readers.conversions import mates_on
from domain.readers.cuts import member_code
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.readers.sign_facts import AFTER_AGREED, Crew, Looked, Then, followed, said_again
from domain.schedules import schedules_from
from domain.settings import company
from domain.tables import (
    Activity,
    Client,
    Member,
    Outcome,
    Role,
    SignAnswer,
)
from domain.use_case import Area, Right, may
from domain.worktime import DAY, Schedule

SIGN_AREAS = frozenset(Area)
LONGEST = 31
"""Days that are looked through at once."""
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
    answers = _answers(session, found, period)
    return SignsReport(frame, today, period, tuple(found), names, answers, chosen.sign_talks, chosen.sign_metres)


def looked_through(period: Period, today: date) -> Period:
    """A month at most: the last one of a longer period."""
    return period if period.days <= LONGEST else month_of(min(period.last, today))


def _answers(session: Session, signs: Sequence[Sign], period: Period) -> dict[str, Answered]:
    """By key. What was answered of a period is answered of any other that is mostly of its days."""
    members = {sign.member_id for sign in signs}
    keys = [sign.key for sign in signs]
    of_a_period = SignAnswer.member_id.in_(members) & or_(*(SignAnswer.key.startswith(kind) for kind in OF_A_PERIOD))
    rows = session.scalars(select(SignAnswer).where(or_(SignAnswer.key.in_(keys), of_a_period))).all()
    known = {row.key: Answered(row.asked_at, row.answer, row.explained_at is not None) for row in rows}
    closed = [key for key, answered in known.items() if answered.is_closed and key[:1] in OF_A_PERIOD]
    for sign in signs:
        if sign.kind in OF_A_PERIOD and not (sign.key in known and known[sign.key].is_closed):
            same = next((key for key in closed if _is_mostly(key, sign, period)), None)
            if same is not None:
                known[sign.key] = known[same]
    return known


def _is_mostly(key: str, sign: Sign, period: Period) -> bool:
    """Whether that answer was about half of these days or more, of the same rep and kind."""
    member_id, answered = key_parts(key)
    days = (min(answered.end, period.end) - max(answered.start, period.start)).days
    return (key[:1], member_id) == (sign.kind.value, sign.member_id) and 2 * days >= period.days


def _signs(
    session: Session, crew: Crew, period: Period, code: str, today: date, mates: Mapping[int, frozenset[int]]
) -> list[Sign]:
    """Everybody's, compared with his team; with the company where his team is too small."""
    before = Period(period.start - period.days * DAY, period.start)
    now, then = Looked.through(session, crew, period, today), Looked.through(session, crew, before, today)
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
        wanted = wanted.where(func.trim(Activity.comment).in_(said_again(then)))
    return list(session.scalars(wanted))


def _on_sign(then: Then, sign: Sign, found: SignsReport) -> ColumnElement[bool]:
    days = then.days.c
    if sign.kind is SignKind.EVENING:
        return (Activity.received_at >= days.hour_after) & (Activity.received_at < days.ends)
    if sign.kind is SignKind.BACKDATED:
        return Activity.received_at >= days.ends
    if sign.kind is SignKind.UNFOLLOWED:
        return (Activity.outcome == Outcome.AGREED) & (days.day_after < found.today) & ~followed(then)
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
