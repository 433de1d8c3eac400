"""A nudge answered in one tap, and the answer taken back. Rule: "What the bot pushes by itself"."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper
from domain.deals import deal_open_to, deal_owner
from domain.errors import BadChoice, Gone, TooLateToUndo
from domain.nudges.kinds import kind_of
from domain.nudges.noting import answered_today, note_answer
from domain.nudges.nudge import NudgeKind
from domain.nudges.today import due_now
from domain.tables import ClientDate, Contact, Invoice, Member, NudgeAnswer
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.nudge_answers import CALLED, LATER, Answer, Effect, Said
from domain.use_cases.nudge_clients import AFTER_SALE, DISPUTE, GONE, NOT_MINE, PROMISED, SEASON
from domain.use_cases.nudge_deeds import CHECKED, GREETED, NEVER, NEXT, PROLONGED, STEP, take_back
from domain.zones import today_of, zone_of

LONGEST_ID = 9  # digits


@dataclass(frozen=True, slots=True)
class NudgeAnswered:
    answer_id: int
    again: bool = False
    """It was answered today already: nothing was written now."""


@dataclass(frozen=True, slots=True)
class AnswerTakenBack:
    kind: str
    subject: str


EFFECTS: dict[NudgeKind, dict[Answer, Effect]] = {
    NudgeKind.LOYAL: CALLED | LATER | GONE | NOT_MINE,
    NudgeKind.UNPAID: PROMISED | DISPUTE | CALLED,
    NudgeKind.AFTER_SALE: AFTER_SALE,
    NudgeKind.STUCK: CALLED | STEP | NEXT | LATER,
    NudgeKind.STEPLESS: CALLED | STEP | NEXT | LATER,
    NudgeKind.SILENT: CALLED | LATER | GONE | NOT_MINE,
    NudgeKind.TAKES_LESS: CALLED | LATER | SEASON | GONE,
    NudgeKind.FEAST: GREETED,
    NudgeKind.CONTRACT: PROLONGED | LATER,
    NudgeKind.REANIMATION: CALLED | LATER | NEVER,
    NudgeKind.BONUS: CALLED | STEP | LATER,
    NudgeKind.TOUCH: CALLED | LATER,
    NudgeKind.CLEANING: CHECKED,
}
"""What each kind can be answered with, in the order of its buttons."""


@use_case(Right.KEEP_CLIENTS)
def answer_nudge(
    tx: Tx, actor: Member, kind: str, subject: str, answer: str, until: date | None = None, reason: str | None = None
) -> NudgeAnswered:
    """Answer what still asks. Once a day: a second tap, whatever it says, finds the first.

    Raises Gone, ClientNotYours, BadChoice, InThePast and what the answer's own use case raises.
    """
    asks = kind_of(kind)
    effect = effect_of(asks.name, answer)
    known = answered_today(tx, actor, asks.name, subject)
    if known is not None:
        return NudgeAnswered(known.id, again=True)
    keeper = whose(tx.session, actor, subject)
    nudge = due_now(tx.session, keeper.id, today_of(tx, keeper), asks, subject)
    if not effect.offered(nudge):
        raise BadChoice
    left = effect.act(tx, actor, nudge, Said(until, reason))
    row = note_answer(tx, actor, asks.name, subject, nudge.client_id, answer, left.until, left.made)
    return NudgeAnswered(row.id)


@use_case(Right.KEEP_CLIENTS)
def take_back_answer(tx: Tx, actor: Member, answer_id: int) -> AnswerTakenBack:
    """It was a slip: what was written with it goes too. Of one's own answer of today. Raises Gone, TooLateToUndo."""
    row = tx.session.get(NudgeAnswer, answer_id)
    if row is None or row.member_id != actor.id:
        raise Gone
    if row.answered_at.astimezone(zone_of(tx.session, actor)).date() != today_of(tx, actor):
        raise TooLateToUndo
    take_back(tx, actor, row.made)
    tx.session.delete(row)
    tx.touch(Area.TASKS)
    return AnswerTakenBack(row.kind, row.subject)


def effect_of(kind: NudgeKind, answer: str) -> Effect:
    """Raises BadChoice for an answer that the kind does not have."""
    found = EFFECTS.get(kind, {}).get(answer)  # type: ignore[call-overload]
    if found is None:
        raise BadChoice
    return found  # type: ignore[no-any-return]


def whose(session: Session, actor: Member, subject: str) -> Member:
    """Whose nudge it is: the keeper of its client or the owner of its deal; the actor where nobody is.

    Raises Gone, ClientNotYours, NotAllowed where the subject is not open to the actor, BadChoice for none.
    """
    what, _, rest = subject.partition(":")
    number = rest.partition(":")[0]
    if not number.isdecimal() or len(number) > LONGEST_ID:
        raise BadChoice
    if what == "deal":
        return deal_owner(session, deal_open_to(session, actor, int(number)).id) or actor
    client_id = _client_of(session, what, int(number))
    client_open_to(session, actor, client_id)
    return current_keeper(session, client_id) or actor


def _client_of(session: Session, what: str, number: int) -> int:
    if what == "client":
        return number
    if what not in _OF_CLIENT:
        raise BadChoice
    found = session.scalar(select(_OF_CLIENT[what].client_id).where(_OF_CLIENT[what].id == number))
    if found is None:
        raise Gone
    return found


_OF_CLIENT: dict[str, type[Invoice | Contact | ClientDate]] = {
    "invoice": Invoice,
    "contact": Contact,
    "date": ClientDate,
}
