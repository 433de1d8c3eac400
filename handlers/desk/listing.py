"""The rows behind a figure as a message: a page of lines, each with a button to its card."""

from collections.abc import Callable, Sequence
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.money import decimal, grouped, percent
from domain.readers.listing import PAGE, Column, Listing, Row, SegmentOf, Unit
from handlers.deals.words import reason_words, stage_words
from handlers.fitting import fitted
from handlers.links import OpenClient, OpenDeal, OpenMember, OpenSegment, ShowReport
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import date_words, hour_words, sum_words
from handlers.words import Words

NAME = 40
OPENS: dict[str, Callable[[int], CallbackData]] = {
    "deal": lambda id_: OpenDeal(deal_id=id_),
    "client": lambda id_: OpenClient(client_id=id_),
    "member": lambda id_: OpenMember(member_id=id_),
}


def listing_card(
    visit: Visit, shown: ShowReport, listing: Listing, of: str, export: Sequence[InlineKeyboardButton]
) -> Card:
    """A page of the rows. `of`: what the report is of, in words; `export`: the button that takes them out."""
    what = rows_title(visit.words, listing)
    title = visit("report-rows-title", what=what, number=grouped(listing.total))
    places = range(listing.page * PAGE + 1, listing.page * PAGE + 1 + len(listing.rows))
    lines = [
        visit("report-rows-line", place=str(place), values=" · ".join(_values(visit, listing, row)))
        for place, row in zip(places, listing.rows, strict=True)
    ]
    again = button(visit.words.plain("report-pick-again"), _view(shown, "pick"))
    text = fitted([title, visit("report-rows-of", of=of, order=listing.order), *(lines or [visit("report-rows-none")])])
    turns = turning(listing.page, listing.pages, lambda to: shown.model_copy(update={"page": to}))
    return Card(text, [*row_buttons(visit, listing), turns, _as_segment(visit, shown, listing), [again, *export]])


def _as_segment(visit: Visit, shown: ShowReport, listing: Listing) -> list[InlineKeyboardButton]:
    """To the same clients as a segment: saved, given out as tasks."""
    if listing.segment is None or not listing.total:
        return []
    return [button(visit.words.plain("report-as-segment"), to_segment(shown, listing.segment))]


def to_segment(shown: ShowReport, of: SegmentOf) -> str:
    """A button's data: these clients of the report as a segment of one's own."""
    return OpenSegment(
        classes=of.classes, period=of.window.code, cuts=shown.cuts, product=of.product, bought=of.bought
    ).pack()


def rows_title(words: Words, listing: Listing) -> str:
    """What the rows are. Not HTML."""
    stage = {} if listing.about is None else {"stage": stage_words(words, *listing.about)}
    return words.plain(f"report-rows-{listing.title}", **stage, **listing.told)


def row_buttons(visit: Visit, listing: Listing) -> Rows:
    """To each row's card."""
    return in_rows([_opens(visit, listing, row) for row in listing.rows], 1)


def value_words(visit: Visit, column: Column, value: Any) -> str:
    """A value as its column's unit says; what is missing and worth saying, in the column's words. Not HTML."""
    if value is None:
        return visit.words.plain(f"listing-{column.key}-none") if column.says_missing else ""
    if column.unit is Unit.MONEY:
        return sum_words(value, visit.words.language)
    if column.unit is Unit.SUM:
        return visit.words.plain(f"listing-{column.key}-sum", sum=sum_words(value, visit.words.language))
    if column.unit is Unit.DAY:
        return date_words(value, visit.today, visit.words.language)
    if column.unit is Unit.MOMENT:
        return f"{date_words(value.date(), visit.today, visit.words.language)} {hour_words(value)}"
    if column.unit in (Unit.DAYS, Unit.COUNT):
        return visit.words.plain(f"listing-{column.key}-{column.unit}", count=value, number=grouped(value))
    if column.unit is Unit.SHARE:
        return visit.words.plain(f"listing-{column.key}-share", share=percent(value, 0, visit.words.language))
    if column.unit is Unit.DECIMAL:
        return visit.words.plain(f"listing-{column.key}-decimal", number=decimal(value, visit.words.language, 2))
    if column.unit is Unit.NUMBER:
        return grouped(value)
    if column.unit is Unit.STAGE:
        return stage_words(visit.words, *value)
    if column.unit is Unit.REASON:
        return reason_words(visit.words, *value)
    if column.unit is Unit.WORD:
        return visit.words.plain(f"listing-{column.key}-{value}")
    return cut(str(value), NAME)


def _values(visit: Visit, listing: Listing, row: Row) -> Sequence[str]:
    said = (value_words(visit, column, value) for column, value in zip(listing.columns, row.values, strict=True))
    return [value for value in said if value]


def _opens(visit: Visit, listing: Listing, row: Row) -> InlineKeyboardButton:
    label = " · ".join(_values(visit, listing, row)[:3])
    return button(label, OPENS[listing.opens](row.id).pack())


def _view(shown: ShowReport, view: str) -> str:
    return shown.model_copy(update={"view": view, "page": 0}).pack()
