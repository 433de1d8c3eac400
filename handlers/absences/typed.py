"""The days of an absence in words."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from domain.absence_words import parse_days
from domain.dates import NotADate
from domain.errors import BadDate
from domain.readers.absences import zone_of_member
from domain.tables import AbsenceKind
from domain.use_cases.absences import note_absence
from handlers.absences.routes import send_away
from handlers.absences.states import AwayForm
from handlers.forms import bot_of, leave, left
from handlers.screen import B, Form, Screen, T, visit_of


def away_form() -> Dialog:
    return Form(
        Screen(
            T("away-type-days"),
            MessageInput(days_said, content_types=ContentType.TEXT),
            Button(B("away-close"), id="close", on_click=left),
            state=AwayForm.days,
        )
    )


async def days_said(message: Message, widget: Any, manager: DialogManager) -> None:
    about, visit = manager.dialog_data, visit_of(manager)
    zone = await visit.read(zone_of_member, about["member_id"])
    try:
        first, last = parse_days(message.text or "", visit.now, zone)
    except NotADate:
        raise BadDate from None
    done = await visit.run(note_absence, about["member_id"], AbsenceKind(about["kind"]), first, last)
    await leave(manager)
    await send_away(bot_of(manager), visit, done.absence_id)
