"""What an import did to each row, kept so that it can be undone. See `domain.imports.undoing`."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from domain.imports.bulk import insert_rows
from domain.tables import Base, ImportChange

Values = Mapping[str, Any]


def note_created(session: Session, job_id: int, model: type[Base], keys: Iterable[Any]) -> None:
    """Rows that were not there before, by their primary keys, in the order they were made."""
    insert_rows(session, ImportChange, [_change(job_id, model, key, None, {}) for key in keys])


def note_changed(session: Session, job_id: int, model: type[Base], key: Any, before: Values, after: Values) -> None:
    """Some columns of a row."""
    insert_rows(session, ImportChange, [_change(job_id, model, key, before, after)])


@contextmanager
def noting(
    session: Session, job_id: int, model: type[Base], *rows: ColumnElement[bool], but: Collection[str] = ()
) -> Iterator[None]:
    """Whatever becomes of these rows of a table meanwhile is noted, columns aside that are not to be set back."""
    before = _as_they_are(session, model, rows)
    yield
    after = _as_they_are(session, model, rows)
    changes = [_change(job_id, model, key, before[key], None) for key in before.keys() - after.keys()]
    for key in before.keys() & after.keys():
        other = {name for name, value in before[key].items() if value != after[key][name]} - set(but)
        if other:
            was, became = ({name: side[key][name] for name in other} for side in (before, after))
            changes.append(_change(job_id, model, key, was, became))
    changes += [_change(job_id, model, key, None, {}) for key in sorted(after.keys() - before.keys())]
    insert_rows(session, ImportChange, changes)


def _as_they_are(
    session: Session, model: type[Base], rows: Sequence[ColumnElement[bool]]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    session.flush()
    table = cast(Table, model.__table__)
    found = session.execute(select(table).where(*rows)).mappings()
    return {tuple(row[key.name] for key in table.primary_key): {**row} for row in found}


def change_columns(session: Session, job_id: int, row: Base, wanted: Values) -> bool:
    """Set columns of an entity and note what they were; False when they were so already."""
    before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
    if not before:
        return False
    for name in before:
        setattr(row, name, wanted[name])
    table = cast(Table, row.__table__)
    key = tuple(getattr(row, column.key) for column in table.primary_key)
    note_changed(session, job_id, type(row), key, before, {name: wanted[name] for name in before})
    return True


def is_noted(session: Session, job_id: int, model: type[Base], key: Iterable[Any]) -> bool:
    """Whether this import has met the row already."""
    noted = select(ImportChange.id).where(
        ImportChange.job_id == job_id, ImportChange.subject == model.__tablename__, ImportChange.key == _key(key)
    )
    return session.scalar(noted.limit(1)) is not None


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _change(job_id: int, model: type[Base], key: Any, before: Values | None, after: Values | None) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "subject": model.__tablename__,
        "key": _key(key if isinstance(key, (tuple, list)) else [key]),
        "before": _values(before),
        "after": _values(after),
    }


def _key(parts: Iterable[Any]) -> str:
    return json.dumps([as_json(part) for part in parts], ensure_ascii=False)


def _values(values: Values | None) -> dict[str, Any] | None:
    return None if values is None else {name: as_json(value) for name, value in values.items()}
