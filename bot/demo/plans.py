"""Plans of the demo company, a little above what its reps do, and what its advertising cost."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from bot.demo import words
from bot.demo.book import Book
from bot.demo.clients import DemoClient
from bot.demo.people import Cast
from domain.tables import (
    ActivityPlan,
    Deal,
    DealState,
    Payment,
    PlanLine,
    PlanPer,
    SalesPlan,
    SalesPlanLine,
    Spend,
)
from domain.worktime import next_month

ACTIVITY_PLAN = (
    (PlanLine.CALLS, PlanPer.DAY, 10, False),
    (PlanLine.OFFERS, PlanPer.DAY, 2, True),
    (PlanLine.MEETINGS, PlanPer.WEEK, 3, False),
)
ROUND = 5_000_000
QUARTER = 3
"""A plan is what came in the three months before, and a little more."""
NEW_A_MONTH = 2
REACTIVATED_A_MONTH = 1


def add_plans(book: Book, cast: Cast, since: date, rng: Random) -> None:
    """Activity plans since the first day; sales plans of every month and the next one; spend of paid sources."""
    months = _months(since, cast.reps[0].today)
    for rep in cast.reps:
        for line, per, number, focus in ACTIVITY_PLAN:
            values = {"line": line, "per": per, "number": number, "is_focus": focus}
            book.add(ActivityPlan, member_id=rep.id, since=since, until=None, **values)
    paid = _paid_by_month(book)
    won = round(sum(row["state"] is DealState.WON for row in book.rows(Deal)) / len(cast.reps) / len(months))
    for rep in cast.reps:
        for number, month in enumerate(months):
            before = [paid[rep.id, one] for one in months[max(0, number - QUARTER) : number] or [month]]
            aim = sum(before) / len(before) * rng.uniform(0.95, 1.12)
            _sales_plan(book, rep.id, month, max(round(aim / ROUND), 1) * ROUND, max(2, won + 1))
    for source, amount in words.PAID_SOURCES.items():
        for month in months[:-1]:
            book.put(Spend, source=source, month=month, amount=round(amount * rng.uniform(0.7, 1.3) / 1e5) * 100_000)


def _months(since: date, today: date) -> list[date]:
    months = [since.replace(day=1)]
    while months[-1] <= today:
        months.append(next_month(months[-1]))
    return months


def _paid_by_month(book: Book) -> Counter[tuple[int, date]]:
    """Kopecks by author and month."""
    paid: Counter[tuple[int, date]] = Counter()
    for row in book.rows(Payment):
        paid[row["author_id"], row["paid_on"].replace(day=1)] += row["amount"]
    return paid


def _sales_plan(book: Book, member_id: int, month: date, payments: int, won: int) -> None:
    for line, value in (
        (SalesPlanLine.PAYMENTS, payments),
        (SalesPlanLine.DEALS_WON, won),
        (SalesPlanLine.NEW_CLIENTS, NEW_A_MONTH),
        (SalesPlanLine.REACTIVATED, REACTIVATED_A_MONTH),
    ):
        book.add(SalesPlan, member_id=member_id, month=month, line=line, value=value, since=month, until=None)


def declare_losses(clients: list[DemoClient], manager_id: int, rng: Random) -> None:
    """Some of the long silent are declared lost with a reason, two are closed."""
    silent = [client for client in clients if client.pattern.name == "lost" and client.days]
    reasons = ("client_competitor", "spoiled_relations", "decision_maker_changed")
    for client, reason in zip(silent, reasons, strict=False):
        day = client.keeper.day_until(max(client.days) + timedelta(days=100))
        client.row.update(lost_at=client.keeper.hours[day][0] + timedelta(hours=3), lost_reason=reason)
    for client in silent[len(reasons) : len(reasons) + 2]:
        day = client.keeper.day_until(max(client.days) + timedelta(days=rng.randint(90, 130)))
        closed = client.keeper.hours[day][0] + timedelta(hours=2)
        client.row.update(closed_at=closed, close_confirmed_by=manager_id)
