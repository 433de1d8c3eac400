"""Whoever began a long job is told how it ended."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.outbox import Push, enqueue
from domain.tables import Job

AWAITED = {"import": "import_done", "import_undo": "import_done", "export": "export_failed"}
"""Kinds of jobs that somebody waits for the end of, and the push that tells it; a file made is itself told."""


def tell_author(session: Session, job: Job, at: datetime) -> None:
    """In the transaction that ends it, each time it ends; nobody, when it was begun at the console."""
    if job.author_id is not None:
        kind = AWAITED[job.kind]
        push = Push(f"{kind}:{job.id}:{at:%Y%m%d%H%M%S%f}", kind, job.author_id, at, None, {"job_id": job.id})
        enqueue(session, [push], at)
