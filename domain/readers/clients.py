"""Lists of clients, and who may be the same. Rule: "The client base"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of, current_keeper, may_open, seen_members
from domain.search import FoundClient, described
from domain.tables import (
    Client,
    Member,
    Purchase,
    Role,
)

PAGE = 8
WORTH_OF = 6  # last purchases whose mean says what one more would bring


class ClientsOf(StrEnum):
    """The lists of clients: all he may open, silent too long, bought once."""

    MINE = "mine"
    SILENT = "silent"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client in a list. `worth`: kopecks of a usual purchase, in the silent list only."""

    id: int
    name: str
    last_purchase_on: date | None
    silent_from: date | None
    worth: int | None = None


@dataclass(frozen=True, slots=True)
class ClientPage:
    kind: ClientsOf
    lines: tuple[ClientLine, ...]
    page: int
    pages: int
    total: int
    silent: int
    once: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A client said to be closed, by whom."""

    client_id: int
    client: str
    by: str


def client_page(
    session: Session, member_id: int, role: Role, kind: ClientsOf, today: date, page: int = 0
) -> ClientPage:
    """A page of a list of the clients this member may open; closed ones are in no list."""
    kept = (Client.id.in_(clients_of(seen_members(session, member_id, role))), Client.closed_at.is_(None))
    silent, once = (_count(session, *kept, each) for each in (Client.silent_from <= today, Client.purchase_days == 1))
    total = {ClientsOf.SILENT: silent, ClientsOf.ONCE: once}.get(kind)
    if total is None:
        total = _count(session, *kept)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    rows = session.execute(_listed(kind, today).where(*kept).limit(PAGE).offset(page * PAGE))
    lines = tuple(ClientLine(row.id, row.name, row.last_purchase_on, row.silent_from, row.worth) for row in rows)
    return ClientPage(kind, lines, page, pages, total, silent, once)


def like_these(session: Session, member_id: int, role: Role, client_ids: tuple[int, ...]) -> tuple[FoundClient, ...]:
    """Clients by their ids as a search shows them: of a colleague's, name and keeper."""
    return tuple(described(session, seen_members(session, member_id, role), list(client_ids)))


def closing_asked(session: Session, member_id: int, client_id: int) -> Closing | None:
    """What the manager is asked; None once it is answered, or is no longer his to answer."""
    client = session.get(Client, client_id)
    if client is None or client.close_asked_by is None or client.closed_at is not None:
        return None
    keeper = current_keeper(session, client_id)
    if not may_open(session, session.get_one(Member, member_id), keeper.id if keeper else None):
        return None
    return Closing(client.id, client.name, session.get_one(Member, client.close_asked_by).name)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Client.id)).where(*conditions)) or 0


def _listed(kind: ClientsOf, today: date) -> Select[int, str, date | None, date | None, int | None]:
    """The list in its order: last touched first, by worth, by the silence."""
    columns = (Client.id, Client.name, Client.last_purchase_on, Client.silent_from)
    if kind is ClientsOf.SILENT:
        worth = _worth()
        rows = select(*columns, worth.label("worth")).where(Client.silent_from <= today)
        return rows.order_by(worth.desc().nulls_last(), Client.silent_from, Client.id)
    nothing: ColumnElement[int | None] = func.nullif(0, 0)
    rows = select(*columns, nothing.label("worth"))
    if kind is ClientsOf.ONCE:
        return rows.where(Client.purchase_days == 1).order_by(Client.last_purchase_on, Client.id)
    return rows.order_by(Client.last_touched_at.desc().nulls_last(), Client.id.desc())


def _worth() -> ColumnElement[int | None]:
    """Mean of the client's last purchases, kopecks."""
    last = (
        select(Purchase.amount)
        .where(Purchase.client_id == Client.id, Purchase.is_return.is_(False))
        .order_by(Purchase.day.desc(), Purchase.id.desc())
        .limit(WORTH_OF)
        .correlate(Client)
        .subquery()
    )
    return select(func.avg(last.c.amount)).scalar_subquery()
