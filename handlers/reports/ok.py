"""«Как дела?»: one line for each of the five questions, the finding of its report, with a button to it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.readers.looks import Look
from domain.use_case import Right
from handlers.desk.links import OfKind
from handlers.desk.periods import as_of
from handlers.desk.reading import Reading, Viewer
from handlers.desk.report import Paper
from handlers.filters import Can
from handlers.links import ShowReport
from handlers.plain import Card, button, send
from handlers.reports.funnel_spec import to_mend
from handlers.visit import Visit
from handlers.words import Html
from handlers.worker import Worker

ANSWERS = (("come", "forecast"), ("mend", "funnel"), ("work", "reps"), ("lose", "black"), ("fear", "base"))
"""Each question and the report whose finding answers it."""
OTHERWISE = {"funnel": to_mend}
"""What answers better than the picture's title."""
Readings = Mapping[str, Reading[Any]]


def router(readings: Readings) -> Router:
    made = Router(name="ok")

    async def ok_asked(event: Message | CallbackQuery, bot: Bot, worker: Worker, visit: Visit) -> None:
        await send(bot, visit.who.telegram_id, await ok_card(readings, worker, visit))

    made.message.register(ok_asked, Command("ok"), Can(Right.SEE_TEAM))
    made.callback_query.register(ok_asked, ShowReport.filter(), OfKind("ok"), Can(Right.SEE_TEAM))
    return made


async def ok_card(readings: Readings, worker: Worker, visit: Visit) -> Card:
    """The findings are read beside each other, first of those reports that are counted when they have been read."""
    viewer = Viewer(visit.who.id, visit.today, visit.read, worker)
    kinds = sorted((kind for _, kind in ANSWERS), key=lambda kind: readings[kind].report.computed is None)
    findings = await asyncio.gather(*(_finding(visit, viewer, readings[kind]) for kind in kinds))
    found = dict(zip(kinds, findings, strict=True))
    lines = [
        visit("report-ok-line", question=visit.words.plain(f"report-ok-{question}"), answer=found[kind])
        for question, kind in ANSWERS
    ]
    footer = visit("report-ok-as-of", when=as_of(visit.words, visit.now, visit.who.zone))
    buttons = [[button(visit.words.plain(f"report-menu-{kind}"), ShowReport(kind=kind).pack())] for _, kind in ANSWERS]
    return Card(Html("\n\n".join([visit("report-ok"), *lines, footer])), buttons)


async def _finding(visit: Visit, viewer: Viewer, reading: Reading[Any]) -> str:
    """What the report says of its usual period. Not HTML."""
    report = reading.report
    found = await reading(viewer, Look(report.period(visit.today)))
    paper = Paper(visit.words, visit.today, "", "light")
    if report.kind in OTHERWISE:
        return OTHERWISE[report.kind](paper, found)
    return report.spec(paper, found).title
