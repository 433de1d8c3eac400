"""Beginning an import: the tap or the command only makes the job. Rule: "Long jobs"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.imports.deal_files import Scanned
from domain.imports.deals import DEALS, parameters_of
from domain.imports.files import Spooled
from domain.jobs import create_job, unfinished
from domain.tables import Audit, Member
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
