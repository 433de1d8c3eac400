"""Rule: "The client base"."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.doctoring import mend_search
from domain.errors import (
    BadAmount,
    BadChoice,
    BadName,
    BadPhone,
    ClientNotYours,
    CompetitorNeeded,
    Gone,
    NotAllowed,
    TooLong,
    WordsNeeded,
)
from domain.readers.call_queue import call_queue
from domain.readers.client_card import client_view
from domain.readers.clients import ClientsOf, client_page
from domain.readers.silent import silent_clients
from domain.readers.team import rep_card
from domain.rhythm import Lifecycle
from domain.tables import Address, Client, ClientDate, Contact, Keeper, Notification, Phone, Role, Task, TaskAction
from domain.use_cases.client_endings import close_client, confirm_close, declare_lost, open_again, take_back_loss
from domain.use_cases.clients import ClientDraft, ClientField, add_client, edit_client
from domain.use_cases.contacts import (
    ContactField,
    add_address,
    add_contact,
    add_date,
    add_phone,
    edit_contact,
    remove_date,
    set_birthday,
)
from domain.use_cases.money import record_payment
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.harness import MOSCOW
from tests.use_cases.sales import Sales, open_sales


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def _rows(sales: Sales, *columns: Any) -> Any:
    return await sales.read(lambda session: [tuple(row) for row in session.execute(select(*columns))])


async def _view(sales: Sales, client_id: int, who: str = "Анна") -> Any:
    return await sales.read(client_view, sales.ids[who], client_id, sales.now.date())


async def test_a_new_client_is_kept_by_who_added_it_from_today(sales: Sales) -> None:
    added = await sales.run(
        add_client, "Анна", ClientDraft(" Ромашка\n", "8 912 000-00-00", "Ольга Петровна", "выставка", "сеть")
    )
    assert await _rows(sales, Client.name, Client.source, Client.channel) == [("Ромашка", "выставка", "сеть")]
    assert await _rows(sales, Keeper.client_id, Keeper.member_id, Keeper.since) == [
        (added.client_id, sales.ids["Анна"], date(2026, 11, 23))
    ]
    contact = (await _rows(sales, Contact.id))[0][0]
    assert await _rows(sales, Phone.e164, Phone.contact_id) == [("+79120000000", contact)]


async def test_a_client_known_by_his_number_alone_is_found_and_dialled_by_it(sales: Sales) -> None:
    added = await sales.run(add_client, "Анна", ClientDraft("8 (912) 345-67-89"))
    assert await _rows(sales, Phone.client_id, Phone.e164) == [(added.client_id, "+79123456789")]
    again = await sales.run(add_client, "Анна", ClientDraft("+7 912 345 67 89"))
    assert again.similar == (added.client_id,)


async def test_digits_that_are_no_phone_are_a_name_as_good_as_any(sales: Sales) -> None:
    await sales.run(add_client, "Анна", ClientDraft("660000000012"))
    assert await _rows(sales, Client.name) == [("660000000012",)]
    assert await _rows(sales, Phone.e164) == []


async def test_the_same_form_adds_one_client(sales: Sales) -> None:
    first = await sales.run(add_client, "Анна", ClientDraft("Ромашка", form_key="f"))
    again = await sales.run(add_client, "Анна", ClientDraft("Ромашка", form_key="f"))
    assert (again.client_id, again.again) == (first.client_id, True)


async def test_a_phone_or_nearly_the_same_name_known_already_is_offered(sales: Sales) -> None:
    known = await sales.client("ООО «Ромашка»", "Борис", phone="+79120000000")
    for draft in (ClientDraft("Рамашка"), ClientDraft("Совсем другое", "8 (912) 000-00-00")):
        offered = await sales.run(add_client, "Анна", draft)
        assert (offered.client_id, offered.similar) == (None, (known,))
    other = await sales.run(add_client, "Анна", ClientDraft("Рамашка", sure=True))
    assert other.client_id not in (None, known)


async def test_names_and_phones_that_are_none_are_refused(sales: Sales) -> None:
    for name in ("", " \u200b ", "я" * 201):
        with pytest.raises(BadName):
            await sales.run(add_client, "Анна", ClientDraft(name))
    with pytest.raises(BadPhone):
        await sales.run(add_client, "Анна", ClientDraft("Ромашка", "12"))
    assert await _rows(sales, Client.id) == []


async def test_a_name_that_unfolds_into_more_letters_still_fits_its_search_column(sales: Sales) -> None:
    added = await sales.run(add_client, "Анна", ClientDraft("ﷺ" * 100))
    assert added.client_id is not None


async def test_one_field_at_a_time_is_changed_and_emptied(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    fields: dict[ClientField, Any] = {
        ClientField.CHANNEL: "сеть",
        ClientField.REGION: "Урал",
        ClientField.LINE_OF_BUSINESS: "кафе",
        ClientField.SOURCE: "сайт",
        ClientField.POTENTIAL: 1_500_000_00,
        ClientField.PAYMENT_TERM: 14,
        ClientField.CONTRACT_END: date(2027, 6, 30),
        ClientField.NOTES: "любит звонки утром",
    }
    for field, value in fields.items():
        await sales.run(edit_client, "Анна", client, field, value)
    facts = await sales.facts(client)
    assert {field: getattr(facts, field) for field in fields} == fields
    await sales.run(edit_client, "Анна", client, ClientField.NOTES, None)
    assert (await sales.facts(client)).notes is None


async def test_values_that_cannot_be_are_refused(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    with pytest.raises(BadChoice):
        await sales.run(edit_client, "Анна", client, "purchase_days", 7)
    with pytest.raises(BadAmount):
        await sales.run(edit_client, "Анна", client, ClientField.POTENTIAL, -5)
    with pytest.raises(TooLong):
        await sales.run(edit_client, "Анна", client, ClientField.NOTES, "я" * 5000)
    with pytest.raises(ClientNotYours):
        await sales.run(edit_client, "Борис", client, ClientField.NAME, "Моя")
    with pytest.raises(Gone):
        await sales.run(edit_client, "Анна", 999, ClientField.NAME, "Чья")


async def test_people_phones_places_and_dates_are_written_once_each(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    for _ in range(2):
        person = await sales.run(add_contact, "Анна", client, "Ольга Петровна", "8 912 000 00 00")
        await sales.run(add_phone, "Анна", client, "+7 (912) 000-00-00")
        await sales.run(add_address, "Анна", client, "Малышева, 1", 56.8, 60.6)
        await sales.run(add_date, "Анна", client, "юбилей", date(2027, 5, 1), yearly=True)
    assert len(await _rows(sales, Contact.id)) == len(await _rows(sales, Phone.id)) == 1
    assert len(await _rows(sales, Address.id)) == len(await _rows(sales, ClientDate.id)) == 1
    await sales.run(edit_contact, "Анна", person.contact_id, ContactField.DECISION_MAKER, 1)
    await sales.run(set_birthday, "Анна", person.contact_id, date(1980, 3, 12), True)
    view = await _view(sales, client)
    assert (view.people[0].decides, view.people[0].birthday) == (True, date(1980, 3, 12))
    with pytest.raises(ClientNotYours):
        await sales.run(edit_contact, "Борис", person.contact_id, ContactField.POST, "директор")


async def test_a_wrong_date_is_removed_by_its_keeper_only(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(add_date, "Анна", client, "юбилей", date(2027, 5, 1), yearly=True)
    (kept,) = (await _view(sales, client)).dates
    with pytest.raises(ClientNotYours):
        await sales.run(remove_date, "Борис", kept.id)
    assert len(await _rows(sales, ClientDate.id)) == 1
    await sales.run(remove_date, "Анна", kept.id)
    assert (await _view(sales, client)).dates == ()
    with pytest.raises(Gone):
        await sales.run(remove_date, "Анна", kept.id)


async def test_a_loss_is_declared_with_a_reason_and_taken_back(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 2)).run(record_payment, "Анна", client, 100_00)
    sales.on(date(2026, 11, 23))
    assert (await _view(sales, client)).state is Lifecycle.ACTIVE
    with pytest.raises(BadChoice):
        await sales.run(declare_lost, "Анна", client, "price")  # a reason of deals
    with pytest.raises(CompetitorNeeded):
        await sales.run(declare_lost, "Анна", client, "client_competitor")
    with pytest.raises(WordsNeeded):
        await sales.run(declare_lost, "Анна", client, "client_other")
    await sales.run(declare_lost, "Анна", client, "client_competitor", "Лютик")
    view = await _view(sales, client)
    assert (view.state, view.lost_reason, view.competitors) == (Lifecycle.LOST, "client_competitor", ("Лютик",))
    await sales.run(take_back_loss, "Анна", client)
    assert (await _view(sales, client)).state is Lifecycle.ACTIVE


async def test_the_keeper_says_closed_and_the_manager_confirms(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, date(2026, 11, 25), client_id=client))
    await sales.run(close_client, "Анна", client)
    await sales.run(close_client, "Анна", client)
    assert (await sales.facts(client)).closed_at is None
    assert await _rows(sales, Notification.kind, Notification.recipient_id) == [("close_asked", sales.ids["Вера"])]
    with pytest.raises(NotAllowed):
        await sales.run(confirm_close, "Анна", client, True)
    await sales.run(confirm_close, "Вера", client, True)
    assert (await sales.facts(client)).close_confirmed_by == sales.ids["Вера"]
    assert (await _view(sales, client)).state is Lifecycle.CLOSED
    assert await _rows(sales, Task.state) == [("cancelled",)]
    page = await sales.read(client_page, sales.ids["Анна"], Role.REP, ClientsOf.MINE, sales.now.date())
    assert page.lines == ()
    await sales.run(open_again, "Вера", client)
    assert (await _view(sales, client)).state is Lifecycle.POTENTIAL


async def test_who_leads_is_asked_about_a_closed_client_when_at_work(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 11, 22), time(23)).run(close_client, "Анна", client)
    [(due_at, expires_at, silent)] = await _rows(
        sales, Notification.due_at, Notification.expires_at, Notification.silent
    )
    monday, thursday = date(2026, 11, 23), date(2026, 11, 26)
    assert due_at == datetime.combine(monday, time(9), MOSCOW)
    assert (expires_at, silent) == (datetime.combine(thursday, time(18), MOSCOW), True)


async def test_the_manager_may_keep_a_client_said_to_be_closed(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(close_client, "Анна", client)
    await sales.run(confirm_close, "Вера", client, False)
    with pytest.raises(Gone):
        await sales.run(confirm_close, "Вера", client, True)
    await sales.run(close_client, "Анна", client)
    assert (await sales.facts(client)).close_asked_at is not None


async def test_a_manager_closes_at_once(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.run(close_client, "Вера", client)
    assert (await sales.facts(client)).closed_at is not None


async def test_a_colleagues_card_is_not_opened(sales: Sales) -> None:
    client = await sales.client("Ромашка", "Борис")
    with pytest.raises(ClientNotYours) as refused:
        await _view(sales, client)
    assert refused.value.values == {"name": "Ромашка", "keeper": "Борис"}


@pytest.mark.parametrize(("every", "sleeping_after", "lost_after"), [(7, 21, 90), (30, 45, 120), (60, 90, 240)])
async def test_sleeping_and_lost_follow_the_rhythm(
    sales: Sales, every: int, sleeping_after: int, lost_after: int
) -> None:
    """Weekly → sleeping after 21 days, lost after 90; every 30 days → 45 and 120; every 60 → 90 and 240."""
    client = await sales.client("Ромашка")
    start = date(2026, 1, 1)
    days = [date.fromordinal(start.toordinal() + number * every) for number in range(3)]
    for day in days:
        await sales.on(day).run(record_payment, "Анна", client, 100_00)
    for silence, state in (
        (sleeping_after, Lifecycle.ACTIVE),
        (sleeping_after + 1, Lifecycle.SLEEPING),
        (lost_after, Lifecycle.SLEEPING),
        (lost_after + 1, Lifecycle.LOST),
    ):
        sales.on(date.fromordinal(days[-1].toordinal() + silence))
        assert (await _view(sales, client)).state is state, silence
        assert await _silent_everywhere(sales) == {state is Lifecycle.SLEEPING}, silence


async def _silent_everywhere(sales: Sales) -> set[bool]:
    """What each screen that tells the silent says of Анна's only client."""
    anna, today = sales.ids["Анна"], sales.now.date()
    listed = await sales.read(client_page, anna, Role.REP, ClientsOf.SILENT, today)
    mine = await sales.read(client_page, anna, Role.REP, ClientsOf.MINE, today)
    queue = await sales.read(call_queue, anna, Role.REP, "silent", today)
    card = await sales.read(rep_card, sales.ids["Вера"], anna, sales.now)
    first = await sales.read(silent_clients, {anna}, today)
    return {bool(n) for n in (listed.total, len(listed.lines), mine.silent, len(queue), card.silent, first.total)}


async def test_who_has_a_borrowed_rhythm_is_silent_alike_everywhere(sales: Sales) -> None:
    """Bought once, the company's median is 60 days: asleep past 90, lost past 240."""
    client = await sales.client("Ромашка")
    await sales.write(lambda s: _bought(s, client, date(2026, 1, 1), date(2026, 4, 2)))  # 60 × 1.5 = 90 days
    for silence, state in (
        (90, Lifecycle.ACTIVE),
        (91, Lifecycle.SLEEPING),
        (240, Lifecycle.SLEEPING),
        (241, Lifecycle.LOST),
    ):
        sales.on(date(2026, 1, 1) + timedelta(days=silence))
        assert (await _view(sales, client)).state is state, silence
        assert await _silent_everywhere(sales) == {state is Lifecycle.SLEEPING}, silence


async def test_a_name_that_unfolds_past_its_column_is_kept_as_it_is_looked_for(sales: Sales) -> None:
    added = await sales.run(add_client, "Анна", ClientDraft("ﷺ" * 200))
    assert added.client_id is not None
    assert await sales.write(mend_search) == 0


async def test_what_silence_tells_is_counted_once_for_each_day_that_it_is_somewhere(sales: Sales) -> None:
    """In Vladivostok it is tomorrow already: the morning there must not make Moscow's evening count anew."""
    client = await sales.client("Ромашка")
    await sales.write(lambda s: _bought(s, client, date(2026, 9, 1), date(2026, 10, 1)))
    today, tomorrow = date(2026, 11, 23), date(2026, 11, 24)
    first, *again = [await sales.read(_questions, sales.ids["Анна"], day) for day in (today, tomorrow, today, tomorrow)]
    assert first == again[0] > again[1] == again[2]


def _questions(session: Session, member_id: int, day: date) -> int:
    asked: list[Any] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note := lambda *statement: asked.append(statement))
    silent_clients(session, {member_id}, day)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def _bought(session: Session, client_id: int, day: date, silent_from: date) -> None:
    client = session.get_one(Client, client_id)
    client.first_purchase_on = client.last_purchase_on = day
    client.purchase_days, client.silent_from = 1, silent_from


async def test_the_silent_come_by_expected_roubles_in_the_list_and_in_the_queue(sales: Sales) -> None:
    small, large = await sales.client("Малый"), await sales.client("Большой")
    for client, amount in ((small, 10_000_00), (large, 90_000_00)):
        for day in (date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 30)):
            await sales.on(day).run(record_payment, "Анна", client, amount)
    await sales.on(date(2026, 10, 2)).run(record_payment, "Анна", small, 10_000_00)
    anna, today = sales.ids["Анна"], sales.on(date(2026, 11, 23)).now.date()
    listed = await sales.read(client_page, anna, Role.REP, ClientsOf.SILENT, today)
    queue = await sales.read(call_queue, anna, Role.REP, "silent", today)
    assert [line.id for line in listed.lines] == [one.client_id for one in queue] == [large, small]
    assert [line.worth for line in listed.lines] == [90_000_00, 10_000_00]


async def test_a_client_said_to_be_lost_is_called_by_no_list(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await sales.on(date(2026, 9, 30)).run(record_payment, "Анна", client, 100_00)
    sales.on(date(2026, 11, 23))
    assert await _silent_everywhere(sales) == {True}
    await sales.run(declare_lost, "Анна", client, "debt")
    assert await _silent_everywhere(sales) == {False}


async def test_who_bought_once_is_a_list_of_its_own(sales: Sales) -> None:
    once = await sales.client("Разовая")
    await sales.client("Никогда")
    await sales.run(record_payment, "Анна", once, 100_00)
    page = await sales.read(client_page, sales.ids["Анна"], Role.REP, ClientsOf.ONCE, sales.now.date())
    assert [line.id for line in page.lines] == [once]
    assert (await _view(sales, once)).once


async def test_the_card_says_what_he_bought_last_and_usually_takes(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    for day in (2, 9, 16, 20):
        await sales.on(date(2026, 11, day)).run(record_payment, "Анна", client, day * 100_00)
    view = await _view(sales, client)
    assert [(one.day.day, one.amount) for one in view.purchases] == [(20, 20_00_00), (16, 16_00_00), (9, 9_00_00)]
