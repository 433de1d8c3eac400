"""What the buttons of nudges do. Each can be tapped twice without harm."""

from datetime import date

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.errors import BadChoice, Gone
from domain.nudges.kinds import kind_of
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.readers.deals import lost_reasons
from domain.readers.logging import saved_card
from domain.readers.nudges import (
    AnswerView,
    answer_view,
    contract_ends,
    later_days,
    next_nudge,
    nudge_view,
    nudges_after,
)
from domain.tables import LostReasonScope
from domain.use_cases.nudges import answer_nudge, effect_of, take_back_answer
from handlers.log.last_card import LastCard, forget, remember
from handlers.log.saved import saved_text
from handlers.nudges import cards
from handlers.nudges.links import AnswerNudge, OpenNudge, OpenNudges, PickNudgeDay, TakeBackAnswer, subject_of
from handlers.plain import Card, button, put_in_place
from handlers.visit import Visit
from handlers.wording import near_day_words
from handlers.words import Html


async def open_one(
    callback: CallbackQuery, callback_data: OpenNudge, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    """Its card; of what asks no more, the list of what still does."""
    await forget(state)
    await put_in_place(bot, callback, await nudge_card_of(visit, callback_data.kind, subject_of(callback_data.on)))


async def open_all(
    callback: CallbackQuery, callback_data: OpenNudges, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await forget(state)
    nudges = await visit.read(today_nudges, visit.who.id, visit.today)
    await put_in_place(bot, callback, cards.list_card(visit, nudges, max(0, callback_data.page)))


async def answer(
    callback: CallbackQuery, callback_data: AnswerNudge, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    """Done in one tap, or after what the answer needs; then comes the next. Words written now are about this one."""
    await forget(state)
    tapped, subject = callback_data, subject_of(callback_data.on)
    asks = effect_of(kind_of(tapped.kind).name, tapped.answer).asks
    if asks and not tapped.more:
        view = await visit.read(nudge_view, visit.who.id, visit.today, tapped.kind, subject)
        await put_in_place(bot, callback, await _asking(visit, view.nudge, tapped.answer, asks))
        return
    until = _day(tapped.more) if asks in ("day", "end") else None
    reason = tapped.more if asks == "reason" else None
    following = await visit.read(nudges_after, visit.who.id, visit.today, tapped.kind, subject)
    said = await visit.run(answer_nudge, tapped.kind, subject, tapped.answer, until, reason)
    answered = await visit.read(answer_view, said.answer_id)
    done = await _done(visit, answered)
    undo = [[button(visit.words.plain("nudge-take-back"), TakeBackAnswer(answer_id=said.answer_id).pack())]]
    view_next = await visit.read(next_nudge, visit.who.id, visit.today, following)
    card = cards.over_card(visit, done, undo) if view_next is None else cards.nudge_card(visit, view_next, done, undo)
    shown = await put_in_place(bot, callback, card)
    if answered.activity_id:
        await remember(state, LastCard(answered.activity_id, shown, visit.now, visit.update_id))


async def _asking(visit: Visit, nudge: Nudge, answer: str, asks: str) -> Card:
    """What the answer needs."""
    if asks == "reason":
        return cards.reason_card(visit, nudge, answer, await visit.read(lost_reasons, LostReasonScope.CLIENT))
    days = contract_ends(nudge) if asks == "end" else await visit.read(later_days, visit.who.id, visit.today)
    return cards.day_card(visit, nudge, answer, days)


async def pick_day(
    callback: CallbackQuery, callback_data: PickNudgeDay, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await forget(state)
    subject = subject_of(callback_data.on)
    view = await visit.read(nudge_view, visit.who.id, visit.today, callback_data.kind, subject)
    await put_in_place(bot, callback, cards.month_card(visit, view.nudge, callback_data.answer, callback_data.month))


async def take_back(
    callback: CallbackQuery, callback_data: TakeBackAnswer, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    """The nudge asks again."""
    await forget(state)
    asked = await visit.run(take_back_answer, callback_data.answer_id)
    await put_in_place(bot, callback, await nudge_card_of(visit, asked.kind, asked.subject))


async def nudge_card_of(visit: Visit, kind: str, subject: str) -> Card:
    """The card of a nudge; of what asks no more, the list of what still does."""
    try:
        return cards.nudge_card(visit, await visit.read(nudge_view, visit.who.id, visit.today, kind, subject))
    except Gone:
        if visit.tap is not None:
            visit.tap.answer(visit.words.plain("nudge-answered"))
        return cards.list_card(visit, await visit.read(today_nudges, visit.who.id, visit.today), 0)


async def _done(visit: Visit, view: AnswerView) -> Html:
    """What the answer has done; a second tap says what the first did."""
    if view.activity_id:
        return saved_text(visit, await visit.read(saved_card, visit.who.id, view.activity_id))
    day = near_day_words(view.until, visit.today, visit.words.language) if view.until else ""
    return visit(f"nudge-done-{view.answer}", client=view.client, day=day)


def _day(digits: str) -> date:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        raise BadChoice from None
