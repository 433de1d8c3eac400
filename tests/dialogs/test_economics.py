"""/channels, /margin and /bonus, as they are asked for and taken apart; /spend, by words and by taps."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.periods import ALL_TIME
from domain.tables import Client, Purchase, Setting, Spend
from handlers.links import ShowReport
from tests.harness import MONDAY, MOSCOW, Office, add_client, plain

TODAY = MONDAY.date()
K = 1_000_00


def buy(session: Session, client_id: int, day: date, amount: int, cost: int | None) -> None:
    at = datetime.combine(day, time(9), MOSCOW)
    times = {"happened_at": at, "received_at": at, "stored_at": at}
    session.add(Purchase(client_id=client_id, day=day, amount=amount, cost=cost, **times))
    client = session.get_one(Client, client_id)
    client.first_purchase_on = min(client.first_purchase_on or day, day)
    client.last_purchase_on = day
    client.purchase_days += 1
    session.flush()


async def selling(office: Office, spend: int | None = 5 * K) -> None:
    """«Ромашка» of Анна bought for the first time today, «Лютик» of Борис once more; 55 000 ₽ each, of 25 000 ₽."""

    def job(session: Session) -> None:
        anna, boris = office.anna.member_id or 0, office.boris.member_id or 0
        rose = add_client(session, anna, "Ромашка $\\frac{1}{$ <b>", source="сайт")
        lily = add_client(session, boris, "Лютик", source="выставка", at=MONDAY - timedelta(days=400))
        buy(session, lily, TODAY - timedelta(days=300), 55 * K, 25 * K)
        for client in (rose, lily):
            buy(session, client, TODAY, 55 * K, 25 * K)
        if spend is not None:
            session.add(Spend(source="сайт", month=TODAY.replace(day=1), amount=spend))

    await office.write(job)


async def set_costs(office: Office, **costs: str) -> None:
    def job(session: Session) -> None:
        for key, value in costs.items():
            session.add(Setting(scope="company", key=key, value=value, changed_at=MONDAY))

    await office.write(job)


# Channels


async def test_which_advertising_pays(office: Office) -> None:
    await selling(office)
    screen = await office.gleb.say("/channels")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("ROI рекламы +500 %: окупается 1 из 1")
    assert "сайт: 30 тыс. ₽ · +500 %" in said
    assert "сайт: Лиды 1 · Сделки 0 · Выиграны 0 · Продажи 55 тыс. ₽" in said
    assert "сайт: Расход 5 000 ₽ · За лид 5 000 ₽ · За продажу – · Окупается 0,2 мес." in said


async def test_the_total_is_of_the_sources_money_was_spent_on(office: Office) -> None:
    await selling(office)

    def job(session: Session) -> None:
        for source in ("выставка", "журнал"):
            session.add(Spend(source=source, month=TODAY.replace(day=1), amount=5 * K))
        add_client(session, office.anna.member_id or 0, "Сама", source="рекомендация")
        add_client(session, office.anna.member_id or 0, "Сам", source="рекомендация")

    await office.write(job)
    said = plain((await office.gleb.say("/channels")).text)
    assert "Всего: Лиды 3 ·" in said
    assert "Всего: Расход 15 тыс. ₽ · За лид 15 тыс. ₽ ·" in said
    assert "Хуже всех «" in said


async def test_of_equals_nobody_is_worst(office: Office) -> None:
    def job(session: Session) -> None:
        for source in ("выставка", "журнал"):
            session.add(Spend(source=source, month=TODAY.replace(day=1), amount=5 * K))

    await office.write(job)
    said = plain((await office.gleb.say("/channels")).text)
    assert said.startswith("ROI рекламы −100 %: окупается 0 из 2")
    assert "Хуже всех" not in said


async def test_without_a_spend_the_report_says_so_and_leads_to_it(office: Office) -> None:
    await selling(office, spend=None)
    screen = await office.gleb.say("/channels")
    assert plain(screen.text).startswith("Расходы не внесены: окупаемость не посчитать. Больше всего лидов: «сайт»")
    screen = await office.gleb.tap("💸 Внести расходы")
    assert "Расходы на рекламу" in screen.text


async def test_a_manager_sees_the_channels_and_no_way_to_the_spend(office: Office) -> None:
    await selling(office)
    screen = await office.vera.say("/channels")
    assert "Расходы взяты по доле ваших лидов." in screen.text
    assert "💸 Внести расходы" not in screen.flat


async def test_a_source_opens_its_leads_and_a_lead_his_card(office: Office) -> None:
    await selling(office)
    await office.gleb.say("/channels")
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("сайт, лиды: 1")
    assert plain(screen.text).startswith("Пришедшие клиенты: 1")
    assert "Ромашка" in (await office.gleb.tap("Ромашка")).text


async def test_bars_are_as_long_as_the_chosen_unit_says(office: Office) -> None:
    await selling(office)
    await office.gleb.say("/channels")
    assert "сайт: 1" in plain((await office.gleb.tap("шт")).text)
    assert "сайт: 100 % (21–100 %) · 1 из 1" in plain((await office.gleb.tap("%")).text)


async def test_a_rep_is_not_asked_about_advertising(office: Office) -> None:
    await selling(office)
    screen = await office.anna.say("/channels")
    assert not screen.has_photo
    assert "ROI" not in screen.text


@pytest.mark.parametrize("command", ["/channels", "/margin", "/bonus"])
async def test_nothing_yet_is_said_without_a_picture(office: Office, command: str) -> None:
    screen = await office.gleb.say(command)
    assert not screen.has_photo
    assert screen.text


@pytest.mark.parametrize("kind", ["channels", "margin", "bonus"])
async def test_forged_rows_are_refused(office: Office, kind: str) -> None:
    await selling(office)
    await office.gleb.say(f"/{kind} всё")
    await office.gleb.tap_data(ShowReport(kind=kind, period=ALL_TIME.code, view="xxxxx").pack())
    assert office.gleb.toasts


# New against repeat


async def test_what_a_new_and_a_repeat_sale_leave(office: Office) -> None:
    await selling(office)
    costs = {"presale_new": "5000", "presale_repeat": "3000", "service_new": "3000", "service_repeat": "1000"}
    await set_costs(office, **costs, overhead="15000")
    said = plain((await office.gleb.say("/margin")).text)
    few = "Новых продаж всего 1, средние ещё ни о чём не скажут."
    left = "Повторная продажа оставляет 11 тыс. ₽, новая 2 000 ₽. В 5,5 раза больше"
    assert said.startswith(f"{few} {left}")
    assert "− привлечение: Новая 5 000 ₽ · Повторная 0 ₽" in said
    assert "Не заданы" not in said


async def test_costs_nobody_has_set_are_named(office: Office) -> None:
    await selling(office, spend=None)
    said = plain((await office.gleb.say("/margin")).text)
    assert "Не заданы и посчитаны как ноль: предпродажа новой" in said
    assert "Расходы на рекламу не внесены" in said
    assert "− накладные" not in said


async def test_a_rep_sees_the_margin_of_his_own_sales(office: Office) -> None:
    await selling(office)
    said = plain((await office.anna.say("/margin")).text)
    assert "Повторных продаж не было. Новая оставляет 25 тыс. ₽" in said
    await office.anna.tap("🔍 Показать строки")
    screen = await office.anna.tap("Новые продажи: 1")
    assert "Ромашка" in screen.text
    assert "Лютик" not in screen.text


# The base growth bonus


async def activated(office: Office) -> None:
    """Анна's «Ромашка» held four periods of 500 ₽, Борис's «Лютик» 700 ₽ and then nothing."""

    def job(session: Session) -> None:
        start = TODAY - timedelta(days=150)
        rose = add_client(session, office.anna.member_id or 0, "Ромашка", at=MONDAY - timedelta(days=160))
        lily = add_client(session, office.boris.member_id or 0, "Лютик", at=MONDAY - timedelta(days=160))
        for number in range(5):
            buy(session, rose, start + timedelta(days=30 * number), 500_00, 0)
        buy(session, lily, start, 700_00, 0)

    await office.write(job)


async def test_what_the_motivation_costs(office: Office) -> None:
    await activated(office)
    said = plain((await office.gleb.say("/bonus всё")).text)
    assert said.startswith("Авансы 2 400 ₽ за 2 новых клиентов, с учётом зачёта 2 400 ₽. Мотивация обошлась в 31,3 %")
    assert "заработано: 1 000 ₽ · 1 клиент" in said
    assert "к зачёту: 1 400 ₽ · 1 клиент" in said
    assert "Ждёт зачёта из следующих бонусов: 1 400 ₽." in said
    assert "Борис: 1 400 ₽ · k = 2 · отток 1 из 1" in said


async def test_a_motivation_that_nobody_has_earned_is_not_said_to_cost_nothing(office: Office) -> None:
    await activated(office)
    said = plain((await office.boris.say("/bonus всё")).text)
    assert said.startswith("Авансы 1 400 ₽")
    assert "обошлась" not in said


async def test_a_rep_sees_his_own_bonus_and_which_clients_it_is_of(office: Office) -> None:
    await activated(office)
    said = plain((await office.anna.say("/bonus всё")).text)
    assert "Мотивация обошлась в 40 % продаж" in said
    assert "Борис" not in said
    await office.anna.tap("🔍 Показать строки")
    screen = await office.anna.tap("Заработаны: 1")
    assert "заработан" in screen.text
    assert "Ромашка" in (await office.anna.tap("Ромашка")).text


async def test_never_called_pay_or_punishment(office: Office) -> None:
    await activated(office)
    await office.gleb.say("/bonus всё")
    how = await office.gleb.tap("❓ Как посчитано")
    told = " ".join(screen.text.casefold() for screen in office.gleb.heard)
    assert "решает человек" in how.text
    assert not [word for word in ("зарплат", "оклад", "штраф", "наруш") if word in told]


# Spend


async def spends(office: Office) -> dict[tuple[str, date], int]:
    rows = await office.read(lambda s: s.execute(select(Spend.source, Spend.month, Spend.amount)).all())
    return {(row.source, row.month): row.amount for row in rows}


async def with_source(office: Office, *sources: str) -> None:
    def job(session: Session) -> None:
        for source in sources:
            add_client(session, office.anna.member_id or 0, f"Клиент {source}", source=source)

    await office.write(job)


SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    "said",
    ["50 000 яндекс сентябрь", "сентябрь Яндекс 50к", "яндекс 50 тыс. ₽ за сентябрь 2026", "яндэкс 50000 09.2026"],
)
async def test_the_spend_is_entered_by_words_in_any_order(office: Office, said: str) -> None:
    await with_source(office, "Яндекс", "сайт")
    screen = await office.gleb.say(f"/spend {said}")
    assert plain(screen.text).startswith("✅ «Яндекс», сентябрь 2026: 50 000 ₽.")
    assert await spends(office) == {("Яндекс", SEPTEMBER): 50 * K}


async def test_the_spend_is_entered_corrected_and_removed_by_taps(office: Office) -> None:
    await with_source(office, "Яндекс")
    await office.gleb.say("/spend")
    await office.gleb.tap("Яндекс")
    screen = await office.gleb.tap("сентябрь 2026 · –")
    assert "ничего не внесено" in screen.text
    assert plain((await office.gleb.say("50 000")).text).startswith("✅ «Яндекс», сентябрь 2026: 50 000 ₽.")
    await office.gleb.tap("сентябрь 2026")
    said = plain((await office.gleb.say("40 000")).text)
    assert said.startswith("✅ «Яндекс», сентябрь 2026: 40 000 ₽. Было 50 000 ₽.")
    await office.gleb.tap("сентябрь 2026")
    assert "расход убран" in plain((await office.gleb.tap("🗑 Убрать")).text)
    assert await spends(office) == {}


async def test_a_source_that_is_not_there_is_asked_about(office: Office) -> None:
    await with_source(office, "Яндекс")
    screen = await office.gleb.say("/spend 50 000 радио сентябрь")
    assert plain(screen.text).startswith("50 000 ₽ за сентябрь 2026. На какой источник?")
    assert await spends(office) == {}
    screen = await office.gleb.tap("➕ Новый: «радио»")
    assert await spends(office) == {("радио", SEPTEMBER): 50 * K}


async def test_a_new_source_is_typed(office: Office) -> None:
    await office.gleb.say("/spend")
    await office.gleb.tap("➕ Другой источник")
    await office.gleb.say("радио")
    await office.gleb.say("10 000")
    assert await spends(office) == {("радио", TODAY.replace(day=1)): 10 * K}


async def test_words_that_are_no_spend_write_nothing(office: Office) -> None:
    await with_source(office, "Яндекс")
    for said in ("яндекс сентябрь", "50 000 яндекс q3", "много яндексу"):
        assert "Ничего не записано" in (await office.gleb.say(f"/spend {said}")).text
    assert await spends(office) == {}


async def test_an_amount_that_is_none_is_asked_for_again(office: Office) -> None:
    await with_source(office, "Яндекс")
    await office.gleb.say("/spend")
    await office.gleb.tap("Яндекс")
    await office.gleb.tap("сентябрь 2026")
    await office.gleb.say("много")
    assert await spends(office) == {}
    await office.gleb.say("7 000")
    assert await spends(office) == {("Яндекс", SEPTEMBER): 7 * K}


async def test_nobody_but_the_owner_is_let_to_the_spend(office: Office) -> None:
    await with_source(office, "Яндекс")
    for who in (office.anna, office.vera):
        await who.say("/spend 50 000 яндекс сентябрь")
        await who.tap_data("sp", who.screen.message_id)
    assert await spends(office) == {}
    assert all("Расходы на рекламу" not in screen.text for screen in office.vera.heard)


async def test_a_double_tap_removes_once_and_says_what_was(office: Office) -> None:
    await with_source(office, "Яндекс")
    await office.gleb.say("/spend 50 000 яндекс сентябрь")
    await office.gleb.tap("сентябрь 2026")
    office.gleb.tap_only("🗑 Убрать")
    office.gleb.tap_only("🗑 Убрать")
    await office.settle()
    removed: list[Any] = [screen for screen in office.gleb.heard if "расход убран" in screen.text]
    assert [plain(screen.text).splitlines()[0] for screen in removed] == [
        "✅ «Яндекс», сентябрь 2026: расход убран. Было 50 000 ₽."
    ]
