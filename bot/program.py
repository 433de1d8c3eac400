"""The running program: intake always; lanes, ticks, notifier and jobs while it leads; drained on the way out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import inbox
from bot.database import Database
from bot.dialog_storage import DialogStorage
from bot.failures import Kind, kind_of, patiently, tried
from bot.handling import Handling
from bot.intake import Intake, webhook_app
from bot.jobs import Jobs
from bot.lanes import Lanes
from bot.leader import Leadership, LeadershipLost, leading
from bot.notifier import Notifier
from bot.polling import ALLOWED_UPDATES, poll
from bot.settings import Settings, split_address
from domain import day_figures
from domain.clock import Clock
from domain.imports.files import stop_reading
from handlers.keyboard import set_default_commands
from scheduler import ticks

log = structlog.get_logger()

DRAIN_S = 18.0
SWEEP_S = 0.5
TICK_S = 15


@dataclass(slots=True)
class Program:
    settings: Settings
    clock: Clock
    database: Database
    bot: Bot
    storage: DialogStorage
    handling: Handling
    intake: Intake
    notifier: Notifier
    jobs: Jobs
    ready: asyncio.Event
    beside: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)
    """More work for the one that leads: following a clock, printing the first link."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises LeadershipLost, and whatever a part of the program raises."""
        try:
            async with self._webhook_server():
                lead = asyncio.create_task(self._lead_when_free(stop))
                await _first_of(lead, stop)
        finally:
            await self.bot.session.close()
            await self.database.close()

    async def _lead_when_free(self, stop: asyncio.Event) -> None:
        async with leading(self.database) as leadership:
            log.info("leading")
            await self._lead(leadership, stop)

    async def _lead(self, leadership: Leadership, stop: asyncio.Event) -> None:
        self.storage.forget()
        self.handling.members.forget()
        lanes = Lanes(self.handling.settle, opened=False)
        self.intake.accepted = lanes.put
        wake = asyncio.Event()
        ticker = _ticker(wake)
        works: list[asyncio.Task[Any]] = [
            asyncio.create_task(work, name=name)
            for name, work in (
                ("sweep", self._sweep(lanes, leadership)),
                ("intake", self._fetch()),
                ("ticks", self._ticks(wake)),
                ("notifier", self.notifier.run()),
                ("jobs", self.jobs.run()),
                ("commands", patiently(set_default_commands, self.bot)),
                *((f"beside {number}", work()) for number, work in enumerate(self.beside)),
            )
        ]
        ticker.start()
        self.ready.set()
        try:
            await _until(stop, leadership.lost, works)
        finally:
            ticker.shutdown(wait=False)
            await self._drain(lanes, works, quick=leadership.lost.is_set())
        if leadership.lost.is_set():
            raise LeadershipLost

    async def _drain(self, lanes: Lanes, works: "list[asyncio.Task[Any]]", *, quick: bool) -> None:
        self.intake.accepted = None
        for work in works:
            work.cancel()
        await asyncio.wait(works)
        await lanes.drain(0 if quick else DRAIN_S)
        stop_reading()
        await self.notifier.stop()

    async def _fetch(self) -> None:
        """Where updates come from: our webhook is registered, or we poll."""
        if self.settings.webhook_url:
            await patiently(
                self.bot.set_webhook,
                self.settings.webhook_url,
                secret_token=self.settings.webhook_secret,
                allowed_updates=ALLOWED_UPDATES,
            )
            await asyncio.Event().wait()
        await patiently(self.bot.delete_webhook)
        last = await patiently(self.database.read, inbox.last_update_id, self.bot.id)
        await poll(self.bot, self.intake.take, None if last is None else last + 1)

    async def _sweep(self, lanes: Lanes, leadership: Leadership) -> None:
        """What is not answered yet goes to the lanes: at the start, and what other replicas accept after it."""
        await self._sweep_once(lanes, left_over=True)
        lanes.open()
        while True:
            leadership.news.clear()
            await self._sweep_once(lanes)
            if self.database.dialect == "sqlite":
                await asyncio.Event().wait()
            try:
                async with asyncio.timeout(SWEEP_S):
                    await leadership.news.wait()
            except TimeoutError:
                continue

    async def _sweep_once(self, lanes: Lanes, *, left_over: bool = False) -> None:
        after = -1
        while True:
            read = partial(inbox.unanswered, bot_id=self.bot.id, after=after, left_over=left_over)
            rows = await lanes.put_read(patiently(self.database.read, read))
            if len(rows) < 1000:
                return
            after = rows[-1].update_id

    async def _ticks(self, wake: asyncio.Event) -> None:
        """At once, and whenever woken. A task of ours: of one cancelled APScheduler prints a traceback."""
        while True:
            wake.clear()
            answer = await tried(self.tick())
            if isinstance(answer, asyncio.CancelledError):
                raise answer
            if isinstance(answer, BaseException):
                if kind_of(answer) is not Kind.AWAY:
                    log.error("tick failed", exc_info=answer)
                else:
                    log.warning("tick waits", error=repr(answer))
            await wake.wait()

    async def tick(self) -> None:
        """Enqueue what is due by now and wake the notifier."""
        now = self.clock.now()
        new = await self.database.read(ticks.missing, now)
        if new:
            await self.database.write(lambda session: ticks.put(session, new, now))
        self.notifier.wake()
        await self._ask_for_figures(now)

    async def _ask_for_figures(self, now: datetime) -> None:
        """Once a day of the company; no push waits for them."""
        day = await self.database.read(day_figures.wanted, now)
        if day is not None:
            await self.database.write(lambda session: day_figures.ask(session, day, now))
            self.jobs.wake()

    async def live_until(self, target: datetime, step_to: Callable[[datetime], Awaitable[None]]) -> None:
        """Step through every due instant up to `target`: move the clock there (`step_to`), tick, send what fell due."""
        while True:
            await self.tick()
            await self.notifier.settle()
            now = self.clock.now()
            due = await self.database.read(ticks.next_due, now)
            if due is None or due >= target:
                break
            await step_to(due)
        await step_to(target)
        await self.tick()
        await self.notifier.settle()

    @asynccontextmanager
    async def _webhook_server(self) -> AsyncIterator[None]:
        """Every process accepts; only one handles."""
        if not self.settings.webhook_url or not self.settings.webhook_secret:
            yield
            return
        path = urlsplit(self.settings.webhook_url).path or "/"
        runner = web.AppRunner(webhook_app(self.intake, path, self.settings.webhook_secret), access_log=None)
        await runner.setup()
        host, port = split_address(self.settings.webhook_listen)
        await web.TCPSite(runner, host, port).start()
        try:
            yield
        finally:
            await runner.cleanup()


def _ticker(wake: asyncio.Event) -> AsyncIOScheduler:
    """APScheduler only wakes us; what is due is in the tables."""

    async def strike() -> None:
        wake.set()

    ticker = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1})
    ticker.add_job(strike, "interval", seconds=TICK_S)
    return ticker


async def _first_of(work: "asyncio.Task[None]", stop: asyncio.Event) -> None:
    """Until the work ends; once `stop` is set a process that still waits for the lead is let go."""
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([work, stopped], return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            await asyncio.wait([work], timeout=DRAIN_S + 6)
    finally:
        stopped.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait([work])
    if not work.cancelled():
        work.result()


async def _until(stop: asyncio.Event, lost: asyncio.Event, works: "list[asyncio.Task[Any]]") -> None:
    """Until told to stop, the lead is lost, or one of the works fails (which is raised)."""
    signals = [asyncio.create_task(stop.wait()), asyncio.create_task(lost.wait())]
    try:
        pending: set[asyncio.Task[Any]] = {*works, *signals}
        while True:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            if stop.is_set() or lost.is_set():
                return
    finally:
        for signal in signals:
            signal.cancel()
