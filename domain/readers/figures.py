"""«Мои цифры»: a rep's month in ₽ and days, conversions beside the others. Rules: "Plans", "Money", "Two funnels"."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.activity_plan import bonus_share, month_completion
from domain.analytics.figures import Aim, Conversion, WorkedDay
from domain.errors import Gone, NotAllowed
from domain.periods import Period, month_of
from domain.readers.activity_days import activity_days, share_passed
from domain.readers.attribution import (
    may_see_member,
    of_member,
)
from domain.readers.conversions import conversions_of
from domain.readers.funnels import (
    FUNNEL_AREAS,
)
from domain.readers.month_money import Won, new_clients_by, paid_in_time, sales_plans, won_by
from domain.schedules import schedule_of
from domain.settings import full_bonus_from
from domain.tables import (
    Activity,
    Member,
    SalesPlanLine,
)
from domain.use_case import Area
from domain.worktime import DAY, Schedule

FIGURES_AREAS = FUNNEL_AREAS | {Area.PLANS}


@dataclass(frozen=True, slots=True)
class Figures:
    """A member's month as of `day`, its last day or today. Sums in kopecks."""

    member_id: int
    name: str
    zone: ZoneInfo
    month: Period
    day: date
    paid: Aim
    paid_late: int
    """Dated in the month, entered after it was closed: in no plan. Rule: "Closing"."""
    won: Aim
    won_amount: int
    new_clients: Aim
    passed: Fraction | None
    """Share of the month's working days that are over, the day itself with them; None in a month without any."""
    days_left: int
    """Working days from today to the month's end; 0 in a month gone by."""
    worked: tuple[WorkedDay, ...]
    full_from: Fraction
    """From which share of the activity plan its bonus is whole."""
    conversions: tuple[Conversion, ...]
    compared_with: str | None
    """"team" or "company": whose median stands beside; None = too few to compare with."""
    earlier: bool
    later: bool

    @property
    def completion(self) -> Fraction | None:
        """Of the activity plan, over the days so far."""
        return month_completion(day.done for day in self.worked)

    @property
    def days_done(self) -> int:
        return sum(day.is_done for day in self.worked)

    @property
    def bonus(self) -> Fraction | None:
        """Share of the activity bonus so far, 0–1; None without an activity plan."""
        done = self.completion
        return None if done is None else bonus_share(done, sales_plan_met=self.paid.is_met, full_from=self.full_from)

    @property
    def is_empty(self) -> bool:
        facts = (self.paid.fact, self.paid_late, self.won.fact, self.new_clients.fact)
        return not any(facts) and not any(one.own.whole for one in self.conversions)


def figures_of(session: Session, viewer_id: int, member_id: int, first: date, now: datetime) -> Figures:
    """The month that begins on `first`: his own, or of a member he may see. Raises NotAllowed, Gone."""
    member = _seen(session, viewer_id, member_id)
    schedule = schedule_of(session, member)
    today = schedule.local_date(now)
    month = month_of(min(first, today))
    day = min(today, month.last)
    so_far = Period(month.start, day + DAY)
    plans = sales_plans(session, [member_id], month.start, day)
    scope = of_member(member_id)
    paid, late = paid_in_time(session, scope, so_far)
    won = won_by(session, scope, so_far).get(member_id, Won())
    conversions, compared_with = conversions_of(session, member_id, so_far)
    return Figures(
        member_id=member_id,
        name=member.name,
        zone=schedule.zone,
        month=month,
        day=day,
        paid=Aim(paid, plans.get((member_id, SalesPlanLine.PAYMENTS))),
        paid_late=late,
        won=Aim(won.number, plans.get((member_id, SalesPlanLine.DEALS_WON))),
        won_amount=won.amount,
        new_clients=Aim(
            sum(new_clients_by(session, scope, so_far).values()), plans.get((member_id, SalesPlanLine.NEW_CLIENTS))
        ),
        passed=share_passed(schedule, month, day),
        days_left=len(schedule.working_days_in(day, month.end)) if day == today else 0,
        worked=activity_days(session, member_id, schedule, so_far, day),
        full_from=full_bonus_from(session),
        conversions=conversions,
        compared_with=compared_with,
        earlier=_has_before(session, member, schedule, month.start),
        later=month.end <= today,
    )


def _seen(session: Session, viewer_id: int, member_id: int) -> Member:
    viewer = session.get(Member, viewer_id)
    if (
        viewer is None
        or viewer.dismissed_at is not None
        or not may_see_member(session, viewer_id, viewer.role, member_id)
    ):
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None:
        raise Gone
    return member


def _has_before(session: Session, member: Member, schedule: Schedule, first: date) -> bool:
    start, _ = schedule.day_bounds(first)
    if member.joined_at < start:
        return True
    before = select(Activity.id).where(Activity.author_id == member.id, Activity.happened_at < start)
    return session.scalar(before.limit(1)) is not None
