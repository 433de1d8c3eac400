"""Telegram's rates: at most 30 messages in any second, at most one a second to a chat with a burst of three."""

from collections import deque
from collections.abc import Callable
from math import ceil

from sandbox.refusals import too_many

OVER_ALL = 30
CHAT_BURST = 3


class Limits:
    """Counts messages sent (`send*`, `copy*`, `forward*`); edits, answers to taps and chat actions are not messages."""

    def __init__(self, seconds: Callable[[], float], *, strict: bool = True) -> None:
        self._seconds = seconds
        self._strict = strict
        self._sent: deque[float] = deque(maxlen=OVER_ALL)
        self._empty_at: dict[int, float] = {}

    def admit(self, chat_id: int) -> None:
        """Count one message to the chat, or raise Refusal 429; what is refused is not counted."""
        if not self._strict:
            return
        now = self._seconds()
        wait = max(self._wait_over_all(now), self._wait_for_chat(chat_id, now))
        if wait > 0:
            raise too_many(max(1, ceil(wait)))
        self._sent.append(now)
        self._empty_at[chat_id] = max(self._empty_at.get(chat_id, now), now) + 1

    def _wait_over_all(self, now: float) -> float:
        return self._sent[0] + 1 - now if len(self._sent) == OVER_ALL else 0.0

    def _wait_for_chat(self, chat_id: int, now: float) -> float:
        """A bucket of `CHAT_BURST` that leaks one a second, kept as the instant when it is empty."""
        return self._empty_at.get(chat_id, now) - now - (CHAT_BURST - 1)
