"""«Не мой»: whose the client is to be, said by who leads the rep in one tap."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.readers.nudges import NotMine, not_mine_asked
from domain.readers.tasks import name_of
from domain.use_cases.handing import give_client
from handlers.links import OpenClient
from handlers.nudges.links import GiveNotMine
from handlers.plain import Card, button, in_rows, put_in_place
from handlers.pushes.rendering import About, Occasion
from handlers.visit import Visit
from handlers.words import Words


async def not_mine(occasion: Occasion, about: About) -> Card | None:
    """Not wanted once the client is another's, or lost."""
    found = await occasion.read(not_mine_asked, occasion.who.id, about["client_id"], about["member_id"])
    return None if found is None else _asking(occasion.words, found)


async def give(callback: CallbackQuery, callback_data: GiveNotMine, bot: Bot, visit: Visit) -> None:
    """Given away, or left where he was; the taker is told."""
    given = await visit.run(give_client, callback_data.client_id, callback_data.member_id, callback_data.giver_id)
    found = await visit.read(not_mine_asked, visit.who.id, given.client_id, given.member_id)
    say = visit.words
    name = await visit.read(name_of, given.member_id)
    text = say("nudge-not-mine-given", client=found.client if found else "", member=name)
    open_it = button(say.plain("nudge-to-client"), OpenClient(client_id=given.client_id).pack())
    await put_in_place(bot, callback, Card(text, [[open_it]]))


def _asking(say: Words, found: NotMine) -> Card:
    rows = in_rows(
        [button(name, _given(found, member_id)) for member_id, name in found.others],
        2,
    )
    leave = button(
        say.plain("nudge-leave-mine", member=found.member),
        _given(found, found.member_id),
    )
    open_it = button(say.plain("nudge-to-client"), OpenClient(client_id=found.client_id).pack())
    return Card(say("nudge-not-mine", member=found.member, client=found.client), [*rows, [leave], [open_it]])


def _given(found: NotMine, member_id: int) -> str:
    return GiveNotMine(client_id=found.client_id, member_id=member_id, giver_id=found.member_id).pack()
