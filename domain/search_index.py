"""The index behind `domain.search`: made by a migration, kept up to date by whoever writes names and phones."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.orm import Session

from domain.tables import Client, Contact, Phone

INDEX = "client_search"


def reindex(session: Session, client_id: int) -> None:
    """Bring the index up to date with the client's names and phones; to be called where they are written or deleted."""
    if not has_index(session):
        return
    session.flush()
    words = [
        *session.scalars(select(Client.search_name).where(Client.id == client_id)),
        *session.scalars(
            select(Contact.search_name).where(Contact.client_id == client_id, Contact.archived_at.is_(None))
        ),
        *(e164.lstrip("+") for e164 in session.scalars(select(Phone.e164).where(Phone.client_id == client_id))),
    ]
    session.execute(text(f"DELETE FROM {INDEX} WHERE rowid = :id"), {"id": client_id})
    if words:
        session.execute(text(f"INSERT INTO {INDEX}(rowid, text) VALUES (:id, :words)"), _row(client_id, words))


def index_new(session: Session, names: Mapping[int, str]) -> None:
    """Clients just made, by id, of whom nothing but the name as searched is known yet."""
    if has_index(session) and names:
        rows = [_row(client_id, [name]) for client_id, name in names.items()]
        session.execute(text(f"INSERT INTO {INDEX}(rowid, text) VALUES (:id, :words)"), rows)


def rebuild_search_index(session: Session) -> int:
    """Index every client anew; how many there are. For imports, demo and `doctor`."""
    session.flush()
    words: dict[int, list[str]] = {}
    for client_id, name in session.execute(select(Client.id, Client.search_name)):
        words[client_id] = [name]
    for client_id, name in session.execute(
        select(Contact.client_id, Contact.search_name).where(Contact.archived_at.is_(None))
    ):
        words[client_id].append(name)
    for client_id, e164 in session.execute(select(Phone.client_id, Phone.e164)):
        words[client_id].append(e164.lstrip("+"))
    if has_index(session) and words:
        session.execute(text(f"DELETE FROM {INDEX}"))
        rows = [_row(client_id, names) for client_id, names in words.items()]
        session.execute(text(f"INSERT INTO {INDEX}(rowid, text) VALUES (:id, :words)"), rows)
    return len(words)


def create_search_index(connection: Connection) -> None:
    """The index of a new database, for a migration; nothing where the database has no trigrams."""
    if connection.dialect.name == "sqlite":
        if _fts5_has_trigrams(connection):
            connection.execute(text(f"CREATE VIRTUAL TABLE {INDEX} USING fts5(text, tokenize='trigram')"))
    elif _postgres_has_trigrams(connection):
        for name, place in _POSTGRES_INDEXES.items():
            connection.execute(text(f"CREATE INDEX {name} ON {place} gin_trgm_ops)"))


def drop_search_index(connection: Connection) -> None:
    connection.execute(text(f"DROP TABLE IF EXISTS {INDEX}"))
    for name in _POSTGRES_INDEXES:
        connection.execute(text(f"DROP INDEX IF EXISTS {name}"))


_POSTGRES_INDEXES = {
    "ix_client_search_name_trgm": "client USING gin (search_name",
    "ix_contact_search_name_trgm": "contact USING gin (search_name",
    "ix_phone_e164_trgm": "phone USING gin (e164",
}


def _fts5_has_trigrams(connection: Connection) -> bool:
    version = connection.execute(text("SELECT sqlite_version()")).scalar_one()
    options = set(connection.execute(text("PRAGMA compile_options")).scalars())
    return tuple(map(int, version.split("."))) >= (3, 34) and "ENABLE_FTS5" in options


def _postgres_has_trigrams(connection: Connection) -> bool:
    available = text("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
    if not connection.execute(available).scalar_one():
        return False
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    return True


def _row(client_id: int, words: Iterable[str]) -> dict[str, object]:
    return {"id": client_id, "words": "\n".join(words)}


def has_index(session: Session) -> bool:
    known = session.info.get(INDEX)
    if known is None:
        connection = session.connection()
        known = connection.dialect.name == "sqlite" and inspect(connection).has_table(INDEX)
        session.info[INDEX] = known
    return bool(known)
