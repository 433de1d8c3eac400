"""The clients of a segment as a file: for whoever may take the base out, of his own segment only."""

from aiogram.types import InlineKeyboardButton

from domain.errors import BadChoice
from domain.periods import month_of
from domain.readers.saved_segments import SegmentView, segment_rows, segment_view
from domain.readers.target_segment import window_meant
from domain.spreadsheet import Sheet
from domain.use_case import Right
from handlers.desk.reading import Viewer
from handlers.desk.sheets import rows_sheet
from handlers.links import ExportReport
from handlers.plain import button
from handlers.segments.found import clients_found
from handlers.segments.wording import subject_of
from handlers.visit import Visit
from handlers.words import Words

KIND = "segment"


def export_buttons(visit: Visit, view: SegmentView) -> list[InlineKeyboardButton]:
    """«📄 XLSX», for whoever may."""
    if not visit.who.may(Right.EXPORT):
        return []
    asked = ExportReport(kind=KIND, period=month_of(visit.today).code, view=str(view.id))
    return [button(visit.words.plain("report-export"), asked.pack())]


async def segment_sheet(words: Words, viewer: Viewer, said_id: str) -> tuple[Sheet, str]:
    """Every client of the segment, and what it is called. Raises Gone, BadChoice."""
    if not (said_id.isascii() and said_id.isdigit() and len(said_id) <= 9):
        raise BadChoice
    view = await viewer.read(segment_view, viewer.id, int(said_id))
    ids = await clients_found(viewer, view.asks)
    listing = await viewer.read.long(segment_rows, ids, viewer.today, None)
    window = await viewer.read(window_meant, view.asks, viewer.today)
    return rows_sheet(words, listing), subject_of(words, view, window, viewer.today)
