"""When the digest comes, how long it is worth sending, and to whom. Rule: "What the bot pushes by itself"."""

from datetime import UTC, date, datetime

import pytest

from domain.tables import Role
from tests.scheduler.world import World, moscow

FRIDAY, SATURDAY, MONDAY, TUESDAY = (2026, 11, 20), (2026, 11, 21), (2026, 11, 23), (2026, 11, 24)
LONG_DAYS = [["10:00", "21:00"]] * 5 + [None, None]


@pytest.fixture
def world() -> World:
    return World()


def digests(world: World) -> list[str]:
    return [key for _, key in world.told if key.startswith("digest:")]


def test_it_is_silent_and_worth_sending_until_the_next_one(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*FRIDAY, 7))
    world.live(moscow(*FRIDAY, 12), moscow(*FRIDAY, 20))
    (push,) = world.pushes("digest")
    assert push.silent
    assert push.about == {"day": "2026-11-20"}
    assert push.expires_at == moscow(*MONDAY, 18).astimezone(UTC)


def test_it_comes_on_working_days_only(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*FRIDAY, 7))
    world.day_off(date(*MONDAY))
    world.live(moscow(*FRIDAY, 12), moscow(*TUESDAY, 20))
    assert world.at("digest") == ["20.11 18:00", "24.11 18:00"]


def test_his_own_hour_goes_before_the_companys_and_the_end_of_work_before_both(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*MONDAY, 7), digest_at="16:30")
    world.member("Глеб", Role.OWNER, joined_at=moscow(*MONDAY, 7), digest_at="20:15", work_hours=LONG_DAYS)
    world.member("Роман", Role.OWNER, joined_at=moscow(*MONDAY, 7), digest_at="20:15")
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 23))
    assert world.at("digest") == ["23.11 16:30", "23.11 18:00", "23.11 20:15"]


def test_in_the_urals_it_comes_by_their_clock(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*MONDAY, 7), zone="Asia/Yekaterinburg")
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 23))
    assert world.at("digest") == ["23.11 16:00"]
    assert digests(world) == ["digest:1:2026-11-23"]


def test_a_rep_gets_none(world: World) -> None:
    world.member(joined_at=moscow(*MONDAY, 7))
    world.live(moscow(*MONDAY, 12), moscow(*MONDAY, 23))
    assert digests(world) == []


def test_after_a_stop_over_the_evening_it_waits_for_the_morning_and_comes_once(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*FRIDAY, 7))
    world.live(moscow(*FRIDAY, 12), moscow(*FRIDAY, 20))
    world.live(moscow(*MONDAY, 22), moscow(*TUESDAY, 12))
    assert world.at("digest") == ["20.11 18:00", "24.11 09:00"]
    assert digests(world)[-1] == "digest:1:2026-11-23"


def test_after_a_stop_of_days_only_the_last_is_sent(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(2026, 11, 2))
    world.live(moscow(2026, 11, 26, 11), moscow(2026, 11, 26, 12))
    assert digests(world) == ["digest:1:2026-11-25"]


def test_on_leave_none_comes_and_none_is_made_up_for(world: World) -> None:
    vera = world.member("Вера", Role.MANAGER, joined_at=moscow(*MONDAY, 7))
    world.away(vera, date(*MONDAY), date(*TUESDAY))
    world.live(moscow(*MONDAY, 8), moscow(2026, 11, 25, 12))
    assert digests(world) == []


def test_who_came_today_after_its_hour_gets_none_of_today(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*MONDAY, 19))
    world.live(moscow(*MONDAY, 19), moscow(*TUESDAY, 20))
    assert world.at("digest") == ["24.11 18:00"]


def test_ticks_of_any_kind_send_it_once(world: World) -> None:
    world.member("Вера", Role.MANAGER, joined_at=moscow(*MONDAY, 7))
    world.live_evenly(moscow(*MONDAY, 17), moscow(*MONDAY, 20))
    world.live(moscow(*MONDAY, 17), datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert digests(world) == ["digest:1:2026-11-23"]
