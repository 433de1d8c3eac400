"""Screens that are not forms: lists, cards, reports, what stands under pushes. Their buttons carry all they need."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message

from handlers.screen import cut

Rows = list[list[InlineKeyboardButton]]
COPY_LIMIT = 256


@dataclass(frozen=True, slots=True)
class Card:
    """A message as it should look: HTML text, inline buttons, protected from forwarding or not."""

    text: str
    rows: Rows = field(default_factory=list)
    protected: bool = False

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        rows = [row for row in self.rows if row]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=cut(text), callback_data=data)


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=cut(text), url=url)


def copy_button(text: str, copied: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=cut(text), copy_text=CopyTextButton(text=copied[:COPY_LIMIT]))


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> Rows:
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def turning(page: int, pages: int, to: Callable[[int], CallbackData]) -> list[InlineKeyboardButton]:
    """«← 2/5 →», pages counted from 0; nothing where all stands on one."""
    places = ((page - 1, "←"), (page, f"{page + 1}/{pages}"), (page + 1, "→"))
    return [button(words, to(place).pack()) for place, words in places if pages > 1 and 0 <= place < pages]


async def send(bot: Bot, chat_id: int, card: Card, *, silent: bool = False) -> Message:
    return await bot.send_message(
        chat_id,
        card.text,
        reply_markup=card.markup,
        protect_content=card.protected or None,
        disable_notification=silent or None,
    )


async def put_in_place(bot: Bot, callback: CallbackQuery, card: Card) -> int:
    """Show the card in the message that was tapped; where that cannot be, below it. The id of the message shown."""
    message = callback.message
    if (
        not isinstance(message, Message)
        or message.text is None
        or bool(message.has_protected_content) != card.protected
    ):
        return (await send(bot, callback.from_user.id, card)).message_id
    if await rewrite(bot, message.chat.id, message.message_id, card):
        return message.message_id
    return (await send(bot, callback.from_user.id, card)).message_id


async def rewrite(bot: Bot, chat_id: int, message_id: int, card: Card) -> bool:
    """Make a message of ours look like the card; False when it is gone."""
    return await _edited(
        bot.edit_message_text(card.text, chat_id=chat_id, message_id=message_id, reply_markup=card.markup)
    )


async def put_rows(bot: Bot, callback: CallbackQuery, rows: Rows) -> bool:
    """Other buttons under the message that was tapped; False when it is gone."""
    message, markup = callback.message, Card("", rows).markup
    return isinstance(message, Message) and await _edited(
        bot.edit_message_reply_markup(chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup)
    )


async def _edited(edit: Awaitable[object]) -> bool:
    """Looking so already (a replay) is as good."""
    try:
        await edit
    except TelegramBadRequest as refused:
        if "message is not modified" in refused.message:
            return True
        if "message to edit not found" not in refused.message and "can't be edited" not in refused.message:
            raise
        return False
    return True


async def take_buttons_away(bot: Bot, chat_id: int, message_id: int) -> None:
    """Leave the message as it is, without its buttons."""
    try:
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
    except TelegramBadRequest:
        return  # deleted, too old, or without buttons already
