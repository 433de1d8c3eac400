"""Stepping from one due instant to the next tells exactly what looking every few minutes does."""

from datetime import date, timedelta
from random import Random

import pytest

from domain.tables import Role, TaskAction
from tests.scheduler.world import World, moscow

ZONES = (None, "Asia/Yekaterinburg", "Asia/Kamchatka", "Europe/Berlin")
THURSDAY, TUESDAY = moscow(2026, 11, 26, 6), moscow(2026, 12, 1, 20)


def _company(seed: int) -> World:
    chance = Random(seed)
    world = World()
    people = [world.member(zone=chance.choice(ZONES)) for _ in range(4)]
    world.member("Вера", Role.MANAGER, zone=chance.choice(ZONES))
    world.member("Глеб", Role.OWNER, digest_at="16:30")
    world.away(people[0], date(2026, 11, 28), date(2026, 11, 30))
    for person in people:
        for _ in range(6):
            at = THURSDAY + timedelta(minutes=5 * chance.randrange(12 * 24 * 5))
            action = chance.choice([TaskAction.CALL, TaskAction.CALL, TaskAction.OFFER, TaskAction.MEETING])
            world.task(person, at, action, minutes=chance.choice([30, 60, 120]))
    return world


@pytest.mark.parametrize("seed", range(1))
def test_stepping_by_next_due_misses_nothing(seed: int) -> None:
    stepped, even = _company(seed), _company(seed)
    stepped.live(THURSDAY, TUESDAY)
    even.live_evenly(THURSDAY, TUESDAY)
    assert sorted(stepped.told) == sorted(even.told)
    assert len(stepped.told) > 30


@pytest.mark.parametrize("seed", range(4))
def test_a_stop_of_any_length_doubles_nothing_and_sends_nothing_stale(seed: int) -> None:
    chance = Random(seed)
    world = _company(seed)
    stop = THURSDAY + timedelta(minutes=5 * chance.randrange(12 * 24 * 2))
    back = stop + timedelta(minutes=5 * chance.choice([6, 12, 12 * 12, 12 * 24, 12 * 24 * 3]))
    world.live(THURSDAY, stop)
    world.live(back, TUESDAY)
    keys = [key for _, key in world.told]
    assert len(keys) == len(set(keys))
    assert _stale(world) == []


def _stale(world: World) -> list[str]:
    expiry = {push.key: push.expires_at for push in world.all_pushes()}
    return [key for at, key in world.told if (until := expiry[key]) is not None and at >= until]
