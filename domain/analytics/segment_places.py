"""Where each client stands in the matrices: the rows behind every figure of `/segments`.

Columns of small numbers, the largest revenue first, so that a hundred thousand clients are kept in a few megabytes.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.analytics.classes import Abc, AbcXyz, Kind, Letter, Loyalty, ProfitClass, ProfitXyz, Xyz
from domain.analytics.segments import TENS, Windows, loyalty_codes

if TYPE_CHECKING:
    import pandas as pd

ABSENT = 0
"""Of a client who bought nothing in that window."""
GROUPS: Mapping[str, Loyalty | None] = {
    "L": Loyalty.LOYAL,
    "O": Loyalty.ONE_OFF,
    "P": Loyalty.LOW_PROFIT,
    "N": None,
}
"""The groups of «Верные клиенты» by one letter; N = in none of them."""
Conditions = tuple[tuple[str, Collection[int]], ...]
"""Each a column and the codes of it that are meant."""


@dataclass(frozen=True, slots=True)
class Places:
    """`codes`, by column: `abc_xyz` and `loyal` (class × 10 + XYZ), `was` = the latter of the earlier window, `letter`.

    ABSENT = bought nothing in that window, or no letter. `profit` is of those with `known` 1; kopecks.
    """

    client_id: "array[int]"
    revenue: "array[int]"
    profit: "array[int]"
    codes: Mapping[str, "array[int]"]

    def chosen(self, what: str) -> list[int]:
        """Numbers of the rows behind a figure, in their order. Raises KeyError for a figure there is not."""
        conditions = _CHOICES[what]
        columns = [self.codes[name] for name, _ in conditions]
        wanted = [codes for _, codes in conditions]
        return [
            number
            for number, row in enumerate(zip(*columns, strict=True))
            if all(code in codes for code, codes in zip(row, wanted, strict=True))
        ]


def places_of(windows: Windows) -> Places:
    """Clients of either window, with where they stand in both."""
    present = windows.present.assign(
        abc_xyz=windows.present["abc"].astype("int64") * TENS + windows.present.xyz,
        loyal=loyalty_codes(windows.present),
        is_toxic=windows.present.known & (windows.present.profit <= 0),
    )
    kept = ["revenue", "profit", "abc_xyz", "loyal", "letter", "known", "is_toxic"]
    was = loyalty_codes(windows.past).rename("was")
    rows = present[kept].astype("int64").join(was, how="outer").fillna(ABSENT).astype("int64")
    rows = rows.rename_axis("client_id").reset_index()
    rows = rows.sort_values(["revenue", "client_id"], ascending=[False, True])
    return Places(
        client_id=_numbers(rows.client_id),
        revenue=_numbers(rows.revenue),
        profit=_numbers(rows.profit),
        codes={name: _codes(rows[name]) for name in (*kept[2:], "was")},
    )


def _numbers(column: "pd.Series") -> "array[int]":
    return array("q", column.to_numpy("int64").tobytes())


def _codes(column: "pd.Series") -> "array[int]":
    return array("b", column.to_numpy("int8").tobytes())


def _choices() -> Iterator[tuple[str, Conditions]]:
    """Every figure that has rows: by its code in a button."""
    bought = ("abc_xyz", frozenset(_code(abc, xyz) for abc in Abc for xyz in Xyz))
    yield "all", (bought,)
    yield "dark", (bought, ("known", {0}))
    yield "toxic", (bought, ("is_toxic", {1}))
    for abc in Abc:
        for xyz in Xyz:
            yield abc.name + xyz.name, (("abc_xyz", {_code(abc, xyz)}),)
    for kind in Kind:
        cells = {_code(abc, xyz) for abc in Abc for xyz in Xyz if AbcXyz(abc, xyz).kind is kind}
        yield kind.value, (("abc_xyz", cells),)
    for profit in ProfitClass:
        for xyz in Xyz:
            yield f"{profit.value}{xyz.name}", (("loyal", {_code(profit, xyz)}),)
    for letter in Letter:
        yield f"l{letter.name}", (("letter", {letter.value}),)
    yield from _flow_choices()


def _flow_choices() -> Iterator[tuple[str, Conditions]]:
    """A group now; who came into the loyal and left them; from each group to each."""
    groups = {code: frozenset(_group(loyalty)) for code, loyalty in GROUPS.items()}
    others = frozenset().union(*(codes for name, codes in groups.items() if name != "L"))
    for name in "LOP":
        yield name, (("loyal", groups[name]),)
    yield "in", (("loyal", groups["L"]), ("was", others))
    yield "out", (("loyal", others), ("was", groups["L"]))
    for was, before in groups.items():
        for now, after in groups.items():
            yield f"{was}{now}", (("loyal", after), ("was", before))


def _group(loyalty: Loyalty | None) -> Iterator[int]:
    if loyalty is None:
        yield ABSENT
    for profit in (None, *ProfitClass):
        for xyz in Xyz:
            if ProfitXyz(profit, xyz).loyalty is loyalty:
                yield _code(profit or 0, xyz)


def _code(first: int, xyz: Xyz) -> int:
    return int(first) * TENS + xyz


_CHOICES: Mapping[str, Conditions] = dict(_choices())


def _classes() -> Iterator[tuple[str, str]]:
    """Figures that are of classes: a flow is of two windows, and who brings no profit has no class for that."""
    yield from {"all": "a123", "dark": "p0", "cows": "a1x1", "stars": "a1x3", "dogs": "a3x3"}.items()
    yield from {"L": "p12x12", "O": "p123x3", "P": "p3x12"}.items()
    for letter in Letter:
        yield f"l{letter.name}", f"l{letter.value}"
    for xyz in Xyz:
        yield from ((f"{abc.name}{xyz.name}", f"a{abc.value}x{xyz.value}") for abc in Abc)
        yield from ((f"{profit.value}{xyz.name}", f"p{profit.value}x{xyz.value}") for profit in ProfitClass)


CLASSES_OF: Mapping[str, str] = dict(_classes())
"""A figure's classes as a segment's button takes them."""
