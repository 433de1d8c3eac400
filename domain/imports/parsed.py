"""A row as it was understood, and what is to be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from domain.imports.files import Row
from domain.imports.notes import Note


class Parsed(NamedTuple):
    """A row understood (`about` None = refused) and what is to be said about it. A tuple: a million are handed over."""

    file: str
    line: int
    about: Any
    cells: Mapping[str, str] = {}
    notes: Sequence[Note] = ()

    def note(self, reason: str, **values: str) -> Note:
        """Something mended in this row while it is written."""
        return Note(self.file, self.line, False, reason, values, dict(self.cells))

    def refusal(self, reason: str, **values: str) -> Note:
        return Note(self.file, self.line, True, reason, values, dict(self.cells))

    def refused(self, reason: str) -> "Parsed":
        """The same row, refused for what is wrong beside it."""
        return Parsed(self.file, self.line, None, {}, [Note(self.file, self.line, True, reason)])


@dataclass(frozen=True, slots=True)
class Noting:
    """Says what is mended in a row while it is read."""

    file: str
    row: Row
    notes: list[Note]

    def __call__(self, reason: str, **values: str) -> None:
        self.notes.append(Note(self.file, self.row.line, False, reason, values, self.row.cells))
