"""What the taps and words in a new task do."""

from datetime import timedelta
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.dates import NotADate, PastDate, When, parse_when
from domain.readers.tasks import Clock, check_assignee, client_name, task_view
from domain.tables import TaskAction
from domain.use_cases.tasks import TaskDraft, plan_task
from handlers.calendar import first_of
from handlers.forms import bot_of, leave
from handlers.links import NewTask
from handlers.plain import put_in_place, send
from handlers.screen import visit_of
from handlers.tasks.cards import task_card
from handlers.tasks.getters import BLANK, clock_of_form
from handlers.tasks.links import day_of, hour_of
from handlers.tasks.states import TaskForm
from handlers.visit import Visit

TEXT = 1000


async def new_task(
    callback: CallbackQuery, callback_data: NewTask, visit: Visit, dialog_manager: DialogManager
) -> None:
    """«Новое дело», with what is known already. Raises ClientNotYours, NotAllowed, Gone."""
    if callback_data.assignee_id:
        await visit.read(check_assignee, visit.who.id, callback_data.assignee_id)
    data: dict[str, Any] = {
        "form": f"task:{visit.key}",
        "client": callback_data.client_id,
        "deal": callback_data.deal_id,
        "assignee": callback_data.assignee_id,
    }
    if callback_data.client_id or callback_data.deal_id:
        about = await visit.read(client_name, visit.who.id, callback_data.client_id, callback_data.deal_id)
        data.update(client=about.id, client_name=about.name)
    state = TaskForm.action if data["client"] else TaskForm.client
    await dialog_manager.start(state, data, mode=StartMode.RESET_STACK)


async def client_chosen(_: CallbackQuery, __: Any, manager: DialogManager, client_id: int) -> None:
    visit = visit_of(manager)
    about = await visit.read(client_name, visit.who.id, client_id, 0)
    await _go(manager, TaskForm.action, client=about.id, client_name=about.name)


async def no_client(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.action, client=0, client_name=None, deal=0)


async def client_said(message: Message, _: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.client, query=(message.text or "")[:200])


async def action_chosen(_: CallbackQuery, __: Any, manager: DialogManager, action: str) -> None:
    await _go(manager, TaskForm.when, action=TaskAction(action).value)


async def when_chosen(_: CallbackQuery, __: Any, manager: DialogManager, at: str) -> None:
    await _go(manager, TaskForm.text, day=at[:8], hour=at[8:], dated=True)


async def when_said(message: Message, _: Any, manager: DialogManager) -> None:
    """«пт 15:30»: understood, or asked again."""
    clock = await clock_of_form(manager)
    when, refused = read_when(message.text or "", clock)
    if when is None:
        manager.dialog_data["refused"] = refused
        return
    hour = f"{when.time:%H%M}" if when.time else ""
    await _go(manager, TaskForm.text, day=f"{when.day:%Y%m%d}", hour=hour, dated=True)


async def day_chosen(_: CallbackQuery, __: Any, manager: DialogManager, day: str) -> None:
    if not day.startswith(BLANK):
        await _go(manager, TaskForm.hour, day=day, dated=False)


async def month_before(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _turn(manager, timedelta(days=-1))


async def month_after(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _turn(manager, timedelta(days=31))


async def hour_chosen(_: CallbackQuery, __: Any, manager: DialogManager, hour: str) -> None:
    await _go(manager, TaskForm.text, hour=hour, dated=True)


async def no_hour(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.text, hour="", dated=True)


async def to_client(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.client, query=None)


async def to_action(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.action)


async def to_when(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.when, dated=False)


async def to_calendar(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, TaskForm.day, dated=False)


async def text_said(message: Message, _: Any, manager: DialogManager) -> None:
    """Its words; and it is saved."""
    manager.dialog_data["words"] = (message.text or "")[:TEXT]
    await _save(manager, None)


async def save(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    await _save(manager, callback)


def read_when(text: str, clock: Clock) -> tuple[When | None, str]:
    """What was meant, or the key of the sentence that says what is wrong."""
    try:
        return parse_when(text, clock.now, clock.zone), ""
    except PastDate:
        return None, "error-in-the-past"
    except NotADate:
        return None, "task-no-date"


async def _save(manager: DialogManager, tap: CallbackQuery | None) -> None:
    data, visit = manager.dialog_data, visit_of(manager)
    draft = TaskDraft(
        action=TaskAction(data["action"]),
        due_on=day_of(data["day"]),
        hour=hour_of(data["hour"]),
        client_id=data["client"] or None,
        deal_id=data["deal"] or None,
        assignee_id=data["assignee"] or None,
        text=data.get("words"),
        form_key=data["form"],
    )
    planned = await visit.run(plan_task, draft)
    await _show_task(manager, planned.task_id, tap)


async def _show_task(manager: DialogManager, task_id: int, tap: CallbackQuery | None) -> None:
    """The form closes; the task stands where it was, or below the words."""
    visit = visit_of(manager)
    card = task_card(visit, await visit.read(task_view, visit.who.id, task_id))
    await leave(manager, tap)
    if tap is not None:
        await put_in_place(bot_of(manager), tap, card)
    else:
        await send(bot_of(manager), visit.who.telegram_id, card)


async def _go(manager: DialogManager, state: Any, **known: Any) -> None:
    manager.dialog_data.update(known, refused=None)
    await manager.switch_to(state)


async def _turn(manager: DialogManager, by: timedelta) -> None:
    """To the month that many days from the present one's first."""
    today = (await clock_of_form(manager)).now.date()
    month = first_of(manager.dialog_data.get("month", ""), today)
    manager.dialog_data["month"] = f"{month + by:%Y%m}"
