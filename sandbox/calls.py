"""What the bot called: for tests to read."""

from collections import deque
from itertools import count
from typing import Any

from sandbox.clock import VirtualClock


class CallLog:
    """The latest calls, oldest first; `keep` 0 keeps none."""

    def __init__(self, clock: VirtualClock, keep: int) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._kept: deque[dict[str, Any]] = deque(maxlen=keep)
        self.keeping = keep > 0

    def note(
        self, method: str, params: dict[str, Any], answer: dict[str, Any] | None, code: int, took_ms: float
    ) -> None:
        """One call with its answer; None: the connection was closed without one."""
        if not self.keeping:
            return
        entry: dict[str, Any] = {
            "n": next(self._numbers),
            "time": self._clock.now(),
            "method": method,
            "params": params,
        }
        answer = answer or {}
        entry |= {"ok": code == 200, "code": code, "result": answer.get("result"), "error": answer.get("description")}
        entry["took_ms"] = round(took_ms, 1)
        self._kept.append(entry)

    def after(self, number: int, method: str | None = None) -> list[dict[str, Any]]:
        """Calls with greater numbers, of one method or of all."""
        wanted = (entry for entry in self._kept if entry["n"] > number)
        return [
            entry | {"time": entry["time"].isoformat()}
            for entry in wanted
            if method is None or entry["method"].lower() == method.lower()
        ]
