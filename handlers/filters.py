"""Our filters are async: aiogram runs every synchronous one, and every `F.…`, in a thread."""

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.errors import NotAllowed
from domain.use_case import Right
from handlers.keyboard import MENU_WORDS
from handlers.visit import Visit
from handlers.words import LANGUAGES, words

WORDS = frozenset({ContentType.TEXT})
CONTACT = frozenset({ContentType.CONTACT})
PLACE = frozenset({ContentType.LOCATION, ContentType.VENUE})
FILES = PLACE | {
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.DOCUMENT,
    ContentType.PHOTO,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}
"""What can be kept: see `handlers.log.files.file_of`."""


class Pressed(Filter):
    """A button of the persistent keyboard, in any of our languages."""

    def __init__(self, key: str) -> None:
        self._texts = frozenset(words(language).plain(key) for language in LANGUAGES)

    async def __call__(self, message: Message) -> bool:
        return message.text in self._texts


class Can(Filter):
    """The member has the right. Of others a command is unknown, a tap is refused: NotAllowed."""

    def __init__(self, right: Right) -> None:
        self._right = right

    async def __call__(self, event: TelegramObject, visit: Visit) -> bool:
        allowed = visit.who.may(self._right)
        if not allowed and isinstance(event, CallbackQuery):
            raise NotAllowed
        return allowed


class Typed(Filter):
    """Neither a command nor a button of the persistent keyboard: what a form may take as an answer."""

    async def __call__(self, message: Message) -> bool:
        return message.text is None or not (message.text.startswith("/") or message.text in MENU_WORDS)


class Sent(Filter):
    """Something of these kinds."""

    def __init__(self, kinds: frozenset[ContentType]) -> None:
        self._kinds = kinds

    async def __call__(self, message: Message) -> bool:
        return message.content_type in self._kinds
