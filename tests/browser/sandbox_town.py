"""A sandbox with its five people and the small bot polling it, all in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from sandbox import DEFAULT_CAST, Sandbox
from tests.browser.small_bot import COMMANDS, small_router

ANNA, BORIS, VERA, GLEB, STRANGER = (person.id for person in DEFAULT_CAST)


@dataclass(frozen=True, slots=True)
class Town:
    """Where the page is, and what the bot may do unasked."""

    sandbox: Sandbox
    bot: Bot

    @property
    def address(self) -> str:
        """The page."""
        return self.sandbox.address

    def now(self) -> datetime:
        """The sandbox's time."""
        return self.sandbox.clock.now()

    async def bot_says(self, person: int, text: str) -> Message:
        """A message nobody asked for."""
        return await self.bot.send_message(person, text)


@asynccontextmanager
async def open_town() -> AsyncIterator[Town]:
    """Start the sandbox and the bot; stop both."""
    sandbox = Sandbox(DEFAULT_CAST, timezone="Europe/Moscow", strict_rates=False)
    await sandbox.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.api_url))
    bot = Bot(sandbox.token, session=session)
    await bot.set_my_commands(COMMANDS)
    dispatcher = Dispatcher()
    dispatcher.include_router(small_router())
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    try:
        yield Town(sandbox, bot)
    finally:
        await dispatcher.stop_polling()
        await polling
        await bot.session.close()
        await sandbox.stop()
