"""The inbox: committed before it is confirmed, in order, once, and never lost; on both databases."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.database import Database
from bot.inbox import (
    Applied,
    AppliedElsewhere,
    Received,
    accept,
    count_failure,
    count_kill,
    lane_of,
    last_update_id,
    mark_answered,
    mark_applied,
    received,
    refreshed,
    settle,
    unanswered,
)
from bot.intake import SECRET_HEADER, Intake, webhook_app
from domain.clock import ManualClock
from domain.tables import Inbox, InboxState

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BOT = 42


def message(update_id: int, person: int = 1001, text: str = "привет", **more: Any) -> dict[str, Any]:
    who = {"id": person, "is_bot": False, "first_name": "Анна"}
    chat = {"id": person, "type": "private", "first_name": "Анна"}
    body = {"message_id": update_id, "date": 1_790_000_000, "from": who, "chat": chat, "text": text, **more}
    return {"update_id": update_id, "message": body}


def rows_of(*updates: dict[str, Any]) -> list[Received]:
    return [received(BOT, raw, NOON) for raw in updates]


async def state_of(database: Database, update_id: int) -> InboxState | None:
    return await database.read(lambda s: s.scalar(select(Inbox.state).where(Inbox.update_id == update_id)))


async def test_what_is_accepted_is_there_after_a_crash_as_it_came(database: Database) -> None:
    raw = message(7, text="Звонил 🌼 «Ромашке»\n", unheard_of={"новое": [1, None, 2.5]})
    await database.write(lambda s: accept(s, rows_of(raw)))
    (row,) = await database.read(unanswered, BOT)
    assert (row.update_id, row.lane, row.received_at) == (7, 1001, NOON)
    assert row.payload == raw
    assert (row.state, row.failures, row.kills) == (InboxState.RECEIVED, 0, 0)


async def test_a_repeat_is_ignored(database: Database) -> None:
    first = await database.write(lambda s: accept(s, rows_of(message(7), message(8))))
    again = await database.write(lambda s: accept(s, rows_of(message(8, text="другое"), message(9))))
    assert [row.update_id for row in first] == [7, 8]
    assert [row.update_id for row in again] == [9]
    kept = await database.read(unanswered, BOT)
    assert [(row.update_id, row.payload["message"]["text"]) for row in kept] == [
        (7, "привет"),
        (8, "привет"),
        (9, "привет"),
    ]


async def test_the_same_update_at_two_doors_at_once_is_taken_once(database: Database) -> None:
    answers = await asyncio.gather(*(database.write(lambda s: accept(s, rows_of(message(7)))) for _ in range(5)))
    assert sum(len(new) for new in answers) == 1


async def test_half_a_letter_from_telegram_does_not_stop_the_intake(database: Database) -> None:
    new = await database.write(lambda s: accept(s, rows_of(message(7, text="да\ud83d"), message(8))))
    kept = await database.read(unanswered, BOT)
    assert [row.payload["message"]["text"] for row in kept] == ["да?", "привет"]
    assert new == kept


async def test_a_nul_in_a_text_is_taken_by_every_database(database: Database) -> None:
    await database.write(lambda s: accept(s, rows_of(message(7, text="а\x00\x00б \\u0000"))))
    kept = await database.read(unanswered, BOT)
    assert [row.payload["message"]["text"] for row in kept] == ["а??б \\u0000"]


async def test_another_bots_updates_are_anothers(database: Database) -> None:
    await database.write(lambda s: accept(s, [received(43, message(7), NOON)]))
    assert await database.read(unanswered, BOT) == []
    assert await database.read(last_update_id, BOT) is None


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (message(1, person=5), 5),
        ({"update_id": 1, "callback_query": {"id": "1", "from": {"id": 6}, "message": {"chat": {"id": 7}}}}, 6),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 8}, "from": {"id": 9}}}, 9),
        ({"update_id": 1, "channel_post": {"message_id": 1, "chat": {"id": -100}}}, -100),
        ({"update_id": 1, "poll_answer": {"user": {"id": 10}}}, 10),
        ({"update_id": 1, "message": {"from": {"id": "1"}, "chat": []}}, 0),
        ({"update_id": 1, "message": None, "unheard_of": 5}, 0),
    ],
)
def test_whose_an_update_is(update: dict[str, Any], lane: int) -> None:
    assert lane_of(update) == lane


async def test_unanswered_come_oldest_first_page_by_page(database: Database) -> None:
    await database.write(lambda s: accept(s, rows_of(*(message(n) for n in (5, 3, 9, 7)))))
    first = await database.read(unanswered, BOT, limit=2)
    rest = await database.read(unanswered, BOT, after=first[-1].update_id)
    assert [row.update_id for row in (*first, *rest)] == [3, 5, 7, 9]


async def test_applied_comes_with_its_outcome_and_is_still_to_be_answered(database: Database) -> None:
    (row,) = await database.write(lambda s: accept(s, rows_of(message(7))))
    await database.write(lambda s: mark_applied(s, [Applied(row, "log_activity", '{"activity_id": 1}')]))
    (again,) = await database.read(unanswered, BOT)
    assert (again.state, again.use_case, again.outcome) == (
        InboxState.APPLIED,
        "log_activity",
        '{"activity_id": 1}',
    )
    await database.write(lambda s: mark_answered(s, [again]))
    assert await database.read(unanswered, BOT) == []
    assert await database.read(refreshed, row) is None


async def test_what_another_process_applied_is_not_applied_again(database: Database) -> None:
    (row,) = await database.write(lambda s: accept(s, rows_of(message(7))))
    await database.write(lambda s: mark_applied(s, [Applied(row, "log_activity", "{}")]))
    with pytest.raises(AppliedElsewhere):
        await database.write(lambda s: mark_applied(s, [Applied(row, "log_activity", "{}")]))


@pytest.mark.parametrize("state", [InboxState.ANSWERED, InboxState.DEAD])
async def test_what_is_done_is_done(database: Database, state: InboxState) -> None:
    (row,) = await database.write(lambda s: accept(s, rows_of(message(7))))
    assert await database.write(lambda s: settle(s, row, state))
    assert not await database.write(lambda s: settle(s, row, InboxState.DEAD))
    with pytest.raises(AppliedElsewhere):
        await database.write(lambda s: mark_answered(s, [row]))
    with pytest.raises(AppliedElsewhere):
        await database.write(lambda s: mark_applied(s, [Applied(row, "log_activity", "{}")]))
    assert await state_of(database, 7) is state


async def test_a_kill_is_counted_for_what_was_being_tried_only(database: Database) -> None:
    rows = await database.write(lambda s: accept(s, rows_of(message(1, 5), message(2, 6))))
    await database.write(lambda s: count_kill(s, rows[0]))
    await database.write(lambda s: count_kill(s, rows[0]))
    kills = {row.update_id: row.kills for row in await database.read(unanswered, BOT)}
    assert kills == {1: 2, 2: 0}


async def test_failures_are_remembered_with_their_reason(database: Database) -> None:
    (row,) = await database.write(lambda s: accept(s, rows_of(message(7))))
    for _ in range(2):
        await database.write(lambda s: count_failure(s, row, "К7-31 " + "х" * 10_000))
    again = await database.read(refreshed, row)
    assert again is not None
    assert again.failures == 2
    error = await database.read(lambda s: s.scalar(select(Inbox.error)))
    assert error is not None
    assert error.startswith("К7-31 ")
    assert len(error) <= 4000


async def test_the_last_update_is_known_whatever_became_of_it(database: Database) -> None:
    rows = await database.write(lambda s: accept(s, rows_of(message(5), message(9))))
    await database.write(lambda s: mark_answered(s, [rows[1]]))
    assert await database.read(last_update_id, BOT) == 9


# The webhook: the same inbox behind HTTP.


async def test_the_webhook_takes_updates_with_the_secret_only(database: Database) -> None:
    intake = Intake(database, ManualClock(NOON), BOT)
    told: list[int] = []
    intake.accepted = lambda rows: told.extend(row.update_id for row in rows)
    async with TestClient(TestServer(webhook_app(intake, "/hook", "s3cret"))) as telegram:

        async def post(body: Any, secret: str | None = "s3cret") -> int:
            headers = {} if secret is None else {SECRET_HEADER: secret}
            content = {"data": body} if isinstance(body, (bytes, str)) else {"json": body}
            async with telegram.post("/hook", headers=headers, **content) as answer:
                return answer.status

        assert await post(message(7), secret=None) == 401
        assert await post(message(7), secret="wrong") == 401
        assert await post(message(7), secret="сэкрет") == 401
        assert await post(message(7), secret="") == 401
        assert await database.read(unanswered, BOT) == []
        for nonsense in (
            b"",
            b"{",
            b"\xff\xfe",
            b"[]",
            b'"text"',
            b"{}",
            b'{"update_id": "7"}',
            b'{"update_id": true}',
        ):
            assert await post(nonsense) == 400
        assert await post(b"[" * 200_000) == 400
        assert await post(message(7)) == 200
        assert await post(message(7)) == 200
        assert [row.update_id for row in await database.read(unanswered, BOT)] == [7]
        assert told == [7]
        async with telegram.get("/hook") as answer:
            assert answer.status == 405


async def test_the_webhook_says_no_when_it_could_not_keep_the_update(database: Database) -> None:
    """Telegram then sends the update again."""
    intake = Intake(database, ManualClock(NOON), BOT)
    async with TestClient(TestServer(webhook_app(intake, "/hook", "s3cret"))) as telegram:

        async def post() -> int:
            async with telegram.post("/hook", headers={SECRET_HEADER: "s3cret"}, json=message(7)) as answer:
                return answer.status

        def rename(session: Session, old: str, new: str) -> None:
            session.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

        await database.write(lambda s: rename(s, "inbox", "inbox_away"))
        assert await post() == 500
        await database.write(lambda s: rename(s, "inbox_away", "inbox"))
        assert await post() == 200
        assert len(await database.read(unanswered, BOT)) == 1


async def test_a_replica_that_does_not_lead_only_keeps(database: Database) -> None:
    intake = Intake(database, ManualClock(NOON), BOT)
    await intake.take([message(7), message(8)])
    assert len(await database.read(unanswered, BOT)) == 2


async def test_an_empty_batch_is_nothing(database: Database) -> None:
    await Intake(database, ManualClock(NOON), BOT).take([])
    await database.write(lambda s: s.execute(update(Inbox).values(kills=0)))
    assert await database.read(unanswered, BOT) == []
