"""Home, help, cancelling, language."""

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from domain.use_cases.company import choose_language
from handlers.entry.welcome import welcome
from handlers.forms import leave
from handlers.home.cards import send_home
from handlers.keyboard import COMMANDS, keyboard, set_commands
from handlers.last_screen import tapped_twice
from handlers.plain import Card, button, put_in_place, send
from handlers.visit import Visit
from handlers.words import LANGUAGES, Html, words

__all__ = ["ChooseLanguage", "language_card", "router"]


class ChooseLanguage(CallbackData, prefix="lng"):
    language: str


def router() -> Router:
    made = Router(name="home")
    made.message.register(start, CommandStart())
    made.message.register(help_, Command("help"))
    made.message.register(cancel, Command("cancel"))
    made.message.register(language, Command("language"))
    made.callback_query.register(language_chosen, ChooseLanguage.filter())
    return made


async def start(message: Message, bot: Bot, visit: Visit, command: CommandObject) -> None:
    """Home; with a code, the welcome anew: it may be that of an entry that was interrupted."""
    if command.args:
        await welcome(bot, visit.read, visit.who.id)
        return
    await set_commands(bot, visit.who)
    await send_home(bot, visit)


async def help_(message: Message, visit: Visit) -> None:
    listed = "\n".join(f"/{name} · {visit(f'home-command-{name}')}" for name in COMMANDS[visit.who.role])
    text = visit("home-help", commands=Html(listed))
    await message.answer(text, reply_markup=keyboard(visit.words, visit.who.role))


async def cancel(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    """Close whatever is open; pushes need wait no longer."""
    was_open = dialog_manager.has_context()
    await leave(dialog_manager)
    key = "home-cancelled" if was_open else "nothing-to-cancel"
    await message.answer(visit(key), reply_markup=keyboard(visit.words, visit.who.role))


async def language(message: Message, bot: Bot, visit: Visit) -> None:
    await send(bot, visit.who.telegram_id, language_card(visit))


def language_card(visit: Visit) -> Card:
    names = [
        button(words(code).plain("home-language-name"), ChooseLanguage(language=code).pack()) for code in LANGUAGES
    ]
    return Card(visit("home-language"), [names])


async def language_chosen(callback: CallbackQuery, callback_data: ChooseLanguage, bot: Bot, visit: Visit) -> None:
    """The keyboard and the commands speak the language as well. A double tap says so once."""
    if callback_data.language == visit.who.language and await tapped_twice(visit, callback):
        return
    await visit.run(choose_language, callback_data.language)
    say = words(callback_data.language)
    await put_in_place(bot, callback, Card(say("home-language-chosen")))
    await bot.send_message(visit.who.telegram_id, say("home-keyboard"), reply_markup=keyboard(say, visit.who.role))
    await set_commands(bot, replace(visit.who, language=callback_data.language))
