"""An import begun in the chat: how far it has come is shown in place while it runs."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

from aiogram import Bot
from sqlalchemy.orm import Session

from bot.database import Database
from bot.failures import tried
from domain.imports.undoing import UNDO, UndoWork
from domain.imports.work import IMPORT, ImportWork
from domain.jobs import Kind, Work
from domain.tables import Job, Member
from handlers.imports.report import progress_card, undo_progress_card
from handlers.plain import Card, rewrite
from handlers.words import words

EVERY_S = 3.0


class Imports:
    """Makes the works of imports and of their undoing."""

    def __init__(self, bot: Bot, database: Database) -> None:
        self._bot = bot
        self._database = database
        self._reader = ThreadPoolExecutor(1, "imports")

    @property
    def kinds(self) -> Mapping[str, Kind]:
        return {IMPORT: partial(self._of, ImportWork.of), UNDO: partial(self._of, UndoWork.of)}

    def _of(self, kind: Kind, parameters: Any) -> Work:
        return (
            ShownWork(kind(parameters), self._show, self._reader) if parameters.get("message_id") else kind(parameters)
        )

    async def _show(self, shown: "Shown") -> None:
        """As far as it can be: the work does not wait for Telegram, nor fail with it."""
        chat = await self._database.read(_chat_of, shown.author_id)
        if chat is not None:
            card = _card(shown, chat[1])
            await tried(rewrite(self._bot, chat[0], shown.message_id, card))


class Shown:
    """How far a job has come, and where that is shown."""

    def __init__(self, job: Job) -> None:
        self.author_id = job.author_id
        self.message_id: int = job.parameters["message_id"]
        self.file = next((str(file["name"]) for file in job.parameters.get("files", {}).values()), "")
        self.done, self.total = job.progress, job.total
        self.undone = (job.result or {}).get("undone", 0)


class ShownWork:
    """The work itself, and every few seconds a word about it between two transactions."""

    def __init__(self, work: Work, show: Any, reader: ThreadPoolExecutor) -> None:
        self._work = work
        self._show = show
        self._reader = reader
        self._shown_at = monotonic()
        self._present: Shown | None = None

    async def prepare(self, progress: int) -> Any:
        if self._present is not None and monotonic() - self._shown_at >= EVERY_S:
            self._shown_at = monotonic()
            await self._show(self._present)
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._work.prepare, progress)

    def step(self, session: Session, job: Job, prepared: Any, at: datetime) -> bool:
        done = self._work.step(session, job, prepared, at)
        self._present = Shown(job)
        return done


def _chat_of(session: Session, member_id: int | None) -> tuple[int, str] | None:
    from bot.members import who

    member = session.get(Member, member_id) if member_id is not None else None
    return None if member is None or member.telegram_id is None else (member.telegram_id, who(session, member).language)


def _card(shown: Shown, language: str) -> Card:
    if shown.file:
        return progress_card(words(language), shown.file, shown.done, shown.total)
    return undo_progress_card(words(language), shown.undone, shown.total)
