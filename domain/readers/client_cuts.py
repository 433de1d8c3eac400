"""Which clients a report of the base is about. Rule: "Money" (the base: the keeper on the report's date)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Select, literal, or_, select
from sqlalchemy.orm import Session

from domain.readers.attribution import EVERYBODY, Scope, counted_on
from domain.readers.cuts import chosen_scope
from domain.readers.funnels import keeper_on
from domain.tables import Client, Keeper

WITHOUT = ""
"""As a channel, region or source: the clients who have none."""


@dataclass(frozen=True, slots=True)
class ClientCut:
    """Clients kept by whom is in `scope`; of a channel, region, source. None = any, WITHOUT = none."""

    scope: Scope = EVERYBODY
    channel: str | None = None
    region: str | None = None
    source: str | None = None

    @property
    def is_all(self) -> bool:
        return self == EVERY_CLIENT


EVERY_CLIENT = ClientCut()


def client_cut(
    session: Session,
    viewer_id: int,
    member_id: int = 0,
    team_id: int = 0,
    *,
    channel: str | None = None,
    region: str | None = None,
    source: str | None = None,
) -> ClientCut:
    """What the viewer may see of what is asked for (0 = all of it). Raises BadChoice, NotAllowed, Gone."""
    scope, _ = chosen_scope(session, viewer_id, member_id, team_id)
    return ClientCut(scope, channel, region, source)


def clients_in(cut: ClientCut, on: date) -> Select[int]:
    """Ids of the clients of a cut, by their keepers on that day."""
    clients = select(Client.id)
    for column, value in ((Client.channel, cut.channel), (Client.region, cut.region), (Client.source, cut.source)):
        if value is not None:
            clients = clients.where(column == value if value else or_(column.is_(None), column == WITHOUT))
    return clients if cut.scope.stints is None else clients.where(Client.id.in_(_kept_by(cut.scope, on)))


def _kept_by(scope: Scope, on: date) -> Select[int]:
    """Clients whose keeper on the day is in scope; before the first one is written down, the first."""
    whose, day = Keeper.__table__.alias("whose"), literal(on, Date())
    return select(whose.c.client_id).where(
        or_(whose.c.until.is_(None), whose.c.until > on),
        counted_on(scope, whose.c.member_id, day),
        whose.c.member_id == keeper_on(whose.c.client_id, day),
    )
