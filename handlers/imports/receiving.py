"""A table sent by whoever may import: fetched, glanced at, and asked about."""

import asyncio
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.types import Document, Message
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.api.entities import Context, Stack

from domain.imports.files import Spooled, first_rows, keep
from domain.imports.mapping import guess
from domain.use_case import Right
from handlers.imports.actions import draft_data
from handlers.imports.states import ImportForm
from handlers.log.files import file_of
from handlers.screen import StillLast, cut
from handlers.visit import Visit

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
LARGEST = 20 * 1024 * 1024
"""What Telegram lets a bot fetch."""
GLANCED = 3
LONGEST_SHOWN = 40
LONGEST_NAME = 100


class TableSent(Filter):
    """A table, while no form of another kind waits for what is sent."""

    async def __call__(
        self, message: Message, visit: Visit, aiogd_context: Context | None = None, aiogd_stack: Stack | None = None
    ) -> bool:
        name = (message.document.file_name or "").lower() if message.document else ""
        if not name.endswith(ENDINGS) or not visit.who.may(Right.IMPORT):
            return False
        if aiogd_context is None or aiogd_context.state.group is ImportForm:
            return True
        return not await StillLast()(message, visit, aiogd_context, aiogd_stack)


async def table_sent(message: Message, bot: Bot, visit: Visit, dialog_manager: DialogManager) -> None:
    """Ask what it is. Raises NotATable, Encrypted, TooWide, TooLarge."""
    document, draft = message.document, file_of(message)
    if document is None or draft is None:
        return
    if (document.file_size or 0) > LARGEST:
        await message.answer(visit("import-file-too-big"))
        return
    file = await _fetched(bot, document)
    header, *rows = await asyncio.to_thread(first_rows, file, GLANCED)
    found = guess(header)
    data = {
        "file": asdict(file),
        "header": [cut(name, LONGEST_SHOWN) for name in header],
        "sample": [_first_value(rows, place) for place in range(len(header))],
        "what": found.kind.name,
        "columns": dict(found.columns),
        "draft": draft_data(draft),
        "form": visit.key,
    }
    await dialog_manager.start(ImportForm.what, data, mode=StartMode.RESET_STACK)


def _first_value(rows: list[list[str]], place: int) -> str:
    return next((cut(row[place], 20) for row in rows if place < len(row) and row[place]), "")


async def _fetched(bot: Bot, document: Document) -> Spooled:
    """In the spool under the hash of its content."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        await bot.download(document, path)
        file = await asyncio.to_thread(keep, path)
    return replace(file, name=(document.file_name or "")[-LONGEST_NAME:])
