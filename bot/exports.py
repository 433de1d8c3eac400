"""Files of rows: read as the viewer would see them, written off the event loop, noted before they are sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.types import BufferedInputFile
from sqlalchemy.orm import Session

from bot.database import Database
from bot.failures import patiently
from bot.members import who
from domain.clock import Clock
from domain.errors import NotAllowed
from domain.jobs import Work
from domain.spreadsheet import workbook
from domain.tables import Job, Member
from domain.use_case import Right
from domain.use_cases.exports import Question, note_export
from handlers.reports.taking_out import TakenOut, taken_out
from handlers.visit import Who
from handlers.words import words
from handlers.worker import Worker

NOTED = 1


class Exports:
    """Makes the work of an export job."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, worker: Worker) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._worker = worker

    def of(self, parameters: Any) -> Work:
        return ExportWork(self._take_out, self._send, parameters)

    async def _take_out(self, parameters: Any) -> TakenOut:
        viewer = await self._viewer(parameters)
        today = self._clock.now().astimezone(viewer.zone).date()
        question = Question(**parameters["question"])
        return await taken_out(viewer, today, self._database.read, self._worker, question)

    async def _send(self, parameters: Any, taken: TakenOut) -> None:
        viewer = await self._viewer(parameters)
        content = await self._worker(workbook, taken.sheets)
        caption = words(viewer.language)("report-export-sent", of=taken.said, rows=taken.rows)
        file = BufferedInputFile(content, taken.file_name)
        await patiently(self._bot.send_document, viewer.telegram_id, file, caption=caption)

    async def _viewer(self, parameters: Any) -> Who:
        """Who asked, if he still may. Raises NotAllowed."""
        return await self._database.read(_allowed, parameters["viewer_id"])


class ExportWork:
    """First it is noted who takes what, then it is sent: a stop between them sends it once more, never unnoted."""

    def __init__(self, take_out: Callable[[Any], Any], send: Callable[[Any, TakenOut], Any], parameters: Any) -> None:
        self._take_out = take_out
        self._send = send
        self._parameters = parameters
        self._taken: TakenOut | None = None

    async def prepare(self, progress: int) -> TakenOut:
        taken = self._taken = self._taken or await self._take_out(self._parameters)
        if progress == NOTED:
            await self._send(self._parameters, taken)
        return taken

    def step(self, session: Session, job: Job, prepared: TakenOut, at: datetime) -> bool:
        if job.progress == NOTED:
            return True
        note_export(session, job, prepared.said, prepared.rows, at)
        job.progress, job.result = NOTED, {"rows": prepared.rows}
        return False


def _allowed(session: Session, member_id: int) -> Who:
    member = session.get(Member, member_id)
    if member is None or member.dismissed_at is not None or not (viewer := who(session, member)).may(Right.EXPORT):
        raise NotAllowed
    return viewer
