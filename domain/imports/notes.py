"""What is said about a row that was not taken as it stood."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from domain.imports.bulk import insert_rows
from domain.tables import JobRow


@dataclass(frozen=True, slots=True)
class Note:
    """`reason` is the end of a text's key (`import-reason-bad_date`), `values` fill it."""

    file: str
    line: int
    refused: bool
    reason: str
    values: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def write_notes(session: Session, job_id: int, notes: Iterable[Note]) -> None:
    rows = [
        {
            "job_id": job_id,
            "line": note.line,
            "refused": note.refused,
            "reason": note.reason,
            "raw": {"file": note.file, "values": note.values, "cells": note.cells},
        }
        for note in notes
    ]
    insert_rows(session, JobRow, rows)


def added(result: Any, counts: Counter[str]) -> dict[str, int]:
    """The job's running counts with those of one more chunk."""
    return dict(Counter(result or {}) + counts)
