"""The small commands of the command line. Each returns an exit code and says what it did in one line."""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.backup import CannotBackUp, back_up, restore
from bot.database import Database, open_database
from bot.failures import Kind, kind_of, tried
from bot.migrate import head, migrate, present_revision
from bot.serve import keep_first_settings, say
from bot.settings import Settings
from domain.clock import SystemClock
from domain.invites import create_invite
from domain.names import LONGEST_NAME, EmptyName, NameTooLong, clean_name
from domain.tables import Role


async def migrate_database(settings: Settings) -> int:
    before = await present_revision(settings.database_url)
    kept = await migrate(settings.database_url)
    if before == head():
        say(f"The database is at revision {before} already.")
    else:
        say(f"Migrated to revision {head()}." + (f" The backup is {kept}." if kept else ""))
    return 0


async def print_invite(settings: Settings, role: str, name: str | None) -> int:
    """A one-time link; with Telegram away, the code to put into it."""
    try:
        name = None if name is None else clean_name(name)
    except (EmptyName, NameTooLong):
        say(f"--name: a name of 1 to {LONGEST_NAME} characters")
        return 2
    link = await _link(settings)
    async with _opened(settings) as database:
        now = SystemClock().now()
        code = await database.write(lambda session: create_invite(session, Role(role), None, name, None, now))
    say(f"One person enters once, within 72 hours: {link.format(code=code)}")
    return 0


async def _link(settings: Settings) -> str:
    """Asked for before the code is made: a code that nobody is shown would still be valid."""
    from aiogram import Bot

    from bot.bootstrap import telegram_session

    if settings.bot_token is None:
        return "/start {code}"
    async with Bot(settings.bot_token, session=telegram_session(settings.telegram_api_url)) as bot:
        me = await tried(bot.get_me())
    if not isinstance(me, BaseException):
        return f"https://t.me/{me.username}?start={{code}}"
    if kind_of(me) is not Kind.AWAY:
        raise me
    return f"/start {{code}} ({settings.telegram_api_url} is away: send the bot this line)"


async def import_files(settings: Settings, given: argparse.Namespace) -> int:
    from bot.import_command import run

    async with _opened(settings) as database:
        return await run(given, database, SystemClock())


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, migrated, with the company's first settings."""
    await migrate(settings.database_url)
    database = open_database(settings.database_url)
    try:
        await database.write(partial(keep_first_settings, settings=settings, now=SystemClock().now()))
        yield database
    finally:
        await database.close()


def copy_database(settings: Settings, folder: Path | None) -> int:
    try:
        made = back_up(settings.database_url, folder)
    except CannotBackUp as refused:
        say(f"No copy was made: {refused}")
        return 1
    say(f"Copied to {made}. The way back: python -m bot restore {made}")
    return 0


def restore_database(settings: Settings, file: Path) -> int:
    try:
        kept = restore(settings.database_url, file)
    except CannotBackUp as refused:
        say(f"Nothing was restored: {refused}")
        return 1
    say(f"Restored from {file}." + (f" What was there before is {kept}." if kept else ""))
    return 0
