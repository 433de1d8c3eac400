"""What `/base` shows: the months, and which client is in which state at their end. Rule: "The client base"."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.analytics.base_movement import (
    ACTIVE,
    STATES,
    BaseEnd,
    BaseMonth,
    bought_once,
    days_of,
    month_of_base,
    moves,
)
from domain.analytics.sales import WEEK, weeks_around
from domain.rhythm import BaseChange, Lifecycle, SilenceRules

if TYPE_CHECKING:
    import pandas as pd

    from domain.readers.base_report import BaseData
    from domain.readers.events import DatedMark
    from domain.readers.looks import Frame

MOVES = ("came", "back", "left")
"""How a client moves in a month; their numbers begin with 1, 0 = he stays."""
MARKS = 12
"""Of the latest marks the active base is counted around: each takes three days more to count."""
IN_BASE = tuple(state for state in STATES if state is not Lifecycle.CLOSED)


@dataclass(frozen=True, slots=True)
class BasePlaces:
    """Clients at the last end, the latest purchase first. `state`: number in `STATES` from 1, 0 = no client yet."""

    client_id: "array[int]"
    state: "array[int]"
    once: "array[int]"

    def chosen(self, what: str) -> list[int]:
        """Ids of the clients behind a figure, in their order. Raises KeyError for a figure there is not."""
        column, code = _CHOICES[what]
        return [client for client, value in zip(self.client_id, column(self), strict=True) if value == code]


_CHOICES: Mapping[str, tuple[Callable[[BasePlaces], "array[int]"], int]] = {
    **{state.value: (lambda places: places.state, STATES.index(state) + 1) for state in IN_BASE},
    "once": (lambda places: places.once, 1),
}


@dataclass(frozen=True, slots=True)
class Movers:
    """Who moved in a month, the latest purchase first; `how`: numbers of `MOVES` from 1."""

    client_id: "array[int]"
    how: "array[int]"

    def chosen(self, moves: Sequence[str]) -> list[tuple[int, str]]:
        """Those of these moves, each with his own."""
        pairs = ((client, MOVES[code - 1]) for client, code in zip(self.client_id, self.how, strict=True))
        return [(client, move) for client, move in pairs if move in moves]


@dataclass(frozen=True, slots=True)
class ActiveAround:
    """Active clients so many weeks before a mark's day, on it and as many weeks after; 0 weeks: too early."""

    weeks: int
    before: int
    on_day: int
    after: int


Marked = tuple["DatedMark", ActiveAround | None]


@dataclass(frozen=True, slots=True)
class BaseReport:
    """`months`, the last of them up to the report's date, and who moved in each; `marks`: what happened in them, with
    the base around it.
    """

    frame: "Frame"
    since: date
    """The end that the first month is compared with."""
    months: tuple[BaseMonth, ...]
    movers: tuple[Movers, ...]
    places: BasePlaces
    marks: tuple[Marked, ...]
    rules: SilenceRules

    @property
    def last(self) -> BaseMonth:
        return self.months[-1]

    @property
    def change(self) -> BaseChange:
        """Of all the months together."""
        return reduce(_together, (month.change for month in self.months))

    @property
    def change_inside(self) -> BaseChange | None:
        """Of the period's own months; None where it begins within a month, before those here or after them."""
        start = self.frame.period.start
        own = [month.change for month in self.months if month.on >= start]
        return None if start.day != 1 or start <= self.since or not own else reduce(_together, own)

    @property
    def active_before(self) -> int:
        """When the first month began."""
        return self.last.states[Lifecycle.ACTIVE] - self.change.total

    @property
    def is_empty(self) -> bool:
        return not any(sum(month.states[state] for state in IN_BASE) for month in self.months)


def _together(one: BaseChange, other: BaseChange) -> BaseChange:
    return BaseChange(one.came + other.came, one.returned + other.returned, one.left + other.left)


def base_report(data: "BaseData") -> BaseReport:
    """Everybody's state at each end. To be done in the worker: pandas over all clients and their purchase days."""
    months: list[BaseMonth] = []
    movers: list[Movers] = []
    places = BasePlaces(*(array("q") for _ in range(3)))
    active: dict[date, int] = {}
    for before, now in pairwise(_ends(data, active)):
        months.append(month_of_base(now, before.states))
        movers.append(_movers(now, before.states))
        if now.on == data.figures.ends[-1]:
            places = _places(now)
    marks = tuple((mark, _around(mark.day, active, data.figures.ends[-1])) for mark in data.marks)
    return BaseReport(data.frame, data.figures.ends[0], tuple(months), tuple(movers), places, marks, data.rules)


def _ends(data: "BaseData", active: dict[date, int]) -> Iterator[BaseEnd]:
    """The ends of the months; meanwhile the active clients of every counted day are put down."""
    for day in days_of(data.figures, data.rules):
        active[day.on] = int((day.states == ACTIVE).sum())
        if day.on in data.figures.ends:
            yield day


def days_around(marks: "Iterable[DatedMark]", on: date) -> frozenset[date]:
    """The days whose active clients are told beside the latest marks, none after the report's date."""
    return frozenset(day for mark in [*marks][-MARKS:] for day in _three(mark.day, on))


def _three(day: date, on: date) -> tuple[date, date, date]:
    span = weeks_around(day, on) * WEEK
    return day - span, day, day + span


def _around(day: date, active: Mapping[date, int], on: date) -> ActiveAround | None:
    """None of a mark whose days were not counted."""
    three = _three(day, on)
    if not active.keys() >= set(three):
        return None
    before, on_day, after = (active[one] for one in three)
    return ActiveAround(weeks_around(day, on), before, on_day, after)


def _movers(end: BaseEnd, before: "pd.Series") -> Movers:
    codes = sum(moved * code for code, moved in enumerate(moves(before, end.states), 1))
    order = _latest_first(end.clients[codes > 0])
    return Movers(_ids(order), _codes(codes, order))


def _places(end: BaseEnd) -> BasePlaces:
    order = _latest_first(end.clients)
    return BasePlaces(_ids(order), _codes(end.states, order), _codes(bought_once(end), order))


def _latest_first(clients: "pd.DataFrame") -> "pd.Index[int]":
    return clients.assign(client=clients.index).sort_values(["last", "client"], ascending=False).index


def _ids(order: "pd.Index[int]") -> "array[int]":
    return array("q", order.to_numpy("int64").tobytes())


def _codes(column: "pd.Series", order: "pd.Index[int]") -> "array[int]":
    return array("b", column.reindex(order).to_numpy("int8").tobytes())
