"""Methods that put a new message into a chat."""

from typing import Any

from sandbox.chats import Chat, Message, Raw
from sandbox.keyboards import Markup, checked_markup
from sandbox.methods.registry import Call, method
from sandbox.refusals import bad_request
from sandbox.texts import caption, formatted, message_text

_MEDIA_KINDS = ("photo", "video", "document", "audio")
_ALBUM_LEAST, _ALBUM_MOST = 2, 10


@method("sendMessage")
def send_message(call: Call) -> Raw:
    """A text."""
    chat = call.chat()
    text, entities = message_text(call.values)
    content: Raw = {"text": text}
    if entities:
        content["entities"] = entities
    return post(call, chat, content).raw


@method("sendPhoto", "sendDocument", "sendVoice", "sendVideo", "sendAudio", "sendAnimation", "sendSticker")
def send_file(call: Call) -> Raw:
    """A photo, a document or another file with a caption."""
    chat = call.chat()
    kind = call.method.removeprefix("send").lower()
    return post(call, chat, file_content(call, kind, call.values[kind]) | caption_content(call.values)).raw


@method("sendMediaGroup")
def send_album(call: Call) -> list[Raw]:
    """Two to ten files as one album; it counts as one message for the rates."""
    chat = call.chat()
    media = call.values["media"]
    if not _ALBUM_LEAST <= len(media) <= _ALBUM_MOST:
        raise bad_request(
            "wrong number of messages: an album has 2 to 10" if media else "there are no messages to send"
        )
    contents = [media_content(call, item) for item in media]
    call.world.limits.admit(chat.id)
    group = {"media_group_id": call.world.ids.query()}
    common = group | _common(call, chat)
    return [call.world.post(chat, content | common, from_bot=True, sender=call.world.bot).raw for content in contents]


@method("sendLocation")
def send_location(call: Call) -> Raw:
    """A point on the map."""
    return post(call, call.chat(), {"location": point(call.values)}).raw


@method("sendVenue")
def send_venue(call: Call) -> Raw:
    """A place with a name and an address."""
    location = point(call.values)
    venue = {"location": location, "title": call.values["title"], "address": call.values["address"]}
    return post(call, call.chat(), {"venue": venue, "location": location}).raw


@method("sendContact")
def send_contact(call: Call) -> Raw:
    """A phone number with a name."""
    fields = ("phone_number", "first_name", "last_name", "vcard")
    contact = {field: call.values[field] for field in fields if call.values.get(field)}
    return post(call, call.chat(), {"contact": contact}).raw


@method("sendDice")
def send_dice(call: Call) -> Raw:
    """A die; it always shows one, so that a test can be repeated."""
    return post(call, call.chat(), {"dice": {"emoji": call.values.get("emoji") or "🎲", "value": 1}}).raw


@method("sendPoll")
def send_poll(call: Call) -> Raw:
    """A poll nobody votes in."""
    words = (option if isinstance(option, str) else option["text"] for option in call.values["options"])
    options: list[Raw] = [{"text": formatted(text, None, None)[0], "voter_count": 0} for text in words]
    if not 2 <= len(options) <= 12:
        raise bad_request(
            "poll must have at least 2 option" if len(options) < 2 else "poll can't have more than 12 options"
        )
    options = [option | {"persistent_id": str(number)} for number, option in enumerate(options)]
    poll = {
        "id": call.world.ids.query(),
        "question": call.values["question"],
        "options": options,
        "total_voter_count": 0,
    }
    looks = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    rights = {"allows_revoting": False, "members_only": False}
    return post(call, call.chat(), {"poll": poll | looks | rights}).raw


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """«печатает…»: not a message, not counted by the rates."""
    chat = call.chat()
    if call.values["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (call.values["action"], call.world.changed(chat))
    return True


_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def post(call: Call, chat: Chat, content: Raw) -> Message:
    """Check the keyboard and the reply, count the message, put it into the chat, show the keyboard. Raises Refusal."""
    markup = checked_markup(call.values.get("reply_markup"), private=chat.private)
    common = _common(call, chat)
    call.world.limits.admit(chat.id)
    if markup is not None and markup.get("inline_keyboard"):
        common["reply_markup"] = markup
    message = call.world.post(chat, content | common, from_bot=True, sender=_sender(call, chat))
    _show_keyboard(call, chat, message, markup)
    chat.action = None
    return message


def _sender(call: Call, chat: Chat) -> Raw | None:
    return None if chat.public["type"] == "channel" else call.world.bot


def _show_keyboard(call: Call, chat: Chat, message: Message, markup: Markup | None) -> None:
    if markup is None or "inline_keyboard" in markup:
        return
    message.fixed = True
    if "keyboard" in markup:
        call.world.show_keyboard(chat, markup)
    elif markup.get("remove_keyboard"):
        call.world.show_keyboard(chat, None)


def _common(call: Call, chat: Chat) -> Raw:
    content: Raw = {}
    if call.values.get("protect_content"):
        content["has_protected_content"] = True
    if call.values.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if call.values.get("message_effect_id"):
        content["effect_id"] = call.values["message_effect_id"]
    replied = _replied(call, chat)
    return content | {"reply_to_message": replied} if replied else content


def _replied(call: Call, chat: Chat) -> Raw | None:
    parameters = call.values.get("reply_parameters") or {}
    if "message_id" not in parameters:
        return None
    message = chat.messages.get(int(parameters["message_id"]))
    if message is not None:
        return {key: value for key, value in message.raw.items() if key != "reply_to_message"}
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def caption_content(values: dict[str, Any]) -> Raw:
    """`caption` and its entities, when there is one. Raises Refusal."""
    text, entities = caption(values)
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def file_content(call: Call, kind: str, given: str) -> Raw:
    """The message's field with the file. Raises Refusal."""
    content: Raw = {kind: call.file(kind, given).as_telegram()}
    if kind == "animation":
        content["document"] = content["animation"]
    if call.values.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def media_content(call: Call, item: dict[str, Any]) -> Raw:
    """Content of one InputMedia with its caption. Raises Refusal."""
    if item["type"] not in (*_MEDIA_KINDS, "animation"):
        raise bad_request(f"type of file mismatch: {item['type']}")
    return file_content(call, item["type"], item["media"]) | caption_content(item)


def point(values: dict[str, Any]) -> Raw:
    """A Location. Raises Refusal for a point not on Earth."""
    latitude, longitude = values["latitude"], values["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}
