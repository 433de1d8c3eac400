"""Deals of one chunk: the deal, its owner, its moves, and for a won one the purchase and the payment."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from domain.deals import stage_of_kind, stages, won_stage
from domain.imports.bulk import insert_numbered, insert_rows
from domain.imports.deal_files import (
    ACCOUNTS,
    CLOSED,
    ENGAGING,
    PRODUCTS,
    PROSPECTING,
    TEAMS,
    WON,
    Account,
    DealRow,
    Product,
)
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.people import (
    add_clients,
    add_members,
    add_products,
    clients_by_name,
    day_instant,
    members_by_name,
    products_by_name,
)
from domain.imports.values import squeezed
from domain.names import searched
from domain.purchases import mend_purchase_days, settle_purchase_facts
from domain.tables import (
    ActivityKind,
    Client,
    Deal,
    DealOwner,
    DealState,
    Payment,
    Purchase,
    PurchaseLine,
    Role,
    StageChange,
)
from domain.use_case import Area, Tx

Given = tuple[Parsed, DealRow]
STATES = {WON: DealState.WON, "lost": DealState.LOST, ENGAGING: DealState.OPEN, PROSPECTING: DealState.OPEN}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Where the source's four steps stand in the company's pipeline."""

    first: str
    engaged: str
    won: str

    @classmethod
    def of(cls, tx: Tx) -> "Pipeline":
        known = stages(tx.session)
        held = stage_of_kind(known, ActivityKind.MEETING)
        return cls(known[0].key, held.key if held else known[0].key, won_stage(known).key)

    def stage(self, deal: DealRow) -> str:
        return {WON: self.won, PROSPECTING: self.first}.get(deal.stage, self.engaged)

    def entered_at(self, deal: DealRow) -> str:
        return self.first if deal.stage == PROSPECTING else self.engaged


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of everybody and everything that the deals of a chunk name."""

    agents: dict[str, int]
    clients: dict[str, int]
    products: dict[str, tuple[int, str]]

    def client(self, deal: DealRow) -> int | None:
        return self.clients[searched(deal.account)] if deal.account else None

    def product(self, deal: DealRow) -> int | None:
        return self.products[squeezed(deal.product)][0] if deal.product else None


def write_deals(
    tx: Tx, job_id: int, given: Sequence[Given], since: date, files: frozenset[str], counts: Counter[str]
) -> list[Note]:
    """Write the deals that are not there yet and count them; what is to be said of their rows."""
    if not given:
        return []
    fresh, notes = _not_yet_there(tx, job_id, given, counts)
    named = _named(tx, fresh, since, files, counts, notes)
    for row, deal in fresh:
        notes += row.notes
        _note_product(row, deal, named, notes)
        _count(deal, counts)
    if fresh:
        _write(tx, job_id, [deal for _, deal in fresh], named, since)
    return notes


def external_key(deal: DealRow) -> str:
    return f"deal:{deal.key}"


def _not_yet_there(tx: Tx, job_id: int, given: Sequence[Given], counts: Counter[str]) -> tuple[list[Given], list[Note]]:
    """The same number twice in a file is refused the second time; one of an earlier import is left as it is."""
    keys = [external_key(deal) for _, deal in given]
    known = dict(
        tx.session.execute(select(Deal.external_key, Deal.job_id).where(Deal.external_key.in_(keys))).tuples().all()
    )
    fresh: dict[str, Given] = {}
    notes: list[Note] = []
    for row, deal in given:
        key = external_key(deal)
        if key in fresh or (key in known and known[key] == job_id):
            notes.append(row.refusal("duplicate", column="opportunity_id", value=deal.key))
        elif key in known:
            counts["known"] += 1
        else:
            fresh[key] = (row, deal)
    return list(fresh.values()), notes


def _named(
    tx: Tx, given: Sequence[Given], since: date, files: frozenset[str], counts: Counter[str], notes: list[Note]
) -> Named:
    """Whoever is named and not known is made, and said so where a list of them was given."""
    agents = members_by_name(tx.session, (deal.agent for _, deal in given))
    clients = clients_by_name(tx.session, (deal.account for _, deal in given if deal.account))
    products = products_by_name(tx.session)
    unknown_agents = _first_rows((row, deal.agent, deal.agent) for row, deal in given if deal.agent not in agents)
    unknown_clients = _first_rows(
        (row, searched(deal.account), deal.account)
        for row, deal in given
        if deal.account and searched(deal.account) not in clients
    )
    unknown_products = _first_rows(
        (row, squeezed(deal.product), deal.product)
        for row, deal in given
        if deal.product and squeezed(deal.product) not in products
    )
    agents |= add_members(tx, (name for _, name in unknown_agents), Role.REP)
    clients |= add_clients(tx, [Account(name, None, None) for _, name in unknown_clients], since)
    add_products(tx, [Product(name, None, None) for _, name in unknown_products])
    for kind, reason, unknown in (
        (TEAMS, "new_agent", unknown_agents),
        (ACCOUNTS, "new_client", unknown_clients),
        (PRODUCTS, "new_product", unknown_products),
    ):
        notes += [row.note(reason, value=name) for row, name in unknown if kind in files]
    counts.update(members=len(unknown_agents), clients=len(unknown_clients), products=len(unknown_products))
    return Named(agents, clients, products_by_name(tx.session) if unknown_products else products)


def _first_rows(unknown: Iterable[tuple[Parsed, str, str]]) -> list[tuple[Parsed, str]]:
    """Each unknown name once, with the first row that names it."""
    found: dict[str, tuple[Parsed, str]] = {}
    for row, key, name in unknown:
        found.setdefault(key, (row, name))
    return list(found.values())


def _note_product(row: Parsed, deal: DealRow, named: Named, notes: list[Note]) -> None:
    if deal.product and (known := named.products[squeezed(deal.product)][1]) != deal.product:
        notes.append(row.note("spelling", column="product", value=deal.product, became=known))


def _count(deal: DealRow, counts: Counter[str]) -> None:
    state = STATES[deal.stage]
    counts.update(
        {
            "deals": 1,
            state.value: 1,
            "undated": deal.created_on is None,
            "without_client": not deal.account,
            "without_amount": deal.amount is None and state is not DealState.OPEN,
            "won_kopecks": (deal.amount or 0) if state is DealState.WON else 0,
        }
    )


# Writing


def _write(tx: Tx, job_id: int, deals: list[DealRow], named: Named, since: date) -> None:
    pipeline = Pipeline.of(tx)
    rows = [_deal(tx, job_id, deal, named, pipeline) for deal in deals]
    ids = insert_numbered(tx.session, Deal, rows)
    numbered = list(zip(ids, deals, strict=True))
    insert_rows(
        tx.session,
        DealOwner,
        [
            {"deal_id": n, "member_id": named.agents[deal.agent], "since": deal.created_on or since}
            for n, deal in numbered
        ],
    )
    insert_rows(tx.session, StageChange, [row for n, deal in numbered for row in _moves(tx, n, deal, pipeline)])
    tx.touch(Area.DEALS)
    sold = [(n, deal) for n, deal in numbered if deal.stage == WON and deal.amount and deal.account]
    if sold:
        _sell(tx, job_id, sold, named)


def _deal(tx: Tx, job_id: int, deal: DealRow, named: Named, pipeline: Pipeline) -> dict[str, Any]:
    opened = _times(tx, deal.created_on)
    return {
        "client_id": named.client(deal),
        "amount": deal.amount,
        "product_id": named.product(deal),
        "created_on": deal.created_on,
        "stage": pipeline.stage(deal),
        "state": STATES[deal.stage],
        "stage_since": _times(tx, deal.closed_on)["happened_at"] if deal.closed_on else opened["happened_at"],
        "closed_on": deal.closed_on,
        "external_key": external_key(deal),
        "job_id": job_id,
        **opened,
    }


def _times(tx: Tx, day: date | None) -> dict[str, Any]:
    """A day that nobody knows is the day of the import."""
    return tx.fact_times(day_instant(tx.session, day) if day else None)


def _moves(tx: Tx, deal_id: int, deal: DealRow, pipeline: Pipeline) -> list[dict[str, Any]]:
    """It came at the stage where the source first knew it, and was won or lost from there."""
    entered = pipeline.entered_at(deal)
    came = {
        "deal_id": deal_id,
        "from_stage": None,
        "to_stage": entered,
        "from_state": None,
        "to_state": DealState.OPEN,
        **_times(tx, deal.created_on),
    }
    if deal.stage not in CLOSED:
        return [came]
    closed = {
        "deal_id": deal_id,
        "from_stage": entered,
        "to_stage": pipeline.stage(deal),
        "from_state": DealState.OPEN,
        "to_state": STATES[deal.stage],
        **_times(tx, deal.closed_on),
    }
    return [came, closed]


def _sell(tx: Tx, job_id: int, sold: list[tuple[int, DealRow]], named: Named) -> None:
    """A won deal is one purchase of its day, paid in full."""
    purchases = [_purchase(tx, job_id, n, deal, named) for n, deal in sold]
    ids = insert_numbered(tx.session, Purchase, purchases)
    insert_rows(
        tx.session,
        Payment,
        [
            {
                "client_id": row["client_id"],
                "deal_id": row["deal_id"],
                "purchase_id": purchase_id,
                "amount": row["amount"],
                "paid_on": row["day"],
                **_times(tx, row["day"]),
            }
            for purchase_id, row in zip(ids, purchases, strict=True)
        ],
    )
    lines = [_line(n, deal, named) for n, (_, deal) in zip(ids, sold, strict=True) if deal.product]
    insert_rows(tx.session, PurchaseLine, lines)
    tx.touch(Area.MONEY)
    _settle(tx, list({row["client_id"] for row in purchases}))


def _purchase(tx: Tx, job_id: int, deal_id: int, deal: DealRow, named: Named) -> dict[str, Any]:
    return {
        "client_id": named.client(deal),
        "deal_id": deal_id,
        "day": deal.closed_on,
        "amount": deal.amount,
        "is_return": False,
        "external_key": external_key(deal),
        "job_id": job_id,
        **_times(tx, deal.closed_on),
    }


def _line(purchase_id: int, deal: DealRow, named: Named) -> dict[str, Any]:
    return {
        "purchase_id": purchase_id,
        "product_id": named.product(deal),
        "quantity": Decimal(1),
        "amount": deal.amount,
    }


def _settle(tx: Tx, client_ids: list[int]) -> None:
    """The facts of buying of these clients, in the purchases' transaction; by others' rhythms at the job's end."""
    mend_purchase_days(tx.session, client_ids)
    for client in tx.session.scalars(select(Client).where(Client.id.in_(client_ids), Client.lost_at.is_not(None))):
        settle_purchase_facts(tx, client)
