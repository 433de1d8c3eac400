"""The company's thresholds in the chat: what would move is shown before it does."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.purchases import settle_purchase_facts
from domain.tables import Audit, Client, Purchase
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
