"""What must be the same after a crash: every fact, the outbox, where each dialog stands, what each person sees."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Table, select
from sqlalchemy.orm import Session

from domain.tables.base import Base
from tests.reliability.crash.engines import Engines
from tests.reliability.crash.player import Player, Seen

Rows = dict[str, list[str]]

HOUSEKEEPING = frozenset({"payload", "kills", "claimed_at", "message_id", "updated_at", "file_id"})
"""Where a message doubled, or a life more, may rightly show."""
OF_MESSAGES = frozenset({"last_message_id", "message", "message_id"})
WITH_IDS_INSIDE = frozenset({"about", "key", "outcome", "subject", "data", "details"})
"""On PostgreSQL a transaction that was not committed uses up ids."""
DOUBLED_AT_MOST = 1


@dataclass(frozen=True, slots=True)
class State:
    rows: Rows
    screens: dict[str, list[Seen]]
    keyboards: dict[str, Any]


def state_of(player: Player) -> State:
    return State(_read(player.engines, player.database_url), player.screens(), player.keyboards())


def _read(engines: Engines, database_url: str) -> Rows:
    engines.url = database_url
    with Session(engines.reader) as session:
        rows = _rows(session)
    engines.reader.dispose()
    return rows


def _rows(session: Session) -> Rows:
    numbers: dict[str, dict[Any, int]] = {}
    return {table.name: _rows_of(session, table, numbers) for table in Base.metadata.sorted_tables}


def _rows_of(session: Session, table: Table, numbers: dict[str, dict[Any, int]]) -> list[str]:
    """The rows as text, ids replaced by their order."""
    order = list(table.primary_key.columns)
    found = session.execute(select(table).order_by(*order)).mappings().all()
    if "id" in table.columns:
        numbers[table.name] = {row["id"]: number for number, row in enumerate(found, 1)}
    postgres = session.get_bind().dialect.name == "postgresql"
    left_out = HOUSEKEEPING | (WITH_IDS_INSIDE if postgres else frozenset())
    kept = [column for column in table.columns if column.name not in left_out]
    return sorted(str({column.name: _value(column, row[column.name], numbers) for column in kept}) for row in found)


def _value(column: Any, value: Any, numbers: dict[str, dict[Any, int]]) -> Any:
    if column.primary_key and column.name == "id":
        return numbers[column.table.name][value]
    for key in column.foreign_keys:
        return numbers.get(key.column.table.name, {}).get(value, value)
    if column.table.name == "dialog_state" and column.name == "data" and value:
        return _without_messages(json.loads(value))
    return json.dumps(value, sort_keys=True) if isinstance(column.type, JSON) else value


def _without_messages(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_messages(value) for name, value in sorted(data.items()) if name not in OF_MESSAGES}
    return data


def differences(before: State, after: State) -> list[str]:
    """How `after` differs from the undisturbed `before`, in words; nothing = as it should be."""
    return [
        *(line for name in before.rows for line in _other_rows(name, before.rows[name], after.rows[name])),
        *(line for name in before.screens for line in _other_screens(name, before.screens[name], after.screens[name])),
        *(
            f"{name} has another keyboard: {after.keyboards[name]}"
            for name, keyboard in before.keyboards.items()
            if keyboard != after.keyboards[name]
        ),
    ]


def _other_rows(name: str, before: list[str], after: list[str]) -> list[str]:
    gone = [f"{name} lost {row}" for row in before if row not in after]
    new = [f"{name} invented {row}" for row in after if row not in before]
    doubled = [f"{name} has {len(after)} rows, not {len(before)}"] if len(before) != len(after) else []
    return [*gone, *new, *doubled]


def _other_screens(name: str, before: list[Seen], after: list[Seen]) -> list[str]:
    if _same_but_doubled(before, after, DOUBLED_AT_MOST):
        return []
    return [f"{name} sees {[_words(seen) for seen in after]}, not {[_words(seen) for seen in before]}"]


def _same_but_doubled(before: list[Seen], after: list[Seen], more: int) -> bool:
    """The same messages, but for so many of the bot's that came twice."""
    if before == after:
        return True
    if more == 0 or len(after) <= len(before):
        return False
    shorter = (after[:n] + after[n + 1 :] for n, seen in enumerate(after) if seen.from_bot)
    return any(_same_but_doubled(before, left, more - 1) for left in shorter)


def _words(seen: Seen) -> str:
    return f"{'<' if seen.from_bot else '>'} {seen.text[:60]!r} {sum(map(len, seen.buttons))}"
