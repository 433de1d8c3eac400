"""The scorecard: who works well, who needs help and with what. Rules: "Scorecard words", "Plans", "Deals"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from domain.analytics.reps import Scorecard, scorecards
from domain.errors import BadChoice
from domain.periods import WHOLE_MONTHS, Period, as_planned
from domain.readers.activity_days import share_passed
from domain.readers.attribution import EVERYBODY, counted_members
from domain.readers.conversions import mates_on
from domain.readers.cuts import CutKind
from domain.readers.listing import Column, Listing, Row, Unit, page_of_ids
from domain.readers.looks import Frame, Look, framed
from domain.readers.rep_work import Team, works_of
from domain.schedules import company_schedule, schedules_from
from domain.tables import Role
from domain.use_case import Area
from domain.worktime import DAY

REP_AREAS = frozenset(Area)
LONGEST_DAYS = 366
PEOPLE = frozenset({CutKind.TEAM, CutKind.MEMBER})
COLUMNS = (
    Column("rep"),
    Column("of-plan", Unit.SHARE),
    Column("help", Unit.WORD, says_missing=True),
    Column("activity-done", Unit.SHARE),
    Column("won-share", Unit.SHARE),
    Column("response", Unit.DECIMAL),
    Column("cycle", Unit.DAYS),
    Column("stuck", Unit.COUNT),
    Column("in-time", Unit.SHARE),
    Column("stepped", Unit.SHARE),
    Column("same-day", Unit.SHARE),
    Column("kept", Unit.COUNT),
    Column("open-deals", Unit.COUNT),
    Column("open-tasks", Unit.COUNT),
)


@dataclass(frozen=True, slots=True)
class RepsReport:
    """`cards`: who needs help most first. `day`: the last day counted. `passed`: share of the working days over by it;
    None when the period is no whole months. `undivided`: cut by clients or products, which work is not.
    """

    frame: Frame
    day: date
    cards: tuple[Scorecard, ...]
    passed: Fraction | None
    undivided: bool

    @property
    def is_empty(self) -> bool:
        return all(card.work.is_empty for card in self.cards)


def reps_report(session: Session, viewer_id: int, look: Look, today: date) -> RepsReport:
    """Reps in scope on the period's last day, each beside his team. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, REP_AREAS)
    period = at_most_a_year(frame.period, today)
    frame = replace(frame, period=period)
    day = min(period.last, today)
    undivided = any(cut.kind not in PEOPLE for cut in frame.cuts)
    if period.start > today:
        return RepsReport(frame, day, (), None, undivided)
    everybody = {id_: one for id_, one in counted_members(session, EVERYBODY, day).items() if one.role is Role.REP}
    schedules = schedules_from(session, everybody.values(), period.start)
    whole = as_planned(period, today)
    months = whole if whole.span in WHOLE_MONTHS else None
    works = works_of(session, Team(schedules, Period(period.start, day + DAY), today, viewer_id), months)
    names = {member.id: member.name for member in everybody.values()}
    shown = counted_members(session, scope, day)
    cards = [card for card in scorecards(works, names, mates_on(session, day)) if card.member_id in shown]
    passed = share_passed(company_schedule(session), months, day) if months else None
    return RepsReport(frame, day, tuple(cards), passed, undivided)


def at_most_a_year(period: Period, today: date) -> Period:
    """Work is counted day by day, over a year at most: the last one of a longer period."""
    if period.days <= LONGEST_DAYS:
        return period
    end = min(period.end, today + DAY)
    start = max(period.start, end - LONGEST_DAYS * DAY)
    return Period(start, end) if start < end else Period(end - DAY, end)


def rep_rows(session: Session, found: RepsReport, what: str, page: int | None) -> Listing:
    """Everybody with all figures; "help": who needs help; "well": who does not. Raises BadChoice."""
    if what not in RULES:
        raise BadChoice
    by_id = {card.member_id: card for card in found.cards if RULES[what](card)}
    ids, page = page_of_ids(list(by_id), page)
    rows = tuple(Row(member_id, _values(by_id[member_id])) for member_id in ids)
    return Listing(f"reps-{what}", "member", COLUMNS, rows, len(by_id), page)


RULES: dict[str, Callable[[Scorecard], bool]] = {
    "all": lambda card: True,
    "help": lambda card: bool(card.weak),
    "well": lambda card: not card.weak,
}


def _values(card: Scorecard) -> tuple[Any, ...]:
    """In the columns' order; only the first thing to help with has a column."""
    work, causes = card.work, card.causes or card.weak
    return (
        card.name,
        work.plan.share,
        causes[0].metric.value.replace("_", "-") if causes else None,
        work.activity,
        work.won.value,
        None if work.response.value is None else Fraction(round(work.response.value * 10), 10),
        None if work.cycle.value is None else round(work.cycle.value),
        work.stuck.part,
        work.in_time.value,
        work.stepped.value,
        work.same_day.value,
        work.clients,
        work.stuck.whole,
        work.tasks,
    )
