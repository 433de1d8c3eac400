"""Invoices, payments, shipments and returns, and the purchases they make. Rules: "Money", "Deals"."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.big_news import tell_of_payment
from domain.clients import client_open_to
from domain.deals import advance_to, change_stage, paid_of_deal, stages, whole_of_deal, won_stage
from domain.errors import AmountUnknown, Gone, InTheFuture
from domain.orders import (
    Part,
    When,
    checked,
    deal_meant,
    named_by,
    parts_of,
    payment_term,
    purchase_of,
    uninvoiced,
)
from domain.purchases import settle_purchase_facts
from domain.settings import company
from domain.tables import (
    ActivityKind,
    Audit,
    Client,
    Deal,
    DealState,
    Invoice,
    Member,
    Payment,
    Purchase,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import ActivityDraft, own_activity, record
from domain.zones import instant, today_of, zone_of

NOON = time(12)
Row = TypeVar("Row", Invoice, Payment, Purchase)


@dataclass(frozen=True, slots=True)
class InvoiceIssued:
    invoice_id: int
    client_id: int
    deal_id: int | None
    again: bool = False
    """The same form was saved before: nothing was written now."""


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    """`payment_id` is the first of them, where one sum settled several invoices."""

    payment_id: int
    client_id: int
    deal_id: int | None
    purchase_id: int | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class PurchaseMade:
    purchase_id: int
    client_id: int


@use_case(Right.MOVE_DEALS)
def issue_invoice(
    tx: Tx,
    actor: Member,
    client_id: int,
    deal_id: int | None = None,
    amount: int | None = None,
    form_key: str | None = None,
    number: str | None = None,
) -> InvoiceIssued:
    """Bill the client: `amount` kopecks, None = what of the deal is not yet invoiced. The deal moves to its stage.

    Raises ClientNotYours, Gone, BadAmount, AmountUnknown.
    """
    known = _same(tx.session, Invoice, form_key)
    if known is not None:
        return InvoiceIssued(known.id, known.client_id, known.deal_id, again=True)
    client = client_open_to(tx.session, actor, client_id)
    deal = deal_meant(tx.session, actor, client, deal_id)
    amount = checked(amount if amount is not None else uninvoiced(tx.session, deal))
    today = today_of(tx, actor)
    activity_id = _logged(tx, actor, client, deal, ActivityKind.INVOICE, tx.now, form_key)
    invoice = Invoice(
        client_id=client.id,
        deal_id=deal.id if deal else None,
        activity_id=activity_id,
        number=number,
        amount=amount,
        issued_on=today,
        due_on=today + timedelta(days=payment_term(tx.session, client)),
        author_id=actor.id,
        form_key=form_key,
        **tx.fact_times(),
    )
    tx.session.add(invoice)
    if deal is not None:
        deal.amount = deal.amount or amount
        advance_to(tx, actor, deal, ActivityKind.INVOICE, activity_id)
    tx.session.flush()
    tx.touch(Area.MONEY, Area.DEALS)
    return InvoiceIssued(invoice.id, client.id, invoice.deal_id)


@use_case(Right.MOVE_DEALS)
def record_payment(
    tx: Tx,
    actor: Member,
    client_id: int,
    amount: int | None = None,
    invoice_id: int | None = None,
    deal_id: int | None = None,
    paid_on: date | None = None,
    form_key: str | None = None,
    activity_id: int | None = None,
) -> PaymentRecorded:
    """Money came: `amount` kopecks, None = the whole rest of what is named.

    It settles the invoice it names, else the oldest unpaid ones of the deal or of the client. The first payment of an
    order makes its purchase; a deal paid in full is won. Raises ClientNotYours, Gone, BadAmount, AmountUnknown,
    NothingToPay, InTheFuture.
    """
    known = _same(tx.session, Payment, form_key)
    if known is not None:
        return PaymentRecorded(known.id, known.client_id, known.deal_id, known.purchase_id, again=True)
    client = client_open_to(tx.session, actor, client_id)
    if activity_id is not None and own_activity(tx.session, actor, activity_id).client_id != client.id:
        raise Gone
    when = _when(tx, actor, paid_on)
    parts = parts_of(tx.session, named_by(tx.session, actor, client, invoice_id, deal_id), amount)
    activity_id = activity_id or _logged(
        tx, actor, client, parts[0].deal, ActivityKind.PAYMENT, when.at, form_key, when.fits_log
    )
    payments = [_payment(tx, actor, client, part, when, activity_id) for part in parts]
    payments[0].form_key = form_key
    tx.session.flush()
    deals = {part.deal.id: part.deal for part in parts if part.deal}
    won = [deal for deal in deals.values() if settle_deal(tx, actor, deal, activity_id, when.at)]
    settle_purchase_facts(tx, client)
    tell_of_payment(tx, actor, client, payments, won)
    tx.touch(Area.MONEY)
    first = payments[0]
    return PaymentRecorded(first.id, client.id, first.deal_id, first.purchase_id)


@use_case(Right.MOVE_DEALS)
def record_shipment(
    tx: Tx,
    actor: Member,
    client_id: int,
    deal_id: int | None = None,
    amount: int | None = None,
    shipped_on: date | None = None,
    form_key: str | None = None,
) -> PurchaseMade:
    """Goods left: the purchase of the order begins here, if nothing was paid of it before. `amount` in kopecks,
    None = the whole deal. Raises ClientNotYours, Gone, BadAmount, AmountUnknown, InTheFuture.
    """
    client = client_open_to(tx.session, actor, client_id)
    known = _same(tx.session, Purchase, form_key)
    if known is not None:
        return PurchaseMade(known.id, client.id)
    when = _when(tx, actor, shipped_on)
    deal = deal_meant(tx.session, actor, client, deal_id)
    whole = amount or (whole_of_deal(tx.session, deal) if deal else None)
    if whole is None:
        raise AmountUnknown
    _logged(tx, actor, client, deal, ActivityKind.SHIPMENT, when.at, form_key, when.fits_log)
    purchase = purchase_of(tx, actor, client, Part(None, deal, checked(whole)), when)
    purchase.form_key = purchase.form_key or form_key
    settle_purchase_facts(tx, client)
    tx.touch(Area.MONEY)
    return PurchaseMade(purchase.id, client.id)


@use_case(Right.MOVE_DEALS)
def record_return(
    tx: Tx, actor: Member, client_id: int, amount: int, on: date | None = None, form_key: str | None = None
) -> PurchaseMade:
    """Goods came back: less ₽, never a purchase day. Raises ClientNotYours, Gone, BadAmount, InTheFuture."""
    client = client_open_to(tx.session, actor, client_id)
    known = _same(tx.session, Purchase, form_key)
    if known is not None:
        return PurchaseMade(known.id, client.id)
    when = _when(tx, actor, on)
    returned = Purchase(
        client_id=client.id,
        day=when.day,
        amount=-checked(amount),
        is_return=True,
        author_id=actor.id,
        form_key=form_key,
        **tx.fact_times(when.at),
    )
    tx.session.add(returned)
    settle_purchase_facts(tx, client)
    tx.touch(Area.MONEY)
    return PurchaseMade(returned.id, client.id)


def settle_deal(tx: Tx, actor: Member, deal: Deal, activity_id: int | None, at: datetime) -> bool:
    """A deal paid in full is won, on the day of its last payment; whether it has just become so."""
    if deal.state is DealState.WON or not is_paid(tx.session, deal):
        return False
    if deal.state is DealState.LOST:
        _note_loss(tx, actor, deal)
    deal.closed_on = tx.session.scalar(select(func.max(Payment.paid_on)).where(Payment.deal_id == deal.id))
    deal.lost_reason = deal.lost_words = deal.competitor_id = deal.return_on = None
    won = won_stage(stages(tx.session))
    change_stage(tx, actor, deal, won.key, DealState.WON, activity_id=activity_id, happened_at=at)
    return True


def is_paid(session: Session, deal: Deal) -> bool:
    """In full, or as much of it as wins a deal ⚙."""
    whole = whole_of_deal(session, deal)
    return whole is not None and paid_of_deal(session, deal.id) >= whole * Fraction(str(company(session).won_share))


def _when(tx: Tx, actor: Member, day: date | None) -> When:
    today = today_of(tx, actor)
    if day is None or day == today:
        return When(today, tx.now, fits_log=True)
    if day > today:
        raise InTheFuture
    fits = (today - day).days <= company(tx.session).backdating_days
    return When(day, instant(day, NOON, zone_of(tx.session, actor)), fits)


def _logged(
    tx: Tx,
    actor: Member,
    client: Client,
    deal: Deal | None,
    kind: ActivityKind,
    at: datetime,
    form_key: str | None,
    fits_log: bool = True,
) -> int:
    """The matching activity; money may be dated further back than the log, which then says when it was told."""
    draft = ActivityDraft(
        client.id, kind, deal_id=deal.id if deal else None, happened_at=at if fits_log else None, form_key=form_key
    )
    return record(tx, actor, draft).id


def _payment(tx: Tx, actor: Member, client: Client, part: Part, when: When, activity_id: int) -> Payment:
    payment = Payment(
        client_id=client.id,
        invoice_id=part.invoice.id if part.invoice else None,
        deal_id=part.deal.id if part.deal else None,
        activity_id=activity_id,
        amount=part.amount,
        paid_on=when.day,
        author_id=actor.id,
        **tx.fact_times(when.at),
    )
    tx.session.add(payment)
    tx.session.flush()
    payment.purchase_id = purchase_of(tx, actor, client, part, when).id
    tx.session.flush()
    return payment


def _same(session: Session, table: type[Row], form_key: str | None) -> Row | None:
    return None if form_key is None else session.scalar(select(table).where(table.form_key == form_key))


def _note_loss(tx: Tx, actor: Member, deal: Deal) -> None:
    """Paid after all: why it was lost stays in the audit."""
    details: dict[str, Any] = {
        "lost_reason": deal.lost_reason,
        "lost_words": deal.lost_words,
        "competitor_id": deal.competitor_id,
        "return_on": deal.return_on and deal.return_on.isoformat(),
        "closed_on": deal.closed_on and deal.closed_on.isoformat(),
    }
    note_money(tx, actor, "deal_loss_cancelled", f"deal:{deal.id}", details)


def note_money(tx: Tx, actor: Member, action: str, subject: str, details: dict[str, Any]) -> None:
    tx.session.add(Audit(at=tx.now, member_id=actor.id, action=action, subject=subject, details=details))
