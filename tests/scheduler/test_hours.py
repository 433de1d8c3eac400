"""When pushes come: in each one's own hours, by the production calendar, once after any stop."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.tables import Role, TaskAction
from tests.scheduler.world import World, moscow

YEKATERINBURG = ZoneInfo("Asia/Yekaterinburg")
KAMCHATKA = ZoneInfo("Asia/Kamchatka")
MONDAY, FRIDAY = (2026, 11, 23), (2026, 11, 27)


@pytest.fixture
def world() -> World:
    return World()


def test_a_task_rings_at_its_hour_and_once_more_after_half_an_hour(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 14))
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 17))
    assert world.at("task") == ["23.11 14:00"]
    assert world.at("task_again") == ["23.11 14:30"]


def test_a_done_task_does_not_ring_again(world: World) -> None:
    task = world.task(world.member(), moscow(*MONDAY, 14))
    world.live(moscow(*MONDAY, 13), moscow(*MONDAY, 14, 10))
    world.done(task)
    world.live(moscow(*MONDAY, 14, 10), moscow(*MONDAY, 17))
    assert world.at("task_again") == []


def test_a_moved_task_rings_at_the_new_hour_too(world: World) -> None:
    task = world.task(world.member(), moscow(*MONDAY, 14))
    world.live(moscow(*MONDAY, 13), moscow(*MONDAY, 14, 5))
    world.moved(task, moscow(*MONDAY, 15))
    world.live(moscow(*MONDAY, 14, 5), moscow(*MONDAY, 16))
    assert world.at("task") == ["23.11 14:00", "23.11 15:00"]
    assert world.at("task_again") == ["23.11 15:30"]


def test_several_unanswered_are_told_again_together(world: World) -> None:
    anna = world.member()
    for minute in (0, 1, 10):
        world.task(anna, moscow(*MONDAY, 14, minute))
    world.live(moscow(*MONDAY, 13), moscow(*MONDAY, 17))
    assert len(world.pushes("task")) == 3
    assert [len(push.about["tasks"]) for push in world.pushes("task_again")] == [1, 2]


def test_none_is_told_again_during_a_meeting(world: World) -> None:
    anna = world.member()
    world.task(anna, moscow(*MONDAY, 14))
    world.task(anna, moscow(*MONDAY, 14, 15), TaskAction.MEETING)
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 17))
    assert world.at("task_again") == ["23.11 15:15"]


def test_nothing_is_told_again_after_work(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 17, 45))
    world.live(moscow(*MONDAY, 17), moscow(*MONDAY, 23))
    assert world.at("task") == ["23.11 17:45"]
    assert world.at("task_again") == []


def test_a_task_at_an_hour_off_work_rings_all_the_same(world: World) -> None:
    world.task(world.member(), moscow(2026, 11, 28, 21))  # Saturday evening: he asked for it
    world.live(moscow(*FRIDAY, 20), moscow(2026, 11, 29, 23))
    assert world.at("task") == ["28.11 21:00"]


def test_a_meeting_is_told_an_hour_before_and_asked_about_after_its_end(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 15), TaskAction.MEETING)
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 18))
    assert world.at("meeting") == ["23.11 14:00"]
    assert world.at("meeting_after") == ["23.11 16:15"]
    assert world.at("task") == []


def test_morning_and_evening_come_at_the_start_and_end_of_each_ones_own_day(world: World) -> None:
    world.member(zone="Asia/Yekaterinburg")
    world.member(zone="Asia/Kamchatka")
    world.live(moscow(*MONDAY, 0) - timedelta(hours=4), moscow(*MONDAY, 20))
    assert world.at("morning", KAMCHATKA)[0] == "23.11 09:00"
    assert world.at("morning", YEKATERINBURG)[1] == "23.11 09:00"
    assert world.at("evening", KAMCHATKA)[-2] == "23.11 18:00"
    assert world.at("evening", YEKATERINBURG)[-1] == "23.11 18:00"


def test_his_own_hours_go_before_the_companys(world: World) -> None:
    hours = [["08:00", "15:00"], None, None, None, None, None, None]
    world.member(work_hours=hours, joined_at=moscow(*MONDAY, 7))
    world.live(moscow(*MONDAY, 7), moscow(2026, 11, 29, 23))
    assert world.at("morning") == ["23.11 08:00"]
    assert world.at("evening") == ["23.11 15:00"]


def test_a_weekend_is_quiet(world: World) -> None:
    world.member()
    world.member("Вера", Role.MANAGER)
    world.live(moscow(*FRIDAY, 20), moscow(2026, 11, 29, 23, 59))
    assert world.at("morning") == []
    assert world.at("digest") == []


def test_the_saturday_of_20_february_2027_is_worked_and_the_monday_after_is_not(world: World) -> None:
    world.member()
    world.live(moscow(2027, 2, 19, 20), moscow(2027, 2, 24, 12))
    assert world.at("morning") == ["20.02 09:00", "24.02 09:00"]


def test_a_day_that_the_owner_has_freed_is_quiet(world: World) -> None:
    world.member()
    world.day_off(date(*MONDAY))
    world.live(moscow(*MONDAY, 0), moscow(2026, 11, 24, 12))
    assert world.at("morning") == ["24.11 09:00"]


def test_who_is_on_leave_hears_nothing(world: World) -> None:
    anna = world.member()
    world.away(anna, date(*MONDAY), date(2026, 11, 24))
    world.task(anna, moscow(*MONDAY, 14))
    world.task(anna, moscow(2026, 11, 24, 15), TaskAction.MEETING)
    world.live(moscow(*MONDAY, 0), moscow(2026, 11, 24, 23, 59))
    assert world.told == []


def test_who_is_dismissed_or_cannot_be_reached_hears_nothing(world: World) -> None:
    since = moscow(*MONDAY, 9)
    dismissed = world.member(dismissed_at=since)
    blocked = world.member(unreachable_since=since)
    invited = world.member(telegram_id=None)
    for person in (dismissed, blocked, invited):
        world.task(person, moscow(*MONDAY, 14))
    world.live(moscow(*MONDAY, 8), moscow(*MONDAY, 20))
    assert world.told == []


def test_a_newcomer_of_ten_oclock_gets_no_morning_message_today(world: World) -> None:
    world.member(joined_at=moscow(*MONDAY, 10))
    world.live(moscow(*MONDAY, 10), moscow(2026, 11, 24, 10))
    assert world.at("morning") == ["24.11 09:00"]


def test_the_digest_comes_at_the_end_of_the_readers_day_or_at_seven_the_earlier(world: World) -> None:
    since = moscow(*MONDAY, 9)
    world.member("Вера", Role.MANAGER, joined_at=since)
    world.member("Глеб", Role.OWNER, joined_at=since, work_hours=[["10:00", "21:00"]] * 5 + [None, None])
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 23))
    assert world.at("digest") == ["23.11 18:00", "23.11 19:00"]


def test_after_an_hours_stop_the_reminder_comes_once(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 14))
    world.tick(moscow(*MONDAY, 13, 55))
    world.live(moscow(*MONDAY, 15), moscow(*MONDAY, 17, 55))
    assert [key.split(":")[0] for _, key in world.told if "task" in key or "again" in key] == ["task"]


def test_after_a_stop_over_night_a_reminder_waits_for_working_hours(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 17))
    world.tick(moscow(*MONDAY, 16))
    world.live(moscow(*MONDAY, 23), moscow(2026, 11, 24, 12))
    assert world.at("task") == ["24.11 09:00"]


def test_after_three_days_only_what_is_still_valid_is_sent(world: World) -> None:
    anna = world.member()
    world.member("Вера", Role.MANAGER)
    world.task(anna, moscow(*MONDAY, 14))
    world.task(anna, moscow(*MONDAY, 15), TaskAction.MEETING)
    world.task(anna, moscow(2026, 11, 26, 10))
    world.task(anna, moscow(2026, 11, 26, 10, 30), TaskAction.MEETING)
    world.tick(moscow(*MONDAY, 10))
    sent = world.tick(moscow(2026, 11, 26, 11))
    assert sorted(key.split(":")[0] for key in sent) == ["bundle", "digest", "meeting", "morning", "task"]
    assert "digest:2:2026-11-25" in sent


@pytest.mark.parametrize(("hour", "comes"), [(11, True), (13, False)])
def test_a_missed_morning_message_is_worth_it_until_noon(world: World, hour: int, comes: bool) -> None:
    world.member()
    world.tick(moscow(*MONDAY, hour))
    assert bool(world.at("morning")) is comes


@pytest.mark.parametrize(
    ("late", "comes"), [(moscow(*MONDAY, 18, 20), True), (moscow(*MONDAY, 22), False), (moscow(2026, 11, 24, 3), False)]
)
def test_an_evening_check_missed_while_the_bot_was_away_never_comes_at_night(
    world: World, late: datetime, comes: bool
) -> None:
    world.member()
    world.tick(late)
    assert bool(world.pushes("evening")) is comes
    assert all(push.expires_at == moscow(*MONDAY, 18, 30) for push in world.pushes("evening"))


def test_a_missed_meeting_is_told_until_its_end(world: World) -> None:
    anna = world.member()
    world.task(anna, moscow(*MONDAY, 15), TaskAction.MEETING)
    world.task(anna, moscow(*MONDAY, 12), TaskAction.MEETING)
    world.tick(moscow(*MONDAY, 15, 30))
    assert [push.about["task_id"] for push in world.pushes("meeting")] == [1]


def test_two_ticks_at_once_tell_once(world: World) -> None:
    world.task(world.member(), moscow(*MONDAY, 14))
    assert world.tick(moscow(*MONDAY, 14))
    assert world.tick(moscow(*MONDAY, 14)) == []
