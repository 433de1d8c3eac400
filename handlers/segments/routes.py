"""Segments by taps: opened, narrowed, listed, dropped. Each tap says what it sets, so a second one changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.cuts import Cut, CutKind, cuts_of
from domain.readers.saved_segments import SegmentView, segment_list, segment_rows, segment_view
from domain.readers.target_segment import window_meant
from domain.target_segments import LIFECYCLES, VALUES, DateOf, DateRule, TargetSegment, to_json
from domain.use_cases.segments import begin_segment, change_segment, delete_segment, restore_segment
from handlers.charts.gallery import Gallery
from handlers.links import OpenSegment, OpenSegments
from handlers.plain import Card, put_in_place, send
from handlers.segments.cards import (
    AXES,
    BOUGHT,
    CHART,
    CLASSES,
    CLIENTS,
    DATES,
    FIELDS,
    LIFECYCLE,
    PRODUCT,
    SUM,
    VALUE_PARTS,
    classes_card,
    clients_card,
    digest_of,
    drop_card,
    dropped_card,
    lifecycle_card,
    list_card,
    product_card,
    products_card,
    rules_card,
    segment_card,
    segment_text,
    spans_card,
    values_card,
)
from handlers.segments.cell import purchase_rule, segment_of_cell
from handlers.segments.chart import show_chart
from handlers.segments.found import clients_found, viewer_of
from handlers.segments.links import ChooseSpan, DropRule, DropSegment, PutSpan, PutValue, ShowSegment
from handlers.segments.spans import DATE, WINDOW, checked_span
from handlers.visit import Visit
from handlers.words import Html
from handlers.worker import Worker

GOODS = (CutKind.GROUP, CutKind.PRODUCT)


async def segments_said(message: Message, bot: Bot, visit: Visit) -> None:
    await send(bot, visit.who.telegram_id, list_card(visit, await visit.read(segment_list, visit.who.id, 0)))


async def list_opened(callback: CallbackQuery, callback_data: OpenSegments, bot: Bot, visit: Visit) -> None:
    page = await visit.read(segment_list, visit.who.id, callback_data.page)
    await put_in_place(bot, callback, list_card(visit, page))


async def segment_begun(callback: CallbackQuery, bot: Bot, visit: Visit, worker: Worker) -> None:
    await _begin(callback, bot, visit, worker, TargetSegment())


async def cell_opened(
    callback: CallbackQuery, callback_data: OpenSegment, bot: Bot, visit: Visit, worker: Worker
) -> None:
    """A cell of a report's matrix as a segment of one's own. Raises BadChoice."""
    await _begin(callback, bot, visit, worker, await segment_of_cell(visit, callback_data))


async def part_opened(
    callback: CallbackQuery, callback_data: ShowSegment, bot: Bot, visit: Visit, worker: Worker, gallery: Gallery
) -> None:
    """The segment, its clients, its chart, or what to choose it by."""
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    if callback_data.part == CHART:
        await show_chart(bot, gallery, callback, visit, worker, view)
        return
    await put_in_place(bot, callback, await _card(visit, worker, view, callback_data.part, callback_data.page))


async def value_put(callback: CallbackQuery, callback_data: PutValue, bot: Bot, visit: Visit, worker: Worker) -> None:
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    asks = await _with_value(visit, view.asks, callback_data)
    await _change(visit, view, asks)
    await _show(callback, bot, visit, worker, view.id, callback_data.part, callback_data.page)


async def span_asked(callback: CallbackQuery, callback_data: ChooseSpan, bot: Bot, visit: Visit) -> None:
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    what = await what_of(visit, callback_data.rule, callback_data.key)
    await put_in_place(bot, callback, spans_card(visit, view, callback_data, what))


async def span_put(callback: CallbackQuery, callback_data: PutSpan, bot: Bot, visit: Visit, worker: Worker) -> None:
    part = await put_span(visit, callback_data.segment_id, callback_data.rule, callback_data.key, callback_data.span)
    await _show(callback, bot, visit, worker, callback_data.segment_id, part)


async def rule_dropped(
    callback: CallbackQuery, callback_data: DropRule, bot: Bot, visit: Visit, worker: Worker
) -> None:
    view = await visit.read(segment_view, visit.who.id, callback_data.segment_id)
    kept: dict[str, Any] = {
        field: tuple(rule for rule in getattr(view.asks, field) if digest_of(rule) != callback_data.digest)
        for field in ("purchases", "sums", "dates")
    }
    await _change(visit, view, replace(view.asks, **kept))
    await _show(callback, bot, visit, worker, view.id, callback_data.part)


async def segment_dropped(
    callback: CallbackQuery, callback_data: DropSegment, bot: Bot, visit: Visit, worker: Worker
) -> None:
    """Asked first; and back by one tap."""
    segment_id = callback_data.segment_id
    if callback_data.how == "ask":
        card = drop_card(visit, await visit.read(segment_view, visit.who.id, segment_id))
    elif callback_data.how == "yes":
        await visit.run(delete_segment, segment_id)
        card = dropped_card(visit, segment_id)
    else:
        await visit.run(restore_segment, segment_id)
        card = await whole_card(visit, worker, segment_id)
    await put_in_place(bot, callback, card)


async def whole_card(visit: Visit, worker: Worker, segment_id: int) -> Card:
    """The segment with its number of clients. Raises Gone."""
    view = await visit.read(segment_view, visit.who.id, segment_id)
    window = await visit.read(window_meant, view.asks, visit.today)
    found = await clients_found(viewer_of(visit, worker), view.asks)
    return segment_card(visit, view, window, len(found))


async def put_span(visit: Visit, segment_id: int, rule: str, key: str, span: str) -> str:
    """Ask of that time what was chosen; the part of the segment it belongs to. Raises BadChoice, Gone."""
    view = await visit.read(segment_view, visit.who.id, segment_id)
    span = checked_span(rule, span, visit.today)
    if rule == WINDOW:
        await _change(visit, view, replace(view.asks, window=span))
        return CLASSES
    if rule == DATE:
        await _change(visit, view, view.asks.with_value("dates", DateRule(_date_of(key), span), True))
        return DATES
    if rule not in ("b", "n"):
        raise BadChoice
    product = await _product(visit, key) if key else None
    await _change(visit, view, view.asks.with_value("purchases", purchase_rule(product, span, rule == "b"), True))
    return PRODUCT if key else BOUGHT


async def what_of(visit: Visit, rule: str, key: str) -> str:
    """What a time is asked for, in words. Raises BadChoice."""
    say = visit.words.plain
    if rule == DATE:
        return say(f"segment-date-{_date_of(key).value}")
    if rule in ("b", "n") and key:
        way = say("segment-add-bought" if rule == "b" else "segment-add-never")
        return f"{(await _product(visit, key)).name}: {way}"
    return say(
        {"b": "segment-add-bought", "n": "segment-add-never", "s": "segment-add-sum", "w": "segment-add-window"}[rule]
    )


async def _begin(callback: CallbackQuery, bot: Bot, visit: Visit, worker: Worker, asks: TargetSegment) -> None:
    begun = await visit.run(begin_segment, to_json(asks), f"segment:{visit.key}")
    await put_in_place(bot, callback, await whole_card(visit, worker, begun.segment_id))


async def _change(visit: Visit, view: SegmentView, asks: TargetSegment) -> None:
    await visit.run(change_segment, view.id, to_json(asks))


async def _show(
    callback: CallbackQuery, bot: Bot, visit: Visit, worker: Worker, segment_id: int, part: str, page: int = 0
) -> None:
    view = await visit.read(segment_view, visit.who.id, segment_id)
    await put_in_place(bot, callback, await _card(visit, worker, view, part, page))


async def _card(visit: Visit, worker: Worker, view: SegmentView, part: str, page: int) -> Card:
    """Raises BadChoice for a part there is not."""
    window = await visit.read(window_meant, view.asks, visit.today)
    found = await clients_found(viewer_of(visit, worker), view.asks)
    if not part:
        return segment_card(visit, view, window, len(found))
    if part == CLIENTS:
        return clients_card(visit, view, await visit.read(segment_rows, found, visit.today, page))
    return await _choosing(visit, view, part, page, window, segment_text(visit, view, window, len(found)))


async def _choosing(visit: Visit, view: SegmentView, part: str, page: int, window: Period, text: Html) -> Card:
    """What to choose by, under what is asked for already."""
    if part == CLASSES:
        return classes_card(visit, view, window, text)
    if part == LIFECYCLE:
        return lifecycle_card(visit, view, text)
    if part in (BOUGHT, SUM, DATES):
        return rules_card(visit, view, part, text)
    if part in VALUE_PARTS:
        return values_card(visit, view, part, await _known(visit, VALUE_PARTS[part]), text, page)
    if part == PRODUCT:
        return products_card(visit, view, await _known(visit, *GOODS), text, page)
    if part.startswith(f"{PRODUCT}-"):
        return product_card(visit, view, await _product(visit, part.removeprefix(f"{PRODUCT}-")))
    raise BadChoice


async def _with_value(visit: Visit, asks: TargetSegment, put: PutValue) -> TargetSegment:
    """Raises BadChoice for a value that is not offered."""
    if put.part == CLASSES:
        return _with_class(asks, put)
    if put.part == LIFECYCLE:
        if not (put.value.isascii() and put.value.isdigit() and int(put.value) < len(LIFECYCLES)):
            raise BadChoice
        return replace(asks.with_value("lifecycle", int(put.value), put.on), as_of="")
    if put.part not in VALUE_PARTS:
        raise BadChoice
    return asks.with_value(FIELDS[put.part], await _key(visit, put), put.on)


def _with_class(asks: TargetSegment, put: PutValue) -> TargetSegment:
    if put.value == "w1":
        return replace(asks, without_largest=put.on)
    axis, value = AXES.get(put.value[:1]), put.value[1:]
    if axis is None or value not in map(str, VALUES[axis]):
        raise BadChoice
    return asks.with_value(axis.value, int(value), put.on)


async def _key(visit: Visit, put: PutValue) -> int | str:
    """The id or the word that a button's value stands for."""
    if put.value == "0":
        return 0 if put.part == "keeper" else ""
    code = f"{CutKind.MEMBER}{put.value}" if put.part == "keeper" else put.value
    known = await _known(visit, VALUE_PARTS[put.part])
    found = next((cut.key for cut in known if cut.code == code), None)
    if found is None:
        raise BadChoice
    return found


async def _known(visit: Visit, *kinds: CutKind) -> Sequence[Cut]:
    return [cut for cut in await visit.read(cuts_of, visit.who.id) if cut.kind in kinds and not cut.is_quiet]


async def _product(visit: Visit, code: str) -> Cut:
    """Raises BadChoice."""
    found = next((cut for cut in await _known(visit, *GOODS) if cut.code == code), None)
    if found is None:
        raise BadChoice
    return found


def _date_of(key: str) -> DateOf:
    try:
        return DateOf(key)
    except ValueError:
        raise BadChoice from None
