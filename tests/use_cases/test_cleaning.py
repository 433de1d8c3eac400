"""The base is gone through in its weakest month, a few cards a working day, by taps."""

from datetime import date

import pytest_asyncio
from sqlalchemy.orm import Session

from bot.database import Database
from domain.nudges.cleaning import weakest_month
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.use_cases.nudges import answer_nudge, take_back_answer
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

MONDAY_OF_CLEANING = date(2027, 1, 11)  # the first working day of January 2027


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return (await open_sales(database)).on(MONDAY_OF_CLEANING)


async def cards(sales: Sales, day: date = MONDAY_OF_CLEANING) -> list[Nudge]:
    nudges = await sales.read(lambda s: today_nudges(s, sales.ids["Анна"], day))
    return [one for one in nudges if one.kind == "cleaning"]


async def answered(sales: Sales, card: Nudge, answer: str) -> int:
    return (await sales.run(answer_nudge, "Анна", "cleaning", card.subject, answer)).answer_id


async def test_a_few_cards_a_day_so_that_the_month_suffices(sales: Sales) -> None:
    for number in range(30):
        await sales.client(f"Клиент {number}")
    assert len(await cards(sales)) == 2  # thirty cards in fifteen working days
    assert await cards(sales, date(2027, 2, 1)) == []
    assert await cards(sales, date(2027, 1, 16)) == []  # a Saturday


async def test_a_card_gone_through_counts_and_the_days_number_is_kept(sales: Sales) -> None:
    for number in range(30):
        await sales.client(f"Клиент {number}")
    first, second = await cards(sales)
    said = await answered(sales, first, "checked")
    left = await cards(sales)
    assert [(one.subject, one.facts["done"], one.facts["of"]) for one in left] == [(second.subject, 1, 30)]
    assert (await sales.facts(first.client_id or 0)).checked_on == MONDAY_OF_CLEANING
    await sales.run(take_back_answer, "Анна", said)
    assert (await sales.facts(first.client_id or 0)).checked_on is None
    assert len(await cards(sales)) == 2


async def test_who_is_closed_is_asked_of_the_manager(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    (card,) = await cards(sales)
    await answered(sales, card, "closed")
    facts = await sales.facts(client)
    assert facts.close_asked_at is not None
    assert facts.checked_on == MONDAY_OF_CLEANING
    assert await cards(sales) == []


async def test_a_card_skipped_does_not_come_again_this_month(sales: Sales) -> None:
    await sales.client("Ромашка")
    (card,) = await cards(sales)
    await answered(sales, card, "skipped")
    assert await cards(sales) == []
    assert await cards(sales, date(2027, 1, 20)) == []


async def test_cards_skipped_give_way_to_the_next(sales: Sales) -> None:
    for number in range(30):
        await sales.client(f"Клиент {number}")
    skipped = await cards(sales)
    for card in skipped:
        await answered(sales, card, "skipped")
    following = await cards(sales)
    assert len(following) == 2
    assert not {card.subject for card in following} & {card.subject for card in skipped}
    assert [card.facts["of"] for card in following] == [28, 28]


async def test_the_weakest_month_is_of_own_sales(sales: Sales) -> None:
    client = await sales.client("Ромашка")

    def sold(session: Session) -> None:
        for month in range(1, 13):
            buy(session, client, date(2026, month, 3), 1_000_00 if month == 8 else 9_000_00)

    await sales.write(sold)
    assert await sales.read(lambda s: weakest_month(s, MONDAY_OF_CLEANING)) == 8
