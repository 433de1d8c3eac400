"""/funnel [period] [rep or team]: both funnels as a picture, and the way down from it."""

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.dates import parse_report_words
from domain.errors import BadChoice
from domain.periods import NotAPeriod, Period, period_of_code
from domain.readers.cuts import Cut, cuts_of, named
from domain.readers.funnel_report import FunnelReport, funnel_report
from domain.readers.funnel_rows import funnel_deals
from domain.settings import company
from domain.tables import Role
from handlers.charts.gallery import Gallery
from handlers.charts.specs import BarPicture
from handlers.links import ShowReport
from handlers.plain import Card, Rows, in_rows, put_in_place, send
from handlers.reports.funnel_cards import deal_buttons, how_card, pick_card, picture_rows, rows_card, text_card
from handlers.reports.funnel_spec import funnel_spec, is_tiny
from handlers.reports.links import OfKind
from handlers.reports.periods import as_of, default_period, period_rows
from handlers.reports.pictures import THEME, caption_of, picture_key, show_picture
from handlers.reports.spec_text import spec_lines
from handlers.reports.whose import all_button, cut_button, cut_rows
from handlers.screen import cut as shortened
from handlers.visit import Visit

KIND = "funnel"
SAID = 60
ASKED = 12


def router() -> Router:
    made = Router(name="funnel")
    made.message.register(funnel_said, Command("funnel"))
    made.callback_query.register(funnel_tapped, ShowReport.filter(), OfKind(KIND))
    return made


async def funnel_said(message: Message, command: CommandObject, bot: Bot, gallery: Gallery, visit: Visit) -> None:
    """The period and the name in any order; what is not understood is asked about."""
    said, rest = parse_report_words(command.args or "", visit.today)
    period = said or default_period(visit.today)
    shown = ShowReport(kind=KIND, period=period.code)
    cuts = await visit.read(cuts_of, visit.who.id) if rest else []
    meant = _still_here(named(rest, cuts))
    if rest and len(meant) != 1:
        await send(bot, visit.who.telegram_id, _ask(visit, shown, period, " ".join(rest), meant, cuts))
        return
    if meant:
        shown = _cut_by(shown, meant[0])
    begun = visit("report-just-begun") if said is None and period.end <= visit.today else None
    await _show(bot, gallery, visit, visit.who.telegram_id, shown, period, begun)


def _still_here(cuts: list[Cut]) -> list[Cut]:
    """Who has left is meant only when nobody present is."""
    return [cut for cut in cuts if not cut.gone] or cuts


def _cut_by(shown: ShowReport, cut: Cut) -> ShowReport:
    return shown.model_copy(update={f"{cut.kind}_id": cut.id})


def _ask(visit: Visit, shown: ShowReport, period: Period, said: str, meant: list[Cut], cuts: list[Cut]) -> Card:
    key = "report-ask-own" if visit.who.role is Role.REP else "report-ask-which" if meant else "report-ask"
    offered = meant or [cut for cut in cuts if not cut.gone]
    rows: Rows = in_rows([cut_button(shown, cut) for cut in offered[:ASKED]], 2)
    whole = [all_button(visit.words, shown, visit.who.role)]
    spans = period_rows(visit.words, shown, period, visit.today)[1:]
    return Card(visit(key, said=shortened(said, SAID)), [*rows, whole, *spans])


async def funnel_tapped(
    callback: CallbackQuery, callback_data: ShowReport, bot: Bot, gallery: Gallery, visit: Visit
) -> None:
    """Another period or cut in place; text, rule and rows below."""
    period = _period(callback_data, visit)
    shown = callback_data.model_copy(update={"period": period.code})
    if not shown.view:
        await _show(bot, gallery, visit, callback, shown, period)
    elif shown.view == "cuts":
        await _show_cuts(bot, callback, visit, shown)
    else:
        await put_in_place(bot, callback, await _beside(visit, shown, period))


def _period(shown: ShowReport, visit: Visit) -> Period:
    try:
        return period_of_code(shown.period) if shown.period else default_period(visit.today)
    except NotAPeriod:
        raise BadChoice from None


async def _read(visit: Visit, shown: ShowReport, period: Period) -> FunnelReport:
    return await visit.read(funnel_report, visit.who.id, period, shown.member_id, shown.team_id, visit.today)


def _spec(visit: Visit, report: FunnelReport) -> BarPicture:
    return funnel_spec(visit.words, report, visit.today, as_of(visit.words, visit.now, visit.who.zone), THEME)


async def _show(
    bot: Bot,
    gallery: Gallery,
    visit: Visit,
    where: int | CallbackQuery,
    shown: ShowReport,
    period: Period,
    note: str | None = None,
) -> None:
    report = await _read(visit, shown, period)
    spec, rows = _spec(visit, report), picture_rows(visit, shown, report)
    caption = caption_of([*([note] if note else []), *spec_lines(spec)])
    if report.is_empty and isinstance(where, int):
        await send(bot, where, Card(caption, rows))
        return
    if is_tiny(report):
        deals = await visit.read(
            funnel_deals, visit.who.id, period, shown.member_id, shown.team_id, visit.today, "all", 0
        )
        rows = [*deal_buttons(visit, deals), *rows]
    cuts = (period.code, shown.member_id, shown.team_id)
    key = picture_key(visit.who, visit.today, KIND, cuts, report.revisions)
    await show_picture(bot, gallery, where, key, spec, caption, rows)


async def _show_cuts(bot: Bot, callback: CallbackQuery, visit: Visit, shown: ShowReport) -> None:
    """Under the same picture, whose figures may be shown instead."""
    rows = cut_rows(visit.words, shown, await visit.read(cuts_of, visit.who.id), visit.who.role)
    if not isinstance(callback.message, Message):
        return
    markup = InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])
    try:
        await bot.edit_message_reply_markup(
            chat_id=callback.message.chat.id, message_id=callback.message.message_id, reply_markup=markup
        )
    except TelegramBadRequest as refused:
        if "message is not modified" not in refused.message:
            raise


async def _beside(visit: Visit, shown: ShowReport, period: Period) -> Card:
    if shown.view not in ("text", "how", "pick"):
        page = await visit.read(
            funnel_deals,
            visit.who.id,
            period,
            shown.member_id,
            shown.team_id,
            visit.today,
            shown.view,
            shown.page,
        )
        return rows_card(visit, shown, period, page)
    report = await _read(visit, shown, period)
    if shown.view == "text":
        return text_card(visit, _spec(visit, report), report)
    if shown.view == "pick":
        return pick_card(visit, shown, report)
    return how_card(visit, report, (await visit.read(company)).still_open_share)
