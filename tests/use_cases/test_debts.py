"""Who owes us. Rule: "Money"."""

from datetime import date, timedelta

import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.debts import Age, Debt, Unpaid, age_of, debts
from domain.errors import BadChoice
from domain.periods import ALL_TIME, month_of
from domain.readers.cuts import member_code
from domain.readers.debts import DebtReport, debt_invoices, debt_report
from domain.readers.looks import Look
from domain.tables import Invoice, Payment
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
EVER = Look(ALL_TIME)
TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def bill(sales: Sales, client: int, amount: int, late: int, *paid: int, issued: date = TODAY) -> None:
    """An invoice `late` days past its day, and what was paid of it."""

    def job(session: Session) -> None:
        due = TODAY - timedelta(days=late)
        invoice = Invoice(client_id=client, amount=amount, issued_on=issued, due_on=due, number="7", **TIMES)
        session.add(invoice)
        session.flush()
        session.add_all(
            Payment(client_id=client, invoice_id=invoice.id, amount=part, paid_on=TODAY, **TIMES) for part in paid
        )

    await sales.write(job)


async def report(sales: Sales, who: str = "Глеб", look: Look = EVER) -> DebtReport:
    return await sales.read(debt_report, sales.ids[who], look, TODAY)


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (-5, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.WEEK),
        (7, Age.WEEK),
        (8, Age.MONTH),
        (30, Age.MONTH),
        (31, Age.LONGER),
    ],
)
def test_on_its_very_day_an_invoice_is_not_late(late: int, age: Age) -> None:
    assert age_of(TODAY - timedelta(days=late), TODAY) is age


def test_every_cut_sums_to_the_same_debt() -> None:
    rows = [Unpaid(n % 3, n % 2 or None, TODAY - timedelta(days=n * 5 - 10), n * 100) for n in range(1, 12)]
    found = debts(rows, TODAY)
    for cut in (found.ages.values(), [debt for _, debt in found.clients], [debt for _, debt in found.owners]):
        assert sum(debt.amount for debt in cut) == found.total.amount


async def test_what_is_left_of_an_invoice_is_the_debt(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята", keeper="Борис")
    await bill(sales, rose, 1000, 40, 300)
    await bill(sales, rose, 500, 3, 500)
    await bill(sales, mint, 700, -2)
    found = await report(sales)
    assert found.debts.total == Debt(2, 1400, 1, 700)
    assert (found.debts.ages[Age.LONGER].amount, found.debts.ages[Age.NOT_DUE].amount) == (700, 700)
    assert [found.clients[key] for key, _ in found.debts.clients] == ["Ромашка", "Мята"]
    assert [found.owners[key or 0] for key, _ in found.debts.owners] == ["Анна", "Борис"]


async def test_a_rep_sees_the_debts_of_his_own(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята", keeper="Борис")
    await bill(sales, rose, 1000, 5)
    await bill(sales, mint, 700, 5)
    assert (await report(sales, "Анна")).debts.total.amount == 1000
    assert (await report(sales, "Вера", Look(ALL_TIME, member_code(sales.ids["Борис"])))).debts.total.amount == 700


async def test_a_period_is_of_the_day_an_invoice_was_issued(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await bill(sales, rose, 1000, 5)
    await bill(sales, rose, 700, 5, issued=date(2026, 10, 1))
    assert (await report(sales, look=Look(month_of(TODAY)))).debts.total.amount == 1000


async def test_the_rows_behind_every_figure_are_as_many(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    for late in (-1, 0, 1, 7, 8, 30, 31, 90):
        await bill(sales, rose, 1000, late)
    found = (await report(sales)).debts

    async def total(what: str) -> int:
        listing = await sales.read(debt_invoices, sales.ids["Глеб"], EVER, TODAY, what, 0)
        return int(listing.total)

    assert (await total("all"), await total("overdue")) == (found.total.number, found.total.overdue) == (8, 6)
    assert [await total(age) for age in Age] == [found.ages[age].number for age in Age] == [2, 2, 2, 2]
    with pytest.raises(BadChoice):
        await total("never")
