"""Invoices, payments, shipments and deals under «Записать»."""

from sqlalchemy import func, select

from domain.tables import (
    ActivityKind,
    Client,
    Deal,
    Invoice,
    Payment,
    Phone,
    Purchase,
)
from tests.dialogs.logged import activities, client, count, deal, log
from tests.harness import Office, plain


async def test_an_invoice_asks_its_amount_in_words(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Счёт")
    assert "на какую сумму счёт" in anna.screen.text
    await anna.say("−5")
    assert "Не похоже на сумму" in anna.screen.text
    await anna.say("1,5 млн")
    assert anna.screen.text.startswith("✅ «Ромашка»: счёт выставлен.")
    assert await office.read(lambda s: s.scalar(select(Invoice.amount))) == 150_000_000
    assert [activity.kind for activity in await activities(office)] == [ActivityKind.INVOICE]


async def test_the_deals_amount_is_one_tap(office: Office) -> None:
    anna = office.anna
    await deal(office, await client(office, "Ромашка"), "offer", 12_000_000)
    await log(anna, "Ромашка", "Счёт")
    await anna.tap(anna.screen.flat[0])
    assert await office.read(lambda s: s.scalar(select(Invoice.amount))) == 12_000_000


async def test_a_payment_is_recorded_with_its_purchase(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "Оплата")
    await anna.say("120к")
    assert anna.screen.text.startswith("✅ «Ромашка»: оплата.")
    assert await office.read(lambda s: s.scalar(select(Payment.amount))) == 12_000_000


async def test_an_activity_that_implies_a_later_stage_offers_the_move(office: Office) -> None:
    anna = office.anna
    deal_id = await deal(office, await client(office, "Ромашка"))
    await log(anna, "Ромашка", "Встреча прошла")
    await anna.tap("Передвинуть сделку на «Встреча проведена»")
    assert await office.read(lambda s: s.get_one(Deal, deal_id).stage) == "meeting_held"
    (activity,) = await activities(office)
    assert activity.deal_id == deal_id
    assert "Передвинуть" not in " ".join(anna.screen.flat)
    assert "Что дальше?" in anna.screen.text


async def test_a_call_about_a_later_stage_offers_no_move(office: Office) -> None:
    anna = office.anna
    await deal(office, await client(office, "Ромашка"), "offer")
    await log(anna, "Ромашка", "Договорились")
    assert "Передвинуть" not in " ".join(anna.screen.flat)


async def test_a_shipment_makes_the_purchase_and_a_return_lowers_it(office: Office) -> None:
    anna = office.anna
    client_id = await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.say("120к")
    assert "«Ромашка»: отгрузка." in anna.screen.text
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Возврат товара")
    assert plain((await anna.say("20к")).text) == "✅ «Ромашка»: возврат 20 000 ₽."
    sold = select(func.sum(Purchase.amount)).where(Purchase.client_id == client_id)
    assert await office.read(lambda s: s.scalar(sold)) == 100_000_00
    days = await office.read(lambda s: s.get_one(Client, client_id).purchase_days)
    assert days == 1


async def test_a_shipment_is_cancelled_with_its_purchase(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.say("120к")
    await anna.tap("без следующего шага")
    await anna.tap("отменить")
    assert await count(office, Purchase) == 0
    assert (await activities(office))[0].cancelled_at is not None


async def test_a_shipment_of_an_unknown_amount_is_logged_alone(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Отгрузка")
    await anna.tap("Пока не знаю")
    assert await count(office, Purchase) == 0
    (activity,) = await activities(office)
    assert activity.kind is ActivityKind.SHIPMENT


async def test_a_client_looked_for_is_a_tap_from_his_card(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка", phone="+79121112233")
    await anna.start()
    found = await anna.say("ромашка")
    await anna.tap("Ромашка")
    await anna.tap("карточка")
    assert "+79121112233" in anna.screen.text
    assert [heard.buttons for heard in anna.heard if heard.message_id == found.message_id] == [[]]


async def test_a_number_said_for_a_name_is_his_phone(office: Office) -> None:
    anna = office.anna
    await anna.start()
    await anna.press("➕ Записать")
    await anna.tap("➕ Новый клиент")
    assert (await anna.say("8 912 111-22-33")).text.startswith("Телефон запомнится.")
    await anna.say("Ромашка")
    found = await office.read(lambda s: s.execute(select(Client.name, Phone.e164).join(Phone)).one())
    assert tuple(found) == ("Ромашка", "+79121112233")
