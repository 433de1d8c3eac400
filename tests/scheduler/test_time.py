"""Pushes through zones, changes of clocks, holidays, leaves: each one's own morning, once, and nothing is lost."""

from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from domain.cities import RUSSIA
from domain.tables import CalendarDay, Member, Role, TaskAction
from scheduler.kinds import KINDS
from scheduler.roster import roster
from tests.scheduler.world import World, moscow

DAYS = tuple(kind for kind in KINDS if kind.name in ("morning", "evening"))
TASKS = tuple(kind for kind in KINDS if kind.name in ("task", "meeting", "meeting_after"))
EVERY_DAY = [["09:00", "18:00"]] * 7
NIGHTS = [["02:30", "10:00"]] * 7
MONDAY = (2026, 11, 23)


def local(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize("zone", RUSSIA)
def test_in_each_zone_of_russia_the_morning_is_at_nine_and_the_evening_at_six(zone: str) -> None:
    world = World(DAYS)
    world.member(zone=zone)
    world.live(local(zone, 2026, 12, 29, 0), local(zone, 2027, 1, 12, 23))
    days = ["29.12", "30.12", "11.01", "12.01"]
    assert world.at("morning", ZoneInfo(zone)) == [f"{day} 09:00" for day in days]
    assert world.at("evening", ZoneInfo(zone)) == [f"{day} 18:00" for day in days]


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", date(2026, 10, 25)),
        ("Europe/Berlin", date(2027, 3, 28)),
        ("America/New_York", date(2026, 11, 1)),
        ("America/New_York", date(2027, 3, 14)),
        ("Asia/Jerusalem", date(2027, 3, 26)),
        ("Australia/Lord_Howe", date(2027, 4, 4)),
    ],
)
@pytest.mark.parametrize("hours", [EVERY_DAY, NIGHTS])
def test_a_change_of_clocks_neither_loses_nor_doubles_a_morning(
    zone: str, change: date, hours: list[list[str]]
) -> None:
    """The calendar is Russia's, whose days off are worked here: only the clocks matter."""
    world = World(DAYS)
    days = [change + timedelta(days=number) for number in range(-2, 3)]
    for day in days:
        world.session.add(CalendarDay(day=day, working=True))
    world.member(zone=zone, work_hours=hours)
    world.live(local(zone, days[0].year, days[0].month, days[0].day), local(zone, *_parts(days[-1]), 23))
    mornings_at = world.at("morning", ZoneInfo(zone))
    assert [moment[:5] for moment in mornings_at] == [f"{day:%d.%m}" for day in days]
    usual = {moment[6:] for moment, day in zip(mornings_at, days, strict=True) if day != change}
    assert usual == {hours[0][0]}
    assert len(world.at("evening")) == len(days)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


@pytest.mark.parametrize("minute", [0, 30])
def test_a_task_in_the_doubled_hour_rings_once_and_one_in_the_skipped_hour_rings(minute: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    world = World(TASKS)
    anna = world.member(zone="Europe/Berlin")
    doubled = datetime.combine(date(2026, 10, 25), time(2, minute), berlin).astimezone(UTC)
    skipped = datetime.combine(date(2027, 3, 28), time(2, minute), berlin).astimezone(UTC)
    for at in (doubled, skipped):
        world.task(anna, at)
        world.live(at - timedelta(hours=3), at + timedelta(hours=6))
    assert [key.split(":")[1] for _, key in world.told] == ["1", "2"]


def test_the_evening_of_a_shortened_day_comes_earlier() -> None:
    world = World(DAYS)
    world.session.add(CalendarDay(day=date(2026, 12, 30), working=True, shortened_minutes=60))
    world.member()
    world.live(moscow(2026, 12, 30, 0), moscow(2026, 12, 31, 23))
    assert world.at("evening") == ["30.12 17:00"]


def test_a_leave_over_new_year_is_silent_from_end_to_end() -> None:
    world = World()
    anna = world.member()
    world.away(anna, date(2026, 12, 28), date(2027, 1, 17))
    world.task(anna, moscow(2026, 12, 29, 14))
    world.task(anna, moscow(2027, 1, 12, 11), TaskAction.MEETING)
    world.live(moscow(2026, 12, 26, 0), moscow(2027, 1, 17, 23, 59))
    assert world.told == []
    world.live(moscow(2027, 1, 18, 0), moscow(2027, 1, 18, 10))
    assert world.at("morning") == ["18.01 09:00"]
    assert world.at("task") == []


def test_what_fell_due_on_the_last_day_of_a_leave_comes_the_first_morning_after() -> None:
    world = World()
    anna = world.member()
    world.away(anna, date(2026, 11, 23), date(2026, 11, 24))
    world.task(anna, moscow(2026, 11, 24, 14))
    world.task(anna, moscow(2026, 11, 24, 16), TaskAction.MEETING)
    world.task(anna, moscow(2026, 11, 23, 14))
    world.live(moscow(2026, 11, 23, 0), moscow(2026, 11, 25, 8, 59))
    assert world.told == []
    world.live(moscow(2026, 11, 25, 8, 59), moscow(2026, 11, 25, 10))
    assert world.at("task") == ["25.11 09:00"]
    assert world.at("meeting_after") == ["25.11 09:00"]


@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.OWNER])
def test_no_kind_of_push_comes_to_who_is_ill(role: Role) -> None:
    world = World()
    who = world.member(role=role)
    world.away(who, date(*MONDAY), date(*MONDAY))
    world.task(who, moscow(*MONDAY, 11))
    world.task(who, moscow(*MONDAY, 14), TaskAction.MEETING)
    world.live(moscow(*MONDAY, 0), moscow(*MONDAY, 23, 59))
    assert world.told == []


def test_who_falls_ill_at_noon_hears_nothing_of_the_afternoon() -> None:
    world = World()
    anna = world.member()
    world.task(anna, moscow(*MONDAY, 15))
    world.task(anna, moscow(*MONDAY, 16), TaskAction.MEETING)
    world.live(moscow(*MONDAY, 8), moscow(*MONDAY, 12))
    world.away(anna, date(*MONDAY), date(*MONDAY))
    before = len(world.told)
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 23, 59))
    assert world.told[before:] == []


@pytest.mark.parametrize("hour", [8, 13, 17])
def test_who_is_hired_in_mid_day_has_an_evening_and_tomorrow_a_morning(hour: int) -> None:
    world = World(DAYS)
    world.member(joined_at=moscow(*MONDAY, hour))
    world.live(moscow(*MONDAY, hour), moscow(2026, 11, 24, 10))
    assert world.at("evening") == ["23.11 18:00"]
    assert world.at("morning") == (["23.11 09:00"] if hour < 9 else []) + ["24.11 09:00"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Europe/Moscow", "Asia/Yekaterinburg"),
        ("Asia/Yekaterinburg", "Europe/Moscow"),
        ("Europe/Kaliningrad", "Europe/Samara"),
        ("Asia/Kamchatka", "Europe/Moscow"),
    ],
)
def test_a_zone_that_changes_at_noon_neither_loses_nor_doubles_a_push(before: str, after: str) -> None:
    world = World((*DAYS, *TASKS))
    anna = world.member(zone=before)
    noon = local(before, *MONDAY, 12)
    at = noon + timedelta(hours=2)
    world.task(anna, at)
    world.live(local(before, *MONDAY, 0), noon)
    world.session.get_one(Member, anna).zone = after
    world.live(noon, local(after, 2026, 11, 24, 23))
    assert len(world.pushes("task")) == 1
    assert [push.about["day"] for push in world.pushes("morning")] == ["2026-11-23", "2026-11-24"]
    assert [push.about["day"] for push in world.pushes("evening")] == ["2026-11-23", "2026-11-24"]


def test_five_hundred_members_cost_a_tick_little() -> None:
    """On the morning before the holidays, when each one's next work is far."""
    world, zones = World(), list(RUSSIA)
    for number in range(500):
        role = Role.REP if number % 20 else Role.MANAGER
        member = world.member(str(number), role, zone=zones[number % len(zones)])
        if number % 10 == 0:
            world.away(member, date(2026, 12, 25), date(2027, 1, 8))
    now = moscow(2026, 12, 30, 9).astimezone(UTC)
    for kind in KINDS:
        kind.next_due(world.session, now)  # what is imported and compiled once
    world.session.expire_all()
    world.session.info.clear()
    began = process_time()
    people = roster(world.session, now)
    for worker in people.values():
        worker.next_hearing(now)
    took = process_time() - began
    print(f"500 schedules and their next hearings: {took * 1000:.0f} ms")  # noqa: T201
    assert took < 0.3
