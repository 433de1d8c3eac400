"""Moving the clock: the hook of a bot in the same process, the protocol of a bot run apart."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox import VirtualClock
from tests.sandbox.conftest import ANNA, START, Stopwatch, Town


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_clock_runs_with_real_time_and_never_goes_back() -> None:
    real = Stopwatch()
    clock = VirtualClock(START, real=real)
    assert clock.now() == START
    real.pass_by(5)
    assert clock.now() == START + timedelta(seconds=5)
    clock.move_to(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)
    clock.move_to(START)
    assert clock.now() == START + timedelta(days=1)
    with pytest.raises(ValueError, match="aware"):
        VirtualClock(datetime(2026, 1, 1))  # noqa: DTZ001


async def test_the_clock_answers_when_the_hook_has_lived_through_the_day(town: Town) -> None:
    due = START + timedelta(hours=3)

    async def live_through(target: datetime) -> None:
        assert due < target
        town.sandbox.clock.move_to(due)
        await town.bot.send_message(ANNA, "пора звонить")

    town.sandbox.on_advance(live_through)
    state = await town.hands.post("clock", advance_s=86_400)
    assert state["followed"]
    assert timedelta(days=1) <= _instant(state["now"]) - START < timedelta(days=1, minutes=1)
    [seen] = (await town.hands.sees())["messages"]
    assert abs(_instant(seen["date"]) - due) < timedelta(seconds=5)


async def test_without_a_bot_the_clock_just_moves(town: Town) -> None:
    state = await town.hands.post("clock", advance_s=60)
    assert not state["followed"]
    for nonsense in (-1, "завтра", True, float("nan"), 1e15, 367 * 86_400):
        await town.hands.post("clock", 400, advance_s=nonsense)


async def test_a_bot_run_apart_steps_through_each_due_instant(town: Town) -> None:
    due = START + timedelta(hours=3)

    async def follow() -> None:
        under_way = await town.hands.get("clock?wait=0")
        rev, target = under_way["rev"], _instant(under_way["target"])
        assert _instant(under_way["now"]) < due < target
        await town.hands.post("clock/step", rev=rev, now=due.isoformat())
        await town.bot.send_message(ANNA, "пора звонить")
        await town.hands.post("clock/done", rev=rev, next_due="2026-12-01T09:00:00+00:00")

    follower = asyncio.create_task(follow())
    await town.sandbox.follower.wait()
    state = await town.hands.post("clock", advance_s=86_400)
    await follower
    assert state["followed"]
    assert (state["target"], state["next_due"]) == (None, "2026-12-01T09:00:00+00:00")
    assert _instant(state["now"]) >= START + timedelta(days=1)
    [seen] = (await town.hands.sees())["messages"]
    assert abs(_instant(seen["date"]) - due) < timedelta(seconds=5)


async def test_a_bot_that_died_on_the_way_can_come_back_and_finish(town: Town) -> None:
    waiting = asyncio.create_task(town.hands.get("clock?wait=0"))
    await town.sandbox.follower.wait()
    moving = asyncio.create_task(town.hands.post("clock", advance_s=3600))
    first = await waiting
    again = await town.hands.get("clock?wait=0")
    assert again["target"] == first["target"]
    await town.hands.post("clock/done", rev=again["rev"])
    assert (await moving)["target"] is None


async def test_reports_of_an_advance_that_is_not_under_way_are_refused(town: Town) -> None:
    await town.hands.post("clock/done", 409, rev=1)
    await town.hands.post("clock/step", 409, rev=0, now=START.isoformat())


async def test_two_at_once_move_the_clock_one_after_the_other(town: Town) -> None:
    await asyncio.gather(*(town.hands.post("clock", advance_s=3600) for _ in range(2)))
    now = _instant((await town.hands.get("clock"))["now"])
    assert now.astimezone(UTC) >= START + timedelta(hours=2)
