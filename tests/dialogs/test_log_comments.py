"""What is written or sent about an activity just logged."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.tables import (
    ActivityKind,
    ActivityVersion,
    Attachment,
    AttachmentKind,
)
from tests.dialogs.logged import activities, client, count, saved, sends_album, shares
from tests.harness import MONDAY, Office


async def test_a_text_within_two_minutes_is_the_comment(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Поговорили")
    await anna.say("ждут цену на стулья")
    assert "💬 ждут цену на стулья" in anna.screen.text
    assert anna.screen.flat[0] == "это поиск"
    (activity,) = await activities(office)
    assert activity.comment == "ждут цену на стулья"
    assert activity.is_effective


async def test_a_text_after_two_minutes_is_a_search(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await office.later(minutes=3)
    await anna.say("ромашка")
    assert "Нашлось" in anna.screen.text
    assert (await activities(office))[0].comment is None


async def test_a_text_after_another_screen_is_a_search(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.say("/help")
    await anna.say("ромашка")
    assert "Нашлось" in anna.screen.text
    assert (await activities(office))[0].comment is None


async def test_it_was_a_search_after_all(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await client(office, "Василёк")
    await saved(anna, "Ромашка")
    await anna.say("василек")
    await anna.tap("это поиск")
    assert "Василёк" in anna.screen.flat
    assert (await activities(office))[0].comment is None


async def test_the_comment_button_waits_longer(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await office.later(minutes=30)
    await anna.tap("комментарий")
    await office.later(minutes=10)
    asking = anna.screen.message_id
    await anna.say("перезвонят сами")
    assert (await activities(office))[0].comment == "перезвонят сами"
    assert "это поиск" not in anna.screen.flat
    assert [screen.flat for screen in anna.heard if screen.message_id == asking] == [[]]


async def test_an_edited_message_makes_a_new_version_of_the_comment(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await anna.say("ждут цену")
    message_id = [message for message in anna.chat if message.text == "ждут цену"][-1].message_id
    await anna.say("и образцы")
    await anna.edit(message_id, "ждут цену на столы")
    (activity,) = await activities(office)
    assert activity.comment == "ждут цену на столы\nи образцы"
    assert await count(office, ActivityVersion) == 2


async def test_an_edited_message_that_is_no_comment_changes_nothing(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await anna.say("ромашка")
    message_id = [message for message in anna.chat if message.text == "ромашка"][-1].message_id
    shown = anna.screen
    await anna.edit(message_id, "ромашки")
    assert anna.screen == shown


async def test_a_voice_is_attached_to_what_was_just_logged(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    await shares(anna, voice={})
    assert "📎 1 файл" in anna.screen.text
    (activity,) = await activities(office)
    kept = await office.read(lambda s: s.execute(select(Attachment.kind, Attachment.activity_id)).one())
    assert tuple(kept) == (AttachmentKind.VOICE, activity.id)


async def test_all_pictures_of_an_album_are_attached_and_shown_in_one_card(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка")
    before = len(anna.heard)
    await sends_album(anna, 4)
    assert await count(office, Attachment) == 4
    assert len(anna.heard) == before + 1
    assert "📎 4 файла" in anna.screen.text


async def test_a_voice_with_nothing_logged_asks_whose_it_is(office: Office) -> None:
    anna = office.anna
    for number in range(5):
        await client(office, f"Клиент {number}", last_touched_at=MONDAY - timedelta(days=number))
    await anna.start()
    await shares(anna, voice={})
    assert anna.screen.text == "К кому это?"
    assert anna.screen.flat == ["Клиент 0", "Клиент 1", "Клиент 2", "другой клиент"]
    await anna.tap("Клиент 1")
    (note,) = await activities(office)
    assert note.kind is ActivityKind.NOTE
    assert await count(office, Attachment) == 1


async def test_two_voices_wait_each_for_its_own_client(office: Office) -> None:
    anna = office.anna
    for name in ("Ромашка", "Василёк"):
        await client(office, name)
    await anna.start()
    first = await shares(anna, voice={})
    second = await shares(anna, voice={})
    await anna.tap("Ромашка", on=first)
    await anna.tap("Василёк", on=second)
    assert len({activity.client_id for activity in await activities(office)}) == 2
    kept = await office.read(lambda s: s.scalars(select(Attachment.activity_id)).all())
    assert len(kept) == len(set(kept)) == 2


async def test_a_sticker_in_an_open_form_gets_a_sentence_and_the_form_waits(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    form = await anna.press("➕ Записать")
    heard = len(anna.heard)
    await shares(anna, sticker={})
    assert anna.screen.text.startswith("Это сохранить некуда")
    assert len(anna.heard) == heard + 1
    await anna.tap("Ромашка", on=form)
    assert "Что произошло?" in anna.heard[-2].text


async def test_a_voice_in_a_form_that_wants_words_asks_whose_it_is(office: Office) -> None:
    await client(office, "Ромашка")
    await office.anna.say("/tasks")
    await office.anna.tap("➕ Новое дело")
    assert (await shares(office.anna, voice={})).text == "К кому это?"


async def test_an_album_waits_whole_for_another_client(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await anna.start()
    await sends_album(anna, 3)
    await anna.tap("другой клиент")
    await anna.say("ромашка")
    await anna.tap("Ромашка")
    assert "📎 3 файла" in anna.screen.text
    assert await count(office, Attachment) == 3


async def test_a_place_is_where_it_happened(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await saved(anna, "Ромашка", "Встреча прошла")
    await shares(anna, location={"latitude": 56.8, "longitude": 60.6})
    (activity,) = await activities(office)
    assert activity.latitude == pytest.approx(56.8)
