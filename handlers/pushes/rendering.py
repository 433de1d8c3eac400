"""What each push looks like, asked at sending: is it still wanted, and if so, what does it say now."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from aiogram import Bot
from aiogram.types import Message

from domain.outbox import Push
from domain.use_case import Read
from handlers.charts.gallery import Gallery
from handlers.plain import Card, send
from handlers.visit import Who
from handlers.words import Words, words
from handlers.worker import Worker


@dataclass(frozen=True, slots=True)
class Occasion:
    """To whom and when a push goes, and the door to the data."""

    bot: Bot
    who: Who
    now: datetime
    read: Read
    gallery: Gallery
    worker: Worker
    named: dict[str, Any] = field(default_factory=dict)
    """What the message names (ids), to be kept with it: some things are not said again for some days."""
    then: list[Push] = field(default_factory=list)
    """What follows as messages of their own, noted as this one is sent: a crash doubles one message, never two."""

    @property
    def words(self) -> Words:
        return words(self.who.language)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.who.zone).date()


About = Mapping[str, Any]
Render = Callable[[Occasion, About], Awaitable[Card | None]]
"""The card to send now; None = no longer wanted."""
Send = Callable[[Occasion, About, bool], Awaitable[Message | None]]
"""For pushes that are more than a card (a picture): sends by itself, `silent` or not; None = no longer wanted."""


async def send_push(occasion: Occasion, kind: str, about: About, *, silent: bool) -> Message | None:
    """Render and send; None = no longer wanted. Raises KeyError for a kind nobody knows."""
    from handlers.pushes.kinds import CARDS, SENDERS

    if kind in SENDERS:
        return await SENDERS[kind](occasion, about, silent)
    card = await CARDS[kind](occasion, about)
    if card is None:
        return None
    return await send(occasion.bot, occasion.who.telegram_id, card, silent=silent)
