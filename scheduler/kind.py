"""A kind of push: what is due by now and not yet in the outbox, and when something is due next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.outbox import Push


@dataclass(frozen=True, slots=True)
class Kind:
    """`due(session, now)` may name pushes that the outbox has already: their keys make them one.

    `next_due(session, after)`: the earliest instant later than `after` at which `due` will have something new, as far
    as is known now; None when nothing is known.
    """

    name: str
    due: Callable[[Session, datetime], list[Push]]
    next_due: Callable[[Session, datetime], datetime | None]
