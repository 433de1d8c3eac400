"""A client lost or closed. Rule: "The client base"."""

from datetime import UTC

from sqlalchemy import select

from domain.clients import client_open_to, current_keeper, leaders_of
from domain.errors import Gone
from domain.tables import (
    Client,
    LostReasonScope,
    Member,
    Role,
    Task,
    TaskState,
)
from domain.telling import tell
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.clients import ClientChanged
from domain.use_cases.deals import competitor_of, lost_reason, said_words
from domain.use_cases.tasks import close_task


@use_case(Right.KEEP_CLIENTS)
def declare_lost(
    tx: Tx, actor: Member, client_id: int, reason: str, competitor: str | None = None, words: str | None = None
) -> ClientChanged:
    """The client is gone, with a reason; his next purchase cancels it.

    Raises ClientNotYours, Gone, BadChoice, CompetitorNeeded, WordsNeeded, BadName.
    """
    client = client_open_to(tx.session, actor, client_id)
    chosen = lost_reason(tx.session, reason, LostReasonScope.CLIENT)
    competitor_of(tx.session, chosen, competitor, client.id)
    client.lost_at, client.lost_reason = tx.now, chosen.key
    client.lost_note = said_words(chosen, words or competitor)
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.KEEP_CLIENTS)
def take_back_loss(tx: Tx, actor: Member, client_id: int) -> ClientChanged:
    """He is not lost after all. Raises ClientNotYours, Gone."""
    client = client_open_to(tx.session, actor, client_id)
    client.lost_at = client.lost_reason = client.lost_note = None
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.KEEP_CLIENTS)
def close_client(tx: Tx, actor: Member, client_id: int) -> ClientChanged:
    """There is no such client any more: said by the keeper, confirmed by a manager, who closes at once.

    Raises ClientNotYours, Gone.
    """
    client = client_open_to(tx.session, actor, client_id)
    if client.closed_at is None:
        client.close_asked_at, client.close_asked_by = (
            client.close_asked_at or tx.now,
            client.close_asked_by or actor.id,
        )
        if actor.role is Role.REP:
            _ask_leaders(tx, actor, client)
        else:
            _close(tx, actor, client)
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.CLOSE_CLIENTS)
def confirm_close(tx: Tx, actor: Member, client_id: int, agreed: bool) -> ClientChanged:
    """The manager's word on a client said to be closed. Raises ClientNotYours, Gone."""
    client = client_open_to(tx.session, actor, client_id)
    if client.close_asked_at is None or client.closed_at is not None:
        raise Gone
    if agreed:
        _close(tx, actor, client)
    else:
        client.close_asked_at = client.close_asked_by = None
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


@use_case(Right.CLOSE_CLIENTS)
def open_again(tx: Tx, actor: Member, client_id: int) -> ClientChanged:
    """A closed client is worked with again. Raises ClientNotYours, Gone."""
    client = client_open_to(tx.session, actor, client_id)
    client.closed_at = client.close_confirmed_by = client.close_asked_at = client.close_asked_by = None
    tx.touch(Area.CLIENTS)
    return ClientChanged(client.id)


def _ask_leaders(tx: Tx, actor: Member, client: Client) -> None:
    """Those who lead the keeper are asked once."""
    keeper = current_keeper(tx.session, client.id)
    asked_at = (client.close_asked_at or tx.now).astimezone(UTC)
    for leader in leaders_of(tx.session, keeper.id if keeper else actor.id):
        about = {"client_id": client.id, "member_id": actor.id}
        member = tx.session.get_one(Member, leader)
        tell(tx, member, "close_asked", f"{client.id}:{asked_at.isoformat()}:{leader}", about)


def _close(tx: Tx, actor: Member, client: Client) -> None:
    client.closed_at, client.close_confirmed_by = tx.now, actor.id
    for task in tx.session.scalars(select(Task).where(Task.client_id == client.id, Task.state == TaskState.OPEN)):
        close_task(tx, task, TaskState.CANCELLED)
