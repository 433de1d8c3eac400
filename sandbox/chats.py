"""Chats as Telegram keeps them: messages, the reply keyboard now shown, who blocked the bot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.people import Person

Raw = dict[str, Any]


@dataclass(slots=True)
class Message:
    """One message. `raw` is Telegram's JSON; it is replaced, never changed: answers already given stay as they were."""

    raw: Raw
    from_bot: bool
    change: int
    fixed: bool = False
    """Sent with a reply keyboard: Telegram lets nobody edit it."""

    @property
    def id(self) -> int:
        """message_id."""
        return int(self.raw["message_id"])


@dataclass(slots=True)
class Toast:
    """What a tap was answered with: the line over the chat, or an alert."""

    change: int
    query_id: str
    message_id: int | None
    text: str
    alert: bool
    url: str | None


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a channel."""

    public: Raw
    person: Person | None = None
    started: bool = True
    blocked: bool = False
    member: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    gone: list[tuple[int, int]] = field(default_factory=list)
    """(message id, change) of each deleted message."""
    toasts: list[Toast] = field(default_factory=list)
    keyboard: Raw | None = None
    pinned: list[int] = field(default_factory=list)
    action: tuple[str, int] | None = None
    """What the bot seems to be doing («печатает…») and the change number of when it said so."""
    menu_button: Raw | None = None

    @property
    def id(self) -> int:
        """chat_id."""
        return int(self.public["id"])

    @property
    def private(self) -> bool:
        """A chat with one person."""
        return self.person is not None

    def changed_after(self, change: int) -> Iterator[Message]:
        """Messages that are new or edited since, in order of their ids."""
        return (message for message in self.messages.values() if message.change > change)

    def forget_beyond(self, limit: int | None) -> None:
        """Keep the latest `limit` messages."""
        if limit is not None and len(self.messages) > limit:
            del self.messages[next(iter(self.messages))]


class Chats:
    """All chats of the bot, by id and by @username."""

    def __init__(self) -> None:
        self._by_id: dict[int, Chat] = {}
        self._by_username: dict[str, Chat] = {}

    def add(self, chat: Chat) -> Chat:
        """Put in a new chat."""
        self._by_id[chat.id] = chat
        if username := chat.public.get("username"):
            self._by_username[f"@{username}".lower()] = chat
        return chat

    def find(self, chat_id: int | str) -> Chat | None:
        """The chat of that id or, for channels and groups, @username."""
        if isinstance(chat_id, int):
            return self._by_id.get(chat_id)
        found = self._by_username.get(chat_id.lower())
        return found if found is not None and not found.private else None

    def shared(self) -> list[Chat]:
        """Groups and channels."""
        return [chat for chat in self._by_id.values() if not chat.private]
