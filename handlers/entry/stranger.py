"""At the door: a code may make a stranger a member; he learns nothing else."""

from aiogram import Bot
from aiogram.types import Message

from domain.use_case import Guest, Read, Run
from domain.use_cases.entry import enter
from handlers.entry.welcome import welcome
from handlers.words import Words

LONGEST_CODE = 64


async def knock(bot: Bot, message: Message, guest: Guest, run: Run, words: Words, read: Read) -> bool:
    """True if the message was a try with a code that has been answered: he is in, or was told that it does not work."""
    code = start_code(message.text)
    if code is None:
        return False
    entered = await run(enter, code)
    if entered.member_id is not None:
        await welcome(bot, read, entered.member_id)
        return True
    if entered.slowed:
        return False
    await bot.send_message(guest.telegram_id, words("entry-wrong"))
    return True


def start_code(text: str | None) -> str | None:
    """The code of `/start CODE`; None when the message is something else."""
    words = (text or "").split()
    if len(words) != 2 or words[0].split("@")[0] != "/start" or len(words[1]) > LONGEST_CODE:
        return None
    return words[1]
