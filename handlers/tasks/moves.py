"""Tasks under one's thumb: opened, done, moved, handed over, cancelled."""

from datetime import date, datetime, time, timedelta

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import BadChoice
from domain.readers.tasks import Clock, TasksOf, TaskView, assignees, clock_of, task_list, task_view
from domain.tables import TaskState
from domain.use_cases.tasks import cancel_task, complete_task, hand_task, move_task
from handlers.awaiting import Awaited, Awaiting
from handlers.links import OpenTask, OpenTasks, ShowTask
from handlers.plain import Card, put_in_place, send, take_buttons_away
from handlers.tasks import cards
from handlers.tasks.actions import read_when
from handlers.tasks.links import (
    CancelTask,
    CompleteTask,
    HandTask,
    MoveDay,
    MoveMonth,
    MoveTask,
    MoveTo,
    day_of,
    hour_of,
)
from handlers.tasks.wording import when_words
from handlers.visit import Visit

DAY_AWAITED = Awaiting("moving", "task_id")
"""With the quick answers and the calendar in sight."""
SOON = timedelta(hours=2)
ROUND = 5  # minutes


async def show_list(message: Message, bot: Bot, visit: Visit) -> None:
    """/tasks: what is overdue, else what is for today."""
    tasks = await visit.read(task_list, visit.who.id, TasksOf.TODAY, visit.today)
    part = TasksOf.OVERDUE if tasks.counts[TasksOf.OVERDUE] else TasksOf.TODAY
    await send(bot, visit.who.telegram_id, await _list(visit, part, 0))


async def open_list(callback: CallbackQuery, callback_data: OpenTasks, bot: Bot, visit: Visit) -> None:
    if callback_data.when not in set(TasksOf):
        raise BadChoice
    await put_in_place(bot, callback, await _list(visit, TasksOf(callback_data.when), max(0, callback_data.page)))


async def open_task(
    callback: CallbackQuery, callback_data: OpenTask, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    await DAY_AWAITED.forget(state)
    await put_in_place(bot, callback, cards.task_card(visit, await _view(visit, callback_data.task_id)))


async def show_task(_: CallbackQuery, callback_data: ShowTask, bot: Bot, visit: Visit, state: FSMContext) -> None:
    await DAY_AWAITED.forget(state)
    await send(bot, visit.who.telegram_id, cards.task_card(visit, await _view(visit, callback_data.task_id)))


async def complete(callback: CallbackQuery, callback_data: CompleteTask, bot: Bot, visit: Visit) -> None:
    done = await visit.run(complete_task, callback_data.task_id)
    view = await _view(visit, done.task_id)
    card = cards.done_card if view.state is TaskState.DONE else cards.task_card
    await put_in_place(bot, callback, card(visit, view))


async def move(callback: CallbackQuery, callback_data: MoveTask, bot: Bot, visit: Visit, state: FSMContext) -> None:
    """In two hours or tomorrow at once; or ask when."""
    view = await _view(visit, callback_data.task_id)
    clock = await visit.read(clock_of, view.assignee_id, visit.now)
    if callback_data.how == "2h":
        await _move(callback, bot, visit, state, view.id, *_in_two_hours(clock))
    elif callback_data.how == "day":
        tomorrow = _tomorrow(view, clock)
        await _move(callback, bot, visit, state, view.id, tomorrow.date(), tomorrow.time())
    else:
        shown = await put_in_place(bot, callback, cards.move_card(visit, view, _tomorrow(view, clock)))
        await DAY_AWAITED.expect(state, visit, Awaited(view.id, shown))


async def move_said(message: Message, bot: Bot, visit: Visit, state: FSMContext, awaited: Awaited) -> None:
    """«пт 15:30» on the assignee's clock; what is no day ahead is asked again."""
    view = await _view(visit, awaited.subject_id)
    clock = await visit.read(clock_of, view.assignee_id, visit.now)
    when, refused = read_when(message.text or "", clock)
    await take_buttons_away(bot, visit.who.telegram_id, awaited.message_id)
    if when is None:
        card = cards.move_card(visit, view, _tomorrow(view, clock), refused)
        shown = await send(bot, visit.who.telegram_id, card)
        await DAY_AWAITED.expect(state, visit, Awaited(view.id, shown.message_id))
        return
    await DAY_AWAITED.forget(state)
    await visit.run(move_task, view.id, when.day, when.time)
    await send(bot, visit.who.telegram_id, cards.task_card(visit, await _view(visit, view.id)))


async def move_month(
    callback: CallbackQuery, callback_data: MoveMonth, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    view = await _view(visit, callback_data.task_id)
    clock = await visit.read(clock_of, view.assignee_id, visit.now)
    shown = await put_in_place(bot, callback, cards.month_card(visit, view, callback_data.month, clock.now.date()))
    await DAY_AWAITED.expect(state, visit, Awaited(view.id, shown))


async def move_day(callback: CallbackQuery, callback_data: MoveDay, bot: Bot, visit: Visit, state: FSMContext) -> None:
    view = await _view(visit, callback_data.task_id)
    clock = await visit.read(clock_of, view.assignee_id, visit.now)
    card = cards.hours_card(visit, view, day_of(callback_data.day), clock.now)
    await DAY_AWAITED.expect(state, visit, Awaited(view.id, await put_in_place(bot, callback, card)))


async def move_there(callback: CallbackQuery, callback_data: MoveTo, bot: Bot, visit: Visit, state: FSMContext) -> None:
    await _move(
        callback, bot, visit, state, callback_data.task_id, day_of(callback_data.day), hour_of(callback_data.hour)
    )


async def hand(callback: CallbackQuery, callback_data: HandTask, bot: Bot, visit: Visit) -> None:
    """To whom, then done: he is told."""
    if callback_data.member_id:
        handed = await visit.run(hand_task, callback_data.task_id, callback_data.member_id)
        _toast(visit, "task-handed")
        await put_in_place(bot, callback, cards.task_card(visit, await _view(visit, handed.task_id)))
        return
    people = await visit.read(assignees, visit.who.id, visit.who.role)
    await put_in_place(bot, callback, cards.hand_card(visit, await _view(visit, callback_data.task_id), people))


async def cancel(callback: CallbackQuery, callback_data: CancelTask, bot: Bot, visit: Visit) -> None:
    """Asked once more, then dropped."""
    if callback_data.sure:
        await visit.run(cancel_task, callback_data.task_id)
    view = await _view(visit, callback_data.task_id)
    is_open = view.state is TaskState.OPEN
    await put_in_place(bot, callback, (cards.cancel_card if is_open else cards.task_card)(visit, view))


async def _list(visit: Visit, part: TasksOf, page: int) -> Card:
    tasks = await visit.read(task_list, visit.who.id, part, visit.today, page)
    return cards.list_card(visit, part, tasks, page)


async def _view(visit: Visit, task_id: int) -> TaskView:
    return await visit.read(task_view, visit.who.id, task_id)


async def _move(
    callback: CallbackQuery,
    bot: Bot,
    visit: Visit,
    state: FSMContext,
    task_id: int,
    day: date,
    hour: time | None,
) -> None:
    await DAY_AWAITED.forget(state)
    moved = await visit.run(move_task, task_id, day, hour)
    view = await _view(visit, moved.task_id)
    when = when_words(view.due_on, view.due_at, visit.today, visit.who.zone, visit.words.language)
    _toast(visit, "task-moved", when=when)
    await put_in_place(bot, callback, cards.task_card(visit, view))


def _toast(visit: Visit, key: str, **values: str) -> None:
    if visit.tap is not None:
        visit.tap.answer(visit.words.plain(key, **values))


def _in_two_hours(clock: Clock) -> tuple[date, time]:
    """Two hours from now, to five minutes, so that a double tap says the same."""
    late = clock.now + SOON
    at = late - timedelta(minutes=late.minute % ROUND, seconds=late.second, microseconds=late.microsecond)
    return at.date(), at.time()


def _tomorrow(view: TaskView, clock: Clock) -> datetime:
    """The next working day at the same hour; without one, at the usual."""
    if view.due_at is None:
        return cards.tomorrow_morning(clock.next_working_day)
    return datetime.combine(clock.next_working_day, view.due_at.astimezone(clock.zone).time())
