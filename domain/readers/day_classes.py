"""The classes of clients that pushes ask for: counted once a day for the whole company, not for each member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from domain.analytics.classes import Abc, Letter, Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.client_figures import classified
from domain.readers.client_figures import client_figures
from domain.readers.segments import segment_rules, segment_windows
from domain.settings import company
from domain.worktime import DAY


@dataclass(frozen=True, slots=True)
class Loyal:
    """The classes of a loyal client."""

    abc: Abc
    place: ProfitXyz

    @property
    def is_managers(self) -> bool:
        """A, or 1X: his manager hears of him too."""
        return self.abc is Abc.A or self.place == ProfitXyz(ProfitClass.FIRST, Xyz.X)


@dataclass(frozen=True, slots=True)
class DayClasses:
    """By client of the whole company: the loyal; letters of ABCDE of who bought in the window at a known profit."""

    loyal: Mapping[int, Loyal]
    letters: Mapping[int, str]


_counted: WeakKeyDictionary[Engine, dict[date, DayClasses]] = WeakKeyDictionary()


def day_classes(session: Session, today: date) -> DayClasses:
    """The east has the next day while the west has still this one: three days are kept."""
    engine = session.get_bind().engine
    known = _counted.get(engine, {})
    if today not in known:
        near = {day: classes for day, classes in known.items() if abs(day - today) <= DAY}
        known = _counted[engine] = {**near, today: _count(session, today)}
    return known[today]


def _count(session: Session, today: date) -> DayClasses:
    rules = segment_rules(chosen := company(session))
    window, _ = segment_windows(chosen, today)
    figures = client_figures(session, window, unit_months=rules.unit_months, by_stability=rules.by_stability)
    if figures.is_empty:
        return DayClasses({}, {})
    frame = classified(figures, rules)
    names = {letter.value: letter.name for letter in Letter}
    return DayClasses(
        {
            int(client_id): Loyal(Abc(abc), place)
            for client_id, abc, profit, xyz in frame[frame.profit_class > 0][["abc", "profit_class", "xyz"]].itertuples(
                name=None
            )
            if (place := ProfitXyz(ProfitClass(profit), Xyz(xyz))).loyalty is Loyalty.LOYAL
        },
        {int(client_id): names[int(letter)] for client_id, letter in frame.letter.items() if letter},
    )
