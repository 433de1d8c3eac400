"""Serving: Telegram when there is a token, else the sandbox with a demo company."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.bootstrap import build, settle_memory
from bot.database import Database, open_database
from bot.failures import patiently, tried
from bot.leader import LeadershipLost
from bot.logging import configure_logging
from bot.migrate import head, migrate, present_revision
from bot.program import Program
from bot.settings import Settings, split_address
from bot.shifted_clock import ClockFollower, ShiftedClock
from bot.stopped_starts import refuses
from bot.upkeep import keep_up_hourly
from domain.clock import Clock, SystemClock
from domain.invites import create_invite
from domain.settings import COMPANY
from domain.tables import Invite, Member, Notification, NotificationState, Role, Setting
from scheduler import ticks

log = structlog.get_logger()

SANDBOX_FOLDER = Path("var")
FIRST_LINK = "The owner enters once by this link (72 hours): https://t.me/{name}?start={code}"
OWNER_AWAITED = "No owner is in yet. The link shown before still works; another: python -m bot invite --role owner"


async def serve(settings: Settings) -> int:
    """Run until a signal; the exit code."""
    configure_logging(settings.logging_level)
    stop = _stop_on_signals()
    if settings.bot_token is None:
        return await _serve_sandbox(settings, stop)
    program = await _unless_stopped(stop, _prepared(settings))
    return 0 if program is None else await _run(program, stop, "Полевик is serving Telegram.")


async def _unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, Program]) -> Program | None:
    """What the work makes; None, and the work given up, when a signal comes while it waits for the database."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if working.done():
        return working.result()
    working.cancel()
    await asyncio.wait([working])
    return None


async def _prepared(settings: Settings) -> Program:
    """Migrated and built, not yet running; waits for a database that is away."""
    if await _revision(settings.database_url) != head():
        kept = await migrate(settings.database_url)
        log.info("migrated", revision=head(), backup=str(kept) if kept else None)
    database = open_database(settings.database_url)
    shifted = ShiftedClock() if settings.clock_url else None
    clock: Clock = shifted or SystemClock()
    await patiently(database.write, partial(keep_first_settings, settings=settings, now=clock.now()))
    program = build(
        settings, clock=clock, database=database, seconds=shifted.seconds if shifted is not None else monotonic
    )
    if shifted is not None and settings.clock_url is not None:
        program.beside.append(ClockFollower(settings.clock_url, shifted, program).run)
    program.beside.append(partial(print_first_link, program))
    program.beside.append(partial(keep_up_hourly, database, clock, copies=True))
    return program


async def _revision(url: str) -> str | None:
    """Waits for a database that is away, not for one that refuses us."""
    answer = await tried(present_revision(url))
    if isinstance(answer, BaseException) and refuses(answer):
        raise answer
    return await patiently(present_revision, url)


async def _serve_sandbox(settings: Settings, stop: asyncio.Event) -> int:
    from bot.demo import DEMO_PEOPLE, seed_demo
    from sandbox import Person, Sandbox

    people = [Person(telegram_id, name, role) for telegram_id, name, role in DEMO_PEOPLE]
    sandbox = Sandbox(people, rates_follow_clock=True, timezone=settings.timezone)
    file = SANDBOX_FOLDER / f"sandbox-{split_address(settings.sandbox_listen)[1]}.db"
    for leftover in SANDBOX_FOLDER.glob(f"{file.name}*"):
        leftover.unlink()
    url = f"sqlite:///{file}"
    await migrate(url)
    database = open_database(url)
    now = sandbox.clock.now()
    await database.write(partial(keep_first_settings, settings=settings, now=now))
    await database.write(partial(seed_demo, now=now))
    await database.write(partial(forget_the_past, now=now))
    address = await sandbox.start(*split_address(settings.sandbox_listen))
    local = settings.model_copy(
        update={
            "bot_token": sandbox.token,
            "telegram_api_url": sandbox.api_url,
            "database_url": url,
            "webhook_url": None,
        }
    )
    program = build(local, clock=sandbox.clock, database=database, seconds=sandbox.clock.timestamp)

    async def step(instant: datetime) -> None:
        sandbox.clock.move_to(instant)

    async def open_chats() -> None:
        for person in people:
            if await program.handling.members.find(person.id) is not None:
                sandbox.acts.start(sandbox.acts.chat_of(person.id))

    program.beside.append(open_chats)
    program.beside.append(partial(keep_up_hourly, database, sandbox.clock, copies=False))
    sandbox.on_advance(lambda target: program.live_until(target, step))
    try:
        return await _run(program, stop, f"BOT_TOKEN is not set: this is the sandbox. Open {address}")
    finally:
        await sandbox.stop()


async def _run(program: Program, stop: asyncio.Event, greeting: str) -> int:
    settle_memory()
    running = asyncio.create_task(program.run(stop))
    ready = asyncio.create_task(program.ready.wait())
    await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if not running.done():
        say(greeting)
    try:
        await running
    except LeadershipLost:
        log.error("the lead is lost: another process goes on")
        return 3
    return 0


def say(line: str) -> None:
    """A line for the person at the console."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stop.set)
    return stop


def keep_first_settings(session: Session, settings: Settings, now: datetime) -> None:
    """TIMEZONE and LANGUAGE are the company's until the owner chooses others in the chat."""
    for key, value in (("zone", settings.timezone), ("language", settings.language)):
        if session.get(Setting, (COMPANY, key)) is None:
            session.add(Setting(scope=COMPANY, key=key, value=value, changed_at=now, changed_by=None))


def forget_the_past(session: Session, now: datetime) -> None:
    """A company that opens now was not reminded before: what fell due until now is not sent."""
    ticks.tick(session, now)
    session.execute(update(Notification).values(state=NotificationState.DROPPED, why_dropped="before the start"))


async def print_first_link(program: Program) -> None:
    """A company without an owner gets a one-time link for him on the console; while it works, a word about it."""
    if await patiently(program.database.read, _has_owner):
        return
    me = await patiently(program.bot.me)
    code = await first_owner_code(program.database, program.clock.now())
    say(FIRST_LINK.format(name=me.username, code=code) if code else OWNER_AWAITED)


async def first_owner_code(database: Database, now: datetime) -> str | None:
    """A code for the first owner; None when there is an owner, or a link that still lets one in."""

    def job(session: Session) -> str | None:
        if _has_owner(session) or _has_link(session, now):
            return None
        return create_invite(session, Role.OWNER, None, None, None, now)

    return await patiently(database.write, job)


def _has_owner(session: Session) -> bool:
    owner = select(Member.id).where(Member.role == Role.OWNER, Member.dismissed_at.is_(None)).limit(1)
    return session.scalar(owner) is not None


def _has_link(session: Session, now: datetime) -> bool:
    link = select(Invite.id).where(
        Invite.role == Role.OWNER, Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > now
    )
    return session.scalar(link.limit(1)) is not None
