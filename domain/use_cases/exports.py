"""Taking rows out of the base: by right only, and never without a trace. Rule: "The base is an asset"."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.jobs import create_job, unfinished
from domain.tables import Audit, Job, Member
from domain.use_case import Right, Tx, use_case

EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Question:
    """What is taken out: of which report, of what period and cuts (as on its buttons), which figure's rows.

    `versus`: what its figures are compared with.
    """

    kind: str
    period: str
    cuts: str
    view: str
    versus: str = ""


@dataclass(frozen=True, slots=True)
class ExportBegun:
    job_id: int


@use_case(Right.EXPORT)
def export_rows(tx: Tx, actor: Member, question: Question) -> ExportBegun:
    """Make the job that writes the file and sends it to the actor; the same one is not begun twice."""
    parameters = {"question": asdict(question), "viewer_id": actor.id}
    begun = unfinished(tx.session, EXPORT, "question", parameters["question"], actor.id)
    if begun is not None:
        return ExportBegun(begun)
    return ExportBegun(create_job(tx.session, EXPORT, parameters, tx.now, author_id=actor.id, form_key=tx.cause.key))


def note_export(session: Session, job: Job, said: str, rows: int, at: datetime) -> None:
    """Who took how many rows of what, when; in words, for whoever reads the audit. Before the file is sent."""
    details = {**job.parameters["question"], "of": said, "rows": rows}
    session.add(Audit(at=at, member_id=job.author_id, action=EXPORT, subject=f"job:{job.id}", details=details))
