"""A report's picture on its way to the phone: by what Telegram has already, in place where that can be."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import unescape

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, InputMediaPhoto, Message

from handlers.charts.gallery import Gallery
from handlers.charts.specs import Spec
from handlers.plain import Rows
from handlers.visit import Who
from handlers.words import Html

CAPTION_LIMIT = 1024
HEADING = "\n<b>"
_TAG = re.compile(r"<[^>]*>")
FORGOTTEN = ("wrong file identifier", "wrong remote file", "wrong file_id")
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "there is no media in the message")


def picture_key(who: Who, today: date, report: str, cuts: Iterable[object], revisions: Mapping[str, int]) -> str:
    """The same key = the same picture for this viewer. `revisions` are to be read before the data, not after."""
    moved = ",".join(f"{area}{number}" for area, number in sorted(revisions.items()))
    cut = "/".join(map(str, cuts))
    return f"{report}|{cut}|{who.role}{who.id}|{who.zone.key}|{who.language}|{who.theme}|{today}|{moved}"


def caption_of(lines: Iterable[str | None], more: str = "") -> Html:
    """The lines one under another, as many as Telegram takes under a picture; no heading is left without its lines.

    `more`: said at the end where some do not fit.
    """
    every = [line for line in lines if line]
    if _fits(every):
        return Html("\n".join(every))
    taken: list[str] = []
    for line in every:
        if not _fits([*taken, line, more]):
            break
        taken.append(line)
    while taken and taken[-1].startswith(HEADING):
        taken.pop()
    return Html("\n".join(filter(None, [*taken, more])))


def _fits(lines: Iterable[str]) -> bool:
    return shown_length("\n".join(filter(None, lines))) <= CAPTION_LIMIT


def shown_length(html: str) -> int:
    """As Telegram counts: without tags, in UTF-16 units."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


async def show_picture(
    bot: Bot,
    gallery: Gallery,
    where: int | CallbackQuery,
    key: str,
    spec: Spec,
    caption: str,
    rows: Rows,
    silent: bool = False,
) -> Message | None:
    """The picture as a new message to a chat, or in the message that was tapped; below it where that cannot be.

    None: the message shows exactly this already.
    """
    photo = await gallery.photo(key, spec)
    try:
        shown = await _put(bot, where, photo, caption, rows, silent)
    except TelegramBadRequest as refused:
        if not isinstance(photo, str) or not _says(refused, FORGOTTEN):
            raise
        photo = await gallery.drawn(spec)
        shown = await _put(bot, where, photo, caption, rows, silent)
    if shown is not None and shown.photo and not isinstance(photo, str):
        await gallery.remember(key, shown.photo[-1].file_id)
    return shown


async def _put(
    bot: Bot, where: int | CallbackQuery, photo: object, caption: str, rows: Rows, silent: bool
) -> Message | None:
    if isinstance(where, int):
        return await _send(bot, where, photo, caption, rows, silent)
    message = where.message
    if not isinstance(message, Message) or not message.photo:
        return await _send(bot, where.from_user.id, photo, caption, rows, silent)
    try:
        edited = await bot.edit_message_media(
            InputMediaPhoto(media=photo, caption=caption),  # type: ignore[arg-type]
            chat_id=message.chat.id,
            message_id=message.message_id,
            reply_markup=_markup(rows),
        )
    except TelegramBadRequest as refused:
        if "message is not modified" in refused.message:
            return None
        if not _says(refused, CANNOT_EDIT):
            raise
        return await _send(bot, where.from_user.id, photo, caption, rows, silent)
    return edited if isinstance(edited, Message) else None


async def _send(bot: Bot, chat_id: int, photo: object, caption: str, rows: Rows, silent: bool) -> Message:
    return await bot.send_photo(
        chat_id,
        photo,  # type: ignore[arg-type]
        caption=caption,
        reply_markup=_markup(rows),
        disable_notification=silent or None,
    )


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=kept) if kept else None


def _says(refused: TelegramBadRequest, words: Iterable[str]) -> bool:
    return any(word in refused.message.lower() for word in words)
