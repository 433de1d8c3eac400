"""Clients in order: by sales, profit, growth, fall; the lost by what they brought. Rule: the report «Топ клиентов»."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.analytics.client_figures import ClientFigures
from domain.analytics.line_costs import LineCosts

NO_COSTS = LineCosts()


class Order(StrEnum):
    """By what; also the kind of its report."""

    SALES = "top"
    PROFIT = "topp"
    GROWTH = "topg"
    FALL = "topf"
    LOST = "topl"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Kopecks. `now`, `before`: sales of the counted days and of as many before; of the lost, all of their sales.

    `profit` None = unknown; `estimated`: sales whose cost is not known exactly.
    """

    client_id: int
    now: int
    before: int = 0
    profit: int | None = None
    estimated: int = 0

    @property
    def change(self) -> int:
        return self.now - self.before


def by_sales(clients: Iterable[Ranked]) -> list[Ranked]:
    """Who bought anything, the largest first."""
    return sorted((one for one in clients if one.now > 0), key=lambda one: (-one.now, one.client_id))


def by_growth(clients: Iterable[Ranked]) -> list[Ranked]:
    """Who bought for more than before, by how much more."""
    return sorted((one for one in clients if one.change > 0), key=lambda one: (-one.change, one.client_id))


def by_fall(clients: Iterable[Ranked]) -> list[Ranked]:
    """Who bought for less than before, by how much less."""
    return sorted((one for one in clients if one.change < 0), key=lambda one: (one.change, one.client_id))


def by_profit(clients: Iterable[Ranked]) -> list[Ranked]:
    """The most profitable first, whose profit is unknown last."""
    return sorted(clients, key=lambda one: (one.profit is None, -(one.profit or 0), -one.now, one.client_id))


def by_what_was_lost(clients: Iterable[Ranked], potentials: Mapping[int, int]) -> list[Ranked]:
    """By past profit; whose profit is unknown by potential, after the others."""
    return sorted(
        clients,
        key=lambda one: (
            one.profit is None,
            -(one.profit or 0),
            -potentials.get(one.client_id, 0),
            -one.now,
            one.client_id,
        ),
    )


def profits(figures: ClientFigures, margins: Mapping[str, Fraction]) -> Iterator[Ranked]:
    """Sales and profit of each who has not only returned. Rule: "Money".

    By known costs, else those of products, else the channel's margin.

    The same as `domain.analytics.profits.with_profits`, for a list to be paged where there is no worker.
    """
    numbers, told = figures.numbers, figures.lines.by_client()
    columns = (numbers[name] for name in ("client_id", "orders", "revenue", "cost", "uncosted"))
    for client_id, orders, revenue, cost, uncosted, channel in zip(*columns, figures.channel, strict=True):
        if not orders:
            continue
        lines = told.get(client_id, NO_COSTS)
        blind = uncosted - lines.told - lines.by_product
        margin = margins.get(channel or "")
        if blind and margin is None:
            yield Ranked(client_id, revenue)
            continue
        earned = _half_up(blind * (margin or Fraction(0)))
        profit = revenue - blind - cost - lines.told_cost - lines.product_cost + earned
        yield Ranked(client_id, revenue, profit=profit, estimated=lines.by_product + blind)


def _half_up(kopecks: Fraction) -> int:
    return (2 * kopecks.numerator + kopecks.denominator) // (2 * kopecks.denominator)
