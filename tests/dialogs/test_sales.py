"""/sales, /top, /matrix: as they are asked for and taken apart."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from domain.purchases import rebuild_purchase_facts
from domain.tables import Product, Purchase, PurchaseLine
from handlers.links import ShowReport
from tests.harness import MONDAY, Office, add_client, plain

TODAY = MONDAY.date()
TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


async def selling(office: Office) -> None:
    """«Ромашка» of Анна: 118 000 ₽ in October, 100 000 ₽ a year before; «Лютик» of Борис: 50 000 ₽ in October."""

    def job(session: Session) -> None:
        rose = add_client(session, office.anna.member_id or 0, "Ромашка $\\frac{1}{$ <b>", channel="сеть")
        lily = add_client(session, office.boris.member_id or 0, "Лютик")
        table = Product(name="Стол", search_name="стол")
        session.add(table)
        session.flush()
        for client, amount, day in (
            (rose, 118_000_00, date(2026, 10, 5)),
            (rose, 100_000_00, date(2025, 10, 5)),
            (lily, 50_000_00, date(2026, 10, 7)),
            (lily, 90_000_00, TODAY - timedelta(days=120)),
        ):
            row = Purchase(client_id=client, amount=amount, day=day, is_return=False, **TIMES)
            session.add(row)
            session.flush()
            line = PurchaseLine(purchase_id=row.id, product_id=table.id, quantity=Decimal(1), amount=amount)
            session.add_all([line] if client == rose else [])
        rebuild_purchase_facts(session)

    await office.write(job)


async def test_october_against_last_year_with_what_happened_meanwhile(office: Office) -> None:
    await selling(office)
    await office.vera.say("/event 6.10 цену подняли на 10 %")
    screen = await office.gleb.say("/sales октябрь")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Октябрь 2026: 168 тыс. ₽, на 68 % больше, чем год назад")
    assert "окт 26: продажи 168 тыс. ₽ · год назад 100 тыс. ₽" in said
    assert "6 окт: цену подняли на 10 %: за 6 недель до 118 тыс. ₽, после 50 тыс. ₽ (−58 %)" in said


async def test_two_quarters_are_compared_month_by_month_and_the_line_before_them_is_drawn_once(office: Office) -> None:
    await selling(office)
    said = plain((await office.gleb.say("/sales q4 vs q3")).text)
    assert said.startswith("Продажи больше на 87 %: 168 тыс. ₽ против 90 тыс. ₽ (3 кв. 2026)")
    assert "Месяц к месяцу\nокт 26 ↔ июл 26: 168 тыс. ₽ (3 кв. 2026: 90 тыс. ₽)" in said
    assert "окт 26: продажи 168 тыс. ₽ · год назад 100 тыс. ₽\n" in said


async def test_times_of_unlike_length_are_not_paired_month_by_month(office: Office) -> None:
    await selling(office)
    for words in ("q4 vs 2025", "q4 vs все"):
        said = plain((await office.gleb.say(f"/sales {words}")).text)
        assert "Месяц к месяцу" not in said
        assert "окт 26: продажи 168 тыс. ₽" in said


async def test_the_base_is_compared_at_the_ends_of_two_quarters(office: Office) -> None:
    await selling(office)
    said = plain((await office.gleb.say("/base q4 vs q3")).text)
    assert "спящие: 2 (3 кв. 2026: 1)" in said
    assert "пришли за период: 0 (3 кв. 2026: 1)" in said
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("июл 26: +1")
    assert plain(screen.text).startswith("Кто пришёл, вернулся и ушёл")
    assert "1. Лютик · пришёл" in plain(screen.text)


async def test_the_name_of_another_picture_leads_to_it(office: Office) -> None:
    await selling(office)
    screen = await office.gleb.say("/sales октябрь товары")
    assert screen.text == "Не нашлось «товары». Что показать?"
    assert "Стол: 118 тыс. ₽" in plain((await office.gleb.tap("Товары")).text)


async def test_a_part_opens_its_clients_and_they_their_cards(office: Office) -> None:
    await selling(office)
    await office.gleb.say("/sales октябрь")
    said = plain((await office.gleb.tap("Каналы")).text)
    assert "больше всего даёт «сеть», 118 тыс. ₽ (70,2 %)" in said
    assert "сеть: 118 тыс. ₽ · 70,2 % · +18 % (год назад: 100 тыс. ₽)" in said
    assert "Канал не указан: 50 тыс. ₽" in said
    await office.gleb.tap("🔍 Показать строки")
    rows = await office.gleb.tap("сеть: 118")
    assert "118 000 ₽ · 1 покупка · год назад 100 000 ₽ · Анна" in plain(rows.text)
    assert "Ромашка" in (await office.gleb.tap("Ромашка")).text


async def test_any_month_of_the_picture_opens_its_clients(office: Office) -> None:
    await selling(office)
    screen = await office.gleb.say("/sales октябрь")
    choices = await office.gleb.tap("🔍 Показать строки")
    assert not any(name.startswith("окт 26") for name in choices.flat)
    rows = await office.gleb.tap("июл 26: покупок 1")
    assert "июль 2026" in plain(rows.text)
    assert "90 000 ₽ · 1 покупка" in plain(rows.text)
    for forged in ("Mzzzz", "Q1k2z", "M", "=M1k2z"):
        await office.gleb.tap_data(ShowReport(kind="sales", view=forged).pack(), screen.message_id)
        assert office.gleb.toasts[-1].startswith("Такого выбора нет."), forged


async def test_every_face_opens_and_a_rep_sees_his_own(office: Office) -> None:
    await selling(office)
    assert "50 тыс. ₽" in plain((await office.boris.say("/sales октябрь")).text)
    for face in ("Товары", "Регионы", "Каналы", "Менеджеры", "По месяцам"):
        screen = await office.boris.tap(face)
        assert "Ромашка" not in screen.text
        assert "118" not in plain(screen.text)


async def test_whom_to_see_and_the_way_to_his_card(office: Office) -> None:
    await selling(office)
    said = plain((await office.boris.say("/top")).text)
    assert "Кого увидеть на этой неделе: упали больше всех\nЛютик: −40 тыс. ₽ · было 90 тыс. ₽, стало 50 тыс. ₽" in said
    for face, said in (
        ("Прибыль", "Больше всего прибыли даёт «Лютик»: прибыль неизвестна"),
        ("Рост", "Больше прежнего никто не купил"),
        ("Падение", "Больше всех упал «Лютик»: −40 тыс. ₽"),
        ("Потерянные", "Потерянных клиентов нет"),
    ):
        assert plain((await office.boris.tap(face)).text).startswith(said)
    await office.boris.tap("Продажи")
    await office.boris.tap("🔍 Показать строки")
    rows = await office.boris.tap("Все клиенты по порядку: 1")
    assert "Лютик · купил на 50 000 ₽ · до этого 90 000 ₽" in plain(rows.text)
    assert "Лютик" in (await office.boris.tap("Лютик")).text


async def test_who_could_be_offered_a_table(office: Office) -> None:
    await selling(office)
    said = plain((await office.gleb.say("/matrix")).text)
    assert said.startswith("«Стол» не берут 1 из 2 покупателей")
    await office.gleb.tap("🔍 Показать строки")
    rows = await office.gleb.tap("Не брали: Стол, 1")
    assert "Лютик · сейчас всего на 50 000 ₽ · Борис" in plain(rows.text)


async def test_a_field_of_products_by_clients_is_a_segment_by_one_tap(office: Office) -> None:
    await selling(office)
    screen = await office.gleb.say("/matrix")
    assert ["Стол 1", "перестали 0", "не брали 1"] in screen.buttons
    screen = await office.gleb.tap("не брали 1")
    assert "📋 Клиенты: 1" in screen.flat
    assert "Лютик" in (await office.gleb.tap("📋 Клиенты: 1")).text


async def test_nothing_sold_says_so(office: Office) -> None:
    for command, said in (
        ("/sales", "За это время продаж нет"),
        ("/top", "За это время никто не покупал"),
        ("/matrix", "За это время никто не покупал"),
    ):
        screen = await office.anna.say(command)
        assert not screen.has_photo
        assert screen.text.startswith(said)


async def test_a_forged_part_is_refused(office: Office) -> None:
    await selling(office)
    screen = await office.anna.say("/sales октябрь")
    for kind, view in (("salesm", "=zz"), ("sales", "=p1"), ("top", "x"), ("matrix", "s"), ("matrix", "sp99")):
        await office.anna.tap_data(ShowReport(kind=kind, view=view).pack(), screen.message_id)
        assert office.anna.toasts[-1], (kind, view)
