"""What one report brings; how any report is asked for, shown, cut and compared is in `handlers.desk.frame`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from domain.periods import Period
from domain.readers.listing import RowsOf, RowsReader, no_rows
from domain.readers.looks import Framed, Reader
from domain.use_case import Area, Right
from handlers.charts.specs import Bars, Panel, Spec
from handlers.desk.difference import Measure
from handlers.desk.periods import default_period
from handlers.links import ShowReport
from handlers.plain import Rows
from handlers.words import Html, Words

F = TypeVar("F", bound=Framed)
ALL_AREAS = frozenset(Area)
SHORTENED = ("дн.", "мес.", "ч.", "п. п.")
"""Words whose stop is their own."""


class Unit(StrEnum):
    """What bars are long by: «шт · ₽ · %»; as a button's data has it."""

    NUMBER = "n"
    MONEY = "m"
    SHARE = "p"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report is written on: whose words, which day it is there, «данные на …», by what its bars are long."""

    words: Words
    today: date
    data_as_of: str
    theme: str
    unit: Unit = Unit.NUMBER

    @property
    def scale(self) -> float | None:
        """The length of a full bar: shares are of a whole, the rest of the longest."""
        return 1.0 if self.unit is Unit.SHARE else None

    def picture(self, title: str, subtitle: str, panels: Iterable[Panel]) -> Spec:
        """The panels under their finding; a title has no full stop."""
        return Spec(
            title if title.endswith(SHORTENED) else title.removesuffix("."),
            subtitle,
            tuple(panels),
            self.data_as_of,
            self.theme,
            self.words.plain("report-no-room", number="{number}"),
        )


def no_figures(paper: Paper, found: Any) -> Iterable[Html]:
    """The text has the picture's figures alone."""
    return ()


@dataclass(frozen=True, slots=True)
class Report(Generic[F]):
    """`kind`: its command and its name in a button's data, at most eight characters.

    `figures`: lines of the text beyond those of the picture. `parts`: the figures whose rows can be shown, each with
    its words. `is_tiny`: so few rows that they are shown themselves. `units`: what its bars can be long by, the usual
    first. `right`: who may see it; None = every member. `areas`: of the data it reads.

    `computed`: what is heavy in it, a pure function (of a module of `domain`) of what `read` brings, done in the worker
    process. `rows_of`: the rows of the figures themselves, where they carry ids; instead of `rows`. `faces`: kinds of
    the reports that show the same from other sides, this one among them; only the first is a command. `more`: further
    buttons over those of every report. `measure`: the figure it is about: of two compared the title says by how much it
    differs, unless `together` says it better. `inside`: the period without the months that lead up to it, where the
    picture begins before it: what another period is compared by. `is_ahead`: it tells of times to come too.
    """

    kind: str
    read: Reader[Any]
    spec: Callable[[Paper, F], Spec]
    how: Callable[[Paper, F], Iterable[Html]]
    parts: Callable[[Paper, F], Iterable[tuple[str, str]]]
    rows: RowsReader = no_rows
    rows_of: RowsOf[F] | None = None
    figures: Callable[[Paper, F], Iterable[Html]] = no_figures
    is_tiny: Callable[[F], bool] = lambda found: False
    units: tuple[Unit, ...] = ()
    right: Right | None = None
    areas: frozenset[Area] = ALL_AREAS
    computed: Callable[[Any], F] | None = None
    faces: tuple[str, ...] = ()
    measure: Callable[[Paper, F], Measure | None] = lambda paper, found: None
    together: Callable[[Paper, F, F], str | None] = lambda paper, found, other: None
    inside: Callable[[Paper, F], Bars | None] = lambda paper, found: None
    more: Callable[[Words, ShowReport, F], Rows] = lambda words, shown, found: []
    period: Callable[[date], Period] = default_period
    is_ahead: bool = False

    @property
    def usual_unit(self) -> Unit:
        return self.units[0] if self.units else Unit.NUMBER

    @property
    def is_command(self) -> bool:
        """Of a report's faces only the first is asked for by a command."""
        return not self.faces or self.kind == self.faces[0]
