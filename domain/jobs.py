"""Long work as rows: created by a tap or a command, claimed by compare-and-set, done in chunks. Rule: "Long jobs".

A chunk's rows and the job's progress are written in one transaction, and the chunk is written only while the claim and
the progress are still those it was prepared for: whoever is killed, slow or doubled, no row is lost or written twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain.tables import Job, JobState

STALE = timedelta(minutes=2)
LONGEST_ERROR = 1000
OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job taken for work, and how far it had come then."""

    job_id: int
    kind: str
    parameters: Any
    progress: int
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class JobView:
    id: int
    kind: str
    state: JobState
    progress: int
    total: int | None
    result: Any
    error: str | None
    parameters: Any
    claimed_at: datetime | None


class Work(Protocol):
    """How one job is done. `step` may be run again for the same chunk: it keeps nothing of its own."""

    def prepare(self, progress: int) -> Any:
        """What the chunk after `progress` needs of the outer world: run in a thread, or awaited."""
        ...

    def step(self, session: Session, job: Job, prepared: Any, at: datetime) -> bool:
        """Write one chunk (≤ 50 ms) and move `job.progress`; True when the job is done, `job.result` is set."""
        ...


Kind = Callable[[Any], Work]
"""Makes the work of a job from its parameters."""


class ClaimLost(Exception):
    """Somebody else works on the job, or it is over."""


def create_job(
    session: Session,
    kind: str,
    parameters: Any,
    now: datetime,
    *,
    total: int | None = None,
    author_id: int | None = None,
    form_key: str | None = None,
) -> int:
    """A waiting job; the one made before from the same form. Its id."""
    if form_key is not None:
        made = session.scalar(select(Job.id).where(Job.form_key == form_key))
        if made is not None:
            return made
    job = Job(kind=kind, parameters=parameters, total=total, author_id=author_id, form_key=form_key, created_at=now)
    session.add(job)
    session.flush()
    return job.id


def begin_failed_again(session: Session, job_id: int, parameters: Any) -> None:
    """A job that failed waits again, from its last chunk on, as it is asked for now; any other is left as it is."""
    job = session.get_one(Job, job_id)
    if job.state is JobState.FAILED:
        job.state, job.error, job.finished_at, job.parameters = JobState.WAITING, None, None, parameters
        session.flush()


def failed_last(session: Session, kind: str, parts: Mapping[str, Any]) -> int | None:
    """The last job whose parameters have these values, if it failed."""
    made = select(Job.id, Job.state, Job.parameters).where(Job.kind == kind).order_by(Job.id.desc())
    alike = (row for row in session.execute(made) if all(row.parameters.get(part) == parts[part] for part in parts))
    last = next(alike, None)
    return last.id if last is not None and last.state is JobState.FAILED else None


def open_parameters(session: Session, kind: str) -> list[Any]:
    """What the jobs of a kind that have not ended were made with."""
    return list(session.scalars(select(Job.parameters).where(Job.kind == kind, Job.state.in_(OPEN))))


def unfinished(session: Session, kind: str, part: str, value: Any, author_id: int | None = None) -> int | None:
    """The same work begun before (by whom; None = by anybody) and not ended: a job whose parameters have this value."""
    begun = select(Job.id, Job.parameters).where(Job.kind == kind, Job.state.in_(OPEN))
    if author_id is not None:
        begun = begun.where(Job.author_id == author_id)
    return next((row.id for row in session.execute(begun) if row.parameters.get(part) == value), None)


def next_waiting(session: Session, kinds: Sequence[str], now: datetime) -> int | None:
    """The oldest job that waits, or whose worker was not heard of for two minutes; what a person asked for first."""
    free = or_(Job.state == JobState.WAITING, (Job.state == JobState.RUNNING) & (Job.claimed_at < now - STALE))
    return session.scalar(
        select(Job.id).where(Job.kind.in_(kinds), free).order_by(Job.author_id.is_(None), Job.id).limit(1)
    )


def claim(session: Session, job_id: int, now: datetime) -> Claim:
    """Take the job. Raises ClaimLost when another is at it or it is over."""
    free = or_(Job.state == JobState.WAITING, Job.claimed_at < now - STALE)
    taken = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state.in_(OPEN), free)
        .values(state=JobState.RUNNING, claimed_at=now)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise ClaimLost
    return _claim_of(session, job_id)


def do_step(session: Session, held: Claim, work: Work, prepared: Any, now: datetime) -> Claim | None:
    """One chunk and the progress with it; the renewed claim, None when the job is done. Raises ClaimLost."""
    job = _hold(session, held, now)
    if work.step(session, job, prepared, now):
        job.state, job.finished_at = JobState.DONE, now
        session.flush()
        return None
    session.flush()
    return replace(held, progress=job.progress, claimed_at=now)


def fail(session: Session, held: Claim, error: str, now: datetime) -> None:
    """The job is over with an error; what its chunks wrote stays. Raises ClaimLost."""
    job = _hold(session, held, now)
    job.state, job.error, job.finished_at = JobState.FAILED, error[:LONGEST_ERROR], now
    session.flush()


def release_all(session: Session, kinds: Sequence[str]) -> None:
    """At the start of the program: what a stopped one had claimed waits again."""
    session.execute(
        update(Job).where(Job.kind.in_(kinds), Job.state == JobState.RUNNING).values(state=JobState.WAITING)
    )


def view(session: Session, job_id: int) -> JobView:
    job = session.get_one(Job, job_id)
    told = job.progress, job.total, job.result, job.error, job.parameters, job.claimed_at
    return JobView(job.id, job.kind, job.state, *told)


def _hold(session: Session, held: Claim, now: datetime) -> Job:
    """The job with the claim renewed, if it is still ours and nobody has moved the job on.

    Two who read the same claim both renew it, each at an instant of his own, so the database lets one of them.
    """
    job = session.get_one(Job, held.job_id, populate_existing=True)
    if (job.state, job.claimed_at, job.progress) != (JobState.RUNNING, held.claimed_at, held.progress):
        raise ClaimLost
    job.claimed_at = now
    return job


def _claim_of(session: Session, job_id: int) -> Claim:
    job = session.get_one(Job, job_id, populate_existing=True)
    if job.claimed_at is None:
        raise ClaimLost
    return Claim(job.id, job.kind, job.parameters, job.progress, job.claimed_at)
