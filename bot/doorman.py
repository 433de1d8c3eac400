"""Who is let in: private chats only, members only; a stranger gets one polite sentence and learns nothing."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update
from sqlalchemy import update as sql_update

from bot.database import Database
from domain.clock import Clock
from domain.tables import Member
from domain.use_case import Guest, Run
from handlers.entry.stranger import knock
from handlers.words import words

log = structlog.get_logger()

ONCE_IN = timedelta(minutes=1)
REMEMBERED = 10_000
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
OUT = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


class Doorman:
    def __init__(self, bot: Bot, database: Database, clock: Clock, language: str) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._language = language
        self._told: OrderedDict[int, datetime] = OrderedDict()

    async def turns_away(self, update: Update) -> bool:
        """True when the update is not for the dispatcher: groups, channels, blocks and unblocks, nobody."""
        event = update.event
        if isinstance(event, ChatMemberUpdated):
            await self._membership(event)
            return True
        if isinstance(event, Message) and event.chat.type != ChatType.PRIVATE:
            await self._leave(event)
            return True
        if isinstance(event, CallbackQuery):
            return event.message is not None and event.message.chat.type != ChatType.PRIVATE
        return not isinstance(event, Message) or event.from_user is None

    async def meet_stranger(self, update: Update, run_as: Callable[[Guest], Run]) -> None:
        """`/start CODE` may make him a member; anything else gets one sentence, at most one a minute."""
        event = update.event
        if not isinstance(event, (Message, CallbackQuery)) or event.from_user is None:
            return
        person = event.from_user
        guest = Guest(person.id, person.username, person.full_name)
        if isinstance(event, CallbackQuery):
            await self._let_spinner_go(event.id)
        elif await knock(self._bot, event, guest, run_as(guest), words(self._language), self._database.read):
            return
        if not self._told_lately(person.id):
            await self._bot.send_message(person.id, words(self._language)("stranger"))
            self._note_told(person.id)

    async def _let_spinner_go(self, query_id: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramBadRequest:
            return  # too old: nobody waits for it any more

    def _told_lately(self, chat_id: int) -> bool:
        last = self._told.get(chat_id)
        return last is not None and self._clock.now() - last < ONCE_IN

    def _note_told(self, chat_id: int) -> None:
        self._told[chat_id] = self._clock.now()
        self._told.move_to_end(chat_id)
        while len(self._told) > REMEMBERED:
            self._told.popitem(last=False)

    async def _leave(self, message: Message) -> None:
        """One sentence in a group, then leave; nothing in a channel. Being told so again after that is silence."""
        if message.chat.type == ChatType.CHANNEL or message.left_chat_member is not None:
            return
        await self._say_and_leave(message.chat.id)

    async def _say_and_leave(self, chat_id: int) -> None:
        """Noted before it is said: many may speak in a group at once. A group that forbids speaking is left, too."""
        if not self._told_lately(chat_id):
            self._note_told(chat_id)
            try:
                await self._bot.send_message(chat_id, words(self._language)("group"))
            except (TelegramBadRequest, TelegramForbiddenError) as refused:
                log.info("left without a word", error=refused.message)
        await self._bot.leave_chat(chat_id)

    async def _membership(self, event: ChatMemberUpdated) -> None:
        if event.chat.type in GROUPS and event.new_chat_member.status not in OUT:
            await self._say_and_leave(event.chat.id)
        if event.chat.type != ChatType.PRIVATE:
            return
        since = self._clock.now() if event.new_chat_member.status in OUT else None
        await self._database.write(
            lambda session: session.execute(
                sql_update(Member).where(Member.telegram_id == event.chat.id).values(unreachable_since=since)
            )
        )
