"""Absences by taps: which days, what is to be done meanwhile, back again."""

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.readers.absences import Absences, AwayWork, absences_of, away_work, present_absence, who_may_take
from domain.tables import AbsenceKind
from domain.use_cases.absences import change_absence, end_absence, note_absence
from domain.use_cases.away_work import hand_away_work, move_away_work, take_back_work, undo_away_work
from handlers.absences.cards import (
    away_card,
    end_card,
    first_card,
    hand_card,
    last_card,
    length_card,
    list_card,
    sick_card,
    spread_card,
)
from handlers.absences.links import (
    AskEnd,
    AwayFirst,
    AwayMonth,
    EndAway,
    GiveAway,
    HandAway,
    MoveAway,
    NoteAway,
    SetEnd,
    SpreadAway,
    TakeBack,
    TypeAway,
    UndoAway,
)
from handlers.absences.states import AwayForm
from handlers.calendar import first_of
from handlers.links import AskAway, OpenAbsences, OpenAway
from handlers.plain import Card, put_in_place, send
from handlers.tasks.links import day_of
from handlers.visit import Visit

MOST_LEFT = 100


async def sick_said(message: Message, bot: Bot, visit: Visit) -> None:
    """/sick: for how long; of who is away already, what he left to do."""
    await send(bot, visit.who.telegram_id, await _ask_sick(visit, visit.who.id))


async def list_opened(callback: CallbackQuery, callback_data: OpenAbsences, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, list_card(visit, await _absences(visit, callback_data.member_id)))


async def days_asked(callback: CallbackQuery, callback_data: AskAway, bot: Bot, visit: Visit) -> None:
    member_id = callback_data.member_id or visit.who.id
    if callback_data.kind is AbsenceKind.SICK:
        await put_in_place(bot, callback, await _ask_sick(visit, member_id))
        return
    found = await _absences(visit, member_id)
    await put_in_place(bot, callback, first_card(visit, found, callback_data.kind, found.today.replace(day=1)))


async def month_turned(callback: CallbackQuery, callback_data: AwayMonth, bot: Bot, visit: Visit) -> None:
    found, kind = await _absences(visit, callback_data.member_id), callback_data.kind
    if not callback_data.first:
        card = first_card(visit, found, kind, first_of(callback_data.month, found.today))
    else:
        first = day_of(callback_data.first)
        card = last_card(visit, found, kind, first, first_of(callback_data.month, first))
    await put_in_place(bot, callback, card)


async def first_chosen(callback: CallbackQuery, callback_data: AwayFirst, bot: Bot, visit: Visit) -> None:
    found = await _absences(visit, callback_data.member_id)
    await put_in_place(bot, callback, length_card(visit, found, callback_data.kind, day_of(callback_data.first)))


async def typing_asked(
    callback: CallbackQuery, callback_data: TypeAway, visit: Visit, dialog_manager: DialogManager
) -> None:
    found = await _absences(visit, callback_data.member_id)
    about = {"kind": callback_data.kind.value, "member_id": found.member_id}
    await dialog_manager.start(AwayForm.days, about, mode=StartMode.RESET_STACK)


async def noted(callback: CallbackQuery, callback_data: NoteAway, bot: Bot, visit: Visit) -> None:
    """At once what is to be done on those days."""
    days = day_of(callback_data.first), day_of(callback_data.last)
    done = await visit.run(note_absence, callback_data.member_id, callback_data.kind, *days)
    await _show(callback, bot, visit, done.absence_id)


async def opened(callback: CallbackQuery, callback_data: OpenAway, bot: Bot, visit: Visit) -> None:
    await _show(callback, bot, visit, callback_data.absence_id)


async def end_asked(callback: CallbackQuery, callback_data: AskEnd, bot: Bot, visit: Visit) -> None:
    found = await _work(visit, callback_data.absence_id)
    shown = callback_data.month or f"{found.absence.last:%Y%m}"
    await put_in_place(bot, callback, end_card(visit, found, first_of(shown, max(found.absence.first, found.today))))


async def end_set(callback: CallbackQuery, callback_data: SetEnd, bot: Bot, visit: Visit) -> None:
    done = await visit.run(change_absence, callback_data.absence_id, day_of(callback_data.last))
    await _show(callback, bot, visit, done.absence_id)


async def ended(callback: CallbackQuery, callback_data: EndAway, bot: Bot, visit: Visit) -> None:
    """The list: with what others still have of his."""
    done = await visit.run(end_absence, callback_data.absence_id)
    _toast(visit, "away-ended")
    await put_in_place(bot, callback, list_card(visit, await _absences(visit, done.member_id)))


async def hand_asked(callback: CallbackQuery, callback_data: HandAway, bot: Bot, visit: Visit) -> None:
    found = await _work(visit, callback_data.absence_id)
    colleagues = await visit.read(who_may_take, visit.who.id, found.absence.id, visit.now)
    await put_in_place(bot, callback, hand_card(visit, found, colleagues))


async def spread(callback: CallbackQuery, callback_data: SpreadAway, bot: Bot, visit: Visit) -> None:
    await _next(callback, bot, visit, callback_data.absence_id, callback_data.left)


async def given(callback: CallbackQuery, callback_data: GiveAway, bot: Bot, visit: Visit) -> None:
    absence_id, one = callback_data.absence_id, callback_data.task_id
    takers: tuple[int, ...] = (callback_data.member_id,)
    if not callback_data.member_id:
        able = await visit.read(who_may_take, visit.who.id, absence_id, visit.now)
        takers = tuple(colleague.id for colleague in able if colleague.is_rep)
    done = await visit.run(hand_away_work, absence_id, takers, one or None)
    _toast(visit, "away-handed", count=done.tasks)
    await _after(callback, bot, visit, absence_id, one, callback_data.left)


async def moved(callback: CallbackQuery, callback_data: MoveAway, bot: Bot, visit: Visit) -> None:
    done = await visit.run(move_away_work, callback_data.absence_id, callback_data.task_id or None)
    _toast(visit, "away-moved", count=done.tasks)
    await _after(callback, bot, visit, callback_data.absence_id, callback_data.task_id, callback_data.left)


async def undone(callback: CallbackQuery, callback_data: UndoAway, bot: Bot, visit: Visit) -> None:
    done = await visit.run(undo_away_work, callback_data.absence_id)
    _toast(visit, "away-undone", count=done.tasks)
    await _show(callback, bot, visit, callback_data.absence_id)


async def taken_back(callback: CallbackQuery, callback_data: TakeBack, bot: Bot, visit: Visit) -> None:
    done = await visit.run(take_back_work, callback_data.member_id)
    _toast(visit, "away-undone", count=done.tasks)
    await put_in_place(bot, callback, list_card(visit, await _absences(visit, done.member_id)))


async def send_away(bot: Bot, visit: Visit, absence_id: int) -> None:
    """One absence, below."""
    await send(bot, visit.who.telegram_id, away_card(visit.words, visit.who, await _work(visit, absence_id)))


async def _after(callback: CallbackQuery, bot: Bot, visit: Visit, absence_id: int, one: int, left: int) -> None:
    """One by one: the next of them; else how it stands now."""
    if one:
        await _next(callback, bot, visit, absence_id, left)
    else:
        await _show(callback, bot, visit, absence_id)


async def _next(callback: CallbackQuery, bot: Bot, visit: Visit, absence_id: int, left: int) -> None:
    left = min(max(left, 0), MOST_LEFT)
    found = await visit.read(away_work, visit.who.id, absence_id, visit.now, left + 1)
    if len(found.tasks) <= left:
        await _show(callback, bot, visit, absence_id)
        return
    colleagues = await visit.read(who_may_take, visit.who.id, absence_id, visit.now)
    await put_in_place(bot, callback, spread_card(visit, found, found.tasks[left].line, left, colleagues))


async def _show(callback: CallbackQuery, bot: Bot, visit: Visit, absence_id: int) -> None:
    await put_in_place(bot, callback, away_card(visit.words, visit.who, await _work(visit, absence_id)))


async def _ask_sick(visit: Visit, member_id: int) -> Card:
    found = await _absences(visit, member_id)
    present = await visit.read(present_absence, found.member_id, found.today)
    if present is None:
        return sick_card(visit, found)
    return away_card(visit.words, visit.who, await _work(visit, present.id))


async def _absences(visit: Visit, member_id: int) -> Absences:
    return await visit.read(absences_of, visit.who.id, member_id or visit.who.id, visit.now)


async def _work(visit: Visit, absence_id: int) -> AwayWork:
    return await visit.read(away_work, visit.who.id, absence_id, visit.now)


def _toast(visit: Visit, key: str, **values: int) -> None:
    if visit.tap is not None:
        visit.tap.answer(visit.words.plain(key, **values))
