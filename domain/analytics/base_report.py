"""What `/base` shows: the months, and which client is in which state at their end. Rule: "The client base"."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.analytics.base_movement import STATES, BaseEnd, BaseMonth, bought_once, ends_of, month_of_base, moves
from domain.rhythm import BaseChange, Lifecycle, SilenceRules

if TYPE_CHECKING:
    import pandas as pd

    from domain.readers.base_report import BaseData
    from domain.readers.events import DatedMark
    from domain.readers.looks import Frame

CAME, RETURNED, LEFT = 1, 2, 3
"""How a client moved in the last month; 0 = he stayed."""
IN_BASE = tuple(state for state in STATES if state is not Lifecycle.CLOSED)


@dataclass(frozen=True, slots=True)
class BasePlaces:
    """Clients at the last end, the latest purchase first. `state`: number in `STATES` from 1, 0 = no client yet."""

    client_id: "array[int]"
    state: "array[int]"
    moved: "array[int]"
    once: "array[int]"

    def chosen(self, what: str) -> list[int]:
        """Ids of the clients behind a figure, in their order. Raises KeyError for a figure there is not."""
        column, code = _CHOICES[what]
        return [client for client, value in zip(self.client_id, column(self), strict=True) if value == code]


_CHOICES: Mapping[str, tuple[Callable[[BasePlaces], "array[int]"], int]] = {
    **{state.value: (lambda places: places.state, STATES.index(state) + 1) for state in IN_BASE},
    "once": (lambda places: places.once, 1),
    "came": (lambda places: places.moved, CAME),
    "back": (lambda places: places.moved, RETURNED),
    "left": (lambda places: places.moved, LEFT),
}


@dataclass(frozen=True, slots=True)
class BaseReport:
    """`months`, the last of them up to the report's date; `marks`: what happened around the company in them."""

    frame: "Frame"
    since: date
    """The end that the first month is compared with."""
    months: tuple[BaseMonth, ...]
    places: BasePlaces
    marks: "Sequence[DatedMark]"
    rules: SilenceRules

    @property
    def last(self) -> BaseMonth:
        return self.months[-1]

    @property
    def change(self) -> BaseChange:
        """Of all the months together."""
        return reduce(_together, (month.change for month in self.months))

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
    places = BasePlaces(*(array("q") for _ in range(4)))
    for before, now in pairwise(ends_of(data.figures, data.rules)):
        months.append(month_of_base(now, before.states))
        if now.on == data.figures.ends[-1]:
            places = _places(now, before.states)
    return BaseReport(data.frame, data.figures.ends[0], tuple(months), places, data.marks, data.rules)


def _places(end: BaseEnd, before: "pd.Series") -> BasePlaces:
    came, returned, left = moves(before, end.states)
    moved = came * CAME + returned * RETURNED + left * LEFT
    order = end.clients.assign(client=end.clients.index).sort_values(["last", "client"], ascending=False).index
    codes = (end.states, moved, bought_once(end))
    return BasePlaces(
        array("q", order.to_numpy("int64").tobytes()),
        *(array("b", column.reindex(order).to_numpy("int8").tobytes()) for column in codes),
    )
