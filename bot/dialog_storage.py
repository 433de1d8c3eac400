"""Dialog state on the company's own database, buffered by update.

Inside an update every write goes to the update's buffer and is committed once, together with its inbox row, or dropped
with it. Outside one it commits at once. Only the leader handles updates, so what was read stays cached in the process.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.database import Database
from domain.clock import Clock
from domain.tables import DialogState

CACHED_PERSONS = 2000


@dataclass(frozen=True, slots=True)
class Record:
    """One key's content, JSON as text; empty = no row."""

    state: str | None = None
    data: str | None = None

    @property
    def empty(self) -> bool:
        return self.state is None and self.data is None


@dataclass(slots=True)
class Buffer:
    """What an update has changed so far: key → record."""

    person: int
    changed: dict[str, Record] = field(default_factory=dict)


current_buffer: ContextVar[Buffer | None] = ContextVar("current_buffer", default=None)


def _upsert(insert: Any) -> Any:
    changed = {column: insert.excluded[column] for column in ("state", "data", "updated_at")}
    return insert.on_conflict_do_update(index_elements=["key"], set_=changed)


_UPSERT = {dialect.dialect.name: _upsert(dialect.insert(DialogState)) for dialect in (sqlite, postgresql)}
_DELETE = delete(DialogState).where(DialogState.key.in_(bindparam("keys", expanding=True)))
_OF_PERSON = select(DialogState.key, DialogState.state, DialogState.data).where(
    DialogState.person == bindparam("person")
)


def key_text(key: StorageKey) -> str:
    """The row's key: every part that makes two dialogs different."""
    parts = (key.bot_id, key.chat_id, key.user_id, key.thread_id, key.business_connection_id, key.destiny)
    return "|".join("" if part is None else str(part) for part in parts)


class DialogStorage(BaseStorage):
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._cache: OrderedDict[int, dict[str, Record]] = OrderedDict()
        self._alone = asyncio.Lock()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._change(key, state=state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._get(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        if not isinstance(data, dict):
            raise DataNotDictLikeError(f"dialog data is a dict, not {type(data).__name__}")
        value = json.dumps(data, ensure_ascii=False, separators=(",", ":")) if data else None
        await self._change(key, data=value)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data = (await self._get(key)).data
        return json.loads(data) if data else {}

    async def close(self) -> None:
        """The database is closed by whoever opened it."""

    async def _get(self, key: StorageKey) -> Record:
        buffer, name = current_buffer.get(), key_text(key)
        if buffer is not None and name in buffer.changed:
            return buffer.changed[name]
        return (await self._of_person(key.user_id)).get(name, Record())

    async def _change(self, key: StorageKey, **columns: str | None) -> None:
        buffer, name = current_buffer.get(), key_text(key)
        if buffer is not None:
            buffer.changed[name] = replace(await self._get(key), **columns)
            return
        async with self._alone:
            outside = Buffer(key.user_id, {name: replace(await self._get(key), **columns)})
            await self._database.write(lambda session: self.flush(session, outside))
            self.committed(outside)

    async def _of_person(self, person: int) -> dict[str, Record]:
        if person not in self._cache:
            records = await self._database.read(_records, person)
            self._cache.setdefault(person, records)
        self._cache.move_to_end(person)
        known = self._cache[person]
        while len(self._cache) > CACHED_PERSONS:
            self._cache.popitem(last=False)
        return known

    def flush(self, session: Session, *buffers: Buffer) -> None:
        """Write the buffers in the present transaction; empty records lose their rows."""
        now = self._clock.now()
        gone: list[str] = []
        kept: list[dict[str, Any]] = []
        for buffer in buffers:
            for name, record in self._changed(buffer).items():
                if record.empty:
                    gone.append(name)
                else:
                    content = {"state": record.state, "data": record.data}
                    kept.append({"key": name, "person": buffer.person, "updated_at": now} | content)
        connection = session.connection()
        if gone:
            connection.execute(_DELETE, {"keys": gone})
        if kept:
            connection.execute(_UPSERT[connection.dialect.name], kept)

    def _changed(self, buffer: Buffer) -> dict[str, Record]:
        """What differs from what is known to be in the table."""
        known = self._cache.get(buffer.person)
        if known is None:
            return buffer.changed
        return {name: record for name, record in buffer.changed.items() if known.get(name, Record()) != record}

    def committed(self, buffer: Buffer) -> None:
        """The transaction of `flush` has committed: the cache may say the same."""
        known = self._cache.get(buffer.person)
        if known is None:
            return
        for name, record in buffer.changed.items():
            if record.empty:
                known.pop(name, None)
            else:
                known[name] = record

    def forget(self, person: int | None = None) -> None:
        """Somebody else may have written, or it is not known whether we have: of one person, or of all."""
        if person is None:
            self._cache.clear()
        else:
            self._cache.pop(person, None)


def _records(session: Session, person: int) -> dict[str, Record]:
    rows = session.connection().execute(_OF_PERSON, {"person": person})
    return {row.key: Record(row.state, row.data) for row in rows}
