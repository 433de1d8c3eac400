"""Beginning an import and taking it back: the tap or the command only makes the job. Rule: "Long jobs"."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import BadChoice, Gone
from domain.imports.deal_files import Scanned
from domain.imports.deals import DEALS, parameters_of
from domain.imports.files import Spooled
from domain.imports.kinds import KINDS
from domain.imports.mapping import missing
from domain.imports.undoing import UNDO, how_much
from domain.imports.work import IMPORT
from domain.jobs import OPEN, begin_failed_again, create_job, failed_last, unfinished
from domain.tables import Audit, Job, Member
from domain.use_case import Right, Tx, use_case


@dataclass(frozen=True, slots=True)
class DealFiles:
    """Spooled files by kind, what a first look found in them, and the day it was."""

    files: Mapping[str, Spooled]
    scanned: Scanned
    today: date
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class ImportBegun:
    job_id: int


@use_case(Right.IMPORT)
def import_deals(tx: Tx, actor: Member, given: DealFiles) -> ImportBegun:
    """Make the job that loads the deals; the same files that are being loaded already are not begun again."""
    return ImportBegun(begin_deals(tx.session, given, tx.now, actor.id))


def begin_deals(session: Session, given: DealFiles, now: datetime, author_id: int | None = None) -> int:
    """The same for the command line, where nobody is logged in. The job's id."""
    parameters = parameters_of(given.files, given.scanned.since, given.today)
    begun = unfinished(session, DEALS, "files", parameters["files"])
    if begun is not None:
        return begun
    job_id = create_job(
        session, DEALS, parameters, now, total=given.scanned.total, author_id=author_id, form_key=given.form_key
    )
    names = [file.name for file in given.files.values()]
    session.add(Audit(at=now, member_id=author_id, action="import", subject=f"job:{job_id}", details={"files": names}))
    return job_id


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A spooled file, what it holds and where each field stands. `message_id`: what shows the progress in the chat."""

    what: str
    file: Spooled
    columns: Mapping[str, int]
    today: date
    message_id: int | None = None
    form_key: str | None = None


@use_case(Right.IMPORT)
def import_file(tx: Tx, actor: Member, given: FileToImport) -> ImportBegun:
    """Make the job that loads the file; the same one that is being loaded is not begun again. Raises BadChoice."""
    return ImportBegun(begin_import(tx.session, given, tx.now, actor.id))


def begin_import(session: Session, given: FileToImport, now: datetime, author_id: int | None = None) -> int:
    """The same for the command line. The job's id; one of the same file that failed goes on where it stopped."""
    if given.what not in KINDS or missing(KINDS[given.what], given.columns):
        raise BadChoice
    files = {given.what: asdict(given.file)}
    begun = unfinished(session, IMPORT, "files", files)
    if begun is not None:
        return begun
    parameters = {
        "files": files,
        "columns": dict(given.columns),
        "today": given.today.isoformat(),
        "message_id": given.message_id,
    }
    if (failed := _failed(session, given)) is not None:
        begin_failed_again(session, failed, parameters)
        return failed
    job_id = create_job(session, IMPORT, parameters, now, author_id=author_id, form_key=given.form_key)
    details = {"what": given.what, "files": [given.file.name]}
    session.add(Audit(at=now, member_id=author_id, action="import", subject=f"job:{job_id}", details=details))
    return job_id


def _failed(session: Session, given: FileToImport) -> int | None:
    """The import of the same file that failed and was not taken back: as another it would not know its own orders."""
    parts = {"files": {given.what: asdict(given.file)}, "columns": dict(given.columns)}
    failed = failed_last(session, IMPORT, parts)
    undone = select(Job.id).where(Job.form_key == f"{UNDO}:{failed}")
    return None if failed is None or session.scalar(undone) is not None else failed


@use_case(Right.IMPORT)
def undo_import(tx: Tx, actor: Member, job_id: int, message_id: int | None = None) -> ImportBegun:
    """Make the job that takes an ended import back, once; one that failed goes on, and tells it here. Raises Gone."""
    job = tx.session.get(Job, job_id)
    if job is None or job.kind != IMPORT or job.state in OPEN:
        raise Gone
    key, total = f"{UNDO}:{job_id}", how_much(tx.session, job_id)
    parameters = {"import_id": job_id, "message_id": message_id}
    undo_id = create_job(tx.session, UNDO, parameters, tx.now, total=total, author_id=actor.id, form_key=key)
    begin_failed_again(tx.session, undo_id, parameters)
    tx.session.add(Audit(at=tx.now, member_id=actor.id, action=UNDO, subject=f"job:{job_id}", details=None))
    return ImportBegun(undo_id)
