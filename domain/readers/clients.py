"""Lists of clients, and who may be the same. Rule: "The client base"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from domain.clients import clients_of, current_keeper, may_open, seen_members
from domain.paging import paged
from domain.readers.silent import how_many_silent, silent_clients
from domain.search import FoundClient, described
from domain.tables import Client, Member, Role

PAGE = 8


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
    seen = seen_members(session, member_id, role)
    kept = (Client.id.in_(clients_of(seen)), Client.closed_at.is_(None))
    silent, once = how_many_silent(session, seen, today), _count(session, *kept, Client.purchase_days == 1)
    total = {ClientsOf.SILENT: silent, ClientsOf.ONCE: once}.get(kind)
    if total is None:
        total = _count(session, *kept)
    page, pages = paged(page, total, PAGE)
    if kind is ClientsOf.SILENT:
        asleep = silent_clients(session, seen, today, PAGE, page * PAGE).clients
        lines = tuple(ClientLine(one.id, one.name, one.last_purchase_on, one.silent_from, one.usual) for one in asleep)
    else:
        rows = session.execute(_listed(kind).where(*kept).limit(PAGE).offset(page * PAGE))
        lines = tuple(ClientLine(*row) for row in rows)
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


def _listed(kind: ClientsOf) -> Select[int, str, date | None, date | None]:
    """The list in its order: bought once, the longest ago first; else last touched first."""
    rows = select(Client.id, Client.name, Client.last_purchase_on, Client.silent_from)
    if kind is ClientsOf.ONCE:
        return rows.where(Client.purchase_days == 1).order_by(Client.last_purchase_on, Client.id)
    return rows.order_by(Client.last_touched_at.desc().nulls_last(), Client.id.desc())
