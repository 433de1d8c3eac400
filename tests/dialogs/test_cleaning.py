"""The yearly cleaning: a card is gone through by taps in one message. Rule: the row «cleaning of the base»."""

from datetime import datetime, timedelta

import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Client, Contact
from handlers.nudges.links import AnswerOfCard, AskOfCard, OpenNudge
from tests.harness import MOSCOW, Office, Screen, add_client, plain

FIRST_DAY = datetime(2027, 1, 11, 9, 1, tzinfo=MOSCOW)  # the first working day of January, the month of cleaning


@pytest_asyncio.fixture
async def card(office: Office) -> Screen:
    """«Ромашка» of Анна, with two people and nothing known of her, on the first day of the cleaning."""

    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, "Ромашка", contact="Ольга", phone="+79120000000")
        session.add(Contact(client_id=client_id, name="Пётр", search_name="пётр"))
        return client_id

    client_id = await office.write(write)
    await office.arrive_at(FIRST_DAY, lived=timedelta(hours=12))
    return await office.anna.tap_data(OpenNudge(kind="cleaning", on=f"client.{client_id}").pack())


async def client(office: Office) -> Client:
    found: Client = await office.read(lambda session: session.scalars(select(Client)).one())
    return found


async def test_who_decides_the_potential_and_the_channel_are_a_tap_each_in_the_same_message(
    office: Office, card: Screen
) -> None:
    anna = office.anna
    assert "«Ромашка» ещё работает? Решает: неизвестно. Потенциал в год: неизвестно" in plain(card.text)
    for question, answer in (("👤 Кто решает", "Пётр"), ("💰 Потенциал", "300"), ("🏷 Канал", "розница")):
        asked = await anna.tap(question)
        assert asked.message_id == anna.screen.message_id
        said = await anna.tap(next(each for each in asked.flat if each.startswith(answer)))
        assert said.message_id == asked.message_id
    assert "Решает: Пётр. Потенциал в год: 300 тыс. ₽. Канал: розница" in plain(anna.screen.text)
    found = await client(office)
    assert (found.potential, found.channel) == (300_000_00, "розница")
    deciders = select(Contact.name).where(Contact.is_decision_maker.is_(True))
    assert await office.read(lambda session: list(session.scalars(deciders))) == ["Пётр"]


async def test_when_all_is_true_the_card_is_done_for_a_year(office: Office, card: Screen) -> None:
    await office.anna.tap(next(each for each in card.flat if "верно" in each))
    assert (await client(office)).checked_on == FIRST_DAY.date()


async def test_nobody_answers_for_anothers_client_nor_what_was_not_offered(office: Office, card: Screen) -> None:
    found = await client(office)
    for data in (
        AskOfCard(client_id=found.id, field="potential"),
        AnswerOfCard(client_id=found.id, field="potential", value=300_000_00),
        AnswerOfCard(client_id=found.id, field="channel", value=0),
        AnswerOfCard(client_id=found.id, field="decider", value=1),
    ):
        await office.boris.start()
        await office.boris.tap_data(data.pack())
        assert "Ольга" not in office.boris.screen.text
    for value in (7, -1, 10**15):
        await office.anna.tap_data(AnswerOfCard(client_id=found.id, field="potential", value=value).pack())
        await office.anna.tap_data(AnswerOfCard(client_id=found.id, field="channel", value=value).pack())
        await office.anna.tap_data(AnswerOfCard(client_id=found.id, field="decider", value=value).pack())
    await office.anna.tap_data(AskOfCard(client_id=found.id, field="name").pack())
    after = await client(office)
    assert (after.potential, after.channel) == (None, None)
