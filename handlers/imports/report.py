"""What becomes of an import in the chat: progress in place, then the report with the refused rows as a file."""

from collections.abc import Sequence
from html import escape

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from domain.imports.files import Spooled
from domain.imports.refused import MOST_LISTED, RefusedRows, refused_file
from domain.imports.report import ImportReport, RefusedLine, import_report, refused_lines
from domain.imports.undoing import UNDO
from domain.jobs import view
from domain.money import grouped
from domain.tables import JobState
from domain.use_cases.imports import undo_import
from handlers.desk.pictures import caption_of
from handlers.imports.links import UndoImport
from handlers.imports.wording import counts_lines, group_words, reason_words, refusal_words, what_of
from handlers.plain import Card, button, put_in_place, rewrite, send
from handlers.pushes.rendering import About, Occasion
from handlers.visit import Visit
from handlers.words import Html, Words

REASONS_SHOWN = 6


def progress_card(words: Words, file: str, done: int, total: int | None) -> Card:
    if not total:
        return Card(words("import-progress-begun", file=file))
    share = f"{min(99, done * 100 // total)}"
    return Card(words("import-progress", file=file, done=grouped(done), total=grouped(total), share=share))


def undo_progress_card(words: Words, done: int, total: int | None) -> Card:
    return Card(words("import-undo-progress", done=grouped(done), total=grouped(total or done)))


async def import_done(occasion: Occasion, about: About, silent: bool) -> Message | None:
    """The push to whoever began it: how it ended."""
    report: ImportReport = await occasion.read(import_report, about["job_id"])
    words, chat = occasion.words, occasion.who.telegram_id
    card = undone_card(words, report) if report.job.kind == UNDO else report_card(words, report)
    await _end_progress(occasion, report.job.parameters.get("message_id"))
    document = await _refused(occasion, report) if report.job.kind != UNDO and report.count("refused") else None
    if document is None:
        return await send(occasion.bot, chat, card, silent=silent)
    return await occasion.bot.send_document(
        chat, document, caption=card.text, reply_markup=card.markup, disable_notification=silent or None
    )


async def _end_progress(occasion: Occasion, message_id: int | None) -> None:
    """What showed how far it had come is not to say for ever that it goes on."""
    if message_id is None:
        return
    try:
        ended = Card(occasion.words("import-progress-over"))
        await rewrite(occasion.bot, occasion.who.telegram_id, message_id, ended)
    except TelegramBadRequest:
        return  # the report says it below


def report_card(words: Words, report: ImportReport) -> Card:
    why = refusal_words(words, report)
    if why is not None:
        return Card(_plain(why))
    heading = words(
        "import-over-failed" if report.job.state is JobState.FAILED else "import-over", file=file_name(report)
    )
    lines = [heading, *(_plain(line) for line in (*counts_lines(words, report), *_groups(words, report)))]
    has_changed = any(report.count(name) for name in ("new", "changed", "clients", "products"))
    undo = button(words.plain("import-undo"), UndoImport(job_id=report.job.id).pack())
    return Card(caption_of(lines), [[undo]] if has_changed else [])


def undone_card(words: Words, report: ImportReport) -> Card:
    lines = [words("import-undone", count=report.count("undone"))]
    if report.count("left"):
        lines.append(words("import-undo-left", count=report.count("left")))
        lines += [_plain(_left_words(words, report, place)) for place in range(len(report.groups))][:REASONS_SHOWN]
    return Card(caption_of(lines))


def _plain(line: str) -> Html:
    return Html(escape(line, quote=False))


def file_name(report: ImportReport) -> str:
    return next((str(file["name"]) for file in report.job.parameters["files"].values()), "")


def _groups(words: Words, report: ImportReport) -> list[str]:
    return [group_words(words, group, what_of(report)) for group in report.groups[:REASONS_SHOWN]]


def _left_words(words: Words, report: ImportReport, place: int) -> str:
    group = report.groups[place]
    return words.plain(
        "import-left", what=words.plain(f"import-left-{group.file.replace('_', '-')}"), name=group.values["value"]
    )


async def _refused(occasion: Occasion, report: ImportReport) -> BufferedInputFile | None:
    found = await occasion.read(refused_lines, report.job.id, MOST_LISTED)
    rows = refused_rows(occasion.words, report, found)
    content = await occasion.worker(refused_file, rows)
    return None if content is None else BufferedInputFile(content, rows.file_name)


def refused_rows(words: Words, report: ImportReport, found: Sequence[RefusedLine]) -> RefusedRows:
    """Which lines of the file were refused and why, in words."""
    (file, *_) = report.job.parameters["files"].values()
    reasons: dict[int, str] = {}
    for one in found:
        told = reason_words(words, one.reason, one.values, what_of(report))
        reasons[one.line] = f"{reasons[one.line]}; {told}" if one.line in reasons else told
    return RefusedRows(
        Spooled(**file).from_anywhere, words.plain("import-reason-heading"), reasons, words.plain("import-refused-name")
    )


# Taking it back


async def undo_tapped(callback: CallbackQuery, callback_data: UndoImport, bot: Bot, visit: Visit) -> None:
    """Asked once more; then a job."""
    if not callback_data.sure:
        yes = UndoImport(job_id=callback_data.job_id, sure=True)
        await send(
            bot,
            visit.who.telegram_id,
            Card(visit("import-undo-sure"), [[button(visit.words.plain("import-undo-yes"), yes.pack())]]),
        )
        return
    place = callback.message.message_id if callback.message else None
    begun = await visit.run(undo_import, callback_data.job_id, place)
    undo = await visit.read(view, begun.job_id)
    is_told_here = undo.parameters["message_id"] == place
    await put_in_place(bot, callback, Card(visit("import-undo-begun" if is_told_here else "import-undo-elsewhere")))
