"""Methods about a chat as a whole: pins, leaving."""

from sandbox.chats import Raw
from sandbox.methods.registry import Call, method
from sandbox.refusals import bad_request


@method("pinChatMessage")
def pin(call: Call) -> bool:
    """Show a message at the top of the chat; a service message says so, as in Telegram."""
    chat = call.chat()
    message = call.message(chat, "message to pin not found")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    message.change = call.world.changed(chat)
    call.world.post(chat, {"pinned_message": message.raw}, from_bot=True, sender=call.world.bot)
    return True


@method("unpinChatMessage")
def unpin(call: Call) -> bool:
    """Take a message, or the latest pinned one, from the top of the chat."""
    chat = call.chat()
    number = call.values.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if number is None or number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    chat.messages[number].change = call.world.changed(chat)
    return True


@method("unpinAllChatMessages")
def unpin_all(call: Call) -> bool:
    """Nothing at the top of the chat any more."""
    chat = call.chat()
    chat.pinned.clear()
    call.world.changed(chat)
    return True


@method("leaveChat")
def leave(call: Call) -> bool:
    """The bot goes out of a group."""
    chat = call.chat()
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.member = False
    call.world.changed(chat)
    call.world.updates.add(
        "my_chat_member", bot_moved(call.world.bot, chat.public, call.world.date(), call.world.bot, "left"), chat.id
    )
    return True


def bot_moved(bot: Raw, chat: Raw, date: int, by: Raw, status: str) -> Raw:
    """ChatMemberUpdated about the bot: `status` is member, left or kicked."""
    was = "left" if status == "member" else "member"
    if chat["type"] == "private":
        was = "kicked" if status == "member" else "member"
    return {
        "chat": chat,
        "from": by,
        "date": date,
        "old_chat_member": _membership(bot, was),
        "new_chat_member": _membership(bot, status),
    }


def _membership(bot: Raw, status: str) -> Raw:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


@method("setMessageReaction")
def set_reaction(call: Call) -> bool:
    """A reaction under a message; kept nowhere but in the list of calls."""
    call.message(call.chat(), "message to react not found")
    return True
