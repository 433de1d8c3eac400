"""A bot of one screen of everything, for trying the page: it answers, edits, asks, draws and gives links."""

import base64

from aiogram import Bot, F, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.types import InaccessibleMessage as Gone

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
RICH = (
    "<b>жирный</b> <i>курсив</i> <u>черта</u> <s>мимо</s> <code>код</code> <tg-spoiler>секрет</tg-spoiler>"
    "<blockquote>ждут цену</blockquote>&lt;b&gt;не тег&lt;/b&gt; /help"
)
HOME = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="Мой день"), KeyboardButton(text="Сто кнопок")],
        [KeyboardButton(text="Номер", request_contact=True), KeyboardButton(text="Место", request_location=True)],
    ],
    resize_keyboard=True,
    is_persistent=True,
)
COMMANDS = [BotCommand(command="home", description="Домой"), BotCommand(command="photo", description="Картинка")]


def outcome_keys() -> InlineKeyboardMarkup:
    """A button of each kind the page knows."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="Договорились", callback_data="agreed", style="success"),
                InlineKeyboardButton(text="Отказ", callback_data="lost", style="danger"),
            ],
            [
                InlineKeyboardButton(text="Сайт", url="https://example.org/"),
                InlineKeyboardButton(text="Адрес", copy_text=CopyTextButton(text="Лесная, 5")),
            ],
        ]
    )


def small_router() -> Router:
    """A router of its own for each test."""
    router = Router()
    router.message.register(start, CommandStart())
    router.message.register(home, Command("home"))
    router.message.register(photo, Command("photo"))
    router.message.register(document, Command("document"))
    router.message.register(rich, Command("rich"))
    router.message.register(invite, Command("invite"))
    router.message.register(pinned, Command("pin"))
    router.message.register(secret, Command("secret"))
    router.message.register(slow, Command("slow"))
    router.message.register(hundred, F.text == "Сто кнопок")
    router.message.register(contact, F.contact)
    router.message.register(location, F.location)
    router.message.register(received_photo, F.photo)
    router.message.register(echo, F.text)
    router.edited_message.register(edited)
    router.callback_query.register(tapped)
    return router


async def start(message: Message, command: CommandObject) -> None:
    await message.answer(f"Здравствуйте! Код: {command.args or 'нет'}", reply_markup=HOME)


async def home(message: Message) -> None:
    await message.answer("Что произошло?", reply_markup=outcome_keys())


async def photo(message: Message) -> None:
    await message.answer_photo(
        BufferedInputFile(ONE_PIXEL, "chart.png"), caption="Воронка", reply_markup=outcome_keys()
    )


async def document(message: Message) -> None:
    await message.answer_document(BufferedInputFile(b"a;b", "Сделки за ноябрь.csv"))


async def rich(message: Message) -> None:
    await message.answer(RICH, parse_mode="HTML")


async def invite(message: Message, bot: Bot) -> None:
    me = await bot.me()
    await message.answer(f"Ссылка: https://t.me/{me.username}?start=CODE_7")


async def pinned(message: Message) -> None:
    sent = await message.answer("План на месяц")
    await sent.pin()


async def secret(message: Message) -> None:
    await message.answer("Карточка клиента", protect_content=True)


async def slow(message: Message, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, ChatAction.TYPING)


async def hundred(message: Message) -> None:
    wide = [
        [InlineKeyboardButton(text=f"{r * 8 + c}", callback_data=f"{r * 8 + c}") for c in range(8)] for r in range(11)
    ]
    tall = [[InlineKeyboardButton(text="Сверхдлинноеназваниекомпании" * 3, callback_data=f"t{i}")] for i in range(12)]
    await message.answer("Слово" * 60, reply_markup=InlineKeyboardMarkup(inline_keyboard=wide + tall))


async def contact(message: Message) -> None:
    assert message.contact
    await message.answer(f"Записан номер {message.contact.phone_number}")


async def location(message: Message) -> None:
    assert message.location
    await message.answer(f"Широта {message.location.latitude:.1f}")


async def received_photo(message: Message) -> None:
    await message.answer("Фото получено")


async def echo(message: Message) -> None:
    await message.answer(f"Вы написали: {message.text}")


async def edited(message: Message) -> None:
    await message.answer(f"Исправлено: {message.text}")


async def tapped(query: CallbackQuery) -> None:
    assert query.message
    assert not isinstance(query.message, Gone)
    if query.data == "lost":
        await query.answer("Точно отказ?", show_alert=True)
        return
    await query.answer("Записано")
    if query.message.photo:
        await query.message.edit_caption(caption="Записано: договорились")
    else:
        await query.message.edit_text("Записано: договорились", reply_markup=outcome_keys())
