"""Money written by a slip is taken back, or dated anew, with all that followed from it. Rules: "Money", "Deals"."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.deals import paid_of_invoice, undo_move
from domain.errors import Gone, NotAllowed
from domain.orders import purchase_day, purchase_of_shipment, purchase_without
from domain.purchases import restore_loss, settle_purchase_facts
from domain.tables import (
    Activity,
    ActivityKind,
    Audit,
    Client,
    Deal,
    DealState,
    Invoice,
    Member,
    Payment,
    Purchase,
    StageChange,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import withdraw
from domain.use_cases.money import is_paid, note_money, settle_deal
from domain.zones import today_of, zone_of


@dataclass(frozen=True, slots=True)
class PaymentCancelled:
    client_id: int
    deal_id: int | None


@dataclass(frozen=True, slots=True)
class Money:
    """What an activity has brought."""

    payments: tuple[Payment, ...]
    invoices: tuple[Invoice, ...]
    shipped: Purchase | None

    @property
    def none(self) -> bool:
        return not (self.payments or self.invoices or self.shipped)


@use_case(Right.MOVE_DEALS)
def cancel_payment(tx: Tx, actor: Member, payment_id: int) -> PaymentCancelled:
    """It was a slip of the finger: the author takes it back on the day he wrote it, and the audit keeps it.

    All is as it would be had it never been: the purchase goes or is what the rest of its money and its shipment make
    it, a deal that is no longer paid in full is where it stood before, the client's purchase days are counted anew, a
    loss that the purchase had cancelled is there again. Raises Gone, NotAllowed, ClientNotYours.
    """
    payment = tx.session.get(Payment, payment_id)
    if payment is None:
        raise Gone
    _check_today(tx, actor, payment)
    client = client_open_to(tx.session, actor, payment.client_id)
    deal_id, written_at = payment.deal_id, payment.received_at
    activity = tx.session.get(Activity, payment.activity_id) if payment.activity_id is not None else None
    for one in money_of(tx.session, activity).payments if activity is not None else (payment,):
        _take_back_payment(tx, actor, one)
    if activity is not None and activity.received_at == written_at:
        withdraw(tx, activity)
    _settle(tx, client, written_at)
    return PaymentCancelled(client.id, deal_id)


def take_back_money(tx: Tx, actor: Member, activity: Activity) -> None:
    """The activity goes with the money it brought, on the day it was written.

    An invoice of which something is paid stays, and so does its activity. Raises NotAllowed, ClientNotYours.
    """
    money = money_of(tx.session, activity)
    if money.none:
        withdraw(tx, activity)
        return
    client = client_open_to(tx.session, actor, activity.client_id)
    _check_today(tx, actor, activity)
    for payment in money.payments:
        _take_back_payment(tx, actor, payment)
    for invoice in money.invoices:
        _take_back_invoice(tx, actor, invoice)
    withdraw(tx, activity)
    if money.shipped is not None:
        note_money(tx, actor, "shipment_cancelled", f"client:{client.id}", {"amount": money.shipped.amount})
        purchase_without(tx.session, money.shipped, activity.received_at, None)
    _settle(tx, client, activity.received_at)


def redate_money(tx: Tx, actor: Member, activity: Activity, before: datetime) -> None:
    """The money that the activity brought came when the activity happened, by its author's days.

    `before`: when it was said to have happened; money that was dated apart from it keeps its day.
    """
    money = money_of(tx.session, activity)
    if money.none:
        return
    zone = zone_of(tx.session, actor)
    was, day = before.astimezone(zone).date(), activity.happened_at.astimezone(zone).date()
    for invoice in money.invoices:
        if invoice.issued_on == was:
            invoice.due_on, invoice.issued_on = day + (invoice.due_on - was), day
            invoice.happened_at = activity.happened_at
    for payment in money.payments:
        if payment.paid_on == was:
            payment.paid_on, payment.happened_at = day, activity.happened_at
    tx.session.flush()
    ordered = {payment.purchase_id for payment in money.payments} - {None}
    purchases = [tx.session.get_one(Purchase, purchase_id) for purchase_id in ordered]
    for purchase in {*purchases, *([money.shipped] if money.shipped else [])}:
        if (purchase.received_at, purchase.happened_at) == (activity.received_at, before):
            purchase.happened_at = activity.happened_at
        purchase_day(tx.session, purchase)
    for deal_id in {payment.deal_id for payment in money.payments} - {None}:
        _redate_win(tx.session, tx.session.get_one(Deal, deal_id), activity)
    _settle(tx, tx.session.get_one(Client, activity.client_id), None)


def money_of(session: Session, activity: Activity) -> Money:
    """Payments and invoices of the activity, and the purchase of what it shipped."""
    payments = session.scalars(select(Payment).where(Payment.activity_id == activity.id).order_by(Payment.id))
    invoices = session.scalars(select(Invoice).where(Invoice.activity_id == activity.id).order_by(Invoice.id))
    shipped = purchase_of_shipment(session, activity) if activity.kind is ActivityKind.SHIPMENT else None
    return Money(tuple(payments), tuple(invoices), shipped)


def _check_today(tx: Tx, actor: Member, written: Payment | Activity) -> None:
    written_on = written.received_at.astimezone(zone_of(tx.session, actor)).date()
    if written.author_id != actor.id or written_on != today_of(tx, actor):
        raise NotAllowed


def _settle(tx: Tx, client: Client, taken_back: datetime | None) -> None:
    settle_purchase_facts(tx, client)
    if taken_back is not None:
        restore_loss(tx, client, taken_back)
    tx.touch(Area.MONEY, Area.DEALS, Area.ACTIVITIES)


def _take_back_payment(tx: Tx, actor: Member, payment: Payment) -> None:
    deal = tx.session.get(Deal, payment.deal_id) if payment.deal_id is not None else None
    was_paid = deal is not None and is_paid(tx.session, deal)
    details = {
        "amount": payment.amount,
        "paid_on": payment.paid_on.isoformat(),
        "invoice": payment.invoice_id,
        "deal": payment.deal_id,
    }
    note_money(tx, actor, "payment_cancelled", f"client:{payment.client_id}", details)
    purchase = tx.session.get(Purchase, payment.purchase_id) if payment.purchase_id is not None else None
    tx.session.delete(payment)
    tx.session.flush()
    if purchase is not None:
        purchase_without(tx.session, purchase, payment.received_at, payment.amount)
    if deal is not None and was_paid and deal.state is DealState.WON:
        _unwin(tx, actor, deal)


def _take_back_invoice(tx: Tx, actor: Member, invoice: Invoice) -> None:
    if paid_of_invoice(tx.session, invoice.id):
        raise NotAllowed
    details = {"amount": invoice.amount, "number": invoice.number, "deal": invoice.deal_id}
    note_money(tx, actor, "invoice_cancelled", f"client:{invoice.client_id}", details)
    tx.session.delete(invoice)
    tx.session.flush()


def _unwin(tx: Tx, actor: Member, deal: Deal) -> None:
    """Back to where it was won from; won anew, where the rest of the money is enough."""
    last = _last_move(tx.session, deal)
    if last is None or last.to_state is not DealState.WON:
        return
    undo_move(tx, deal, last)
    deal.closed_on = None
    if deal.state is DealState.LOST:
        _restore_deal_loss(tx.session, deal)
    rest = select(Payment).where(Payment.deal_id == deal.id).order_by(Payment.id.desc()).limit(1)
    left = tx.session.scalar(rest)
    if left is not None:
        author = tx.session.get(Member, left.author_id) if left.author_id is not None else None
        settle_deal(tx, author or actor, deal, left.activity_id, left.happened_at)


def _redate_win(session: Session, deal: Deal, activity: Activity) -> None:
    """A deal won by money that came earlier was won earlier."""
    last = _last_move(session, deal)
    if deal.state is DealState.WON and last is not None and last.activity_id == activity.id:
        deal.closed_on = session.scalar(select(func.max(Payment.paid_on)).where(Payment.deal_id == deal.id))
        last.happened_at = deal.stage_since = activity.happened_at


def _last_move(session: Session, deal: Deal) -> StageChange | None:
    moves = select(StageChange).where(StageChange.deal_id == deal.id).order_by(StageChange.id.desc())
    return session.scalar(moves.limit(1))


def _restore_deal_loss(session: Session, deal: Deal) -> None:
    noted = select(Audit.details).where(Audit.subject == f"deal:{deal.id}", Audit.action == "deal_loss_cancelled")
    details = session.scalar(noted.order_by(Audit.id.desc()).limit(1)) or {}
    for name in ("lost_reason", "lost_words", "competitor_id"):
        setattr(deal, name, details.get(name))
    for name in ("return_on", "closed_on"):
        setattr(deal, name, date.fromisoformat(details[name]) if details.get(name) else None)
