"""A kind of import: its columns, what a row says, and how rows are written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.imports.cells import Cells
from domain.imports.files import Field
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.use_case import Tx

Counts = Counter[str]
"""`new`, `changed`, `known`: rows by what became of them; `clients`, `products`: those made beside them."""


@dataclass(slots=True)
class Loading:
    """One run of an import, and the ids of what its rows name: asked for once.

    Only what was found there is remembered: what a transaction makes is gone if it is rolled back.
    """

    job_id: int
    clients: dict[Any, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """`parse` says what a row is about. `write` is given understood rows, counts them and says what is to be said."""

    name: str
    fields: tuple[Field, ...]
    parse: Callable[[Cells, date], Any]
    write: Callable[[Tx, Loading, Sequence[Parsed], Counts], list[Note]]
    least: int = 4
    """Fewer rows are not worth a transaction, however long they take."""
    settles_purchases: bool = False
    """Whether the days, rhythm and silence of clients follow from it."""
    order_of: Callable[[Mapping[str, str]], str] | None = None
    """What is the same in neighbouring rows that are taken or refused as one; "" of a row by itself."""
