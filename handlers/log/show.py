"""Put a saved card on the screen and remember it as the last one."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.readers.logging import next_step_choices
from domain.readers.logging import saved_card as read_saved
from handlers.left_queue import go_on_button, left_queue
from handlers.log.last_card import Asks, LastCard, remember
from handlers.log.saved import next_card, saved_card
from handlers.plain import Card, put_in_place, rewrite, send
from handlers.visit import Visit


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a card is put: in the message tapped, or as a new one."""

    bot: Bot
    visit: Visit
    state: FSMContext
    tap: CallbackQuery | None = None

    async def put(self, card: Card) -> int:
        """The id of the message that shows it."""
        if self.tap is not None:
            return await put_in_place(self.bot, self.tap, card)
        return (await send(self.bot, self.visit.who.telegram_id, card)).message_id


@dataclass(frozen=True, slots=True)
class Said:
    """The message that has just become a comment."""

    message_id: int
    text: str


async def show_saved(stage: Stage, activity_id: int, *, said: Said | None = None) -> None:
    """The resting card of the activity."""
    saved = await stage.visit.read(read_saved, stage.visit.who.id, activity_id)
    stage.visit.form_open = False
    card = saved_card(stage.visit, saved, said=said.message_id if said else None)
    left = await left_queue(stage.state, stage.visit)
    if left is not None:
        card.rows.insert(0, [go_on_button(stage.visit, left)])
    await show_asking(stage, card, activity_id, said=said)


async def show_next(stage: Stage, activity_id: int, *, change: bool = False, said: Said | None = None) -> None:
    """The saved line and the next steps worth one tap: pushes wait until one is taken."""
    visit = stage.visit
    choices = await visit.read(next_step_choices, visit.who.id, activity_id, visit.now)
    visit.form_open = True
    card = next_card(visit, choices, change=change, said=said.message_id if said else None)
    await show_asking(stage, card, activity_id, Asks.NEW_STEP if change else Asks.STEP, said=said)


async def show_asking(
    stage: Stage, card: Card, activity_id: int, asks: Asks = Asks.NOTHING, *, said: Said | None = None
) -> None:
    """A card about an activity; what a text under it would be."""
    message_id = await stage.put(card)
    visit = stage.visit
    text = said.text[:100] if said else None
    await remember(
        stage.state, LastCard(activity_id, message_id, visit.now, visit.update_id, asks, album=None, said=text)
    )


async def place_again(stage: Stage, last: LastCard) -> None:
    """The last card, redrawn where it stands: one more picture of an album has come."""
    saved = await stage.visit.read(read_saved, stage.visit.who.id, last.activity_id)
    card = saved_card(stage.visit, saved)
    await rewrite(stage.bot, stage.visit.who.telegram_id, last.message_id, card)
