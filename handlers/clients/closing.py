"""The manager's word on a client said to be closed."""

from aiogram.types import InlineKeyboardButton

from handlers.clients.links import ConfirmClose
from handlers.plain import button
from handlers.words import Words


def answers(say: Words, client_id: int) -> list[InlineKeyboardButton]:
    """The manager's word."""
    return [
        button(say.plain("client-close-agree"), ConfirmClose(client_id=client_id, agreed=True).pack()),
        button(say.plain("client-close-keep"), ConfirmClose(client_id=client_id, agreed=False).pack()),
    ]
