"""The company's thresholds: what each decides, what would move, and the new one by a tap or typed."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadChoice
from domain.money import grouped
from domain.readers.thresholds import (
    Moved,
    Values,
    checked_threshold,
    counted_moves,
    threshold_values,
    what_moves,
)
from domain.threshold_parts import Part
from domain.threshold_values import written
from domain.thresholds import THRESHOLDS, Group, Kind, Per, Threshold, threshold
from domain.use_case import Right
from domain.use_cases.company import choose_threshold
from handlers.deals.words import stage_words
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
    about = threshold(callback_data.field)
    card = _group_card(visit, about.group) if about.per is None else _ask_card(visit, about.field)
    await put_in_place(bot, callback, await card)


async def typing_threshold(
    callback: CallbackQuery, callback_data: TypeThreshold, visit: Visit, dialog_manager: DialogManager
) -> None:
    about = {"field": threshold(callback_data.field).key}
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
    known = await visit.read(threshold_values)
    fields = [one for one in THRESHOLDS.values() if one.group == group]
    lines = [visit("threshold-line", name=name_words(visit, one), value=_present(visit, one, known)) for one in fields]
    buttons = [button(name_words(visit, one), AskThreshold(field=one.field).pack()) for one in fields]
    back = [button(visit.words.plain("back"), OpenThresholds().pack())]
    return Card("\n".join([visit(f"thresholds-{group}-title"), *lines]), [*in_rows(buttons, 1), back])


async def _ask_card(visit: Visit, key: str) -> Card:
    about, known = threshold(key), await visit.read(threshold_values)
    if about.per is not None and not about.part:
        return _parts_card(visit, about, known)
    if key not in known.values:
        raise BadChoice
    said = visit(
        "threshold-ask",
        name=name_words(visit, about, known),
        about=visit.words.plain(f"threshold-{about.field}-about"),
        value=_value_words(visit.words, about, known.values[key]),
        default=_value_words(visit.words, about, about.default),
    )
    choices = [_choice(visit, about, choice) for choice in about.choices]
    say = visit.words.plain
    unset = [button(_value_words(visit.words, about, about.default), TryThreshold(field=key, value="").pack())]
    back = AskThreshold(field=about.field) if about.part else OpenThresholds(group=about.group)
    last = [button(say("settings-type"), TypeThreshold(field=key).pack()), button(say("back"), back.pack())]
    return Card(said, [*in_rows(choices, 3), *([unset] if about.part and about.default is None else []), last])


def _parts_card(visit: Visit, about: Threshold, known: Values) -> Card:
    """Which channel, or stage."""
    each = [replace(about, part=code) for code in _parts(about, known)]
    lines = [
        visit("threshold-line", name=_part_words(visit, one, known), value=_value_words(visit.words, one, value))
        for one in each
        for value in [known.values[one.key]]
    ]
    buttons = [button(_part_words(visit, one, known), AskThreshold(field=one.key).pack()) for one in each]
    said = visit(
        "threshold-parts",
        name=name_words(visit, about),
        about=visit.words.plain(f"threshold-{about.field}-about"),
    )
    back = [button(visit.words.plain("back"), OpenThresholds(group=about.group).pack())]
    return Card("\n".join([said, *lines]), [*in_rows(buttons, 1), back])


async def _try_card(visit: Visit, worker: Worker, key: str, said: str) -> Card:
    about, words = threshold(key), visit.words
    value, known = await visit.read(checked_threshold, key, said), await visit.read(threshold_values)
    name = name_words(visit, about, known)
    lines: list[str] = [visit("threshold-try", name=name, value=_value_words(words, about, value))]
    lines += _moved_lines(visit, await _moved(visit, worker, key, value))
    rows: Rows = [
        [button(words.plain("threshold-set"), SetThreshold(field=key, value=said).pack())],
        [button(words.plain("back"), AskThreshold(field=key).pack())],
    ]
    return Card("\n".join(lines), rows)


async def _moved(visit: Visit, worker: Worker, key: str, value: Any) -> Moved | None:
    """None: nothing that can be counted today moves with it."""
    both = await visit.read.long(what_moves, key, value, visit.who.id, visit.today)
    return None if both is None else await worker(counted_moves, both)


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


def name_words(visit: Visit, about: Threshold, known: Values | None = None) -> str:
    """«Срок оплаты по каналам», of one of them «… · сеть»."""
    name = visit.words.plain(f"threshold-{about.field}")
    return name if known is None or not about.part else f"{name} · {_part_words(visit, about, known)}"


def _parts(about: Threshold, known: Values) -> Mapping[str, Part]:
    return {} if about.per is None else known.parts[about.per]


def _part_words(visit: Visit, about: Threshold, known: Values) -> str:
    part = _parts(about, known)[about.part]
    return stage_words(visit.words, part.key, part.name) if about.per is Per.STAGE else part.key


def _present(visit: Visit, about: Threshold, known: Values) -> str:
    """The value; of what is set for each channel or stage, of those that have their own."""
    if about.per is None:
        return _value_words(visit.words, about, known.values[about.field])
    each = [replace(about, part=code) for code in _parts(about, known)]
    own = [(one, known.values[one.key]) for one in each if known.values[one.key] is not None]
    said = [f"{_part_words(visit, one, known)} {_value_words(visit.words, one, value)}" for one, value in own]
    return ", ".join(said) or _value_words(visit.words, about, None)


def _value_words(words: Words, about: Threshold, value: Any) -> str:
    """«21 день», «× 1,5», «80 %», «да»; of a channel or a stage without its own, what it goes by."""
    if value is None:
        return words.plain(f"threshold-{about.field}-unset")
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
    return button(_value_words(visit.words, about, value), TryThreshold(field=about.key, value=choice).pack())
