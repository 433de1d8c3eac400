"""What the taps and words in the form of group tasks do; the last tap begins to give them out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.dates import NotADate, PastDate, parse_when
from domain.errors import TooLong
from domain.readers.group_plan import GroupPlan, group_plan
from domain.readers.saved_segments import segment_view
from domain.readers.target_segment import window_meant
from domain.readers.task_groups import group_view
from domain.tables import AttachmentKind, TaskAction
from domain.use_cases.group_tasks import GroupDraft, start_group
from domain.worktime import DAY
from handlers.forms import bot_of, leave
from handlers.log.files import file_of
from handlers.plain import put_in_place
from handlers.screen import visit_of
from handlers.segments.found import clients_found, viewer_of
from handlers.segments.group_cards import group_card
from handlers.segments.links import GiveTasks
from handlers.segments.states import GroupForm
from handlers.segments.wording import subject_of
from handlers.visit import Visit

TEXT = 1000
FRIDAY = 4
NEAR = timedelta(days=3)
KEPT = frozenset({AttachmentKind.DOCUMENT, AttachmentKind.PHOTO, AttachmentKind.VIDEO, AttachmentKind.VOICE})


async def tasks_asked(
    callback: CallbackQuery, callback_data: GiveTasks, visit: Visit, dialog_manager: DialogManager
) -> None:
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    data = {"form": f"group:{visit.key}", "segment": view.id, "untouched": 0}
    await dialog_manager.start(GroupForm.action, data, mode=StartMode.RESET_STACK)


async def action_chosen(_: CallbackQuery, __: Any, manager: DialogManager, action: str) -> None:
    await _go(manager, GroupForm.text, action=TaskAction(action).value)


async def text_said(message: Message, _: Any, manager: DialogManager) -> None:
    text = (message.text or "").strip()
    if len(text) > TEXT:
        raise TooLong(length=len(text), limit=TEXT)
    await _go(manager, GroupForm.file, text=text)


async def no_text(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.file, text=None)


async def file_sent(message: Message, _: Any, manager: DialogManager) -> None:
    """Kept by Telegram's id: whoever gets a task can send it on."""
    file = file_of(message)
    if file is None or file.kind not in KEPT:
        manager.dialog_data["refused"] = "group-bad-file"
        return
    await _go(manager, GroupForm.due, file=file.file_id, file_kind=file.kind.value)


async def no_file(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.due, file=None, file_kind=None)


async def due_chosen(_: CallbackQuery, __: Any, manager: DialogManager, day: str) -> None:
    await _go(manager, GroupForm.preview, due=day)


async def due_said(message: Message, _: Any, manager: DialogManager) -> None:
    """«4 декабря», «через две недели»."""
    visit = visit_of(manager)
    try:
        when = parse_when(message.text or "", visit.now.astimezone(visit.who.zone), visit.who.zone)
    except PastDate:
        manager.dialog_data["refused"] = "error-in-the-past"
        return
    except NotADate:
        manager.dialog_data["refused"] = "task-no-date"
        return
    if when.day <= visit.today:
        manager.dialog_data["refused"] = "group-due-today"
        return
    await _go(manager, GroupForm.preview, due=when.day.isoformat())


async def untouched_chosen(_: CallbackQuery, __: Any, manager: DialogManager, percent: int) -> None:
    await _go(manager, GroupForm.preview, untouched=percent)


async def to_action(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.action)


async def to_text(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.text)


async def to_file(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.file)


async def to_due(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go(manager, GroupForm.due)


async def started(callback: CallbackQuery, _: Any, manager: DialogManager) -> None:
    """As the preview said; what it said is on the button's stamp."""
    visit, data = visit_of(manager), manager.dialog_data
    layout = await laid_out(manager)
    draft = GroupDraft(
        segment_id=layout.segment_id,
        name=layout.name,
        action=TaskAction(data["action"]),
        due_on=date.fromisoformat(data["due"]),
        shares=layout.plan.shares,
        text=data.get("text"),
        file_id=data.get("file"),
        file_kind=data.get("file_kind"),
        untouched_percent=data["untouched"],
        form_key=data["form"],
    )
    begun = await visit.run(start_group, draft)
    group = await visit.read(group_view, visit.who.id, begun.group_id, visit.today)
    await leave(manager, callback)
    await put_in_place(bot_of(manager), callback, group_card(visit, group))


@dataclass(frozen=True, slots=True)
class Layout:
    """What the tasks are about, and who gets what when."""

    segment_id: int
    name: str
    plan: GroupPlan


async def laid_out(manager: DialogManager) -> Layout:
    """By the segment as it is now. Raises Gone, BadNumber."""
    visit, data = visit_of(manager), manager.dialog_data
    view = await visit.read(segment_view, visit.who.id, data["segment"])
    window = await visit.read(window_meant, view.asks, visit.today)
    ids = await clients_found(viewer_of(visit, manager.middleware_data["worker"]), view.asks)
    due_on = date.fromisoformat(data["due"])
    plan = await visit.read(group_plan, ids, due_on, data["untouched"], data["form"], visit.now)
    return Layout(view.id, subject_of(visit.words, view, window, visit.today), plan)


def offered_days(today: date) -> list[date]:
    """Fridays: the first that is not too near, the one after it, and the third."""
    friday = today + (FRIDAY - today.weekday()) % 7 * DAY
    first = friday if friday - today >= NEAR else friday + 7 * DAY
    return [first + weeks * 7 * DAY for weeks in (0, 1, 3)]


async def _go(manager: DialogManager, state: Any, **known: Any) -> None:
    manager.dialog_data.update(known, refused=None)
    await manager.switch_to(state)
