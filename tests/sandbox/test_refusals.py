"""What Telegram refuses, in Telegram's words."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyParameters
from aiohttp import ClientResponseError

from tests.sandbox.conftest import ANNA, STRANGER, Hands, Town, buttons

GONE = 99


def _rows(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def _callback(text: str = "x") -> dict[str, Any]:
    return {"text": text, "callback_data": "x"}


SEND = {"chat_id": ANNA, "text": "x"}


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": ANNA}, "message text is empty"),
        ("sendMessage", {"chat_id": ANNA, "text": " \n "}, "message text is empty"),
        ("sendMessage", {"chat_id": ANNA, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 12345, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": ANNA, "text": "я" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": ANNA, "text": "🙂" * 2049}, "message is too long"),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "ООО <Ромашка>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "ромашка" at byte offset 7',
        ),
        ("sendMessage", {**SEND, "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ("sendMessage", {**SEND, "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ("sendMessage", {**SEND, "reply_markup": "[]"}, "object expected as reply markup"),
        (
            "sendMessage",
            {**SEND, "reply_markup": {"inline_keyboard": "x"}},
            'field "inline_keyboard" must be of type Array',
        ),
        (
            "sendMessage",
            {**SEND, "reply_markup": {"inline_keyboard": [{}]}},
            'field "inline_keyboard" must be an Array of Arrays',
        ),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"text": "x"}])},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"callback_data": "x"}])},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        ("sendMessage", {**SEND, "reply_markup": _rows([_callback(" ")])}, "BUTTON_TEXT_INVALID"),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"text": "x", "callback_data": "я" * 32 + "x"}])},
            "BUTTON_DATA_INVALID",
        ),
        ("sendMessage", {**SEND, "reply_markup": _rows(*[[_callback()]] * 101)}, "reply markup is too long"),
        ("sendMessage", {**SEND, "reply_markup": _rows([_callback()] * 9)}, "reply markup is too long"),
        ("sendMessage", {**SEND, "reply_markup": _rows(*[[_callback("я" * 100)]] * 60)}, "reply markup is too long"),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"text": "x", "url": "tel:+79990000000"}])},
            "inline keyboard button URL 'tel:+79990000000' is invalid: Unsupported URL protocol",
        ),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"text": "x", "url": "http://localhost"}])},
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (
            "sendMessage",
            {**SEND, "reply_markup": _rows([{"text": "x", "copy_text": {"text": "x" * 257}}])},
            "BUTTON_COPY_TEXT_INVALID",
        ),
        ("sendMessage", {**SEND, "reply_parameters": {"message_id": GONE}}, "message to be replied not found"),
        ("sendPhoto", {"chat_id": ANNA}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": ANNA, "photo": "AgACold"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"chat_id": ANNA, "photo": "https://example.com/a.png"}, "failed to get HTTP URL content"),
        ("sendMediaGroup", {"chat_id": ANNA, "media": []}, "there are no messages to send"),
        ("sendLocation", {"chat_id": ANNA, "latitude": 91, "longitude": 0}, "wrong latitude or longitude specified"),
        ("sendChatAction", {"chat_id": ANNA, "action": "thinking"}, "wrong parameter action in request"),
        ("editMessageText", {"chat_id": ANNA, "message_id": GONE, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": ANNA, "text": "x"}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": ANNA, "message_id": GONE}, "message to delete not found"),
        ("deleteMessages", {"chat_id": ANNA, "message_ids": []}, "message identifiers are not specified"),
        ("copyMessage", {"chat_id": ANNA, "from_chat_id": ANNA, "message_id": GONE}, "message to copy not found"),
        ("forwardMessage", {"chat_id": ANNA, "from_chat_id": ANNA, "message_id": GONE}, "message to forward not found"),
        ("pinChatMessage", {"chat_id": ANNA, "message_id": GONE}, "message to pin not found"),
        ("unpinChatMessage", {"chat_id": ANNA}, "message to unpin not found"),
        ("leaveChat", {"chat_id": ANNA}, "chat member status can't be changed in private chats"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "я" * 201}, "MESSAGE_TOO_LONG"),
        ("getFile", {"file_id": "nothing"}, "invalid file_id"),
        ("setMyCommands", {"commands": [{"command": "Моя", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setWebhook",
            {"url": "http://example.com/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            "setWebhook",
            {"url": "https://example.com/hook", "secret_token": "не то"},
            "secret token contains unallowed characters",
        ),
        ("sendInvoice", {}, 'parameter "title" is required'),
        ("getStarTransactions", {}, "getStarTransactions is not played by the sandbox"),
    ],
)
async def test_a_bad_request_is_refused(town: Town, method: str, params: dict[str, Any], words: str) -> None:
    answer = await town.call(method, **params)
    expected = "chat_id is empty" if method == "sendInvoice" else words
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {expected}"}
    assert (await town.hands.sees())["messages"] == []


async def test_exactly_the_limit_is_taken(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, "я" * 4096, reply_markup=buttons("x", data="я" * 32))
    assert len(sent.text or "") == 4096
    formatted = await bot.send_message(ANNA, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    assert len(formatted.text or "") == 4096


async def test_the_hundred_and_first_entity_is_lost_silently(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, "<b>x</b> " * 101, parse_mode="HTML")
    assert len(sent.entities or []) == 100


async def test_the_same_text_again_is_not_modified(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, "<b>x</b>", parse_mode="HTML", reply_markup=buttons("Да"))
    same = {"chat_id": ANNA, "message_id": sent.message_id, "parse_mode": "HTML"}
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    with pytest.raises(TelegramBadRequest) as refusal:
        await bot.edit_message_text("<b>x</b>", reply_markup=buttons("Да"), **same)  # type: ignore[arg-type]
    assert refusal.value.message == words
    await bot.edit_message_text("<b>x</b>", reply_markup=buttons("Нет"), **same)  # type: ignore[arg-type]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(chat_id=ANNA, message_id=sent.message_id, reply_markup=buttons("Нет"))


async def test_what_anna_wrote_and_a_message_with_a_reply_keyboard_cannot_be_edited(bot: Bot, hands: Hands) -> None:
    menu = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="A")]])
    own = await bot.send_message(ANNA, "меню", reply_markup=menu)
    for number in (await hands.say("моё"), own.message_id):
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text("x", chat_id=ANNA, message_id=number)


async def test_a_text_has_no_caption(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, "x")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=ANNA, message_id=sent.message_id, caption="y")


async def test_the_second_answer_to_a_tap_is_refused(town: Town) -> None:
    sent = await town.bot.send_message(ANNA, "?", reply_markup=buttons("Да"))
    tap = await town.hands.post(f"people/{ANNA}/tap", message_id=sent.message_id, text="Да")
    await town.bot.answer_callback_query(tap["query_id"])
    with pytest.raises(
        TelegramBadRequest, match="query is too old and response timeout expired or query ID is invalid"
    ):
        await town.bot.answer_callback_query(tap["query_id"])


async def test_a_tap_can_be_answered_for_150_seconds(town: Town) -> None:
    taps = [await town.hands.post(f"people/{ANNA}/tap_raw", message_id=1, data="x") for _ in range(2)]
    town.time.pass_by(149)
    await town.bot.answer_callback_query(taps[0]["query_id"])
    town.time.pass_by(2)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await town.bot.answer_callback_query(taps[1]["query_id"])


async def test_after_48_hours_a_message_cannot_be_deleted(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_message(ANNA, "x")
    await hands.post("clock", advance_s=48 * 3600 + 60)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(ANNA, sent.message_id)


async def test_who_blocked_the_bot_gets_nothing_until_he_starts_it_again(town: Town) -> None:
    await town.hands.post(f"people/{ANNA}/block", blocked=True)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await town.bot.send_message(ANNA, "x")
    await town.hands.post(f"people/{ANNA}/say", 409, text="эй")
    await town.hands.post(f"people/{ANNA}/start")
    await town.bot.send_message(ANNA, "с возвращением")
    kinds = [update.event_type for update in await town.updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_who_never_started_the_bot_is_not_found(town: Town) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await town.bot.send_message(STRANGER, "x")
    await town.hands.post(f"people/{STRANGER}/start", payload="CODE_1")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.text == "/start CODE_1"
    await town.bot.send_message(STRANGER, "x")


async def test_a_wrong_token_is_unauthorized(town: Town) -> None:
    stranger = Bot("42:OTHER", session=town.bot.session)
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await stranger.get_me()


async def test_an_unknown_method_is_not_found(town: Town) -> None:
    assert await town.call("sendTelepathy") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (await town.call("SENDMESSAGE", **SEND))["ok"]


async def test_a_reply_to_a_lost_message_is_refused_to_aiogram_too(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ANNA, "x", reply_parameters=ReplyParameters(message_id=GONE))


async def test_a_file_that_is_not_there_is_not_found(bot: Bot) -> None:
    with pytest.raises(ClientResponseError, match="404"):
        await bot.download_file("documents/none.txt")
