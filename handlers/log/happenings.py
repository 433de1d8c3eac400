"""What can be said to have happened in one tap, the likeliest first, and its words."""

from dataclasses import dataclass

from domain.tables import ActivityKind, Outcome, TaskAction
from handlers.words import Html, Words


@dataclass(frozen=True, slots=True)
class Happening:
    kind: ActivityKind
    outcome: Outcome | None = None

    @property
    def asks_amount(self) -> bool:
        return self.kind in (ActivityKind.INVOICE, ActivityKind.PAYMENT, ActivityKind.SHIPMENT)


HAPPENINGS = {
    "agreed": Happening(ActivityKind.CALL, Outcome.AGREED),
    "talked": Happening(ActivityKind.CALL, Outcome.TALKED),
    "no_answer": Happening(ActivityKind.CALL, Outcome.NO_ANSWER),
    "refused": Happening(ActivityKind.CALL, Outcome.REFUSED),
    "meeting": Happening(ActivityKind.MEETING),
    "meeting_set": Happening(ActivityKind.MEETING_SET),
    "offer": Happening(ActivityKind.OFFER),
    "invoice": Happening(ActivityKind.INVOICE),
    "payment": Happening(ActivityKind.PAYMENT),
    "call_in": Happening(ActivityKind.CALL_IN, Outcome.TALKED),
    "request": Happening(ActivityKind.REQUEST),
    "letter": Happening(ActivityKind.LETTER),
    "shipment": Happening(ActivityKind.SHIPMENT),
    "claim": Happening(ActivityKind.CLAIM),
    "not_held": Happening(ActivityKind.MEETING, Outcome.NOT_HELD),
    "thinking": Happening(ActivityKind.MEETING, Outcome.THINKING),
    "meeting_refused": Happening(ActivityKind.MEETING, Outcome.REFUSED),
    "note": Happening(ActivityKind.NOTE),
}
RETURN = "return"
"""Goods came back: money alone, no activity."""
UNSAID = "shipment"
"""May be logged without its amount."""
FIRST = ("agreed", "talked", "no_answer", "refused", "meeting", "meeting_set", "offer", "invoice", "payment")
REST = ("call_in", "request", "letter", "shipment", "claim", "not_held", "thinking", "note", RETURN)
FIRST_AFTER_MEETING = (
    "meeting",
    "thinking",
    "not_held",
    "agreed",
    "no_answer",
    "refused",
    "offer",
    "invoice",
    "payment",
)
REST_AFTER_MEETING = ("talked", "meeting_set", "call_in", "request", "letter", "shipment", "claim", "note", RETURN)


def first_happenings(action: TaskAction | None) -> tuple[str, ...]:
    """Nine codes, the likeliest first: after a meeting was promised, how it went."""
    return FIRST_AFTER_MEETING if action is TaskAction.MEETING else FIRST


def other_happenings(action: TaskAction | None) -> tuple[str, ...]:
    """The codes that «ещё» opens."""
    return REST_AFTER_MEETING if action is TaskAction.MEETING else REST


def asks_amount(code: str) -> bool:
    return code == RETURN or HAPPENINGS[code].asks_amount


def code_of(kind: ActivityKind, outcome: Outcome | None) -> str:
    """The code by which the same would be said again."""
    exact = (code for code, happening in HAPPENINGS.items() if (happening.kind, happening.outcome) == (kind, outcome))
    return next(exact, next(code for code, happening in HAPPENINGS.items() if happening.kind is kind))


def what_words(words: Words, kind: ActivityKind, outcome: Outcome | None) -> Html:
    """«звонок, договорились»; a kind that ended in nothing special, by itself."""
    if kind is ActivityKind.MEETING and outcome is None:
        return words("log-what-held")
    what = words(f"log-kind-{kind.value}")
    return what if outcome is None else words("log-what", what=what, ended=words(f"log-outcome-{outcome.value}"))
