"""A sandbox over real HTTP with a real aiogram Bot beside it and a client of the control API."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update

from sandbox import DEFAULT_CAST, Sandbox

ANNA, BORIS, VERA, GLEB, STRANGER = (person.id for person in DEFAULT_CAST)
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Session(AiohttpSession):
    """aiogram's own waits a quarter of a second for TLS connections to close; here there are none."""

    async def close(self) -> None:
        """Close at once."""
        if self._session is not None:
            await self._session.close()


class Stopwatch:
    """Real seconds that a test counts itself: for rates and for what Telegram forgets."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        """Let that much time go by."""
        self.seconds += seconds


@dataclass
class Hands:
    """Acts of people, through the control API over HTTP."""

    http: aiohttp.ClientSession
    base: str

    async def get(self, path: str, status: int = 200) -> Any:
        """GET under /api."""
        async with self.http.get(f"{self.base}/api/{path}") as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def post(self, path: str, status: int = 200, /, **body: Any) -> Any:
        """POST under /api."""
        async with self.http.post(f"{self.base}/api/{path}", json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def sees(self, person: int = ANNA, after: int = 0) -> Any:
        """What is on the person's phone."""
        return await self.get(f"people/{person}/messages?after={after}")

    async def say(self, text: str, person: int = ANNA) -> int:
        """Send a text; the message id."""
        return int((await self.post(f"people/{person}/say", text=text))["message_id"])


@dataclass
class Town:
    """Everything a test of the sandbox needs."""

    sandbox: Sandbox
    bot: Bot
    hands: Hands
    time: Stopwatch
    _offset: int | None = field(default=None)

    async def updates(self, timeout: int = 0) -> list[Update]:
        """Poll as a bot does, confirming what came before."""
        got = await self.bot.get_updates(offset=self._offset, timeout=timeout)
        if got:
            self._offset = got[-1].update_id + 1
        return got

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A raw call: the answer as Telegram gives it, ok or not."""
        url = f"{self.sandbox.api_url}/bot{self.sandbox.token}/{method}"
        async with self.hands.http.post(url, json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body


def buttons(*rows: str, data: str | None = None) -> InlineKeyboardMarkup:
    """A keyboard with a button a row; the data is the text unless given."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data or text)] for text in rows]
    )


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A started sandbox with the default cast at Monday noon in Moscow."""
    time = Stopwatch()
    sandbox = Sandbox(DEFAULT_CAST, start_at=START, seconds=time, webhook_delays=(0, 0.01, 0.02))
    base = await sandbox.start()
    bot = Bot(sandbox.token, session=Session(api=TelegramAPIServer.from_base(base)))
    async with aiohttp.ClientSession() as http:
        yield Town(sandbox, bot, Hands(http, base), time)
    await bot.session.close()
    await sandbox.stop()


@pytest.fixture
def hands(town: Town) -> Hands:
    """People's hands in that town."""
    return town.hands


@pytest.fixture
def bot(town: Town) -> Bot:
    """The bot of that town."""
    return town.bot
