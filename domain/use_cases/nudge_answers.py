"""What a nudge may be answered with, and what an answer does. Rule: "What the bot pushes by itself"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import BadChoice, Gone, InThePast
from domain.nudges.nudge import FOREVER, Nudge
from domain.tables import Member, Outcome
from domain.use_case import Tx
from domain.use_cases.call_queue import QueuedCall, call_and_step
from domain.zones import today_of

FURTHEST = timedelta(days=370)
"""How far «позже» may be put."""


class Answer(StrEnum):
    AGREED = "agreed"
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    LATER = "later"
    DONE = "done"
    STEP = "step"
    """What comes next, on a day."""
    NEXT = "next"
    """The deal moves on to its next stage."""
    GREETED = "greeted"
    NOT_NEEDED = "not_needed"
    PROLONGED = "prolonged"
    CHECKED = "checked"
    """All on the card is so."""
    CLOSED = "closed"
    SKIPPED = "skipped"
    NEVER = "never"
    """Whoever left will not come back."""
    GONE = "gone"
    """The client is lost, with a reason."""
    NOT_MINE = "not_mine"
    SEASON = "season"
    """It should be so."""
    CONTENT = "content"
    REMARK = "remark"
    UNREACHED = "unreached"
    PROMISED = "promised"
    DISPUTE = "dispute"

    @property
    def is_call(self) -> bool:
        """It says how a call ended."""
        return self in CALLED


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


def always(nudge: Nudge) -> bool:
    return True


def has_client(nudge: Nudge) -> bool:
    return nudge.client_id is not None


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer does. `asks`: what a tap on it asks first: "day", "end" (of a contract), "reason"; "" = nothing.

    `offered`: whether this very nudge may be answered so.
    """

    act: Callable[[Tx, Member, Nudge, Said], Left]
    asks: str = ""
    offered: Callable[[Nudge], bool] = always


def _called(outcome: Outcome) -> Effect:
    """The call is logged, and what comes next is promised by itself."""

    def act(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
        if nudge.client_id is None:
            raise Gone
        activity, _ = call_and_step(
            tx, actor, QueuedCall(nudge.client_id, outcome, deal_id=nudge.deal_id, from_queue=False)
        )
        return Left(made={"activity": activity.id})

    return Effect(act, offered=has_client)


def _later(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    return Left(day_ahead(tx, actor, said))


def day_ahead(tx: Tx, actor: Member, said: Said) -> date:
    """The day that was said. Raises BadChoice, InThePast."""
    today = today_of(tx, actor)
    if said.until is None or said.until > today + FURTHEST:
        raise BadChoice
    if said.until <= today:
        raise InThePast
    return said.until


def for_good(tx: Tx, actor: Member, nudge: Nudge, said: Said) -> Left:
    return Left(FOREVER)


_OUTCOMES = (Outcome.AGREED, Outcome.TALKED, Outcome.NO_ANSWER, Outcome.REFUSED)
CALLED = {Answer(outcome.value): _called(outcome) for outcome in _OUTCOMES}
LATER = {Answer.LATER: Effect(_later, asks="day")}
