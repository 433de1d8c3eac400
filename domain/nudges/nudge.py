"""A nudge (повод): one thing that one client, deal or invoice asks for today.

Rule: "What the bot pushes by itself".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from domain.settings import Company
from domain.worktime import Schedule

LOOKED_AT = 300
"""Of a kind, how many of the worthiest are looked at before what was said lately is left out."""
FOREVER = date.max


class NudgeKind(StrEnum):
    LOYAL = "loyal"
    UNPAID = "unpaid"
    AFTER_SALE = "after_sale"
    STUCK = "stuck"
    STEPLESS = "stepless"
    SILENT = "silent"
    TAKES_LESS = "takes_less"
    TOUCH = "touch"
    FEAST = "feast"
    CONTRACT = "contract"
    REANIMATION = "reanimation"
    BONUS = "bonus"
    CLEANING = "cleaning"


@dataclass(frozen=True, slots=True)
class Sum:
    """A fact that is money."""

    kopecks: int


Fact = str | int | date | Sum | None


@dataclass(frozen=True, slots=True)
class Nudge:
    """What asks, why and for how much; `facts` are the variables of its words.

    `subject`: «client:17», «deal:5», «invoice:3», «contact:9:birthday:2026». `since`: the day from which it is
    so: an answer «never again» is of that occasion. `on_day` False: it is so, but it is said only where its «позже»
    has come.
    """

    kind: NudgeKind
    subject: str
    client_id: int | None
    client: str | None
    worth: int = 0
    """Kopecks."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    deal_id: int | None = None
    since: date | None = None
    on_day: bool = True

    @property
    def name(self) -> str:
        """What is not said again for some days: a deal, else the client."""
        return (
            self.subject if self.client_id is None or self.subject.startswith("deal:") else f"client:{self.client_id}"
        )


Due = Callable[[Session, int, date, Schedule], list[Nudge]]
"""What of a kind asks something of a member on his day, said lately or not, the worthiest first."""


def usual_again(chosen: Company) -> int:
    return chosen.again_days


@dataclass(frozen=True, slots=True)
class Kind:
    """`again`: after how many days ⚙ it may be said again, or once it was answered without a day.

    `dated`: it has days of its own, and is said on them however lately the name was said. `calls`: it is for «Обзвон».
    """

    name: NudgeKind
    due: Due
    again: Callable[[Company], int] = usual_again
    dated: bool = False
    calls: bool = True
