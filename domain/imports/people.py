"""Members, teams, clients and products that an import names: found by name, else made."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.imports.bulk import insert_numbered
from domain.imports.deal_files import Account, Agent, Product
from domain.imports.values import squeezed
from domain.names import SEARCH_LENGTH, searched
from domain.search import reindex
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


def client_key(name: str) -> str:
    return f"account:{searched(name)}"[:SEARCH_LENGTH]


def clients_by_name(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The first client of each name as searched."""
    return clients_by_search_name(session, {searched(name) for name in names})


def clients_by_search_name(session: Session, wanted: Collection[str]) -> dict[str, int]:
    """The same, of names as they are searched for."""
    found = select(Client.search_name, Client.id).where(Client.search_name.in_(wanted)).order_by(Client.id.desc())
    return {row.search_name: row.id for row in session.execute(found)}


def add_clients(tx: Tx, accounts: Iterable[Account], since: date) -> dict[str, int]:
    """Clients that are not there yet, by name as searched. They have been ours since the first day of the files."""
    fresh = {searched(account.name): account for account in accounts}
    known = clients_by_name(tx.session, (account.name for account in fresh.values()))
    at = day_instant(tx.session, since)
    rows = [_client(account, key, at, tx) for key, account in fresh.items() if key not in known]
    if not rows:
        return known
    ids = insert_numbered(tx.session, Client, rows)
    for client_id in ids:
        reindex(tx.session, client_id)
    tx.touch(Area.CLIENTS)
    return known | {row["search_name"]: client_id for row, client_id in zip(rows, ids, strict=True)}


def _client(account: Account, key: str, at: datetime, tx: Tx) -> dict[str, Any]:
    return {
        "name": account.name,
        "search_name": key,
        "line_of_business": account.sector,
        "region": account.region,
        "external_key": client_key(account.name),
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
