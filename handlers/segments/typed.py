"""What is typed about a segment: its name, a time, a sum in roubles."""

import re
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadName
from domain.money import AmountError, parse_amount
from domain.period_words import parse_period
from domain.periods import NotAPeriod
from domain.readers.saved_segments import segment_view
from domain.target_segments import SumRule, is_whole_months, to_json
from domain.use_cases.segments import change_segment, name_segment
from handlers.forms import bot_of, leave, refused_first
from handlers.plain import send
from handlers.screen import visit_of
from handlers.segments.links import PutSpan, TypeWords
from handlers.segments.routes import put_span, what_of, whole_card
from handlers.segments.spans import WINDOW, checked_span
from handlers.segments.states import SegmentForm
from handlers.segments.wording import span_words, title_of
from handlers.visit import Visit

STATES = {"name": SegmentForm.name, "span": SegmentForm.span, "sum": SegmentForm.sum}
_RANGE = re.compile(r"\s*(?:от\s+|from\s+)?(.+?)\s*(?:-|–|—|\bдо\b|\bto\b)\s*(.+)", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:от|больше|свыше|from|over|>)\s*(.+)", re.IGNORECASE)
_TO = re.compile(r"\s*(?:до|меньше|не больше|to|under|<)\s*(.+)", re.IGNORECASE)


async def typing_asked(
    callback: CallbackQuery, callback_data: TypeWords, visit: Visit, dialog_manager: DialogManager
) -> None:
    """A form of one question. Raises Gone, BadChoice."""
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    said = callback_data
    about = {"segment": view.id, "rule": said.rule, "key": said.key, "span": said.span, "form": visit.key}
    about["what"] = "rename" if said.what == "name" and view.name else said.what
    if said.what == "name":
        about["about"] = title_of(visit.words, view)
    elif said.what == "span":
        about["about"] = await what_of(visit, said.rule, said.key)
    else:
        span = checked_span("s", said.span, visit.today)
        about["about"] = span_words(visit.words, span, visit.today)
    await dialog_manager.start(STATES[said.what], about, mode=StartMode.RESET_STACK)


async def sum_asked(
    callback: CallbackQuery, callback_data: PutSpan, visit: Visit, dialog_manager: DialogManager
) -> None:
    """The time of a sum is chosen; the sum is typed."""
    words = TypeWords(segment_id=callback_data.segment_id, what="sum", rule="s", span=callback_data.span)
    await typing_asked(callback, words, visit, dialog_manager)


async def asked_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    visit = visit_of(dialog_manager)
    question = visit(f"segment-type-{data['what']}", about=data["about"])
    return {"text": refused_first(visit, data, question), "subject": data["form"]}


async def name_said(message: Message, _: Any, manager: DialogManager) -> None:
    visit, data = visit_of(manager), manager.dialog_data
    try:
        await visit.run(name_segment, data["segment"], message.text or "")
    except BadName:
        data["refused"] = "segment-bad-name"
        return
    await _done(manager, data["segment"])


async def span_said(message: Message, _: Any, manager: DialogManager) -> None:
    """«1 кв 2026», «2025», «с марта по июнь»: understood, or asked again."""
    visit, data = visit_of(manager), manager.dialog_data
    try:
        period = parse_period(message.text or "", visit.today)
    except NotAPeriod:
        data["refused"] = "segment-bad-span"
        return
    if data["rule"] == WINDOW and not is_whole_months(period):
        data["refused"] = "segment-bad-window"
        return
    if data["rule"] == "s":
        data.update(span=period.code, what="sum", about=span_words(visit.words, period.code, visit.today), refused=None)
        await manager.switch_to(SegmentForm.sum)
        return
    await put_span(visit, data["segment"], data["rule"], data["key"], period.code)
    await _done(manager, data["segment"])


async def sum_said(message: Message, _: Any, manager: DialogManager) -> None:
    """«от 100 000», «до 50 тыс», «100–500 тыс»."""
    visit, data = visit_of(manager), manager.dialog_data
    rule = sum_rule(message.text or "", data["span"])
    if rule is None:
        data["refused"] = "segment-bad-sum"
        return
    view = await visit.read(segment_view, visit.who.id, data["segment"])
    await visit.run(change_segment, view.id, to_json(view.asks.with_value("sums", rule, True)))
    await _done(manager, view.id)


def sum_rule(text: str, span: str) -> SumRule | None:
    """What was typed as bounds; a sum alone is the least. None for no sum."""
    try:
        if both := _RANGE.fullmatch(text):
            return _between(both[1], both[2], span)
        if most := _TO.fullmatch(text):
            return SumRule(span, high=parse_amount(most[1], zero_allowed=True))
        least = _FROM.fullmatch(text)
        return SumRule(span, low=parse_amount(least[1] if least else text))
    except AmountError:
        return None


def _between(first: str, second: str, span: str) -> SumRule | None:
    """«100–500 тыс»: the unit said once is of both."""
    high = parse_amount(second)
    unit = re.sub(r"[0-9\s.,]", "", second)
    bare = not re.sub(r"[0-9\s.,]", "", first)
    low = parse_amount(f"{first} {unit}" if bare and unit else first, zero_allowed=True)
    return SumRule(span, low, high) if low <= high else None


async def _done(manager: DialogManager, segment_id: int) -> None:
    """The form closes; the segment comes below."""
    visit, worker = visit_of(manager), manager.middleware_data["worker"]
    await leave(manager)
    await send(bot_of(manager), visit.who.telegram_id, await whole_card(visit, worker, segment_id))
