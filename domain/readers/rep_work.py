"""What each rep did in a period and has in hand now, for all of them at once. Rule: "Scorecard words"."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from domain.activity_plan import month_completion
from domain.analytics.figures import Aim
from domain.analytics.reps import Middle, Work, middle_of
from domain.analytics.shares import Share
from domain.periods import Period
from domain.readers.activity_days import logged_days
from domain.readers.attribution import EVERYBODY, dated_in, zones_of
from domain.readers.client_figures import scanned
from domain.readers.conversions import counts_by_author, step_shares
from domain.readers.expressions import how_many, plain_column
from domain.readers.funnels import keeper_on, owner_on
from domain.readers.month_money import paid_by, sales_plans
from domain.readers.own_days import own_days, people
from domain.readers.pipeline import has_step, is_stuck
from domain.tables import (
    CONTACT_KINDS,
    Absence,
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealOwner,
    DealState,
    Keeper,
    SalesPlanLine,
    Task,
    TaskState,
)
from domain.worktime import DAY, Schedule, WorkedTime, next_month

HOUR_S = 3600
NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Team:
    """Whose work is measured, by their schedules, in which days, as of when."""

    schedules: Mapping[int, Schedule]
    counted: Period
    today: date
    viewer_id: int

    @property
    def members(self) -> Collection[int]:
        return self.schedules.keys()

    @property
    def waited_until(self) -> datetime:
        """Until when an unanswered request is known to have waited: the start of today."""
        return min(schedule.day_bounds(self.today)[0] for schedule in self.schedules.values())

    @property
    def zones(self) -> dict[int, ZoneInfo]:
        return {member_id: schedule.zone for member_id, schedule in self.schedules.items()}


def works_of(session: Session, team: Team, months: Period | None) -> dict[int, Work]:
    """Of each member. `months`: the whole months that the sales plan is of; None = no plan to compare with."""
    if not team.members:
        return {}
    plans = _plans(session, team, months)
    activity = _activity(session, team)
    contacts = _contacts(session, team)
    steps = step_shares(session, team.members, team.counted)
    waits, unanswered = _responses(session, team)
    cycles = _cycles(session, team.counted)
    deals = _open_deals(session, team)
    in_time, same_day = _tasks_in_time(session, team), _same_day(session, team)
    clients, tasks = _kept(session), _open_tasks(session)
    return {
        member_id: Work(
            plan=plans[member_id],
            activity=activity.get(member_id),
            contacts=contacts.get(member_id, 0),
            **steps[member_id],
            response=waits.get(member_id, Middle()),
            unanswered=unanswered.get(member_id, 0),
            cycle=cycles.get(member_id, Middle()),
            stuck=deals.get(member_id, (NOTHING, NOTHING))[0],
            stepped=deals.get(member_id, (NOTHING, NOTHING))[1],
            in_time=in_time.get(member_id, NOTHING),
            same_day=same_day.get(member_id, NOTHING),
            clients=clients.get(member_id, 0),
            tasks=tasks.get(member_id, 0),
        )
        for member_id in team.members
    }


# Plans


def _plans(session: Session, team: Team, months: Period | None) -> dict[int, Aim]:
    """Payments of the counted days beside the plans of the months begun, each as it was closed."""
    paid = paid_by(session, EVERYBODY, team.counted, in_time=months is not None)
    plans: dict[int, int] = defaultdict(int)
    month = months.start if months else team.counted.end
    while months and month < team.counted.end:
        day = min(next_month(month) - DAY, team.counted.last)
        for (member_id, line), value in sales_plans(session, team.members, month, day).items():
            plans[member_id] += value if line is SalesPlanLine.PAYMENTS else 0
        month = next_month(month)
    return {member_id: Aim(paid.get(member_id, 0), plans.get(member_id)) for member_id in team.members}


def _activity(session: Session, team: Team) -> dict[int, Fraction | None]:
    days = logged_days(session, team.schedules, team.counted, team.today, begun_on=team.today)
    return {member_id: month_completion(day.done for day in found.worked) for member_id, found in days.items()}


def _contacts(session: Session, team: Team) -> dict[int, int]:
    counts = counts_by_author(session, team.counted)
    return {author: sum(row.number for row in rows if row.kind in CONTACT_KINDS) for author, rows in counts.items()}


# Speed


def _responses(session: Session, team: Team) -> tuple[dict[int, Middle], dict[int, int]]:
    """Working hours of the keeper from a request to the first contact after it; how many have none yet."""
    hours: dict[int, list[Fraction]] = defaultdict(list)
    waited_until = team.waited_until
    requests = session.execute(_requests(session, team)).all()
    since = min((asked_at.date() for _, asked_at, _ in requests), default=team.counted.start) - DAY
    worked_time = {id_: WorkedTime(schedule, since) for id_, schedule in team.schedules.items()}
    unanswered: dict[int, int] = defaultdict(int)
    for keeper_id, asked_at, answered_at in requests:
        if keeper_id not in worked_time or (answered_at is None and asked_at >= waited_until):
            continue
        unanswered[keeper_id] += answered_at is None
        worked = worked_time[keeper_id].between(asked_at, answered_at or waited_until)
        hours[keeper_id].append(Fraction(int(worked.total_seconds()), HOUR_S))
    return {member_id: middle_of(found) for member_id, found in hours.items()}, unanswered


def _requests(session: Session, team: Team) -> Select[*tuple[Any, ...]]:
    """The keeper of the day of its author's own that a request came on; when it came, when he was first contacted."""
    contact = aliased(Activity)
    answered = (
        select(func.min(contact.happened_at))
        .where(
            contact.client_id == Activity.client_id,
            contact.kind.in_(CONTACT_KINDS - {ActivityKind.REQUEST}),
            contact.happened_at > Activity.happened_at,
            contact.cancelled_at.is_(None),
        )
        .correlate(Activity)
        .scalar_subquery()
    )
    zones = zones_of(session, None)
    whose, days = people(zones), own_days(zones.values(), team.counted)
    keeper = keeper_on(plain_column(Activity.client_id), days.c.day)
    then = (Activity.happened_at >= days.c.starts) & (Activity.happened_at < days.c.ends)
    return (
        select(keeper, Activity.happened_at, answered)
        .select_from(whose)
        .join(days, days.c.zone == whose.c.zone)
        .join(Activity, (Activity.author_id == whose.c.id) & then)
        .where(Activity.kind == ActivityKind.REQUEST, Activity.cancelled_at.is_(None))
    )


def _cycles(session: Session, period: Period) -> dict[int, Middle]:
    """Days from creation to won, by the owner on the day it was won."""
    won = select(owner_on(plain_column(Deal.id), plain_column(Deal.closed_on)), Deal.created_on, Deal.closed_on).where(
        Deal.state == DealState.WON, Deal.created_on.is_not(None), dated_in(Deal.closed_on, period)
    )
    days: dict[int, list[int]] = defaultdict(list)
    for owner_id, created_on, closed_on in session.execute(won):
        if created_on is not None and closed_on is not None and closed_on >= created_on:
            days[owner_id].append((closed_on - created_on).days)
    return {member_id: middle_of(found) for member_id, found in days.items()}


# Discipline


def _open_deals(session: Session, team: Team) -> dict[int, tuple[Share, Share]]:
    """Stuck ones and those with a next step, of the open deals of each; closed clients' left out."""
    closed = select(Client.id).where(Client.closed_at.is_not(None))
    rows = session.execute(
        select(
            DealOwner.member_id,
            func.count().label("number"),
            how_many(is_stuck(session, team.viewer_id, team.today)).label("stuck"),
            how_many(has_step()).label("stepped"),
        )
        .select_from(Deal)
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .where(Deal.state == DealState.OPEN, Deal.client_id.is_(None) | Deal.client_id.not_in(closed))
        .group_by(scanned(DealOwner.member_id))
    )
    return {row.member_id: (Share(row.stuck, row.number), Share(row.stepped, row.number)) for row in rows}


def _tasks_in_time(session: Session, team: Team) -> dict[int, Share]:
    """Tasks done by the end of their day, of those whose day is over; those of the days he was away are not counted."""
    if team.counted.start >= team.today:
        return {}
    past = Period(team.counted.start, min(team.counted.end, team.today))
    whose, days = people(team.zones), own_days(team.zones.values(), past)
    away = (
        select(Absence.id)
        .where(Absence.member_id == Task.assignee_id, Task.due_on.between(Absence.first_day, Absence.last_day))
        .correlate(Task)
        .exists()
    )
    in_time = (Task.state == TaskState.DONE) & (Task.closed_at < days.c.ends)
    rows = session.execute(
        select(Task.assignee_id, func.count().label("number"), how_many(in_time).label("part"))
        .select_from(whose)
        .join(days, days.c.zone == whose.c.zone)
        .join(Task, (Task.assignee_id == whose.c.id) & (Task.due_on == days.c.day))
        .where(Task.state != TaskState.CANCELLED, ~away)
        .group_by(Task.assignee_id)
    )
    return {row.assignee_id: Share(row.part, row.number) for row in rows}


def _same_day(session: Session, team: Team) -> dict[int, Share]:
    """Facts logged on the day they happened, of all facts of the period."""
    whose, days = people(team.zones), own_days(team.zones.values(), team.counted)
    then = (Activity.happened_at >= days.c.starts) & (Activity.happened_at < days.c.ends)
    rows = session.execute(
        select(
            Activity.author_id,
            func.count().label("number"),
            how_many(Activity.received_at < days.c.ends).label("part"),
        )
        .select_from(whose)
        .join(days, days.c.zone == whose.c.zone)
        .join(Activity, (Activity.author_id == whose.c.id) & then)
        .where(Activity.cancelled_at.is_(None))
        .group_by(Activity.author_id)
    )
    return {row.author_id: Share(row.part, row.number) for row in rows}


# Load


def _kept(session: Session) -> dict[int, int]:
    closed = select(Client.id).where(Client.closed_at.is_not(None))
    rows = session.execute(
        select(Keeper.member_id, func.count().label("number"))
        .where(Keeper.until.is_(None), Keeper.client_id.not_in(closed))
        .group_by(Keeper.member_id)
    )
    return {row.member_id: row.number for row in rows}


def _open_tasks(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(Task.assignee_id, func.count().label("number"))
        .where(Task.state == TaskState.OPEN)
        .group_by(Task.assignee_id)
    )
    return {row.assignee_id: row.number for row in rows}
