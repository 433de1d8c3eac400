"""What to do next, proposed from what has just happened. Rule: "Log" of the screens."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.next_steps import Happened, Step, proposed_steps, retry_step, usual_hour
from domain.tables import ActivityKind, Outcome, TaskAction
from domain.worktime import Absence, Schedule

MOSCOW = ZoneInfo("Europe/Moscow")
WORK = Schedule(MOSCOW)
MONDAY = date(2026, 11, 23)
CALL = ActivityKind.CALL


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), MOSCOW)


def happened(
    outcome: Outcome | None, when: datetime, kind: ActivityKind = CALL, reached: time | None = None
) -> Happened:
    return Happened(kind, outcome, when, reached)


def test_who_did_not_answer_is_called_again_in_two_hours() -> None:
    first = proposed_steps(happened(Outcome.NO_ANSWER, at(11, 7)), WORK)[0]
    assert first == Step(TaskAction.CALL, MONDAY, time(13, 7))


def test_two_hours_do_not_run_past_the_end_of_work() -> None:
    first = proposed_steps(happened(Outcome.NO_ANSWER, at(17, 30)), WORK)[0]
    assert first == Step(TaskAction.CALL, date(2026, 11, 24), time(10, 30))


def test_tomorrow_is_at_ten_when_the_client_was_never_reached() -> None:
    first = proposed_steps(happened(Outcome.AGREED, at(16)), WORK)[0]
    assert first == Step(TaskAction.CALL, date(2026, 11, 24), time(10))


def test_tomorrow_is_at_the_hour_the_client_was_last_reached() -> None:
    first = proposed_steps(happened(Outcome.TALKED, at(16), reached=time(15, 12)), WORK)[0]
    assert first.hour == time(15)


def test_an_hour_outside_of_work_is_not_proposed() -> None:
    assert usual_hour(MONDAY, time(21, 40), WORK) == time(10)
    assert usual_hour(MONDAY, time(8, 50), WORK) == time(9)


def test_tomorrow_after_friday_is_monday() -> None:
    friday = date(2026, 11, 27)
    first = proposed_steps(happened(Outcome.AGREED, at(12, day=friday)), WORK)[0]
    assert first.day == date(2026, 11, 30)


def test_a_refusal_is_come_back_to_in_months_and_does_not_ring() -> None:
    first = proposed_steps(happened(Outcome.REFUSED, at(12)), WORK)[0]
    assert first == Step(TaskAction.CALL, date(2027, 2, 24), None)  # 23 February is a holiday


def test_a_meeting_that_was_set_asks_when() -> None:
    steps = proposed_steps(happened(None, at(12), ActivityKind.MEETING_SET), WORK)
    assert {step.action for step in steps} == {TaskAction.MEETING}
    assert steps[0] == Step(TaskAction.MEETING, date(2026, 11, 24), time(10))


def test_a_claim_is_answered_within_a_working_day() -> None:
    steps = proposed_steps(happened(None, at(12), ActivityKind.CLAIM), WORK)
    assert steps[0].action is TaskAction.CLAIM
    assert steps[0].day == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("unanswered", "hour", "expected"),
    [
        (1, 11, Step(TaskAction.CALL, MONDAY, time(13))),
        (2, 11, Step(TaskAction.CALL, date(2026, 11, 24), time(15))),
        (2, 15, Step(TaskAction.CALL, date(2026, 11, 24), time(10))),
        (3, 11, None),
    ],
)
def test_retries_come_in_two_hours_then_in_the_other_half_of_tomorrow_then_a_person_decides(
    unanswered: int, hour: int, expected: Step | None
) -> None:
    assert retry_step(unanswered, happened(Outcome.NO_ANSWER, at(hour)), WORK) == expected


def test_nothing_is_proposed_for_the_days_of_a_vacation() -> None:
    away = Schedule(MOSCOW, absences=(Absence(date(2026, 11, 24), date(2026, 12, 6)),))
    first = proposed_steps(happened(Outcome.AGREED, at(12)), away)[0]
    assert first.day == date(2026, 12, 7)


@given(
    st.sampled_from(list(ActivityKind)),
    st.sampled_from([None, *Outcome]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)),  # noqa: DTZ001  (hypothesis wants them naive)
    st.one_of(st.none(), st.times()),
)
def test_every_proposal_is_ahead_in_working_hours_and_never_twice(
    kind: ActivityKind, outcome: Outcome | None, moment: datetime, reached: time | None
) -> None:
    now = moment.replace(tzinfo=MOSCOW)
    steps = proposed_steps(happened(outcome, now, kind, reached), WORK)
    assert steps
    assert len(set(steps)) == len(steps)
    for step in steps:
        assert WORK.is_working_day(step.day)
        if step.hour is not None:
            due = datetime.combine(step.day, step.hour, MOSCOW)
            assert due.timestamp() + 60 > now.timestamp()
            hours = WORK.working_hours(step.day)
            assert hours is not None
            assert hours[0] <= step.hour <= hours[1]
