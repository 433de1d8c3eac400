"""The sandbox's own time: the real one, shifted forward as a tester likes.

The only reader of the machine's clock in this package; everything else is handed a `VirtualClock`.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class VirtualClock:
    """Runs at the pace of real time from `start` (default: the real present) and can be moved forward, never back."""

    def __init__(
        self,
        start: datetime | None = None,
        *,
        real: Callable[[], float] = time.time,
    ) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("the start of the clock must be an aware instant")
        self._real = real
        self.shift = 0.0 if start is None else start.timestamp() - real()

    def timestamp(self) -> float:
        """Seconds since 1970, UTC."""
        return self._real() + self.shift

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def move_to(self, instant: datetime) -> None:
        """Make `instant` the present. An instant already past changes nothing: time does not go back."""
        ahead = instant.timestamp() - self.timestamp()
        self.shift += max(ahead, 0.0)

    def after(self, seconds: float) -> datetime:
        """The instant that many seconds ahead."""
        return self.now() + timedelta(seconds=seconds)
