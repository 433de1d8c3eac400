"""What is done in the form that imports."""

from dataclasses import asdict
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from domain.errors import Gone
from domain.imports.files import Spooled
from domain.imports.kinds import KINDS
from domain.imports.mapping import proposed
from domain.tables import AttachmentKind
from domain.use_cases.attachments import FileDraft
from domain.use_cases.imports import FileToImport, import_file
from handlers.forms import bot_of, leave
from handlers.imports.getters import NONE
from handlers.imports.report import progress_card
from handlers.imports.states import ImportForm
from handlers.log.files import file_sent
from handlers.log.show import Stage
from handlers.plain import put_in_place
from handlers.screen import visit_of


async def what_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager, what: str) -> None:
    data = manager.dialog_data
    data["what"], data["columns"] = what, dict(proposed(KINDS[what], data["header"]).columns)
    await manager.switch_to(ImportForm.columns)


async def field_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager, field: str) -> None:
    manager.dialog_data["field"] = field
    await manager.switch_to(ImportForm.column)


async def column_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager, place: int) -> None:
    """A column is one thing: what it was before is chosen anew."""
    data = manager.dialog_data
    kept = {name: at for name, at in data["columns"].items() if name != data["field"] and at != place}
    data["columns"] = kept if place == NONE else {**kept, data["field"]: place}
    await manager.switch_to(ImportForm.columns)


async def begun(callback: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    """The job is made; its progress is shown where the form was."""
    visit, data = visit_of(manager), manager.dialog_data
    file, place = Spooled(**data["file"]), callback.message.message_id if callback.message else None
    given = FileToImport(data["what"], file, data["columns"], visit.today, place, data["form"])
    await visit.run(import_file, given)
    await leave(manager, callback)
    await put_in_place(bot_of(manager), callback, progress_card(visit.words, file.name, 0, None))


async def attached(callback: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    """It was no table to load: a file of a client, as any other."""
    data, state = manager.dialog_data, manager.middleware_data["state"]
    if not isinstance(callback.message, Message) or not isinstance(state, FSMContext):
        raise Gone
    draft = FileDraft(**{**data["draft"], "kind": AttachmentKind(data["draft"]["kind"])})
    await leave(manager, callback)
    await file_sent(Stage(bot_of(manager), visit_of(manager), state, callback), callback.message, draft)


def draft_data(draft: FileDraft) -> dict[str, Any]:
    return asdict(draft)
