"""Which Bot API methods the sandbox answers, and with what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.chats import Chat, Message
from sandbox.files import StoredFile, Upload
from sandbox.refusals import bad_request
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the world, the method's typed values, the files that came with it."""

    world: World
    method: str
    values: dict[str, Any]
    uploads: Mapping[str, Upload]

    def chat(self) -> Chat:
        """The chat of `chat_id`, when the bot may act in it. Raises Refusal."""
        chat_id = self.values.get("chat_id")
        if chat_id is None:
            raise bad_request("chat_id is empty")
        return self.world.chat_for_bot(chat_id)

    def message(self, chat: Chat, missing: str, field: str = "message_id") -> Message:
        """The message of `message_id`; `missing`: Telegram's words when there is none. Raises Refusal."""
        if field not in self.values:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(self.values[field])
        if message is None:
            raise bad_request(missing)
        return message

    def file(self, kind: str, given: str | None = None) -> StoredFile:
        """The file of the parameter named like its kind, or of `given`. Raises Refusal."""
        return self.world.files.resolve(kind, self.values[kind] if given is None else given, self.uploads)


Handler = Callable[[Call], Any]

_HANDLERS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register the function as the answer to these methods."""

    def register(handler: Handler) -> Handler:
        _HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register


def handler_of(name: str) -> Handler | None:
    """The function that answers this method; None when the sandbox does not know how."""
    return _HANDLERS.get(name)
