import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.worktime import (
    Absence,
    DayOff,
    NoWorkingTime,
    Schedule,
    Shortened,
    WorkCalendar,
    WorkedTime,
    WorkHours,
    Working,
)

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
office = Schedule(MOSCOW)
NOTHING = WorkHours((None,) * 7)

SINCE, UNTIL = date(2025, 1, 1), date(2027, 12, 31)
instants = st.builds(datetime.combine, st.dates(SINCE, UNTIL), st.times(), st.just(UTC))
zones = st.sampled_from(["Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
schedules = zones.map(lambda name: Schedule(ZoneInfo(name)))
spans = st.integers(0, 200 * 60).map(lambda minutes: timedelta(minutes=minutes))


def at(*moment: int) -> datetime:
    """A Moscow moment as UTC."""
    return datetime(*moment, tzinfo=MOSCOW).astimezone(UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 2, 20), True),  # Saturday, in place of Monday the 22nd
        (date(2027, 2, 22), False),
        (date(2027, 2, 23), False),
        (date(2027, 11, 5), False),
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
        (date(2026, 1, 9), False),
        (date(2026, 5, 11), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
    ],
)
def test_moved_days_of_russia_are_known(day: date, works: bool) -> None:
    assert office.is_working_day(day) is works


def test_new_year_greetings_go_out_on_wednesday_30_december() -> None:
    assert office.previous_or_same_working_day(date(2026, 12, 31)) == date(2026, 12, 30)


def test_greetings_for_23_february_2027_go_out_on_the_working_saturday() -> None:
    assert office.previous_or_same_working_day(date(2027, 2, 23)) == date(2027, 2, 20)


def test_a_working_saturday_has_the_hours_of_the_last_weekday_worked() -> None:
    friday_till_five = WorkHours((*WorkHours.weekdays().by_weekday[:4], (time(9), time(17)), None, None))
    assert Schedule(MOSCOW, friday_till_five).working_hours(date(2027, 2, 20)) == (time(9), time(17))


def test_a_shop_rep_works_on_saturdays_by_his_own_hours() -> None:
    saturdays = WorkHours((None, *WorkHours.weekdays().by_weekday[1:5], (time(10), time(16)), None))
    shop = Schedule(MOSCOW, saturdays)
    assert shop.working_hours(date(2026, 11, 21)) == (time(10), time(16))
    assert not shop.is_working_day(date(2026, 11, 23))


def test_the_owner_corrects_the_calendar() -> None:
    monday, tuesday, sunday = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 22)
    calendar = WorkCalendar(overrides={monday: DayOff(), tuesday: Shortened(), sunday: Working()})
    schedule = Schedule(MOSCOW, calendar=calendar)
    assert not schedule.is_working_day(monday)
    assert schedule.working_hours(tuesday) == (time(9), time(17))
    assert schedule.working_hours(sunday) == (time(9), time(18))


def test_a_day_shortened_to_nothing_is_a_day_off() -> None:
    calendar = WorkCalendar(overrides={date(2026, 11, 24): Shortened(timedelta(hours=9))})
    assert not Schedule(MOSCOW, calendar=calendar).is_working_day(date(2026, 11, 24))


def test_a_shortened_day_counts_pro_rata() -> None:
    schedule = Schedule(MOSCOW, calendar=WorkCalendar(overrides={date(2026, 12, 30): Shortened()}))
    assert schedule.day_share(date(2026, 12, 30)) == Fraction(8, 9)
    assert schedule.day_share(date(2026, 12, 29)) == 1
    assert schedule.day_share(date(2026, 12, 31)) == 0


def test_on_leave_nobody_works() -> None:
    on_leave = Schedule(MOSCOW, absences=(Absence(date(2026, 11, 23), date(2026, 11, 27)),))
    assert not on_leave.is_working_day(date(2026, 11, 23))
    assert not on_leave.is_working_day(date(2026, 11, 27))
    assert on_leave.next_working_instant(at(2026, 11, 20, 18)) == at(2026, 11, 30, 9)


def test_work_ends_at_six_sharp() -> None:
    assert office.is_working(at(2026, 11, 20, 9))
    assert office.is_working(at(2026, 11, 20, 17, 59))
    assert not office.is_working(at(2026, 11, 20, 18))


def test_what_comes_in_the_evening_waits_for_the_morning() -> None:
    assert office.next_working_instant(at(2026, 11, 20, 19)) == at(2026, 11, 23, 9)
    assert office.next_working_instant(at(2026, 11, 20, 7)) == at(2026, 11, 20, 9)
    assert office.next_working_instant(at(2026, 11, 20, 12, 30)) == at(2026, 11, 20, 12, 30)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, at(2026, 11, 20, 17)), (1, at(2026, 11, 20, 18)), (2, at(2026, 11, 23, 10)), (11, at(2026, 11, 24, 10))],
)
def test_working_hours_run_over_the_weekend(hours: int, expected: datetime) -> None:
    assert office.add_working(at(2026, 11, 20, 17), timedelta(hours=hours)) == expected


def test_working_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        office.add_working(at(2026, 11, 20, 17), timedelta(hours=-1))


def test_working_time_between_friday_evening_and_monday_morning() -> None:
    assert office.working_time_between(at(2026, 11, 20, 16), at(2026, 11, 23, 10)) == timedelta(hours=3)
    assert office.working_time_between(at(2026, 11, 23, 10), at(2026, 11, 20, 16)) == timedelta(0)


def test_the_third_working_day_of_january_comes_after_the_holidays() -> None:
    assert office.nth_working_day(2027, 1, 1) == date(2027, 1, 11)
    assert office.nth_working_day(2027, 1, 3) == date(2027, 1, 13)
    assert office.nth_working_day(2026, 12, 3) == date(2026, 12, 3)
    with pytest.raises(ValueError, match="from 1"):
        office.nth_working_day(2026, 12, 0)


def test_working_days_are_counted_over_holidays() -> None:
    assert office.add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 11)
    assert office.add_working_days(date(2027, 1, 11), -1) == date(2026, 12, 30)
    assert office.add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)
    assert office.working_days_between(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert office.working_days_between(date(2026, 11, 23), date(2026, 11, 20)) == 0
    assert len(office.working_days_in(date(2026, 11, 1), date(2026, 12, 1))) == 20


def test_days_are_those_of_the_person_not_of_the_server() -> None:
    kamchatka = Schedule(ZoneInfo("Asia/Kamchatka"))
    assert kamchatka.local_date(datetime(2026, 11, 20, 13, tzinfo=UTC)) == date(2026, 11, 21)
    assert kamchatka.local(datetime(2026, 11, 20, 13, tzinfo=UTC)).hour == 1
    assert kamchatka.working_interval(date(2026, 11, 20)) == (
        datetime(2026, 11, 19, 21, tzinfo=UTC),
        datetime(2026, 11, 20, 6, tzinfo=UTC),
    )


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)])
def test_a_day_is_23_or_25_hours_long_where_clocks_change(day: date, hours: int) -> None:
    start, end = Schedule(BERLIN).day_bounds(day)
    assert end - start == timedelta(hours=hours)


def test_nine_in_the_morning_stays_nine_after_the_clocks_change() -> None:
    berlin = Schedule(BERLIN)
    friday_evening = datetime(2026, 3, 27, 18, tzinfo=BERLIN).astimezone(UTC)
    assert berlin.next_working_instant(friday_evening) == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_week_and_month_bounds() -> None:
    assert office.week_bounds(date(2026, 11, 22)) == (at(2026, 11, 16), at(2026, 11, 23))
    assert office.month_bounds(date(2026, 12, 31)) == (at(2026, 12, 1), at(2027, 1, 1))


def test_who_never_works_is_told_so_and_does_not_hang_the_program() -> None:
    never = Schedule(MOSCOW, NOTHING)
    assert not never.is_working_day(date(2027, 2, 20))
    with pytest.raises(NoWorkingTime):
        never.next_working_instant(at(2026, 11, 20))
    with pytest.raises(NoWorkingTime):
        never.previous_or_same_working_day(date(2026, 11, 20))


def test_hours_are_read_from_settings() -> None:
    nine_to_six = ["09:00", "18:00"]
    assert WorkHours.of((*([nine_to_six] * 5), None, None)) == WorkHours.weekdays()
    for wrong in ([nine_to_six], [["9", "x"]] * 7, [["18:00", "09:00"]] * 7):
        with pytest.raises(ValueError, match=r"seven|format|later"):
            WorkHours.of(wrong)


def test_work_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="later"):
        WorkHours.weekdays(time(18), time(9))


@given(schedules, instants, spans)
def test_working_time_added_is_working_time_measured(schedule: Schedule, start: datetime, span: timedelta) -> None:
    assert schedule.working_time_between(start, schedule.add_working(start, span)) == span


@given(schedules, st.lists(instants, min_size=2, max_size=6))
def test_working_time_of_many_pairs_is_that_of_each(schedule: Schedule, found: list[datetime]) -> None:
    worked = WorkedTime(schedule, schedule.local_date(min(found)))
    for start, end in pairwise(found):
        assert worked.between(start, end) == schedule.working_time_between(start, end)


@given(schedules, instants)
def test_the_next_working_instant_is_at_work_and_nothing_earlier_is(schedule: Schedule, instant: datetime) -> None:
    found = schedule.next_working_instant(instant)
    assert schedule.is_working(found)
    assert found >= instant
    assert schedule.working_time_between(instant, found) == timedelta(0)


@given(schedules, instants)
def test_every_instant_is_in_its_own_day_week_and_month(schedule: Schedule, instant: datetime) -> None:
    day = schedule.local_date(instant)
    for start, end in (schedule.day_bounds(day), schedule.week_bounds(day), schedule.month_bounds(day)):
        assert start <= instant < end


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_as_many_working_days_have_passed_as_were_added(day: date, count: int) -> None:
    assert office.working_days_between(day, office.add_working_days(day, count)) == count


def test_the_calendar_of_holidays_is_imported_only_when_needed() -> None:
    code = "import sys, domain.worktime; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_who_never_works_has_calendar_days_for_working_ones() -> None:
    never, friday = Schedule(MOSCOW, NOTHING), date(2026, 11, 20)
    assert never.working_day_after(friday, 2) == date(2026, 11, 22)
    assert never.working_day_from(friday) == friday
    assert Schedule(MOSCOW).working_day_after(friday, 1) == date(2026, 11, 23)
    assert Schedule(MOSCOW).working_day_from(date(2026, 11, 21)) == date(2026, 11, 23)
