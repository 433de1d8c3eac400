"""What can still be said about a saved activity: a comment, that it was earlier, who was there, that it was not."""

from datetime import datetime, timedelta

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.dates import FutureDate, NotADate, parse_past_when
from domain.readers.logging import colleagues
from domain.readers.logging import saved_card as read_saved
from domain.use_cases.comments import take_back_comment
from domain.use_cases.corrections import cancel_activity, correct_time, set_companion, set_outcome
from domain.use_cases.deals import move_deal
from domain.zones import instant
from handlers.log.happenings import code_of
from handlers.log.last_card import Asks, forget, last_card
from handlers.log.links import (
    AskComment,
    AskWhenWas,
    CancelActivity,
    HowEnded,
    ItWas,
    MoveOn,
    NotComment,
    OpenSaved,
    SameForAnother,
    WasThere,
    WhenWas,
    WhoWasThere,
)
from handlers.log.saved import saved_line
from handlers.log.show import Stage, show_asking, show_next, show_saved
from handlers.log.start import form_data
from handlers.log.states import Log
from handlers.plain import Card, button, in_rows
from handlers.visit import Visit
from handlers.words import Html

EARLIER_DAYS = (1, 2)
EARLIER_HOURS = (1, 2, 3)


def register(router: Router) -> None:
    router.callback_query.register(open_saved, OpenSaved.filter())
    router.callback_query.register(ask_comment, AskComment.filter())
    router.callback_query.register(not_comment, NotComment.filter())
    router.callback_query.register(when_was, WhenWas.filter())
    router.callback_query.register(it_was, ItWas.filter())
    router.callback_query.register(ask_when_was, AskWhenWas.filter())
    router.callback_query.register(who_was_there, WhoWasThere.filter())
    router.callback_query.register(was_there, WasThere.filter())
    router.callback_query.register(cancel, CancelActivity.filter())
    router.callback_query.register(same_for_another, SameForAnother.filter())
    router.callback_query.register(how_ended, HowEnded.filter())
    router.callback_query.register(move_on, MoveOn.filter())


async def open_saved(
    callback: CallbackQuery, callback_data: OpenSaved, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await show_saved(Stage(bot, visit, state, callback), callback_data.activity_id)


async def ask_comment(
    callback: CallbackQuery, callback_data: AskComment, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await _ask(Stage(bot, visit, state, callback), callback_data.activity_id, "log-ask-comment", Asks.COMMENT)


async def ask_when_was(
    callback: CallbackQuery, callback_data: AskWhenWas, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await _ask(Stage(bot, visit, state, callback), callback_data.activity_id, "log-ask-when", Asks.WHEN)


async def not_comment(
    callback: CallbackQuery,
    callback_data: NotComment,
    visit: Visit,
    state: FSMContext,
    dialog_manager: DialogManager,
) -> None:
    """«это поиск»: the comment is taken back, and its words are looked for."""
    card = await last_card(state)
    said = card.said if card is not None and card.activity_id == callback_data.activity_id else None
    await visit.run(take_back_comment, callback_data.activity_id, callback_data.message_id)
    await forget(state)
    await dialog_manager.start(Log.client, form_data(visit, query=said), mode=StartMode.RESET_STACK)


async def when_was(callback: CallbackQuery, callback_data: WhenWas, bot: Bot, visit: Visit, state: FSMContext) -> None:
    activity_id, plain = callback_data.activity_id, visit.words.plain
    saved = await visit.read(read_saved, visit.who.id, activity_id)
    hours = [
        button(plain("log-hours-ago", count=hours), ItWas(activity_id=activity_id, minutes=hours * 60).pack())
        for hours in EARLIER_HOURS
    ]
    days = [
        button(plain(f"log-days-ago-{days}"), ItWas(activity_id=activity_id, days=days).pack()) for days in EARLIER_DAYS
    ]
    other = button(plain("log-another-time"), AskWhenWas(activity_id=activity_id).pack())
    text = Html(f"{saved_line(visit, saved)}\n{visit.words('log-when-was')}")
    rows = [hours, days, [other], [_back(visit, activity_id)]]
    await show_asking(Stage(bot, visit, state, callback), Card(text, rows), activity_id, Asks.WHEN)


async def it_was(callback: CallbackQuery, callback_data: ItWas, bot: Bot, visit: Visit, state: FSMContext) -> None:
    happened_at = _earlier(visit, callback_data)
    changed = await visit.run(correct_time, callback_data.activity_id, happened_at)
    await show_saved(Stage(bot, visit, state, callback), changed.activity_id)


async def time_said(stage: Stage, activity_id: int, text: str) -> None:
    """«вчера в 15», «2 часа назад»; what is no such time is asked again."""
    visit = stage.visit
    try:
        when = parse_past_when(text, visit.now, visit.who.zone)
    except FutureDate:
        await _ask(stage, activity_id, "error-in-the-future", Asks.WHEN)
        return
    except NotADate:
        await _ask(stage, activity_id, "log-not-a-time", Asks.WHEN)
        return
    local = visit.now.astimezone(visit.who.zone)
    happened_at = min(instant(when.day, when.time or local.time(), visit.who.zone), visit.now)
    changed = await visit.run(correct_time, activity_id, happened_at)
    await show_saved(stage, changed.activity_id)


async def who_was_there(
    callback: CallbackQuery, callback_data: WhoWasThere, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await _show_colleagues(Stage(bot, visit, state, callback), callback_data.activity_id)


async def was_there(
    callback: CallbackQuery, callback_data: WasThere, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    changed = await visit.run(set_companion, callback_data.activity_id, callback_data.member_id, callback_data.with_me)
    await _show_colleagues(Stage(bot, visit, state, callback), changed.activity_id)


async def cancel(
    callback: CallbackQuery, callback_data: CancelActivity, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    changed = await visit.run(cancel_activity, callback_data.activity_id)
    await show_saved(Stage(bot, visit, state, callback), changed.activity_id)
    await forget(state)


async def same_for_another(
    callback: CallbackQuery,
    callback_data: SameForAnother,
    visit: Visit,
    state: FSMContext,
    dialog_manager: DialogManager,
) -> None:
    saved = await visit.read(read_saved, visit.who.id, callback_data.activity_id)
    await forget(state)
    data = form_data(visit, same=code_of(saved.kind, saved.outcome))
    await dialog_manager.start(Log.client, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def how_ended(
    callback: CallbackQuery, callback_data: HowEnded, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    changed = await visit.run(set_outcome, callback_data.activity_id, callback_data.outcome)
    await show_saved(Stage(bot, visit, state, callback), changed.activity_id)


async def move_on(callback: CallbackQuery, callback_data: MoveOn, bot: Bot, visit: Visit, state: FSMContext) -> None:
    """The deal follows the activity that is logged already; a next step still asked for is asked again."""
    activity_id = callback_data.activity_id
    card = await last_card(state)
    await visit.run(move_deal, callback_data.deal_id, callback_data.stage, activity_id=activity_id)
    asked = card is not None and card.activity_id == activity_id and card.asks is Asks.STEP
    await (show_next if asked else show_saved)(Stage(bot, visit, state, callback), activity_id)


async def _ask(stage: Stage, activity_id: int, question: str, asks: Asks) -> None:
    visit = stage.visit
    saved = await visit.read(read_saved, visit.who.id, activity_id)
    visit.form_open = True
    text = Html(f"{saved_line(visit, saved)}\n{visit.words(question)}")
    await show_asking(stage, Card(text, [[_back(visit, activity_id)]]), activity_id, asks)


async def _show_colleagues(stage: Stage, activity_id: int) -> None:
    visit = stage.visit
    saved = await visit.read(read_saved, visit.who.id, activity_id)
    people = await visit.read(colleagues, visit.who.id, activity_id)
    marks = [
        button(
            f"✓ {person.name}" if person.with_me else person.name,
            WasThere(activity_id=activity_id, member_id=person.id, with_me=not person.with_me).pack(),
        )
        for person in people
    ]
    text = Html(f"{saved_line(visit, saved)}\n{visit.words('log-who-was-there')}")
    await show_asking(stage, Card(text, [*in_rows(marks, 2), [_back(visit, activity_id)]]), activity_id)


def _earlier(visit: Visit, was: ItWas) -> datetime:
    """The same hour of an earlier day, or so many minutes ago."""
    if was.minutes:
        return visit.now - timedelta(minutes=was.minutes)
    local = visit.now.astimezone(visit.who.zone)
    return instant(local.date() - timedelta(days=was.days), local.time(), visit.who.zone)


def _back(visit: Visit, activity_id: int) -> InlineKeyboardButton:
    return button(visit.words.plain("back"), OpenSaved(activity_id=activity_id).pack())
