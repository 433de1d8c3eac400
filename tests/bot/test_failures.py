"""Away is waited out, gone switches the recipient off, ours is counted."""

import sqlite3
from pathlib import Path

import asyncpg
import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.database import open_database
from bot.failures import HandlingTooLong, Kind, kind_of, patiently, tried, wait_for
from domain.errors import ClientNotYours
from tests.databases import Postgres

SEND = SendMessage(chat_id=1, text="text")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TelegramNetworkError(SEND, "reset"), Kind.AWAY),
        (TelegramServerError(SEND, "Bad Gateway"), Kind.AWAY),
        (TelegramRetryAfter(SEND, "Too Many Requests", 7), Kind.AWAY),
        (TelegramConflictError(SEND, "Conflict: terminated by other getUpdates request"), Kind.AWAY),
        (ClientDecodeError("Failed to decode object", ValueError(), "<html>502</html>"), Kind.AWAY),
        (ConnectionRefusedError(111, "refused"), Kind.AWAY),
        (TimeoutError(), Kind.AWAY),
        (FileNotFoundError(2, "No such file or directory"), Kind.AWAY),
        (TelegramForbiddenError(SEND, "Forbidden: bot was blocked by the user"), Kind.GONE),
        (TelegramForbiddenError(SEND, "Forbidden: user is deactivated"), Kind.GONE),
        (TelegramBadRequest(SEND, "Bad Request: chat not found"), Kind.GONE),
        (TelegramBadRequest(SEND, "Bad Request: PEER_ID_INVALID"), Kind.GONE),
        (TelegramBadRequest(SEND, "Bad Request: can't parse entities"), Kind.OURS),
        (TelegramUnauthorizedError(SEND, "Unauthorized"), Kind.OURS),
        (HandlingTooLong("update 7"), Kind.OURS),
        (ClientNotYours(name="Ромашка", keeper="Борис"), Kind.OURS),
        (KeyError("client"), Kind.OURS),
    ],
)
def test_each_failure_has_its_kind(error: BaseException, kind: Kind) -> None:
    assert kind_of(error) is kind


def test_a_file_of_ours_that_is_not_there_is_not_waited_for(tmp_path: Path) -> None:
    """It will not appear by itself: the lane would wait for ever and nobody be told."""
    with pytest.raises(FileNotFoundError) as absent:
        (tmp_path / "font.ttf").read_bytes()
    assert kind_of(absent.value) is Kind.OURS


@pytest.mark.parametrize("said", ["database is locked", "disk I/O error", "database or disk is full"])
def test_a_full_or_locked_disk_is_waited_for(said: str) -> None:
    assert kind_of(OperationalError("INSERT", {}, sqlite3.OperationalError(said))) is Kind.AWAY


def test_a_mistake_in_a_query_is_ours() -> None:
    assert kind_of(OperationalError("SELEKT", {}, sqlite3.OperationalError("no such table: klient"))) is Kind.OURS


async def test_a_postgres_that_is_not_there_is_away() -> None:
    database = open_database("postgresql://polevik@127.0.0.1:1/polevik")
    error = await tried(database.read(lambda s: s.execute(text("SELECT 1"))))
    assert isinstance(error, BaseException)
    assert kind_of(error) is Kind.AWAY
    await database.close()


async def test_a_postgres_with_too_many_guests_is_away(postgres: Postgres) -> None:
    url = await postgres.create()
    admin = await asyncpg.connect(url)
    await admin.execute("DROP ROLE IF EXISTS crowded")
    await admin.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    database = open_database(url.replace("polevik@", "crowded@"))
    error = await tried(database.read(lambda s: s.execute(text("SELECT 1"))))
    assert isinstance(error, BaseException)
    assert kind_of(error) is Kind.AWAY, repr(error)
    await database.close()
    await admin.execute("DROP ROLE crowded")
    await admin.close()
    await postgres.drop(url)


async def test_a_session_ended_in_the_midst_of_a_transaction_is_away(postgres: Postgres) -> None:
    url = await postgres.create()
    database = open_database(url)
    error = await tried(database.write(lambda s: s.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))))
    assert isinstance(error, BaseException)
    assert kind_of(error) is Kind.AWAY, repr(error)
    await database.close()
    await postgres.drop(url)


def test_the_wait_grows_to_five_seconds_or_is_what_telegram_asks() -> None:
    assert [wait_for(TimeoutError(), attempt) for attempt in range(7)] == [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    assert wait_for(TimeoutError(), 5000) == 5.0
    assert wait_for(TelegramRetryAfter(SEND, "Too Many Requests", 40), 0) == 40.0


async def test_patience_asks_again_while_somebody_is_away_and_no_longer() -> None:
    answers: list[BaseException | str] = [ConnectionResetError(), "here"]

    async def ask() -> str:
        answer = answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    assert await patiently(ask) == "here"
    answers[:] = [KeyError("ours"), "never"]
    with pytest.raises(KeyError):
        await patiently(ask)
    assert answers == ["never"]
