"""Whom to congratulate: told in the morning before the days off, with a greeting to copy and no guess about anybody."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from domain.nudges.nudge import Nudge, NudgeKind
from domain.tables import CONTACT_KINDS, ActivityKind, Client, ClientDate, Contact, Sex, Task, TaskAction, TaskState
from tests.dialogs import nudging
from tests.dialogs.logged import activities, tasks
from tests.dialogs.nudging import morning, opened
from tests.harness import Office, Screen, add_client, plain
from tests.use_cases.month import at

LONG_AGO = date(2026, 1, 12)
ACTIVE = {"first_purchase_on": LONG_AGO, "last_purchase_on": date(2026, 11, 1), "silent_from": date(2027, 6, 1)}


async def nudges(office: Office, day: date = nudging.THURSDAY) -> list[Nudge]:
    return [one for one in await nudging.nudges(office, day) if one.kind is NudgeKind.FEAST]


async def people(office: Office, client: str, *people: tuple[str, Sex | None], **details: Any) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, client, at=at(LONG_AGO), purchase_days=5, **details)
        for name, sex in people:
            session.add(Contact(client_id=client_id, name=name, search_name=name.lower(), sex=sex))
        return client_id

    made: int = await office.write(write)
    return made


async def born(office: Office, client: str, who: str, birthday: date, **details: Any) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, client, at=at(LONG_AGO))
        contact = Contact(client_id=client_id, name=who, search_name=who.lower(), birthday=birthday, **details)
        session.add(contact)
        session.flush()
        return contact.id

    made: int = await office.write(write)
    return made


def copied(screen: Screen) -> str:
    """What the copy button of the greeting copies."""
    rows = screen.raw["reply_markup"]["inline_keyboard"]
    buttons = [one for row in rows for one in row if one["text"].startswith("📋 Скопировать")]
    return str(buttons[0]["copy_text"]["text"])


async def test_a_birthday_of_sunday_is_told_on_friday_with_a_greeting_to_copy(office: Office) -> None:
    await born(office, "Ромашка", "Ольга Петровна", date(1980, 11, 29), telegram_username="olga")
    said = plain((await morning(office, date(2026, 11, 27))).text)
    assert "🎂 День рождения послезавтра: Ольга Петровна, «Ромашка»" in said
    card = await office.anna.tap("Ольга Петровна")
    greeting = copied(card)
    assert greeting.startswith("Ольга Петровна, ")
    assert len(greeting) <= 256
    assert greeting in card.text
    assert {"✅ Поздравление отправлено", "Не нужно", "✈️ Написать"} <= set(card.flat)


async def test_sent_is_a_letter_which_keeps_no_promise_and_counts_in_no_plan(office: Office) -> None:
    contact = await born(office, "Ромашка", "Ольга", date(1980, 11, 26))

    def promised(session: Session) -> None:
        client_id = session.get_one(Contact, contact).client_id
        task = Task(assignee_id=office.anna.member_id, client_id=client_id, action=TaskAction.LETTER)
        task.due_on, task.state = date(2026, 11, 26), TaskState.OPEN
        task.happened_at = task.received_at = task.stored_at = at(LONG_AGO)
        session.add(task)

    await office.write(promised)
    await morning(office)
    feast = next(one for one in await nudges(office) if one.kind == "feast")
    await opened(office, feast)
    await office.anna.tap("✅ Поздравление отправлено")
    letter = (await activities(office))[0]
    assert (letter.kind, letter.contact_id, letter.task_id) == (ActivityKind.LETTER, contact, None)
    assert [task.state for task in await tasks(office)] == [TaskState.OPEN]
    assert letter.kind not in CONTACT_KINDS


async def test_who_was_congratulated_or_need_not_be_is_not_asked_about_again(office: Office) -> None:
    await born(office, "Ромашка", "Ольга", date(1980, 11, 28))
    await born(office, "Василёк", "Пётр", date(1980, 11, 29))
    friday = date(2026, 11, 27)
    await morning(office, friday)
    await office.anna.tap("Ольга")
    await office.anna.tap("✅ Поздравление отправлено")
    assert [one.kind for one in await activities(office)] == [ActivityKind.LETTER]
    await office.anna.tap("Не нужно")
    assert await nudges(office, friday) == []
    await office.anna.tap("↩️ Вернуть ответ")
    assert [one.client for one in await nudges(office, friday)] == ["Василёк"]


async def test_many_women_are_one_line_and_are_congratulated_one_by_one(office: Office) -> None:
    await people(office, "Ромашка", ("Анна", Sex.FEMALE), ("Ольга", Sex.FEMALE), ("Пётр", Sex.MALE), ("Саша", None))
    await people(office, "Василёк", ("Мария", Sex.FEMALE))
    said = plain((await morning(office, date(2027, 3, 5))).text)
    assert "💐 8 Марта: 3 женщины" in said
    assert "Саша" not in said
    card = await office.anna.tap("▶️ Поздравить по одной")
    names = []
    for _ in range(3):
        names.append(copied(card).partition(",")[0])
        card = await office.anna.tap("✅ Поздравление отправлено")
    assert sorted(names) == ["Анна", "Мария", "Ольга"]
    assert "Это был последний повод" in card.text


async def test_men_are_congratulated_on_the_working_saturday_of_20_february_2027(office: Office) -> None:
    await people(office, "Ромашка", ("Пётр", Sex.MALE), ("Анна", Sex.FEMALE))
    said = plain((await morning(office, date(2027, 2, 20))).text)
    assert "🎖 23 Февраля: Пётр, «Ромашка»" in said
    assert await nudges(office, date(2027, 2, 19)) == []
    assert await nudges(office, date(2027, 2, 24)) == []


async def test_new_year_of_2027_is_told_on_30_december_to_everybody_at_clients_who_buy(office: Office) -> None:
    await people(office, "Ромашка", ("Пётр", None), ("Анна", Sex.FEMALE), **ACTIVE)
    await people(office, "Спит", ("Иван", None), **ACTIVE | {"silent_from": date(2026, 12, 1)})
    await people(office, "Не покупал", ("Глеб", None))
    said = plain((await morning(office, date(2026, 12, 30))).text)
    assert "🎄 Новый год: 2 человека у активных клиентов" in said
    assert not [one for one in await nudges(office, date(2026, 12, 29)) if one.kind == "feast"]


async def test_a_date_of_a_client_is_told_with_its_words(office: Office) -> None:
    client = await people(office, "Ромашка")
    await office.write(
        lambda s: s.add(ClientDate(client_id=client, text="годовщина компании", day=date(2010, 11, 26), yearly=True))
    )
    said = plain((await morning(office)).text)
    assert "📅 сегодня: годовщина компании, «Ромашка»" in said
    assert "годовщина компании" in copied(await office.anna.tap("Ромашка"))


@pytest.mark.parametrize("name", ["Ы" * 200, "Анна «Душа» <Иванова>", "И" * 59 + "🎉🎉"])
async def test_a_name_however_long_leaves_the_greeting_within_the_button(office: Office, name: str) -> None:
    await born(office, "Ромашка", name, date(1980, 11, 26))
    await morning(office)
    assert len(copied(await opened(office, (await nudges(office))[0]))) <= 256


async def test_a_contact_of_a_closed_client_or_gone_from_it_is_not_told(office: Office) -> None:
    left = await born(office, "Ромашка", "Ольга", date(1980, 11, 26))
    closed = await born(office, "Василёк", "Пётр", date(1980, 11, 26))

    def change(session: Session) -> None:
        session.get_one(Contact, left).archived_at = at(LONG_AGO)
        session.get_one(Client, session.get_one(Contact, closed).client_id).closed_at = at(LONG_AGO)

    await office.write(change)
    assert await nudges(office) == []
