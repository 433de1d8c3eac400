"""Each person's updates one after another, in order; different persons at the same time."""

import asyncio
from datetime import UTC, datetime

from bot.inbox import Received
from bot.lanes import Lanes

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def row(update_id: int, lane: int = 1) -> Received:
    return Received(42, update_id, lane, {}, NOON)


class Desk:
    """Settles a row when told to; remembers the order."""

    def __init__(self, *slow: int) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.busy: set[int] = set()
        self.gates = {update_id: asyncio.Event() for update_id in slow}

    async def settle(self, row: Received) -> None:
        assert row.lane not in self.busy, "two at once in one lane"
        self.busy.add(row.lane)
        self.begun.append(row.update_id)
        try:
            if row.update_id in self.gates:
                await self.gates[row.update_id].wait()
            await asyncio.sleep(0)
            self.done.append(row.update_id)
        finally:
            self.busy.discard(row.lane)


async def test_one_persons_updates_go_in_order() -> None:
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1)])
    await asyncio.sleep(0)
    lanes.put([row(3), row(2)])
    lanes.put([row(4)])
    assert desk.begun == [1]
    desk.gates[1].set()
    await lanes.rest()
    assert desk.done == [1, 2, 3, 4]
    assert lanes.held == 0


async def test_an_earlier_update_that_came_later_does_not_overtake_the_one_in_hand() -> None:
    desk = Desk(5)
    lanes = Lanes(desk.settle)
    lanes.put([row(5), row(9)])
    await asyncio.sleep(0)
    lanes.put([row(4), row(7)])
    desk.gates[5].set()
    await lanes.rest()
    assert desk.done == [5, 4, 7, 9]


async def test_other_persons_never_wait() -> None:
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1, lane=1), row(2, lane=1), row(3, lane=2), row(4, lane=3)])
    async with asyncio.timeout(1):
        while desk.done != [3, 4]:
            await asyncio.sleep(0)
    assert lanes.held == 2
    desk.gates[1].set()
    await lanes.rest()
    assert desk.done == [3, 4, 1, 2]


async def test_a_row_that_is_held_is_not_queued_twice() -> None:
    """The sweep of the inbox finds again what the intake has just handed over."""
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1), row(2)])
    await asyncio.sleep(0)
    lanes.put([row(1), row(2)])
    desk.gates[1].set()
    await lanes.rest()
    assert desk.done == [1, 2]


async def test_what_comes_at_a_start_waits_for_what_was_left_over() -> None:
    desk = Desk()
    lanes = Lanes(desk.settle, opened=False)
    lanes.put([row(5), row(9, lane=2)])
    await lanes.rest()
    assert desk.begun == []
    lanes.put([row(4), row(3)])
    lanes.open()
    await lanes.rest()
    assert desk.done == [3, 9, 4, 5]


async def test_what_is_done_while_the_inbox_is_read_is_not_begun_again() -> None:
    """Read as waiting, answered before the rows have come: its screen would be sent twice."""
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1), row(2)])
    await asyncio.sleep(0)

    async def read() -> list[Received]:
        found = [row(1), row(2), row(3)]
        desk.gates[1].set()
        await lanes.rest()
        return found

    assert len(await lanes.put_read(read())) == 3
    await lanes.rest()
    assert desk.done == [1, 2, 3]
    lanes.put([row(1)])
    await lanes.rest()
    assert desk.done == [1, 2, 3, 1]


async def test_a_lane_left_empty_opens_again() -> None:
    desk = Desk()
    lanes = Lanes(desk.settle)
    for update_id in range(1, 4):
        lanes.put([row(update_id)])
        await lanes.rest()
    assert desk.done == [1, 2, 3]


async def test_draining_finishes_what_is_in_hand_and_begins_nothing() -> None:
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1), row(2)])
    await asyncio.sleep(0)
    draining = asyncio.create_task(lanes.drain(5))
    await asyncio.sleep(0)
    lanes.put([row(3, lane=2)])
    desk.gates[1].set()
    await draining
    assert desk.done == [1]
    assert lanes.held == 0


async def test_what_is_not_done_in_time_is_cancelled_and_stays_for_the_next_start() -> None:
    desk = Desk(1)
    lanes = Lanes(desk.settle)
    lanes.put([row(1), row(2), row(3, lane=2)])
    await asyncio.sleep(0)
    await lanes.drain(0.01)
    assert desk.begun == [1, 3]
    assert desk.done == [3]
    assert desk.busy == set()
