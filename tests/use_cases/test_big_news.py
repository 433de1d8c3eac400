"""A deal won by another's hand, big money and big losses are told at once; who did it himself sees his own screen."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from bot.runner import perform
from domain.push_kinds import PUSH_KINDS, Volume
from domain.tables import Notification
from domain.use_case import Cause
from domain.use_cases.deals import DealDraft, lose_deal, open_deal, reopen_deal, set_amount
from domain.use_cases.money import record_payment
from domain.use_cases.money_back import cancel_payment
from tests.harness import Office, plain
from tests.use_cases.sales import Sales, open_sales

USUAL, BIG = 150_000_00, 700_000_00
NEWS = ("deal_won", "team_win", "big_payment", "big_loss")


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def a_deal(sales: Sales, amount: int) -> tuple[int, int]:
    client = await sales.client("Ромашка")
    return client, (await sales.run(open_deal, "Анна", DealDraft(client, amount))).deal_id


async def told(sales: Sales) -> Sequence[tuple[str, str]]:
    names = {member: name for name, member in sales.ids.items()}
    rows = await sales.read(lambda s: s.scalars(select(Notification).order_by(Notification.id)).all())
    return sorted((row.kind, names[row.recipient_id]) for row in rows if row.kind in NEWS)


async def test_another_s_payment_wins_a_deal_and_its_owner_is_told(sales: Sales) -> None:
    client, deal = await a_deal(sales, USUAL)
    await sales.run(record_payment, "Вера", client, deal_id=deal)
    assert await told(sales) == [("deal_won", "Анна")]


async def test_who_wins_by_his_own_hand_is_not_told_what_he_sees(sales: Sales) -> None:
    client, deal = await a_deal(sales, USUAL)
    await sales.run(record_payment, "Анна", client, deal_id=deal)
    assert await told(sales) == []


async def test_a_deal_won_by_a_mended_sum_is_told_too(sales: Sales) -> None:
    client, deal = await a_deal(sales, USUAL)
    await sales.run(record_payment, "Анна", client, USUAL // 2, deal_id=deal)
    await sales.run(set_amount, "Вера", deal, USUAL // 2)
    assert await told(sales) == [("deal_won", "Анна")]


async def test_a_big_payment_is_told_to_who_leads_and_the_big_win_to_the_team(sales: Sales) -> None:
    client, deal = await a_deal(sales, BIG)
    await sales.run(record_payment, "Анна", client, deal_id=deal)
    assert await told(sales) == [("big_payment", "Вера"), ("team_win", "Борис")]


async def test_a_big_payment_of_another_s_hand_is_told_to_the_owner_once(sales: Sales) -> None:
    client, deal = await a_deal(sales, BIG)
    await sales.run(record_payment, "Глеб", client, deal_id=deal)
    assert await told(sales) == [("big_payment", "Анна"), ("big_payment", "Вера"), ("team_win", "Борис")]


async def test_a_big_payment_without_a_deal_is_the_keepers_matter(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(record_payment, "Вера", client, BIG)
    assert await told(sales) == [("big_payment", "Анна")]


async def test_a_big_loss_is_told_to_who_leads_and_a_usual_one_is_not(sales: Sales) -> None:
    _, usual = await a_deal(sales, USUAL)
    await sales.run(lose_deal, "Анна", usual, "price")
    assert await told(sales) == []
    _, big = await a_deal(sales, BIG)
    await sales.run(lose_deal, "Анна", big, "price")
    assert await told(sales) == [("big_loss", "Вера")]


async def test_won_taken_back_and_won_again_the_same_day_is_told_once(sales: Sales) -> None:
    client, deal = await a_deal(sales, USUAL)
    paid = await sales.run(record_payment, "Вера", client, deal_id=deal)
    await sales.run(cancel_payment, "Вера", paid.payment_id)
    await sales.run(record_payment, "Вера", client, deal_id=deal)
    assert await told(sales) == [("deal_won", "Анна")]


@pytest.mark.parametrize(("kind", "volume"), zip(NEWS, ["silent", "silent", "loud", "loud"], strict=True))
def test_big_money_is_loud_and_the_rest_silent(kind: str, volume: str) -> None:
    assert PUSH_KINDS[kind].volume is Volume(volume)


# As it is read


async def in_office(office: Office) -> Sales:
    ids = {name: phone.member_id for name, phone in office.phones.items() if phone.member_id is not None}
    return Sales(office.database, ids, now=office.clock.now())


async def test_the_words_of_a_big_win(office: Office) -> None:
    sales = await in_office(office)
    client, deal = await a_deal(sales, BIG)
    await sales.run(record_payment, "Глеб", client, deal_id=deal)
    await office.later(seconds=2)
    said = "💰 «Ромашка»: оплата 700 000 ₽. Запись: Глеб. Сделка выиграна 🎉"
    assert plain(office.anna.screen.text) == plain(office.vera.screen.text) == said
    assert office.boris.screen.text == "🎉 Анна: крупная сделка выиграна!"
    assert "Ромашка" in (await office.vera.tap("Сделка")).text


async def test_the_words_of_an_owners_win_and_of_a_big_loss(office: Office) -> None:
    sales = await in_office(office)
    client, deal = await a_deal(sales, USUAL)
    await sales.run(record_payment, "Вера", client, deal_id=deal)
    _, lost = await a_deal(sales, BIG)
    await sales.run(lose_deal, "Анна", lost, "competitor", "Мебельград")
    await office.later(seconds=2)
    won = "🎉 Ваша сделка выиграна: «Ромашка», 150 000 ₽. Оплату записали за вас: Вера."
    assert plain(office.anna.screen.text) == won
    said = plain(office.vera.screen.text)
    assert said.startswith("«Ромашка»: сделка на 700 000 ₽ не состоялась, этап «Контакт».")
    assert "Мебельград" in said
    assert said.endswith("Ведёт: Анна.")


async def test_what_was_taken_back_before_it_was_told_is_not_told(office: Office) -> None:
    sales = await in_office(office)
    night = office.clock.now().replace(hour=19) + timedelta(hours=3)
    _, lost = await a_deal(sales, BIG)
    sales.now = night
    await sales.run(lose_deal, "Анна", lost, "price")
    cause = Cause("42:again", night + timedelta(minutes=1), night + timedelta(minutes=1))
    await office.database.write(perform(reopen_deal, sales.ids["Анна"], cause, lost))
    before = len(office.vera.heard)
    await office.later(hours=24)
    assert not any("не состоялась" in screen.text for screen in office.vera.heard[before:])
