"""A kind of import: its columns, what a row says, and how rows are written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.imports.files import Field
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.use_case import Tx

Counts = Counter[str]
"""`new`, `changed`, `known`: rows by what became of them; `clients`, `products`: those made beside them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`parse` raises BadCell. `write` is given understood rows, counts them and says what is to be said of them."""

    name: str
    fields: tuple[Field, ...]
    parse: Callable[[Mapping[str, str], date], Any]
    write: Callable[[Tx, int, Sequence[Parsed], Counts], list[Note]]
    chunk: int
    """Rows of the first transaction."""
    settles_purchases: bool = False
    """Whether the days, rhythm and silence of clients follow from it."""
