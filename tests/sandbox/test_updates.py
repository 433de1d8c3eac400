"""getUpdates: nothing is lost before it is confirmed."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from sandbox import DEFAULT_CAST, Sandbox
from sandbox.ids import Ids, seed_of
from tests.sandbox.conftest import ANNA, BORIS, Town, buttons


async def test_an_update_comes_again_until_the_offset_confirms_it(town: Town) -> None:
    await town.hands.say("раз")
    await town.hands.say("два")
    first, second = await town.bot.get_updates()
    assert [update.update_id for update in await town.bot.get_updates()] == [first.update_id, second.update_id]
    assert await town.bot.get_updates(offset=second.update_id) == [second]
    assert await town.bot.get_updates() == [second]
    assert await town.bot.get_updates(offset=second.update_id + 1) == []
    assert await town.bot.get_updates() == []


async def test_a_long_poll_is_answered_as_soon_as_something_comes(town: Town) -> None:
    polling = asyncio.create_task(town.bot.get_updates(timeout=30))
    await town.sandbox.world.updates.polling.wait()
    await town.hands.say("привет")
    async with asyncio.timeout(5):
        [update] = await polling
    assert update.message is not None


async def test_the_limit_and_a_negative_offset(town: Town) -> None:
    for text in "абв":
        await town.hands.say(text)
    assert len(await town.bot.get_updates(limit=2)) == 2
    [last] = await town.bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "в"


async def test_a_second_poller_ends_the_first(town: Town) -> None:
    polling = asyncio.create_task(town.bot.get_updates(timeout=30))
    await town.sandbox.world.updates.polling.wait()
    await town.bot.get_updates()
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await polling


async def test_kinds_that_were_not_asked_for_do_not_come(town: Town) -> None:
    await town.bot.get_updates(allowed_updates=["callback_query"])
    await town.hands.say("не придёт")
    sent = await town.bot.send_message(ANNA, "?", reply_markup=buttons("Да"))
    await town.hands.post(f"people/{ANNA}/tap", message_id=sent.message_id, text="Да")
    assert [update.event_type for update in await town.bot.get_updates()] == ["callback_query"]


async def test_taps_and_messages_of_one_person_come_in_one_batch(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "?", reply_markup=buttons("Да"))
    tap: dict[str, Any] = {"message_id": sent.message_id, "text": "Да"}
    await town.hands.post(f"people/{ANNA}/tap", **tap)
    await town.hands.say("и ещё")
    await town.hands.post(f"people/{ANNA}/tap", **tap)
    kinds = [update.event_type for update in await town.updates()]
    assert kinds == ["callback_query", "message", "callback_query"]


async def test_telegram_forgets_a_tap_after_150_seconds_and_a_message_after_a_day(town: Town) -> None:
    await town.hands.say("помню")
    await town.hands.post(f"people/{BORIS}/tap_raw", message_id=1, data="x")
    town.time.pass_by(151)
    assert [update.event_type for update in await town.bot.get_updates()] == ["message"]
    town.time.pass_by(24 * 3600)
    assert await town.bot.get_updates() == []


async def test_moving_the_clock_loses_no_update(town: Town) -> None:
    await town.hands.post(f"people/{BORIS}/tap_raw", message_id=1, data="x")
    await town.hands.post("clock", advance_s=3 * 86_400)
    assert len(await town.bot.get_updates()) == 1


async def test_ids_do_not_repeat_between_two_runs(town: Town) -> None:
    numbers = []
    for seed in (seed_of(1_795_000_000.0), seed_of(1_795_000_002.0)):
        sandbox = Sandbox(DEFAULT_CAST, seed=seed)
        await sandbox.start()
        for text in ("раз", "два", "три"):
            sandbox.acts.say(sandbox.acts.chat_of(ANNA), text)
        pending = [update.body for update in sandbox.world.updates.pending()]
        numbers.append({(update["update_id"], update["message"]["message_id"]) for update in pending})
        await sandbox.stop()
    assert not {update for update, _ in numbers[0]} & {update for update, _ in numbers[1]}
    assert not {message for _, message in numbers[0]} & {message for _, message in numbers[1]}


def test_files_and_taps_of_two_runs_differ_and_ids_fit_in_32_bits() -> None:
    one, two = Ids(seed_of(1_795_000_000.0)), Ids(seed_of(1_795_000_000.5))
    assert one.file("photo")[0] != two.file("photo")[0]
    assert one.query() != two.query()
    assert 0 < Ids(seed_of(4_000_000_000.0)).update() < 2**31


async def test_a_hostile_update_comes_as_it_is(town: Town, bot: Bot) -> None:
    await town.hands.post("raw", update={"message": {"nonsense": True}})
    [update] = (await town.call("getUpdates"))["result"]
    assert update["message"] == {"nonsense": True}
