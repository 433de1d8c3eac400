"""«📈 Мои цифры»: a rep's own month; a manager opens those of his reps."""

from dataclasses import replace
from datetime import date

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.periods import NotAPeriod, month_of, period_of_code
from domain.readers.cuts import member_code, member_of
from domain.readers.figures import FIGURES_AREAS, Figures, figures_of
from domain.settings import company
from domain.use_case import revisions
from handlers.charts.gallery import Gallery
from handlers.desk.links import OfKind
from handlers.desk.periods import as_of
from handlers.desk.pictures import picture_key, show_picture
from handlers.filters import Pressed
from handlers.forged import YEARS
from handlers.links import ShowReport
from handlers.plain import Card, Rows, button, put_in_place, send
from handlers.plans.statement_links import OpenStatement
from handlers.reports.digest.figures_spec import figures_caption, figures_nothing, figures_spec
from handlers.visit import Visit
from handlers.wording import month_words
from handlers.words import Words

KIND = "figures"
HOW = "how"


def router() -> Router:
    made = Router(name="figures")
    made.message.register(figures_asked, Command("figures"))
    made.message.register(figures_asked, Pressed("menu-figures"))
    made.callback_query.register(figures_opened, ShowReport.filter(), OfKind(KIND))
    return made


async def figures_asked(message: Message, bot: Bot, visit: Visit, gallery: Gallery) -> None:
    """His own month so far."""
    await show_figures(bot, gallery, visit, visit.who.telegram_id, visit.who.id, visit.today)


async def figures_opened(
    callback: CallbackQuery, callback_data: ShowReport, bot: Bot, visit: Visit, gallery: Gallery
) -> None:
    """Another month in the same message; or how it is counted, below."""
    if callback_data.view == HOW:
        await put_in_place(bot, callback, await _how(visit))
        return
    member_id = member_of(callback_data.cuts) or visit.who.id
    await show_figures(bot, gallery, visit, callback, member_id, _month(callback_data.period, visit.today))


async def show_figures(
    bot: Bot, gallery: Gallery, visit: Visit, where: int | CallbackQuery, member_id: int, month: date
) -> None:
    """A member's month: his own, or of whom he may see. Raises NotAllowed, Gone."""
    moved = await visit.read(revisions, FIGURES_AREAS)
    found = await visit.read(figures_of, visit.who.id, member_id, month.replace(day=1), visit.now)
    few = (await visit.read(company)).few
    if isinstance(where, int) and found.is_empty and not (found.paid.plan or found.worked):
        await send(bot, where, Card(figures_nothing(visit.words, found), _rows(visit.words, found)))
        return
    data_as_of = as_of(visit.words, visit.now, visit.who.zone)
    spec = replace(figures_spec(visit.words, found, data_as_of), theme=visit.who.theme)
    caption = figures_caption(visit.words, found, few, data_as_of)
    key = picture_key(visit.who, visit.today, KIND, (member_id, found.month.code), moved)
    await show_picture(bot, gallery, where, key, spec, caption, _rows(visit.words, found))


async def _how(visit: Visit) -> Card:
    chosen = await visit.read(company)
    return Card(visit("figures-how", hour=chosen.counted_until, few=chosen.few))


def _month(code: str, today: date) -> date:
    """The month of a button; this one for what no button of ours says."""
    try:
        month = month_of(period_of_code(code).start).start
    except NotAPeriod:
        return today
    return month if month.year in YEARS else today


def _rows(words: Words, found: Figures) -> Rows:
    link = ShowReport(kind=KIND, cuts=member_code(found.member_id))
    turns = []
    if found.earlier:
        earlier = found.month.shifted(-1)
        label = f"◀ {month_words(earlier.start, words.language)}"
        turns.append(button(label, link.model_copy(update={"period": earlier.code}).pack()))
    if found.later:
        later = found.month.shifted(1)
        label = f"{month_words(later.start, words.language)} ▶"
        turns.append(button(label, link.model_copy(update={"period": later.code}).pack()))
    how = link.model_copy(update={"view": HOW}).pack()
    days = OpenStatement(member_id=found.member_id, month=f"{found.month.start:%Y%m}").pack()
    planned = [button(words.plain("statement-button"), days)] if found.worked else []
    return [turns, planned, [button(words.plain("figures-how-button"), how)]]
