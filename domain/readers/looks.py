"""What a report is asked for, and what every report says of it beside its figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from domain.errors import BadChoice
from domain.periods import NotAPeriod, Period, period_of_code
from domain.readers.attribution import Scope
from domain.readers.cuts import Cuts, chosen_cuts, scope_of
from domain.settings import company
from domain.tables import Member, Role
from domain.use_case import Area, revisions


@dataclass(frozen=True, slots=True)
class Look:
    """A period, and cuts as `codes_of` prints them for a button."""

    period: Period
    cuts: str = ""


def chosen_period(code: str) -> Period:
    """The period of a button. Raises BadChoice."""
    try:
        return period_of_code(code)
    except NotAPeriod:
        raise BadChoice from None


@dataclass(frozen=True, slots=True)
class Frame:
    """What was asked for and by whom. `few`: below it a share has its interval. `revisions`: of the areas read."""

    period: Period
    cuts: Cuts
    role: Role
    few: int
    revisions: dict[str, int]


class Framed(Protocol):
    """The figures of any report."""

    @property
    def frame(self) -> Frame: ...

    @property
    def is_empty(self) -> bool: ...


T = TypeVar("T")
F_co = TypeVar("F_co", bound=Framed, covariant=True)


class Reader(Protocol[F_co]):
    """Reads a report for a viewer, as of a day. Raises BadChoice, NotAllowed, Gone."""

    def __call__(self, session: Session, viewer_id: int, look: Look, today: date) -> F_co: ...


@dataclass(frozen=True, slots=True)
class Halves(Generic[T]):
    """A reader in two halves that take about as long, for two connections to read at the same time.

    `other` brings what `one` leaves out, `whole` puts it in. By one session they are read one after the other.
    """

    one: Callable[[Session, int, Look, date], T]
    other: Callable[[Session, int, Look, date], Any]
    whole: Callable[[T, Any], T]

    def __call__(self, session: Session, viewer_id: int, look: Look, today: date) -> T:
        """Raises BadChoice, NotAllowed, Gone."""
        return self.whole(self.one(session, viewer_id, look, today), self.other(session, viewer_id, look, today))


@dataclass(slots=True)
class BothHalves(Generic[T]):
    """The halves read at the same time. If something was saved after the one that began first, the other reads all.

    `areas`: of the data they read, whose revisions tell that.
    """

    halves: Halves[T]
    areas: frozenset[Area]
    _began: dict[str, dict[str, int]] = field(default_factory=dict)
    _all: list[T] = field(default_factory=list)

    def one(self, session: Session, viewer_id: int, look: Look, today: date) -> Any:
        return self._part(self.halves.one, session, viewer_id, look, today)

    def other(self, session: Session, viewer_id: int, look: Look, today: date) -> Any:
        return self._part(self.halves.other, session, viewer_id, look, today)

    def whole(self, one: Any, other: Any) -> T:
        """Of what the two have brought."""
        return self._all[0] if self._all else self.halves.whole(one, other)

    def _part(
        self, half: Callable[[Session, int, Look, date], Any], session: Session, viewer_id: int, look: Look, today: date
    ) -> Any:
        now = revisions(session, self.areas)
        if self._began.setdefault("at", now) == now:
            return half(session, viewer_id, look, today)
        self._all.append(self.halves(session, viewer_id, look, today))
        return None


def framed(session: Session, viewer_id: int, look: Look, areas: Iterable[Area]) -> tuple[Scope, Frame]:
    """Whose figures to count, and the report's frame. To be called before anything is read, for the revisions' sake.

    Raises BadChoice, NotAllowed, Gone.
    """
    moved = revisions(session, frozenset(areas))
    cuts = chosen_cuts(session, viewer_id, look.cuts)
    scope = scope_of(session, viewer_id, cuts)
    role = session.get_one(Member, viewer_id).role
    return scope, Frame(look.period, cuts, role, company(session).few, moved)
