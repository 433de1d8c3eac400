"""Whose client it is, and what a colleague may know of it. Rule: "Who uses it"."""

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from domain.errors import ClientNotYours, Gone
from domain.tables import (
    Activity,
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


def current_keeper(session: Session, client_id: int) -> Member | None:
    return session.scalar(
        select(Member)
        .join(Keeper, Keeper.member_id == Member.id)
        .where(Keeper.client_id == client_id, Keeper.until.is_(None))
    )


def led_members(session: Session, manager_id: int) -> set[int]:
    """Members of the teams this manager leads now, himself included."""
    led = select(TeamMembership.team_id).where(
        TeamMembership.member_id == manager_id, TeamMembership.leads.is_(True), TeamMembership.until.is_(None)
    )
    members = select(TeamMembership.member_id).where(TeamMembership.team_id.in_(led), TeamMembership.until.is_(None))
    return {manager_id, *session.scalars(members)}


def leaders_of(session: Session, member_id: int) -> list[int]:
    """Who leads this member's teams now, himself excluded; the owners where nobody does."""
    own = select(TeamMembership.team_id).where(TeamMembership.member_id == member_id, TeamMembership.until.is_(None))
    leaders = (
        select(Member.id)
        .join(TeamMembership, TeamMembership.member_id == Member.id)
        .where(TeamMembership.team_id.in_(own), TeamMembership.leads.is_(True), TeamMembership.until.is_(None))
        .where(Member.id != member_id, Member.dismissed_at.is_(None))
        .order_by(Member.id)
    )
    owners = select(Member.id).where(Member.role == Role.OWNER, Member.dismissed_at.is_(None)).order_by(Member.id)
    return list(session.scalars(leaders)) or list(session.scalars(owners))


def seen_members(session: Session, member_id: int, role: Role) -> set[int] | None:
    """Whose clients, deals and tasks this member may open: his own, his teams', or everybody's (None)."""
    if role is Role.OWNER:
        return None
    return led_members(session, member_id) if role is Role.MANAGER else {member_id}


def may_open(session: Session, member: Member, keeper_id: int | None) -> bool:
    """Whether a client of this keeper may be opened; one that nobody keeps, by the owner alone."""
    seen = seen_members(session, member.id, member.role)
    return seen is None or keeper_id in seen


WITH_KEEPER = (
    select(Client, Keeper.member_id)
    .outerjoin(Keeper, (Keeper.client_id == Client.id) & Keeper.until.is_(None))
    .where(Client.id == bindparam("client_id"))
)


def client_open_to(session: Session, member: Member, client_id: int) -> Client:
    """The client, if this member may open it. Raises Gone, ClientNotYours (with what a colleague may know)."""
    found = session.execute(WITH_KEEPER, {"client_id": client_id}).one_or_none()
    if found is None:
        raise Gone
    return opened(session, member, *found)


def opened(session: Session, member: Member, client: Client, keeper_id: int | None) -> Client:
    """The client found with his keeper, if this member may open it. Raises ClientNotYours.

    It is also open to whoever leads an open deal of his: a deal handed over cannot be worked without its client; and
    to whoever stands in for the keeper, until the keeper takes the client up again.
    """
    if not is_open_to(session, member, client.id, keeper_id):
        keeper = session.get(Member, keeper_id) if keeper_id else None
        raise ClientNotYours(name=client.name, keeper=keeper.name if keeper else "—")
    return client


def is_open_to(session: Session, member: Member, client_id: int, keeper_id: int | None) -> bool:
    """Whether this member may open the client, whose keeper is known."""
    return (
        keeper_id == member.id
        or may_open(session, member, keeper_id)
        or _leads_deal(session, member, client_id)
        or _stands_in(session, member, client_id, keeper_id)
    )


def _stands_in(session: Session, member: Member, client_id: int, keeper_id: int | None) -> bool:
    """Whether he has a task of the keeper who is away, or did one and the keeper has done nothing since."""
    retaken = select(Activity.id).where(
        Activity.client_id == client_id, Activity.author_id == keeper_id, Activity.happened_at > Task.closed_at
    )
    tasks = select(Task.id).where(
        Task.client_id == client_id,
        Task.assignee_id == member.id,
        Task.stands_in_for == keeper_id,
        (Task.state == TaskState.OPEN) | ((Task.state == TaskState.DONE) & ~retaken.correlate(Task).exists()),
    )
    return keeper_id is not None and session.scalar(tasks.limit(1)) is not None


def _leads_deal(session: Session, member: Member, client_id: int) -> bool:
    """Whether somebody whom this member sees owns an open deal of the client."""
    seen = seen_members(session, member.id, member.role) or set()
    deals = (
        select(Deal.id)
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .where(Deal.client_id == client_id, Deal.state == DealState.OPEN, DealOwner.member_id.in_(seen))
    )
    return session.scalar(deals.limit(1)) is not None


def clients_of(member_ids: set[int] | None) -> Select[int]:
    """Ids of the clients kept now by these members; None = all clients."""
    if member_ids is None:
        return select(Client.id)
    return select(Keeper.client_id).where(Keeper.member_id.in_(member_ids), Keeper.until.is_(None))
