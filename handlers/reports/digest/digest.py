"""/digest: a day, week or month of the teams one leads, with what needs a decision."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from domain.dates import NotADate, parse_past_when, parse_period
from domain.periods import NotAPeriod, Period, Span, month_of, one_day, period_of_code, week_of
from domain.readers.digest import DIGEST_AREAS, Digest, digest_of
from domain.use_case import Read, Right, revisions
from handlers.charts.gallery import Gallery
from handlers.charts.specs import Spec
from handlers.desk.links import OfKind
from handlers.desk.periods import as_of, period_words
from handlers.desk.pictures import picture_key, show_picture
from handlers.filters import Can
from handlers.links import ShowReport
from handlers.plain import Card, Rows, button, put_in_place, send
from handlers.reports.digest.decisions import decisions
from handlers.reports.digest.digest_spec import digest_caption, digest_spec, is_one_line
from handlers.reports.digest.table import OpenTable, digest_table
from handlers.visit import Visit, Who
from handlers.wording import day_words
from handlers.words import Html, Words

KIND = "digest"
SPANS = {Span.DAY: one_day, Span.WEEK: week_of, Span.MONTH: month_of}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A digest as it should look; without a picture where there is nothing to draw."""

    key: str
    spec: Spec | None
    caption: Html
    rows: Rows
    table: Card | None
    """By person, a message of its own."""


def router() -> Router:
    made = Router(name="digest")
    made.message.register(digest_said, Command("digest"), Can(Right.SEE_TEAM))
    made.callback_query.register(digest_opened, ShowReport.filter(), OfKind(KIND))
    made.callback_query.register(table_opened, OpenTable.filter(), Can(Right.SEE_TEAM))
    return made


async def digest_said(message: Message, command: CommandObject, bot: Bot, visit: Visit, gallery: Gallery) -> None:
    """The day named, else today."""
    said = (command.args or "").strip()
    period = _said(said, visit) if said else one_day(visit.today)
    if period is None:
        spans = [_to(visit.words.plain(f"digest-span-{span}"), make(visit.today)) for span, make in SPANS.items()]
        await send(bot, visit.who.telegram_id, Card(visit("digest-what", said=said[:100]), [spans]))
        return
    sheet = await digest_sheet(visit.read, visit.who, period, visit.now, visit.words)
    await show_digest(bot, gallery, visit.who.telegram_id, sheet)


async def digest_opened(
    callback: CallbackQuery, callback_data: ShowReport, bot: Bot, visit: Visit, gallery: Gallery
) -> None:
    """Another day in the same message."""
    period = _coded(callback_data.period, visit.today)
    sheet = await digest_sheet(visit.read, visit.who, period, visit.now, visit.words)
    await show_digest(bot, gallery, callback, sheet)


async def table_opened(callback: CallbackQuery, callback_data: OpenTable, bot: Bot, visit: Visit) -> None:
    """By person, below the picture."""
    period = _coded(callback_data.period, visit.today)
    sheet = await digest_sheet(visit.read, visit.who, period, visit.now, visit.words)
    await send(bot, visit.who.telegram_id, sheet.table or Card(sheet.caption), silent=True)


async def digest_sheet(read: Read, who: Who, period: Period, now: datetime, words: Words) -> Sheet:
    """The digest of that period as of now. Raises NotAllowed."""
    moved = await read(revisions, DIGEST_AREAS)
    found = await read.long(digest_of, who.id, period, now)
    today, data_as_of = now.astimezone(who.zone).date(), as_of(words, now, who.zone)
    spec = None if is_one_line(found) else digest_spec(words, found, today, data_as_of)
    key = picture_key(who, today, KIND, (found.period.code,), moved)
    themed = spec and replace(spec, theme=who.theme)
    table = None if found.is_empty else digest_table(words, found)
    return Sheet(key, themed, digest_caption(words, found, today, data_as_of), _rows(words, found, today), table)


async def show_digest(
    bot: Bot, gallery: Gallery, where: int | CallbackQuery, sheet: Sheet, silent: bool = False
) -> Message | None:
    """As a new message to a chat, or in the message that was tapped."""
    if sheet.spec is not None:
        return await show_picture(bot, gallery, where, sheet.key, sheet.spec, sheet.caption, sheet.rows, silent)
    card = Card(sheet.caption, sheet.rows)
    if isinstance(where, int):
        return await send(bot, where, card, silent=silent)
    await put_in_place(bot, where, card)
    return None


def _said(text: str, visit: Visit) -> Period | None:
    """A day, week or month in words: «вчера», «пт», «октябрь»; None for anything else."""
    try:
        period = parse_period(text, visit.today)
    except NotAPeriod:
        return _day_said(text, visit)
    return period if period.span in SPANS else None


def _day_said(text: str, visit: Visit) -> Period | None:
    try:
        return one_day(parse_past_when(text, visit.now, visit.who.zone).day)
    except NotADate:
        return None


def _coded(code: str, today: date) -> Period:
    """The period of a button; today for one without, or for what no button of ours says."""
    try:
        period = period_of_code(code)
    except NotAPeriod:
        return one_day(today)
    return period if period.span in SPANS else one_day(today)


def _rows(words: Words, found: Digest, today: date) -> Rows:
    turns = [_to(f"◀ {_name(words, found.earlier, today)}", found.earlier)]
    if found.later is not None:
        turns.append(_to(f"{_name(words, found.later, today)} ▶", found.later))
    asked = [list(one.buttons) for one in decisions(words, found)]
    people = button(words.plain("digest-button-table"), OpenTable(period=found.period.code).pack())
    return [*asked, *([] if found.is_empty else [[people]]), turns, [_span(words, found, span) for span in SPANS]]


def _span(words: Words, found: Digest, span: Span) -> InlineKeyboardButton:
    name = words.plain(f"digest-span-{span}")
    return _to(f"• {name}" if span is found.period.span else name, SPANS[span](found.day))


def _name(words: Words, period: Period, today: date) -> str:
    if period.span is Span.DAY:
        return day_words(period.start, today, words.language)
    return period_words(words, period, today)


def _to(label: str, period: Period) -> InlineKeyboardButton:
    return button(label, ShowReport(kind=KIND, period=period.code).pack())
