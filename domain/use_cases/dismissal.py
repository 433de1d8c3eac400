"""Dismissal: access off at once, work to successors by a shown plan, undo for a day. Rule: "The base is an asset"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.errors import Gone, NoSuccessor, NotYourself, TooLateToUndo
from domain.handing import Work, hand_over, tell_taker
from domain.invites import revoke_for
from domain.tables import (
    Audit,
    Client,
    Deal,
    DealOwner,
    DealState,
    Keeper,
    Member,
    Role,
    Task,
    TaskState,
    TeamMembership,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.members import active_member, company_day, note, refuse_last_owner

UNDO_FOR = timedelta(days=1)
Shares = dict[int, list[int]]
"""Ids of rows by the successor who takes them."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What a member has in hand: clients he keeps, open deals and open tasks, each with its client (None = none)."""

    clients: tuple[int, ...]
    deals: tuple[tuple[int, int | None], ...]
    tasks: tuple[tuple[int, int | None], ...]

    @property
    def none(self) -> bool:
        return not (self.clients or self.deals or self.tasks)


@dataclass(frozen=True, slots=True)
class Division:
    """Who takes what; a client's deals and tasks go with the client."""

    clients: Shares
    deals: Shares
    tasks: Shares


@dataclass(frozen=True, slots=True)
class Dismissed:
    member_id: int
    clients: int
    deals: int
    tasks: int


def belongings(session: Session, member_id: int) -> Belongings:
    """Best clients first, so that dealing them out in turn is even."""
    clients = session.scalars(
        select(Keeper.client_id)
        .join(Client, Client.id == Keeper.client_id)
        .where(Keeper.member_id == member_id, Keeper.until.is_(None))
        .order_by(Client.purchase_days.desc(), Client.id)
    )
    deals = session.execute(
        select(Deal.id, Deal.client_id)
        .join(DealOwner, DealOwner.deal_id == Deal.id)
        .where(DealOwner.member_id == member_id, DealOwner.until.is_(None), Deal.state == DealState.OPEN)
        .order_by(Deal.id)
    )
    tasks = session.execute(
        select(Task.id, Task.client_id)
        .where(Task.assignee_id == member_id, Task.state == TaskState.OPEN)
        .order_by(Task.due_on, Task.id)
    )
    return Belongings(
        tuple(clients), tuple((row.id, row.client_id) for row in deals), tuple((row.id, row.client_id) for row in tasks)
    )


def divided(things: Belongings, successors: Sequence[int]) -> Division:
    """Dealt out in turn; with one successor he takes all."""
    turn = cycle(successors)
    taker = {client: next(turn) for client in things.clients}
    clients: Shares = {}
    for client, member in taker.items():
        clients.setdefault(member, []).append(client)
    return Division(
        clients, _with_clients(things.deals, taker, successors), _with_clients(things.tasks, taker, successors)
    )


def _with_clients(rows: Iterable[tuple[int, int | None]], taker: dict[int, int], successors: Sequence[int]) -> Shares:
    shares: Shares = {}
    turn = cycle(successors)
    for row, client in rows:
        member = taker.get(client) if client is not None else None
        shares.setdefault(next(turn) if member is None else member, []).append(row)
    return shares


@use_case(Right.MANAGE_MEMBERS)
def dismiss_member(tx: Tx, actor: Member, member_id: int, successors: tuple[int, ...]) -> Dismissed:
    """Close the door and hand his work over; each successor is told what he received, once.

    Raises NotYourself, LastOwner, NoSuccessor, Gone.
    """
    if member_id == actor.id:
        raise NotYourself
    member = active_member(tx.session, member_id)
    if member.role is Role.OWNER:
        refuse_last_owner(tx.session, member)
    things = belongings(tx.session, member_id)
    heirs = [active_member(tx.session, heir).id for heir in successors if heir != member_id]
    if not heirs and not things.none:
        raise NoSuccessor
    shares = divided(things, heirs) if heirs else Division({}, {}, {})
    for heir, work in _heirs_work(shares).items():
        taker = tx.session.get_one(Member, heir)
        passed = hand_over(tx, work, member_id, taker, company_day(tx))
        if heir != actor.id:
            tell_taker(tx, passed, member_id, taker)
    may_export, memberships = member.may_export, _close_door(tx, member)
    note(tx, actor, "dismiss", member_id, {"memberships": memberships, "may_export": may_export, **_plain(shares)})
    tx.touch(Area.MEMBERS, Area.CLIENTS, Area.DEALS, Area.TASKS)
    return Dismissed(member_id, len(things.clients), len(things.deals), len(things.tasks))


@use_case(Right.MANAGE_MEMBERS)
def undo_dismissal(tx: Tx, actor: Member, member_id: int) -> Dismissed:
    """Within a day: he is back, with what his successors still have of his. Raises Gone, TooLateToUndo."""
    member = tx.session.get(Member, member_id)
    if member is None or member.dismissed_at is None:
        raise Gone
    if tx.now - member.dismissed_at > UNDO_FOR:
        raise TooLateToUndo
    plan = _last_dismissal(tx.session, member_id)
    member.dismissed_at = None
    member.may_export = plan.get("may_export", False)
    tx.session.execute(update(TeamMembership).where(TeamMembership.id.in_(plan["memberships"])).values(until=None))
    given = Division(*(_shares(plan[kind]) for kind in ("clients", "deals", "tasks")))
    counts = _give_back(tx, member, given)
    note(tx, actor, "undo_dismissal", member_id, None)
    tx.touch(Area.MEMBERS, Area.CLIENTS, Area.DEALS, Area.TASKS)
    return Dismissed(member_id, *counts)


def _close_door(tx: Tx, member: Member) -> list[int]:
    """No access, no right to take data out, no team, no links of his; the memberships that ended by it."""
    member.dismissed_at = tx.now
    member.form_open_at = None
    member.may_export = False
    revoke_for(tx.session, member.id, tx.now)
    present = tx.session.scalars(
        select(TeamMembership).where(TeamMembership.member_id == member.id, TeamMembership.until.is_(None))
    ).all()
    for row in present:
        row.until = company_day(tx)
    return [row.id for row in present]


def _heirs_work(shares: Division) -> dict[int, Work]:
    """What each heir takes."""
    parts = (shares.clients, shares.deals, shares.tasks)
    heirs = sorted({heir for part in parts for heir in part})
    return {heir: Work(*(part.get(heir, ()) for part in parts)) for heir in heirs}


def _give_back(tx: Tx, to: Member, shares: Division) -> tuple[int, int, int]:
    """Only what the successor still has: what went further stays there."""
    back = [hand_over(tx, work, heir, to, company_day(tx)) for heir, work in _heirs_work(shares).items()]
    return (
        sum(len(work.clients) for work in back),
        sum(len(work.deals) for work in back),
        sum(len(work.tasks) for work in back),
    )


def _plain(shares: Division) -> dict[str, object]:
    return {"clients": shares.clients, "deals": shares.deals, "tasks": shares.tasks}


def _shares(stored: dict[str, list[int]]) -> Shares:
    return {int(member): ids for member, ids in stored.items()}


def _last_dismissal(session: Session, member_id: int) -> dict[str, Any]:
    details = session.scalar(
        select(Audit.details)
        .where(Audit.subject == f"member:{member_id}", Audit.action == "dismiss")
        .order_by(Audit.id.desc())
        .limit(1)
    )
    if details is None:
        raise Gone
    return dict(details)
