"""What lines tell of the cost of purchases that have none. Rule: "Money" (profit)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from domain.analytics.columns import Ints


class LineCosts(NamedTuple):
    """Of a client's purchases without a cost, what their lines tell: kopecks.

    `told`: ₽ of the lines whose cost is known, `told_cost`; `by_product`: of those whose cost is the product's.
    """

    told: int = 0
    told_cost: int = 0
    by_product: int = 0
    product_cost: int = 0


LINE_NUMBERS = ("client_id", *LineCosts._fields)


@dataclass(frozen=True, slots=True)
class LineTexts:
    """A line for each column: as LINE_NUMBERS, clients without any left out; then what is not in the sums yet:

    «client*quantity*cost» of each line whose quantity is not whole.
    """

    text: str = "\n" * len(LINE_NUMBERS)

    def columns(self) -> "dict[str, Ints]":
        """As LINE_NUMBERS. A product's cost × quantity is rounded once."""
        from domain.analytics.columns import lines_of

        sums, _, odds = self.text.rpartition("\n")
        columns = dict(zip(LINE_NUMBERS, lines_of(sums, len(LINE_NUMBERS)), strict=True))
        if odds:
            places = {client: place for place, client in enumerate(columns["client_id"].tolist())}
            costs = columns["product_cost"]
            for client, odd in _odd_costs(odds).items():
                costs[places[client]] = _whole(odd + int(costs[places[client]]))
        return columns

    def by_client(self) -> dict[int, LineCosts]:
        """The same as one value per client, where there is no worker to count in columns."""
        *sums, odds = self.text.split("\n")
        columns = (map(int, column.split()) for column in sums)
        found = {client: LineCosts(*costs) for client, *costs in zip(*columns, strict=True)}
        for client, odd in _odd_costs(odds).items():
            found[client] = found[client]._replace(product_cost=_whole(odd + found[client].product_cost))
        return found


NO_LINES = LineTexts()


def line_texts(lines: Mapping[int, LineCosts]) -> LineTexts:
    """Of few clients."""
    columns = zip(*((client, *costs) for client, costs in lines.items()), strict=True)
    return LineTexts("".join(" ".join(map(str, column)) + "\n" for column in columns)) if lines else NO_LINES


def _odd_costs(odds: str) -> Mapping[int, Decimal]:
    costs: defaultdict[int, Decimal] = defaultdict(Decimal)
    for odd in odds.split():
        client, quantity, cost = odd.split("*")
        costs[int(client)] += Decimal(quantity) * Decimal(cost)
    return costs


def _whole(kopecks: Decimal) -> int:
    return int(kopecks.to_integral_value(ROUND_HALF_UP))
