"""What nobody else has taken: each gets one clear sentence and loses nothing. Included last."""

from aiogram import Bot, Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message, Update
from aiogram_dialog import DialogManager

from handlers.calendar import NoDay, no_day
from handlers.errors import show_anew
from handlers.keyboard import keyboard
from handlers.visit import Visit

SPOKEN = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.INVOICE,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)


def router() -> Router:
    made = Router(name="leftovers")
    made.callback_query.register(no_day, NoDay.filter())
    made.callback_query.register(unknown_button)
    made.message.register(unknown_message)
    return made


async def unknown_button(
    callback: CallbackQuery,
    bot: Bot,
    visit: Visit,
    event_update: Update,
    dialog_manager: DialogManager | None = None,
) -> None:
    await show_anew(event_update, bot, visit, dialog_manager)


async def unknown_message(message: Message, visit: Visit) -> None:
    """Text, commands and things sent get a sentence; Telegram's own notices (pinned, called, …) do not."""
    key = _sentence(message)
    if key is not None:
        await message.answer(visit(key), reply_markup=keyboard(visit.words, visit.who.role))


def _sentence(message: Message) -> str | None:
    if message.text is None:
        return "home-no-use" if message.content_type in SPOKEN else None
    if message.text.startswith("/"):
        return "home-unknown-command"
    return "home-forwarded" if message.forward_origin is not None else "home-no-search"
