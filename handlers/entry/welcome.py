"""A member's first minute: the keyboard, and one thing to do. No tour."""

from aiogram import Bot

from domain.readers.home import FirstClients, Newcomer, newcomer
from domain.use_case import Read
from handlers.keyboard import keyboard, set_commands
from handlers.links import StartInvite, StartLog
from handlers.plain import Card, button
from handlers.visit import Who
from handlers.words import Words, words


async def welcome(bot: Bot, read: Read, member_id: int) -> None:
    """Greet, give the keyboard and the commands of the role. What to do first comes as a push of its own."""
    who = _who(await read(newcomer, member_id))
    say = words(who.language)
    await set_commands(bot, who)
    greeting = say(f"entry-welcome-{who.role}", name=who.name)
    await bot.send_message(who.telegram_id, greeting, reply_markup=keyboard(say, who.role))


def first_invite(say: Words) -> Card:
    """An owner's first step: whom to invite."""
    return Card(say("entry-owner-first"), [[button(say.plain("entry-invite"), StartInvite().pack())]])


def first_log(say: Words, clients: FirstClients) -> Card:
    """«Запишите первый звонок»: with whom, in one tap."""
    if not clients.total:
        return Card(say("entry-first-log-new"), [[button(say.plain("menu-log"), StartLog().pack())]])
    rows = [[button(client.name, StartLog(client_id=client.id).pack())] for client in clients.first]
    rows.append([button(say.plain("entry-another-client"), StartLog().pack())])
    return Card(say("entry-first-log", count=clients.total), rows)


def _who(member: Newcomer) -> Who:
    return Who(member.id, member.telegram_id, member.name, member.role, member.zone, member.language)
