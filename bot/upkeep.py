"""What is done beside the work, hourly: old rows and files go, the embedded database is copied. See docs/upkeep.md."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog

from bot.backup import nightly
from bot.database import Database
from bot.failures import patiently, tried
from domain.clock import Clock
from domain.retention import BATCH, RULES, SPOOL_KEPT, prune
from domain.settings import company

log = structlog.get_logger()

FIRST_AFTER_S = 60.0
"""A start has other things to do; a program that is stopped within the hour, each time, still gets to it."""
EVERY_S = 3600.0


async def keep_up_hourly(database: Database, clock: Clock, *, copies: bool) -> None:
    """For ever. `copies`: whether the database is worth copying (the sandbox's is not)."""
    await asyncio.sleep(FIRST_AFTER_S)
    while True:
        failed = await tried(keep_up(database, clock, copies=copies))
        if isinstance(failed, asyncio.CancelledError):
            raise failed
        if isinstance(failed, BaseException):
            log.error("upkeep failed", exc_info=failed)
        await asyncio.sleep(EVERY_S)


async def keep_up(database: Database, clock: Clock, *, copies: bool, spool: Path | None = None) -> None:
    """Once: everything that is due now. `spool`: where files to import lie, if not in their usual place."""
    now = clock.now()
    if copies:
        await _copy(database, now)
    for rule in RULES:
        while await patiently(database.write, partial(prune, rule=rule, now=now)) == BATCH:
            continue
    await _forget_files(database, now - SPOOL_KEPT, spool)


async def _forget_files(database: Database, before: datetime, spool: Path | None) -> None:
    from domain.imports.files import SPOOL, forget_spooled
    from domain.imports.work import files_needed

    needed = await patiently(database.read, files_needed)
    await asyncio.to_thread(forget_spooled, spool or SPOOL, needed, before)


async def _copy(database: Database, now: datetime) -> None:
    zone = (await patiently(database.read, company)).tz
    made = await tried(asyncio.to_thread(nightly, database.url, now.astimezone(zone)))
    if isinstance(made, BaseException):
        log.error("the nightly copy failed", error=repr(made))
    elif made is not None:
        log.info("copied for the night", file=str(made))
