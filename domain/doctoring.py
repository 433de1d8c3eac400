"""Figures kept beside the facts they follow from, made anew by `doctor`: each says how many rows were wrong."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from domain.names import searched
from domain.search_index import INDEX, has_index, rebuild_search_index
from domain.tables import Activity, Client, Contact

CHUNK = 500


def mend_last_touched(session: Session) -> int:
    """When each client was last touched: his latest fact that is not cancelled; never, where there is none."""
    session.flush()
    latest = (
        select(Activity.client_id, func.max(Activity.happened_at).label("at"))
        .where(Activity.cancelled_at.is_(None))
        .group_by(Activity.client_id)
        .subquery()
    )
    rows = session.execute(
        select(Client.id, latest.c.at)
        .outerjoin(latest, latest.c.client_id == Client.id)
        .where(Client.last_touched_at.is_distinct_from(latest.c.at))
    )
    return _write(session, Client, [{"id": row.id, "last_touched_at": row.at} for row in rows])


def mend_search(session: Session) -> int:
    """The names of clients and contacts as they are looked for, and the search index over them."""
    wrong = sum(_mend_names(session, table) for table in (Client, Contact))
    before = _indexed(session)
    rebuild_search_index(session)
    after = _indexed(session)
    return wrong + len({row[0] for row in before ^ after})


def _mend_names(session: Session, table: type[Client] | type[Contact]) -> int:
    rows = session.execute(select(table.id, table.name, table.search_name)).all()
    right = [(row.id, row.search_name, searched(row.name)) for row in rows]
    return _write(session, table, [{"id": id_, "search_name": name} for id_, stored, name in right if stored != name])


def _indexed(session: Session) -> set[tuple[int, str]]:
    if not has_index(session):
        return set()
    return {(row.rowid, row.text) for row in session.execute(text(f"SELECT rowid, text FROM {INDEX}"))}


def _write(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> int:
    for chunk in _chunks(rows):
        session.execute(update(table), chunk)
    return len(rows)


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
