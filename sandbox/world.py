"""The state of the sandbox: one bot, its people and chats, and what both sides do to a message."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.chats import Chat, Chats, Message, Raw, Toast
from sandbox.clock import VirtualClock
from sandbox.delivery import Updates
from sandbox.events import Broadcast
from sandbox.files import Files
from sandbox.ids import Ids
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.refusals import bad_request, forbidden
from sandbox.taps import Taps

REAL_SECONDS: Callable[[], float] = time.monotonic


class World:
    """Everything the Bot API and the people see. `seconds`: real seconds, for rates, expiry and waits."""

    def __init__(
        self,
        people: Sequence[Person],
        *,
        bot: Raw,
        clock: VirtualClock,
        ids: Ids,
        seconds: Callable[[], float] = REAL_SECONDS,
        strict_rates: bool = True,
        rates_follow_clock: bool = False,
        history: int | None = None,
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.ids = ids
        self.seconds = seconds
        self.history = history
        self.people = {person.id: person for person in people}
        self.chats = Chats()
        self.files = Files(ids)
        self.updates = Updates(ids, seconds)
        self.taps = Taps(seconds)
        self.limits = Limits(self._rate_seconds if rates_follow_clock else seconds, strict=strict_rates)
        self.events = Broadcast()
        self.settings: dict[str, Any] = {}
        self.commands: dict[tuple[str, int, int, str], list[Raw]] = {}
        for person in people:
            self.chats.add(Chat(person.as_chat(), person, started=person.started))

    def _rate_seconds(self) -> float:
        return self.seconds() + self.clock.shift

    def date(self) -> int:
        """The present as Telegram's Unix time."""
        return int(self.clock.timestamp())

    def changed(self, chat: Chat) -> int:
        """A new change number for something in this chat; whoever watches is told."""
        change = self.ids.message()
        self.tell(chat, change)
        return change

    def tell(self, chat: Chat, change: int) -> None:
        """Tell the watchers that the chat is at this change."""
        subject = "person" if chat.private else "chat"
        self.events.tell(f"{subject}{chat.id}", {subject: chat.id, "change": change})

    def chat_for_bot(self, chat_id: int | str) -> Chat:
        """The chat, when the bot may act in it. Raises Refusal: not found, blocked, kicked."""
        chat = self.chats.find(chat_id)
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.member:
            kind = chat.public["type"]
            raise forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def post(self, chat: Chat, content: Raw, *, from_bot: bool, sender: Raw | None = None) -> Message:
        """A new message at the end of the chat."""
        number = self.ids.message()
        raw: Raw = {"message_id": number, "chat": chat.public, "date": self.date(), **content}
        if sender is not None:
            raw["from"] = sender
        message = Message(raw, from_bot, number)
        chat.messages[number] = message
        chat.forget_beyond(self.history)
        self.tell(chat, number)
        return message

    def edit(self, chat: Chat, message: Message, raw: Raw) -> None:
        """Put `raw` in the place of the message."""
        message.raw = raw
        message.change = self.changed(chat)

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take the message out of the chat."""
        del chat.messages[message_id]
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        chat.gone.append((message_id, self.changed(chat)))

    def show_keyboard(self, chat: Chat, keyboard: Raw | None) -> None:
        """Show another reply keyboard, or none."""
        chat.keyboard = keyboard
        self.changed(chat)

    def toast(self, chat: Chat, query_id: str, message_id: int | None, answer: Raw) -> None:
        """Show what a tap was answered with."""
        text, alert = answer.get("text", ""), bool(answer.get("show_alert"))
        chat.toasts.append(Toast(self.changed(chat), query_id, message_id, text, alert, answer.get("url")))
