"""The classes of clients and the thresholds between them. Rule: "Segments"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from fractions import Fraction
from typing import NamedTuple


class Abc(IntEnum):
    """By revenue. The values stand in frames; 0 there is «not classified»."""

    A = 1
    B = 2
    C = 3


class Xyz(IntEnum):
    """By frequency or stability; Z is «разовый»."""

    X = 1
    Y = 2
    Z = 3


class ProfitClass(IntEnum):
    """123: by profit per purchase, or by total profit."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


class Letter(IntEnum):
    """ABCDE: by profit and potential, per sales channel."""

    A = 1
    B = 2
    C = 3
    D = 4
    E = 5


class Grade(Enum):
    """Potential of a client who bought nothing."""

    HIGH = "high"
    USUAL = "usual"
    UNKNOWN = "unknown"


class Kind(Enum):
    """What a cell of ABC×XYZ is called."""

    COWS = "cows"
    STARS = "stars"
    DOGS = "dogs"
    CATS = "cats"


class Loyalty(Enum):
    """What a cell of 123×XYZ is called: green, red, blue."""

    LOYAL = "loyal"
    ONE_OFF = "one_off"
    LOW_PROFIT = "low_profit"


class AbcXyz(NamedTuple):
    """A cell of the ABC×XYZ matrix."""

    abc: Abc
    xyz: Xyz

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self, Kind.CATS)


_KINDS = {AbcXyz(Abc.A, Xyz.X): Kind.COWS, AbcXyz(Abc.A, Xyz.Z): Kind.STARS, AbcXyz(Abc.C, Xyz.Z): Kind.DOGS}


class ProfitXyz(NamedTuple):
    """A cell of «Верные клиенты»; `profit` None = profit unknown or too few clients to compare."""

    profit: ProfitClass | None
    xyz: Xyz

    @property
    def loyalty(self) -> Loyalty | None:
        if self.profit is None:
            return None
        if self.xyz is Xyz.Z:
            return Loyalty.ONE_OFF
        return Loyalty.LOW_PROFIT if self.profit is ProfitClass.THIRD else Loyalty.LOYAL


@dataclass(frozen=True, slots=True)
class SegmentRules:
    """Company settings: bounds of the classes. Shares are 0–1."""

    a_below: Fraction = Fraction(4, 5)
    """A while the cumulative share before the client is less."""
    b_below: Fraction = Fraction(19, 20)
    dominant: Fraction = Fraction(1, 2)
    """Who brings more than this is named."""
    by_stability: bool = False
    unit_months: int = 1
    """A month, or 3: a quarter."""
    often: Fraction = Fraction(2, 3)
    steady: Fraction = Fraction(1, 2)
    """Coefficient of variation up to which a client is X, `wavering`: Y."""
    wavering: Fraction = Fraction(1)
    by_total_profit: bool = False
    high: Fraction = Fraction(3, 4)
    low: Fraction = Fraction(1, 4)
    few: int = 8
    """Fewer clients are not compared by percentiles."""
    estimated: Fraction = Fraction(1, 5)
    """A larger share of ₽ with estimated cost is said in the title."""
    margins: Mapping[str, Fraction] = field(default_factory=dict)
    """Profit in ₽ by sales channel, where the cost is not known."""
