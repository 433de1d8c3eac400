"""Counts the figures of a day: read beside the writer, counted in the worker, written a chunk at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.database import Database
from bot.failures import patiently
from domain.analytics.day_classes import NOTHING, Changed, changed_classes
from domain.day_figures import put_classes, put_stays
from domain.jobs import Work
from domain.readers.day_classes import class_figures
from domain.readers.stage_days import PastStays, past_stays
from domain.tables import Job
from handlers.worker import Worker


class DayFigures:
    """Makes the work of a job that counts them."""

    def __init__(self, database: Database, worker: Worker) -> None:
        self._database = database
        self._worker = worker

    def of(self, parameters: Any) -> Work:
        return DayWork(self._database, self._worker, date.fromisoformat(parameters["day"]))


@dataclass(frozen=True, slots=True)
class Counted:
    classes: Changed
    stays: dict[str, PastStays]


class DayWork:
    """Its progress is the last client written. Resumed, it counts anew: what is written by then differs no more."""

    def __init__(self, database: Database, worker: Worker, day: date) -> None:
        self._database = database
        self._worker = worker
        self._day = day
        self._counted: Counted | None = None

    async def prepare(self, progress: int) -> Counted:
        counted = self._counted = self._counted or await self._count()
        return counted

    async def _count(self) -> Counted:
        figures = await patiently(self._database.read.long, class_figures, self._day)
        changed = NOTHING if figures.is_empty else await self._worker(changed_classes, figures)
        return Counted(changed, await patiently(self._database.read.long, past_stays))

    def step(self, session: Session, job: Job, prepared: Counted, at: datetime) -> bool:
        last = put_classes(session, prepared.classes, job.progress)
        if last is None:
            put_stays(session, prepared.stays)
            return True
        job.progress = last
        return False
