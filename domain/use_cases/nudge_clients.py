"""Answers to nudges about a client as a whole: gone, not mine, so it should be, content, a remark, a promise to pay."""

from datetime import date

from domain.clients import client_open_to, leaders_of
from domain.errors import BadChoice, Gone
from domain.nudges.nudge import FOREVER, Nudge
from domain.schedules import schedule_of
from domain.tables import ActivityKind, Invoice, Member, Outcome
from domain.telling import tell
from domain.use_case import Tx
from domain.use_cases.activities import ActivityDraft, record
from domain.use_cases.client_endings import declare_lost
from domain.use_cases.nudge_answers import Answer, Effect, Left, Said, day_ahead
from domain.zones import today_of


def gone(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """He is lost, with the reason; one that needs words has a form of its own."""
    if said.reason is None:
        raise BadChoice
    client = client_open_to(tx.session, actor, _client_id(nudge))
    if client.lost_at is not None:
        raise Gone
    return Left(made={"lost": declare_lost.body(tx, actor, client.id, said.reason).client_id})


def not_mine(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """Those who lead him are asked whose the client is to be."""
    client_id = _client_id(nudge)
    about = {"client_id": client_id, "member_id": actor.id}
    for leader_id in leaders_of(tx.session, actor.id):
        leader = tx.session.get_one(Member, leader_id)
        tell(tx, leader, "not_mine", f"{client_id}:{actor.id}:{today_of(tx, actor)}:{leader_id}", about)
    return Left()


def as_it_should_be(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """Not said again of this occasion."""
    return Left(FOREVER)


def content(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """The client was called and is content."""
    return Left(FOREVER, {"activity": _log(tx, actor, nudge, ActivityKind.CALL, Outcome.TALKED)})


def remark(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """A claim, with the task that it makes."""
    return Left(FOREVER, {"activity": _log(tx, actor, nudge, ActivityKind.CLAIM)})


def unreached(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """Not answered: asked again on the next working day."""
    activity_id = _log(tx, actor, nudge, ActivityKind.CALL, Outcome.NO_ANSWER)
    return Left(_next_working_day(tx, actor), {"activity": activity_id})


def promised(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    """They have promised to pay by that day; asked again on it."""
    return Left(day_ahead(tx, actor, said))


GONE = {Answer.GONE: Effect(gone, asks="reason")}
NOT_MINE = {Answer.NOT_MINE: Effect(not_mine)}
SEASON = {Answer.SEASON: Effect(as_it_should_be)}
AFTER_SALE = {
    Answer.CONTENT: Effect(content),
    Answer.REMARK: Effect(remark),
    Answer.UNREACHED: Effect(unreached),
}
PROMISED = {Answer.PROMISED: Effect(promised, asks="day")}
DISPUTE = {Answer.DISPUTE: Effect(remark)}


def _client_id(nudge: Nudge) -> int:
    if nudge.client_id is None:
        raise Gone
    return nudge.client_id


def _log(tx: Tx, actor: Member, nudge: Nudge, kind: ActivityKind, outcome: Outcome | None = None) -> int:
    deal_id = nudge.deal_id or _deal_of(tx, nudge)
    return record(tx, actor, ActivityDraft(_client_id(nudge), kind, outcome, deal_id=deal_id)).id


def _deal_of(tx: Tx, nudge: Nudge) -> int | None:
    what, _, number = nudge.subject.partition(":")
    return tx.session.get_one(Invoice, int(number)).deal_id if what == "invoice" else None


def _next_working_day(tx: Tx, actor: Member) -> date:
    return schedule_of(tx.session, actor).working_day_after(today_of(tx, actor), 1)
