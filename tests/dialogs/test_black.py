"""/black, as it is asked for and taken apart."""

from datetime import date

import pytest_asyncio
from sqlalchemy.orm import Session

from domain.defaults import STAGES
from domain.tables import Deal, DealState
from handlers.desk.pictures import caption_of
from tests.harness import MONDAY, Office, add_client, plain
from tests.use_cases.cohort import Way, add_deal

KEYS = tuple(stage.key for stage in STAGES)
OFFER = KEYS.index("offer") + 1
TODAY = MONDAY.date()
OCTOBER = date(2026, 10, 5)


@pytest_asyncio.fixture
async def leaking(office: Office) -> Office:
    """Анна: of 10 with an offer 4 were lost as too dear; Борис: one lost at the first stage, without an amount."""
    anna, boris = office.anna.member_id or 0, office.boris.member_id or 0

    def job(session: Session) -> None:
        client = add_client(session, anna, "Ромашка $\\frac{1}{$ <b>")
        for number in range(10):
            lost = number < 4
            way = Way(KEYS[:OFFER], DealState.LOST, TODAY) if lost else Way(KEYS, DealState.WON, TODAY)
            deal = add_deal(session, anna, way, client_id=client, amount=250_000_00)
            session.get_one(Deal, deal).lost_reason = "price" if lost else None
        add_deal(session, boris, Way(KEYS[:1], DealState.LOST, TODAY), amount=None)

    await office.write(job)
    return office


async def test_the_finding_is_where_most_money_leaks_and_why(leaking: Office) -> None:
    screen = await leaking.gleb.say("/black ноябрь")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Больше всего теряем после «КП отправлено»: 4 из 10 сделок, 1 млн ₽. Чаще всего «дорого»")
    assert "КП отправлено: 1 млн ₽ · 4 из 10 · 40 %" in said
    assert "Без суммы: 1, в рублях их нет." in said
    assert "причина не указана: 0 ₽ · 1" in said
    assert "Анна: 1 млн ₽ · 4\nБорис: 0 ₽ · 1" in said


async def test_the_same_in_deals_and_in_shares(leaking: Office) -> None:
    first = await leaking.gleb.say("/black ноябрь")
    assert {"• ₽", "шт", "%"} <= set(first.flat)
    screen = await leaking.gleb.tap("шт")
    assert screen.message_id == first.message_id
    assert "КП отправлено: 4 из 10 · 40 %" in plain(screen.text)
    assert "Анна: 4 · 1 млн ₽" in plain(screen.text)
    assert "Анна: 80 % · 4" in plain((await leaking.gleb.tap("%")).text)


async def test_each_figure_opens_its_deals(leaking: Office) -> None:
    await leaking.gleb.say("/black ноябрь")
    await leaking.gleb.tap("🔍 Показать строки")
    screen = await leaking.gleb.tap("КП отправлено: 4")
    assert screen.text.startswith("Потеряны после «КП отправлено»: 4")
    assert "дорого · Анна" in plain(screen.text)
    opened = await leaking.gleb.tap("«Ромашка") if "«Ромашка" in screen.flat[0] else await leaking.gleb.tap("Ромашка")
    assert "Заказ" in opened.text


async def test_a_rep_sees_his_own_losses_only(leaking: Office) -> None:
    said = plain((await leaking.boris.say("/black ноябрь")).text)
    assert "Борис" in said
    assert "Анна" not in said


async def test_nothing_lost_is_said_in_words(leaking: Office) -> None:
    screen = await leaking.gleb.say("/black март 2025")
    assert not screen.has_photo
    assert screen.text.startswith("За это время потерь нет")


async def test_how_it_is_counted_is_told(leaking: Office) -> None:
    await leaking.gleb.say("/black ноябрь")
    said = plain((await leaking.gleb.tap("❓ Как посчитано")).text)
    assert "считается один раз" in said
    assert "от 10 сделок" in said


def test_no_heading_stands_last_without_its_lines() -> None:
    lines = [
        "<b>Находка</b>",
        *(f"строка {number} " + "я" * 90 for number in range(9)),
        "\n<b>К кому ушли</b>",
        "я" * 200,
    ]
    said = caption_of(lines)
    assert said.endswith("я")
    assert "К кому ушли" not in said
    assert caption_of([*lines[:3], "\n<b>Почему</b>", "дорого"]).endswith("Почему</b>\nдорого")
