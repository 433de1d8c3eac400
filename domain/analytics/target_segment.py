"""The clients of a segment among those that SQL left: by their classes in the whole company and by their lifecycle.

Pure and picklable: a hundred thousand clients are classed in the worker process. Rule: "Segments", Target segment.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.analytics.abc_xyz import dominant_client
from domain.analytics.base_movement import STATES, BaseFigures, last_states, states_on
from domain.analytics.classes import SegmentRules
from domain.analytics.client_figures import Figures, classified, client_frame, columns_frame
from domain.rhythm import Lifecycle, SilenceRules, lost_from, silent_from
from domain.target_segments import LIFECYCLES, Axis

if TYPE_CHECKING:
    import pandas as pd

STATE_COLUMNS = ("client_id", "days", "first", "last", "is_closed", "declared", "silent_after")
A_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ClassesAsked:
    """The figures of every client of the company, and which values of each axis are meant."""

    figures: Figures
    rules: SegmentRules
    values: Mapping[Axis, Sequence[int]]
    without_largest: bool = False


@dataclass(frozen=True, slots=True)
class StatesAsked:
    """The facts kept with each client, as in STATE_COLUMNS (days as ordinals, 0 = none); or, of a day gone by, `past`.

    `silent_after`: days from the last purchase until he sleeps; `states`: the states meant, as places in LIFECYCLES.
    """

    on: date
    states: Sequence[int]
    rules: SilenceRules
    columns: Mapping[str, Sequence[int]]
    past: BaseFigures | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ids of the clients that every other condition leaves, in the order they are to be shown in."""

    ids: Sequence[int]
    classes: ClassesAsked | None = None
    states: StatesAsked | None = None

    @property
    def is_settled(self) -> bool:
        """Nothing is left to be computed."""
        return self.classes is None and self.states is None


def chosen_clients(candidates: Candidates) -> Sequence[int]:
    """Ids of the segment's clients, in the same order."""
    ids = candidates.ids
    if candidates.classes is not None:
        ids = _among(ids, _of_classes(candidates.classes))
    if candidates.states is not None:
        ids = _among(ids, _in_states(candidates.states))
    return ids


def states_of_clients(ids: Sequence[int], asked: StatesAsked) -> Mapping[Lifecycle, int]:
    """How many of these clients are in each state."""
    states = states_on(_state_frame(asked), asked.on, asked.rules)
    counts = states[states.index.isin(list(ids))].value_counts()
    return {state: int(counts.get(code, 0)) for code, state in enumerate(STATES, 1)}


def _among(ids: Sequence[int], chosen: "pd.Index | Sequence[int]") -> Sequence[int]:
    import numpy as np

    ordered = np.asarray(ids, dtype="int64")
    return array("q", ordered[np.isin(ordered, np.asarray(chosen, dtype="int64"))].tolist())


def _of_classes(asked: ClassesAsked) -> "pd.Index":
    largest = dominant_client(client_frame(asked.figures).revenue, asked.rules) if asked.without_largest else None
    frame = classified(asked.figures, asked.rules, largest)
    for axis, values in asked.values.items():
        frame = frame[frame[axis.value].isin(list(values))]
    return frame.index


def _in_states(asked: StatesAsked) -> "pd.Index | Sequence[int]":
    names = {LIFECYCLES[place] for place in asked.states}
    if asked.past is not None:
        found = last_states(asked.past, asked.rules)
        return [client for state in names for client in found[state]]
    states = states_on(_state_frame(asked), asked.on, asked.rules)
    return states.index[states.isin([code for code, state in enumerate(STATES, 1) if state in names])]


def _state_frame(asked: StatesAsked) -> "pd.DataFrame":
    """What `states_on` takes; a rhythm that is borrowed is the one kept with the client."""
    frame = columns_frame(asked.columns).set_index("client_id")
    rhythms = {int(days): _borrowed(int(days), asked.rules) for days in frame.silent_after.unique()}
    sleeps = {days: _days(silent_from(A_DAY, one, asked.rules)) for days, one in rhythms.items()}
    lost = {days: _days(lost_from(A_DAY, one, asked.rules)) for days, one in rhythms.items()}
    return frame.assign(
        is_client=True,
        is_closed=frame.is_closed.astype(bool),
        sleeps_after=frame.silent_after.map(sleeps),
        lost_after=frame.silent_after.map(lost),
    )


def _borrowed(silent_after: int, rules: SilenceRules) -> Fraction:
    """The rhythm that is kept with a client as the day he falls silent; as `kept_rhythm` reads it."""
    return Fraction(silent_after - 1) / rules.sleeping_rhythms if silent_after else rules.default_rhythm


def _days(first: date) -> int:
    return (first - A_DAY).days
