"""Who owes us, for how long. Rule: "Money", the report «Кто нам должен»."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


class Age(StrEnum):
    """How long past its day an invoice is unpaid."""

    NOT_DUE = "not_due"
    WEEK = "week"
    """1–7 days."""
    MONTH = "month"
    """8–30 days."""
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An invoice not paid in full; `rest` in kopecks. `owner_id`: whose money it will be."""

    client_id: int
    owner_id: int | None
    due_on: date
    rest: int


@dataclass(frozen=True, slots=True)
class Debt:
    """Invoices and kopecks; of them past their day."""

    number: int = 0
    amount: int = 0
    overdue: int = 0
    overdue_amount: int = 0


@dataclass(frozen=True, slots=True)
class Debts:
    """`clients` and `owners`: the most overdue first."""

    total: Debt
    ages: dict[Age, Debt]
    clients: Sequence[tuple[int, Debt]]
    owners: Sequence[tuple[int | None, Debt]]


def age_of(due_on: date, today: date) -> Age:
    """The age of an unpaid invoice; on its very day it is not late."""
    days = (today - due_on).days
    if days <= 0:
        return Age.NOT_DUE
    return Age.WEEK if days <= 7 else Age.MONTH if days <= 30 else Age.LONGER


def debts(invoices: Iterable[Unpaid], today: date) -> Debts:
    """Unpaid invoices by age, client and owner as of a day."""
    rows = list(invoices)
    ages = dict(_by(rows, today, lambda row: age_of(row.due_on, today)))
    return Debts(
        total=_sum(rows, today),
        ages={age: ages.get(age, Debt()) for age in Age},
        clients=_by(rows, today, lambda row: row.client_id),
        owners=_by(rows, today, lambda row: row.owner_id),
    )


def _by(rows: Iterable[Unpaid], today: date, key: Callable[[Unpaid], K]) -> list[tuple[K, Debt]]:
    grouped: dict[K, list[Unpaid]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    summed = [(value, _sum(alike, today)) for value, alike in grouped.items()]
    return sorted(summed, key=lambda one: (-one[1].overdue_amount, -one[1].amount, str(one[0])))


def _sum(rows: Iterable[Unpaid], today: date) -> Debt:
    known = list(rows)
    late = [row.rest for row in known if row.due_on < today]
    return Debt(len(known), sum(row.rest for row in known), len(late), sum(late))
