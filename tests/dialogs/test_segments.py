"""/segments and /base, as they are asked for and taken apart."""

from datetime import date

import pytest
import pytest_asyncio
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests.harness import Office, add_client, plain
from tests.use_cases.buying import buy

MONTHS = [date(2025 + month // 12, month % 12 + 1, 10) for month in range(7, 22)]


@pytest_asyncio.fixture
async def trading(office: Office) -> Office:
    """Анна's nine shops buy every month, Борис's one bought once; what «Мята» buys costs more than it brings."""

    def job(session: Session) -> None:
        for number in range(9):
            name = "Мята" if number == 8 else f"Магазин {number} <b>"
            shop = add_client(session, office.anna.member_id or 0, name, channel="розница")
            for day in MONTHS:
                cost = 25_000_00 if number == 8 else 60_000_00 - number * 5_000_00
                buy(session, shop, day, 100_000_00 - number * 10_000_00, cost)
        once = add_client(session, office.boris.member_id or 0, "Лютик", channel="сеть")
        buy(session, once, "2026-05-05", 20_000_00, 10_000_00)
        add_client(session, office.boris.member_id or 0, "Ни разу", channel="сеть")

    await office.write(job)
    return office


async def test_the_finding_is_how_few_bring_how_much(trading: Office) -> None:
    screen = await trading.gleb.say("/segments")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("20 % клиентов дают 35 % продаж\nПродажи: ноябрь 2025 – октябрь 2026 · вся компания")
    assert "A главные: X постоянные 6, дойные коровы 5,4 млн ₽ (6)" in said
    assert "дойные коровы, AX: 6 · 5,4 млн ₽ · 93,8 % прибыли" in said
    assert "собаки, CZ: 1 · 20 тыс. ₽ · 0,5 % прибыли" in said
    assert "дикие кошки, остальные: 3 · 1,08 млн ₽ · 5,7 % прибыли" in said
    assert "Без прибыли или в минус: 1." in said
    assert "токсич" not in said


async def test_the_keyboard_is_like_the_matrix_and_each_cell_opens_as_a_segment(trading: Office) -> None:
    screen = await trading.gleb.say("/segments")
    assert [row for row in screen.buttons if row[0][:2] in ("AX", "BX", "CX")] == [
        ["AX 6", "AY 0", "AZ 0"],
        ["BX 2", "BY 0", "BZ 0"],
        ["CX 1", "CY 0", "CZ 1"],
    ]
    screen = await trading.gleb.tap("AX 6")
    assert "A · X (постоянные) за 12 месяцев по октябрь 2026" in screen.text
    assert "6 клиентов" in screen.text
    for work in ("📋 Клиенты: 6", "📊 График", "📄 XLSX", "📌 Дать задачи", "💾 Сохранить"):
        assert any(work in label for label in screen.flat), (work, screen.flat)


@pytest.mark.parametrize(
    ("face", "cell", "classes"),
    [("Верные", "1X", "X (постоянные) · 1"), ("ABCDE", "B", "ABCDE: B")],
)
async def test_a_cell_of_every_face_is_a_segment_of_as_many(
    trading: Office, face: str, cell: str, classes: str
) -> None:
    await trading.gleb.say("/segments")
    screen = await trading.gleb.tap(face)
    label = next(one for one in screen.flat if one.startswith(f"{cell} "))
    screen = await trading.gleb.tap(label)
    assert f"📋 Клиенты: {label.removeprefix(cell).strip()}" in screen.flat
    assert classes in screen.text


async def test_the_clients_of_a_cell_are_among_the_rows(trading: Office) -> None:
    await trading.gleb.say("/segments")
    await trading.gleb.tap("🔍 Показать строки")
    screen = await trading.gleb.tap("AX 6")
    said = plain(screen.text)
    assert said.startswith("AX, дойные коровы: 6")
    assert "1. Магазин 0 <b> · 1 200 000 ₽ · 480 000 ₽ · 10 окт · Анна" in said
    assert "🎯 Открыть как сегмент" in screen.flat
    assert "Магазин 0 <b>" in (await trading.gleb.tap("Магазин 0")).text


async def test_the_same_in_money_and_in_shares_of_profit(trading: Office) -> None:
    first = await trading.gleb.say("/segments")
    screen = await trading.gleb.tap("₽")
    assert screen.message_id == first.message_id
    assert "дойные коровы, AX: 5,4 млн ₽ · 6 клиентов · 93,8 % прибыли" in plain(screen.text)
    said = plain((await trading.gleb.tap("%")).text)
    assert "Доля прибыли" in said
    assert "собаки, CZ: 0,5 % · 1 клиент · 20 тыс. ₽" in said


async def test_the_second_face_is_the_loyal_with_who_moved(trading: Office) -> None:
    first = await trading.gleb.say("/segments")
    screen = await trading.gleb.tap("Верные")
    assert screen.message_id == first.message_id
    assert {"ABC×XYZ", "• Верные", "ABCDE"} <= set(screen.flat)
    said = plain(screen.text)
    assert said.startswith("Верных 6 клиентов (60 %). Их доля прибыли 93,8 %")
    assert "Стали верными 0, перестали 0" in said
    assert (
        "верные: верные 6 (6)\nразовые: разовые 1 (1)\nмало прибыли: мало прибыли 3 (3)\nБыли: август 2025 – июль 2026."
        in said
    )
    await trading.gleb.tap("🔍 Показать строки")
    screen = await trading.gleb.tap("Без прибыли: 1")
    assert screen.text.startswith("Без прибыли: 1")
    assert "Мята" in screen.text


async def test_the_faces_of_the_same_clients_are_read_once(trading: Office) -> None:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    await trading.gleb.say("/segments")
    read = [one for one in asked if "FROM purchase" in one]
    await trading.gleb.tap("Верные")
    await trading.gleb.tap("ABCDE")
    event.remove(Engine, "before_cursor_execute", note)
    assert read
    assert [one for one in asked if "FROM purchase" in one] == read


async def test_the_third_face_is_letters_by_channel(trading: Office) -> None:
    await trading.gleb.say("/segments")
    said = plain((await trading.gleb.tap("ABCDE")).text)
    assert "розница: B 5 · D 3 · E 1 (9)\nсеть *: D 1 (1)" in said
    assert "мало клиентов, сравнены со всей компанией" in said
    assert "неизвестен: 1" in said
    await trading.gleb.tap("E 1")
    assert "Мята" in (await trading.gleb.tap("📋 Клиенты: 1")).text


async def test_who_brings_more_than_half_is_named_and_left_out_by_a_button(office: Office) -> None:
    def job(session: Session) -> None:
        for name, amount in (("Гигант", 970), ("Ромашка", 15), ("Лютик", 10), ("Мята", 4), ("Клевер", 1)):
            client = add_client(session, office.anna.member_id or 0, name)
            buy(session, client, "2026-05-05", amount * 100_00)

    await office.write(job)
    screen = await office.gleb.say("/segments")
    assert screen.text.startswith("Больше половины продаж даёт один «Гигант».")
    assert "Покупали всего 5 клиентов, делить на классы рано" in screen.text
    assert {"AZ 1", "CZ 4"} <= set(screen.flat)
    screen = await office.gleb.tap("Без «Гигант»")
    assert screen.text.startswith("Без «Гигант»:")
    assert {"AZ 2", "BZ 1", "CZ 1", "Вернуть «Гигант»"} <= set(screen.flat)
    screen = await office.gleb.tap("AZ 2")
    assert "без самого крупного клиента" in screen.text
    assert "📋 Клиенты: 2" in screen.flat


async def test_each_sees_his_own(trading: Office) -> None:
    said = plain((await trading.boris.say("/segments")).text)
    assert "Покупал всего 1 клиент" in said
    assert any(text.startswith("Лютик") for text in trading.boris.screen.flat)
    assert "вся компания" not in said
    assert plain((await trading.vera.say("/segments Анна")).text).count("· Анна") == 1


async def test_the_rule_names_the_thresholds(trading: Office) -> None:
    await trading.gleb.say("/segments")
    said = plain((await trading.gleb.tap("❓ Как посчитано")).text)
    assert "меньше 80 %, B, пока меньше 95 %" in said
    assert "чем в 2/3 месяцев" in said


async def test_all_figures_of_every_cell_stand_in_the_text(trading: Office) -> None:
    await trading.gleb.say("/segments")
    said = plain((await trading.gleb.tap("🔤 Текстом")).text)
    assert "AX, дойные коровы: 6 · 5,4 млн ₽ · 93,8 % прибыли" in said


async def test_nobody_bought(office: Office) -> None:
    for command in ("/segments", "/base"):
        screen = await office.gleb.say(command)
        assert not screen.has_photo
    assert screen.text.startswith("Клиентов пока нет")


# The base


async def test_whether_the_base_grows_and_by_whom(trading: Office) -> None:
    screen = await trading.gleb.say("/base")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("За 12 месяцев активная база не изменилась: 9. Пришли 1, вернулись 0, ушли 1")
    assert "База на 23 ноя · вся компания" in said
    assert "ноя 26: активные 9 · спящие 0 · потерянные 1 · потенциальные 1" in said


async def test_each_state_opens_its_clients(trading: Office) -> None:
    await trading.gleb.say("/base")
    screen = await trading.gleb.tap("🔍 Показать строки")
    assert {"Активные: 9", "Потерянные: 1", "Потенциальные: 1", "Купили один раз: 1"} <= set(screen.flat)
    screen = await trading.gleb.tap("Потенциальные: 1")
    assert screen.text.startswith("Потенциальные: 1")
    assert "Ни разу · не покупал · Борис" in plain(screen.text)
    assert "Ни разу" in (await trading.gleb.tap("Ни разу")).text


async def test_a_forged_figure_is_refused(trading: Office) -> None:
    await trading.anna.say("/base")
    for kind, view in (("base", "closed"), ("segments", "QQ"), ("loyal", "LX")):
        before = len(trading.anna.toasts)
        await trading.anna.tap_data(f"rp:{kind}:::::{view}:0")
        assert trading.anna.toasts[before:] == ["Такого выбора нет. Ничего не изменилось."]


async def test_what_happened_around_stands_under_the_months(trading: Office) -> None:
    await trading.gleb.say("/event 15.03.2026 цену подняли <b>")
    said = plain((await trading.gleb.say("/base")).text)
    told = "15 мар: цену подняли <b>: активных за 8 недель до 9, в этот день 9, через столько же 10"
    assert told in said
    assert "ноя 26: активные 9 · спящие 0 · потерянные 1" in said
    assert "цену подняли" not in plain((await trading.gleb.say("/base 2025")).text)


async def test_the_base_around_yesterdays_mark_is_told_as_of_that_day(trading: Office) -> None:
    await trading.gleb.say("/event 22.11.2026 сайт лежал")
    said = plain((await trading.gleb.say("/base")).text)
    assert "сайт лежал: активных в этот день 9, недели ещё не прошло" in said


async def test_two_dates_stand_beside_each_other(trading: Office) -> None:
    said = plain((await trading.gleb.say("/segments q3 vs q1")).text)
    assert "Продажи: октябрь 2025 – сентябрь 2026 · вся компания ↔ 1 кв. 2026" in said
    assert "дойные коровы, AX: 6 · 5,4 млн ₽ · 93,8 % прибыли (1 кв. 2026: 6 · 3,6 млн ₽" in said
