"""The cells of one row while they are read: a bad one does not hide those after it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from domain.imports.values import BadCell

T = TypeVar("T")


class Cells:
    """`faults`: what is wrong, the first of each column."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.faults: dict[str, BadCell] = {}

    def __getitem__(self, column: str) -> str:
        """As it stands, "" where there is none."""
        return self._cells.get(column, "")

    def bad(self, reason: str, column: str, value: str = "") -> None:
        self.faults.setdefault(column, BadCell(reason, column, value))

    def read(self, otherwise: T, reader: Callable[..., T], column: str, *args: Any) -> T:
        """What the reader makes of this cell; the other value when it is empty, or bad, which is kept in mind."""
        if not self._cells.get(column):
            return otherwise
        try:
            return reader(self._cells, column, *args)
        except BadCell as bad:
            self.faults.setdefault(column, bad)
            return otherwise

    def renamed(self, cells: Mapping[str, str]) -> "Cells":
        """The same row read under other names; its faults are this one's."""
        other = Cells({**self._cells, **cells})
        other.faults = self.faults
        return other
