"""An import taken back: what it made goes, what it changed is as it was, unless somebody has worked with it since."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Column, Date, Table, delete, func, select
from sqlalchemy.orm import Session

from domain.imports.bulk import expect_many
from domain.imports.notes import Note, added, write_notes
from domain.imports.settling import Settling, settle_days
from domain.imports.telling import tell_author
from domain.jobs import Work
from domain.search import reindex
from domain.tables import Base, Client, ImportChange, Job, Purchase, PurchaseLine, UTCDateTime
from domain.use_case import Area, Cause, Tx

UNDO = "import_undo"
CHUNK = 60
PURCHASES_CHUNK = 150
TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
NAMES = ("name", "source", "e164", "text", "line", "id")
PASSED = "passed"
"""In the job's result: the last purchase that was left because something depends on it."""
LINES = PurchaseLine.__tablename__


class UndoWork:
    """Purchases first, for clients and products hang on them; then every change, the last one first."""

    def __init__(self, import_id: int) -> None:
        self._import_id = import_id
        self._settling = Settling()

    @classmethod
    def of(cls, parameters: Any) -> Work:
        return cls(parameters["import_id"])

    def prepare(self, progress: int) -> None:
        """Nothing of the outer world; what was written last is over."""
        self._settling.committed()

    def step(self, session: Session, job: Job, prepared: None, at: datetime) -> bool:
        tx = Tx(session, Cause(f"job:{job.id}", job.created_at, at))
        expect_many(session)
        undoing = _Undoing(tx, job, self._import_id)
        done = False
        if not (undoing.purchases() or undoing.changes()):
            done = self._settling.step(tx, job)
        job.progress += 1
        if done:
            tell_author(session, job, at)
        tx.raise_revisions()
        return done


class _Undoing:
    def __init__(self, tx: Tx, job: Job, import_id: int) -> None:
        self._tx, self._session, self._job, self._import_id = tx, tx.session, job, import_id

    def purchases(self) -> bool:
        """The next ones; False when none are left but those that stay."""
        passed = (self._job.result or {}).get(PASSED, 0)
        found = self._session.execute(
            select(Purchase.id, Purchase.client_id, Purchase.day)
            .where(Purchase.job_id == self._import_id, Purchase.id > passed)
            .order_by(Purchase.id)
            .limit(PURCHASES_CHUNK)
        ).all()
        if not found:
            return False
        ids = [row.id for row in found]
        stay = referred(self._session, Purchase, ids)
        gone = [id_ for id_ in ids if id_ not in stay]
        self._session.execute(delete(PurchaseLine).where(PurchaseLine.purchase_id.in_(gone)))
        self._session.execute(delete(Purchase).where(Purchase.id.in_(gone)))
        settle_days(self._tx, self._job.id, list({row.client_id for row in found}))
        self._tx.touch(Area.MONEY, Area.CLIENTS)
        notes = [_left(Purchase.__tablename__, str(row.day)) for row in found if row.id in stay]
        self._count(notes, undone=len(gone))
        self._job.result = {**(self._job.result or {}), PASSED: ids[-1]}
        return True

    def changes(self) -> bool:
        """The next ones of a table, from the last backwards; each is forgotten as it is undone."""
        changes = self._next()
        if not changes:
            return False
        model = TABLES[changes[0].subject]
        made = [change for change in changes if change.before is None]
        notes = self._delete(model, made)
        notes += [note for change in changes if change.before is not None if (note := self._undo(model, change))]
        self._session.execute(delete(ImportChange).where(ImportChange.id.in_([change.id for change in changes])))
        self._count(notes, undone=len(changes) - len(notes))
        self._tx.touch(Area.CLIENTS, Area.PLANS, Area.MONEY)
        return True

    def _next(self) -> Sequence[ImportChange]:
        """Of what hangs on others first."""
        for table in reversed(Base.metadata.sorted_tables):
            of_table = select(ImportChange).where(
                ImportChange.job_id == self._import_id, ImportChange.subject == table.name
            )
            found = self._session.scalars(of_table.order_by(ImportChange.id.desc()).limit(CHUNK)).all()
            if found:
                return found
        return ()

    def _delete(self, model: type[Base], made: Sequence[ImportChange]) -> list[Note]:
        """Gone, unless something that somebody has entered since hangs on it."""
        rows: list[Any] = [
            row for change in made if (row := self._session.get(model, key_of(model, change))) is not None
        ]
        stay = referred(self._session, model, [row.id for row in rows]) if hasattr(model, "id") else set()
        gone = [row for row in rows if not stay or row.id not in stay]
        clients = {row.id if model is Client else getattr(row, "client_id", 0) for row in gone} - {0}
        for row in gone:
            self._session.delete(row)
        self._session.flush()
        for client_id in clients:
            reindex(self._session, client_id)
        return [_left(model.__tablename__, _name_of(row)) for row in rows if row not in gone]

    def _undo(self, model: type[Base], change: ImportChange) -> Note | None:
        """What is to be said if it could not be."""
        table = cast(Table, model.__table__)
        row = self._session.get(model, key_of(model, change))
        if change.after is None:
            done = row is not None or self._put_back(model, table, change.before)
        else:
            done = row is not None and self._restore(table, row, change.before, change.after)
        self._session.flush()
        return None if done else _left(change.subject, _name_of(row))

    def _put_back(self, model: type[Base], table: Table, before: Any) -> bool:
        self._session.add(model(**{name: as_column(table.c[name], value) for name, value in before.items()}))
        return True

    def _restore(self, table: Table, row: Any, before: Any, after: Any) -> bool:
        """Column by column: one that was changed again since is left."""
        whole = True
        for name, value in before.items():
            if getattr(row, name) == as_column(table.c[name], after[name]):
                setattr(row, name, as_column(table.c[name], value))
            else:
                whole = False
        return whole

    def _count(self, notes: Sequence[Note], *, undone: int) -> None:
        write_notes(self._session, self._job.id, notes)
        self._job.result = added(self._job.result, Counter(undone=undone, left=len(notes)))


def key_of(model: type[Base], change: ImportChange) -> tuple[Any, ...]:
    columns = cast(Table, model.__table__).primary_key
    return tuple(as_column(column, part) for column, part in zip(columns, json.loads(change.key), strict=True))


def referred(session: Session, model: type[Base], ids: Sequence[int]) -> set[int]:
    """Which of these rows another table's rows are about, lines of a purchase aside."""
    found: set[int] = set()
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            column: Column[Any] = key.parent
            if key.column.table is model.__table__ and not (table.name == LINES and model is Purchase):
                found |= {row[0] for row in session.execute(select(column).where(column.in_(ids)).distinct())}
    return found


def as_column(column: Column[Any], value: Any) -> Any:
    """A value kept as JSON, as the column takes it."""
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


def how_much(session: Session, import_id: int) -> int:
    """Rows that are to be undone."""
    changes = session.scalar(select(func.count()).where(ImportChange.job_id == import_id)) or 0
    return changes + (session.scalar(select(func.count()).where(Purchase.job_id == import_id)) or 0)


def _left(table: str, name: str) -> Note:
    return Note(table, 0, True, "left", {"value": name}, {})


def _name_of(row: Any) -> str:
    return next((str(found) for name in NAMES if (found := getattr(row, name, ""))), "")
