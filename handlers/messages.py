"""aiogram-dialog's message manager, less its answer to a tap: that is `handlers.taps`, once and in time."""

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog.manager.message_manager import MessageManager


class ScreenMessages(MessageManager):
    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        """Nothing: the visit's tap is answered after the fact is committed and before the redraw."""
