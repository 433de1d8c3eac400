"""/norms, as it is asked for."""

from datetime import date

from sqlalchemy.orm import Session

from tests.harness import Office, add_client, plain
from tests.use_cases.buying import buy


async def test_the_finding_is_where_we_are_farthest_behind(office: Office) -> None:
    def job(session: Session) -> None:
        for number in range(10):
            client = add_client(session, office.anna.member_id or 0, f"Магазин {number} <b>")
            cost = 200 if number < 6 else 10
            buy(session, client, date(2026, 5, 5), 100_00, cost * 100)

    await office.write(job)
    screen = await office.gleb.say("/norms")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Без прибыли 60 % клиентов, обычно 50 %\nНоябрь 2025 – октябрь 2026 · вся компания")
    assert "Клиентов без прибыли: у нас 60 % · обычно 50 %" in said
    assert "Продаж от лучших 20 % клиентов: у нас 20 % · обычно 80 %" in said
    assert "Новый дороже постоянного: у нас нет данных · обычно в 5–10 раз" in said
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("Без прибыли: 6")
    assert screen.text.startswith("Без прибыли: 6")
    assert "Магазин" in (await office.gleb.tap("Магазин 0")).text


async def test_nothing_to_compare_is_said_in_words(office: Office) -> None:
    screen = await office.gleb.say("/norms")
    assert not screen.has_photo
    assert screen.text.startswith("Сравнивать пока не с чем")


async def test_a_rep_has_no_such_command(office: Office) -> None:
    assert "Сравнивать" not in (await office.anna.say("/norms")).text
