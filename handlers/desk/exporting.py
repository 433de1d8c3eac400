"""Rows as a file: for whoever may take them out; the tap only makes the job."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from domain.periods import Period
from domain.readers.looks import chosen_period
from domain.use_case import Right
from domain.use_cases.exports import Question, export_rows
from handlers.filters import Can
from handlers.links import ExportReport, ShowReport
from handlers.plain import Card, button, send
from handlers.visit import Visit


def router() -> Router:
    made = Router(name="exports")
    made.callback_query.register(export_tapped, ExportReport.filter(), Can(Right.EXPORT))
    return made


def export_buttons(
    visit: Visit, shown: ShowReport, period: Period, view: str = "", versus: str = ""
) -> list[InlineKeyboardButton]:
    """«📄 XLSX», for whoever may."""
    if not visit.who.may(Right.EXPORT):
        return []
    asked = ExportReport(kind=shown.kind, period=period.code, cuts=shown.cuts, view=view, versus=versus)
    return [button(visit.words.plain("report-export"), asked.pack())]


async def export_tapped(callback: CallbackQuery, callback_data: ExportReport, bot: Bot, visit: Visit) -> None:
    """The file comes when it is ready; how much was taken stays in the audit."""
    chosen_period(callback_data.period)
    question = Question(**callback_data.model_dump())
    await visit.run(export_rows, question)
    await send(bot, visit.who.telegram_id, Card(visit("report-export-begun")))
