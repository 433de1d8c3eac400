"""«Как дела?»: one line for each of the five questions, the finding of its report, with a button to it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.readers.cuts import codes_of, cuts_of
from domain.readers.looks import Look
from domain.report_words import Asked, asked_by
from handlers.desk.cuts import cuts_words
from handlers.desk.links import OfKind
from handlers.desk.periods import as_of, period_words
from handlers.desk.reading import Reading, Viewer
from handlers.desk.report import Paper
from handlers.links import ShowReport
from handlers.plain import Card, button, send
from handlers.reports.funnel_spec import to_mend
from handlers.screen import cut
from handlers.visit import Visit
from handlers.words import Html
from handlers.worker import Worker

ANSWERS = (("come", "forecast"), ("mend", "funnel"), ("work", "reps"), ("lose", "black"), ("fear", "base"))
"""Each question and the report whose finding answers it."""
SAID = 60
OTHERWISE = {"funnel": to_mend}
"""What answers better than the picture's title."""
Readings = Mapping[str, Reading[Any]]


def router(readings: Readings) -> Router:
    made = Router(name="ok")

    async def ok_said(message: Message, command: CommandObject, bot: Bot, worker: Worker, visit: Visit) -> None:
        words = command.args or ""
        known = await visit.read(cuts_of, visit.who.id) if words else []
        asked = asked_by(words, visit.today, known)
        await send(bot, visit.who.telegram_id, await ok_card(readings, worker, visit, asked))

    async def ok_tapped(callback: CallbackQuery, bot: Bot, worker: Worker, visit: Visit) -> None:
        await send(bot, visit.who.telegram_id, await ok_card(readings, worker, visit, Asked()))

    made.message.register(ok_said, Command("ok"))
    made.callback_query.register(ok_tapped, ShowReport.filter(), OfKind("ok"))
    return made


async def ok_card(readings: Readings, worker: Worker, visit: Visit, asked: Asked) -> Card:
    """Of the period and the cuts asked for; each report's own period where none was said.

    The findings are read beside each other, first of those reports that are counted when they have been read.
    """
    viewer = Viewer(visit.who.id, visit.today, visit.read, worker)
    kinds = sorted((kind for _, kind in ANSWERS), key=lambda kind: readings[kind].report.computed is None)
    findings = await asyncio.gather(*(_finding(visit, viewer, readings[kind], asked) for kind in kinds))
    found = dict(zip(kinds, findings, strict=True))
    lines = [
        visit("report-ok-line", question=visit.words.plain(f"report-ok-{question}"), answer=found[kind])
        for question, kind in ANSWERS
    ]
    footer = visit("report-ok-as-of", when=as_of(visit.words, visit.now, visit.who.zone))
    period, cuts = asked.period.code if asked.period else "", codes_of(asked.cuts)
    buttons = [
        [button(visit.words.plain(f"report-menu-{kind}"), ShowReport(kind=kind, period=period, cuts=cuts).pack())]
        for _, kind in ANSWERS
    ]
    return Card(Html("\n\n".join([*_head(visit, asked), *lines, footer])), buttons)


def _head(visit: Visit, asked: Asked) -> Iterator[Html]:
    """The question, of whom and when if that was said; and what was not understood."""
    yield visit("report-ok")
    period = period_words(visit.words, asked.period, visit.today) if asked.period else ""
    whose = cuts_words(visit.words, asked.cuts, visit.who.role) if asked.cuts else ""
    if said := ", ".join(filter(None, (period, whose))):
        yield visit("report-ok-of", said=said)
    if asked.unclear is not None and asked.unclear.said:
        yield visit("report-ok-unclear", said=cut(asked.unclear.said, SAID))
    elif asked.second is not None:
        yield visit("report-ok-unclear", said=period_words(visit.words, asked.second, visit.today))
    elif asked.unclear is not None or asked.versus is not None:
        yield visit("report-ok-versus")


async def _finding(visit: Visit, viewer: Viewer, reading: Reading[Any], asked: Asked) -> str:
    """What the report says. Not HTML."""
    report = reading.report
    found = await reading(viewer, Look(asked.period or report.period(visit.today), codes_of(asked.cuts)))
    paper = Paper(visit.words, visit.today, "", "light")
    if report.kind in OTHERWISE:
        return OTHERWISE[report.kind](paper, found)
    return report.spec(paper, found).title
