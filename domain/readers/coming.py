"""What will come to a member in the next days by itself, and why. Rule: "What the bot pushes by itself"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.mutes import NUDGE, muted_of
from domain.nudges import cleaning
from domain.nudges.kinds import KINDS
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.periods import month_of
from domain.readers.month_money import closing
from domain.readers.plan_day import plan_of_day, sales_plan_met
from domain.readers.statements import led_reps, planned_in
from domain.readers.tasks import TaskLine
from domain.schedules import company_schedule, next_hearing, schedule_of
from domain.settings import company
from domain.tables import Client, Member, Role, Task, TaskAction, TaskState
from domain.worktime import DAY, Schedule, next_month

DAYS = 7
MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class Coming:
    """A push to come. `task`: what it is about; `nudges`: what the morning will say, as far as is known now.

    `starts_at`: of a meeting, when it begins: the push comes before.
    """

    at: datetime
    kind: str
    task: TaskLine | None = None
    nudges: tuple[Nudge, ...] = ()
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComingDay:
    """`works` False: a day off or on leave: nothing comes but what he asked for at its hour."""

    day: date
    works: bool
    pushes: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class ComingWeek:
    """`muted`: kinds not wanted, and until which day."""

    days: tuple[ComingDay, ...]
    muted: dict[str, date]


def coming_week(session: Session, member_id: int, now: datetime) -> ComingWeek:
    """The next 7 days from now, by day and hour."""
    member = session.get_one(Member, member_id)
    schedule = schedule_of(session, member)
    today = schedule.local_date(now)
    quiet = muted_of(session, {member_id: today}).get(member_id, {})
    tasks = _tasks(session, member_id, schedule, now, today)
    said: set[str] = set()
    days = []
    for day in (today + number * DAY for number in range(DAYS)):
        work = _of_work(session, member, schedule, day, today, quiet, said)
        pushes = [*work, *_of_month(session, member, schedule, day), *tasks.get(day, ())]
        kept = [one for one in pushes if one.at > now and not _is_quiet(one, quiet, day)]
        days.append(ComingDay(day, schedule.is_working_day(day), tuple(sorted(kept, key=lambda one: one.at))))
    return ComingWeek(tuple(days), quiet)


def _is_quiet(one: Coming, quiet: dict[str, date], day: date) -> bool:
    return one.kind in quiet and day <= quiet[one.kind]


def _of_work(
    session: Session, member: Member, schedule: Schedule, day: date, today: date, quiet: dict[str, date], said: set[str]
) -> Iterator[Coming]:
    """What the hours of his work bring on a day. `said`: what an earlier day of these will have said."""
    work = schedule.working_interval(day)
    if work is None:
        return
    if member.role is Role.REP:
        nudges = tuple(_new(session, member.id, day, today, quiet, said))
        yield Coming(work[0], "morning", nudges=nudges)
        if plan_of_day(session, member.id, day) and not sales_plan_met(session, member.id, day):
            yield Coming(max(work[0], work[1] - timedelta(minutes=company(session).behind_ahead_min)), "behind")
            yield Coming(work[1], "evening")
        return
    yield Coming(work[0], "bundle")
    if member.role is Role.OWNER and not schedule.working_days_in(day - day.weekday() * DAY, day):
        yield Coming(work[0], "weekly")
    usual = time.fromisoformat(member.digest_at or company(session).digest_at)
    yield Coming(min(work[1], schedule.at(day, usual)), "digest")
    if not schedule.working_days_in(day - day.weekday() * DAY, day):
        yield Coming(work[0], "digest_week")
        yield Coming(work[0], "planning")
    if not schedule.working_days_in(day.replace(day=1), day):
        yield Coming(work[0], "digest_month")


def _of_month(session: Session, member: Member, schedule: Schedule, day: date) -> Iterator[Coming]:
    """The month of plans once it is closed; to a manager how the base was gone through."""
    last = month_of(day).shifted(-1)
    closed_at = closing(company_schedule(session), company(session).closing_day, last)
    told_at = next_hearing(schedule, closed_at)
    if schedule.local_date(told_at) == day and (planned := planned_in(session, last)):
        if member.id in planned:
            yield Coming(told_at, "statement")
        elif led_reps(session, planned).get(member.id):
            yield Coming(told_at, "team_statements")
    work = schedule.working_interval(day)
    over = work is not None and not schedule.working_days_in(day + DAY, next_month(day))
    if work is not None and over and member.role is Role.MANAGER and cleaning.is_cleaning(session, day):
        yield Coming(work[1], "cleaning_summary")


def _new(
    session: Session, member_id: int, day: date, today: date, quiet: dict[str, date], said: set[str]
) -> Iterator[Nudge]:
    """Whether the next month is that of cleaning is not known before this one is over."""
    kinds = KINDS if day.month == today.month else [kind for kind in KINDS if kind is not cleaning.KIND]
    for nudge in today_nudges(session, member_id, day, kinds):
        kind = f"{NUDGE}{nudge.kind}"
        if nudge.name not in said and not (kind in quiet and day <= quiet[kind]):
            yield nudge
        said.add(nudge.name)


def _tasks(
    session: Session, member_id: int, schedule: Schedule, now: datetime, today: date
) -> dict[date, list[Coming]]:
    """What he is reminded of at the hour he named; a meeting some time before ⚙, and asked about after it."""
    chosen = company(session)
    ahead, length = timedelta(minutes=chosen.meeting_ahead_min), timedelta(minutes=chosen.meeting_length_min)
    after = timedelta(minutes=chosen.meeting_after_min)
    rows = session.execute(
        select(Task.id, Task.action, Task.text, Task.due_on, Task.due_at, Task.client_id, Client.name, Task.ends_at)
        .outerjoin(Client, Client.id == Task.client_id)
        .where(
            Task.assignee_id == member_id,
            Task.state == TaskState.OPEN,
            Task.due_on >= today - DAY,
            Task.due_on < today + DAYS * DAY,
            Task.due_at.is_not(None),
        )
        .order_by(Task.due_at)
        .limit(MOST_TASKS)
    )
    found: dict[date, list[Coming]] = {}
    for row in rows:
        line, ends_at = TaskLine(*row[:-1]), row[-1]
        if line.due_at is None or schedule.is_absent(schedule.local_date(line.due_at)):
            continue
        pushes = [Coming(line.due_at, "task", line)]
        if line.action is TaskAction.MEETING:
            over = (ends_at or line.due_at + length) + after
            pushes = [
                Coming(line.due_at - ahead, "meeting", line, starts_at=line.due_at),
                Coming(over, "meeting_after", line),
            ]
        for push in pushes:
            found.setdefault(schedule.local_date(push.at), []).append(push)
    return found
