"""A role changed by the owner: the keyboard and the commands are changed with it."""

from aiogram.types import Message

from handlers.keyboard import keyboard, set_commands
from handlers.pushes.rendering import About, Occasion


async def role_changed(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """Not wanted once the role has changed again: that is told by a push of its own."""
    who, say = occasion.who, occasion.words
    if who.role.value != about["role"]:
        return None
    await set_commands(occasion.bot, who)
    return await occasion.bot.send_message(
        who.telegram_id,
        say("push-role-changed", role=say.plain(f"members-role-{who.role}")),
        reply_markup=keyboard(say, who.role),
        disable_notification=silent or None,
    )
