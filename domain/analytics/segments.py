"""ABC×XYZ, «Верные клиенты» with their flows, ABCDE by channel: from figures of two windows to one dataclass.

Classes are of the whole company, whoever looks: a client is A on his card, in a rep's report and in a saved segment
alike. A report cut by rep or region counts those of its clients. Rule: "Segments".
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from domain.analytics.abc_xyz import Top, dominant_client, top_clients
from domain.analytics.abcde import potential_grades
from domain.analytics.classes import Abc, AbcXyz, Grade, Letter, Loyalty, ProfitClass, ProfitXyz, SegmentRules, Xyz
from domain.analytics.client_figures import Figures, classified
from domain.analytics.shares import Share

if TYPE_CHECKING:
    import pandas as pd

CELL = ["clients", "revenue", "profit", "toxic"]
TENS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """Clients of one cell; kopecks. `profit` of those whose profit is known; `toxic`: of them, with none or a loss."""

    clients: int = 0
    revenue: int = 0
    profit: int = 0
    toxic: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.clients + other.clients,
            self.revenue + other.revenue,
            self.profit + other.profit,
            self.toxic + other.toxic,
        )


NOBODY = Cell()


@dataclass(frozen=True, slots=True)
class Flows:
    """How many clients went from which cell to which; None = no purchase in that window."""

    counts: Mapping[tuple[ProfitXyz | None, ProfitXyz | None], int]

    def between(self, before: Loyalty | None, now: Loyalty | None) -> int:
        """From one group to another; None = in none: bought nothing, or his profit is unknown."""
        return sum(count for pair, count in self.counts.items() if tuple(map(_loyalty, pair)) == (before, now))

    @property
    def came(self) -> int:
        """Became loyal."""
        return sum(self.between(before, Loyalty.LOYAL) for before in (None, Loyalty.ONE_OFF, Loyalty.LOW_PROFIT))

    @property
    def left(self) -> int:
        """Loyal no more."""
        return sum(self.between(Loyalty.LOYAL, now) for now in (None, Loyalty.ONE_OFF, Loyalty.LOW_PROFIT))


@dataclass(frozen=True, slots=True)
class ChannelLetters:
    """ABCDE of a channel (None = without one). `in_company`: too few of them, so compared in the whole company."""

    channel: str | None
    cells: Mapping[Letter, Cell]
    in_company: bool


@dataclass(frozen=True, slots=True)
class Segments:
    """Every client with a purchase in the window is in `abc_xyz` and `loyal`; empty cells are left out.

    `unknown`: profit unknown, in neither 123 nor ABCDE. `estimated`: ₽ whose cost is estimated, of all ₽.
    `dominant`: who brings more than half of the ₽ himself. `too_few`: the company has too few clients for 123.
    """

    total: Cell
    abc_xyz: Mapping[AbcXyz, Cell]
    loyal: Mapping[ProfitXyz, Cell]
    flows: Flows
    letters: tuple[ChannelLetters, ...]
    others: Mapping[Grade, int]
    """Who bought nothing, by potential."""
    top: Top
    dominant: int | None
    unknown: Cell
    estimated: Share
    too_few: bool
    is_estimated: bool
    """So much that the title says so."""

    def of_loyalty(self, loyalty: Loyalty | None) -> Cell:
        """A group as one cell; None = those whose profit is unknown or not compared."""
        return sum((cell for place, cell in self.loyal.items() if place.loyalty is loyalty), NOBODY)

    @property
    def loyal_clients(self) -> Share:
        """Of all whose profit is known."""
        return Share(self.of_loyalty(Loyalty.LOYAL).clients, self.total.clients - self.unknown.clients)


@dataclass(frozen=True, slots=True)
class Windows:
    """Clients classed: of the whole `company`, those of them shown, and those shown of the earlier window."""

    company: "pd.DataFrame"
    present: "pd.DataFrame"
    past: "pd.DataFrame"


def segments(
    now: Figures,
    before: Figures,
    rules: SegmentRules,
    others: Iterable[tuple[str | None, int, int]] = (),
    only: Collection[int] | None = None,
    without: int | None = None,
) -> Segments:
    """Segments of a window, with the flows since an earlier one.

    `others`: who bought nothing: channel, potential, number; `only`: the clients shown (None = all); `without`: left
    out first, so that the rest are classed without him.
    """
    return segments_of(windows_of(now, before, rules, only, without), rules, others)


def windows_of(
    now: Figures,
    before: Figures,
    rules: SegmentRules,
    only: Collection[int] | None = None,
    without: int | None = None,
) -> Windows:
    """Both windows classed; the rest as for `segments`."""
    company = classified(now, rules, without)
    return Windows(company, shown(company, only), shown(classified(before, rules, without), only))


def segments_of(windows: Windows, rules: SegmentRules, others: Iterable[tuple[str | None, int, int]] = ()) -> Segments:
    """Segments of clients that are classed already."""
    present = windows.present
    unknown = _cell(present[~present.known])
    estimated = Share(max(0, int(present.estimated.sum())), int(present.revenue.sum()))
    return Segments(
        total=_cell(present),
        abc_xyz={AbcXyz(Abc(abc), Xyz(xyz)): cell for (abc, xyz), cell in _cells(present, ["abc", "xyz"])},
        loyal={_place(*key): cell for key, cell in _cells(present, ["profit_class", "xyz"])},
        flows=_flows(windows.past, present),
        letters=_by_channel(present),
        others=potential_grades(windows.company, others, rules),
        top=top_clients(present.revenue),
        dominant=dominant_client(present.revenue, rules),
        unknown=unknown,
        estimated=estimated,
        is_estimated=estimated.whole > 0 and Fraction(estimated.part, estimated.whole) > rules.estimated,
        too_few=bool(windows.company.known.any()) and not windows.company.profit_class.any(),
    )


def shown(frame: "pd.DataFrame", only: Collection[int] | None) -> "pd.DataFrame":
    """The rows of these clients; None = all."""
    return frame if only is None else frame[frame.index.isin(list(only))]


def clients_in(frame: "pd.DataFrame", **classes: int) -> list[int]:
    """Ids of the clients of these classes (`abc=Abc.A, xyz=Xyz.X`, 0 = unknown), the largest revenue first."""
    for column, value in classes.items():
        frame = frame[frame[column] == value]
    ordered = frame.reset_index().sort_values(["revenue", "client_id"], ascending=[False, True])
    return [int(client) for client in ordered.client_id]


def _place(profit_class: int, xyz: int) -> ProfitXyz:
    return ProfitXyz(ProfitClass(profit_class) if profit_class else None, Xyz(xyz))


def _cells(frame: "pd.DataFrame", by: list[str]) -> Iterator[tuple[Any, Cell]]:
    """Each combination of classes that has clients, with its cell."""
    toxic = (frame.known & (frame.profit <= 0)).astype("int64")
    counted = frame[[*by, "revenue", "profit"]].assign(clients=1, toxic=toxic)
    sums = counted.groupby(by, observed=True)[CELL].sum()
    for key, row in zip(sums.index, sums.itertuples(index=False, name=None), strict=True):
        yield key, Cell(*map(int, row))


def _cell(frame: "pd.DataFrame") -> Cell:
    toxic = frame.known & (frame.profit <= 0)
    return Cell(len(frame), int(frame.revenue.sum()), int(frame.profit.sum()), int(toxic.sum()))


def loyalty_codes(frame: "pd.DataFrame") -> "pd.Series":
    """The cell of 123×XYZ as a number: class × 10 + XYZ; the class is 0 where profit is unknown or not compared."""
    return frame.profit_class.astype("int64") * TENS + frame.xyz


def _flows(before: "pd.DataFrame", now: "pd.DataFrame") -> Flows:
    """Each client of either window once."""
    was, is_ = loyalty_codes(before), loyalty_codes(now)
    places = was.to_frame("before").join(is_.rename("now"), how="outer").fillna(0).astype("int64")
    return Flows({(_of_code(was), _of_code(is_)): int(count) for (was, is_), count in places.value_counts().items()})


def _of_code(code: int) -> ProfitXyz | None:
    return _place(*divmod(code, TENS)) if code else None


def _by_channel(frame: "pd.DataFrame") -> tuple[ChannelLetters, ...]:
    known = frame.loc[frame.letter > 0, ["channel", "letter", "in_company", "revenue", "profit", "known"]]
    in_company = known.groupby("channel", observed=True).in_company.any()
    found: dict[str, dict[Letter, Cell]] = {channel: {} for channel in in_company.index}
    for (channel, letter), cell in _cells(known, ["channel", "letter"]):
        found[channel][Letter(letter)] = cell
    return tuple(ChannelLetters(name or None, cells, bool(in_company[name])) for name, cells in found.items())


def _loyalty(place: ProfitXyz | None) -> Loyalty | None:
    return None if place is None else place.loyalty
