"""The bots that are measured, each a process of its own on the same event loop: `python -m tests.bench.bots KIND`."""

import argparse
import asyncio
import logging
import signal

import uvloop
from aiogram import Dispatcher
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram_dialog import setup_dialogs

from bot.database import Database, open_database
from tests.bench.awaited import AwaitedDatabase
from tests.bench.bare_bot import bot_for, serve
from tests.bench.save_screen import our_router, plain_router
from tests.bench.stand_in import TOKEN


async def dialog(api: str) -> None:
    """aiogram-dialog with MemoryStorage and no database, as it comes."""
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(plain_router())
    setup_dialogs(dispatcher)
    await dispatcher.start_polling(bot_for(api), handle_signals=True)


async def ours(api: str, database: Database) -> None:
    """The whole program, with the bench's screen beside its own."""
    from bot.bootstrap import build, settle_memory
    from bot.settings import Settings
    from domain.clock import SystemClock

    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=api, database_url=database.url)  # type: ignore[call-arg]
    program = build(settings, clock=SystemClock(), database=database, first_routers=(our_router(),))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settle_memory()
    await program.run(stop)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("bare", "dialog", "ours", "awaited"))
    parser.add_argument("--api", required=True)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    work = {
        "bare": lambda: serve(given.api),
        "dialog": lambda: dialog(given.api),
        "ours": lambda: ours(given.api, open_database(given.database)),
        "awaited": lambda: ours(given.api, AwaitedDatabase(given.database)),
    }
    uvloop.run(work[given.kind]())


if __name__ == "__main__":
    main()
