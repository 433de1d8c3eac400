"""Orders, deals, invoices, payments and purchases of the demo company, each following from the one before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bot.demo import words
from bot.demo.book import Book, Row
from bot.demo.clients import HISTORY, DemoClient
from bot.demo.diary import Diary
from bot.demo.people import Rep
from domain.defaults import STAGES
from domain.names import normalised
from domain.tables import (
    ActivityKind,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Outcome,
    Payment,
    Product,
    Purchase,
    PurchaseLine,
    StageChange,
)

CONTACT, MEETING_SET, MEETING_HELD, OFFER, INVOICE, PAID = (stage.key for stage in STAGES)
PATH = (CONTACT, MEETING_SET, MEETING_HELD, OFFER)
SKIPS_MEETINGS = 0.25
AS_DEAL = 0.4
IN_HALVES = 0.12
OPEN_DEALS = 15
QUICK = 0.6
"""Share of deals that take days, not weeks."""
LONG_WAIT = timedelta(days=4)
LOST_AT = ((CONTACT, 22), (MEETING_SET, 14), (MEETING_HELD, 18), (OFFER, 36))
REASONS = (("price", 40), ("competitor", 22), ("no_need", 14), ("no_decision_maker", 10), ("timing", 9), ("other", 5))
OTHER_WORDS = ("Заморозили стройку", "Купили у знакомых", "Закрывают филиал")


@dataclass(frozen=True, slots=True)
class Goods:
    """Product, quantity, amount and cost of each line, kopecks."""

    lines: list[tuple[int, int, int, int]]

    @property
    def amount(self) -> int:
        return sum(line[2] for line in self.lines)

    @property
    def cost(self) -> int:
        return sum(line[3] for line in self.lines)


def add_products(book: Book) -> None:
    for name, group, price, cost in words.PRODUCTS:
        book.add(Product, name=name, search_name=normalised(name), group=group, price=price * 100, cost=cost * 100)


class Trade:
    """The story of one client after another."""

    def __init__(self, book: Book, diary: Diary, since: date, rng: Random) -> None:
        self._book = book
        self._diary = diary
        self._since = since
        self._rng = rng
        self._begun: set[int] = set()

    # Orders

    def orders(self, client: DemoClient) -> None:
        """Everything the client ordered by his rhythm: before the story plain purchases, then the whole way."""
        days = self._order_days(client)
        fresh = bool(days) and days[0] >= self._since
        for number, day in enumerate(days):
            if day < self._since:
                self._old_purchase(client, day)
            elif (fresh and number == 0) or self._by_deal(client):
                self.deal(client, day, (*PATH, INVOICE))
            else:
                self._plain_order(client, day)

    def _by_deal(self, client: DemoClient) -> bool:
        return (client.pattern.rhythm or 0) >= 14 and self._rng.random() < AS_DEAL

    def _order_days(self, client: DemoClient) -> list[date]:
        today = client.keeper.today
        rhythm, stopped = client.pattern.rhythm, client.pattern.stopped
        last = today - timedelta(days=self._rng.randint(*stopped)) if stopped else today
        first = client.created.date() + timedelta(days=self._rng.randint(5, 35))
        if first < self._since:
            first = today - HISTORY + timedelta(days=self._rng.randint(0, 240))
        if client.pattern.name == "once":
            return [first] if first <= last else []
        if rhythm is None:
            return []
        return self._by_rhythm(first, last, rhythm)

    def _by_rhythm(self, first: date, last: date, rhythm: int) -> list[date]:
        days, day = [], first
        while day <= last:
            days.append(day)
            day += timedelta(days=max(2, round(self._rng.gauss(rhythm, rhythm * 0.15))))
        return days

    def _old_purchase(self, client: DemoClient, day: date) -> None:
        """What was sold before the bot: known from the books, no calls and no invoices."""
        day = client.keeper.schedule.previous_or_same_working_day(day)
        noon = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        self._purchase(client, None, day, noon, self._goods(client))

    def _plain_order(self, client: DemoClient, wanted: date) -> None:
        """A request, an invoice, a payment: a regular order needs no deal."""
        rep = client.kept_by(wanted)
        day = self._order_day(rep, wanted)
        asked = rep.moment(day, 0.02, 0.45) if day else None
        if day is None or asked is None:
            return
        self._diary.log(client, ActivityKind.REQUEST, asked, Outcome.AGREED)
        issued = rep.moment(day, 0.5, 0.95)
        if issued:
            self._bill(client, None, issued, day, self._goods(client))

    def _order_day(self, rep: Rep, wanted: date) -> date | None:
        """The next working day; after long holidays not everybody on the very first one."""
        day = rep.day_from(wanted)
        if day is None or day - wanted < LONG_WAIT:
            return day
        return rep.day_from(day + timedelta(days=self._rng.randint(0, 9)))

    def _goods(self, client: DemoClient) -> Goods:
        chosen = self._rng.sample(client.favourites, self._rng.choice((1, 1, 2, 3)))
        share = client.order * self._rng.lognormvariate(0, 0.25) / len(chosen)
        lines = []
        for product_id in chosen:
            _, _, price, cost = words.PRODUCTS[product_id - 1]
            unit = round(price * client.price) * 100
            quantity = max(1, round(share / unit))
            lines.append((product_id, quantity, unit * quantity, cost * 100 * quantity))
        return Goods(lines)

    # Money

    def _bill(self, client: DemoClient, deal: Row | None, issued: datetime, day: date, goods: Goods) -> Row | None:
        """Invoice, its payments and the purchase; the activity of the payment in full, None while it is not."""
        deal_id = deal["id"] if deal else None
        logged = self._diary.log(client, ActivityKind.INVOICE, issued, deal=deal_id)
        number = len(self._book.rows(Invoice)) + 1
        invoice = self._book.add(
            Invoice,
            client_id=client.id,
            deal_id=deal_id,
            activity_id=logged["id"],
            number=f"{day:%y}-{number:04}",
            amount=goods.amount,
            issued_on=day,
            due_on=day + timedelta(days=client.term),
            author_id=logged["author_id"],
            **_times(logged),
        )
        if deal:
            self._move(client, deal, INVOICE, logged)
        return self._payments(client, invoice, goods, day)

    def _payments(self, client: DemoClient, invoice: Row, goods: Goods, issued_on: date) -> Row | None:
        halves = self._rng.random() < IN_HALVES and goods.amount > 10_000_000
        first_part = goods.amount // 2 if halves else goods.amount
        parts = [part for part in (first_part, goods.amount - first_part) if part]
        purchase_id, logged, day = None, None, issued_on
        for part in parts:
            day += timedelta(days=max(1, self._lag(client)))
            rep = client.kept_by(day)
            paid_on = rep.day_from(day)
            at = rep.moment(paid_on) if paid_on else None
            if paid_on is None or at is None:
                return None
            logged = self._diary.log(client, ActivityKind.PAYMENT, at, deal=invoice["deal_id"])
            purchase_id = purchase_id or self._purchase(client, invoice["deal_id"], paid_on, at, goods)
            self._payment(client, invoice, part, paid_on, purchase_id, logged)
            day = paid_on
        return logged

    def _lag(self, client: DemoClient) -> int:
        """Days until a payment: mostly in time, some late, a few very late."""
        kind = self._rng.random()
        if kind < 0.72:
            return self._rng.randint(0, client.term)
        return client.term + (self._rng.randint(1, 10) if kind < 0.94 else self._rng.randint(20, 60))

    def _payment(
        self, client: DemoClient, invoice: Row, amount: int, paid_on: date, purchase_id: int, logged: Row
    ) -> None:
        self._book.add(
            Payment,
            client_id=client.id,
            invoice_id=invoice["id"],
            deal_id=invoice["deal_id"],
            purchase_id=purchase_id,
            activity_id=logged["id"],
            amount=amount,
            paid_on=paid_on,
            author_id=logged["author_id"],
            **_times(logged),
        )

    def _purchase(self, client: DemoClient, deal_id: int | None, day: date, at: datetime, goods: Goods) -> int:
        known = self._rng.random() > 0.04
        purchase = self._book.add(
            Purchase,
            client_id=client.id,
            deal_id=deal_id,
            day=day,
            amount=goods.amount,
            cost=goods.cost if known else None,
            is_return=False,
            author_id=client.kept_by(day).id if day >= self._since else None,
            happened_at=at,
            received_at=at,
            stored_at=at,
        )
        for product_id, quantity, amount, cost in goods.lines:
            line = {"product_id": product_id, "quantity": Decimal(quantity), "amount": amount}
            self._book.add(PurchaseLine, purchase_id=purchase["id"], cost=cost if known else None, **line)
        client.days.append(day)
        return int(purchase["id"])

    # Deals

    def deal(self, client: DemoClient, last_day: date, path: tuple[str, ...], *, lost: bool = False) -> Row | None:
        """A deal that came to the last stage of its path on that day; None when there was no room for it.

        From an issued invoice it goes on by itself: paid in full it is won, else it waits.
        """
        rep = client.kept_by(last_day)
        last = rep.day_from(last_day)
        if last is None:
            return None
        stages = self._without_some(path)
        start = max(rep.day_until(last - self._length()), client.created.date() + timedelta(days=1))
        room = rep.days_between(start, last)
        if not room and len(stages) > 1:
            return None
        stages = stages[:1] + stages[len(stages) - min(len(stages) - 1, len(room)) :]
        days = [*sorted(self._rng.sample(room, len(stages) - 1)), last]
        deal: Row | None = None
        for stage, day in zip(stages, days, strict=True):
            at = rep.moment(day)
            if at is None:
                return deal
            deal = deal or self._open(client, rep, day, at)
            self._step(client, deal, stage, day, at)
        if lost and deal:
            self._lose(client, deal, rep, last)
        return deal

    def _length(self) -> timedelta:
        """How long before its last stage a deal began."""
        quick = self._rng.random() < QUICK
        return timedelta(days=self._rng.randint(1, 9) if quick else self._rng.randint(8, 45))

    def _without_some(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Some go without a meeting («минуя»)."""
        if self._rng.random() > SKIPS_MEETINGS or path[-1] in (MEETING_SET, MEETING_HELD):
            return path
        return tuple(stage for stage in path if stage not in (MEETING_SET, MEETING_HELD))

    def _open(self, client: DemoClient, rep: Rep, day: date, at: datetime) -> Row:
        goods = self._goods(client)
        product_id = goods.lines[0][0]
        deal = self._book.add(
            Deal,
            client_id=client.id,
            title=words.PRODUCTS[product_id - 1][1],
            amount=goods.amount if self._rng.random() > 0.06 else None,
            cost=goods.cost,
            product_id=product_id,
            source=client.row["source"],
            created_on=day,
            expected_close_on=day + timedelta(days=self._rng.randint(20, 60)),
            stage=CONTACT,
            state=DealState.OPEN,
            stage_since=at,
            happened_at=at,
            received_at=at,
            stored_at=at,
        )
        self._own(client, deal, rep, day)
        return deal

    def _own(self, client: DemoClient, deal: Row, rep: Rep, day: date) -> None:
        self._book.add(DealOwner, deal_id=deal["id"], member_id=rep.id, since=day, until=None)

    def _step(self, client: DemoClient, deal: Row, stage: str, day: date, at: datetime) -> None:
        """One stage: the activity that made it, and for an invoice all the money that follows."""
        if stage == INVOICE:
            goods = self._goods(client)
            deal.update(amount=goods.amount, cost=goods.cost, product_id=goods.lines[0][0])
            paid = self._bill(client, deal, at, day, goods)
            if paid:
                self._win(client, deal, paid)
            return
        self._move(client, deal, stage, self._stage_activity(client, deal, stage, at))

    def _stage_activity(self, client: DemoClient, deal: Row, stage: str, at: datetime) -> Row:
        if stage == CONTACT:
            return self._diary.call(client, at, self._rng.choice((Outcome.AGREED, Outcome.TALKED)), deal["id"])
        if stage == MEETING_SET:
            return self._diary.log(client, ActivityKind.MEETING_SET, at, deal=deal["id"])
        if stage == MEETING_HELD:
            outcome = self._rng.choice((Outcome.AGREED, Outcome.AGREED, Outcome.THINKING))
            comment = self._rng.choice(words.MEETING_COMMENTS)
            return self._diary.log(client, ActivityKind.MEETING, at, outcome, deal["id"], comment)
        comment = self._rng.choice(words.OFFER_COMMENTS)
        return self._diary.log(client, ActivityKind.OFFER, at, None, deal["id"], comment)

    def _move(self, client: DemoClient, deal: Row, stage: str, logged: Row) -> None:
        before = self._changed(deal)
        if before is None:
            deal.update(_times(logged))
        deal.update(stage=stage, stage_since=logged["happened_at"])
        self._change(deal, before, DealState.OPEN, logged)

    def _win(self, client: DemoClient, deal: Row, logged: Row) -> None:
        before = self._changed(deal)
        closed = client.kept_by(logged["happened_at"].date()).schedule.local_date(logged["happened_at"])
        deal.update(stage=PAID, stage_since=logged["happened_at"], state=DealState.WON, closed_on=closed)
        self._change(deal, before, DealState.WON, logged)

    def _lose(self, client: DemoClient, deal: Row, rep: Rep, after: date) -> None:
        closed = rep.day_from(after + timedelta(days=self._rng.randint(2, 16)))
        at = rep.moment(closed) if closed else None
        if closed is None or at is None:
            return
        before = self._changed(deal)
        reason = _drawn(self._rng, REASONS)
        logged = self._diary.call(client, at, Outcome.REFUSED, deal["id"])
        deal.update(
            state=DealState.LOST,
            closed_on=closed,
            lost_reason=reason,
            lost_words=self._rng.choice(OTHER_WORDS) if reason == "other" else None,
            competitor_id=self._competitor() if reason == "competitor" else None,
            return_on=closed + timedelta(days=self._rng.randint(60, 240)) if self._rng.random() < 0.5 else None,
        )
        self._change(deal, before, DealState.LOST, logged)

    def _competitor(self) -> int:
        return self._rng.randint(1, len(self._book.rows(Competitor)))

    def _changed(self, deal: Row) -> tuple[str, DealState] | None:
        """Stage and state before this change; None at the deal's very beginning."""
        return (deal["stage"], deal["state"]) if deal["id"] in self._begun else None

    def _change(self, deal: Row, before: tuple[str, DealState] | None, state: DealState, logged: Row) -> None:
        self._begun.add(deal["id"])
        self._book.add(
            StageChange,
            deal_id=deal["id"],
            from_stage=before[0] if before else None,
            to_stage=deal["stage"],
            from_state=before[1] if before else None,
            to_state=state,
            lost_reason=deal.get("lost_reason"),
            author_id=logged["author_id"],
            activity_id=logged["id"],
            **_times(logged),
        )

    # What did not become an order

    def losses(self, rep: Rep, clients: list[DemoClient]) -> None:
        """Deals that did not happen, more of them where the rep has less luck."""
        for _ in range(round(rep.habit.losses * len(clients))):
            client = self._rng.choice(clients)
            day = self._rng.choice(rep.days)
            stage = _drawn(self._rng, LOST_AT)
            if client.kept_by(day) is rep and client.created.date() < day:
                self.deal(client, day, _path_to(stage), lost=True)

    def still_open(self, rep: Rep, clients: list[DemoClient]) -> None:
        """The present pipeline: most of it fresh, a third of it standing still."""
        for client in self._rng.sample(clients, min(OPEN_DEALS, len(clients))):
            stands = self._rng.randint(0, 12) if self._rng.random() < 0.65 else self._rng.randint(20, 70)
            self.deal(client, rep.day_until(rep.today - timedelta(days=stands)), _path_to(_drawn(self._rng, LOST_AT)))


def _path_to(stage: str) -> tuple[str, ...]:
    return PATH[: PATH.index(stage) + 1]


def _drawn(rng: Random, chances: tuple[tuple[str, int], ...]) -> str:
    (drawn,) = rng.choices([name for name, _ in chances], [weight for _, weight in chances])
    return drawn


def _times(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("happened_at", "received_at", "stored_at")}
