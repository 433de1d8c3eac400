"""Which clients ask for something on which morning, for how much, and what an answer does."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nudges import loyal
from domain.nudges.nudge import Nudge, NudgeKind
from domain.nudges.takes_less import Less, took_less
from domain.nudges.today import today_nudges
from domain.nudges.unpaid import unpaid_for_manager
from domain.purchases import rebuild_purchase_facts
from domain.readers.day_classes import loyal_among
from domain.tables import Absence, AbsenceKind, Activity, ActivityKind, Client, Invoice, Keeper, Payment
from tests.counted import count_day
from tests.dialogs.logged import task
from tests.harness import MONDAY, MOSCOW, Office, add_client
from tests.use_cases.buying import buy

TUESDAY = date(2026, 11, 24)
WORTH = 8_000_000


async def of_kind(office: Office, kind: NudgeKind, day: date = TUESDAY) -> list[Nudge]:
    anna = office.anna.member_id or 0
    found = await office.read(lambda session: today_nudges(session, anna, day))
    return [nudge for nudge in found if nudge.kind is kind]


async def names(office: Office, kind: NudgeKind, day: date = TUESDAY) -> list[str | None]:
    return [nudge.client for nudge in await of_kind(office, kind, day)]


async def a_client(office: Office, name: str, **columns: Any) -> int:
    made: int = await office.write(lambda session: add_client(session, office.anna.member_id or 0, name, **columns))
    return made


async def an_invoice(office: Office, client_id: int, due_on: date, amount: int = WORTH) -> int:
    def write(session: Session) -> int:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        bill = Invoice(client_id=client_id, amount=amount, issued_on=due_on, due_on=due_on, **times)
        session.add(bill)
        session.flush()
        return bill.id

    made: int = await office.write(write)
    return made


# Unpaid


@pytest.mark.parametrize(
    ("due_on", "mornings"),
    [
        (date(2026, 11, 16), [date(2026, 11, 19), date(2026, 11, 23), date(2026, 11, 30)]),
        (date(2026, 11, 18), [date(2026, 11, 23), date(2026, 11, 25), date(2026, 12, 2)]),  # the third was a Saturday
    ],
)
async def test_an_unpaid_invoice_is_said_three_seven_and_fourteen_days_after_its_day(
    office: Office, due_on: date, mornings: list[date]
) -> None:
    await an_invoice(office, await a_client(office, "Ромашка"), due_on)
    days = [due_on + timedelta(days=number) for number in range(30)]
    working = [day for day in days if day.weekday() < 5]
    assert [day for day in working if await names(office, NudgeKind.UNPAID, day)] == mornings


async def test_what_fell_on_leave_is_said_when_he_is_back(office: Office) -> None:
    away = Absence(
        member_id=office.anna.member_id or 0,
        kind=AbsenceKind.VACATION,
        first_day=date(2026, 11, 18),
        last_day=date(2026, 11, 23),
    )
    await office.write(lambda session: session.add(away))
    await an_invoice(office, await a_client(office, "Ромашка"), date(2026, 11, 16))
    assert await names(office, NudgeKind.UNPAID, TUESDAY) == ["Ромашка"]


async def test_what_is_left_of_an_invoice_is_what_it_is_worth(office: Office) -> None:
    client_id = await a_client(office, "Ромашка")
    bill = await an_invoice(office, client_id, date(2026, 11, 21))

    def pay(session: Session) -> None:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        session.add(Payment(client_id=client_id, invoice_id=bill, amount=3_000_000, paid_on=MONDAY.date(), **times))

    await office.write(pay)
    (nudge,) = await of_kind(office, NudgeKind.UNPAID)
    assert (nudge.subject, nudge.worth) == (f"invoice:{bill}", 5_000_000)


async def test_after_the_third_time_the_invoice_is_the_managers(office: Office) -> None:
    await an_invoice(office, await a_client(office, "Ромашка"), date(2026, 11, 9))
    anna = {office.anna.member_id or 0}
    on_the_day = await office.read(lambda session: unpaid_for_manager(session, anna, date(2026, 11, 23)))
    after = await office.read(lambda session: unpaid_for_manager(session, anna, date(2026, 11, 24)))
    assert (on_the_day, [nudge.client for nudge in after]) == ([], ["Ромашка"])


# Loyal


async def some_buyers(office: Office) -> dict[str, int]:
    """Ten who buy every month till the end of October, the first with the most profit; the tenth with none; counted."""

    def write(session: Session) -> dict[str, int]:
        ids = {}
        for number in range(10):
            name = f"Клиент {number}"
            ids[name] = client_id = add_client(session, office.anna.member_id or 0, name)
            amount = (10 - number) * 1_000_000
            for month in range(1, 11):
                buy(session, client_id, date(2026, month, 20), amount, cost=amount if number == 9 else amount // 2)
        session.flush()
        rebuild_purchase_facts(session)
        count_day(session, TUESDAY)
        return ids

    made: dict[str, int] = await office.write(write)
    return made


async def test_a_loyal_client_is_named_once_his_rhythm_has_passed_and_a_low_profit_one_is_not(office: Office) -> None:
    """Every 30.3 days, the last on 20 October: in time until 19 November."""
    await some_buyers(office)
    assert not await names(office, NudgeKind.LOYAL, date(2026, 11, 19))
    named = await names(office, NudgeKind.LOYAL, date(2026, 11, 20))
    assert named[0] == "Клиент 0"
    assert "Клиент 9" not in named


async def test_a_loyal_client_to_whom_a_call_is_promised_is_not_named(office: Office) -> None:
    ids = await some_buyers(office)

    await task(office, ids["Клиент 0"], at=MONDAY + timedelta(days=3))
    assert "Клиент 0" not in await names(office, NudgeKind.LOYAL)


async def test_of_the_loyal_the_manager_hears_of_a_and_1x(office: Office) -> None:
    ids = await some_buyers(office)
    anna = {office.anna.member_id or 0}
    told = await office.read(lambda session: loyal.loyal_for_manager(session, anna, TUESDAY))
    classes = await office.read(lambda session: loyal_among(session, ids.values()))
    assert [nudge.client for nudge in told][:2] == ["Клиент 0", "Клиент 1"]
    assert len(told) < len(classes)
    assert all(classes[nudge.client_id or 0].is_managers for nudge in told)


async def test_the_loyal_come_before_all_others(office: Office) -> None:
    ids = await some_buyers(office)
    await an_invoice(office, ids["Клиент 3"], date(2026, 11, 21), amount=90_000_000)
    await office.until(datetime(2026, 11, 24, 9, 5, tzinfo=MOSCOW))
    lines = office.anna.screen.text.split("\n")
    assert lines[1].startswith("💚 «Клиент 0» покупает раз в 30 дней, прошло 35")


# Takes less


def test_less_is_the_last_three_against_the_six_before() -> None:
    before = [100] * 6
    share = Fraction(3, 5)
    assert took_less([59, 60, 60, *before], share) == Less(59, 100)
    assert took_less([60, 60, 60, *before], share) is None, "exactly 60 % is not less"
    assert took_less([10, 10, 10, *before[1:]], share) is None, "nine purchases are needed"
    assert took_less([10, 10, 10, *before, 100_000], share) == Less(10, 100), "the tenth is too old"


async def who_takes_less(office: Office) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, "Лютик")
        for number in range(9):
            amount = 10_000_000 if number < 6 else 4_000_000
            buy(session, client_id, date(2026, 9, 15) + timedelta(days=8 * number), amount)
        session.flush()
        rebuild_purchase_facts(session)
        return client_id

    made: int = await office.write(write)
    return made


async def test_who_takes_less_is_named_with_both_means(office: Office) -> None:
    await who_takes_less(office)
    (nudge,) = await of_kind(office, NudgeKind.TAKES_LESS)
    assert (nudge.client, nudge.worth, nudge.facts["share"]) == ("Лютик", 6_000_000, 40)


async def test_a_return_is_no_purchase(office: Office) -> None:
    client_id = await who_takes_less(office)
    await office.write(lambda session: buy(session, client_id, MONDAY.date(), 9_000_000, returned=True))
    (nudge,) = await of_kind(office, NudgeKind.TAKES_LESS)
    assert nudge.worth == 6_000_000


# After a sale


async def a_sale(office: Office, name: str, *days: date, amount: int = WORTH) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, name)
        for day in days:
            buy(session, client_id, day, amount)
        session.flush()
        rebuild_purchase_facts(session)
        return client_id

    made: int = await office.write(write)
    return made


async def test_a_week_after_a_first_purchase_the_client_is_asked_about(office: Office) -> None:
    await a_sale(office, "Новый", date(2026, 11, 17))
    assert not await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 23))
    assert await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 24)) == ["Новый"]


async def test_it_is_counted_from_the_shipment(office: Office) -> None:
    client_id = await a_sale(office, "Новый", date(2026, 11, 10))
    at = datetime(2026, 11, 18, 15, 0, tzinfo=MOSCOW)
    shipped = Activity(
        kind=ActivityKind.SHIPMENT,
        client_id=client_id,
        author_id=office.anna.member_id,
        happened_at=at,
        received_at=at,
        stored_at=at,
    )
    await office.write(lambda session: session.add(shipped))
    assert not await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 24))
    assert await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 25)) == ["Новый"]


async def test_what_was_paid_long_ago_is_asked_about_after_its_delivery(office: Office) -> None:
    client_id = await a_sale(office, "Новый", date(2026, 9, 1))
    at = datetime(2026, 11, 17, 15, 0, tzinfo=MOSCOW)
    times = {"happened_at": at, "received_at": at, "stored_at": at}
    shipped = Activity(kind=ActivityKind.SHIPMENT, client_id=client_id, author_id=office.anna.member_id, **times)
    await office.write(lambda session: session.add(shipped))
    assert not await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 23))
    assert await names(office, NudgeKind.AFTER_SALE, date(2026, 11, 24)) == ["Новый"]


async def test_who_buys_often_is_not_asked_each_time_and_who_buys_seldom_is(office: Office) -> None:
    day = date(2026, 11, 17)
    await a_sale(office, "Частый", *(day - timedelta(days=7 * number) for number in range(4)))
    await a_sale(office, "Редкий", *(day - timedelta(days=45 * number) for number in range(4)))
    assert await names(office, NudgeKind.AFTER_SALE) == ["Редкий"]


async def test_it_is_worth_what_was_bought_last(office: Office) -> None:
    client_id = await a_sale(
        office, "Редкий", *(date(2026, 11, 17) - timedelta(days=45 * number) for number in range(1, 4))
    )
    await office.write(lambda session: buy(session, client_id, date(2026, 11, 17), 3_000_000))
    await office.write(rebuild_purchase_facts)
    (nudge,) = await of_kind(office, NudgeKind.AFTER_SALE)
    assert nudge.worth == 3_000_000


async def test_a_months_old_sale_is_not_asked_about(office: Office) -> None:
    await a_sale(office, "Новый", date(2026, 10, 20))
    assert not await names(office, NudgeKind.AFTER_SALE)


# All kinds


async def test_a_client_is_named_once_for_the_most_important_reason(office: Office) -> None:
    client_id = await a_sale(
        office, "Редкий", *(date(2026, 11, 17) - timedelta(days=45 * number) for number in range(9))
    )
    await an_invoice(office, client_id, date(2026, 11, 21))
    anna = office.anna.member_id or 0
    found = await office.read(lambda session: today_nudges(session, anna, TUESDAY))
    assert [nudge.kind for nudge in found] == [NudgeKind.UNPAID]


@pytest.mark.parametrize("kind", [NudgeKind.UNPAID, NudgeKind.SILENT, NudgeKind.TAKES_LESS, NudgeKind.AFTER_SALE])
async def test_of_a_closed_client_and_of_a_colleagues_nothing_is_said(office: Office, kind: NudgeKind) -> None:
    closed, given = await who_takes_less(office), await a_sale(office, "Новый", date(2026, 11, 17))
    await an_invoice(office, closed, date(2026, 11, 21))
    await an_invoice(office, given, date(2026, 11, 21))

    def write(session: Session) -> None:
        session.get_one(Client, closed).closed_at = MONDAY
        keeper = session.scalar(select(Keeper).where(Keeper.client_id == given))
        assert keeper is not None
        keeper.member_id = office.boris.member_id or 0

    await office.write(write)
    assert not await names(office, kind)
