"""A manager's morning bundle: what waits for him, decided in place."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from domain.errors import Gone
from domain.readers.bundle import bundle_of, stake_of
from domain.readers.stakes import Stake
from domain.readers.tasks import assignees
from domain.use_case import Right
from domain.use_cases.bundle import hand_stake, put_off_stake
from handlers.bundle.cards import bundle_card, hand_card, nothing_card, stake_card, stake_words
from handlers.bundle.links import HandStake, OpenBundle, OpenStake, PutOff, code_of
from handlers.filters import Can
from handlers.plain import Card, put_in_place
from handlers.visit import Visit
from handlers.words import Html


def router() -> Router:
    made = Router(name="bundle")
    leads = Can(Right.ASSIGN_TASKS)
    made.callback_query.register(opened, OpenBundle.filter(), leads)
    made.callback_query.register(stake_opened, OpenStake.filter(), leads)
    made.callback_query.register(prolonged, PutOff.filter(), leads)
    made.callback_query.register(handed, HandStake.filter(), leads)
    return made


async def opened(callback: CallbackQuery, callback_data: OpenBundle, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _bundle(visit, callback_data.kind, callback_data.page))


async def stake_opened(callback: CallbackQuery, callback_data: OpenStake, bot: Bot, visit: Visit) -> None:
    """Its card; of what waits no more, what still does."""
    stake = await visit.read(stake_of, visit.who.id, code_of(callback_data.on), visit.now)
    if stake is None:
        await put_in_place(bot, callback, await _bundle(visit, callback_data.kind, 0, visit("bundle-decided")))
        return
    await put_in_place(bot, callback, stake_card(visit, stake, callback_data.kind))


async def prolonged(callback: CallbackQuery, callback_data: PutOff, bot: Bot, visit: Visit) -> None:
    stake = await visit.read(stake_of, visit.who.id, code_of(callback_data.on), visit.now)
    await visit.run(put_off_stake, code_of(callback_data.on))
    await put_in_place(bot, callback, await _bundle(visit, callback_data.kind, 0, _done(visit, "prolonged", stake)))


async def handed(callback: CallbackQuery, callback_data: HandStake, bot: Bot, visit: Visit) -> None:
    """To whom; then what waits still. Done before, a replay of the tap finds it done: the stake may be gone by then."""
    stake = await visit.read(stake_of, visit.who.id, code_of(callback_data.on), visit.now)
    if not callback_data.member_id:
        if stake is None:
            raise Gone
        people = await visit.read(assignees, visit.who.id, visit.who.role)
        await put_in_place(bot, callback, hand_card(visit, stake, callback_data.kind, people))
        return
    await visit.run(hand_stake, code_of(callback_data.on), callback_data.member_id)
    await put_in_place(bot, callback, await _bundle(visit, callback_data.kind, 0, _done(visit, "handed", stake)))


def _done(visit: Visit, what: str, stake: Stake | None) -> Html:
    said = stake_words(visit.words, stake, visit.today, visit.who.zone) if stake else ""
    return visit(f"bundle-{what}", what=said)


async def _bundle(visit: Visit, kind: str, page: int, done: Html | None = None) -> Card:
    found = await visit.read(bundle_of, visit.who.id, kind, visit.now, page)
    if found is None:
        return nothing_card(visit.words, done)
    return bundle_card(visit.words, found, visit.today, visit.who.zone, done)
