"""Segments as plain cards: the saved ones, one of them, what to choose it by."""

from collections.abc import Iterator, Sequence
from hashlib import blake2s

from aiogram.types import InlineKeyboardButton

from domain.money import grouped
from domain.paging import paged
from domain.periods import Period
from domain.readers.cuts import Cut, CutKind
from domain.readers.listing import PAGE, Listing
from domain.readers.saved_segments import SegmentList, SegmentView
from domain.tables import Role
from domain.target_segments import LIFECYCLES, MOST_RULES, VALUES, Axis, DateOf
from handlers.desk.listing import row_buttons, value_words
from handlers.fitting import fitted
from handlers.links import OpenSegments
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.screen import cut
from handlers.segments.links import (
    ChooseSpan,
    DropRule,
    DropSegment,
    GiveTasks,
    NewSegment,
    OpenGroups,
    PutSpan,
    PutValue,
    ShowSegment,
    TypeWords,
)
from handlers.segments.spans import WINDOW, offered_spans
from handlers.segments.taking_out import export_buttons
from handlers.segments.wording import (
    class_words,
    rule_words,
    rules_of,
    segment_lines,
    span_words,
    state_words,
    title_of,
    window_words,
)
from handlers.visit import Visit
from handlers.words import Html

SHOWN = 20
NAME = 40
CLASSES, LIFECYCLE, BOUGHT, PRODUCT, SUM, DATES, CLIENTS, CHART = (
    "class", "life", "buy", "prod", "sum", "date", "list", "chart",
)  # fmt: skip
VALUE_PARTS = {"channel": CutKind.CHANNEL, "region": CutKind.REGION, "source": CutKind.SOURCE, "keeper": CutKind.MEMBER}
FIELDS = {"channel": "channels", "region": "regions", "source": "sources", "keeper": "keepers"}
AXES = {axis.value[0]: axis for axis in Axis}
"""By the letter that a button's value has before its number: «a1»."""


def list_card(visit: Visit, page: SegmentList) -> Card:
    """The saved ones, and a way to begin another."""
    say = visit.words.plain
    saved: Rows = [[button(line.name, ShowSegment(segment_id=line.id).pack())] for line in page.segments]
    new = button(say("segment-new"), NewSegment().pack())
    groups = button(say("segment-groups"), OpenGroups().pack())
    turns = turning(page.page, page.pages, lambda to: OpenSegments(page=to))
    text = visit("segment-list" if page.segments else "segment-list-none")
    return Card(text, [*saved, turns, [new], [groups]])


def segment_card(visit: Visit, view: SegmentView, window: Period, number: int) -> Card:
    """What it asks for, how many clients that leaves, and what to do with them."""
    return Card(segment_text(visit, view, window, number), [*_parts(visit, view), *_work(visit, view, number)])


def segment_text(visit: Visit, view: SegmentView, window: Period, number: int) -> Html:
    lines = list(segment_lines(visit.words, view, window, visit.today))
    asked = [visit("segment-line", line=line) for line in lines] or [visit("segment-asks-nothing")]
    found = visit("segment-found", count=number, number=grouped(number))
    closed = [] if view.asks.lifecycle else [visit("segment-without-closed")]
    return fitted([visit("segment-title", name=title_of(visit.words, view)), *asked, Html(f"\n{found}"), *closed])


def _parts(visit: Visit, view: SegmentView) -> Rows:
    """By what it can be narrowed; what is narrowed by already has a dot."""
    asks = view.asks
    chosen = {
        CLASSES: bool(asks.classes),
        LIFECYCLE: bool(asks.lifecycle),
        "channel": bool(asks.channels),
        "region": bool(asks.regions),
        "source": bool(asks.sources),
        "keeper": bool(asks.keepers),
        BOUGHT: any(not rule.is_of_product for rule in asks.purchases),
        PRODUCT: any(rule.is_of_product for rule in asks.purchases),
        SUM: bool(asks.sums),
        DATES: bool(asks.dates),
    }
    if visit.who.role is Role.REP:
        del chosen["keeper"]
    return in_rows([_part(visit, view, part, is_on) for part, is_on in chosen.items()], 2)


def _part(visit: Visit, view: SegmentView, part: str, is_on: bool) -> InlineKeyboardButton:
    label = visit.words.plain(f"segment-part-{part}")
    return button(f"• {label}" if is_on else label, ShowSegment(segment_id=view.id, part=part).pack())


def _work(visit: Visit, view: SegmentView, number: int) -> Iterator[list[InlineKeyboardButton]]:
    say = visit.words.plain
    if number:
        clients = button(
            say("segment-clients", number=grouped(number)), ShowSegment(segment_id=view.id, part=CLIENTS).pack()
        )
        chart = button(say("segment-chart"), ShowSegment(segment_id=view.id, part=CHART).pack())
        yield [clients, chart, *export_buttons(visit, view)]
        whose = "segment-give-own" if visit.who.role is Role.REP else "segment-give"
        yield [button(say(whose), GiveTasks(segment_id=view.id).pack())]
    name = TypeWords(segment_id=view.id, what="name").pack()
    if view.name is None:
        yield [button(say("segment-save"), name)]
    else:
        yield [button(say("segment-rename"), name), button(say("segment-drop"), DropSegment(segment_id=view.id).pack())]
    yield [button(say("segment-to-list"), OpenSegments().pack())]


# By what


def values_card(visit: Visit, view: SegmentView, part: str, known: Sequence[Cut], text: Html, page: int) -> Card:
    """Channels, regions, sources or keepers: each chosen or left by a tap."""
    chosen = getattr(view.asks, FIELDS[part])
    nothing = 0 if part == "keeper" else ""
    values = [(cut.code[1:] if part == "keeper" else cut.code, cut.name, cut.key in chosen) for cut in known]
    values.append(("0", visit.words.plain(f"segment-without-{part}"), nothing in chosen))
    page, pages = paged(page, len(values), SHOWN)
    buttons = [
        _value(view, part, value, label, is_on, page)
        for value, label, is_on in values[page * SHOWN : (page + 1) * SHOWN]
    ]
    turns = turning(page, pages, lambda to: ShowSegment(segment_id=view.id, part=part, page=to))
    return Card(text, [*in_rows(buttons, 2), turns, _back(visit, view)])


def classes_card(visit: Visit, view: SegmentView, window: Period, text: Html) -> Card:
    """Every axis a row or two, then the window they are reckoned by."""
    say = visit.words
    rows: Rows = []
    for axis, values in VALUES.items():
        chosen = getattr(view.asks, axis.value)
        buttons = [
            _value(view, CLASSES, f"{axis.value[0]}{value}", class_words(say, axis, value), value in chosen)
            for value in values
        ]
        rows += in_rows(buttons, 4 if axis is Axis.PROFIT else 3)
    change = ChooseSpan(segment_id=view.id, rule=WINDOW).pack()
    rows.append([button(say.plain("segment-window-button", window=window_words(say, window, visit.today)), change)])
    if view.asks.without_largest:
        rows.append([_value(view, CLASSES, "w1", say.plain("segment-line-without-largest"), True)])
    return Card(Html(f"{text}\n\n{say('segment-classes-how')}"), [*rows, _back(visit, view)])


def lifecycle_card(visit: Visit, view: SegmentView, text: Html) -> Card:
    states = [
        _value(view, LIFECYCLE, str(place), state_words(visit.words, place), place in view.asks.lifecycle)
        for place in reversed(range(len(LIFECYCLES)))
    ]
    return Card(text, [*in_rows(states, 2), _back(visit, view)])


def rules_card(visit: Visit, view: SegmentView, part: str, text: Html) -> Card:
    """What is asked of purchases, of their sum or of dates already, and what may be asked more."""
    say = visit.words.plain
    more = {
        BOUGHT: [("b", "", "segment-add-bought"), ("n", "", "segment-add-never")],
        SUM: [("s", "", "segment-add-sum")],
        DATES: [("d", of.value, f"segment-date-{of.value}") for of in DateOf],
    }[part]
    dropped = _dropped(visit, view, part)
    added = [
        button(say("segment-add", what=say(label)), ChooseSpan(segment_id=view.id, rule=rule, key=key).pack())
        for rule, key, label in more
    ]
    return Card(text, [*dropped, *in_rows(added if len(dropped) < MOST_RULES else [], 1), _back(visit, view)])


def products_card(visit: Visit, view: SegmentView, known: Sequence[Cut], text: Html, page: int) -> Card:
    """Groups of products and products, to choose which of them was bought or was not."""
    page, pages = paged(page, len(known), SHOWN)
    dropped = _dropped(visit, view, PRODUCT)
    buttons = [
        button(_of_group(one), ShowSegment(segment_id=view.id, part=f"{PRODUCT}-{one.code}").pack())
        for one in known[page * SHOWN : (page + 1) * SHOWN]
    ]
    turns = turning(page, pages, lambda to: ShowSegment(segment_id=view.id, part=PRODUCT, page=to))
    offered = in_rows(buttons if len(dropped) < MOST_RULES else [], 2)
    return Card(text, [*dropped, *offered, turns, _back(visit, view)])


def product_card(visit: Visit, view: SegmentView, product: Cut) -> Card:
    """Bought it, or did not."""
    say = visit.words.plain
    ways = [
        [button(say(label), ChooseSpan(segment_id=view.id, rule=rule, key=product.code).pack())]
        for rule, label in (("b", "segment-add-bought"), ("n", "segment-add-never"))
    ]
    return Card(visit("segment-ask-product", product=product.name), [*ways, _back(visit, view)])


def spans_card(visit: Visit, view: SegmentView, asked: ChooseSpan, what: str) -> Card:
    """Of which time; a tap, or words."""
    buttons = [
        button(
            _span_label(visit, asked.rule, span),
            PutSpan(segment_id=view.id, rule=asked.rule, key=asked.key, span=span).pack(),
        )
        for span in offered_spans(asked.rule, asked.key, visit.today)
    ]
    other = TypeWords(segment_id=view.id, what="span", rule=asked.rule, key=asked.key).pack()
    typed = [button(visit.words.plain("segment-span-other"), other)]
    return Card(visit("segment-ask-span", what=what), [*in_rows(buttons, 2), typed, _back(visit, view)])


def clients_card(visit: Visit, view: SegmentView, listing: Listing) -> Card:
    """A page of the clients; each opens its card."""
    title = visit("segment-clients-title", name=title_of(visit.words, view), number=grouped(listing.total))
    turns = turning(listing.page, listing.pages, lambda to: ShowSegment(segment_id=view.id, part=CLIENTS, page=to))
    return Card(
        fitted([title, *_lines(visit, listing)]),
        [*row_buttons(visit, listing), turns, [*_back(visit, view), *export_buttons(visit, view)]],
    )


def _lines(visit: Visit, listing: Listing) -> Iterator[Html]:
    for place, row in enumerate(listing.rows, listing.page * PAGE + 1):
        values = (value_words(visit, column, value) for column, value in zip(listing.columns, row.values, strict=True))
        yield visit("report-rows-line", place=str(place), values=" · ".join(value for value in values if value))


def drop_card(visit: Visit, view: SegmentView) -> Card:
    say = visit.words.plain
    yes = button(say("segment-drop-yes"), DropSegment(segment_id=view.id, how="yes").pack())
    return Card(visit("segment-drop-sure", name=title_of(visit.words, view)), [[yes], _back(visit, view)])


def dropped_card(visit: Visit, segment_id: int) -> Card:
    say = visit.words.plain
    back = button(say("segment-drop-back"), DropSegment(segment_id=segment_id, how="back").pack())
    return Card(visit("segment-dropped"), [[back], [button(say("segment-to-list"), OpenSegments().pack())]])


def digest_of(rule: object) -> str:
    """What a button names a condition by."""
    return blake2s(repr(rule).encode(), digest_size=4).hexdigest()


def _dropped(visit: Visit, view: SegmentView, part: str) -> Rows:
    """A button that takes each condition of the part away."""
    return [
        [
            button(
                visit.words.plain("segment-take-away", what=rule_words(visit.words, view, rule, visit.today)),
                DropRule(segment_id=view.id, part=part, digest=digest_of(rule)).pack(),
            )
        ]
        for field, rule in rules_of(view.asks)
        if field == RULES_OF[part] and (part == PRODUCT) == getattr(rule, "is_of_product", False)
    ]


RULES_OF = {BOUGHT: "purchases", PRODUCT: "purchases", SUM: "sums", DATES: "dates"}


def _value(view: SegmentView, part: str, value: str, label: str, is_on: bool, page: int = 0) -> InlineKeyboardButton:
    data = PutValue(segment_id=view.id, part=part, value=value, on=not is_on, page=page)
    return button(f"✓ {label}" if is_on else label, data.pack())


def _span_label(visit: Visit, rule: str, span: str) -> str:
    if rule == WINDOW and not span:
        return visit.words.plain("segment-window-rolling")
    label = span_words(visit.words, span, visit.today)
    return label[:1].upper() + label[1:]


def _of_group(product: Cut) -> str:
    return f"▸ {cut(product.name, NAME)}" if product.kind is CutKind.GROUP else cut(product.name, NAME)


def _back(visit: Visit, view: SegmentView) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("segment-back"), ShowSegment(segment_id=view.id).pack())]
