"""Methods that change or delete what is in a chat, and answer taps."""

from typing import Any

from sandbox.chats import Chat, Message, Raw
from sandbox.keyboards import checked_inline
from sandbox.methods.registry import Call, method
from sandbox.methods.sending import caption_content, media_content
from sandbox.refusals import bad_request
from sandbox.texts import message_text

DELETE_WITHIN_S = 48 * 3600
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_FILES = ("photo", "document", "video", "audio", "animation", "voice")
_CONTENT = (*_FILES, "text", "entities", "caption", "caption_entities", "has_media_spoiler")
_TOAST_LIMIT = 200


@method("editMessageText")
def edit_text(call: Call) -> Raw:
    """Another text in a message that is a text."""
    chat, message = _editable(call)
    text, entities = message_text(call.values)
    if "text" not in message.raw:
        raise bad_request("there is no text in the message to edit")
    content: Raw = {"text": text, "entities": entities} if entities else {"text": text}
    return _replace(call, chat, message, content)


@method("editMessageCaption")
def edit_caption(call: Call) -> Raw:
    """Another caption under a file."""
    chat, message = _editable(call)
    if not any(kind in message.raw for kind in _FILES):
        raise bad_request("there is no caption in the message to edit")
    kept = {key: message.raw[key] for key in (*_FILES, "has_media_spoiler") if key in message.raw}
    return _replace(call, chat, message, kept | caption_content(call.values))


@method("editMessageMedia")
def edit_media(call: Call) -> Raw:
    """Another file in the place of a file or of a text."""
    chat, message = _editable(call)
    media = call.values["media"]
    if "media_group_id" in message.raw and media["type"] not in message.raw:
        raise bad_request("can't use media of the specified type in the album")
    return _replace(call, chat, message, media_content(call, media))


@method("editMessageReplyMarkup")
def edit_markup(call: Call) -> Raw:
    """Other buttons under a message, or none."""
    chat, message = _editable(call)
    kept = {key: message.raw[key] for key in _CONTENT if key in message.raw}
    return _replace(call, chat, message, kept)


def _editable(call: Call) -> tuple[Chat, Message]:
    if "inline_message_id" in call.values:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = call.chat()
    message = call.message(chat, "message to edit not found")
    if not message.from_bot or message.fixed or "forward_origin" in message.raw:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(call: Call, chat: Chat, message: Message, content: Raw) -> Raw:
    markup = checked_inline(call.values.get("reply_markup"))
    rest = {key: value for key, value in message.raw.items() if key not in _CONTENT and key != "reply_markup"}
    raw = rest | content
    if markup is not None and markup["inline_keyboard"]:
        raw["reply_markup"] = markup
    if raw == message.raw:  # an earlier `edit_date` is kept in `rest`, so it does not differ
        raise bad_request(_SAME)
    raw["edit_date"] = call.world.date()
    call.world.edit(chat, message, raw)
    return raw


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Take out one message younger than 48 hours."""
    chat = call.chat()
    message = call.message(chat, "message to delete not found")
    _check_deletable(call, chat, message)
    call.world.delete(chat, message.id)
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Take out several; those that are not there are passed over."""
    chat = call.chat()
    wanted = call.values["message_ids"]
    if not 1 <= len(wanted) <= 100:
        raise bad_request(
            "too many message identifiers specified" if wanted else "message identifiers are not specified"
        )
    found = [chat.messages[int(number)] for number in wanted if int(number) in chat.messages]
    for message in found:
        _check_deletable(call, chat, message)
    for message in found:
        call.world.delete(chat, message.id)
    return True


def _check_deletable(call: Call, chat: Chat, message: Message) -> None:
    if call.world.date() - int(message.raw["date"]) > DELETE_WITHIN_S:
        raise bad_request("message can't be deleted for everyone")
    if not message.from_bot and not chat.private:
        raise bad_request("message can't be deleted")


@method("answerCallbackQuery")
def answer_tap(call: Call) -> bool:
    """Stop the spinner on the button, with words or without."""
    values: dict[str, Any] = call.values
    if len(values.get("text", "")) > _TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap = call.world.taps.answer(values["callback_query_id"])
    chat = call.world.chats.find(tap.chat_id)
    if chat is not None:
        call.world.toast(chat, tap.query_id, tap.message_id, values)
    return True
