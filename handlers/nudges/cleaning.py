"""The short questionnaire of the yearly cleaning: each question asked and answered in the card's own message."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.errors import BadChoice
from domain.nudges.nudge import NudgeKind
from domain.readers.cleaning import channels_offered, deciders_offered
from domain.use_cases.clients import ClientField, edit_client
from domain.use_cases.contacts import choose_decider
from handlers.clients.links import EditClient
from handlers.nudges.links import AnswerOfCard, AskOfCard, OpenNudge, written
from handlers.nudges.routes import nudge_card_of
from handlers.plain import Card, button, in_rows, put_in_place
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import short_sum_words
from handlers.words import Html

DECIDER, POTENTIAL, CHANNEL = "decider", "potential", "channel"
SUMS = tuple(roubles * 100 for roubles in (50_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000))
NAME = 30


async def ask(callback: CallbackQuery, callback_data: AskOfCard, bot: Bot, visit: Visit) -> None:
    """The usual answers as buttons, another one by the form of that field."""
    client_id, field = callback_data.client_id, callback_data.field
    offered = await _offered(visit, client_id, field)
    say = visit.words.plain
    rows = in_rows(
        [button(label, AnswerOfCard(client_id=client_id, field=field, value=value).pack()) for label, value in offered],
        2,
    )
    other = button(say("nudge-clean-other"), EditClient(client_id=client_id, question=field).pack())
    card = await nudge_card_of(visit, NudgeKind.CLEANING, f"client:{client_id}")
    text = Html(f"{card.text}\n\n{visit(f'nudge-clean-ask-{field}')}")
    await put_in_place(bot, callback, Card(text, [*rows, [other, _back(visit, client_id)]], protected=True))


async def answer(callback: CallbackQuery, callback_data: AnswerOfCard, bot: Bot, visit: Visit) -> None:
    """Written on the client's card at once; the question is asked no more, the card is shown with the answer."""
    client_id, field, value = callback_data.client_id, callback_data.field, callback_data.value
    offered = [known for _, known in await _offered(visit, client_id, field)]
    if value not in offered:
        raise BadChoice
    if field == DECIDER:
        await visit.run(choose_decider, client_id, value)
    elif field == POTENTIAL:
        await visit.run(edit_client, client_id, ClientField.POTENTIAL, value)
    else:
        channels = await visit.read(channels_offered)
        await visit.run(edit_client, client_id, ClientField.CHANNEL, channels[value])
    await put_in_place(bot, callback, await nudge_card_of(visit, NudgeKind.CLEANING, f"client:{client_id}"))


async def _offered(visit: Visit, client_id: int, field: str) -> Sequence[tuple[str, int]]:
    """Words and value of each answer. Raises BadChoice, ClientNotYours, Gone."""
    if field == DECIDER:
        people = await visit.read(deciders_offered, visit.who.id, client_id)
        return [(cut(name, NAME), contact_id) for contact_id, name in people]
    if field == POTENTIAL:
        return [(short_sum_words(kopecks, visit.words.language), kopecks) for kopecks in SUMS]
    if field == CHANNEL:
        return [(cut(name, NAME), number) for number, name in enumerate(await visit.read(channels_offered))]
    raise BadChoice


def _back(visit: Visit, client_id: int) -> InlineKeyboardButton:
    opened = OpenNudge(kind=NudgeKind.CLEANING.value, on=written(f"client:{client_id}"))
    return button(visit.words.plain("nudge-back"), opened.pack())
