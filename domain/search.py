"""Finding a client by name, contact or phone among 100 000, typing mistakes forgiven. Rule: "The client base".

The index narrows to a hundred candidates, `domain.names` ranks them. SQLite keeps an FTS5 table of trigrams, written by
`reindex` in the transaction that writes a name; PostgreSQL has pg_trgm indexes on the columns themselves. Where neither
can be made, the same questions are answered by a scan of the columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.clients import clients_of, seen_members
from domain.names import CERTAIN, FOUND, normalised, other_layout, ranked, search_score
from domain.phones import search_digits
from domain.search_index import INDEX, create_search_index, drop_search_index, has_index, rebuild_search_index, reindex
from domain.tables import Client, Contact, Keeper, Member, Phone, Role

__all__ = [
    "FoundClient",
    "create_search_index",
    "drop_search_index",
    "find_clients",
    "phone_digits",
    "rebuild_search_index",
    "reindex",
    "similar_clients",
]

CANDIDATES = 120
GRAM = 3
PHONE_FROM = 4  # digits
ENOUGH = 3  # exact hits after which typing mistakes are not looked for
SAME = 70.0  # likeness, both ways, from which a new name may be a client known already
QUERY_LENGTH = 100

_Name = InstrumentedAttribute[str]
_index = table(INDEX, column("rowid", Integer), column("text"))
_matches: ColumnElement[Any] = literal_column(INDEX)


@dataclass(frozen=True, slots=True)
class FoundClient:
    """A client that answers the query. Not `own`: a colleague's, only name and keeper may be shown."""

    id: int
    name: str
    keeper: str | None
    own: bool
    closed: bool
    contact: str | None = None
    """The contact person by whose name an own client was found."""


def find_clients(
    session: Session, member_id: int, role: Role, query: str, limit: int = 8, offset: int = 0
) -> list[FoundClient]:
    """Clients by name, contact name or digits of a phone.

    Certain answers before guesses; in each, those he may open first and the closed last.
    """
    query = query[:QUERY_LENGTH]
    asked = _Asked(session, seen_members(session, member_id, role))
    digits = phone_digits(query)
    by_phone = dict.fromkeys(asked.with_phone(digits) if digits else [], 100.0)
    likeness = by_phone or _by_name(asked, query)
    hits = described(session, asked.seen, list(likeness))
    hits.sort(key=lambda hit: (likeness[hit.id] < CERTAIN, not hit.own, hit.closed))
    return [_with_contact(session, hit, query) for hit in hits[offset : offset + limit]]


def phone_digits(query: str) -> str:
    """Digits to look for in phones; empty when the query is no part of a number."""
    if any(sign.isalpha() for sign in query):
        return ""
    digits = search_digits(query)
    return digits if len(digits) >= PHONE_FROM else ""


def similar_clients(session: Session, name: str, limit: int = 3) -> list[int]:
    """Clients of the company whose name is as good as the same, whoever keeps them; the likest first."""
    asked = _Asked(session, None)
    names = asked.names(list(_by_name(asked, name)))
    return ranked(name, [(key, known) for key, known in names if search_score(known, name) >= SAME], limit)


class _Asked:
    """One search: by whom, hence whose clients come first."""

    def __init__(self, session: Session, seen: set[int] | None) -> None:
        self.session = session
        self.seen = seen
        self._indexed = has_index(session)

    def with_phone(self, digits: str) -> list[int]:
        if self._indexed:
            return self._matching(_phrase(digits))
        return self._ids(select(Phone.client_id).where(Phone.e164.contains(digits, autoescape=True)))

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Clients in whose names every word stands, whole or as a part."""
        long = [word for word in words if len(word) >= GRAM]
        if not long:
            return self._beginning(" ".join(words))
        if self._indexed:
            return self._matching(" AND ".join(map(_phrase, long)))
        return self._in_names(lambda name: _all(name, long))

    def with_grams(self, grams: Sequence[str]) -> list[int]:
        """Clients whose names share the most trigrams with the query."""
        if not grams:
            return []
        if self._indexed:
            return self._matching(" OR ".join(map(_phrase, grams)))
        return self._in_names(lambda name: _any(name, grams), shared=grams)

    def names(self, client_ids: Sequence[int]) -> list[tuple[int, str]]:
        rows = self.session.execute(select(Client.id, Client.name).where(Client.id.in_(client_ids)))
        return [(row.id, row.name) for row in rows]

    def _matching(self, match: str) -> list[int]:
        rows = select(_index.c.rowid).where(_matches.op("MATCH")(match))
        ordered = rows.order_by(*self._own_first(_index.c.rowid), literal_column("rank")).limit(CANDIDATES)
        return list(self.session.scalars(ordered))

    def _beginning(self, start: str) -> list[int]:
        if not start:
            return []
        own = self._ids(select(Client.id).where(self._begins(Client.search_name, start)))
        return own + self._ids(select(Contact.client_id).where(self._begins(Contact.search_name, start)))

    def _begins(self, name: _Name, start: str) -> ColumnElement[bool]:
        """By the index where letters are ordered by their codes: PostgreSQL orders them as its locale does."""
        if self.session.get_bind().dialect.name == "sqlite":
            return and_(name >= start, name < start + "\U0010ffff")
        return name.startswith(start, autoescape=True)

    def _in_names(self, condition: Callable[[_Name], ColumnElement[bool]], shared: Sequence[str] = ()) -> list[int]:
        """Both tables of names, each narrowed by the condition; sharing more trigrams comes first."""
        found: list[int] = []
        for name, client_id in ((Client.search_name, Client.id), (Contact.search_name, Contact.client_id)):
            rows = select(client_id).where(condition(name))
            how_many = [_how_many(name, shared).desc()] if shared else []
            ordered = rows.order_by(*self._own_first(client_id), *how_many, func.length(name))
            found += self.session.scalars(ordered.limit(CANDIDATES))
        return found

    def _ids(self, rows: Select[int]) -> list[int]:
        own_first = self._own_first(rows.selected_columns[0])
        return list(self.session.scalars(rows.order_by(*own_first).limit(CANDIDATES)))

    def _own_first(self, client_id: ColumnElement[int] | InstrumentedAttribute[int]) -> list[ColumnElement[int]]:
        if self.seen is None:
            return []
        return [case((client_id.in_(clients_of(self.seen)), 0), else_=1)]


def _by_name(asked: _Asked, query: str) -> dict[int, float]:
    """Clients worth showing for the words of a query with their likeness, best first."""
    spellings = [normalised(query).split(), normalised(other_layout(query)).split()]
    found = [client_id for words in spellings for client_id in asked.with_words(words)]
    likest = _likeness(asked, query, found)
    if len(likest) >= ENOUGH:
        return likest
    return _likeness(asked, query, [*found, *asked.with_grams(_grams(spellings))])


def _likeness(asked: _Asked, query: str, client_ids: Sequence[int]) -> dict[int, float]:
    """By the best of a client's own name, his contacts' names, and the two together."""
    known = list(dict.fromkeys(client_ids))
    names = asked.names(known)
    titles = dict(names)
    for client_id, person in _people(asked.session, known):
        names += [(client_id, person), (client_id, f"{titles[client_id]} {person}")]
    best: dict[int, float] = {}
    for client_id, name in names:
        best[client_id] = max(best.get(client_id, 0.0), search_score(query, name))
    worth = [(client_id, score) for client_id, score in best.items() if score >= FOUND]
    return dict(sorted(worth, key=lambda found: -found[1]))


def _people(session: Session, client_ids: Sequence[int]) -> list[tuple[int, str]]:
    rows = session.execute(
        select(Contact.client_id, Contact.name).where(Contact.client_id.in_(client_ids), Contact.archived_at.is_(None))
    )
    return [(row.client_id, row.name) for row in rows]


def described(session: Session, seen: set[int] | None, client_ids: Sequence[int]) -> list[FoundClient]:
    """These clients as one who sees these members may know them; None = everybody."""
    rows = session.execute(
        select(Client.id, Client.name, Client.closed_at, Keeper.member_id, Member.name.label("keeper"))
        .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
        .outerjoin(Member, Member.id == Keeper.member_id)
        .where(Client.id.in_(client_ids))
    )
    known = {
        row.id: FoundClient(
            row.id,
            row.name,
            row.keeper,
            own=seen is None or row.member_id in seen,
            closed=row.closed_at is not None,
        )
        for row in rows
    }
    return [known[client_id] for client_id in client_ids if client_id in known]


def _with_contact(session: Session, hit: FoundClient, query: str) -> FoundClient:
    """Say by whom the client was found, when it was not by its own name."""
    if not hit.own or phone_digits(query) or search_score(query, hit.name) >= FOUND:
        return hit
    people = [(person, person) for _, person in _people(session, [hit.id])]
    best = ranked(query, people, limit=1)
    return replace(hit, contact=best[0]) if best else hit


def _phrase(word: str) -> str:
    return f'"{word}"'


def _grams(spellings: Sequence[Sequence[str]]) -> list[str]:
    words = [word for words in spellings for word in words]
    return list(dict.fromkeys(word[at : at + GRAM] for word in words for at in range(len(word) - GRAM + 1)))


def _all(name: _Name, words: Sequence[str]) -> ColumnElement[bool]:
    return and_(*(name.contains(word, autoescape=True) for word in words))


def _any(name: _Name, grams: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(name.contains(gram, autoescape=True) for gram in grams))


def _how_many(name: _Name, grams: Sequence[str]) -> ColumnElement[int]:
    """How many of the trigrams stand in the name."""
    each = [case((name.contains(gram, autoescape=True), 1), else_=0) for gram in grams]
    return reduce(add, each)
