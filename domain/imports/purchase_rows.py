"""Purchases as rows of a table. How they are written: `domain.imports.purchases`."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2s
from typing import NamedTuple, NewType

from domain.imports.cells import Cells
from domain.imports.files import Field
from domain.imports.values import (
    day_of,
    is_yes,
    key_of,
    name_of,
    optional_name_of,
    quantity_of,
    signed_kopecks_of,
)
from domain.names import searched

BETWEEN = "\0"  # in no cell
NUMBERED = (
    *("номер", "заказ", "заказа", "номер заказа", "№", "№ заказа", "номер документа", "№ документа"),
    *("накладная", "документ", "order", "order number", "invoice"),
)
FIELDS = (
    Field(
        "client", ("клиент", "контрагент", "покупатель", "заказчик", "account", "customer", "название"), required=True
    ),
    Field("day", ("дата", "дата покупки", "дата продажи", "дата реализации", "дата отгрузки", "date"), required=True),
    Field("amount", ("сумма", "выручка", "стоимость", "сумма руб", "сумма с ндс", "total", "revenue"), required=True),
    Field("cost", ("себестоимость", "себестоимость руб", "закупка", "cogs")),
    Field("product", ("товар", "номенклатура", "продукт", "артикул", "наименование", "item")),
    Field("quantity", ("количество", "кол во", "колво", "шт", "qty")),
    Field("number", NUMBERED),
    Field("is_return", ("возврат", "тип", "вид", "return")),
    Field("external_id", ("id", "ид", "код", "guid", "uuid", "внешний ключ", "id покупки", "purchase id")),
    Field("client_id", ("код клиента", "id клиента", "код контрагента", "customer id", "account id")),
    Field("client_inn", ("инн", "инн клиента", "инн контрагента", "inn", "tax id")),
)


Whose = NewType("Whose", str)
"""By what the client of a row is told: his name as searched, then his keys.

A plain string: one of each client is remembered, and whoever looks for garbage does not look into strings.
"""


@lru_cache(100_000)
def whose_of(search: str, keys: tuple[str, ...]) -> Whose:
    return Whose(BETWEEN.join((search, *keys)))


def search_in(whose: Whose) -> str:
    return whose.partition(BETWEEN)[0]


def keys_in(whose: Whose) -> tuple[str, ...]:
    """The surest first."""
    return tuple(whose.split(BETWEEN)[1:])


class PurchaseRow(NamedTuple):
    """One line of an order; sums in kopecks, below zero for a return. `joins`: whether its key is that of an order."""

    key: str
    joins: bool
    whose: Whose
    client: str
    day: date
    amount: int
    cost: int | None
    product: str
    quantity: str


def parse(cells: Cells, today: date) -> PurchaseRow | None:
    day, amount = cells.read(None, day_of, "day", today), cells.read(None, signed_kopecks_of, "amount")
    if amount == 0:
        cells.bad("empty", "amount", cells["amount"])
    cost, quantity = cells.read(None, signed_kopecks_of, "cost"), cells.read(None, quantity_of, "quantity")
    product, is_return = cells.read("", optional_name_of, "product"), cells.read(False, is_yes, "is_return")
    client, search = cells.read(("", ""), _client_of, "client")
    external, number = cells.read("", key_of, "external_id"), cells.read("", key_of, "number")
    whose = whose_of(search, client_keys(cells, "client_id", "client_inn"))
    if cells.faults or day is None or not amount:
        return None
    if is_return:
        amount = -abs(amount)
    key, joins = _key(external, number, day, amount, whose, product)
    cost = None if cost is None else -abs(cost) if amount < 0 else cost
    return PurchaseRow(key, joins, whose, client, day, amount, cost, product, str(quantity or 1))


def order_of(cells: Mapping[str, str]) -> str:
    """A line refused alone could not join its order when it comes back mended: that is there already."""
    number = cells.get("number")
    return cells.get("external_id") or (f"{number}{BETWEEN}{cells.get('client')}" if number else "")


@lru_cache(100_000)
def _named(text: str) -> tuple[str, str]:
    name = name_of({"client": text}, "client")
    return name, searched(name)


def _client_of(cells: Mapping[str, str], column: str) -> tuple[str, str]:
    """A client's name, and as it is searched for: most stand in many rows."""
    return _named(cells[column])


def client_keys(cells: Cells, id_column: str, inn_column: str) -> tuple[str, ...]:
    """By what a client may be known whatever he is called, the surest first."""
    given = (("client", cells.read("", key_of, id_column)), ("inn", cells.read("", key_of, inn_column)))
    return tuple(f"{kind}:{key}" for kind, key in given if key)


def is_another(external_key: str | None, keys: Collection[str]) -> bool:
    """Whether a client with this key cannot be the one with those: his is another of the same kind."""
    kind, _, _ = (external_key or "").partition(":")
    return external_key not in keys and any(key.startswith(f"{kind}:") for key in keys)


def _key(external: str, number: str, day: date, amount: int, whose: Whose, product: str) -> tuple[str, bool]:
    """By what the same order is known when it comes again. The day is its beginning: keys of a day lie together.

    Equal sales of two clients of one name are told apart by the clients' keys.
    """
    if external:
        return f"purchase:{external}", True
    if number:
        return f"order:{day}:{number[:100]}:{_hashed(search_in(whose), number)}", True
    return f"sale:{day}:{_hashed(*keys_in(whose)[:1] or (search_in(whose),), str(amount), product)}", False


def _hashed(*words: str) -> str:
    return blake2s("|".join(words).encode(), digest_size=9).hexdigest()
