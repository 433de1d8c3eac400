"""A client goes to another keeper, with what is open of his. Rule: "Who gets it": the future goes, the past stays."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper
from domain.errors import Gone
from domain.handing import Work, hand_over, tell_taker
from domain.tables import Deal, DealOwner, DealState, Member, Task, TaskState
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.members import company_day
from domain.use_cases.tasks import assignee_of


@dataclass(frozen=True, slots=True)
class ClientGiven:
    client_id: int
    member_id: int


@use_case(Right.ASSIGN_TASKS)
def give_client(tx: Tx, actor: Member, client_id: int, member_id: int, giver_id: int | None = None) -> ClientGiven:
    """To one whom the actor leads, with the keeper's open deals and tasks of the client; he is told.

    `giver_id`: who keeps him as the actor has seen it: another has decided since where it is neither he nor the taker.
    Given to his present keeper, he stays as he is. Raises Gone, ClientNotYours, NotAllowed.
    """
    client = client_open_to(tx.session, actor, client_id)
    taker = assignee_of(tx.session, actor, member_id)
    keeper = current_keeper(tx.session, client.id)
    keeper_id = keeper.id if keeper else None
    if giver_id is not None and keeper_id not in (giver_id, taker.id):
        raise Gone
    if keeper_id != taker.id:
        passed = hand_over(tx, work_of_client(tx.session, client_id, keeper_id), keeper_id, taker, company_day(tx))
        if taker.id != actor.id:
            tell_taker(tx, passed, keeper_id, taker)
        tx.touch(Area.CLIENTS, Area.DEALS, Area.TASKS)
    return ClientGiven(client_id, taker.id)


def work_of_client(session: Session, client_id: int, giver_id: int | None) -> Work:
    """The client, and what of his is open in the giver's hands."""
    deals = session.scalars(
        select(Deal.id)
        .join(DealOwner, (DealOwner.deal_id == Deal.id) & DealOwner.until.is_(None))
        .where(Deal.client_id == client_id, Deal.state == DealState.OPEN, DealOwner.member_id == giver_id)
    )
    tasks = session.scalars(
        select(Task.id).where(Task.client_id == client_id, Task.state == TaskState.OPEN, Task.assignee_id == giver_id)
    )
    return Work((client_id,), tuple(deals), tuple(tasks))
