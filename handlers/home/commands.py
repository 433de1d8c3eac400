"""The commands of whoever has not come in: none, so that a stranger learns nothing."""

from aiogram import Bot


async def set_default_commands(bot: Bot) -> None:
    """Members have theirs in their own chats, see `handlers.keyboard`."""
    await bot.delete_my_commands()
