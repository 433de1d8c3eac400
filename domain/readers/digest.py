"""The digest of a day, week or month: money beside the plan, what moved, what needs a decision.

The past is whose it was on that day; what stands open is as of now. Rules: "Money" (who gets it), "Tone" (digest).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.activity_plan import day_completion, month_completion
from domain.analytics.digest import Pace, furthest_behind
from domain.analytics.figures import Aim, together
from domain.analytics.funnels import InvoiceTotals, activity_funnel
from domain.clients import seen_members
from domain.errors import NotAllowed
from domain.periods import Period, Span, month_of, one_day
from domain.readers.activity_days import logged_days, own_shares_passed, share_passed
from domain.readers.attribution import Scope, counted_members, dated_in, happened_in, seen_scope
from domain.readers.funnels import FUNNEL_AREAS, DealTotal, activity_counts, deals_closed
from domain.readers.month_money import new_clients_by, paid_by, sales_plans
from domain.readers.overdue import how_many_overdue
from domain.readers.pipeline import DealListed, deal_page
from domain.readers.plan_day import PlanFact, plans_of_day
from domain.schedules import company_schedule, schedule_of, schedules_from
from domain.tables import (
    Activity,
    Deal,
    DealState,
    Member,
    Role,
    SalesPlanLine,
    Stage,
    StageChange,
)
from domain.use_case import Area, Right, may
from domain.worktime import DAY, NoWorkingTime, Schedule
from domain.zones import zone_of

DIGEST_AREAS = FUNNEL_AREAS | {Area.PLANS, Area.TASKS}


@dataclass(frozen=True, slots=True)
class RepDigest:
    """A member's share of the digest; id None = money that is nobody's. `month`: payments beside the plan."""

    id: int | None
    name: str | None
    paid: int
    month: Aim
    plan: tuple[PlanFact, ...]
    """The day's activity plan; empty of a longer period."""
    completion: Fraction | None
    """Of the activity plan: of the day, or of the period so far."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open now and waits for somebody. `deal`: the dearest of those stuck or without a next step."""

    overdue: int
    stuck: int
    stepless: int
    deal: DealListed | None
    stage_name: str | None
    """The company's own word for the deal's stage."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Sums in kopecks. `month`: payments of the month up to the period's end, beside its plan."""

    viewer_id: int
    period: Period
    day: date
    month_of: date
    paid: int
    month: Aim
    passed: Fraction | None
    won: DealTotal
    lost: DealTotal
    moved: DealTotal
    new_clients: int
    contacts: int
    meetings: int
    offers: int
    logged_later: int
    """Activities of the period that were logged when its days were over."""
    reps: tuple[RepDigest, ...]
    behind: Pace | None
    standing: Standing | None
    """Who is far behind, what is open now: None when the period is too long gone for it."""
    earlier: Period
    later: Period | None

    @property
    def is_empty(self) -> bool:
        deals = self.won.number + self.lost.number + self.moved.number
        return not (self.paid or deals or self.new_clients or self.contacts or self.meetings or self.offers)


def digest_of(session: Session, viewer_id: int, period: Period, now: datetime) -> Digest:
    """The digest of the teams the viewer leads, or of all for the owner. Raises NotAllowed."""
    viewer = _reader(session, viewer_id)
    schedule = schedule_of(session, viewer)
    today = schedule.local_date(now)
    period = _begun(period, today)
    day = min(period.last, today)
    whose = seen_scope(session, viewer.id, viewer.role)
    month = month_of(day)
    passed = share_passed(company_schedule(session), month, day)
    reps = _reps(session, whose, period, month, day)
    is_fresh = day >= _last_working_day(schedule, today)
    funnel = activity_funnel(activity_counts(session, whose, period), InvoiceTotals(), (0, 0), 0)
    return Digest(
        viewer_id=viewer_id,
        period=period,
        day=day,
        month_of=month.start,
        paid=sum(rep.paid for rep in reps),
        month=together(rep.month for rep in reps),
        passed=passed,
        won=deals_closed(session, whose, period, DealState.WON),
        lost=deals_closed(session, whose, period, DealState.LOST),
        moved=_moved(session, whose, period),
        new_clients=sum(new_clients_by(session, whose, period).values()),
        contacts=funnel.contacts,
        meetings=funnel.meetings,
        offers=funnel.offers,
        logged_later=_logged_later(session, whose, period, schedule, today),
        reps=reps,
        behind=furthest_behind(_paces(session, reps, month, day)) if is_fresh else None,
        standing=_standing(session, viewer, now) if is_fresh else None,
        earlier=_next_to(period, schedule, -1),
        later=_later(period, schedule, today),
    )


def _reader(session: Session, viewer_id: int) -> Member:
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None or not may(viewer.role, Right.SEE_TEAM):
        raise NotAllowed
    return viewer


# Days


def _begun(period: Period, today: date) -> Period:
    """The period, or the day today if that is still ahead."""
    return period if period.start <= today else one_day(today)


def _last_working_day(schedule: Schedule, today: date) -> date:
    """The last one before today: what it left open is still the question."""
    try:
        return schedule.add_working_days(today, -1)
    except NoWorkingTime:
        return today


def _next_to(period: Period, schedule: Schedule, step: int) -> Period:
    """The working day before or after a day; of a week or month, the week or month."""
    if period.span is not Span.DAY:
        return period.shifted(step)
    try:
        return one_day(schedule.add_working_days(period.start, step))
    except NoWorkingTime:
        return period.shifted(step)


def _later(period: Period, schedule: Schedule, today: date) -> Period | None:
    if period.end > today:
        return None
    later = _next_to(period, schedule, 1)
    return later if later.start <= today else one_day(today)


# Reps


def _reps(session: Session, whose: Scope, period: Period, month: Period, day: date) -> tuple[RepDigest, ...]:
    """Everybody who is counted that day, and whoever got money in the month; who got most in the month first."""
    so_far = Period(month.start, day + DAY)
    paid, in_month = paid_by(session, whose, period), paid_by(session, whose, so_far, in_time=True)
    members = counted_members(session, whose, day)
    plans = sales_plans(session, members, month.start, day)
    known = {id_: session.get_one(Member, id_) for id_ in {*members, *paid, *in_month} - {None}}
    today = plans_of_day(session, dict.fromkeys(members, day)) if period.span is Span.DAY else {}
    done = _done(session, members.values(), period, day, today)
    made = []
    for id_ in {*members, *(key for key in (*paid, *in_month) if key not in members)}:
        aim = Aim(in_month.get(id_, 0), plans.get((id_, SalesPlanLine.PAYMENTS)) if id_ else None)
        member = known.get(id_)
        plan = today.get(id_, ()) if id_ is not None else ()
        made.append(_rep(member, paid.get(id_, 0), aim, plan, done.get(id_) if id_ is not None else None))
    kept = [rep for rep in made if _worth_a_line(rep, known)]
    return tuple(sorted(kept, key=lambda rep: (rep.id is None, -rep.month.fact, rep.name or "")))


def _done(
    session: Session,
    members: Collection[Member],
    period: Period,
    day: date,
    plans: Mapping[int, tuple[PlanFact, ...]],
) -> Mapping[int, Fraction | None]:
    """How much of his activity plan each has done: of the day's lines that are due, or over the period's days."""
    if period.span is Span.DAY:
        return {id_: day_completion(fact.number for fact in plan if fact.is_due) for id_, plan in plans.items()}
    schedules = schedules_from(session, members, period.start - 7 * DAY)
    days = logged_days(session, schedules, period, day)
    return {id_: month_completion(worked.done for worked in found.worked) for id_, found in days.items()}


def _rep(member: Member | None, paid: int, month: Aim, plan: tuple[PlanFact, ...], done: Fraction | None) -> RepDigest:
    if member is None:
        return RepDigest(None, None, paid, month, (), None)
    return RepDigest(member.id, member.name, paid, month, plan, done)


def _worth_a_line(rep: RepDigest, known: Mapping[Any, Member]) -> bool:
    """A manager without sales or plans of his own is no line."""
    is_rep = rep.id is not None and known[rep.id].role is Role.REP
    return is_rep or bool(rep.paid or rep.month.fact or rep.month.plan or rep.plan)


def _paces(session: Session, reps: Iterable[RepDigest], month: Period, day: date) -> list[Pace]:
    """Of who is away on that day there is none."""
    named = [(rep.id, rep.name, rep.month) for rep in reps if rep.id is not None and rep.name is not None]
    passed = own_shares_passed(session, [id_ for id_, _, _ in named], month, day)
    return [Pace(id_, name, aim, passed[id_]) for id_, name, aim in named if id_ in passed]


# What happened


def _moved(session: Session, whose: Scope, period: Period) -> DealTotal:
    """Deals that somebody in scope moved to another stage and that were not closed in the period as well."""
    moves = select(StageChange.deal_id).where(
        StageChange.to_state == DealState.OPEN,
        StageChange.from_stage.is_not(None),
        StageChange.from_stage != StageChange.to_stage,
        happened_in(session, whose, period, StageChange.author_id, StageChange.happened_at),  # type: ignore[arg-type]
    )
    row = session.execute(
        select(func.count(), func.sum(Deal.amount)).where(
            Deal.id.in_(moves), or_(Deal.closed_on.is_(None), ~dated_in(Deal.closed_on, period))
        )
    ).one()
    return DealTotal(int(row[0]), int(row[1] or 0))


def _logged_later(session: Session, whose: Scope, period: Period, schedule: Schedule, today: date) -> int:
    if period.last >= today:
        return 0
    _, over = schedule.day_bounds(period.last)
    late = select(func.count()).where(
        Activity.cancelled_at.is_(None),
        Activity.received_at >= over,
        happened_in(session, whose, period, Activity.author_id, Activity.happened_at),
    )
    return session.scalar(late) or 0


def _standing(session: Session, viewer: Member, now: datetime) -> Standing:
    today = now.astimezone(zone_of(session, viewer)).date()
    overdue = how_many_overdue(session, seen_members(session, viewer.id, viewer.role), now)
    stuck = deal_page(session, viewer.id, viewer.role, "stuck", today)
    stepless = deal_page(session, viewer.id, viewer.role, "stepless", today)
    firsts = [page.lines[0] for page in (stuck, stepless) if page.lines]
    dearest = max(firsts, key=lambda deal: deal.amount or 0, default=None)
    stage = session.get_one(Stage, dearest.stage).name if dearest else None
    return Standing(overdue, stuck.total, stepless.total, dearest, stage)
