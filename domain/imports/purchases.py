"""Purchases written: lines of one number are one order, what is there already stays as it is."""

from collections import ChainMap, Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from domain.among import among
from domain.imports.bulk import Bulk, next_ids
from domain.imports.changes import note_created
from domain.imports.deal_files import Account
from domain.imports.deal_files import Product as NamedProduct
from domain.imports.kind import Kind, Loading
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
from domain.imports.purchase_rows import FIELDS, PurchaseRow, Whose, is_another, keys_in, order_of, parse, search_in
from domain.imports.values import squeezed
from domain.names import searched
from domain.tables import Client, Product, Purchase, PurchaseLine
from domain.use_case import Area, Tx

_BY_KEY = select(Purchase.external_key, Purchase.id, Purchase.job_id, Purchase.client_id).where(
    among(Purchase.external_key, "keys")
)
_CLIENT_BY_KEY = select(Client.external_key, Client.id).where(among(Client.external_key, "keys"))


def write(tx: Tx, loading: Loading, rows: Sequence[Parsed], counts: Counter[str]) -> list[Note]:
    """Orders that are not there yet; further lines of those that this import made itself."""
    notes: list[Note] = []
    known = _known(tx, rows)
    _find_joining(tx, loading, known, rows)
    orders = _orders(loading, known, rows, counts, notes)
    given = [row for lines in orders.values() for row in lines]
    clients = _clients(tx, loading, given, counts)
    products = _products(tx, loading, given, counts)
    _join(tx, [(known[key].id, orders[key]) for key in orders if key in known])
    fresh = [key for key in orders if key not in known]
    ids = dict(zip(fresh, next_ids(tx.session, Purchase, len(fresh)), strict=True))
    times = _times(tx, {orders[key][0].day for key in fresh})
    made = [_purchase(loading.job_id, ids[key], clients, orders[key], times) for key in fresh]
    PURCHASES.insert(tx.session, made)
    ids |= {key: known[key].id for key in orders if key in known}
    lines = [(ids[row.key], products[row.product], row.quantity, row.amount, row.cost) for row in given if row.product]
    LINES.insert(tx.session, lines)
    counts["new"] += len(given)
    counts["orders"] += len(fresh)
    if given:
        tx.touch(Area.MONEY)
    return notes


def _known(tx: Tx, rows: Sequence[Parsed]) -> dict[str, Any]:
    """Those of these orders that are there already."""
    found = tx.session.connection().execute(_BY_KEY, {"keys": list({row.about.key for row in rows})})
    return {row.external_key: row for row in found}


def _find_joining(tx: Tx, loading: Loading, known: Mapping[str, Any], rows: Sequence[Parsed]) -> None:
    """Remember the clients of lines whose order earlier rows of this file have begun."""
    begun = {key for key, was in known.items() if _begun_here(loading, was)}
    joining = {row.about.whose: row.about for row in rows if row.about.key in begun} if begun else {}
    if absent := {whose: joining[whose] for whose in joining if whose not in loading.clients}:
        loading.clients |= _found(tx, absent)


def _begun_here(loading: Loading, was: Any) -> bool:
    return bool(was.job_id == loading.job_id)


def _orders(
    loading: Loading, known: Mapping[str, Any], rows: Sequence[Parsed], counts: Counter[str], notes: list[Note]
) -> dict[str, list[PurchaseRow]]:
    """Lines by order, without what an earlier import wrote and what stands in the file twice."""
    orders: dict[str, list[PurchaseRow]] = {}
    for row in rows:
        about: PurchaseRow = row.about
        was, lines = known.get(about.key), orders.get(about.key)
        if was is not None and not _begun_here(loading, was):
            counts["known"] += 1
        elif not about.joins and (lines or was is not None):
            notes.append(row.refusal("same_purchase"))
        elif was is not None and loading.clients.get(about.whose) != was.client_id:
            notes.append(row.refusal("another_client", value=about.client))
        elif lines is None:
            orders[about.key] = [about]
        elif search_in(lines[0].whose) != search_in(about.whose):
            notes.append(row.refusal("another_client", value=about.client))
        else:
            lines.append(about)
    return orders


def _times(tx: Tx, days: set[date]) -> dict[date, tuple[datetime, datetime, datetime]]:
    """When a purchase of each day happened, was received and stored."""
    return {
        day: (times["happened_at"], times["received_at"], times["stored_at"])
        for day in days
        for times in (tx.fact_times(day_instant(tx.session, day)),)
    }


def _clients(tx: Tx, loading: Loading, rows: Sequence[PurchaseRow], counts: Counter[str]) -> Mapping[Whose, int]:
    """Whose each row is: by the key beside the name, else by the name, else a new client's."""
    unknown = {row.whose: row for row in rows if row.whose not in loading.clients}
    if not unknown:
        return loading.clients
    loading.clients |= _found(tx, unknown)
    made: dict[Whose, int] = {}
    while unknown := {whose: unknown[whose] for whose in unknown if whose not in loading.clients and whose not in made}:
        made |= _new_clients(tx, loading.job_id, list(unknown.values()), counts)
        made |= _found(tx, {whose: unknown[whose] for whose in unknown if whose not in made})
    return ChainMap(made, loading.clients) if made else loading.clients


def _found(tx: Tx, unknown: Mapping[Whose, PurchaseRow]) -> dict[Whose, int]:
    """The clients that are there already."""
    by_keys = _by_keys(tx, unknown)
    return by_keys | _namesakes(tx, [whose for whose in unknown if whose not in by_keys])


def _by_keys(tx: Tx, unknown: Collection[Whose]) -> dict[Whose, int]:
    keys = {key for whose in unknown for key in keys_in(whose)}
    if not keys:
        return {}
    ids = {row.external_key: row.id for row in tx.session.connection().execute(_CLIENT_BY_KEY, {"keys": list(keys)})}
    return {whose: ids[key] for whose in unknown for key in reversed(keys_in(whose)) if key in ids}


def _namesakes(tx: Tx, unknown: Collection[Whose]) -> dict[Whose, int]:
    """The first client of each name who is not known to be another."""
    called = clients_called(tx.session, {search_in(whose) for whose in unknown})
    return {
        whose: client.id
        for whose in unknown
        for client in reversed(called.get(search_in(whose), ()))
        if not is_another(client.external_key, keys_in(whose))
    }


def _new_clients(tx: Tx, job_id: int, rows: Sequence[PurchaseRow], counts: Counter[str]) -> dict[Whose, int]:
    """One of each name and of each key, who has a key first: the others may be the same."""
    fresh: dict[str, PurchaseRow] = {}
    names: set[str] = set()
    for row in sorted(rows, key=lambda row: not keys_in(row.whose)):
        search, keys = search_in(row.whose), keys_in(row.whose)
        if search not in names:
            names.add(search)
            fresh.setdefault(keys[0] if keys else client_key(search), row)
    accounts = {key: Account(row.client, None, None) for key, row in fresh.items()}
    ids = insert_clients(tx, accounts, min(row.day for row in rows))
    note_created(tx.session, job_id, Client, ids)
    counts["clients"] += len(ids)
    return {row.whose: client_id for row, client_id in zip(fresh.values(), ids, strict=True)}


def _products(tx: Tx, loading: Loading, rows: Sequence[PurchaseRow], counts: Counter[str]) -> Mapping[str, int]:
    names = {row.product for row in rows if row.product and row.product not in loading.products}
    if not names:
        return loading.products
    searches = {searched(name): name for name in names}
    found = select(Product.search_name, Product.id).where(Product.search_name.in_(searches))
    loading.products |= {searches[row.search_name]: row.id for row in tx.session.execute(found)}
    absent = [name for name in names if name not in loading.products]
    return ChainMap(_new_products(tx, loading.job_id, absent, counts), loading.products) if absent else loading.products


def _new_products(tx: Tx, job_id: int, names: Collection[str], counts: Counter[str]) -> dict[str, int]:
    """«GTXPro» is «GTX Pro»: all that are known are looked through before one is made."""
    known = products_by_name(tx.session)
    fresh = [name for name in names if squeezed(name) not in known]
    counts["products"] += add_products(tx, [NamedProduct(name, None, None) for name in fresh])
    known = products_by_name(tx.session)
    note_created(tx.session, job_id, Product, {known[squeezed(name)][0] for name in fresh})
    return {name: known[squeezed(name)][0] for name in names}


PURCHASES = Bulk(
    Purchase,
    (
        *("id", "client_id", "day", "amount", "cost", "is_return", "external_key", "job_id"),
        *("happened_at", "received_at", "stored_at"),
    ),
)
LINES = Bulk(PurchaseLine, ("purchase_id", "product_id", "quantity", "amount", "cost"))


def _purchase(
    job_id: int,
    purchase_id: int,
    clients: Mapping[Whose, int],
    lines: Sequence[PurchaseRow],
    times: Mapping[date, tuple[datetime, datetime, datetime]],
) -> tuple[Any, ...]:
    """In the order of PURCHASES."""
    first = lines[0]
    amount, cost = (first.amount, first.cost) if len(lines) == 1 else (sum(r.amount for r in lines), _whole_cost(lines))
    client_id = clients[first.whose]
    return (purchase_id, client_id, first.day, amount, cost, amount < 0, first.key, job_id, *times[first.day])


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


KIND = Kind("purchases", FIELDS, parse, write, least=400, settles_purchases=True, order_of=order_of)
