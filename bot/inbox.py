"""The inbox: a raw update is committed here before it is confirmed to Telegram, and leaves only when answered.

Its statements are made once: building one anew costs SQLAlchemy three times what running it does.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.tables import Inbox, InboxState

CHANNEL = "polevik_inbox"
NOBODY = 0
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
PENDING = (InboxState.RECEIVED, InboxState.APPLIED)
DONE = (InboxState.ANSWERED, InboxState.DEAD)


@dataclass(slots=True)
class Received:
    """An update as the lane holds it; mirrors its row."""

    bot_id: int
    update_id: int
    lane: int
    payload: dict[str, Any]
    received_at: datetime
    state: InboxState = InboxState.RECEIVED
    use_case: str | None = None
    outcome: str | None = None
    failures: int = 0
    kills: int = 0
    left_over: bool = False
    """Found at a start: the process before may have died of it."""

    @property
    def key(self) -> str:
        return f"{self.bot_id}:{self.update_id}"


@dataclass(frozen=True, slots=True)
class Applied:
    """What an update has done, to be kept beside it."""

    row: Received
    use_case: str
    outcome: str


class AppliedElsewhere(Exception):
    """Another process has applied or answered this update: nothing is written here."""


def is_update(raw: Any) -> bool:
    """Numbered as Telegram does and as a database can keep."""
    return isinstance(raw, dict) and _kept_as_number(raw.get("update_id")) and raw["update_id"] >= 0


def _kept_as_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def lane_of(update: dict[str, Any]) -> int:
    """Whose update it is: the person's Telegram id, else the chat's, else nobody's."""
    for part in update.values():
        if isinstance(part, dict):
            for holder in (part.get("from"), part.get("user"), part.get("chat")):
                if isinstance(holder, dict) and _kept_as_number(holder.get("id")):
                    return int(holder["id"])
    return NOBODY


def received(bot_id: int, raw: dict[str, Any], at: datetime) -> Received:
    return Received(bot_id, int(raw["update_id"]), lane_of(raw), raw, at)


_ACCEPT = {
    dialect.dialect.name: dialect.insert(Inbox)
    .on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
    .returning(Inbox.update_id)
    for dialect in (sqlite, postgresql)
}
_IS = (Inbox.bot_id == bindparam("of_bot")) & (Inbox.update_id == bindparam("of_update"))
_APPLY = update(Inbox).where(_IS, Inbox.state == InboxState.RECEIVED)
_SETTLE = update(Inbox).where(_IS, or_(Inbox.state == InboxState.RECEIVED, Inbox.state == InboxState.APPLIED))


def accept(session: Session, rows: list[Received], *, tell: bool = True) -> list[Received]:
    """Store the updates not seen before, in one statement. Returns the new ones.

    On PostgreSQL the leader is told of them: it reads all that is unanswered. `tell=False`: it is we who lead.
    """
    if not rows:
        return []
    connection = session.connection()
    new = set(connection.execute(_ACCEPT[connection.dialect.name], [_values(row) for row in rows]).scalars())
    if new and tell and connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))
    return [row for row in rows if row.update_id in new]


def _values(row: Received) -> dict[str, Any]:
    return {
        "bot_id": row.bot_id,
        "update_id": row.update_id,
        "lane": row.lane,
        "payload": _payload(row),
        "received_at": row.received_at,
        "state": InboxState.RECEIVED,
        "failures": 0,
        "kills": 0,
    }


def _payload(row: Received) -> str:
    """As JSON, without what no database takes: half a letter (a lone surrogate) or a NUL becomes a question mark."""
    dumped = json.dumps(row.payload, ensure_ascii=False, separators=(",", ":"))
    whole = _NUL.sub(r"\1?", dumped).encode(errors="replace").decode()
    if whole != dumped:
        row.payload = json.loads(whole)
    return whole


def unanswered(
    session: Session, bot_id: int, after: int = -1, limit: int = 1000, *, left_over: bool = False
) -> list[Received]:
    """What is still to be answered, oldest first. `left_over`: at a start."""
    rows = session.execute(
        select(Inbox)
        .where(Inbox.bot_id == bot_id, Inbox.state.in_(PENDING), Inbox.update_id > after)
        .order_by(Inbox.update_id)
        .limit(limit)
    ).scalars()
    return [_received(row, left_over) for row in rows]


def refreshed(session: Session, row: Received) -> Received | None:
    """The row as the database has it now; None when it is answered or dead."""
    found = session.get(Inbox, (row.bot_id, row.update_id))
    return None if found is None or found.state in DONE else _received(found)


def _received(row: Inbox, left_over: bool = False) -> Received:
    return Received(
        row.bot_id,
        row.update_id,
        row.lane,
        json.loads(row.payload),
        row.received_at,
        row.state,
        row.use_case,
        row.outcome,
        row.failures,
        row.kills,
        left_over,
    )


def mark_applied(session: Session, applied: Sequence[Applied]) -> None:
    """The first commit: received → applied, with the outcome. Raises AppliedElsewhere."""
    values = [
        _key(one.row) | {"state": InboxState.APPLIED, "use_case": one.use_case, "outcome": one.outcome}
        for one in applied
    ]
    if session.connection().execute(_APPLY, values).rowcount != len(values):
        raise AppliedElsewhere(*(one.row.key for one in applied))


def mark_answered(session: Session, rows: Sequence[Received]) -> None:
    """The second commit: → answered. Raises AppliedElsewhere."""
    values = [_key(row) | {"state": InboxState.ANSWERED} for row in rows]
    if session.connection().execute(_SETTLE, values).rowcount != len(values):
        raise AppliedElsewhere(*(row.key for row in rows))


def settle(session: Session, row: Received, state: InboxState) -> bool:
    """→ answered or dead, unless another process has been quicker (False)."""
    return bool(session.connection().execute(_SETTLE, _key(row) | {"state": state}).rowcount)


def count_failure(session: Session, row: Received, error: str) -> None:
    counted = update(Inbox).where(_IS).values(failures=Inbox.failures + 1)
    session.connection().execute(counted, _key(row) | {"error": error[:4000]})


def count_kill(session: Session, row: Received) -> None:
    """Before what was left over is tried again: if that kills us too, it is known."""
    session.connection().execute(update(Inbox).where(_IS).values(kills=Inbox.kills + 1), _key(row))


def last_update_id(session: Session, bot_id: int) -> int | None:
    return session.scalar(select(func.max(Inbox.update_id)).where(Inbox.bot_id == bot_id))


def _key(row: Received) -> dict[str, Any]:
    return {"of_bot": row.bot_id, "of_update": row.update_id}
