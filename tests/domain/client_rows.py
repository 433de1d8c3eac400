"""Clients as the segments' readers find them, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.analytics.abcde import UNKNOWN
from domain.analytics.client_figures import NUMBERS, ClientFigures
from domain.analytics.line_costs import LineCosts, line_texts


@dataclass(frozen=True)
class Bought:
    """One client's window. Bought monthly for a year, each purchase known to cost nothing, unless told otherwise."""

    revenue: int
    orders: int = 12
    units: int = 12
    span: int = 12
    cost: int = 0
    uncosted: int = 0
    potential: int = UNKNOWN
    channel: str | None = "розница"
    lines: LineCosts | None = None
    once: bool = field(default=False)


def once(revenue: int, **details: int) -> Bought:
    return Bought(revenue, orders=1, units=1, once=True, **details)  # type: ignore[arg-type]


def figures(clients: Sequence[Bought] | Mapping[int, Bought], squares: Sequence[int] | None = None) -> ClientFigures:
    """Numbered from 1 unless the numbers are given."""
    rows = dict(clients) if isinstance(clients, Mapping) else dict(enumerate(clients, 1))
    numbers = {name: [int(getattr(row, name)) for row in rows.values()] for name in NUMBERS[1:]}
    return ClientFigures(
        {"client_id": list(rows), **numbers},
        [row.channel for row in rows.values()],
        line_texts({number: row.lines for number, row in rows.items() if row.lines is not None}),
        None if squares is None else dict(zip(rows, squares, strict=True)),
    )
