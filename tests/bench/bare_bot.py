"""The bot that only answers and edits: what everything else is measured beside. Imports nothing of ours."""

import argparse
import asyncio

import uvloop
from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

TOKEN = "42:BENCHBENCHBENCHBENCHBENCH"
OUTCOMES = {"agreed": "Договорились", "talked": "Поговорили", "no_answer": "Не ответил", "refused": "Отказ"}
MARKUP = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=name)] for name, text in OUTCOMES.items()]
)


def bot_for(api: str) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    return Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))


async def start(message: Message) -> None:
    await message.answer("Что произошло?", reply_markup=MARKUP)


async def tapped(callback: CallbackQuery, bot: Bot) -> None:
    message = callback.message
    if message is not None:
        await bot.edit_message_text(
            "Записано. Что произошло?", chat_id=message.chat.id, message_id=message.message_id, reply_markup=MARKUP
        )
    await callback.answer()


async def serve(api: str) -> None:
    router = Router()
    router.message.register(start, CommandStart())
    router.callback_query.register(tapped)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot_for(api), handle_signals=True)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    await serve(parser.parse_args().api)


if __name__ == "__main__":
    asyncio.Runner(loop_factory=uvloop.new_event_loop).run(main())
