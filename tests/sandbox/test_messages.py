"""What a bot sends, edits and deletes is what the person sees."""

from datetime import UTC

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.sandbox.conftest import ANNA, BORIS, START, Hands, Town, buttons


async def test_anna_sees_the_text_with_its_formatting_and_buttons(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_message(
        ANNA, "<b>Звонок</b> &lt;ООО&gt;", parse_mode="HTML", reply_markup=buttons("Да", "Нет")
    )
    [seen] = (await hands.sees())["messages"]
    assert seen["message_id"] == sent.message_id
    assert (seen["from"], seen["text"]) == ("bot", "Звонок <ООО>")
    assert seen["html"] == "<b>Звонок</b> &lt;ООО&gt;"
    assert seen["buttons"] == [["Да"], ["Нет"]]
    assert (await hands.sees(BORIS))["messages"] == []


async def test_the_bot_gets_what_anna_says_with_the_clock_of_the_sandbox(town: Town) -> None:
    number = await town.hands.say("/log привет 🙂 https://example.com")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.message_id == number
    assert update.message.from_user is not None
    assert update.message.from_user.id == ANNA
    assert abs((update.message.date - START).total_seconds()) < 60
    found = [(entity.type, entity.extract_from(update.message.text or "")) for entity in update.message.entities or []]
    assert found == [("bot_command", "/log"), ("url", "https://example.com")]


async def test_a_tap_by_the_visible_text_reaches_the_bot_and_its_answer_reaches_anna(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "Сохранить?", reply_markup=buttons("Сохранить", data="save:17"))
    await town.hands.post(f"people/{ANNA}/tap", message_id=sent.message_id, text="Сохранить")
    [update] = await town.updates()
    tap = update.callback_query
    assert isinstance(tap, CallbackQuery)
    assert tap.data == "save:17"
    assert isinstance(tap.message, Message)
    await town.bot.answer_callback_query(tap.id, "Готово", show_alert=True)
    [toast] = (await town.hands.get(f"people/{ANNA}/toasts"))["toasts"]
    assert (toast["text"], toast["alert"], toast["message_id"]) == ("Готово", True, sent.message_id)


async def test_an_edit_is_seen_by_whoever_asks_for_changes(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_message(ANNA, "было", reply_markup=buttons("Да"))
    last = (await hands.sees())["last"]
    assert (await hands.sees(after=last))["messages"] == []
    edited = await bot.edit_message_text("стало", chat_id=ANNA, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    [seen] = (await hands.sees(after=last))["messages"]
    assert (seen["text"], seen["edited"], seen["buttons"]) == ("стало", True, [])


async def test_messages_can_be_asked_for_after_the_last_one_seen(bot: Bot, hands: Hands) -> None:
    first = await bot.send_message(ANNA, "один")
    await bot.send_message(ANNA, "два")
    assert [seen["text"] for seen in (await hands.sees(after=first.message_id))["messages"]] == ["два"]


async def test_a_deleted_message_goes_from_the_phone(bot: Bot, hands: Hands) -> None:
    one, two = await bot.send_message(ANNA, "1"), await bot.send_message(ANNA, "2")
    await bot.delete_message(ANNA, one.message_id)
    seen = await hands.sees()
    assert [message["message_id"] for message in seen["messages"]] == [two.message_id]
    assert seen["deleted"] == [one.message_id]
    await bot.delete_messages(ANNA, [one.message_id, two.message_id])
    assert (await hands.sees())["messages"] == []


async def test_the_reply_keyboard_stays_until_it_is_removed(town: Town) -> None:
    rows = [[KeyboardButton(text="➕ Записать"), KeyboardButton(text="📋 Мой день")]]
    await town.bot.send_message(ANNA, "меню", reply_markup=ReplyKeyboardMarkup(keyboard=rows, is_persistent=True))
    await town.bot.send_message(ANNA, "ещё", reply_markup=buttons("Да"))
    assert (await town.hands.sees())["keyboard"] == [["➕ Записать", "📋 Мой день"]]
    await town.hands.post(f"people/{ANNA}/press", text="➕ Записать")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.text == "➕ Записать"
    await town.bot.send_message(ANNA, "всё", reply_markup=ReplyKeyboardRemove())
    assert (await town.hands.sees())["keyboard"] == []
    await town.hands.post(f"people/{ANNA}/press", 400, text="➕ Записать")
    await town.hands.post(f"people/{ANNA}/press", text="➕ Записать", force=True)


async def test_a_button_that_asks_for_a_contact_shares_ones_own(town: Town) -> None:
    rows = [[KeyboardButton(text="Мой телефон", request_contact=True)]]
    await town.bot.send_message(ANNA, "?", reply_markup=ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True))
    await town.hands.post(f"people/{ANNA}/press", text="Мой телефон")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.contact is not None
    assert update.message.contact.user_id == ANNA
    assert (await town.hands.sees())["keyboard"] == []


async def test_a_reply_shows_what_it_replies_to(bot: Bot, hands: Hands) -> None:
    number = await hands.say("вопрос")
    sent = await bot.send_message(ANNA, "ответ", reply_parameters=ReplyParameters(message_id=number))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "вопрос"
    lost = ReplyParameters(message_id=1, allow_sending_without_reply=True)
    assert (await bot.send_message(ANNA, "ответ", reply_parameters=lost)).reply_to_message is None


async def test_a_pinned_message_is_on_top_until_unpinned(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_message(ANNA, "план")
    await bot.pin_chat_message(ANNA, sent.message_id)
    seen = await hands.sees()
    assert seen["pinned"] == [sent.message_id]
    assert [message["service"] for message in seen["messages"]] == [None, "pinned_message"]
    pinned = (await bot.get_chat(ANNA)).pinned_message
    assert isinstance(pinned, Message)
    assert pinned.text == "план"
    await bot.unpin_chat_message(ANNA)
    assert (await hands.sees())["pinned"] == []


async def test_a_copy_is_the_bots_own_and_a_forward_names_the_author(town: Town) -> None:
    number = await town.hands.say("важное")
    copy = await town.bot.copy_message(BORIS, ANNA, number)
    forwarded = await town.bot.forward_message(BORIS, ANNA, number)
    assert forwarded.forward_origin is not None
    seen = (await town.hands.sees(BORIS))["messages"]
    assert [(message["message_id"], message["forwarded"]) for message in seen] == [
        (copy.message_id, False),
        (forwarded.message_id, True),
    ]


async def test_protected_content_is_neither_copied_nor_forwarded(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_message(ANNA, "тайна", protect_content=True)
    assert sent.has_protected_content
    assert (await hands.sees())["messages"][0]["protected"]
    with pytest.raises(TelegramBadRequest, match="the message can't be forwarded"):
        await bot.forward_message(BORIS, ANNA, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="the message can't be copied"):
        await bot.copy_message(BORIS, ANNA, sent.message_id)


async def test_place_contact_venue_poll_and_die_arrive(bot: Bot, hands: Hands) -> None:
    await bot.send_location(ANNA, 55.75, 37.61)
    await bot.send_venue(ANNA, 55.75, 37.61, "Офис", "Тверская, 1")
    await bot.send_contact(BORIS, "+79990000000", "Иван")
    await bot.send_poll(BORIS, "Когда?", ["утром", "днём"])
    await bot.send_dice(BORIS)
    place, venue = (await hands.sees())["messages"]
    assert place["location"] == {"latitude": 55.75, "longitude": 37.61}
    assert venue["venue"]["title"] == "Офис"
    contact, poll, dice = (await hands.sees(BORIS))["messages"]
    assert contact["contact"]["first_name"] == "Иван"
    assert [option["text"] for option in poll["poll"]["options"]] == ["утром", "днём"]
    assert dice["dice"]["value"] == 1


async def test_typing_is_shown_until_the_message_comes(bot: Bot, hands: Hands) -> None:
    await bot.send_chat_action(ANNA, "typing")
    assert (await hands.sees())["action"] == "typing"
    await bot.send_message(ANNA, "вот")
    assert (await hands.sees())["action"] is None


async def test_anna_sees_her_own_commands_and_boris_the_common_ones(bot: Bot, hands: Hands) -> None:
    await bot.set_my_commands([BotCommand(command="help", description="Помощь")])
    own = BotCommandScopeChat(chat_id=ANNA)
    await bot.set_my_commands([BotCommand(command="log", description="Записать")], scope=own)
    assert await hands.get(f"people/{ANNA}/commands") == [{"command": "log", "description": "Записать"}]
    assert (await hands.get(f"people/{BORIS}/commands"))[0]["command"] == "help"
    assert [command.command for command in await bot.get_my_commands(scope=own)] == ["log"]
    await bot.delete_my_commands(scope=own)
    assert (await hands.get(f"people/{ANNA}/commands"))[0]["command"] == "help"


async def test_the_bot_says_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (42, True, "polevik_sandbox_bot")
    await bot.set_my_description("Помощник продаж")
    assert (await bot.get_my_description()).description == "Помощник продаж"
    assert (await bot.get_my_name()).name == "Полевик"
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_chat_menu_button(chat_id=ANNA)
    member = await bot.get_chat_member(ANNA, ANNA)
    assert member.user.first_name == "Анна"


async def test_dates_follow_the_clock_that_was_moved(town: Town) -> None:
    await town.hands.post("clock", advance_s=86_400)
    sent = await town.bot.send_message(ANNA, "завтра")
    assert sent.date.astimezone(UTC).date() == START.date().replace(day=24)
