"""Whoever began a long job is told how it ended."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.outbox import Push, enqueue
from domain.tables import Job

IMPORT_DONE = "import_done"
AWAITED = frozenset({"import", "import_undo"})
"""Kinds of jobs whose report somebody waits for."""


def tell_author(session: Session, job: Job, at: datetime) -> None:
    """In the transaction that ends it; nobody, when it was begun at the console."""
    if job.author_id is not None:
        push = Push(f"{IMPORT_DONE}:{job.id}", IMPORT_DONE, job.author_id, at, None, {"job_id": job.id})
        enqueue(session, [push], at)
