"""The classes of clients that pushes ask for: those of the whole company as they were counted for the day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.among import among
from domain.analytics.classes import Abc, Letter, Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.day_classes import COLUMNS, ClassFigures
from domain.readers.client_figures import client_figures
from domain.readers.columns import lines_text
from domain.readers.segments import segment_rules, segment_windows
from domain.settings import company
from domain.tables import ClientClass

_OF_CLIENTS = select(ClientClass.client_id, ClientClass.abc, ClientClass.profit_class, ClientClass.xyz).where(
    among(ClientClass.client_id, "clients"), ClientClass.profit_class > 0
)


@dataclass(frozen=True, slots=True)
class Loyal:
    """The classes of a loyal client."""

    abc: Abc
    place: ProfitXyz

    @property
    def is_managers(self) -> bool:
        """A, or 1X: his manager hears of him too."""
        return self.abc is Abc.A or self.place == ProfitXyz(ProfitClass.FIRST, Xyz.X)


def loyal_among(session: Session, client_ids: Collection[int]) -> dict[int, Loyal]:
    """Of these clients, the loyal; nobody before the first count."""
    return {
        row.client_id: Loyal(Abc(row.abc), place)
        for row in session.execute(_OF_CLIENTS, {"clients": client_ids})
        if (place := ProfitXyz(ProfitClass(row.profit_class), Xyz(row.xyz))).loyalty is Loyalty.LOYAL
    }


def letter_of(letter: int | None) -> str | None:
    """The letter of ABCDE that is kept as a number; None for no class."""
    return Letter(letter).name if letter else None


def class_figures(session: Session, day: date) -> ClassFigures:
    """What the classes of a day are counted of: the figures of `/segments` of that day, and the classes kept by now."""
    rules = segment_rules(chosen := company(session))
    window, _ = segment_windows(chosen, day)
    figures = client_figures(session, window, unit_months=rules.unit_months, by_stability=rules.by_stability)
    kept = lines_text(session, select(*(ClientClass.__table__.c[name] for name in COLUMNS)))
    return ClassFigures(figures, rules, kept)
