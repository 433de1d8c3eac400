"""copyMessage, forwardMessage and their plurals."""

from typing import Any

from sandbox.chats import Message, Raw
from sandbox.methods.registry import Call, method
from sandbox.methods.sending import caption_content, post
from sandbox.refusals import bad_request

_NOT_CONTENT = (
    "message_id",
    "chat",
    "date",
    "from",
    "edit_date",
    "reply_markup",
    "reply_to_message",
    "has_protected_content",
)
_NEITHER = ("media_group_id", "pinned_message", "forward_origin", "effect_id")


@method("copyMessage")
def copy_message(call: Call) -> Raw:
    """The same content as the bot's own message."""
    content = _content(_source(call, "copied"))
    if "caption" in call.values and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")} | caption_content(
            call.values
        )
    return {"message_id": post(call, call.chat(), content).id}


@method("forwardMessage")
def forward_message(call: Call) -> Raw:
    """The message with the name of who wrote it."""
    source = _source(call, "forwarded")
    return post(call, call.chat(), _content(source) | {"forward_origin": _origin(source)}).raw


@method("copyMessages", "forwardMessages")
def copy_messages(call: Call) -> list[Raw]:
    """Several at once; those that are not there or protected are passed over."""
    chat, source = call.chat(), call.world.chat_for_bot(call.values["from_chat_id"])
    forward = call.method == "forwardMessages"
    found = [source.messages[int(number)] for number in call.values["message_ids"] if int(number) in source.messages]
    free = [message for message in found if not message.raw.get("has_protected_content")]
    if not free:
        raise bad_request(f"there are no messages to {'forward' if forward else 'copy'}")
    sent = [_content(message) | ({"forward_origin": _origin(message)} if forward else {}) for message in free]
    return [{"message_id": post(call, chat, content).id} for content in sent]


def _source(call: Call, verb: str) -> Message:
    chat = call.world.chat_for_bot(call.values["from_chat_id"])
    stem = {"copied": "copy", "forwarded": "forward"}[verb]
    message = call.message(chat, f"message to {stem} not found")
    if message.raw.get("has_protected_content"):
        raise bad_request(f"the message can't be {verb}")
    return message


def _content(message: Message) -> Raw:
    return {key: value for key, value in message.raw.items() if key not in _NOT_CONTENT and key not in _NEITHER}


def _origin(message: Message) -> dict[str, Any]:
    raw = message.raw
    if "forward_origin" in raw:
        return dict(raw["forward_origin"])
    if "from" in raw:
        return {"type": "user", "date": raw["date"], "sender_user": raw["from"]}
    return {"type": "channel", "date": raw["date"], "chat": raw["chat"], "message_id": raw["message_id"]}
