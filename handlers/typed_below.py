"""What is typed under a plain screen that waits for words is said to it, whatever form still stands open above."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram_dialog.api.entities import Stack

from handlers.clients.routes import SearchedHere, search_said
from handlers.filters import Typed
from handlers.log.last_card import HERE, card_for_text
from handlers.log.messages import text_said
from handlers.questions import ANSWER_AWAITED, answer_said
from handlers.tasks.moves import DAY_AWAITED, move_said
from handlers.visit import Visit


def router() -> Router:
    """Included before the forms: the screen last tapped is the one that is spoken to."""
    made = Router(name="typed_below")
    made.message.register(search_said, Typed(), SearchedHere())
    made.message.register(move_said, Typed(), DAY_AWAITED)
    made.message.register(answer_said, Typed(), ANSWER_AWAITED)
    made.message.register(text_said, Typed(), UnderCard())
    return made


class UnderCard(Filter):
    """A text just under a saved card that stands in a message of its own, not in that of a form."""

    async def __call__(
        self, message: Message, visit: Visit, state: FSMContext, aiogd_stack: Stack | None = None, **_: Any
    ) -> bool:
        card = await card_for_text(state, visit) if message.text else None
        of_form = aiogd_stack.last_message_id if aiogd_stack else None
        return card is not None and card.message_id not in (HERE, of_form)
