"""The company's thresholds in the chat: what would move is shown before it does."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.purchases import settle_purchase_facts
from domain.settings import company
from domain.tables import Audit, Client, Deal, DealOwner, DealState, Purchase, Stage, StageChange
from domain.use_case import Cause, Tx
from handlers.settings.links import OpenThresholds, SetThreshold
from tests.harness import MONDAY, Office, add_client, plain

TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


async def weekly_buyer(office: Office) -> None:
    """«Ромашка» bought every week and has been silent for 25 days: past 21 days, not past three rhythms of … 7 days."""

    def job(session: Session) -> None:
        client = add_client(session, office.anna.member_id or 0, "Ромашка")
        for days in (46, 39, 32, 25):
            day = MONDAY.date() - timedelta(days=days)
            session.add(Purchase(client_id=client, day=day, amount=100_00, **TIMES))
        tx = Tx(session, Cause("test", MONDAY, MONDAY))
        settle_purchase_facts(tx, session.get_one(Client, client))

    await office.write(job)


async def to_sleeping(office: Office) -> None:
    await office.gleb.say("/settings")
    await office.gleb.tap("Компания")
    await office.gleb.tap("Пороги")
    await office.gleb.tap("Клиентская база")
    await office.gleb.tap("Спящий: не раньше")


async def test_the_owner_sees_what_would_move_before_he_changes_it(office: Office) -> None:
    await weekly_buyer(office)
    await to_sleeping(office)
    assert "Сейчас: 21 день. Обычно: 21 день." in plain(office.gleb.screen.text)
    tried = await office.gleb.tap("30 дней")
    assert "• активных 0 → 1\n• спящих 1 → 0\n• потерянных 0" in plain(tried.text)
    assert "30 дней" in plain((await office.gleb.tap("✅ Применить")).text)
    await office.program.jobs.run_next()
    silent_from = await office.read(lambda s: s.scalar(select(Client.silent_from)))
    assert silent_from == MONDAY.date() - timedelta(days=25) + timedelta(days=31)
    noted = await office.read(lambda s: s.scalar(select(Audit.details).where(Audit.action == "setting")))
    assert noted == {"key": "sleeping_min_days", "from": 21, "to": 30}


async def test_a_value_may_be_typed(office: Office) -> None:
    await weekly_buyer(office)
    await to_sleeping(office)
    await office.gleb.tap("Написать")
    assert "потерянных 0" in plain((await office.gleb.say("40")).text)
    await office.gleb.tap("✅ Применить")
    await to_sleeping(office)
    assert "Сейчас: 40 дней" in plain(office.gleb.screen.text)


async def test_classes_that_would_move_are_counted(office: Office) -> None:
    def job(session: Session) -> None:
        for amount in (60_00, 30_00, 10_00):
            client = add_client(session, office.anna.member_id or 0, f"На {amount}")
            day = MONDAY.date() - timedelta(days=60)
            session.add(Purchase(client_id=client, day=day, amount=amount, **TIMES))
            settle_purchase_facts(Tx(session, Cause("test", MONDAY, MONDAY)), session.get_one(Client, client))

    await office.write(job)
    await office.gleb.say("/settings")
    for words in ("Компания", "Пороги", "Сегменты ABC и XYZ", "ABC: граница A", "Написать"):
        await office.gleb.tap(words)
    assert "• A 2 → 1, B 1 → 2, C 0\n• X 0, Y 0, Z 3\n" in plain((await office.gleb.say("50 %")).text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_but_the_owner_changes_them(office: Office) -> None:
    await office.vera.say("/settings")
    before = len(office.vera.heard)
    for forged in (OpenThresholds(group="base"), SetThreshold(field="sleeping_min_days", value="300")):
        await office.vera.tap_data(forged.pack())
    assert all("Спящий" not in screen.text for screen in office.vera.heard[before:])
    assert await office.read(lambda s: s.scalar(select(Audit.id).where(Audit.action == "setting"))) is None


@pytest.mark.parametrize("value", ["много", "-1", "1e9", "nan"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nonsense_changes_nothing(office: Office, value: str) -> None:
    await to_sleeping(office)
    await office.gleb.tap_data(SetThreshold(field="sleeping_min_days", value=value).pack())
    assert "Нужно от 1 до 365. Ничего не изменилось." in plain(" ".join([*office.gleb.toasts, office.gleb.screen.text]))


async def opened(office: Office, *words: str) -> str:
    await office.gleb.say("/settings")
    for word in ("Компания", "Пороги", *words):
        await office.gleb.tap(word)
    return plain(office.gleb.screen.text)


async def test_a_channel_has_a_term_of_its_own_and_gives_it_up(office: Office) -> None:
    asked = await opened(office, "Деньги", "Срок оплаты по каналам", "сеть")
    assert asked.startswith("Срок оплаты по каналам · сеть")
    assert "Сейчас: как у компании. Обычно: как у компании." in asked
    assert "сеть: 30 дней" in plain((await office.gleb.tap("30 дней")).text).replace("каналам · ", "")
    assert "сеть: 30 дней" in plain((await office.gleb.tap("✅ Применить")).text)
    assert (await office.read(company)).payment_term_by_channel == {"сеть": 30}
    assert "Срок оплаты по каналам: сеть 30 дней" in await opened(office, "Деньги")
    await opened(office, "Деньги", "Срок оплаты по каналам", "сеть", "как у компании")
    await office.gleb.tap("✅ Применить")
    assert (await office.read(company)).payment_term_by_channel == {}


async def test_a_channels_value_may_be_typed(office: Office) -> None:
    await opened(office, "Прибыль", "Маржа по каналам", "конечный потребитель")
    assert "Маржа по каналам · конечный потребитель" in plain((await office.gleb.tap("Написать")).text)
    await office.gleb.say("35 %")
    await office.gleb.tap("✅ Применить")
    assert (await office.read(company)).margin_by_channel == {"конечный потребитель": 0.35}


async def stood(office: Office, days: int = 12) -> None:
    """A deal for 100 000 ₽ that has stood at «КП отправлено» for so many days."""

    def job(session: Session) -> None:
        client = add_client(session, office.anna.member_id or 0, "Ромашка")
        since = MONDAY - timedelta(days=days)
        deal = Deal(
            client_id=client, stage="offer", stage_since=since, created_on=since.date(), amount=100_000_00, **TIMES
        )
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=office.anna.member_id or 0, since=since.date()))
        session.add(
            StageChange(deal_id=deal.id, to_stage="offer", to_state=DealState.OPEN, **{**TIMES, "happened_at": since})
        )

    await office.write(job)


async def test_the_days_of_a_stage_show_which_deals_would_be_stuck(office: Office) -> None:
    await stood(office)
    assert "Сейчас: по истории сделок." in await opened(office, "Сделки и воронка", "Срок по этапам", "КП отправлено")
    assert "• зависших сделок 0 → 1\n• молчаливых потерь 0 → 1" in plain((await office.gleb.tap("3 дня")).text)
    assert "КП отправлено: 3 дня" in plain((await office.gleb.tap("✅ Применить")).text)
    await opened(office, "Сделки и воронка", "Молчаливые потери: стоит дольше срока")
    assert "• зависших сделок 1\n• молчаливых потерь 1 → 0" in plain((await office.gleb.tap("4")).text)
    await opened(office, "Сделки и воронка", "Срок по этапам", "КП отправлено", "по истории сделок")
    assert "• зависших сделок 1 → 0" in plain(office.gleb.screen.text)


async def test_the_usual_days_of_stages_show_it_too(office: Office) -> None:
    await stood(office)
    await opened(office, "Сделки и воронка", "Срок этапа, пока нет истории", "3 дня")
    assert "• зависших сделок 0 → 1" in plain(office.gleb.screen.text)


async def test_the_chance_of_a_stage_moves_the_forecast(office: Office) -> None:
    await stood(office, 1)
    assert "Обычно: 50 %" in await opened(office, "Сделки и воронка", "Шанс по этапам", "КП отправлено")
    tried = plain((await office.gleb.tap("90 %")).text)
    now, then = (int(part.replace(" ", "")) for part in tried.rpartition("₽ ")[2].split(" → "))
    assert 0 < now < then < 100_000
    await office.gleb.tap("✅ Применить")
    chance = await office.read(lambda s: s.scalar(select(Stage.planned_chance).where(Stage.key == "offer")))
    assert chance == 0.9


async def test_the_bonus_of_a_channel_moves_the_advances(office: Office) -> None:
    def job(session: Session) -> None:
        client = add_client(session, office.anna.member_id or 0, "Ромашка", channel="сеть")
        day = MONDAY.date() - timedelta(days=40)
        session.add(Purchase(client_id=client, day=day, amount=10_000_00, **TIMES))
        settle_purchase_facts(Tx(session, Cause("test", MONDAY, MONDAY)), session.get_one(Client, client))

    await office.write(job)
    await opened(office, "Бонус за базу", "Бонус за базу: коэффициент по каналам", "сеть", "× 3")
    assert "• авансов, ₽ 20 000 → 30 000\n• к зачёту, ₽ 0" in plain(office.gleb.screen.text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("field", ["payment_term_by_channel", "payment_term_by_channel@none", "planned_days@paid"])
async def test_a_channel_or_stage_there_is_not_is_refused(office: Office, field: str) -> None:
    await opened(office)
    await office.gleb.tap_data(SetThreshold(field=field, value="7").pack())
    assert await office.read(lambda s: s.scalar(select(Audit.id).where(Audit.action == "setting"))) is None
