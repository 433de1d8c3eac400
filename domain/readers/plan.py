"""The sales plan beside the fact: by line and member, and the funnel plan by stage. Rules: "Plans", "Closing"."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from fractions import Fraction
from typing import Any

from sqlalchemy import Date, Select, case, func, literal, select
from sqlalchemy.orm import Session

from domain.analytics.digest import Pace, furthest_behind
from domain.analytics.figures import Aim, together
from domain.analytics.plan import RepPlan, StagePlan
from domain.deals import stages
from domain.periods import DAY, WHOLE_MONTHS, Period, as_planned
from domain.readers.activity_days import own_shares_passed, share_passed
from domain.readers.attribution import Scope, counted_members, counted_on, is_of_people, of_deals
from domain.readers.funnels import FUNNEL_AREAS, owner_on
from domain.readers.looks import Frame, Look, framed
from domain.readers.month_money import (
    funnel_plans,
    months_in,
    new_clients_by,
    paid_by,
    paid_in_time,
    sales_plans,
    won_by,
)
from domain.readers.reactivated import Returned, returned_in
from domain.schedules import company_schedule
from domain.settings import company
from domain.tables import Deal, Member, Role, SalesPlanLine, Stage, StageChange
from domain.use_case import Area
from domain.zones import instant

PLAN_AREAS = FUNNEL_AREAS | {Area.PLANS}
Key = tuple[int, SalesPlanLine]
Facts = Mapping[SalesPlanLine, Mapping[int | None, int]]


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A period as of `day`, its last one or today.

    `planless`: why there is no plan: "" (there is), "none", "part" (a month has none), "span" (no whole months), "cut"
    (plans are of people).

    `late`, `late_deals`: kopecks and deals won entered after their month was closed, in no line. `alone`: who came back
    by himself. `own_passed`: of each one's own working days, without who is away on that day. `funnel`: stages, where
    they are planned. `days_left`: working days from tomorrow to the end.
    """

    frame: Frame
    day: date
    passed: Fraction | None
    own_passed: Mapping[int, Fraction]
    days_left: int
    planless: str
    reps: tuple[RepPlan, ...]
    late: int
    late_deals: int
    alone: int
    funnel: tuple[StagePlan, ...]
    is_over: bool

    @property
    def lines(self) -> dict[SalesPlanLine, Aim]:
        """Everybody's together."""
        return {line: together(rep.aims[line] for rep in self.reps) for line in SalesPlanLine}

    @property
    def paid(self) -> Aim:
        return self.lines[SalesPlanLine.PAYMENTS]

    @property
    def behind(self) -> Pace | None:
        """Who lacks most of what the working days passed ask for; None early in the month."""
        known = ((rep, self.own_passed.get(rep.id)) for rep in self.reps if rep.id is not None)
        return furthest_behind(
            Pace(rep.id or 0, rep.name or "", rep.paid, passed) for rep, passed in known if passed is not None
        )

    @property
    def is_empty(self) -> bool:
        return not self.reps and not self.late


def plan_report(session: Session, viewer_id: int, look: Look, today: date) -> PlanReport:
    """Plans of the period's months as they stand, and what was done. Raises BadChoice, NotAllowed, Gone."""
    period = as_planned(look.period, today)
    scope, frame = framed(session, viewer_id, replace(look, period=period), PLAN_AREAS)
    day = min(period.last, today)
    planless, plans = _planned(session, scope, period, today)
    so_far = begun(period, today)
    late = paid_in_time(session, scope, so_far)[1] if so_far else 0
    won = won_by(session, scope, so_far) if so_far else {}
    back = returned_so_far(session, scope, so_far) if so_far else []
    facts = _facts(session, scope, so_far, {id_: one.number for id_, one in won.items()}, back)
    calendar = company_schedule(session)
    is_whole = period.span in WHOLE_MONTHS
    reps = _reps(session, scope, day, plans, facts)
    known = [rep.id for rep in reps if rep.id is not None]
    return PlanReport(
        frame=frame,
        day=day,
        passed=share_passed(calendar, period, day) if is_whole else None,
        own_passed=own_shares_passed(session, known, period, day) if is_whole else {},
        days_left=len(calendar.working_days_in(day + DAY, period.end)) if is_whole else 0,
        planless=planless,
        reps=reps,
        late=late,
        late_deals=sum(one.late for one in won.values()),
        alone=sum(not one.by_contact for one in back),
        funnel=stage_plans(session, scope, period, day),
        is_over=period.end <= today,
    )


def begun(period: Period, today: date) -> Period | None:
    """What of the period has come by today; None of one that is still ahead."""
    if period.is_all:
        return period
    return Period(period.start, min(period.end, today + DAY)) if period.start <= today else None


# Plans


def plan_of(session: Session, scope: Scope, period: Period, line: SalesPlanLine, today: date) -> tuple[int | None, str]:
    """The plan of everybody in scope for the whole period; else None and why, as of `PlanReport.planless`."""
    planless, plans = _planned(session, scope, period, today)
    value = sum(value for (_, each), value in plans.items() if each is line)
    return (value, "") if value and not planless else (None, planless or "none")


def _planned(session: Session, scope: Scope, period: Period, today: date) -> tuple[str, dict[Key, int]]:
    """By member and line, all months together, each by those in scope on its last day or today."""
    if period.span not in WHOLE_MONTHS:
        return "span", {}
    if not is_of_people(scope):  # whom plans are of
        return "cut", {}
    plans: dict[Key, int] = defaultdict(int)
    planned = []
    for month in months_in(period):
        day = min(month.last, today)
        of_month = sales_plans(session, counted_members(session, scope, day), month.start, day)
        planned.append(any(line is SalesPlanLine.PAYMENTS for _, line in of_month))
        for key, value in of_month.items():
            plans[key] += value
    if not any(planned):
        return "none", dict(plans)
    return ("", dict(plans)) if all(planned) else ("part", dict(plans))


# Facts


def returned_so_far(session: Session, scope: Scope, so_far: Period) -> list[Returned]:
    """Clients reactivated, and those who came back by themselves, month by month; over all time there is no start."""
    if so_far.is_all:
        return []
    return [one for month in months_in(so_far) for one in returned_in(session, scope, month) if one.day in so_far]


def _facts(
    session: Session, scope: Scope, so_far: Period | None, won: Mapping[int | None, int], back: list[Returned]
) -> Facts:
    by_contact: dict[int | None, int] = defaultdict(int)
    for one in back:
        by_contact[one.member_id] += one.by_contact
    return {
        SalesPlanLine.PAYMENTS: paid_by(session, scope, so_far, in_time=True) if so_far else {},
        SalesPlanLine.DEALS_WON: won,
        SalesPlanLine.NEW_CLIENTS: new_clients_by(session, scope, so_far) if so_far else {},
        SalesPlanLine.REACTIVATED: by_contact,
    }


def _reps(session: Session, scope: Scope, day: date, plans: Mapping[Key, int], facts: Facts) -> tuple[RepPlan, ...]:
    """Who has a plan or a fact, and every rep in scope; who has most of his plan first."""
    counted = {id_ for id_, member in counted_members(session, scope, day).items() if member.role is Role.REP}
    done = {id_ for by_member in facts.values() for id_, fact in by_member.items() if fact}
    ids = counted | done | {id_ for id_, _ in plans}
    names = {row.id: row.name for row in session.execute(select(Member.id, Member.name))}
    made = [
        RepPlan(
            id_,
            names.get(id_ or 0),
            {line: Aim(facts[line].get(id_, 0), plans.get((id_, line)) if id_ else None) for line in SalesPlanLine},
        )
        for id_ in ids
    ]
    kept = [rep for rep in made if any(aim.fact or aim.plan for aim in rep.aims.values())]
    return tuple(sorted(kept, key=_most_done))


def _most_done(rep: RepPlan) -> tuple[bool, Fraction, int, str]:
    share = rep.paid.share
    return rep.id is None, -(share if share is not None else Fraction(-1)), -rep.paid.fact, rep.name or ""


# The funnel plan


def stage_plans(session: Session, scope: Scope, period: Period, day: date) -> tuple[StagePlan, ...]:
    """Each stage that is planned: its number and ₽ beside what came to it or past it in the period."""
    planned = _funnel_plans(session, scope, period, day)
    if not planned:
        return ()
    came = _came(session, scope, period, day)
    return tuple(
        StagePlan(stage.key, stage.name, *(_beside(came, planned, stage.key, place) for place in (0, 1)))
        for stage in stages(session)
        if stage.key in planned
    )


Sums = Mapping[str, tuple[int, int]]


def _beside(came: Sums, planned: Sums, stage: str, place: int) -> Aim:
    return Aim(came.get(stage, (0, 0))[place], planned[stage][place])


def _funnel_plans(session: Session, scope: Scope, period: Period, day: date) -> dict[str, tuple[int, int]]:
    if period.span not in WHOLE_MONTHS or not is_of_people(scope):
        return {}
    planned: dict[str, tuple[int, int]] = {}
    for month in months_in(period):
        known_on = min(month.last, day)
        plans = funnel_plans(session, counted_members(session, scope, known_on), month.start, known_on)
        for (_, stage), (number, amount) in plans.items():
            known = planned.get(stage, (0, 0))
            planned[stage] = known[0] + number, known[1] + amount
    return planned


def _came(session: Session, scope: Scope, period: Period, day: date) -> Sums:
    """By stage: deals that came to it, or past it, for the first time in the period, and their kopecks."""
    pipeline = stages(session)
    came: dict[str, tuple[int, int]] = {stage.key: (0, 0) for stage in pipeline}
    for before, after, number, amount in session.execute(_moved(session, scope, period, day)):
        for stage in pipeline:
            if before < stage.position <= after:
                known = came[stage.key]
                came[stage.key] = known[0] + number, known[1] + int(amount)
    return came


def _moved(session: Session, scope: Scope, period: Period, day: date) -> Select[*tuple[Any, ...]]:
    """How far deals had come before the period, and by its end; how many, for how much."""
    zone = company(session).tz
    start, end = (instant(one, time.min, zone) for one in (period.start, period.end))
    moved = select(StageChange.deal_id).where(StageChange.happened_at >= start, StageChange.happened_at < end)
    earlier = case((StageChange.happened_at < start, Stage.position), else_=0)
    ways = (
        select(
            StageChange.deal_id,
            func.max(earlier).label("before"),
            func.max(Stage.position).label("after"),
        )
        .join(Stage, Stage.key == StageChange.to_stage)
        .where(StageChange.deal_id.in_(moved), StageChange.happened_at < end)
        .group_by(StageChange.deal_id)
        .subquery()
    )
    on = literal(day, Date())
    owner = owner_on(ways.c.deal_id, on)
    return (
        select(ways.c.before, ways.c.after, func.count(), func.sum(func.coalesce(Deal.amount, 0)))
        .join(Deal, Deal.id == ways.c.deal_id)
        .where(ways.c.after > ways.c.before, counted_on(scope, owner, on), of_deals(scope))
        .group_by(ways.c.before, ways.c.after)
    )
