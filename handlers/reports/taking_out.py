"""A report taken out of the bot: its figures and rows as sheets, read anew for whoever asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.listing import ALL_ROWS, Listing
from domain.readers.looks import Look, chosen_period
from domain.spreadsheet import Sheet
from domain.use_case import Read
from domain.use_cases.exports import Question
from handlers.desk.comparing import picture_of
from handlers.desk.cuts import cuts_words
from handlers.desk.periods import period_words
from handlers.desk.reading import Viewer, readings
from handlers.desk.report import Paper, Report
from handlers.desk.sheets import figures_sheet, rows_sheet
from handlers.reports import REPORTS
from handlers.segments.taking_out import KIND, segment_sheet
from handlers.visit import Who
from handlers.words import Words, words
from handlers.worker import Worker


@dataclass(frozen=True, slots=True)
class TakenOut:
    """`said`: of what, in words; `rows`: how many of the base's rows are in it."""

    sheets: tuple[Sheet, ...]
    said: str
    rows: int
    file_name: str


async def taken_out(who: Who, today: date, read: Read, worker: Worker, question: Question) -> TakenOut:
    """The sheets of a question: the rows of its figure; without one, the figures and the rows of the first of them.

    Raises BadChoice, NotAllowed, Gone.
    """
    if question.kind == KIND:
        viewer = Viewer(who.id, today, read, worker)
        sheet, name = await segment_sheet(words(who.language), viewer, question.view)
        return TakenOut((sheet,), f"/{KIND}: {name}", len(sheet.rows), f"{KIND}-{today}.xlsx")
    report = next((one for one in REPORTS if one.kind == question.kind), None)
    if report is None or (report.right is not None and not who.may(report.right)):
        raise BadChoice
    said, viewer = words(who.language), Viewer(who.id, today, read, worker)
    reading = readings([report])[report.kind]
    look = Look(chosen_period(question.period), question.cuts)
    shown = await reading.shown(viewer, look, question.versus)
    found = shown.found
    paper = Paper(said, today, "", "light", report.usual_unit)
    sheets = [] if question.view else [figures_sheet(said, picture_of(report, paper, shown))]
    what = question.view or _whole([what for what, _ in report.parts(paper, found)])
    listing = None if what is None else await reading.rows(viewer, look, what, None)
    if listing is not None:
        sheets.append(rows_sheet(said, listing))
    of_rows = listing.period if listing is not None and question.view else None
    about = _said(said, report, found, of_rows or found.frame.period, today)
    return TakenOut(tuple(sheets), about, _number(listing), f"{report.kind}-{today}.xlsx")


def _whole(parts: list[str]) -> str | None:
    """The figure of all rows, where there is one, else the first."""
    return ALL_ROWS if ALL_ROWS in parts else next(iter(parts), None)


def _said(said: Words, report: Report[Any], found: Any, period: Period, today: date) -> str:
    of = period_words(said, period, today), cuts_words(said, found.frame.cuts, found.frame.role)
    return f"/{report.kind}: {', '.join(of)}"


def _number(listing: Listing | None) -> int:
    return 0 if listing is None else len(listing.rows)
