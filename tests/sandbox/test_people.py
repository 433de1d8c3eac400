"""People's hands through the control API, and what a phone would not let them do."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from tests.sandbox.conftest import ANNA, BORIS, GLEB, STRANGER, VERA, Hands, Town, buttons


async def test_everyone_is_listed_with_the_role_on_the_label(hands: Hands) -> None:
    people = await hands.get("people")
    assert [(person["id"], person["name"], person["role"]) for person in people] == [
        (ANNA, "Анна", "rep"),
        (BORIS, "Борис", "rep"),
        (VERA, "Вера", "manager"),
        (GLEB, "Глеб", "owner"),
        (STRANGER, "Чужой", "stranger"),
    ]


async def test_a_text_of_5000_characters_goes_as_two_messages_as_in_the_apps(town: Town) -> None:
    said = await town.hands.post(f"people/{ANNA}/say", text="я" * 5000)
    assert len(said["message_ids"]) == 2
    texts = [update.message.text or "" for update in await town.updates() if update.message]
    assert [len(text) for text in texts] == [4096, 904]


async def test_half_a_letter_is_no_text_and_what_was_said_before_can_still_be_read(town: Town) -> None:
    await town.hands.post(f"people/{ANNA}/say", text="да")
    await town.hands.post(f"people/{ANNA}/say", 400, text="\ud83d")
    assert [said["text"] for said in (await town.hands.get(f"people/{ANNA}/messages"))["messages"]] == ["да"]
    assert len(await town.updates()) == 1


async def test_a_button_that_is_not_there_cannot_be_tapped_and_the_answer_says_what_is(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "?", reply_markup=buttons("Да", "Нет"))
    answer = await town.hands.post(f"people/{ANNA}/tap", 404, message_id=sent.message_id, text="Может")
    assert answer["error"] == "no such button; shown: Да, Нет"
    await town.hands.post(f"people/{ANNA}/tap", 404, message_id=1, text="Да")
    assert await town.updates() == []


async def test_of_two_buttons_of_one_name_either_can_be_tapped(town: Town) -> None:
    rows = [[InlineKeyboardButton(text="✓", callback_data=data) for data in ("один", "два")]]
    sent = await town.bot.send_message(ANNA, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
    tap = {"message_id": sent.message_id, "text": "✓"}
    await town.hands.post(f"people/{ANNA}/tap", **tap, index=1)
    await town.hands.post(f"people/{ANNA}/tap", **tap, row=0, col=0)
    await town.hands.post(f"people/{ANNA}/tap", 404, **tap, row=0, col=2)
    assert [update.callback_query.data for update in await town.updates() if update.callback_query] == ["два", "один"]


async def test_links_and_copy_buttons_do_not_reach_the_bot(town: Town) -> None:
    row = [
        InlineKeyboardButton(text="Маршрут", url="https://yandex.ru/maps"),
        InlineKeyboardButton(text="Адрес", copy_text=CopyTextButton(text="Тверская, 1")),
    ]
    sent = await town.bot.send_message(ANNA, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))
    where = f"people/{ANNA}/tap"
    assert await town.hands.post(where, message_id=sent.message_id, text="Маршрут") == {"url": "https://yandex.ru/maps"}
    assert await town.hands.post(where, message_id=sent.message_id, text="Адрес") == {"copied": "Тверская, 1"}
    assert await town.updates() == []


async def test_forged_data_can_be_sent_on_a_message_that_is_gone(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "?", reply_markup=buttons("Да"))
    await town.bot.delete_message(ANNA, sent.message_id)
    await town.hands.post(f"people/{ANNA}/tap_raw", message_id=sent.message_id, data="delete:everything")
    [update] = await town.updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "delete:everything"
    assert update.callback_query.message is not None
    assert update.callback_query.message.date == 0


async def test_anna_edits_her_own_text_and_not_the_bots(town: Town) -> None:
    number = await town.hands.say("было")
    await town.hands.post(f"people/{ANNA}/edit", message_id=number, text="стало")
    sent = await town.bot.send_message(ANNA, "моё")
    await town.hands.post(f"people/{ANNA}/edit", 409, message_id=sent.message_id, text="x")
    edited = (await town.updates())[-1].edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (number, "стало")


async def test_a_forwarded_text_says_from_whom(town: Town) -> None:
    await town.hands.post(f"people/{ANNA}/forward", text="звоните завтра", from_name="Клиент")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.forward_origin is not None
    assert update.message.forward_origin.type == "hidden_user"


async def test_the_bot_is_added_to_a_group_says_a_sentence_and_leaves(town: Town) -> None:
    group = await town.hands.post("groups", title="Отдел", text="бот, привет", person=BORIS)
    updates = await town.updates()
    assert [update.event_type for update in updates] == ["my_chat_member", "message", "message"]
    said = updates[-1].message
    assert said is not None
    assert said.from_user is not None
    assert (said.chat.type, said.chat.id, said.from_user.id) == ("group", group["id"], BORIS)
    await town.bot.send_message(group["id"], "Я работаю только лично")
    await town.bot.leave_chat(group["id"])
    [chat] = await town.hands.get("chats")
    assert (chat["title"], chat["member"]) == ("Отдел", False)
    seen = (await town.hands.get(f"chats/{group['id']}/messages"))["messages"]
    assert seen[-1]["text"] == "Я работаю только лично"
    refused = await town.call("sendMessage", chat_id=group["id"], text="x")
    assert refused["description"] == "Forbidden: bot is not a member of the group chat"


async def test_a_channel_post_has_no_author(town: Town) -> None:
    await town.hands.post("channel_post", text="новость", title="Новости")
    await town.hands.post("channel_post", text="вторая", title="Новости")
    posts = [update.channel_post for update in await town.updates()]
    assert [post.text for post in posts if post] == ["новость", "вторая"]
    assert posts[0] is not None
    assert posts[0].from_user is None
    assert len(await town.hands.get("chats")) == 1


async def test_requests_that_make_no_sense_are_refused(hands: Hands) -> None:
    await hands.post("people/1/say", 404, text="x")
    await hands.post("people/anna/say", 404, text="x")
    await hands.post(f"people/{ANNA}/say", 400, text=" ")
    await hands.post(f"people/{ANNA}/say", 400, text=5)
    await hands.post(f"people/{ANNA}/start", 400, payload="два слова")
    await hands.post(f"people/{ANNA}/tap", 400, text="x")
    await hands.post(f"people/{ANNA}/share", 400)
    await hands.post(f"people/{ANNA}/share", 400, location={"latitude": "север"})
    await hands.get(f"people/{ANNA}/messages?after=x", 400)
    async with hands.http.post(f"{hands.base}/api/people/{ANNA}/say", data=b"{") as answer:
        assert answer.status == 400


async def test_the_page_hears_of_every_change_at_once(town: Town) -> None:
    async with town.hands.http.get(f"{town.sandbox.address}/api/events") as stream:
        news = _news(stream.content)
        assert "clock" in await anext(news)
        sent = await town.bot.send_message(BORIS, "x")
        assert await anext(news) == {"person": BORIS, "change": sent.message_id}
        await town.hands.post("clock", advance_s=60)
        assert "clock" in await anext(news)


async def _news(content: aiohttp.StreamReader) -> AsyncIterator[dict[str, Any]]:
    while line := await asyncio.wait_for(content.readline(), 5):
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


async def test_the_page_and_its_files_are_served(town: Town) -> None:
    async with town.hands.http.get(town.sandbox.address + "/") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"
    async with town.hands.http.get(town.sandbox.address + "/../server.py") as answer:
        assert answer.status == 404
    async with town.hands.http.get(town.sandbox.address + "/none.css") as answer:
        assert answer.status == 404
