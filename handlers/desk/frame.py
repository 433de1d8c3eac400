"""How every report is asked for, shown, cut, compared and taken apart: the same under each picture.

A command with words in any order, or a button; the picture is edited in place, what stands beside it (figures as text,
the rule, the rows) comes below.
"""

from dataclasses import dataclass
from typing import Any, Generic

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from domain.errors import BadChoice
from domain.periods import Period, is_period_code
from domain.readers.cuts import Cuts, chosen_cuts, codes_of, cuts_of
from domain.readers.listing import ALL_ROWS
from domain.readers.looks import Look, chosen_period
from domain.report_words import MOST_BESIDE, MOST_CUTS, asked_by
from handlers.charts.gallery import Gallery
from handlers.charts.specs import Spec
from handlers.desk.asking import Questioned, question
from handlers.desk.comparing import picture_of
from handlers.desk.cuts import (
    CUTS,
    VERSUS,
    cut_rows,
    cuts_words,
    versus_rows,
    versus_words,
)
from handlers.desk.exporting import export_buttons
from handlers.desk.links import OfKind
from handlers.desk.listing import listing_card, row_buttons
from handlers.desk.periods import as_of, default_period, period_rows, period_words
from handlers.desk.pictures import caption_of, picture_key, show_picture
from handlers.desk.reading import Reading, Shown, Viewer
from handlers.desk.report import F, Paper, Report, Unit
from handlers.desk.spec_text import spec_lines
from handlers.filters import Can
from handlers.fitting import fitted
from handlers.links import ShowReport
from handlers.plain import Card, Rows, button, in_rows, put_in_place, put_rows, send
from handlers.visit import Visit
from handlers.words import Html
from handlers.worker import Worker


def router(report: Report[Any], reading: Reading[Any]) -> Router:
    """The report's command and its buttons."""
    made = Router(name=report.kind)
    desk = Desk(report, reading)
    may = [Can(report.right)] if report.right else []
    if report.is_command:
        made.message.register(desk.said, Command(report.kind), *may)
    if report.is_command and report.right:
        made.message.register(not_yours, Command(report.kind))
    made.callback_query.register(desk.tapped, ShowReport.filter(), OfKind(report.kind), *may)
    return made


async def not_yours(message: Message, bot: Bot, visit: Visit) -> None:
    """Of the whole company's figures a rep is told whose they are."""
    await send(bot, visit.who.telegram_id, Card(visit("report-not-yours"), []))


@dataclass(frozen=True, slots=True)
class Easel:
    """What a picture is made with."""

    bot: Bot
    gallery: Gallery
    worker: Worker


class Desk(Generic[F]):
    """One report at work."""

    def __init__(self, report: Report[F], reading: Reading[F]) -> None:
        self.report = report
        self._reading = reading

    async def said(
        self, message: Message, command: CommandObject, bot: Bot, gallery: Gallery, worker: Worker, visit: Visit
    ) -> None:
        """The words after the command; what is not understood is asked about with buttons."""
        words = command.args or ""
        known = await visit.read(cuts_of, visit.who.id) if words else []
        asked = asked_by(words, visit.today, known, is_ahead=self.report.is_ahead)
        period = asked.period or self.report.period(visit.today)
        shown = ShowReport(
            kind=self.report.kind, period=period.code, cuts=codes_of(asked.cuts), versus=_versus_code(asked.versus)
        )
        if not asked.is_clear:
            card = question(Questioned(visit, shown, period, asked, known, self.report.faces, self.report.is_ahead))
            await send(bot, visit.who.telegram_id, card)
            return
        begun = asked.period is None and period.end <= visit.today
        note = visit("report-just-begun") if begun and self.report.period is default_period else None
        await self._show(Easel(bot, gallery, worker), visit, visit.who.telegram_id, shown, note)

    async def tapped(
        self,
        callback: CallbackQuery,
        callback_data: ShowReport,
        bot: Bot,
        gallery: Gallery,
        worker: Worker,
        visit: Visit,
    ) -> None:
        """Another period, cut or comparison in place; text, rule and rows below."""
        view, easel = callback_data.view, Easel(bot, gallery, worker)
        if not _fits(callback_data):
            raise BadChoice
        if not view:
            await self._show(easel, visit, callback, callback_data)
        elif view.startswith((CUTS, VERSUS)):
            if not await put_rows(bot, callback, await self._choices(visit, callback_data)):
                await self._show(easel, visit, visit.who.telegram_id, callback_data)
        else:
            await put_in_place(bot, callback, await self._beside(visit, worker, callback_data))

    async def _show(
        self,
        easel: Easel,
        visit: Visit,
        where: int | CallbackQuery,
        shown: ShowReport,
        note: Html | None = None,
    ) -> None:
        read = await self._read(visit, easel.worker, shown)
        spec, rows = self._spec(visit, shown, read), self._buttons(visit, shown, read)
        caption = caption_of([*([note] if note else []), *spec_lines(spec)], visit("report-more-as-text"))
        if read.found.is_empty and read.other is None and isinstance(where, int):
            await send(easel.bot, where, Card(caption, rows))
            return
        if self.report.is_tiny(read.found):
            listing = await self._reading.rows(_viewer(visit, easel.worker), self._look(visit, shown), ALL_ROWS, 0)
            rows = [*row_buttons(visit, listing), *rows]
        parts = (shown.period, shown.cuts, shown.versus, self._unit(shown))
        key = picture_key(visit.who, visit.today, shown.kind, parts, read.found.frame.revisions)
        await show_picture(easel.bot, easel.gallery, where, key, spec, caption, rows)

    async def _read(self, visit: Visit, worker: Worker, shown: ShowReport) -> Shown[F]:
        return await self._reading.shown(_viewer(visit, worker), self._look(visit, shown), shown.versus)

    def _paper(self, visit: Visit, shown: ShowReport) -> Paper:
        data_as_of = as_of(visit.words, visit.now, visit.who.zone)
        return Paper(visit.words, visit.today, data_as_of, visit.who.theme, self._unit(shown))

    def _unit(self, shown: ShowReport) -> Unit:
        """The unit of the button; of one that the report has not, its usual one."""
        return next((unit for unit in self.report.units if unit == shown.unit), self.report.usual_unit)

    def _look(self, visit: Visit, shown: ShowReport) -> Look:
        period = chosen_period(shown.period) if shown.period else self.report.period(visit.today)
        return Look(period, shown.cuts)

    def _spec(self, visit: Visit, shown: ShowReport, read: Shown[F]) -> Spec:
        return picture_of(self.report, self._paper(visit, shown), read)

    def _buttons(self, visit: Visit, shown: ShowReport, read: Shown[F]) -> Rows:
        """What stands under every picture."""
        say, frame = visit.words.plain, read.found.frame
        versus = read.versus and versus_words(visit.words, read.versus, frame.role, visit.today)
        rows = [self._faces(visit, shown), *self.report.more(visit.words, shown, read.found)]
        rows += period_rows(visit.words, shown, frame.period, visit.today, is_ahead=self.report.is_ahead)
        rows.append([_view(shown, say("report-cut", whose=cuts_words(visit.words, frame.cuts, frame.role)), CUTS)])
        rows.append([_view(shown, say("report-versus", versus=versus) if versus else say("report-compare"), VERSUS)])
        rows.append(self._units(visit, shown))
        if any(True for _ in self.report.parts(self._paper(visit, shown), read.found)):
            rows.append(
                [
                    _view(shown, say("report-rows"), "pick"),
                    *export_buttons(visit, shown, frame.period, versus=shown.versus),
                ]
            )
        rows.append([_view(shown, say("report-text"), "text"), _view(shown, say("report-how"), "how")])
        return rows

    def _faces(self, visit: Visit, shown: ShowReport) -> list[InlineKeyboardButton]:
        """The same from other sides: «• ABC×XYZ», «Верные клиенты»."""
        names = ((kind, visit.words.plain(f"report-face-{kind}")) for kind in self.report.faces)
        return [
            button(f"• {name}" if kind == self.report.kind else name, _of_kind(shown, kind).pack())
            for kind, name in names
        ]

    def _units(self, visit: Visit, shown: ShowReport) -> list[InlineKeyboardButton]:
        """«• шт · ₽ · %»."""
        say, now = visit.words.plain, self._unit(shown)
        return [
            button(
                say("report-unit-now" if unit is now else "report-unit", unit=unit.name.lower()),
                shown.model_copy(update={"unit": unit.value, "view": ""}).pack(),
            )
            for unit in self.report.units
        ]

    async def _choices(self, visit: Visit, shown: ShowReport) -> Rows:
        """Under the same picture, what it may be cut by or compared with instead."""
        known = await visit.read(cuts_of, visit.who.id)
        cuts = await visit.read(chosen_cuts, visit.who.id, shown.cuts)
        if shown.view.startswith(CUTS):
            return cut_rows(visit.words, shown, cuts, known, visit.who.role)
        return versus_rows(visit.words, shown, self._look(visit, shown).period, cuts, known, visit.today)

    async def _beside(self, visit: Visit, worker: Worker, shown: ShowReport) -> Card:
        if shown.view not in ("text", "how", "pick"):
            return await self._rows_card(visit, worker, shown)
        read = await self._read(visit, worker, shown)
        paper = self._paper(visit, shown)
        if shown.view == "how":
            return Card(Html("\n\n".join([visit("report-how-title"), *self.report.how(paper, read.found)])))
        if shown.view == "pick":
            return self._pick_card(visit, shown, read.found)
        spec = self._spec(visit, shown, read)
        lines = [Html(line) for line in spec_lines(spec)]
        return Card(fitted([*lines, *self.report.figures(paper, read.found), Html(spec.footer)]))

    async def _rows_card(self, visit: Visit, worker: Worker, shown: ShowReport) -> Card:
        look = self._look(visit, shown)
        listing = await self._reading.rows(_viewer(visit, worker), look, shown.view, shown.page)
        cuts = await visit.read(chosen_cuts, visit.who.id, shown.cuts)
        export = export_buttons(visit, shown, look.period, shown.view)
        return listing_card(visit, shown, listing, _of(visit, listing.period or look.period, cuts), export)

    def _pick_card(self, visit: Visit, shown: ShowReport, found: F) -> Card:
        """Which figure's rows to show; rows have neither a unit nor anything beside them."""
        rows = shown.model_copy(update={"versus": "", "unit": ""})
        buttons = [_view(rows, label, what) for what, label in self.report.parts(self._paper(visit, shown), found)]
        frame = found.frame
        return Card(visit("report-pick", of=_of(visit, frame.period, frame.cuts)), in_rows(buttons, 2))


def _viewer(visit: Visit, worker: Worker) -> Viewer:
    return Viewer(visit.who.id, visit.today, visit.read, worker)


def _of(visit: Visit, period: Period, cuts: Cuts) -> str:
    return f"{period_words(visit.words, period, visit.today)}, {cuts_words(visit.words, cuts, visit.who.role)}"


def _fits(shown: ShowReport) -> bool:
    """No more cuts than the buttons under the picture have room for."""
    beside = 0 if is_period_code(shown.versus) else len(shown.versus.split("."))
    return len(shown.cuts.split(".")) <= MOST_CUTS and beside <= MOST_BESIDE


def _versus_code(versus: Period | Cuts | None) -> str:
    if versus is None:
        return ""
    return versus.code if isinstance(versus, Period) else codes_of(versus)


def _of_kind(shown: ShowReport, kind: str) -> ShowReport:
    return shown.model_copy(update={"kind": kind, "unit": "", "view": "", "page": 0})


def _view(shown: ShowReport, label: str, view: str) -> InlineKeyboardButton:
    return button(label, shown.model_copy(update={"view": view, "page": 0}).pack())
