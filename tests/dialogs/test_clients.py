"""Rule: "The client base" and the client card of the screens."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.purchases import rebuild_purchase_facts
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Address,
    Client,
    ClientDate,
    Contact,
    Notification,
    Outcome,
    Phone,
    Purchase,
    Task,
    TaskAction,
    TaskState,
)
from handlers.links import OpenClients
from tests.harness import MONDAY, Handset, Office, Screen, add_client, plain

TIMES: Any = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
NASTY = "<b>Ромашка</b> & $\\frac{1}{$ 🌼 " + "очень длинное имя " * 10


async def _client(office: Office, whose: Handset, name: str, **details: Any) -> int:
    def job(session: Session) -> int:
        ensure_defaults(session)
        return add_client(session, whose.member_id or 0, name, **details)

    return int(await office.write(job))


async def _shares(person: Handset, **contact: str) -> Screen:
    return await person.act(person.office.sandbox.acts.share, {"contact": contact})


async def _one(office: Office, *columns: Any) -> Any:
    return await office.read(lambda session: [tuple(row) for row in session.execute(select(*columns))])


async def _bought(office: Office, client_id: int, *days: date) -> None:
    def job(session: Session) -> None:
        for day in days:
            session.add(
                Purchase(
                    client_id=client_id,
                    day=day,
                    amount=50_000_00,
                    happened_at=MONDAY,
                    received_at=MONDAY,
                    stored_at=MONDAY,
                )
            )
        rebuild_purchase_facts(session)

    await office.write(job)


async def test_a_rep_sees_his_clients_and_opens_one(office: Office) -> None:
    await _client(office, office.anna, "Ромашка", phone="+79120000000", contact="Ольга Петровна")
    await _client(office, office.boris, "Лютик")
    listed = await office.anna.say("🔎 Клиенты")
    assert "Ромашка" in listed.flat
    assert "Лютик" not in listed.flat
    card = await office.anna.tap("Ромашка")
    assert "Ромашка" in card.text
    assert "Ольга Петровна, +79120000000" in card.text
    assert card.raw["has_protected_content"]
    assert "💬 Написать" in card.flat


async def test_a_typed_name_is_looked_for_with_typos_and_a_wrong_layout(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    for typed in ("рамашка", "hjvfirf", "РОМАШ"):
        await office.anna.say("🔎 Клиенты")
        found = await office.anna.say(typed)
        assert "Ромашка" in found.flat, typed


async def test_a_colleagues_client_shows_only_its_name_and_keeper(office: Office) -> None:
    lyutik = await _client(office, office.boris, "Лютик", phone="+79121112233", contact="Иван Тайный")
    await office.anna.say("🔎 Клиенты")
    found = await office.anna.say("лютик")
    assert "«Лютик» ведёт Борис." in found.text
    assert found.flat == ["← К списку", "➕ Новый клиент"]
    await office.anna.tap_data(f"cl:{lyutik}")
    assert not any("9121112233" in message.text or "Тайный" in message.text for message in office.anna.chat)
    sentence = "«Лютик» ведёт Борис. Ничего не записано."
    assert sentence in office.anna.toasts or office.anna.screen.text == sentence


async def test_a_manager_finds_the_clients_of_his_team(office: Office) -> None:
    await _client(office, office.anna, "Ромашка", phone="+79120000000")
    await office.vera.say("/clients")
    await office.vera.say("9120000000")
    card = await office.vera.tap("Ромашка")
    assert "+79120000000" in card.text
    assert "Ведёт Анна" in card.text


async def test_a_name_of_html_formulas_and_emoji_breaks_nothing(office: Office) -> None:
    name = NASTY[:200].strip()
    await _client(office, office.anna, name, contact=name, phone="+79120000000")
    await office.anna.say("🔎 Клиенты")
    card = await office.anna.tap("<b>Ромашка")
    assert name in card.text
    assert len(card.text) <= 4096
    assert "<b>Ромашка</b>" in (await office.anna.tap("🕓 История")).text


async def test_the_fullest_card_still_fits(office: Office) -> None:
    client = await _client(office, office.anna, "Я" * 200, notes="н" * 3000)

    def fill(session: Session) -> None:
        for number in range(12):
            contact = Contact(
                client_id=client, name="И" * 200, search_name="и", post="Д" * 200, is_decision_maker=False
            )
            session.add(contact)
            session.flush()
            session.add(Phone(client_id=client, contact_id=contact.id, e164=f"+791200000{number:02}"))
            session.add(
                Task(
                    assignee_id=office.anna.member_id or 0,
                    client_id=client,
                    action=TaskAction.OTHER,
                    text="т" * 3000,
                    due_on=date(2026, 12, 1),
                    attempt=0,
                    state=TaskState.OPEN,
                    occurrence=1,
                    **TIMES,
                )
            )
            session.add(Address(client_id=client, text="а" * 200))
            session.add(
                Activity(
                    kind=ActivityKind.CALL,
                    client_id=client,
                    author_id=office.anna.member_id or 0,
                    comment="к" * 4000,
                    version=1,
                    **TIMES,
                )
            )

    await office.write(fill)
    await office.anna.say("🔎 Клиенты")
    card = await office.anna.tap("ЯЯЯ")
    assert len(card.text) <= 4096
    assert len((await office.anna.tap("🕓 История")).text) <= 4096
    await office.anna.tap("← К карточке")
    assert len((await office.anna.tap("ℹ️ Подробно")).text) <= 4096


async def test_what_to_do_next_stands_on_top(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    assert "Следующий шаг не назначен" in (await office.anna.tap("Ромашка")).text.splitlines()[1]
    await office.write(
        lambda s: s.add(
            Task(
                assignee_id=office.anna.member_id or 0,
                client_id=client,
                action=TaskAction.CALL,
                due_on=date(2026, 11, 20),
                attempt=0,
                state=TaskState.OPEN,
                occurrence=1,
                **TIMES,
            )
        )
    )
    await office.anna.say("🔎 Клиенты")
    card = await office.anna.tap("Ромашка")
    assert card.text.splitlines()[1] == "⏰ Просрочено, пт 20 ноя: перезвонить"


async def test_purchases_and_the_state_are_said_in_words(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")
    await _bought(office, client, date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 31))
    await office.anna.say("🔎 Клиенты")
    card = await office.anna.tap("Ромашка")
    assert "🟢 АКБ, активный · покупает раз в 30 дней · без покупок 23 дня" in card.text
    assert "🛒 31 окт 50 тыс. ₽, 1 окт 50 тыс. ₽, 1 сен 50 тыс. ₽" in plain(card.text)


async def test_the_silent_are_listed_by_worth_and_can_be_called(office: Office) -> None:
    client = await _client(office, office.anna, "Молчун")
    await _bought(office, client, date(2026, 8, 11), date(2026, 8, 18), date(2026, 8, 25))
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    silent = await office.anna.tap("😴 Давно молчат")
    assert [plain(text) for text in silent.flat] == [
        "Молчун · молчит 90 дн. · 50 тыс. ₽",
        "Все клиенты",
        "📞 Обзвонить",
        "➕ Новый клиент",
    ]


async def test_the_pages_of_a_long_list_turn(office: Office) -> None:
    for number in range(10):
        await _client(office, office.anna, f"Клиент {number}")
    first = await office.anna.say("🔎 Клиенты")
    assert "1/2" in first.flat
    second = await office.anna.tap("→")
    assert {"Клиент 0", "Клиент 1"} <= set(second.flat)
    assert "Клиент 9" in (await office.anna.tap("←")).flat


async def test_a_new_client_is_asked_for_what_is_missing_one_thing_at_a_time(office: Office) -> None:
    await office.write(ensure_defaults)
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    asked = await office.anna.say("Ромашка")
    assert "Телефон «Ромашка»?" in asked.text
    asked = await office.anna.say("8 (912) 000-00-00")
    assert "С кем говорить" in asked.text
    asked = await office.anna.say("Ольга Петровна")
    assert "Кто принимает решения" in asked.text
    await office.anna.tap("Ольга Петровна")
    asked = await office.anna.tap("сеть")
    assert "Где находится" in asked.text
    asked = await office.anna.tap("Пропустить")
    assert "день рождения" in asked.text
    await office.anna.say("12 марта")
    card = await office.anna.tap("Готово")
    assert "Ольга Петровна, ЛПР" in card.text
    assert await _one(office, Phone.e164) == [("+79120000000",)]
    assert await _one(office, Contact.birthday, Contact.birthday_year_known) == [(date(2000, 3, 12), False)]
    assert await _one(office, Client.channel) == [("сеть",)]


async def test_a_wrong_phone_is_asked_again_and_nothing_is_lost(office: Office) -> None:
    await office.write(ensure_defaults)
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    await office.anna.say("Ромашка")
    said = await office.anna.say("не знаю")
    assert "Не похоже на телефон" in said.text
    await office.anna.say("+7 912 000-00-00")
    assert await _one(office, Phone.e164) == [("+79120000000",)]


async def test_nearly_the_same_name_is_offered_not_doubled(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await _client(office, office.boris, "Ромашка плюс")
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    offered = await office.anna.say("ООО «Рамашка»")
    assert "Ромашка" in offered.flat
    await office.anna.tap("Ромашка")
    assert (await _one(office, func.count(Client.id))) == [(2,)]
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    await office.anna.say("ООО «Рамашка»")
    await office.anna.tap("Нет, это другой")
    assert (await _one(office, func.count(Client.id))) == [(3,)]


async def test_a_colleagues_phone_tells_whose_client_it_is(office: Office) -> None:
    await _client(office, office.boris, "Лютик", phone="+79121112233")
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    offered = await _shares(office.anna, phone_number="+79121112233", first_name="Иван")
    assert "«Лютик» ведёт Борис." in offered.text
    assert "Лютик" not in offered.flat


async def test_a_shared_contact_becomes_a_client_with_a_phone(office: Office) -> None:
    await office.write(ensure_defaults)
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("➕ Новый клиент")
    await _shares(office.anna, phone_number="79121112233", first_name="Иван", last_name="Петров")
    assert await _one(office, Client.name) == [("Иван Петров",)]
    assert await _one(office, Phone.e164) == [("+79121112233",)]


async def test_one_field_is_changed_and_the_card_comes_back(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("Ромашка")
    await office.anna.tap("✏️ Изменить")
    await office.anna.tap("Потенциал в год")
    refused = await office.anna.say("много")
    assert "Не похоже на сумму" in refused.text
    card = await office.anna.say("1,5 млн")
    assert "Ромашка" in card.text
    assert await _one(office, Client.potential) == [(1_500_000_00,)]


async def test_a_client_is_lost_with_a_reason_and_found_again(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("Ромашка")
    await office.anna.tap("✏️ Изменить")
    await office.anna.tap("🔴 Потерян")
    await office.anna.tap("ушёл к конкуренту")
    await office.anna.say("Лютик и Ко")
    assert await _one(office, Client.lost_reason) == [("client_competitor",)]
    await office.anna.tap("✏️ Изменить")
    await office.anna.tap("Не потерян")
    assert await _one(office, Client.lost_reason) == [(None,)]


async def test_a_closed_client_waits_for_the_managers_word_and_leaves_the_lists(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    await office.anna.tap("Ромашка")
    await office.anna.tap("✏️ Изменить")
    await office.anna.tap("🚪 Закрыть")
    said = await office.anna.tap("Да, закрыть")
    assert "Ждёт подтверждения" in said.text
    assert await _one(office, Notification.kind, Notification.recipient_id) == [("close_asked", office.vera.member_id)]
    await office.anna.tap_data(f"cly:{client}:1")
    assert await _one(office, Client.closed_at) == [(None,)]
    await office.later(minutes=1)
    assert "Анна говорит, что «Ромашка» закрыт. Согласны?" in office.vera.screen.text
    await office.vera.tap("🚪 Закрыть клиента")
    assert await _one(office, Client.close_confirmed_by) == [(office.vera.member_id,)]
    assert "Ромашка" not in (await office.anna.say("🔎 Клиенты")).flat


async def test_the_manager_sees_what_was_cancelled_and_corrected(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")

    def job(session: Session) -> None:
        cancelled = Activity(
            kind=ActivityKind.OFFER, client_id=client, author_id=office.anna.member_id or 0, version=1, **TIMES
        )
        cancelled.cancelled_at = MONDAY
        session.add(cancelled)
        corrected = Activity(
            kind=ActivityKind.CALL,
            outcome=Outcome.AGREED,
            client_id=client,
            author_id=office.anna.member_id or 0,
            version=2,
            comment="берут",
            **TIMES,
        )
        session.add(corrected)
        session.flush()
        session.add(
            ActivityVersion(
                activity_id=corrected.id,
                number=1,
                kind=ActivityKind.CALL,
                outcome=Outcome.REFUSED,
                comment="не берут",
                happened_at=MONDAY,
                replaced_at=MONDAY,
                replaced_by=office.anna.member_id or 0,
            )
        )

    await office.write(job)
    for person, sees in ((office.anna, False), (office.vera, True)):
        await person.say("🔎 Клиенты")
        await person.tap("Ромашка")
        history = await person.tap("🕓 История")
        assert ("отменено" in history.text) is sees
        assert ("исправлено 1 раз" in history.text) is sees
    versions = await office.vera.tap("Что было")
    assert "«не берут»" in versions.text


async def test_text_after_the_list_is_a_search_and_after_another_screen_is_not(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    assert "← К списку" in (await office.anna.say("ромашка")).flat
    await office.anna.say("➕ Записать")
    assert "← К списку" not in (await office.anna.say("ромашка")).flat


@pytest.mark.parametrize("elsewhere", ["📋 Мой день", "/tasks", "/start"])
async def test_a_name_looked_for_from_another_screen_does_not_rename_the_client_of_an_open_form(
    office: Office, elsewhere: str
) -> None:
    await _client(office, office.anna, "Ромашка")
    await _client(office, office.anna, "Василёк")
    await office.anna.say("/clients")
    await office.anna.tap("Ромашка")
    await office.anna.tap("✏️ Изменить")
    await office.anna.tap("Название")
    await office.anna.say(elsewhere)
    assert "Василёк" in (await office.anna.say("василек")).flat
    assert await office.read(lambda s: sorted(s.scalars(select(Client.name)))) == ["Василёк", "Ромашка"]


async def test_an_open_list_is_forgotten_in_half_an_hour(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("🔎 Клиенты")
    await office.until(datetime.fromisoformat("2026-11-23T11:00:00+03:00"))
    assert "← К списку" not in (await office.anna.say("ромашка")).flat


async def test_what_is_typed_under_the_silent_is_looked_for_among_clients(office: Office) -> None:
    await office.write(lambda session: add_client(session, office.anna.member_id or 0, "Ромашка"))
    await office.anna.say("/clients")
    await office.anna.tap_data(OpenClients(kind="silent").pack())
    await office.anna.say("ромашка")
    await office.anna.tap("Ромашка")
    assert "👉 Следующий шаг не назначен" in office.anna.screen.text


async def test_a_contact_who_has_left_is_gone_from_the_card(office: Office) -> None:
    anna = office.anna

    def job(session: Session) -> int:
        return add_client(session, anna.member_id or 0, "Ромашка", contact="Ольга Петровна", phone="+79121112233")

    client_id = await office.write(job)
    await anna.say("/clients")
    card = await anna.tap("Ромашка")
    assert "Ольга Петровна" in card.text
    await anna.tap("✏️ Изменить")
    await anna.tap("Контакт ушёл")
    card = await anna.tap("Ольга Петровна")
    assert "Ольга Петровна" not in card.text
    assert "79121112233" not in card.text
    assert await office.read(lambda s: s.scalar(select(Contact.archived_at).where(Contact.client_id == client_id)))
    await anna.tap("✏️ Изменить")
    assert "Контакт ушёл" not in anna.screen.flat


async def test_a_number_said_for_a_new_clients_name_is_his_phone(office: Office) -> None:
    anna = office.anna
    await anna.say("/clients")
    await anna.tap("➕ Новый клиент")
    assert (await anna.say("8 912 111-22-33")).text.startswith("Телефон 8 912 111-22-33 запомнится.")
    await anna.say("Ромашка")
    assert "+79121112233" in (await anna.tap("Готово")).text


async def test_what_was_written_is_said_even_where_the_card_does_not_show_it(office: Office) -> None:
    anna = office.anna
    await office.write(lambda session: add_client(session, anna.member_id or 0, "Ромашка"))
    await anna.say("/clients")
    await anna.tap("Ромашка")
    await anna.tap("✏️ Изменить")
    await anna.tap("Потенциал в год")
    assert (await anna.say("1,5 млн")).text.startswith("✅ Записано: Потенциал в год.")


async def test_a_colleagues_client_looked_for_in_a_new_task_is_named_with_its_keeper(office: Office) -> None:
    await _client(office, office.boris, "Лютик")
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    screen = await office.anna.say("лютик")
    assert "«Лютик» ведёт Борис" in screen.text
    assert "Лютик" not in screen.flat


async def test_a_date_of_a_client_is_entered_and_a_wrong_one_goes(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка", contact="Ольга Петровна")
    anna = office.anna
    await anna.say("/clients")
    await anna.tap("Ромашка")
    assert "Дата не нужна" not in (await anna.tap("✏️ Изменить")).flat
    await anna.tap("📅 Добавить дату")
    assert "«юбилей <b>фирмы</b>»" in (await anna.say("юбилей <b>фирмы</b>")).text
    assert "Не похоже на дату" in (await anna.say("не знаю")).text
    assert "15 дек: юбилей <b>фирмы</b>. Чья это дата?" in (await anna.say("15 декабря")).text
    await anna.tap("Ольга Петровна")
    card = await anna.tap("Каждый год")
    assert card.text.startswith("✅ Записано: 📅 15 дек: юбилей <b>фирмы</b>.")
    columns = (ClientDate.client_id, ClientDate.text, ClientDate.day, ClientDate.yearly)
    assert await _one(office, *columns) == [(client, "юбилей <b>фирмы</b>", date(2026, 12, 15), True)]
    assert "📅 15 дек: юбилей <b>фирмы</b> Ольга Петровна" in (await anna.tap("ℹ️ Подробно")).text
    await anna.tap("← К карточке")
    await anna.tap("✏️ Изменить")
    await anna.tap("Дата не нужна")
    await anna.tap("15 дек: юбилей")
    assert await _one(office, ClientDate.id) == []


async def test_a_day_gone_by_is_remembered_every_year_only(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    anna = office.anna
    await anna.say("/clients")
    await anna.tap("Ромашка")
    await anna.tap("✏️ Изменить")
    await anna.tap("📅 Добавить дату")
    await anna.say("основание")
    assert "Один раз" not in (await anna.say("15.03.2010")).flat
    await anna.tap("Каждый год")
    assert await _one(office, ClientDate.day, ClientDate.yearly) == [(date(2010, 3, 15), True)]


async def test_a_date_comes_once(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    anna = office.anna
    await anna.say("/clients")
    await anna.tap("Ромашка")
    await anna.tap("✏️ Изменить")
    await anna.tap("📅 Добавить дату")
    await anna.say("открытие магазина")
    await anna.say("15 декабря")
    await anna.tap("Один раз")
    assert await _one(office, ClientDate.yearly, ClientDate.contact_id) == [(False, None)]
