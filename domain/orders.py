"""What a sum of money is for, and the purchase it begins. Rule: "Money"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.deals import deal_open_to, invoiced_of_deal, only_open_deal, paid_of_deal, paid_of_invoice, whole_of_deal
from domain.errors import AmountUnknown, BadAmount, Gone, NothingToPay
from domain.money import LARGEST
from domain.settings import company
from domain.tables import Activity, ActivityKind, Client, Deal, Invoice, Member, Payment, Purchase
from domain.use_case import Tx
from domain.zones import zone_of


@dataclass(frozen=True, slots=True)
class When:
    """When the money came, or the goods left: the person's day, and the instant of the fact."""

    day: date
    at: datetime
    fits_log: bool
    """Whether the log of activities may be dated so far back."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the payment is said to be for."""

    client: Client
    invoice: Invoice | None
    deal: Deal | None
    attached: bool
    """The deal was not named: it is the client's only open one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a payment: one invoice or none, one deal or none."""

    invoice: Invoice | None
    deal: Deal | None
    amount: int


def named_by(session: Session, actor: Member, client: Client, invoice_id: int | None, deal_id: int | None) -> Named:
    """The invoice, else the deal, else the client's only open deal. Raises Gone, ClientNotYours, NotAllowed."""
    invoice = session.get(Invoice, invoice_id) if invoice_id is not None else None
    if invoice_id is not None and (invoice is None or invoice.client_id != client.id):
        raise Gone
    if invoice is not None and deal_id is None:
        deal_id = invoice.deal_id
        return Named(client, invoice, _deal_by(session, deal_id), attached=False)
    deal = deal_meant(session, actor, client, deal_id)
    return Named(client, invoice, deal, attached=deal_id is None)


def parts_of(session: Session, named: Named, amount: int | None) -> list[Part]:
    """The pieces of a sum (kopecks, None = the whole rest) over what it is for: the oldest invoice first.

    What is left over stands beside them. Raises BadAmount, AmountUnknown, NothingToPay.
    """
    if named.invoice is not None:
        rest = named.invoice.amount - paid_of_invoice(session, named.invoice.id)
        return [Part(named.invoice, named.deal, _sum(amount, rest))]
    of_deal = named.deal.id if named.deal and not named.attached else None
    unpaid = unpaid_invoices(session, named.client.id, of_deal)
    left = _sum(amount, _rest(session, named, unpaid))
    parts = []
    for invoice, rest in unpaid:
        if left > 0:
            parts.append(Part(invoice, _deal_by(session, invoice.deal_id), min(left, rest)))
            left -= min(left, rest)
    if left > 0:
        parts.append(Part(None, named.deal, left))
    return parts


def _rest(session: Session, named: Named, unpaid: list[tuple[Invoice, int]]) -> int | None:
    """What «оплачен целиком» means: the rest of the deal, else of the client's invoices; None = nobody knows."""
    if named.deal is not None and not (named.attached and unpaid):
        whole = whole_of_deal(session, named.deal)
        return None if whole is None else whole - paid_of_deal(session, named.deal.id)
    return sum(rest for _, rest in unpaid)


def _sum(amount: int | None, rest: int | None) -> int:
    if amount is not None:
        return checked(amount)
    if rest is None:
        raise AmountUnknown
    if rest <= 0:
        raise NothingToPay
    return rest


def checked(amount: int) -> int:
    """The sum itself, if it is one. Raises BadAmount."""
    if not 0 < amount <= LARGEST:
        raise BadAmount
    return amount


def deal_meant(session: Session, actor: Member, client: Client, deal_id: int | None) -> Deal | None:
    """The deal named, else the client's only open one. Raises Gone."""
    if deal_id is None:
        return _deal_by(session, only_open_deal(session, client.id))
    deal = deal_open_to(session, actor, deal_id)
    if deal.client_id != client.id:
        raise Gone
    return deal


def _deal_by(session: Session, deal_id: int | None) -> Deal | None:
    return None if deal_id is None else session.get(Deal, deal_id)


def uninvoiced(session: Session, deal: Deal | None) -> int:
    """Kopecks of the deal for which no invoice was issued. Raises AmountUnknown, NothingToPay."""
    if deal is None or deal.amount is None:
        raise AmountUnknown
    rest = deal.amount - invoiced_of_deal(session, deal.id)
    if rest <= 0:
        raise NothingToPay
    return rest


def purchase_of(tx: Tx, actor: Member, client: Client, part: Part, when: When) -> Purchase:
    """The purchase of this order, begun here or before; its day is that of its first payment or shipment."""
    purchase = _order(tx.session, part)
    if purchase is None:
        purchase = Purchase(
            client_id=client.id,
            deal_id=part.deal.id if part.deal else None,
            day=when.day,
            amount=0,
            cost=part.deal.cost if part.deal else None,
            author_id=actor.id,
            **tx.fact_times(when.at),
        )
        tx.session.add(purchase)
    purchase.day = min(purchase.day, when.day, *(_day(tx.session, sent) for sent in _shipments(tx.session, purchase)))
    purchase.amount = max(purchase.amount, _order_amount(tx.session, part))
    tx.session.flush()
    return purchase


def purchase_without(session: Session, purchase: Purchase, gone_at: datetime, gone_amount: int | None) -> None:
    """The purchase as the rest of its money and its shipment make it, after a payment of it was deleted or its
    shipment cancelled (`gone_amount` None) that had been written at `gone_at`.

    With neither it goes. What was begun otherwise (a shipment, an import) keeps its own day.
    """
    paid = _payments(session, purchase)
    sources: list[Payment | Activity] = [*paid, *_shipments(session, purchase)]
    began = purchase.received_at == gone_at
    if began and not sources:
        session.delete(purchase)
        session.flush()
        return
    if began:
        first = min(sources, key=lambda source: source.happened_at)
        purchase.happened_at, purchase.received_at = first.happened_at, first.received_at
        purchase.stored_at, purchase.author_id = first.stored_at, first.author_id
    purchase_day(session, purchase)
    left = sum(payment.amount for payment in paid)
    if gone_amount is None or purchase.amount == left + gone_amount:
        purchase.amount = max(_whole(session, purchase, paid), left)
    session.flush()


def purchase_day(session: Session, purchase: Purchase) -> None:
    """Date the purchase by what it was begun with, its payments and its shipment, the earliest of them."""
    if purchase.external_key is None:
        sources: list[Payment | Activity | Purchase] = [*_payments(session, purchase), *_shipments(session, purchase)]
        purchase.day = min(_day(session, source) for source in [purchase, *sources])


def purchase_of_shipment(session: Session, shipment: Activity) -> Purchase | None:
    """The purchase that began with what was shipped, or was shipped: that of its form, else of its deal."""
    of_form = select(Purchase).where(Purchase.form_key == shipment.form_key, Purchase.form_key.is_not(None))
    of_deal = select(Purchase).where(Purchase.deal_id == shipment.deal_id, Purchase.is_return.is_(False))
    return session.scalar(of_form) or session.scalar(of_deal.order_by(Purchase.id).limit(1))


def _payments(session: Session, purchase: Purchase) -> Sequence[Payment]:
    return session.scalars(select(Payment).where(Payment.purchase_id == purchase.id).order_by(Payment.id)).all()


def _shipments(session: Session, purchase: Purchase) -> Sequence[Activity]:
    """What left of the purchase's deal."""
    if purchase.deal_id is None:
        return ()
    left = select(Activity).where(Activity.deal_id == purchase.deal_id, Activity.kind == ActivityKind.SHIPMENT)
    return session.scalars(left.where(Activity.cancelled_at.is_(None))).all()


def _day(session: Session, source: Payment | Activity | Purchase) -> date:
    if isinstance(source, Payment):
        return source.paid_on
    author = session.get(Member, source.author_id) if source.author_id is not None else None
    return source.happened_at.astimezone(zone_of(session, author) if author else company(session).tz).date()


def _whole(session: Session, purchase: Purchase, paid: Sequence[Payment]) -> int:
    """Kopecks of the order, whoever pays it; 0 = unknown."""
    deal = _deal_by(session, purchase.deal_id)
    if deal is not None:
        return whole_of_deal(session, deal) or 0
    invoice_id = next((payment.invoice_id for payment in paid), None)
    return session.get_one(Invoice, invoice_id).amount if invoice_id is not None else 0


def _order(session: Session, part: Part) -> Purchase | None:
    """The purchase that this deal, or this invoice, has made already."""
    if part.deal is not None:
        of_deal = select(Purchase).where(Purchase.deal_id == part.deal.id, Purchase.is_return.is_(False))
        return session.scalar(of_deal.order_by(Purchase.id).limit(1))
    if part.invoice is None:
        return None
    of_invoice = select(Purchase).join(Payment, Payment.purchase_id == Purchase.id)
    return session.scalar(of_invoice.where(Payment.invoice_id == part.invoice.id).order_by(Purchase.id).limit(1))


def _order_amount(session: Session, part: Part) -> int:
    """Kopecks of the whole order, or what was paid of it if that is more."""
    if part.deal is not None:
        return max(whole_of_deal(session, part.deal) or 0, paid_of_deal(session, part.deal.id), part.amount)
    if part.invoice is not None:
        return max(part.invoice.amount, paid_of_invoice(session, part.invoice.id))
    return part.amount


def payment_term(session: Session, client: Client) -> int:
    """Days to pay: the client's own, else his channel's, else the company's. Rule: "The client base"."""
    chosen = company(session)
    if client.payment_term_days is not None:
        return client.payment_term_days
    return chosen.payment_term_by_channel.get(client.channel or "", chosen.payment_term_days)


def unpaid_invoices(session: Session, client_id: int, deal_id: int | None = None) -> list[tuple[Invoice, int]]:
    """Invoices not paid in full with kopecks left of each, the oldest first."""
    paid = (
        select(Payment.invoice_id, func.sum(Payment.amount).label("paid"))
        .where(Payment.client_id == client_id)
        .group_by(Payment.invoice_id)
        .subquery()
    )
    left = (Invoice.amount - func.coalesce(paid.c.paid, 0)).label("left")
    rows = select(Invoice, left).outerjoin(paid, paid.c.invoice_id == Invoice.id).where(Invoice.client_id == client_id)
    if deal_id is not None:
        rows = rows.where(Invoice.deal_id == deal_id)
    found = session.execute(rows.where(left > 0).order_by(Invoice.issued_on, Invoice.id))
    return [(row[0], row[1]) for row in found]
