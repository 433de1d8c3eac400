"""Every report on a large company: asked for the first time, and again; what the event loop waits for meanwhile."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from time import perf_counter

from aiogram import Bot
from aiogram.methods import EditMessageMedia, SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile, InputMediaPhoto
from sqlalchemy.orm import Session

from bot.bootstrap import settle_memory
from bot.database import open_database
from domain.schedules import company_schedule
from domain.use_case import Area, raise_revisions
from handlers.charts.draw import draw
from handlers.reports import REPORTS
from handlers.worker import Worker
from tests.bench.charts import longest_gap, picture
from tests.harness import MOSCOW, Handset, Office, open_office


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds to the answer; `uploads` of pictures; milliseconds of the longest stall of the event loop."""

    kind: str
    cold_s: float
    again_s: float
    cold_stall_ms: float
    uploads_again: int


async def measure(url: str, today: date) -> list[Asked]:
    """Each of the owner's commands, of the whole company; the worker is warm."""
    database = open_database(url)
    office = await open_office(database, start=datetime.combine(today, time(10), MOSCOW))
    uploads = Uploads(office)
    worker: Worker = office.program.handling.dispatcher["worker"]
    await worker(draw, picture(0))  # its start is the first report's
    await worker(with_pandas)
    await database.read(with_calendar)
    settle_memory()
    found = []
    for command in commands():
        await database.write(everything_moved)  # /ok has the findings of others
        found.append(await _asked(office.gleb, command, uploads))
    await office.close()
    await database.close()
    return found


def commands() -> Iterator[str]:
    """Every report that is a command, and «Как дела?» of five of them."""
    yield from (report.kind for report in REPORTS if report.is_command)
    yield "ok"


async def _asked(phone: Handset, kind: str, uploads: "Uploads") -> Asked:
    beating = asyncio.create_task(longest_gap())
    cold = await _timed(phone, kind)
    beating.cancel()
    stall = await beating * 1000
    uploads.count = 0
    again = await _timed(phone, kind)
    return Asked(kind, cold, again, stall, uploads.count)


async def _timed(phone: Handset, kind: str) -> float:
    began = perf_counter()
    await phone.say(f"/{kind}")
    return perf_counter() - began


def with_pandas() -> None:
    """In the worker."""
    import pandas  # noqa: F401


def everything_moved(session: Session) -> None:
    """Nothing that was read is true any more."""
    raise_revisions(session, Area)


def with_calendar(session: Session) -> None:
    """The public holidays, which every tick of the running program looks at."""
    company_schedule(session).is_working_day(date(2026, 1, 1))


class Uploads:
    """Counts the pictures that go up as files, not by what Telegram has already."""

    def __init__(self, office: Office) -> None:
        self.count = 0
        self._send = office.session.make_request
        office.session.make_request = self._counted  # type: ignore[method-assign, assignment]

    async def _counted(self, bot: Bot, method: TelegramMethod[object], timeout: int | None = None) -> object:
        sent = method.photo if isinstance(method, SendPhoto) else None
        if isinstance(method, EditMessageMedia) and isinstance(method.media, InputMediaPhoto):
            sent = method.media.media
        self.count += isinstance(sent, BufferedInputFile)
        return await self._send(bot, method, timeout)
