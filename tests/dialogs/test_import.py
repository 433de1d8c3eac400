"""Tables sent to the bot: what is it, which column is what, how it ended, and all of it taken back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.tables import Attachment, Client, Job, Purchase
from handlers.imports.links import UndoImport
from tests.harness import Handset, Office, Screen, add_client, plain

SALES = "Контрагент;Когда;Сумма;Себестоимость;Своё\nЁлка;01.02.2026;1 234,50;1;а\nЛипа <b>;вчера;5;1;б\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spool is a folder of where the program runs."""
    monkeypatch.chdir(tmp_path)


async def send(phone: Handset, text: str = SALES, name: str = "продажи.csv") -> Screen:
    return await phone.act(phone.office.sandbox.acts.share, {"document": {"file_name": name, "text": text}})


async def loaded(office: Office) -> Screen:
    """All that was to be done is done, and what its author was sent."""
    assert await office.program.jobs.run_next()
    while await office.program.jobs.run_next():
        pass
    await office.program.tick()
    await office.program.notifier.settle()
    return office.gleb.screen


async def how_many(office: Office, table: Any) -> int:
    return int(await office.read(lambda session: session.scalar(select(func.count()).select_from(table))))


async def test_the_owner_loads_a_table_by_taps_and_takes_it_back(office: Office) -> None:
    screen = await send(office.gleb)
    assert screen.text == "Файл «продажи.csv» похож на «Покупки». Что в нём?"
    assert screen.flat[0] == "Покупки"
    screen = await office.gleb.tap("Покупки")
    assert (
        "Контрагент → клиент\nСумма → сумма\nСебестоимость → себестоимость\nне загружается: Когда, Своё" in screen.text
    )
    assert "Не хватает: «дата»" in screen.text
    assert "✅ Загрузить" not in screen.flat
    screen = await office.gleb.tap("дата: —")
    assert screen.text == "Какой столбец: «дата»?"
    screen = await office.gleb.tap("Когда (01.02.2026)")
    assert "Когда → дата" in screen.text
    await office.gleb.tap("✅ Загрузить")
    assert office.gleb.screen.text == "⏳ Загружаю «продажи.csv»…"
    report = await loaded(office)
    assert plain(report.text).startswith(
        "✅ «продажи.csv» загружен\nНовых: 1. Изменено: 0. Уже было: 0. Отказано: 1.\n"
        "Получился 1 заказ.\nНовых клиентов: 1."
    )
    assert "«вчера» в столбце «дата» не дата" in report.text
    assert _document(office).startswith(
        "Контрагент;Когда;Сумма;Себестоимость;Своё;Почему отказано\nЛипа <b>;вчера;5;1;б;"
    )
    assert (await how_many(office, Purchase), await how_many(office, Client)) == (1, 1)
    assert (await office.gleb.tap("↩️ Отменить импорт")).text.startswith("Отменить импорт?")
    await office.gleb.tap("Да, отменить импорт")
    assert (await loaded(office)).text == "↩️ Импорт отменён. Возвращено изменений: 2."
    assert (await how_many(office, Purchase), await how_many(office, Client)) == (0, 0)


async def test_of_two_confirmed_undos_one_tells_how_it_goes(office: Office) -> None:
    await send(office.gleb, "Источник;Месяц;Расход\nАвито;11.2026;100\n", "расход.csv")
    await office.gleb.tap("Расходы на рекламу")
    await office.gleb.tap("✅ Загрузить")
    report = await loaded(office)
    first = await office.gleb.tap("↩️ Отменить импорт", report)
    second = await office.gleb.tap("↩️ Отменить импорт", report)
    await office.gleb.tap("Да, отменить импорт", first)
    await office.gleb.tap("Да, отменить импорт", second)
    texts = {screen.message_id: screen.text for screen in office.gleb.chat}
    assert texts[first.message_id] == "⏳ Отменяю импорт…"
    assert texts[second.message_id].startswith("Этот импорт уже отменяется или отменён")


def _document(office: Office) -> str:
    """The text of the file sent last."""
    file = office.sandbox.world.files.get(office.gleb.screen.raw["document"]["file_id"])
    assert file is not None
    assert file.name == "Не принятые строки.csv"
    return file.content.decode("utf-8-sig").replace("\r\n", "\n")


async def test_the_same_table_sent_twice_adds_nothing(office: Office) -> None:
    text = "Источник;Месяц;Расход\nАвито;11.2026;100\n"
    for expected in ("Новых: 1.", "Новых: 0. Изменено: 0. Уже было: 1."):
        await send(office.gleb, text, "расход.csv")
        await office.gleb.tap("Расходы на рекламу")
        await office.gleb.tap("✅ Загрузить")
        assert expected in (await loaded(office)).text


async def test_a_double_tap_begins_one_import(office: Office) -> None:
    await send(office.gleb, "Название\nЁлка\n", "клиенты.csv")
    await office.gleb.tap("Клиенты")
    screen = office.gleb.screen
    office.gleb.tap_only("✅ Загрузить", screen)
    await office.gleb.tap("✅ Загрузить", screen)
    assert await how_many(office, Job) == 1


async def test_a_column_is_one_thing_and_may_be_left_out(office: Office) -> None:
    await send(office.gleb, "Название;Город\nЁлка;Томск\n", "клиенты.csv")
    await office.gleb.tap("Клиенты")
    await office.gleb.tap("регион: Город")
    screen = await office.gleb.tap("Не загружать")
    assert "не загружается: Город" in screen.text
    await office.gleb.tap("канал продаж: —")
    screen = await office.gleb.tap("Город (Томск)")
    assert "Город → канал продаж" in screen.text


@pytest.mark.parametrize(
    ("text", "sentence"), [("\n\n", "не похож на таблицу"), ("a;" * 300, "больше 256 столбцов"), ("\0\1\2", "не похож")]
)
async def test_what_is_no_table_is_said_in_a_sentence(office: Office, text: str, sentence: str) -> None:
    assert sentence in (await send(office.gleb, text)).text
    assert await how_many(office, Job) == 0


async def test_a_file_telegram_does_not_give_is_said_so(office: Office) -> None:
    big = {"file_name": "база.xlsx", "size": 21 * 1024 * 1024}
    screen = await office.gleb.act(office.sandbox.acts.share, {"document": big})
    assert "больше 20 МБ" in screen.text


async def test_for_anybody_else_a_table_is_a_file_of_a_client(office: Office) -> None:
    await office.write(lambda session: add_client(session, office.anna.member_id or 0, "Ромашка"))
    for phone in (office.anna, office.vera):
        assert (await send(phone)).text == "К кому это?"
    await office.anna.tap("Ромашка")
    assert await how_many(office, Attachment) == 1


async def test_the_owner_too_may_attach_a_table_to_a_client(office: Office) -> None:
    await office.write(lambda session: add_client(session, office.gleb.member_id or 0, "Ромашка"))
    await send(office.gleb)
    assert (await office.gleb.tap("📎 Приложить к клиенту")).text == "К кому это?"
    await office.gleb.tap("Ромашка")
    assert await how_many(office, Attachment) == 1


async def test_a_rep_cannot_take_an_import_back_by_a_forged_button(office: Office) -> None:
    await send(office.gleb, "Название\nЁлка\n", "клиенты.csv")
    await office.gleb.tap("Клиенты")
    await office.gleb.tap("✅ Загрузить")
    await loaded(office)
    await office.anna.say("/start")
    before = await how_many(office, Job)
    await office.anna.tap_data(UndoImport(job_id=1, sure=True).pack())
    assert await how_many(office, Job) == before
    assert await how_many(office, Client) == 1


async def test_a_restart_in_the_form_loses_nothing(office: Office) -> None:
    await send(office.gleb)
    await office.gleb.tap("Покупки")
    await office.restart()
    await office.gleb.tap("дата: —")
    await office.gleb.tap("Когда")
    await office.gleb.tap("✅ Загрузить")
    assert "Новых: 1." in (await loaded(office)).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_while_another_form_is_open_the_import_ends_all_the_same(office: Office) -> None:
    """Its message says so where it stands, and the report comes below when the form has been left alone."""
    gleb = office.gleb
    await send(gleb, "Название\nЁлка\n", "клиенты.csv")
    await gleb.tap("Клиенты")
    await gleb.tap("✅ Загрузить")
    await send(gleb)
    form = gleb.screen.text
    assert await office.program.jobs.run_next()
    await office.later(minutes=4)
    await office.program.notifier.settle()
    said = [screen.text for screen in gleb.chat]
    assert plain(gleb.screen.text).startswith("✅ «клиенты.csv» загружен\nНовых: 1.")
    assert form in said
    assert "Готово, отчёт ниже." in said
    assert not any(text.startswith("⏳") for text in said)
