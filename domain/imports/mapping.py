"""What a file is, and which of its columns is what, as far as its headers say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.imports.files import Field
from domain.imports.kind import Kind
from domain.imports.kinds import KINDS
from domain.names import normalised

Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Guess:
    """`columns`: where each known field stands; `missing`: fields there must be and that no header answers."""

    kind: Kind
    columns: Columns
    missing: tuple[str, ...]


def guess(header: Sequence[str]) -> Guess:
    """The kind of which most is there."""
    return max((proposed(kind, header) for kind in KINDS.values()), key=_likeness)


def proposed(kind: Kind, header: Sequence[str]) -> Guess:
    """By the very name of a header, else by a name within it: «Сумма продажи, руб» is a sum."""
    columns: dict[str, int] = {}
    for answers in (_is_named, _names_it):
        for field in kind.fields:
            free = (
                place for place, name in enumerate(header) if place not in columns.values() and answers(field, name)
            )
            place = None if field.name in columns else next(free, None)
            if place is not None:
                columns[field.name] = place
    return Guess(kind, columns, missing(kind, columns))


def missing(kind: Kind, columns: Columns) -> tuple[str, ...]:
    """Fields that must be and are not."""
    return tuple(field.name for field in kind.fields if field.required and field.name not in columns)


def _is_named(field: Field, header: str) -> bool:
    return field.answers(header)


def _names_it(field: Field, header: str) -> bool:
    words = f" {normalised(header)} "
    return any(f" {normalised(known)} " in words for known in field.headers if len(known) > 2)


def _likeness(found: Guess) -> tuple[int, float]:
    known = len(found.columns)
    return known - len(found.missing), known / len(found.kind.fields)
