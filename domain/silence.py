"""Whoever falls silent by new bounds: every client's day reckoned anew, a few at a time. Rule: "Lifecycle"."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.purchases import Medians, mend_silence, rhythm_medians
from domain.tables import Client, Job
from domain.use_case import Area, raise_revisions

SILENCE = "silence"
CHUNK = 200


class SilenceWork:
    """Its progress is the last client done; the medians are read once a start."""

    def __init__(self) -> None:
        self._medians: Medians | None = None

    @classmethod
    def of(cls, parameters: Any) -> "SilenceWork":
        return cls()

    def prepare(self, progress: int) -> None:
        """Nothing of the outer world."""

    def step(self, session: Session, job: Job, prepared: None, at: datetime) -> bool:
        """The next clients by id; True after the last."""
        self._medians = self._medians or rhythm_medians(session)
        ids = session.scalars(select(Client.id).where(Client.id > job.progress).order_by(Client.id).limit(CHUNK)).all()
        if ids:
            mend_silence(session, ids, self._medians)
            raise_revisions(session, [Area.CLIENTS])
            job.progress = ids[-1]
            return False
        job.result = {"clients": job.progress}
        return True
