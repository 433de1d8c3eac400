"""A nudge answered in one tap, and the answer taken back. Rule: "What the bot pushes by itself"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clients import client_open_to, current_keeper
from domain.deals import deal_open_to, deal_owner
from domain.errors import BadChoice, Gone, InThePast, TooLateToUndo
from domain.nudges.kinds import kind_of
from domain.nudges.nudge import FOREVER, Nudge, NudgeKind
from domain.nudges.today import due_now
from domain.tables import ClientDate, Contact, Invoice, Member, NudgeAnswer, Outcome
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import own_activity, withdraw
from domain.use_cases.call_queue import QueuedCall, call_and_step
from domain.zones import today_of, zone_of

LONGEST_ID = 9  # digits
FURTHEST = timedelta(days=370)
"""How far «позже» may be put."""


class Answer(StrEnum):
    AGREED = "agreed"
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    LATER = "later"
    DONE = "done"

    @property
    def is_call(self) -> bool:
        """It says how a call ended."""
        return self in _CALLED


@dataclass(frozen=True, slots=True)
class Said:
    """With what it was answered: a day for «позже», a reason for «ушёл»."""

    until: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Until when the nudge is left alone (None = as its kind has it), and the ids of what was written."""

    until: date | None = None
    made: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer does. `asks`: what a tap on it asks first: "day", "reason"; "" = nothing."""

    act: Callable[[Tx, Member, Nudge, Said], Left]
    asks: str = ""


@dataclass(frozen=True, slots=True)
class NudgeAnswered:
    answer_id: int
    again: bool = False
    """It was answered today already: nothing was written now."""


@dataclass(frozen=True, slots=True)
class AnswerTakenBack:
    kind: str
    subject: str


def _called(outcome: Outcome) -> Effect:
    """The call is logged, and what comes next is promised by itself."""

    def act(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
        if nudge.client_id is None:
            raise Gone
        activity, _ = call_and_step(
            tx, actor, QueuedCall(nudge.client_id, outcome, deal_id=nudge.deal_id, from_queue=False)
        )
        return Left(made={"activity": activity.id})

    return Effect(act)


def _later(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    today = today_of(tx, actor)
    if said.until is None or said.until > today + FURTHEST:
        raise BadChoice
    if said.until <= today:
        raise InThePast
    return Left(said.until)


def _for_good(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    return Left(FOREVER)


_OUTCOMES = (Outcome.AGREED, Outcome.TALKED, Outcome.NO_ANSWER, Outcome.REFUSED)
_CALLED = {Answer(outcome.value): _called(outcome) for outcome in _OUTCOMES}
_LATER = {Answer.LATER: Effect(_later, asks="day")}
EFFECTS: dict[NudgeKind, dict[Answer, Effect]] = {
    NudgeKind.UNPAID: _CALLED | _LATER,
    NudgeKind.STUCK: _CALLED | _LATER,
    NudgeKind.STEPLESS: _CALLED | _LATER,
    NudgeKind.SILENT: _CALLED | _LATER,
    NudgeKind.FEAST: {Answer.DONE: Effect(_for_good)},
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
    form_key = f"nudge:{kind}:{subject}:{today_of(tx, actor)}"
    known = tx.session.scalar(select(NudgeAnswer).where(NudgeAnswer.form_key == form_key))
    if known is not None and known.member_id == actor.id:
        return NudgeAnswered(known.id, again=True)
    keeper = whose(tx.session, actor, subject)
    nudge = due_now(tx.session, keeper.id, today_of(tx, keeper), asks, subject)
    left = effect.act(tx, actor, nudge, Said(until, reason))
    row = NudgeAnswer(
        kind=asks.name,
        subject=subject,
        client_id=nudge.client_id,
        member_id=actor.id,
        answer=answer,
        until=left.until,
        made=dict(left.made),
        answered_at=tx.now,
        form_key=form_key if known is None else None,
    )
    tx.session.add(row)
    tx.session.flush()
    tx.touch(Area.TASKS)
    return NudgeAnswered(row.id)


@use_case(Right.KEEP_CLIENTS)
def take_back_answer(tx: Tx, actor: Member, answer_id: int) -> AnswerTakenBack:
    """It was a slip: what was written with it goes too. Of one's own answer of today. Raises Gone, TooLateToUndo."""
    row = tx.session.get(NudgeAnswer, answer_id)
    if row is None or row.member_id != actor.id:
        raise Gone
    if row.answered_at.astimezone(zone_of(tx.session, actor)).date() != today_of(tx, actor):
        raise TooLateToUndo
    for what, made_id in row.made.items():
        _UNDO[what](tx, actor, made_id)
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


def _withdraw(tx: Tx, actor: Member, activity_id: int) -> None:
    withdraw(tx, own_activity(tx.session, actor, activity_id))


_OF_CLIENT: dict[str, type[Invoice | Contact | ClientDate]] = {
    "invoice": Invoice,
    "contact": Contact,
    "date": ClientDate,
}
_UNDO: dict[str, Callable[[Tx, Member, int], None]] = {"activity": _withdraw}
