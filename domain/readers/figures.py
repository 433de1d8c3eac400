"""«Мои цифры»: a rep's month in ₽ and days, conversions beside the others. Rules: "Plans", "Money", "Two funnels"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.activity_plan import Per, bonus_share, month_completion
from domain.analytics.figures import Aim, Conversion, PlannedLine, WorkedDay, beside_median, worked_days
from domain.analytics.funnels import ActivityCount, InvoiceTotals, activity_funnel
from domain.analytics.shares import Share
from domain.errors import Gone, NotAllowed
from domain.periods import Period, month_of
from domain.readers.attribution import (
    EVERYBODY,
    Scope,
    counted_on,
    dated_in,
    happened_in,
    may_see_member,
    of_member,
)
from domain.readers.funnels import (
    FUNNEL_AREAS,
    deals_closed,
    keeper_on,
    owner_on,
    payments_with_recipient,
)
from domain.readers.plan_day import COUNTS, Counted
from domain.schedules import company_schedule, schedule_of
from domain.settings import company
from domain.tables import (
    Activity,
    ActivityPlan,
    Client,
    Deal,
    DealState,
    Member,
    PlanLine,
    Purchase,
    Role,
    SalesPlan,
    SalesPlanLine,
    TeamMembership,
)
from domain.use_case import Area
from domain.worktime import DAY, NoWorkingTime, Schedule, next_month

FIGURES_AREAS = FUNNEL_AREAS | {Area.PLANS}
STEPS = ("effective", "meetings", "offers", "won")


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
        return None if done is None else bonus_share(done, sales_plan_met=self.paid.is_met)

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
    paid, late = _paid(session, scope, so_far, closing(session, month))
    won = deals_closed(session, scope, so_far, DealState.WON)
    conversions, compared_with = _conversions(session, member_id, so_far)
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
        worked=activity_days(session, member_id, schedule, so_far, today),
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


# Money


def sales_plans(
    session: Session, member_ids: Iterable[int], month: date, day: date
) -> Mapping[tuple[int, SalesPlanLine], int]:
    """Plans of the month as they stood on a day of it; before the first one was written down, the first."""
    rows = session.scalars(
        select(SalesPlan)
        .where(
            SalesPlan.member_id.in_(list(member_ids)),
            SalesPlan.month == month,
            SalesPlan.since < next_month(month),
            or_(SalesPlan.until.is_(None), SalesPlan.until > day),
        )
        .order_by(SalesPlan.since.desc(), SalesPlan.id.desc())
    )
    return {(row.member_id, row.line): row.value for row in rows}


def paid_by(session: Session, scope: Scope, period: Period) -> Mapping[int | None, int]:
    """Kopecks paid in the period, by who gets them: the deal's owner, or the keeper, on the payment's day."""
    paid = payments_with_recipient(period)
    rows = session.execute(
        select(paid.c.recipient_id, func.sum(paid.c.amount).label("amount"))
        .where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on))
        .group_by(paid.c.recipient_id)
    )
    return {row.recipient_id: int(row.amount) for row in rows}


def _paid(session: Session, scope: Scope, period: Period, closed_at: datetime) -> tuple[int, int]:
    """Kopecks entered before the month was closed, and after."""
    paid = payments_with_recipient(period)
    in_time = paid.c.received_at < closed_at
    row = session.execute(
        select(
            func.sum(case((in_time, paid.c.amount), else_=0)),
            func.sum(case((in_time, 0), else_=paid.c.amount)),
        ).where(counted_on(scope, paid.c.recipient_id, paid.c.paid_on))
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def closing(session: Session, month: Period) -> datetime:
    """When a month closes: at the end of the 3rd ⚙ working day of the next, by the company's calendar."""
    calendar = company_schedule(session)
    day = calendar.nth_working_day(month.end.year, month.end.month, company(session).closing_day)
    return calendar.day_bounds(day)[1]


def new_clients_by(session: Session, scope: Scope, period: Period) -> Mapping[int | None, int]:
    """Clients whose first purchase is dated in the period, by who gets it: its deal's owner, else the keeper."""
    first_of = (
        select(func.min(Purchase.id))
        .where(Purchase.client_id == Client.id, Purchase.day == Client.first_purchase_on, Purchase.is_return.is_(False))
        .correlate(Client)
        .scalar_subquery()
    )
    firsts = (
        select(Purchase.id, Purchase.client_id, Purchase.deal_id, Purchase.day)
        .join(Client, Client.id == Purchase.client_id)
        .where(dated_in(Client.first_purchase_on, period), Purchase.id == first_of)
        .subquery()
    )
    recipient = case(
        (firsts.c.deal_id.is_not(None), owner_on(firsts.c.deal_id, firsts.c.day)),
        else_=keeper_on(firsts.c.client_id, firsts.c.day),
    )
    whose = select(recipient.label("recipient_id"), firsts.c.day).subquery()
    rows = session.execute(
        select(whose.c.recipient_id, func.count().label("number"))
        .where(counted_on(scope, whose.c.recipient_id, whose.c.day))
        .group_by(whose.c.recipient_id)
    )
    return {row.recipient_id: row.number for row in rows}


# Days


def share_passed(schedule: Schedule, month: Period, day: date) -> Fraction | None:
    """Share of the month's working days that are over on a day, the day itself with them."""
    days = schedule.working_days_in(month.start, month.end)
    return Fraction(sum(each <= day for each in days), len(days)) if days else None


def activity_days(
    session: Session, member_id: int, schedule: Schedule, period: Period, today: date
) -> tuple[WorkedDay, ...]:
    """Each working day of the period up to today with his plan beside the facts that were logged in time."""
    last = min(period.last, today)
    since, until = period.start - period.start.weekday() * DAY, min(last + (6 - last.weekday()) * DAY, today)
    weeks = [since + number * DAY for number in range((until - since).days + 1)]
    rows = session.scalars(
        select(ActivityPlan)
        .where(
            ActivityPlan.member_id == member_id,
            ActivityPlan.since <= until,
            or_(ActivityPlan.until.is_(None), ActivityPlan.until > since),
        )
        .order_by(ActivityPlan.weekday.is_not(None), ActivityPlan.id)
    ).all()
    if not rows or not weeks:
        return ()
    return worked_days(
        {day: schedule.day_share(day) for day in weeks},
        lambda day: _lines_on(rows, day),
        _facts(session, member_id, schedule, Period(since, until + DAY)),
        [day for day in weeks if period.start <= day <= last],
    )


def _lines_on(rows: Sequence[ActivityPlan], day: date) -> list[PlannedLine]:
    """The lines that hold on a day; one for its weekday goes before one for every day."""
    held = {
        row.line: row
        for row in rows
        if row.since <= day and (row.until is None or row.until > day) and row.weekday in (None, day.weekday())
    }
    return [PlannedLine(line.value, row.number, Per(row.per.value)) for line, row in held.items()]


def _facts(session: Session, member_id: int, schedule: Schedule, period: Period) -> dict[tuple[str, date], int]:
    """What was done each day, by line, if it was logged by 12:00 ⚙ of the next working day."""
    start, end = schedule.at(period.start, time.min), schedule.at(period.end, time.min)
    rows = session.execute(
        select(Activity.kind, Activity.outcome, Activity.is_cold, Activity.happened_at, Activity.received_at).where(
            Activity.author_id == member_id,
            Activity.happened_at >= start,
            Activity.happened_at < end,
            Activity.cancelled_at.is_(None),
        )
    )
    until = {day: _logged_until(session, schedule, day) for day in (period.start + n * DAY for n in range(period.days))}
    facts: dict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        day = schedule.local_date(row.happened_at)
        if row.received_at > until[day]:
            continue
        counted = Counted(row.kind, row.outcome, row.is_cold, 1)
        for line in PlanLine:
            facts[line.value, day] += COUNTS[line](counted)
    return facts


def _logged_until(session: Session, schedule: Schedule, day: date) -> datetime:
    """Until when what happened that day may be logged to count. Rule: "Activities"."""
    try:
        next_day = schedule.add_working_days(day, 1)
    except NoWorkingTime:
        next_day = day + DAY
    return schedule.at(next_day, time.fromisoformat(company(session).counted_until))


# Conversions


def _conversions(session: Session, member_id: int, period: Period) -> tuple[tuple[Conversion, ...], str | None]:
    """His own beside his team's median; beside the company's where his team is too small."""
    mates = _mates(session, member_id, period.last)
    everyone = set(session.scalars(select(Member.id).where(Member.role == Role.REP))) | {member_id}
    shares = _shares(session, everyone, period)
    for compared, members in (("team", mates | {member_id}), ("company", everyone)):
        made = tuple(
            beside_median(step, shares[member_id][step], [shares[each][step] for each in members if each in shares])
            for step in STEPS
        )
        if any(one.median is not None for one in made):
            return made, compared
    return made, None


def _mates(session: Session, member_id: int, day: date) -> set[int]:
    """Reps of his teams on a day."""
    held = and_(TeamMembership.since <= day, or_(TeamMembership.until.is_(None), TeamMembership.until > day))
    teams = select(TeamMembership.team_id).where(TeamMembership.member_id == member_id, held)
    return set(
        session.scalars(
            select(TeamMembership.member_id)
            .join(Member, Member.id == TeamMembership.member_id)
            .where(TeamMembership.team_id.in_(teams), held, Member.role == Role.REP)
        )
    )


def _shares(session: Session, members: Iterable[int], period: Period) -> dict[int, dict[str, Share]]:
    """Of each member: effective contacts, meetings and offers of his contacts; won of the deals closed."""
    counts = _counts_by_author(session, period)
    closed = _closed_by_owner(session, period)
    return {member_id: _shares_of(counts[member_id], closed[member_id]) for member_id in members}


def _shares_of(counts: Sequence[ActivityCount], closed: Mapping[DealState, int]) -> dict[str, Share]:
    funnel = activity_funnel(counts, InvoiceTotals(), (0, 0), 0)
    won, lost = closed.get(DealState.WON, 0), closed.get(DealState.LOST, 0)
    numbers = (funnel.effective, funnel.meetings, funnel.offers)
    return dict(
        zip(STEPS, (*(Share(number, funnel.contacts) for number in numbers), Share(won, won + lost)), strict=True)
    )


def _counts_by_author(session: Session, period: Period) -> Mapping[int, list[ActivityCount]]:
    rows = session.execute(
        select(Activity.author_id, Activity.kind, Activity.outcome, Activity.is_effective, func.count().label("number"))
        .where(
            Activity.cancelled_at.is_(None),
            happened_in(session, EVERYBODY, period, Activity.author_id, Activity.happened_at),
        )
        .group_by(Activity.author_id, Activity.kind, Activity.outcome, Activity.is_effective)
    )
    counts: dict[int, list[ActivityCount]] = defaultdict(list)
    for row in rows:
        counts[row.author_id].append(ActivityCount(row.kind, row.outcome, row.is_effective, row.number))
    return counts


def _closed_by_owner(session: Session, period: Period) -> Mapping[int, Mapping[DealState, int]]:
    closed = select(Deal.id, Deal.state, Deal.closed_on).where(dated_in(Deal.closed_on, period)).subquery()
    owned = select(closed.c.state, owner_on(closed.c.id, closed.c.closed_on).label("owner_id")).subquery()
    rows = session.execute(
        select(owned.c.owner_id, owned.c.state, func.count().label("number")).group_by(owned.c.owner_id, owned.c.state)
    )
    found: dict[int, dict[DealState, int]] = defaultdict(dict)
    for row in rows:
        found[row.owner_id][row.state] = row.number
    return found
