"""Whom to win back: who is lost, why, in which order, once a month."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.nudges.reanimation import reanimation_for_manager
from domain.nudges.today import today_nudges
from domain.readers.reanimation import gone, past_profits
from domain.settings import Company
from domain.tables import Deal, DealState, Product, PurchaseLine
from domain.use_cases.client_endings import declare_lost
from domain.use_cases.deals import DealDraft, lose_deal, open_deal
from domain.use_cases.nudges import answer_nudge, take_back_answer
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = date(2026, 12, 1)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return (await open_sales(database)).on(TODAY)


async def lost(sales: Sales, name: str, amount: int, cost: int | None = 0, **details: Any) -> int:
    client = await sales.client(name, silent_from=date(2026, 3, 1), **details)

    def bought(session: Session) -> None:
        for month in (10, 11, 12):
            buy(session, client, date(2025, month, 1), amount, cost)

    await sales.write(bought)
    return client


async def named(sales: Sales, name: str = "Анна", day: date = TODAY) -> list[str | None]:
    nudges = await sales.read(lambda s: today_nudges(s, sales.ids[name], day))
    return [one.client for one in nudges if one.kind == "reanimation"]


async def test_the_lost_come_by_past_profit_and_then_by_potential(sales: Sales) -> None:
    await lost(sales, "Малый", 10_000_00)
    await lost(sales, "Крупный", 90_000_00)
    await lost(sales, "Убыточный", 500_000_00, 600_000_00)
    await lost(sales, "Неизвестный", 70_000_00, None, potential=60_000_00)
    assert await named(sales) == ["Крупный", "Неизвестный", "Малый", "Убыточный"]


async def test_why_he_left_is_said(sales: Sales) -> None:
    client = await lost(sales, "Ромашка", 10_000_00)
    await sales.run(declare_lost, "Анна", client, "client_competitor", "Мебельград")
    found = await sales.read(lambda s: gone(s, {sales.ids["Анна"]}, TODAY))
    assert [(one.reason, one.words) for one in found] == [("client_competitor", "Мебельград")]


async def test_it_is_said_on_the_months_first_working_day_alone(sales: Sales) -> None:
    await lost(sales, "Ромашка", 10_000_00)
    assert await named(sales, day=TODAY) == ["Ромашка"]
    assert await named(sales, day=date(2026, 12, 2)) == []
    assert await named(sales, day=date(2027, 1, 1)) == []
    assert await named(sales, day=date(2027, 1, 11)) == ["Ромашка"]  # after the holidays


async def test_a_lost_deal_comes_when_its_day_to_return_has_come(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 50_000_00))).deal_id
    await sales.run(lose_deal, "Анна", deal, "timing", return_on=date(2026, 12, 20))
    assert await named(sales) == []
    assert await named(sales, day=date(2027, 1, 11)) == ["Ромашка"]


async def test_with_whom_a_new_deal_is_worked_is_not_named(sales: Sales) -> None:
    client = await lost(sales, "Ромашка", 10_000_00)
    await sales.run(open_deal, "Анна", DealDraft(client, 50_000_00))
    assert await named(sales) == []


async def test_who_will_not_come_back_is_to_be_closed_which_the_manager_confirms(sales: Sales) -> None:
    client = await lost(sales, "Ромашка", 10_000_00)
    said = await sales.run(answer_nudge, "Анна", "reanimation", f"client:{client}", "never")
    assert (await sales.facts(client)).close_asked_at is not None
    assert await named(sales) == []
    await sales.run(take_back_answer, "Анна", said.answer_id)
    assert (await sales.facts(client)).close_asked_at is None
    assert await named(sales) == ["Ромашка"]


async def test_a_deal_given_up_is_not_returned_to(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 50_000_00))).deal_id
    await sales.run(lose_deal, "Анна", deal, "timing", return_on=TODAY)
    said = await sales.run(answer_nudge, "Анна", "reanimation", f"deal:{deal}", "never")
    assert await named(sales) == []
    assert not (await sales.facts(client)).close_asked_at
    await sales.run(take_back_answer, "Анна", said.answer_id)
    kept = await sales.read(lambda s: (s.get_one(Deal, deal).return_on, s.get_one(Deal, deal).state))
    assert kept == (TODAY, DealState.LOST)


async def test_later_comes_on_its_day_whatever_the_month(sales: Sales) -> None:
    client = await lost(sales, "Ромашка", 10_000_00)
    await sales.run(answer_nudge, "Анна", "reanimation", f"client:{client}", "later", date(2026, 12, 15))
    assert await named(sales, day=date(2026, 12, 14)) == []
    assert await named(sales, day=date(2026, 12, 15)) == ["Ромашка"]


async def test_profit_is_of_the_purchase_else_of_its_lines_else_by_the_channels_margin(sales: Sales) -> None:
    def bought(session: Session, client: int) -> None:
        purchase = buy(session, client, "2025-10-01", 1000_00, None)
        product = Product(name=f"Стул {client}", search_name=f"стул {client}", cost=100_00)
        session.add(product)
        session.flush()
        line = PurchaseLine(purchase_id=purchase, product_id=product.id, quantity=Decimal("2.5"), amount=400_00)
        session.add(line)

    retail = await sales.client("Розница", channel="розница")
    other = await sales.client("Прочий")
    for client in (retail, other):
        await sales.write(partial(bought, client=client))
    chosen = Company(margin_by_channel={"розница": 0.3})
    found = await sales.read(lambda s: past_profits(s, [retail, other], chosen))
    assert found == {retail: 400_00 - 250_00 + 180_00, other: None}


async def test_the_manager_hears_of_his_team_at_the_months_start(sales: Sales) -> None:
    await lost(sales, "Ромашка", 10_000_00)
    team = {sales.ids["Анна"], sales.ids["Борис"]}
    assert [one.client for one in await sales.read(lambda s: reanimation_for_manager(s, team, TODAY))] == ["Ромашка"]
    assert await sales.read(lambda s: reanimation_for_manager(s, team, date(2026, 12, 20))) == []
