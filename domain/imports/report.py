"""What an import made of its files: counts, and every row that was refused or mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.jobs import JobView, view
from domain.tables import JobRow

PAGE = 2_000
LINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of the list; `values` fill the text of the reason."""

    id: int
    file: str
    line: int
    refused: bool
    reason: str
    values: dict[str, str]
    cells: dict[str, str]


@dataclass(slots=True)
class Group:
    """Rows with the same to be said of them, and the first lines of it."""

    file: str
    refused: bool
    reason: str
    values: dict[str, str]
    count: int
    lines: list[int]


def remarks(session: Session, job_id: int, after: int = 0, limit: int = PAGE) -> list[Remark]:
    """A page of the list, in the order it was written, after the row of this id."""
    page = select(JobRow).where(JobRow.job_id == job_id, JobRow.id > after).order_by(JobRow.id).limit(limit)
    return [_remark(row) for row in session.scalars(page)]


def _remark(row: JobRow) -> Remark:
    raw: dict[str, Any] = row.raw
    return Remark(row.id, raw["file"], row.line, row.refused, row.reason, raw["values"], raw["cells"])


def all_remarks(session: Session, job_id: int) -> Iterator[Remark]:
    after = 0
    while page := remarks(session, job_id, after):
        yield from page
        after = page[-1].id


@dataclass(frozen=True, slots=True)
class ImportReport:
    job: JobView
    groups: list[Group]
    """Refused first, then the most frequent."""

    def count(self, name: str) -> int:
        """One of the job's counts: deals, won, lost, open, undated, without_client, clients, members, known, …"""
        return int((self.job.result or {}).get(name, 0))


def import_report(session: Session, job_id: int) -> ImportReport:
    """How the import ended. A list of any length is read page by page, and only its groups are kept."""
    groups: dict[tuple[object, ...], Group] = {}
    for one in all_remarks(session, job_id):
        key = (one.file, one.refused, one.reason, *sorted(one.values.items()))
        group = groups.setdefault(key, Group(one.file, one.refused, one.reason, one.values, 0, []))
        group.count += 1
        if len(group.lines) < LINES_SHOWN:
            group.lines.append(one.line)
    return ImportReport(view(session, job_id), sorted(groups.values(), key=lambda g: (not g.refused, -g.count)))


@dataclass(frozen=True, slots=True)
class RefusedLine:
    line: int
    reason: str
    values: dict[str, str]


def refused_lines(session: Session, job_id: int, most: int) -> list[RefusedLine]:
    """The first refused rows."""
    refused = select(JobRow.line, JobRow.reason, JobRow.raw).where(JobRow.job_id == job_id, JobRow.refused.is_(True))
    rows = session.execute(refused.order_by(JobRow.id).limit(most))
    return [RefusedLine(row.line, row.reason, row.raw["values"]) for row in rows]
