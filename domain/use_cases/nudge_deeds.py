"""What answers to nudges do besides a call: a step, a move, a greeting, a contract prolonged, a client given up."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sqlalchemy import select

from domain.clients import client_open_to
from domain.deals import deal_open_to, open_deal_of, undo_move
from domain.errors import BadChoice, Gone, InThePast
from domain.nudges.cleaning import next_year
from domain.nudges.nudge import FOREVER, Nudge
from domain.tables import ActivityKind, Member, StageChange, TaskAction, TaskState
from domain.use_case import Area, Tx
from domain.use_cases.activities import ActivityDraft, own_activity, record, withdraw
from domain.use_cases.client_endings import close_client, take_back_loss
from domain.use_cases.deals import move_deal
from domain.use_cases.nudge_answers import Answer, Effect, Left, Said, day_ahead
from domain.use_cases.tasks import TaskDraft, add_task, close_task, task_open_to
from domain.worktime import DAY
from domain.zones import today_of

LONGEST_CONTRACT = timedelta(days=10 * 366)


def set_step(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """A call about the deal, or to the client, is promised on a day."""
    day = day_ahead(tx, actor, said)
    draft = TaskDraft(TaskAction.CALL, day, client_id=nudge.client_id, deal_id=nudge.deal_id)
    return Left(day, {"task": add_task(tx, actor, draft).id})


def move_on(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """The deal is at its next stage, with what the move writes."""
    if nudge.deal_id is None or not may_move_on(nudge):
        raise BadChoice
    moved = move_deal.body(tx, actor, nudge.deal_id, str(nudge.facts["next"]))
    if moved.activity_id is not None:
        return Left(made={"activity": moved.activity_id})
    return Left(made={"move": nudge.deal_id})


def may_move_on(nudge: Nudge) -> bool:
    return nudge.facts.get("next") is not None


def greet(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """A letter: counted in no plan, and no call. It keeps no promise: the letter promised for today is another."""
    if nudge.client_id is None:
        raise Gone
    whom = nudge.facts.get("contact_id")
    contact_id = whom if isinstance(whom, int) else None
    draft = ActivityDraft(nudge.client_id, ActivityKind.LETTER, contact_id=contact_id, keeps_promise=False)
    return Left(_when_over(nudge), {"activity": record(tx, actor, draft).id})


def not_needed(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    return Left(_when_over(nudge))


def prolong(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """The contract runs until another day."""
    today = today_of(tx, actor)
    if nudge.client_id is None or said.until is None or said.until > today + LONGEST_CONTRACT:
        raise BadChoice
    if said.until <= today:
        raise InThePast
    client = client_open_to(tx.session, actor, nudge.client_id)
    ended = client.contract_ends_on or today
    client.contract_ends_on = said.until
    tx.touch(Area.CLIENTS)
    return Left(made={"contract": client.id, "ended": ended.toordinal()})


def give_up(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """Of a client: he is to be closed, which the manager confirms. Of a deal: nobody comes back to it."""
    if nudge.deal_id is not None:
        deal = deal_open_to(tx.session, actor, nudge.deal_id)
        before, deal.return_on = deal.return_on or today_of(tx, actor), None
        tx.touch(Area.DEALS)
        return Left(FOREVER, {"return": deal.id, "return_on": before.toordinal()})
    client = client_open_to(tx.session, actor, nudge.client_id or 0)
    asked_before = client.close_asked_at is not None
    close_client.body(tx, actor, client.id)
    return Left(FOREVER, {} if asked_before else {"closing": client.id})


def check(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """The card was gone through. Its keeper's day."""
    client = client_open_to(tx.session, actor, nudge.client_id or 0)
    before = client.checked_on
    client.checked_on = today_of(tx, actor)
    tx.touch(Area.CLIENTS)
    return Left(next_year(client.checked_on), {"checked": client.id, "before": before.toordinal() if before else 0})


def close(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """There is no such client any more: a manager confirms."""
    left = give_up(tx, actor, nudge, said)
    checked = check(tx, actor, nudge, said)
    return Left(FOREVER, {**left.made, **checked.made})


def skip(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    return Left(next_year(today_of(tx, actor)))


CHECKED = {Answer.CHECKED: Effect(check), Answer.CLOSED: Effect(close), Answer.SKIPPED: Effect(skip)}
STEP = {Answer.STEP: Effect(set_step, asks="day")}
NEXT = {Answer.NEXT: Effect(move_on, offered=may_move_on)}
GREETED = {Answer.GREETED: Effect(greet), Answer.NOT_NEEDED: Effect(not_needed)}
PROLONGED = {Answer.PROLONGED: Effect(prolong, asks="end")}
NEVER = {Answer.NEVER: Effect(give_up)}


def _when_over(nudge: Nudge) -> date:
    """The day after it: the next is another occasion."""
    return nudge.since + DAY if nudge.since else FOREVER


# Taken back


def take_back(tx: Tx, actor: Member, made: Mapping[str, int]) -> None:
    """Undo what an answer has written. Raises what the use cases raise that undo it."""
    for what, made_id in made.items():
        if what in _UNDO:
            _UNDO[what](tx, actor, made_id, made)


Undo = Callable[[Tx, Member, int, Mapping[str, int]], None]


def _activity(tx: Tx, actor: Member, activity_id: int, made: Mapping[str, int]) -> None:
    withdraw(tx, own_activity(tx.session, actor, activity_id))


def _task(tx: Tx, actor: Member, task_id: int, made: Mapping[str, int]) -> None:
    task = task_open_to(tx.session, actor, task_id)
    if task.state is TaskState.OPEN:
        close_task(tx, task, TaskState.CANCELLED)


def _move(tx: Tx, actor: Member, deal_id: int, made: Mapping[str, int]) -> None:
    """The deal's last move, if it is still the actor's."""
    deal = open_deal_of(tx.session, actor, deal_id)
    moves = select(StageChange).where(StageChange.deal_id == deal.id).order_by(StageChange.id.desc())
    last = tx.session.scalar(moves.limit(1))
    if last is None or last.author_id != actor.id or last.from_stage is None:
        raise Gone
    undo_move(tx, deal, last)


def _contract(tx: Tx, actor: Member, client_id: int, made: Mapping[str, int]) -> None:
    client_open_to(tx.session, actor, client_id).contract_ends_on = date.fromordinal(made["ended"])
    tx.touch(Area.CLIENTS)


def _return(tx: Tx, actor: Member, deal_id: int, made: Mapping[str, int]) -> None:
    deal_open_to(tx.session, actor, deal_id).return_on = date.fromordinal(made["return_on"])
    tx.touch(Area.DEALS)


def _closing(tx: Tx, actor: Member, client_id: int, made: Mapping[str, int]) -> None:
    """He is not to be closed after all; whom a manager has closed since is opened on his card."""
    client = client_open_to(tx.session, actor, client_id)
    if client.closed_at is not None and client.close_confirmed_by != actor.id:
        raise Gone
    client.closed_at = client.close_confirmed_by = client.close_asked_at = client.close_asked_by = None
    tx.touch(Area.CLIENTS)


def _lost(tx: Tx, actor: Member, client_id: int, made: Mapping[str, int]) -> None:
    """He is not lost after all."""
    take_back_loss.body(tx, actor, client_id)


def _checked(tx: Tx, actor: Member, client_id: int, made: Mapping[str, int]) -> None:
    before = made["before"]
    client_open_to(tx.session, actor, client_id).checked_on = date.fromordinal(before) if before else None
    tx.touch(Area.CLIENTS)


_UNDO: dict[str, Undo] = {
    "checked": _checked,
    "activity": _activity,
    "task": _task,
    "move": _move,
    "contract": _contract,
    "return": _return,
    "closing": _closing,
    "lost": _lost,
}
