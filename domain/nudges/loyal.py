"""A loyal client past his rhythm: the first who must not be forgotten. Rule: the row «a loyal client» of the pushes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from domain.analytics.classes import Abc, Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.client_figures import classified
from domain.nudges.nudge import Kind, Nudge, NudgeKind
from domain.nudges.promises import promised_clients
from domain.nudges.rhythms import Buyer, awake_buyers
from domain.readers.client_figures import client_figures
from domain.readers.segments import segment_rules, segment_windows
from domain.settings import company
from domain.worktime import DAY, Schedule

_counted: WeakKeyDictionary[Engine, dict[date, Mapping[int, "Loyal"]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Loyal:
    """The classes of a loyal client."""

    abc: Abc
    place: ProfitXyz

    @property
    def is_managers(self) -> bool:
        """A, or 1X: his manager hears of him too."""
        return self.abc is Abc.A or self.place == ProfitXyz(ProfitClass.FIRST, Xyz.X)


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """His loyal clients silent for longer than their rhythm, not sleeping yet, to whom nothing is promised."""
    promised = promised_clients(session, member_id)
    return [nudge for nudge, _ in _late(session, {member_id}, today) if nudge.client_id not in promised]


def loyal_for_manager(session: Session, keepers: set[int], today: date) -> list[Nudge]:
    """Of these keepers' clients, those of class A or 1X."""
    return [nudge for nudge, loyal in _late(session, keepers, today) if loyal.is_managers]


def _late(session: Session, keepers: Collection[int], today: date) -> list[tuple[Nudge, Loyal]]:
    """The worthiest first."""
    late = [buyer for buyer in awake_buyers(session, keepers, today) if buyer.expected_by < today]
    loyal = loyal_clients(session, today) if late else {}
    found = [(_nudge(buyer, today), loyal[buyer.id]) for buyer in late if buyer.id in loyal]
    return sorted(found, key=lambda one: (-one[0].worth, one[0].client_id or 0))


def _nudge(buyer: Buyer, today: date) -> Nudge:
    facts = {"days": (today - buyer.last_purchase_on).days, "rhythm": round(buyer.rhythm)}
    since = buyer.expected_by + DAY
    return Nudge(NudgeKind.LOYAL, f"client:{buyer.id}", buyer.id, buyer.name, buyer.usual, facts, since=since)


def loyal_clients(session: Session, today: date) -> Mapping[int, Loyal]:
    """Of the whole company; counted once a day: the east has the next one while the west has still this one."""
    engine = session.get_bind().engine
    known = _counted.get(engine, {})
    if today not in known:
        near = {day: clients for day, clients in known.items() if abs(day - today) <= DAY}
        known = _counted[engine] = {**near, today: _count(session, today)}
    return known[today]


def _count(session: Session, today: date) -> Mapping[int, Loyal]:
    rules = segment_rules(chosen := company(session))
    window, _ = segment_windows(chosen, today)
    figures = client_figures(session, window, unit_months=rules.unit_months, by_stability=rules.by_stability)
    frame = classified(figures, rules)[["abc", "profit_class", "xyz"]]
    return {
        int(client_id): Loyal(Abc(abc), place)
        for client_id, abc, profit, xyz in frame[frame.profit_class > 0].itertuples(name=None)
        if (place := ProfitXyz(ProfitClass(profit), Xyz(xyz))).loyalty is Loyalty.LOYAL
    }


KIND = Kind(NudgeKind.LOYAL, due)
