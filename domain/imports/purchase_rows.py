"""Purchases: lines of one number are one order, a return is below zero, what is there already stays as it is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from sqlalchemy import select

from domain.among import among
from domain.imports.bulk import Bulk, next_ids
from domain.imports.changes import note_created
from domain.imports.deal_files import Account
from domain.imports.deal_files import Product as NamedProduct
from domain.imports.files import Field
from domain.imports.kind import Kind
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.people import (
    add_products,
    client_key,
    clients_called,
    day_instant,
    insert_clients,
    products_by_name,
)
from domain.imports.values import (
    BadCell,
    day_of,
    is_yes,
    key_of,
    name_of,
    optional_name_of,
    quantity_of,
    signed_kopecks_of,
    squeezed,
)
from domain.names import searched
from domain.tables import Client, Product, Purchase, PurchaseLine
from domain.use_case import Area, Tx

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
CHUNK = 400
Whose = tuple[tuple[str, ...], str]
"""By what the client of a row is told: his keys, his name as searched."""


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One line of an order; sums in kopecks, below zero for a return. `joins`: whether its key is that of an order."""

    key: str
    joins: bool
    client_keys: tuple[str, ...]
    client: str
    client_search: str
    day: date
    amount: int
    cost: int | None
    product: str
    quantity: Decimal

    @property
    def whose(self) -> Whose:
        return self.client_keys, self.client_search


def parse(cells: Mapping[str, str], today: date) -> PurchaseRow:
    day, amount, (client, search) = (
        day_of(cells, "day", today),
        signed_kopecks_of(cells, "amount"),
        _named(cells["client"]),
    )
    if day is None or not amount:
        raise BadCell("empty", "amount", cells["amount"])
    if is_yes(cells, "is_return"):
        amount = -abs(amount)
    cost = signed_kopecks_of(cells, "cost")
    product = optional_name_of(cells, "product")
    key, joins = _key(cells, day, amount, search, product)
    return PurchaseRow(
        key=key,
        joins=joins,
        client_keys=client_keys(cells, "client_id", "client_inn"),
        client=client,
        client_search=search,
        day=day,
        amount=amount,
        cost=None if cost is None else -abs(cost) if amount < 0 else cost,
        product=product,
        quantity=quantity_of(cells, "quantity") or Decimal(1),
    )


@lru_cache(100_000)
def _named(text: str) -> tuple[str, str]:
    """A client's name, and as it is searched for: most stand in many rows."""
    name = name_of({"client": text}, "client")
    return name, searched(name)


def client_keys(cells: Mapping[str, str], id_column: str, inn_column: str) -> tuple[str, ...]:
    """By what a client may be known whatever he is called, the surest first."""
    given = (("client", key_of(cells, id_column)), ("inn", key_of(cells, inn_column)))
    return tuple(f"{kind}:{key}" for kind, key in given if key)


def is_another(external_key: str | None, keys: Collection[str]) -> bool:
    """Whether a client with this key cannot be the one with those: his is another of the same kind."""
    kind, _, _ = (external_key or "").partition(":")
    return external_key not in keys and any(key.startswith(f"{kind}:") for key in keys)


def _key(cells: Mapping[str, str], day: date, amount: int, client: str, product: str) -> tuple[str, bool]:
    """By what the same order is known when it comes again. The day is its beginning: keys of a day lie together."""
    external, number = key_of(cells, "external_id"), key_of(cells, "number")
    if external:
        return f"purchase:{external}", True
    if number:
        return f"order:{day}:{number[:100]}:{_hashed(client, number)}", True
    return f"sale:{day}:{_hashed(client, str(amount), product)}", False


def _hashed(*words: str) -> str:
    return blake2s("|".join(words).encode(), digest_size=9).hexdigest()


# Writing

_BY_KEY = select(Purchase.external_key, Purchase.id, Purchase.job_id).where(among(Purchase.external_key, "keys"))
_CLIENT_BY_KEY = select(Client.external_key, Client.id).where(among(Client.external_key, "keys"))


def write(tx: Tx, job_id: int, rows: Sequence[Parsed], counts: Counter[str]) -> list[Note]:
    """Orders that are not there yet; further lines of those that this import made itself."""
    notes: list[Note] = []
    known = _known(tx, rows)
    orders = _orders(job_id, known, rows, counts, notes)
    given = [row for lines in orders.values() for row in lines]
    clients = _clients(tx, job_id, given, counts)
    products = _products(tx, job_id, given, counts)
    fresh = [key for key in orders if key not in known]
    ids = {key: known[key].id for key in orders if key in known}
    _join(tx, [(ids[key], orders[key]) for key in ids])
    ids |= zip(fresh, next_ids(tx.session, Purchase, len(fresh)), strict=True)
    times = _times(tx, {orders[key][0].day for key in fresh})
    Bulk(tx.session, Purchase, PURCHASE).insert(
        [_purchase(job_id, ids[key], key, clients, orders[key], times) for key in fresh]
    )
    Bulk(tx.session, PurchaseLine, LINE).insert(
        [
            (ids[key], products[row.product], row.quantity, row.amount, row.cost)
            for key, lines in orders.items()
            for row in lines
            if row.product
        ]
    )
    counts["new"] += len(given)
    counts["orders"] += len(fresh)
    if given:
        tx.touch(Area.MONEY)
    return notes


def _known(tx: Tx, rows: Sequence[Parsed]) -> dict[str, Any]:
    """Those of these orders that are there already."""
    found = tx.session.connection().execute(_BY_KEY, {"keys": {row.about.key for row in rows}})
    return {row.external_key: row for row in found}


def _orders(
    job_id: int, known: Mapping[str, Any], rows: Sequence[Parsed], counts: Counter[str], notes: list[Note]
) -> dict[str, list[PurchaseRow]]:
    """Lines by order, without what an earlier import wrote and what stands in the file twice."""
    orders: dict[str, list[PurchaseRow]] = {}
    for row in rows:
        about: PurchaseRow = row.about
        was = known.get(about.key)
        if was is not None and was.job_id != job_id:
            counts["known"] += 1
        elif not about.joins and (about.key in orders or was is not None):
            notes.append(row.refusal("same_purchase"))
        elif about.key in orders and orders[about.key][0].client_search != about.client_search:
            notes.append(row.refusal("another_client", value=about.client))
        else:
            orders.setdefault(about.key, []).append(about)
    return orders


def _times(tx: Tx, days: set[date]) -> dict[date, tuple[datetime, datetime, datetime]]:
    """When a purchase of each day happened, was received and stored."""
    return {
        day: (times["happened_at"], times["received_at"], times["stored_at"])
        for day in days
        for times in (tx.fact_times(day_instant(tx.session, day)),)
    }


def _clients(tx: Tx, job_id: int, rows: Sequence[PurchaseRow], counts: Counter[str]) -> dict[Whose, int]:
    """Whose each row is: by the key beside the name, else by the name, else a new client's."""
    found: dict[Whose, int] = {}
    while unknown := {row.whose: row for row in rows if row.whose not in found}:
        found |= _by_keys(tx, unknown.values())
        found |= _namesakes(tx, [row for whose, row in unknown.items() if whose not in found])
        found |= _new_clients(tx, job_id, [row for whose, row in unknown.items() if whose not in found], counts)
    return found


def _by_keys(tx: Tx, rows: Collection[PurchaseRow]) -> dict[Whose, int]:
    keys = {key for row in rows for key in row.client_keys}
    if not keys:
        return {}
    known = select(Client.external_key, Client.id).where(Client.external_key.in_(keys))
    ids = {row.external_key: row.id for row in tx.session.execute(known)}
    return {row.whose: ids[key] for row in rows for key in reversed(row.client_keys) if key in ids}


def _namesakes(tx: Tx, rows: Collection[PurchaseRow]) -> dict[Whose, int]:
    """The first client of each row's name who is not known to be another."""
    called = clients_called(tx.session, {row.client_search for row in rows})
    return {
        row.whose: client.id
        for row in rows
        for client in reversed(called.get(row.client_search, ()))
        if not is_another(client.external_key, row.client_keys)
    }


def _new_clients(tx: Tx, job_id: int, rows: Sequence[PurchaseRow], counts: Counter[str]) -> dict[Whose, int]:
    """One of each name and of each key, who has a key first: the others may be the same."""
    fresh: dict[str, PurchaseRow] = {}
    names: set[str] = set()
    for row in sorted(rows, key=lambda row: not row.client_keys):
        if row.client_search not in names:
            names.add(row.client_search)
            fresh.setdefault(row.client_keys[0] if row.client_keys else client_key(row.client_search), row)
    accounts = {key: Account(row.client, None, None) for key, row in fresh.items()}
    ids = insert_clients(tx, accounts, min((row.day for row in rows), default=date.max))
    note_created(tx.session, job_id, Client, ids)
    counts["clients"] += len(ids)
    return {row.whose: client_id for row, client_id in zip(fresh.values(), ids, strict=True)}


def _products(tx: Tx, job_id: int, rows: Sequence[PurchaseRow], counts: Counter[str]) -> dict[str, int]:
    names = {name: _search_name(name) for name in {row.product for row in rows if row.product}}
    found = tx.session.execute(select(Product.search_name, Product.id).where(Product.search_name.in_(names.values())))
    by_search = {row.search_name: row.id for row in found}
    if all(search in by_search for search in names.values()):
        return {name: by_search[search] for name, search in names.items()}
    return _new_products(tx, job_id, names, counts)


_search_name = lru_cache(20_000)(searched)


def _new_products(tx: Tx, job_id: int, names: Collection[str], counts: Counter[str]) -> dict[str, int]:
    """«GTXPro» is «GTX Pro»: all that are known are looked through before one is made."""
    known = products_by_name(tx.session)
    fresh = [name for name in names if squeezed(name) not in known]
    counts["products"] += add_products(tx, [NamedProduct(name, None, None) for name in fresh])
    known = products_by_name(tx.session)
    note_created(tx.session, job_id, Product, {known[squeezed(name)][0] for name in fresh})
    return {name: known[squeezed(name)][0] for name in names}


PURCHASE = (
    *("id", "client_id", "day", "amount", "cost", "is_return", "external_key", "job_id"),
    *("happened_at", "received_at", "stored_at"),
)
LINE = ("purchase_id", "product_id", "quantity", "amount", "cost")


def _purchase(
    job_id: int,
    purchase_id: int,
    key: str,
    clients: Mapping[Whose, int],
    lines: Sequence[PurchaseRow],
    times: Mapping[date, tuple[datetime, datetime, datetime]],
) -> tuple[Any, ...]:
    """In the order of PURCHASE."""
    day, amount = lines[0].day, sum(line.amount for line in lines)
    client_id = clients[lines[0].whose]
    return (purchase_id, client_id, day, amount, _whole_cost(lines), amount < 0, key, job_id, *times[day])


def _whole_cost(lines: Sequence[PurchaseRow]) -> int | None:
    """Unknown as soon as one of them is."""
    costs = [line.cost for line in lines if line.cost is not None]
    return sum(costs) if len(costs) == len(lines) else None


def _join(tx: Tx, given: Sequence[tuple[int, Sequence[PurchaseRow]]]) -> None:
    """More lines of orders that earlier rows of the same file have begun."""
    for purchase_id, lines in given:
        purchase = tx.session.get_one(Purchase, purchase_id)
        more = _whole_cost(lines)
        purchase.amount += sum(line.amount for line in lines)
        purchase.cost = None if more is None or purchase.cost is None else purchase.cost + more
        purchase.is_return = purchase.amount < 0
    tx.session.flush()


KIND = Kind("purchases", FIELDS, parse, write, CHUNK, settles_purchases=True)
