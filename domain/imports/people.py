"""Members, teams, clients and products that an import names: found by name, else made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from domain.among import among
from domain.imports.bulk import insert_numbered
from domain.imports.deal_files import Account, Agent, Product
from domain.imports.values import squeezed
from domain.names import SEARCH_LENGTH, searched
from domain.search_index import index_new
from domain.settings import company
from domain.tables import Client, Member, Role, Team, TeamMembership
from domain.tables import Product as ProductRow
from domain.use_case import Area, Tx
from domain.zones import instant

NOON = time(12)


def members_by_name(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The first member of each name, dismissed ones too: their deals were theirs."""
    found = session.execute(
        select(Member.name, Member.id).where(Member.name.in_(set(names))).order_by(Member.id.desc())
    )
    return {row.name: row.id for row in found}


def add_members(tx: Tx, names: Iterable[str], role: Role) -> dict[str, int]:
    """Members without Telegram: they are invited later, and the link makes the same row theirs."""
    made = [Member(name=name, role=role, joined_at=tx.now) for name in dict.fromkeys(names)]
    tx.session.add_all(made)
    tx.session.flush()
    if made:
        tx.touch(Area.MEMBERS)
    return {member.name: member.id for member in made}


def add_agents(tx: Tx, agents: Iterable[Agent], since: date) -> int:
    """Reps in the teams their managers lead; who is in a team already stays there. How many members are new."""
    agents = list(agents)
    known = members_by_name(tx.session, (name for agent in agents for name in (agent.name, agent.manager)))
    managers = add_members(tx, (a.manager for a in agents if a.manager not in known), Role.MANAGER)
    known |= managers
    reps = add_members(tx, (a.name for a in agents if a.name not in known), Role.REP)
    known |= reps
    teamless = set(reps)
    for agent in agents:
        team_id = _team(tx, agent)
        _join(tx, team_id, known[agent.manager], since, leads=True)
        if agent.name in teamless:
            teamless.remove(agent.name)
            _join(tx, team_id, known[agent.name], since, leads=False)
    return len(managers) + len(reps)


def _team(tx: Tx, agent: Agent) -> int:
    name = " · ".join(part for part in (agent.region, agent.manager) if part)[:255]
    found = tx.session.scalar(select(Team.id).where(Team.name == name))
    if found is not None:
        return found
    team = Team(name=name)
    tx.session.add(team)
    tx.session.flush()
    tx.touch(Area.MEMBERS)
    return team.id


def _join(tx: Tx, team_id: int, member_id: int, since: date, *, leads: bool) -> None:
    present = select(TeamMembership.id).where(
        TeamMembership.team_id == team_id, TeamMembership.member_id == member_id, TeamMembership.until.is_(None)
    )
    if tx.session.scalar(present) is None:
        tx.session.add(TeamMembership(team_id=team_id, member_id=member_id, leads=leads, since=since))
        tx.session.flush()


# Clients


_CLIENTS = select(Client.id, Client.search_name, Client.external_key).order_by(Client.id)
_CALLED = _CLIENTS.where(among(Client.search_name, "names"))
_KEPT_UNDER = _CLIENTS.where(among(Client.external_key, "keys"))


def client_key(search_name: str) -> str:
    """By what a client is known who was loaded by his name alone, whatever he is called since."""
    return f"account:{search_name}"[:SEARCH_LENGTH]


def clients_called(session: Session, wanted: Collection[str]) -> dict[str, list[Row[int, str, str | None]]]:
    """Clients of each name as searched, with their external keys, the first one first.

    Where nobody is called so, who was loaded under that name.
    """
    session.flush()
    found: dict[str, list[Row[int, str, str | None]]] = defaultdict(list)
    for row in session.connection().execute(_CALLED, {"names": wanted}):
        found[row.search_name].append(row)
    keys = {client_key(name): name for name in wanted if name not in found}
    if keys:
        for row in session.connection().execute(_KEPT_UNDER, {"keys": keys}):
            found[keys[row.external_key]].append(row)
    return found


def clients_by_name(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The first client of each name, by it as searched."""
    called = clients_called(session, {searched(name) for name in names})
    return {name: first.id for name, (first, *_) in called.items()}


def add_clients(tx: Tx, accounts: Iterable[Account], since: date) -> dict[str, int]:
    """Clients that are not there yet, by name as searched. They have been ours since the first day of the files."""
    given = {searched(account.name): account for account in accounts}
    known = clients_by_name(tx.session, (account.name for account in given.values()))
    fresh = [name for name in given if name not in known]
    ids = insert_clients(tx, {client_key(name): given[name] for name in fresh}, since)
    return known | dict(zip(fresh, ids, strict=True))


def insert_clients(tx: Tx, by_key: Mapping[str, Account], since: date) -> list[int]:
    """Clients by the external key of each; their ids in the same order."""
    if not by_key:
        return []
    at = day_instant(tx.session, since)
    ids = insert_numbered(tx.session, Client, [_client(account, key, at, tx) for key, account in by_key.items()])
    names = (searched(account.name) for account in by_key.values())
    index_new(tx.session, dict(zip(ids, names, strict=True)))
    tx.touch(Area.CLIENTS)
    return ids


def _client(account: Account, key: str, at: datetime, tx: Tx) -> dict[str, Any]:
    return {
        "name": account.name,
        "search_name": searched(account.name),
        "line_of_business": account.sector,
        "region": account.region,
        "external_key": key,
        "purchase_days": 0,
        **tx.fact_times(at),
    }


def day_instant(session: Session, day: date) -> datetime:
    """A day without an hour is kept as its noon in the company's zone."""
    return instant(day, NOON, company(session).tz)


# Products


def products_by_name(session: Session) -> dict[str, tuple[int, str]]:
    """Id and name of every product by its name without gaps and signs."""
    return {squeezed(row.name): (row.id, row.name) for row in session.execute(select(ProductRow.id, ProductRow.name))}


def add_products(tx: Tx, products: Iterable[Product]) -> int:
    """Products that are not there yet; how many."""
    known = products_by_name(tx.session)
    fresh = {squeezed(product.name): product for product in products if squeezed(product.name) not in known}
    tx.session.add_all(
        ProductRow(name=p.name, search_name=searched(p.name), group=p.group, price=p.price) for p in fresh.values()
    )
    tx.session.flush()
    return len(fresh)
