"""getFile and what else a bot reads."""

from typing import Any

from sandbox.chats import Chat, Raw
from sandbox.methods.registry import Call, method
from sandbox.refusals import bad_request


@method("getFile")
def get_file(call: Call) -> Raw:
    """Where to download a file."""
    known = call.world.files.for_download(call.values["file_id"])
    return {
        "file_id": known.file_id,
        "file_unique_id": known.unique_id,
        "file_size": known.size,
        "file_path": known.path,
    }


@method("getChat")
def get_chat(call: Call) -> Raw:
    """ChatFullInfo."""
    chat = call.chat()
    full: Raw = chat.public | {
        "accent_color_id": chat.id % 7 if chat.private else 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.pinned and (pinned := chat.messages.get(chat.pinned[-1])):
        full["pinned_message"] = pinned.raw
    return full


_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChatMember")
def get_chat_member(call: Call) -> Raw:
    """What a person, or the bot, is in the chat."""
    chat = call.chat()
    return _member(call, chat, call.values["user_id"])


def _member(call: Call, chat: Chat, user_id: int) -> Raw:
    bot = call.world.bot
    if user_id == bot["id"]:
        return {"user": bot, "status": "member"}
    person = call.world.people.get(user_id)
    if person is None or (chat.private and user_id != chat.id):
        raise bad_request("user not found" if person is None else "member not found")
    return {"user": person.as_user(), "status": "member"}


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """How many are in the chat, the bot among them."""
    return 2 if call.chat().private else len(call.world.people) + 1


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Raw]:
    """Nobody administers a group of the sandbox."""
    if call.chat().private:
        raise bad_request("there are no administrators in the private chat")
    return []


@method("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> dict[str, Any]:
    """People of the sandbox have no photos."""
    if call.values["user_id"] not in call.world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
