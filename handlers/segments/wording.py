"""A segment in words: what it asks for, a line for each condition."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.analytics.classes import Abc, Letter, Xyz
from domain.periods import Period, Span
from domain.readers.saved_segments import SegmentView
from domain.target_segments import (
    LIFECYCLES,
    Axis,
    DateRule,
    PurchaseRule,
    SumRule,
    TargetSegment,
    is_moving,
    moving_days,
    period_of_span,
)
from handlers.desk.periods import period_words
from handlers.screen import cut
from handlers.wording import date_words, month_words, short_sum_words
from handlers.words import Words

NAME = 40
NAMED = 6
SUBJECT = 100
NONE = 0


def title_of(words: Words, view: SegmentView) -> str:
    """Its name, else that it is new. Not HTML."""
    return view.name or words.plain("segment-new-title")


def subject_of(words: Words, view: SegmentView, window: Period, today: date) -> str:
    """What it is called where others read it: its name, else what it asks for. Not HTML."""
    if view.name:
        return view.name
    asked = "; ".join(segment_lines(words, view, window, today))
    return cut(f"{asked[:1].upper()}{asked[1:]}", SUBJECT) if asked else words.plain("segment-everybody")


def segment_lines(words: Words, view: SegmentView, window: Period, today: date) -> Iterator[str]:
    """What is asked for, one condition a line. Not HTML."""
    asks = view.asks
    if asks.classes:
        yield words.plain(
            "segment-line-classes", classes=classes_words(words, asks), window=window_words(words, window, today)
        )
    if asks.without_largest:
        yield words.plain("segment-line-without-largest")
    if asks.lifecycle:
        states = _listed(state_words(words, place) for place in sorted(asks.lifecycle, reverse=True))
        if asks.as_of:
            on = date_words(date.fromisoformat(asks.as_of), today, words.language)
            yield words.plain("segment-line-lifecycle-on", states=states, on=on)
        else:
            yield words.plain("segment-line-lifecycle", states=states)
    for key, values in (("channel", asks.channels), ("region", asks.regions), ("source", asks.sources)):
        if values:
            named = _listed(value or words.plain(f"segment-without-{key}") for value in values)
            yield words.plain(f"segment-line-{key}", values=named)
    if asks.keepers:
        nobody = words.plain("segment-without-keeper")
        yield words.plain("segment-line-keeper", values=_listed(view.keepers.get(id_, nobody) for id_ in asks.keepers))
    for _, rule in rules_of(asks):
        yield rule_words(words, view, rule, today)


def rules_of(asks: TargetSegment) -> Iterator[tuple[str, PurchaseRule | SumRule | DateRule]]:
    """Every condition that can be taken away by itself, with the field it stands in."""
    for part in ("purchases", "sums", "dates"):
        for rule in getattr(asks, part):
            yield part, rule


def rule_words(words: Words, view: SegmentView, rule: PurchaseRule | SumRule | DateRule, today: date) -> str:
    """«ни одной покупки: 1 кв. 2026», «от 100 тыс. ₽: 2025», «договор кончается: ближайшие 60 дней». Not HTML."""
    span = span_words(words, rule.span, today)
    if isinstance(rule, SumRule):
        return words.plain("segment-line-sum", sum=sum_range_words(words, rule), span=span)
    if isinstance(rule, DateRule):
        return words.plain("segment-line-date", what=words.plain(f"segment-date-{rule.of.value}"), span=span)
    key = "bought" if rule.bought else "never"
    if not rule.is_of_product:
        return words.plain(f"segment-line-{key}", span=span)
    product = rule.group or view.products.get(rule.product_id or NONE, "—")
    return words.plain(f"segment-line-{key}-product", product=cut(product, NAME), span=span)


def sum_range_words(words: Words, rule: SumRule) -> str:
    low, high = (None if edge is None else short_sum_words(edge, words.language) for edge in (rule.low, rule.high))
    if low and high:
        return words.plain("segment-sum-between", low=low, high=high)
    return words.plain("segment-sum-from", low=low) if low else words.plain("segment-sum-to", high=high or "")


def span_words(words: Words, span: str, today: date) -> str:
    """«ближайшие 60 дней», «1 кв. 2026», «всё время». Not HTML."""
    if is_moving(span):
        key = "segment-span-ahead" if span[0] == "+" else "segment-span-gone-by"
        return words.plain(key, days=moving_days(span))
    period = period_of_span(span, today)
    return period_words(words, period, today)


def window_words(words: Words, window: Period, today: date) -> str:
    """«12 месяцев по октябрь 2026», «2025». Not HTML."""
    if window.span is not Span.RANGE:
        return period_words(words, window, today)
    months = (window.end.year - window.start.year) * 12 + window.end.month - window.start.month
    return words.plain("segment-window", count=months, last=month_words(window.last, words.language))


def classes_words(words: Words, asks: TargetSegment) -> str:
    """«A, B · X · 1»."""
    return " · ".join(
        _listed(class_words(words, axis, value, told=True) for value in values) for axis, values in asks.classes.items()
    )


def class_words(words: Words, axis: Axis, value: int, told: bool = False) -> str:
    """«A», «X», «1», «ABCDE: A»; `told`: «X (постоянные)»."""
    if not value:
        return words.plain(f"segment-none-{axis.value.replace('_', '-')}")
    if axis is Axis.ABC:
        return Abc(value).name
    if axis is Axis.XYZ:
        return words.plain(f"segment-xyz-{Xyz(value).name.lower()}") if told else Xyz(value).name
    if axis is Axis.PROFIT:
        return str(value)
    return words.plain("segment-letter", letter=Letter(value).name)


def state_words(words: Words, place: int) -> str:
    return words.plain(f"segment-state-{LIFECYCLES[place].value}")


def _listed(values: Iterable[str]) -> str:
    """Some of them by name, the others by their number."""
    named = [cut(value, NAME) for value in values]
    return ", ".join(named) if len(named) <= NAMED else f"{', '.join(named[: NAMED - 1])} +{len(named) - NAMED + 1}"
