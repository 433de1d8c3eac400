"""How likely a deal is to be paid by a date: by what all deals did that ever stood as long at its stage.

Rule: "Forecast". Days are ordinals. What is counted as of a day long gone uses only what had been told by then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.analytics.columns import Ints, lines_of

OPEN, WON = 0, 1
"""States of a deal after a move, as the last digit of its code; any other is lost."""
FAR = 10**7
"""Later than any day."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Each time a deal stood open at a stage; a row per stay.

    `entered`, `left`, `won` (paid in full, whenever later): days, FAR = never; `…_told`: since when that was known.
    """

    deal: Ints
    stage: Ints
    entered: Ints
    entered_told: Ints
    left: Ints
    left_told: Ints
    won: Ints
    won_told: Ints

    def taken(self, which: "Ints | slice") -> "Stays":
        """Some of the rows, in the order they are asked for."""
        return Stays(*(getattr(self, name)[which] for name in self.__slots__))

    def open_on(self, day: int) -> Ints:
        """Which rows had been told of and not ended by the end of that day."""
        return np.flatnonzero((self.entered_told <= day) & (self.left_told > day))

    def by_stage(self, rows: Ints) -> "dict[int, Stays]":
        """These rows, apart by their stage."""
        together = self.taken(rows[np.argsort(self.stage[rows], kind="stable")])
        stages, begins = np.unique(together.stage, return_index=True)
        ends = np.append(begins, len(together.stage))[1:]
        return {
            int(stage): together.taken(slice(begin, end))
            for stage, begin, end in zip(stages, begins, ends, strict=True)
        }


def stays_of(changes: str, late: Mapping[int, int]) -> Stays:
    """From moves in any order: id, deal × 1000 + stage × 10 + state after it, day. `late`: by id, when it was told."""
    number, code, days = lines_of(changes, 3)
    day = days.astype(np.int32)  # half as many bytes to go through again and again
    by_id = np.argsort(number, kind="stable")
    number, deal, code, day = number[by_id], code[by_id] // 1000, code[by_id] % 1000, day[by_id]
    deal, code = deal.astype(np.int32), code.astype(np.int32)
    told = day.copy()
    told[np.searchsorted(number, list(late))] = list(late.values())
    by_deal = np.argsort(deal, kind="stable")
    return _stays(deal[by_deal], code[by_deal] // 10, code[by_deal] % 10, day[by_deal], told[by_deal])


def _stays(deal: Ints, stage: Ints, state: Ints, day: Ints, told: Ints) -> Stays:
    left, left_told = np.full_like(day, FAR), np.full_like(day, FAR)
    moved_on = np.flatnonzero(deal[1:] == deal[:-1])
    left[moved_on], left_told[moved_on] = day[moved_on + 1], told[moved_on + 1]
    left = np.maximum(left, day)
    won, won_told = np.full_like(day, FAR), np.full_like(day, FAR)
    wins = np.flatnonzero(state == WON)
    following = np.searchsorted(wins, np.arange(len(deal)))
    has = np.flatnonzero(following < len(wins))
    has = has[deal[wins[following[has]]] == deal[has]]
    won[has], won_told[has] = day[wins[following[has]]], told[wins[following[has]]]
    won = np.where(won < FAR, np.maximum(won, left), FAR)
    return Stays(deal, stage, day, told, left, left_told, won, won_told).taken(np.flatnonzero(state == OPEN))


@dataclass(frozen=True, slots=True)
class Chances:
    """By stage, then by age in days: how many stood there so long, and how many of them were paid within `days`.

    `planned`: the stage's planned chance, which makes up for what is missing to `enough` cases.
    """

    days: int
    cases: Mapping[int, Ints]
    paid: Mapping[int, Ints]
    planned: Mapping[int, float]
    enough: int

    def of(self, stage: Ints, age: Ints) -> "np.typing.NDArray[np.float64]":
        """P(paid within the days | stage, age) of each deal; nothing is paid in no days."""
        found = np.zeros(len(stage))
        for known in np.unique(stage) if self.days else ():
            of_it = stage == known
            found[of_it] = self._of_stage(int(known), age[of_it])
        return found

    def _of_stage(self, stage: int, age: Ints) -> "np.typing.NDArray[np.float64]":
        cases, paid = _at(self.cases.get(stage), age), _at(self.paid.get(stage), age)
        missing = np.maximum(0, self.enough - cases)
        return np.asarray((paid + missing * self.planned.get(stage, 0.0)) / np.maximum(1, cases + missing))


def _at(numbers: Ints | None, age: Ints) -> Ints:
    if numbers is None or not len(numbers):
        return np.zeros_like(age)
    place = np.clip(age, 0, len(numbers) - 1)
    return np.where(age < len(numbers), numbers[place], 0)


def chances_on(stays: Mapping[int, Stays], day: int, days: int, planned: Mapping[int, float], enough: int) -> Chances:
    """As of a day, within so many days after, by stage. Only who stood there so long ago that the days are over is a
    case.
    """
    counted = {stage: _counted(of_it, day, days) for stage, of_it in stays.items()}
    cases, paid = ({stage: both[place] for stage, both in counted.items()} for place in (0, 1))
    return Chances(days, cases, paid, planned, enough)


def _counted(stays: Stays, day: int, days: int) -> tuple[Ints, Ints]:
    """By age: a stay is a case at each age it had, and paid at those not earlier than so many days before it was."""
    last_age = np.minimum(stays.left - 1, day - days) - stays.entered
    case = np.flatnonzero((last_age >= 0) & (stays.entered_told <= day))
    last_age = last_age[case]
    paid_at = np.where(stays.won_told[case] <= day, stays.won[case] - stays.entered[case], FAR)
    size = int(last_age.max(initial=-1)) + 2
    first_age = np.maximum(0, paid_at - days)
    pays = first_age <= last_age
    begin = np.bincount(first_age[pays], minlength=size)
    end = np.bincount(last_age[pays] + 1, minlength=size)
    cases = np.cumsum(np.bincount(last_age, minlength=size)[::-1])[::-1]
    return cases, np.cumsum(begin - end)
