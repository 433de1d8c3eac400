"""The card that was shown last: what is written or sent next may be about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from aiogram.fsm.context import FSMContext

from handlers import last_screen
from handlers.visit import Visit

CARD = "card"
HERE = 0
"""The message of the call queue, which comes anew below what is written."""
TEXT_COUNTS_FOR = timedelta(minutes=2)
FILES_COUNT_FOR = timedelta(minutes=10)
ASKED_COUNTS_FOR = timedelta(minutes=30)


class Asks(StrEnum):
    """What a text under the card would be."""

    NOTHING = ""
    STEP = "step"
    NEW_STEP = "new_step"
    COMMENT = "comment"
    WHEN = "when"


@dataclass(slots=True)
class LastCard:
    """`album`: the media group whose pictures came last; `said`: the latest comment, to be searched for after all."""

    activity_id: int
    message_id: int
    at: datetime
    update_id: int
    asks: Asks = Asks.NOTHING
    album: str | None = None
    said: str | None = None


async def remember(state: FSMContext, card: LastCard) -> None:
    await state.update_data(
        {
            CARD: {
                "activity": card.activity_id,
                "message": card.message_id,
                "at": card.at.isoformat(),
                "update": card.update_id,
                "asks": card.asks.value,
                "album": card.album,
                "said": card.said,
            }
        }
    )


async def last_card(state: FSMContext) -> LastCard | None:
    stored = (await state.get_data()).get(CARD)
    if not isinstance(stored, dict):
        return None
    return LastCard(
        stored["activity"],
        stored["message"],
        datetime.fromisoformat(stored["at"]),
        stored["update"],
        Asks(stored["asks"]),
        stored["album"],
        stored["said"],
    )


async def forget(state: FSMContext) -> None:
    await last_screen.forget(state, CARD)


async def card_for_text(state: FSMContext, visit: Visit) -> LastCard | None:
    """The card that a text now is about: shown within two minutes, or asking, and still the last screen."""
    card = await last_card(state)
    asked = card is not None and card.asks in (Asks.COMMENT, Asks.WHEN)
    return await _if_last(card, ASKED_COUNTS_FOR if asked else TEXT_COUNTS_FOR, visit)


async def card_for_files(state: FSMContext, visit: Visit) -> LastCard | None:
    return await _if_last(await last_card(state), FILES_COUNT_FOR, visit)


async def _if_last(card: LastCard | None, counts_for: timedelta, visit: Visit) -> LastCard | None:
    if card is None or not await last_screen.is_last(visit, card.message_id, card.at, card.update_id, counts_for):
        return None
    return card
