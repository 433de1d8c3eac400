"""The company's thresholds: what each decides, what would move, and the new one by a tap or typed."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadChoice
from domain.money import grouped
from domain.readers.thresholds import (
    Moved,
    checked_threshold,
    is_shown,
    moved_classes,
    moved_deals,
    moved_segments,
    moved_states,
    threshold_values,
)
from domain.thresholds import THRESHOLDS, Group, Kind, Threshold, threshold, written
from domain.use_case import Right
from domain.use_cases.company import choose_threshold
from handlers.filters import Can
from handlers.links import OpenSettings
from handlers.plain import Card, Rows, button, in_rows, put_in_place, send
from handlers.settings.links import (
    COMPANY,
    AskThreshold,
    OpenThresholds,
    SetThreshold,
    TryThreshold,
    TypeThreshold,
)
from handlers.settings.states import SettingForm
from handlers.visit import Visit
from handlers.words import Words
from handlers.worker import Worker


def router() -> Router:
    """For whoever may set the company's settings."""
    made = Router(name="thresholds")
    may = Can(Right.COMPANY_SETTINGS)
    made.callback_query.register(thresholds_opened, OpenThresholds.filter(), may)
    made.callback_query.register(threshold_asked, AskThreshold.filter(), may)
    made.callback_query.register(threshold_tried, TryThreshold.filter(), may)
    made.callback_query.register(threshold_set, SetThreshold.filter(), may)
    made.callback_query.register(typing_threshold, TypeThreshold.filter(), may)
    return made


async def thresholds_opened(callback: CallbackQuery, callback_data: OpenThresholds, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _group_card(visit, callback_data.group))


async def threshold_asked(callback: CallbackQuery, callback_data: AskThreshold, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await _ask_card(visit, callback_data.field))


async def threshold_tried(
    callback: CallbackQuery, callback_data: TryThreshold, bot: Bot, worker: Worker, visit: Visit
) -> None:
    await put_in_place(bot, callback, await _try_card(visit, worker, callback_data.field, callback_data.value))


async def threshold_set(callback: CallbackQuery, callback_data: SetThreshold, bot: Bot, visit: Visit) -> None:
    await visit.run(choose_threshold, callback_data.field, callback_data.value)
    await put_in_place(bot, callback, await _group_card(visit, threshold(callback_data.field).group))


async def typing_threshold(
    callback: CallbackQuery, callback_data: TypeThreshold, visit: Visit, dialog_manager: DialogManager
) -> None:
    about = {"field": threshold(callback_data.field).field}
    await dialog_manager.start(SettingForm.threshold, about, mode=StartMode.RESET_STACK)


async def send_try(bot: Bot, visit: Visit, worker: Worker, field: str, said: str) -> None:
    """What would move by a typed value, below. Raises BadThreshold."""
    await send(bot, visit.who.telegram_id, await _try_card(visit, worker, field, said))


async def _group_card(visit: Visit, group: str) -> Card:
    if not group:
        say = visit.words.plain
        rows = [[button(say(f"thresholds-{one}"), OpenThresholds(group=one).pack())] for one in Group]
        return Card(visit("thresholds-title"), [*rows, [button(say("back"), OpenSettings(scope=COMPANY).pack())]])
    if group not in list(Group):
        raise BadChoice
    known = (await visit.read(threshold_values)).values
    fields = [one for one in THRESHOLDS.values() if one.group == group]
    lines = [visit("threshold-line", name=_name(visit, one), value=_words(visit.words, one, known)) for one in fields]
    buttons = [button(_name(visit, one), AskThreshold(field=one.field).pack()) for one in fields]
    back = [button(visit.words.plain("back"), OpenThresholds().pack())]
    return Card("\n".join([visit(f"thresholds-{group}-title"), *lines]), [*in_rows(buttons, 1), back])


async def _ask_card(visit: Visit, field: str) -> Card:
    about = threshold(field)
    known = (await visit.read(threshold_values)).values
    said = visit(
        "threshold-ask",
        name=_name(visit, about),
        about=visit.words.plain(f"threshold-{field}-about"),
        value=_words(visit.words, about, known),
        default=_value_words(visit.words, about, about.default),
    )
    choices = [_choice(visit, about, choice) for choice in about.choices]
    say = visit.words.plain
    last = [
        button(say("settings-type"), TypeThreshold(field=field).pack()),
        button(say("back"), OpenThresholds(group=about.group).pack()),
    ]
    return Card(said, [*in_rows(choices, 3), last])


async def _try_card(visit: Visit, worker: Worker, field: str, said: str) -> Card:
    about = threshold(field)
    value = await visit.read(checked_threshold, field, said)
    words = visit.words
    lines: list[str] = [visit("threshold-try", name=_name(visit, about), value=_value_words(words, about, value))]
    lines += _moved_lines(visit, await _moved(visit, worker, field, value))
    rows: Rows = [
        [button(words.plain("threshold-set"), SetThreshold(field=field, value=said).pack())],
        [button(words.plain("back"), AskThreshold(field=field).pack())],
    ]
    return Card("\n".join(lines), rows)


async def _moved(visit: Visit, worker: Worker, field: str, value: Any) -> Moved | None:
    """None: nothing that can be counted today moves with it."""
    group = threshold(field).group
    if not is_shown(field):
        return None
    if group is Group.BASE:
        return await visit.read(moved_states, field, value, visit.today)
    if group is Group.DEALS:
        return await visit.read(moved_deals, field, value, visit.who.id, visit.today)
    return await worker(moved_classes, await visit.read(moved_segments, field, value, visit.today))


def _moved_lines(visit: Visit, moved: Moved | None) -> list[str]:
    if moved is None:
        return [visit("threshold-ahead")]
    if moved.now == moved.then:
        return [visit("threshold-nothing-moves")]
    lines: list[str] = []
    for _, keys in groupby(moved.now, key=lambda key: key.partition("-")[0]):
        counts = [_count(visit, key, moved) for key in keys]
        lines.append(visit("threshold-moves", counts=", ".join(counts)))
    return lines


def _count(visit: Visit, key: str, moved: Moved) -> str:
    """«спят 40 → 31», or as it stays."""
    name, now, then = visit.words.plain(f"threshold-of-{key}"), moved.now[key], moved.then.get(key, 0)
    return f"{name} {grouped(now)} → {grouped(then)}" if now != then else f"{name} {grouped(now)}"


def _name(visit: Visit, about: Threshold) -> str:
    return visit.words.plain(f"threshold-{about.field}")


def _words(words: Words, about: Threshold, known: Mapping[str, Any]) -> str:
    return _value_words(words, about, known[about.field])


def _value_words(words: Words, about: Threshold, value: Any) -> str:
    """«21 день», «× 1,5», «80 %», «да»."""
    if about.kind is Kind.COST:
        return f"{value}{'' if value.endswith('%') else ' ₽'}" if value else words.plain("threshold-not-set")
    if about.kind is Kind.ROUBLES:
        return f"{grouped(int(value))} ₽"
    if about.kind is Kind.YES:
        return words.plain("threshold-yes" if value else "threshold-no")
    figure = written(about, value).replace(".", "," if words.language == "ru" else ".")
    if about.kind in (Kind.DAYS, Kind.MINUTES, Kind.MONTHS):
        return words.plain(f"threshold-in-{about.kind}", count=int(value))
    return f"× {figure}" if about.kind is Kind.TIMES else figure


def _choice(visit: Visit, about: Threshold, choice: str) -> InlineKeyboardButton:
    value = bool(int(choice)) if about.kind is Kind.YES else choice
    return button(_value_words(visit.words, about, value), TryThreshold(field=about.field, value=choice).pack())
