"""Numbers that never repeat between runs.

A bot keeps update ids in its database and ignores a repeat; a sandbox that counted from 1 after each start would have
its first updates swallowed. So counting starts from the real time: 256 numbers for each second since the epoch below,
more than a run uses, modulo two thousand million, so that they stay within 32 bits as Telegram's do (the circle takes
90 days; Telegram forgets sooner).
"""

import base64
import time
from datetime import UTC, datetime

_EPOCH = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
_PER_SECOND = 256
_CIRCLE = 2_000_000_000


def seed_of(real_seconds: float) -> int:
    """First number of a run that starts at that real instant (seconds since 1970)."""
    return int((real_seconds - _EPOCH) * _PER_SECOND) % _CIRCLE + 1


class Ids:
    """Counters of one run. Messages and changes share one: `after=` takes a message id as well as a change."""

    def __init__(self, seed: int | None = None) -> None:
        self.seed = seed_of(time.time()) if seed is None else seed
        self._message = self._update = self._other = self.seed

    def message(self) -> int:
        """Next message id or change number."""
        self._message += 1
        return self._message

    @property
    def last_change(self) -> int:
        """The latest number given by `message`."""
        return self._message

    def update(self) -> int:
        """Next update id."""
        self._update += 1
        return self._update

    def query(self) -> str:
        """Next id of a tap or a media group: a decimal string of 18 or 19 digits, as Telegram's."""
        self._other += 1
        return str(0x1_0000_0000 * self._other + 0x5EED)

    def chat(self) -> int:
        """Next positive number for a group or a channel."""
        self._other += 1
        return self._other

    def file(self, kind: str) -> tuple[str, str]:
        """`file_id` and `file_unique_id` of a new file of that kind."""
        self._other += 1
        unique = base64.urlsafe_b64encode(self._other.to_bytes(6, "big")).decode()
        return f"{_FILE_PREFIX.get(kind, 'BQAC')}AgIAAxkB{unique}", f"AQAD{unique}"


_FILE_PREFIX = {
    "photo": "AgAC",
    "voice": "AwAC",
    "sticker": "CAAC",
    "video": "BAAC",
    "audio": "CQAC",
    "animation": "CgAC",
}
