"""Clients of a list by their ids: name, last purchase, keeper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from domain.tables import Client, Keeper, Member

AT_ONCE = 500
"""A statement has room for so many ids, whatever the database."""


@dataclass(frozen=True, slots=True)
class ClientLine:
    """`potential`: kopecks a year."""

    id: int
    name: str
    last: date | None
    potential: int | None
    keeper: str | None


def client_lines(session: Session, client_ids: Sequence[int]) -> Mapping[int, ClientLine]:
    """By id."""
    return {line.id: line for line in _read(session, client_ids)}


def _read(session: Session, client_ids: Sequence[int]) -> Iterator[ClientLine]:
    lines = (
        select(Client.id, Client.name, Client.last_purchase_on, Client.potential, Member.name)
        .outerjoin(Keeper, and_(Keeper.client_id == Client.id, Keeper.until.is_(None)))
        .outerjoin(Member, Member.id == Keeper.member_id)
    )
    for start in range(0, len(client_ids), AT_ONCE):
        for row in session.execute(lines.where(Client.id.in_(client_ids[start : start + AT_ONCE]))):
            yield ClientLine(*row)
