"""aiogram's storage contract on the company's database, and the buffer of an update."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.dialog_storage import Buffer, DialogStorage, current_buffer
from domain.clock import ManualClock
from domain.tables import DialogState

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANNA = StorageKey(bot_id=42, chat_id=1001, user_id=1001)
BORIS = StorageKey(bot_id=42, chat_id=1002, user_id=1002)


class Call(StatesGroup):
    client = State()
    outcome = State()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def storage(database: Database, clock: ManualClock) -> DialogStorage:
    return DialogStorage(database, clock)


@contextmanager
def within_update(person: int = 1001) -> Iterator[Buffer]:
    buffer = Buffer(person)
    token = current_buffer.set(buffer)
    try:
        yield buffer
    finally:
        current_buffer.reset(token)


async def commit(storage: DialogStorage, database: Database, buffer: Buffer) -> None:
    await database.write(lambda session: storage.flush(session, buffer))
    storage.committed(buffer)


async def stored(database: Database) -> dict[str, tuple[str | None, str | None]]:
    def rows(session: Session) -> Any:
        found = session.execute(select(DialogState.key, DialogState.state, DialogState.data))
        return {row.key: (row.state, row.data) for row in found}

    return await database.read(rows)


def afresh(database: Database) -> DialogStorage:
    """As another process would open it: nothing in memory."""
    return DialogStorage(database, ManualClock(NOON))


async def test_nothing_is_known_of_a_newcomer(storage: DialogStorage) -> None:
    assert await storage.get_state(ANNA) is None
    assert await storage.get_data(ANNA) == {}


async def test_a_state_is_kept_and_forgotten(storage: DialogStorage, database: Database) -> None:
    await storage.set_state(ANNA, Call.outcome)
    assert await storage.get_state(ANNA) == "Call:outcome"
    await storage.set_state(ANNA, "by:name")
    assert await afresh(database).get_state(ANNA) == "by:name"
    await storage.set_state(ANNA, None)
    assert await storage.get_state(ANNA) is None
    assert await stored(database) == {}


async def test_data_are_kept_replaced_and_forgotten(storage: DialogStorage, database: Database) -> None:
    given = {"client": "ООО «Ромашка» 🌼", "n": 7, "nested": {"list": [1, None, True]}}
    await storage.set_data(ANNA, given)
    assert await storage.get_data(ANNA) == given
    assert await afresh(database).get_data(ANNA) == given
    await storage.set_data(ANNA, {"other": 1})
    assert await storage.get_data(ANNA) == {"other": 1}
    await storage.set_data(ANNA, {})
    assert await storage.get_data(ANNA) == {}
    assert await stored(database) == {}


async def test_data_are_updated_like_a_dictionary(storage: DialogStorage) -> None:
    assert await storage.update_data(ANNA, {"a": 1}) == {"a": 1}
    assert await storage.update_data(ANNA, {"b": 2}) == {"a": 1, "b": 2}
    assert await storage.update_data(ANNA, {"a": 3}) == {"a": 3, "b": 2}
    assert await storage.get_data(ANNA) == {"a": 3, "b": 2}


async def test_one_value_is_asked_for(storage: DialogStorage) -> None:
    await storage.set_data(ANNA, {"a": 1, "none": None})
    assert await storage.get_value(ANNA, "a") == 1
    assert await storage.get_value(ANNA, "none", 5) is None
    assert await storage.get_value(ANNA, "absent") is None
    assert await storage.get_value(ANNA, "absent", "default") == "default"


async def test_data_that_are_no_dictionary_are_refused_as_aiogram_does(storage: DialogStorage) -> None:
    wrong: Any
    for wrong in ((), [], "text", 1, None):
        with pytest.raises(DataNotDictLikeError):
            await storage.set_data(ANNA, wrong)
    assert await storage.get_data(ANNA) == {}


async def test_what_was_given_out_may_be_changed_without_harm(storage: DialogStorage) -> None:
    given = {"list": [1]}
    await storage.set_data(ANNA, given)
    given["list"].append(2)
    got = await storage.get_data(ANNA)
    got["list"].append(3)
    assert await storage.get_data(ANNA) == {"list": [1]}


async def test_state_and_data_do_not_disturb_each_other(storage: DialogStorage, database: Database) -> None:
    await storage.set_state(ANNA, "s")
    await storage.set_data(ANNA, {"a": 1})
    await storage.set_state(ANNA, None)
    assert await storage.get_data(ANNA) == {"a": 1}
    await storage.set_state(ANNA, "t")
    await storage.set_data(ANNA, {})
    assert await storage.get_state(ANNA) == "t"
    assert len(await stored(database)) == 1


async def test_every_part_of_a_key_makes_another_dialog(storage: DialogStorage, database: Database) -> None:
    keys = [
        ANNA,
        BORIS,
        StorageKey(bot_id=43, chat_id=1001, user_id=1001),
        StorageKey(bot_id=42, chat_id=-100500, user_id=1001),
        StorageKey(bot_id=42, chat_id=1001, user_id=1001, thread_id=7),
        StorageKey(bot_id=42, chat_id=1001, user_id=1001, business_connection_id="7"),
        StorageKey(bot_id=42, chat_id=1001, user_id=1001, destiny="aiogd:stack:"),
        StorageKey(bot_id=42, chat_id=1001, user_id=1001, destiny="aiogd:context:Ab1"),
    ]
    for number, key in enumerate(keys):
        await storage.set_data(key, {"number": number})
    assert [await storage.get_value(key, "number") for key in keys] == list(range(len(keys)))
    other = afresh(database)
    assert [await other.get_value(key, "number") for key in keys] == list(range(len(keys)))


async def test_inside_an_update_nothing_is_written_until_its_end(storage: DialogStorage, database: Database) -> None:
    with within_update() as buffer:
        await storage.set_state(ANNA, "s")
        await storage.set_data(ANNA, {"step": 1})
        await storage.update_data(ANNA, {"client": 2})
        assert await storage.get_data(ANNA) == {"step": 1, "client": 2}
        assert await storage.get_state(ANNA) == "s"
        assert await stored(database) == {}
    assert await storage.get_data(ANNA) == {}, "not committed yet"
    await commit(storage, database, buffer)
    assert await storage.get_data(ANNA) == {"step": 1, "client": 2}
    assert await afresh(database).get_state(ANNA) == "s"


async def test_a_dropped_update_leaves_what_was_before(storage: DialogStorage, database: Database) -> None:
    await storage.set_data(ANNA, {"step": 1})
    with within_update():
        await storage.set_data(ANNA, {"step": 2})
        await storage.set_state(ANNA, "s")
    assert await storage.get_data(ANNA) == {"step": 1}
    assert await storage.get_state(ANNA) is None
    assert await afresh(database).get_data(ANNA) == {"step": 1}
    with within_update() as buffer:
        assert await storage.get_data(ANNA) == {"step": 1}
        await storage.update_data(ANNA, {"again": True})
    await commit(storage, database, buffer)
    assert await afresh(database).get_data(ANNA) == {"step": 1, "again": True}


async def test_a_flush_that_is_rolled_back_changes_nothing(storage: DialogStorage, database: Database) -> None:
    await storage.set_data(ANNA, {"step": 1})
    with within_update() as buffer:
        await storage.set_data(ANNA, {"step": 2})

    def job(session: Session) -> None:
        storage.flush(session, buffer)
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(job)
    assert await storage.get_data(ANNA) == {"step": 1}
    await commit(storage, database, buffer)
    assert await afresh(database).get_data(ANNA) == {"step": 2}


async def test_a_closed_dialog_loses_its_row(storage: DialogStorage, database: Database) -> None:
    await storage.set_data(ANNA, {"step": 1})
    with within_update() as buffer:
        await storage.set_data(ANNA, {})
        await storage.set_state(ANNA, None)
    await commit(storage, database, buffer)
    assert await stored(database) == {}
    assert await storage.get_data(ANNA) == {}


async def test_a_dialog_closed_while_memory_was_lost_loses_its_row_too(
    storage: DialogStorage, database: Database
) -> None:
    """Another two thousand people came by, or the lead was lost and won, between the reading and the commit."""
    await storage.set_data(ANNA, {"step": 1})
    with within_update() as buffer:
        await storage.set_data(ANNA, {})
    storage.forget()
    await commit(storage, database, buffer)
    assert await stored(database) == {}
    assert await storage.get_data(ANNA) == {}


async def test_opened_and_closed_in_one_update_is_nothing(storage: DialogStorage, database: Database) -> None:
    with within_update() as buffer:
        await storage.set_data(ANNA, {"step": 1})
        await storage.set_data(ANNA, {})
    await commit(storage, database, buffer)
    assert await stored(database) == {}


async def test_a_record_read_but_not_changed_is_not_written(
    storage: DialogStorage, database: Database, clock: ManualClock
) -> None:
    await storage.set_data(ANNA, {"step": 1})
    clock.advance(timedelta(days=1))
    with within_update() as buffer:
        await storage.set_data(ANNA, await storage.get_data(ANNA))
    await commit(storage, database, buffer)
    assert await database.read(lambda s: s.scalar(select(DialogState.updated_at))) == NOON


async def test_twenty_first_writes_of_one_key_at_once(storage: DialogStorage, database: Database) -> None:
    await asyncio.gather(*(storage.set_data(ANNA, {"n": n}) for n in range(20)))
    kept = await afresh(database).get_data(ANNA)
    assert kept["n"] in range(20)
    assert await storage.get_data(ANNA) == kept
    assert len(await stored(database)) == 1


async def test_state_and_data_written_at_once_are_both_kept(storage: DialogStorage, database: Database) -> None:
    await asyncio.gather(storage.set_state(ANNA, "s"), storage.set_data(ANNA, {"a": 1}))
    other = afresh(database)
    assert (await other.get_state(ANNA), await other.get_data(ANNA)) == ("s", {"a": 1})


async def test_updates_at_once_by_different_persons_do_not_mix(storage: DialogStorage, database: Database) -> None:
    async def visit(key: StorageKey) -> None:
        with within_update(key.user_id) as buffer:
            await storage.set_data(key, {"person": key.user_id})
            await asyncio.sleep(0)
            await storage.update_data(key, {"again": key.user_id})
        await commit(storage, database, buffer)

    await asyncio.gather(visit(ANNA), visit(BORIS))
    other = afresh(database)
    assert await other.get_data(ANNA) == {"person": 1001, "again": 1001}
    assert await other.get_data(BORIS) == {"person": 1002, "again": 1002}


async def test_after_the_lead_was_won_what_another_wrote_is_read(storage: DialogStorage, database: Database) -> None:
    await storage.set_data(ANNA, {"step": 1})
    await afresh(database).set_data(ANNA, {"step": 2})
    storage.forget()
    assert await storage.get_data(ANNA) == {"step": 2}
