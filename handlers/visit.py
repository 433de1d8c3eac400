"""What every handler, getter and action is given: who came, when, in which words, and the two doors to the data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.settings import LIGHT
from domain.tables import Role
from domain.use_case import Read, Right, Run, may
from handlers.taps import Tap
from handlers.words import Html, Words


@dataclass(frozen=True, slots=True)
class Who:
    """A member as the handlers know him: a copy, never an entity."""

    id: int
    telegram_id: int
    name: str
    role: Role
    zone: ZoneInfo
    language: str
    may_export: bool = False
    theme: str = LIGHT

    def may(self, right: Right) -> bool:
        return may(self.role, right, exports=self.may_export)


@dataclass(slots=True)
class Visit:
    """One update of one member. `now` is when the update was received."""

    who: Who
    now: datetime
    words: Words
    run: Run
    read: Read
    key: str
    """The update's key: the same on a replay, so forms may take it as their id."""
    tap: Tap | None = None
    form_open: bool | None = None
    """Whether the screen now shown is an open form (pushes wait); None = this update showed none."""

    @property
    def update_id(self) -> int:
        return int(self.key.rpartition(":")[2])

    @property
    def today(self) -> date:
        return self.now.astimezone(self.who.zone).date()

    def __call__(self, key: str, **values: Any) -> Html:
        """The text of a key, in the member's language, values escaped for HTML."""
        return self.words(key, **values)
