"""Neither the bot's token nor what people wrote gets into the logs, whoever prints it."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.database import writing_engine
from bot.logging import configure_logging, redacted
from tests.harness import Office

TOKEN = "123456789:AAH-abcdefghijklmnopqrstuvwxyz_12345"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything the program prints to the console."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stdout", written)
    monkeypatch.setattr("sys.stderr", written)
    configure_logging(logging.DEBUG)
    yield written
    configure_logging(logging.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"Bearer {TOKEN}",
        ADDRESS,
        f"Cannot connect to host: bot{TOKEN}",
        ADDRESS.replace(":AAH", "%3AAAH"),
        f"{ADDRESS} and again {ADDRESS}",
    ],
)
def test_a_token_is_not_left_in_any_text(text: str) -> None:
    assert "AAH" not in redacted(text)


@pytest.mark.parametrize("text", ["update 123456: answered", "2026-11-22 10:00:00", "client:17:3", "1001:hello"])
def test_what_is_no_token_is_left_as_it_is(text: str) -> None:
    assert redacted(text) == text


def test_errors_of_libraries_are_cleaned(console: io.StringIO) -> None:
    try:
        raise aiohttp.ClientError(ADDRESS) from OSError(ADDRESS)
    except aiohttp.ClientError as error:
        logging.getLogger("aiohttp.client").exception("request to %s failed: %r", ADDRESS, error)
    logging.getLogger("aiogram").warning("%(url)s", {"url": ADDRESS})
    assert "AAH" not in console.getvalue()
    assert console.getvalue().count("<token>") >= 4
    assert "Traceback" in console.getvalue()


def test_our_own_lines_are_cleaned_with_all_they_carry(console: io.StringIO) -> None:
    log = structlog.get_logger()
    error = aiohttp.ClientError(ADDRESS)
    log.warning(f"calling {ADDRESS}", error=repr(error), raw=error, several=[ADDRESS])
    try:
        raise error
    except aiohttp.ClientError:
        log.exception("failed")
    log.error("failed", exc_info=error)
    assert "AAH" not in console.getvalue()
    assert console.getvalue().count("<token>") >= 6


async def test_a_real_error_of_aiogram_is_cleaned(console: io.StringIO) -> None:
    """Nobody listens at the address: what aiogram raises and what is printed of it."""
    session = AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:1"), timeout=2)
    async with Bot(TOKEN, session=session) as bot:
        with pytest.raises(TelegramNetworkError) as away:
            await bot.get_me()
    structlog.get_logger().error("away", exc_info=away.value)
    logging.getLogger("aiogram").error("away", exc_info=away.value)
    assert "127.0.0.1:1" in console.getvalue()
    assert "AAH" not in console.getvalue()


def test_a_database_error_says_nothing_of_what_was_written(console: io.StringIO, tmp_path: Path) -> None:
    """Names, phones and comments are the parameters of a statement."""
    written = {"name": "Ольга +79120000000"}
    engine = writing_engine(f"sqlite:///{tmp_path / 'office.db'}")
    with pytest.raises(OperationalError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), written)
    structlog.get_logger().error("handling failed", exc_info=failed.value)
    logging.getLogger("sqlalchemy").error("failed", exc_info=failed.value)
    engine.dispose()
    assert "nowhere" in console.getvalue()
    assert "Ольга" not in console.getvalue()


async def test_an_update_that_is_not_understood_is_not_quoted(office: Office, console: io.StringIO) -> None:
    """What is wrong with it and where, without the words and the phone of a person."""
    person = {"id": 1001, "is_bot": False, "first_name": "Анна"}
    message = {"message_id": 1, "date": "вчера, Ольга +79120000000", "chat": {"id": 1001, "type": "private"}}
    await office.program.intake.take([{"update_id": 7, "message": message | {"from": person}}])
    await office.idle()
    said = console.getvalue()
    assert "update not understood" in said
    assert "message.date" in said
    assert "Ольга" not in said
