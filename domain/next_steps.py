"""What to do next, proposed from what has just happened. Rule: "Log" of the screens, "Activities"."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.date_words import add_months
from domain.tables import ActivityKind, Outcome, TaskAction
from domain.worktime import NoWorkingTime, Schedule

MORNING = time(10)
AFTERNOON = time(15)
MEETING_HOURS = (time(10), time(14))
HALF_DAY = time(13)
RETRY_AFTER = timedelta(hours=2)
LAST_RETRY = 2
"""After the third unanswered call in a row a person decides."""


@dataclass(frozen=True, slots=True)
class Step:
    """What and when, on the assignee's own clock. Without an hour it is in the morning list and does not ring."""

    action: TaskAction
    day: date
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What the proposals come from: the fact, when it was received, and the hour the client was last reached."""

    kind: ActivityKind
    outcome: Outcome | None
    at: datetime
    reached_at: time | None = None


@dataclass(frozen=True, slots=True)
class _After:
    """`days` working days ahead; or `months`, which need no hour; 0 of both = two working hours from now."""

    action: TaskAction
    days: int = 0
    months: int = 0


CALL, OFFER, MEETING = TaskAction.CALL, TaskAction.OFFER, TaskAction.MEETING
_BY_OUTCOME: dict[Outcome, tuple[_After, ...]] = {
    Outcome.NO_ANSWER: (_After(CALL), _After(CALL, days=1), _After(CALL, days=2)),
    Outcome.AGREED: (_After(CALL, days=1), _After(OFFER, days=1), _After(MEETING, days=1), _After(CALL, days=5)),
    Outcome.TALKED: (_After(CALL, days=1), _After(CALL, days=3), _After(CALL, days=5), _After(OFFER, days=1)),
    Outcome.REFUSED: (_After(CALL, months=3), _After(CALL, months=1), _After(CALL, months=6)),
    Outcome.THINKING: (_After(CALL, days=2), _After(CALL, days=5), _After(CALL, days=10)),
    Outcome.NOT_HELD: (_After(CALL), _After(MEETING, days=1), _After(CALL, days=1)),
}
_BY_KIND: dict[ActivityKind, tuple[_After, ...]] = {
    ActivityKind.MEETING: (_After(OFFER, days=1), _After(CALL, days=1), _After(CALL, days=5)),
    ActivityKind.OFFER: (_After(CALL, days=2), _After(CALL, days=1), _After(CALL, days=5)),
    ActivityKind.LETTER: (_After(CALL, days=2), _After(CALL, days=1), _After(CALL, days=5)),
    ActivityKind.INVOICE: (_After(CALL, days=3), _After(CALL, days=1), _After(CALL, days=5)),
    ActivityKind.PAYMENT: (_After(CALL, days=5), _After(CALL, days=10), _After(CALL, months=1)),
    ActivityKind.SHIPMENT: (_After(CALL, days=5), _After(CALL, days=10), _After(CALL, months=1)),
    ActivityKind.CLAIM: (_After(TaskAction.CLAIM, days=1), _After(TaskAction.CLAIM), _After(CALL, days=1)),
    ActivityKind.REQUEST: (_After(CALL), _After(OFFER, days=1), _After(CALL, days=1)),
    ActivityKind.CALL_IN: (_After(CALL, days=1), _After(OFFER, days=1), _After(MEETING, days=1)),
}
_OTHERWISE = (_After(CALL, days=1), _After(CALL, days=3), _After(CALL, days=5))


def proposed_steps(happened: Happened, schedule: Schedule) -> tuple[Step, ...]:
    """Next steps worth one tap, the likeliest first; none repeats."""
    if happened.kind is ActivityKind.MEETING_SET:
        return _meetings(happened, schedule)
    steps = (_step(after, happened, schedule) for after in _rules(happened))
    return tuple(dict.fromkeys(steps))


def retry_step(unanswered: int, happened: Happened, schedule: Schedule) -> Step | None:
    """When to call again after so many unanswered calls in a row, the present one included; None = a person decides.

    First in two working hours, then tomorrow in the other half of the day.
    """
    if unanswered > LAST_RETRY:
        return None
    if unanswered < LAST_RETRY:
        return _step(_After(CALL), happened, schedule)
    local = schedule.local(happened.at)
    return Step(CALL, schedule.working_day_after(local.date(), 1), AFTERNOON if local.time() < HALF_DAY else MORNING)


def usual_hour(day: date, reached_at: time | None, schedule: Schedule) -> time:
    """The hour the client was last reached, to the half hour and within work; else ten in the morning."""
    hours = schedule.working_hours(day)
    hour = _half_hour(reached_at) if reached_at else MORNING
    if hours and not hours[0] <= hour < hours[1]:
        return MORNING if hours[0] <= MORNING < hours[1] else hours[0]
    return hour


def _rules(happened: Happened) -> tuple[_After, ...]:
    if happened.outcome is not None:
        return _BY_OUTCOME[happened.outcome]
    return _BY_KIND.get(happened.kind, _OTHERWISE)


def _step(after: _After, happened: Happened, schedule: Schedule) -> Step:
    today = schedule.local_date(happened.at)
    if not after.days and not after.months:
        return _in_two_hours(after.action, happened.at, schedule)
    if after.months:
        return Step(after.action, schedule.working_day_from(add_months(today, after.months)))
    day = schedule.working_day_after(today, after.days)
    return Step(after.action, day, usual_hour(day, happened.reached_at, schedule))


def _in_two_hours(action: TaskAction, at: datetime, schedule: Schedule) -> Step:
    try:
        due = schedule.local(schedule.add_working(at, RETRY_AFTER))
    except NoWorkingTime:
        due = schedule.local(at + RETRY_AFTER)
    return Step(action, due.date(), due.time().replace(second=0, microsecond=0))


def _meetings(happened: Happened, schedule: Schedule) -> tuple[Step, ...]:
    today = schedule.local_date(happened.at)
    days = [schedule.working_day_after(today, ahead) for ahead in (1, 2, 3)]
    return tuple(Step(MEETING, day, hour) for day in days for hour in MEETING_HOURS)


def _half_hour(at: time) -> time:
    minutes = round((at.hour * 60 + at.minute) / 30) * 30 % (24 * 60)
    return time(minutes // 60, minutes % 60)
