"""Taps that wait for an answer: each is answered once, and not after Telegram has forgotten it."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.delivery import TAP_KEPT_S
from sandbox.refusals import bad_request

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap of a person on a message."""

    query_id: str
    chat_id: int
    message_id: int | None
    until: float


class Taps:
    """Open taps. Telegram keeps one as long as it delivers it: 150 s of real time."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._open: dict[str, Tap] = {}

    def open(self, query_id: str, chat_id: int, message_id: int | None) -> None:
        """A person tapped."""
        self._open[query_id] = Tap(query_id, chat_id, message_id, self._seconds() + TAP_KEPT_S)

    def is_open(self, query_id: str) -> bool:
        """Not answered yet and not forgotten."""
        tap = self._open.get(query_id)
        return tap is not None and tap.until > self._seconds()

    def answer(self, query_id: str) -> Tap:
        """Close the tap. Raises Refusal for the second answer, a late one, an unknown id."""
        tap = self._open.pop(query_id, None)
        if tap is None or tap.until <= self._seconds():
            raise bad_request(_TOO_OLD)
        return tap
