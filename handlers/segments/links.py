"""Callback data of segments and of the tasks given out over them. A segment is its owner's: checked every time."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Rule = Annotated[str, Field(pattern="^[bnswd]$")]
"""b bought, n not bought, s ₽, d a date: what a span is chosen for; w: the window of the classes."""
Key = Annotated[str, Field(max_length=10)]
"""Of which: the code of a product's cut, or which date."""
Span = Annotated[str, Field(pattern=r"^([+-][0-9]{1,4}|[A-Z][0-9a-z]{4,8})?$")]


class NewSegment(CallbackData, prefix="sgn"):
    """Build one from nothing."""


class ShowSegment(CallbackData, prefix="sgo"):
    """A segment, or a part of it to choose values of; `page` of those values, or of its clients."""

    segment_id: int
    part: str = ""
    page: int = 0


class PutValue(CallbackData, prefix="sgv"):
    """Choose a value, or leave it: the state is said, so a second tap changes nothing."""

    segment_id: int
    part: str
    value: Key
    on: bool
    page: int = 0


class ChooseSpan(CallbackData, prefix="sgc"):
    segment_id: int
    rule: Rule
    key: Key = ""


class PutSpan(CallbackData, prefix="sgp"):
    segment_id: int
    rule: Rule
    key: Key
    span: Span


class DropRule(CallbackData, prefix="sgd"):
    """A condition, by a digest of what it says."""

    segment_id: int
    part: str
    digest: Annotated[str, Field(max_length=8)]


class TypeWords(CallbackData, prefix="sgw"):
    """Write it instead: `what` is "name", "span", or "sum" of the span given."""

    segment_id: int
    what: Annotated[str, Field(pattern="^(name|span|sum)$")]
    rule: Annotated[str, Field(pattern="^[bnswd]?$")] = ""
    key: Key = ""
    span: Span = ""


class DropSegment(CallbackData, prefix="sgx"):
    """`how`: "ask", "yes", or "back": it was a mistake."""

    segment_id: int
    how: Annotated[str, Field(pattern="^(ask|yes|back)$")] = "ask"


class GiveTasks(CallbackData, prefix="sgg"):
    """Tasks over the segment."""

    segment_id: int


class OpenGroups(CallbackData, prefix="tgs"):
    page: int = 0


class OpenGroup(CallbackData, prefix="tgo"):
    """`view`: "" = how far it is, "result", "text"."""

    group_id: int
    view: Annotated[str, Field(pattern="^(result|text)?$")] = ""


class StopGroup(CallbackData, prefix="tgx"):
    group_id: int
    sure: bool = False
