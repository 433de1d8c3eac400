"""The focus lines that have been the same for long: changed in one tap, for everybody who has them."""

from datetime import date

from aiogram import Bot
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from domain.readers.focus import OldFocus
from domain.tables import PlanLine
from domain.use_cases.plans import change_focus
from handlers.forged import DayDigits
from handlers.plain import Card, button, in_rows, put_in_place
from handlers.screen import cut
from handlers.visit import Visit
from handlers.words import Words

NAMED = 5


class ChangeFocus(CallbackData, prefix="pfo"):
    """The other line for whoever had `before` for long on that day; `line` None: it stays."""

    before: PlanLine
    line: PlanLine | None
    day: DayDigits


def old_focus_card(words: Words, found: OldFocus, day: date) -> Card:
    """«Фокус «Звонки» держится 3 месяца: Анна, Борис. Чем сменить с сегодняшнего дня?»"""
    names = ", ".join(cut(one.name, 40) for one in found.members[:NAMED])
    more = words.plain("plans-focus-more", count=len(found.members) - NAMED) if len(found.members) > NAMED else ""
    text = words(
        "plans-focus-old",
        line=words.plain(f"plans-line-{found.line}"),
        months=found.months,
        names=f"{names}{more}",
    )
    link = ChangeFocus(before=found.line, line=None, day=f"{day:%Y%m%d}")
    lines = [
        button(words.plain(f"plans-line-{one}"), link.model_copy(update={"line": one}).pack()) for one in found.others
    ]
    return Card(text, [*in_rows(lines, 2), [button(words.plain("plans-focus-stays"), link.pack())]])


async def focus_changed(callback: CallbackQuery, callback_data: ChangeFocus, bot: Bot, visit: Visit) -> None:
    """What it is now, and of how many."""
    about, say = callback_data, visit.words.plain
    before = say(f"plans-line-{about.before}")
    if about.line is None:
        await put_in_place(bot, callback, Card(visit("plans-focus-stayed", line=before)))
        return
    given = await visit.run(change_focus, about.before, about.line, date.fromisoformat(about.day))
    text = visit("plans-focus-changed", before=before, line=say(f"plans-line-{about.line}"), count=given.changed)
    await put_in_place(bot, callback, Card(text))
