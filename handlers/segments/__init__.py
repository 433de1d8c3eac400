"""Segments: which clients are meant, by taps; saved, listed, drawn, given out as tasks to their keepers."""

from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter

from handlers.links import GroupFile, OpenSegment, OpenSegments
from handlers.segments import groups, routes
from handlers.segments.group_actions import tasks_asked
from handlers.segments.group_windows import group_dialog
from handlers.segments.links import (
    ChooseSpan,
    DropRule,
    DropSegment,
    GiveTasks,
    NewSegment,
    OpenGroup,
    OpenGroups,
    PutSpan,
    PutValue,
    ShowSegment,
    StopGroup,
    TypeWords,
)
from handlers.segments.typed import sum_asked, typing_asked
from handlers.segments.windows import segment_dialog

__all__ = ["router"]


class OfSum(Filter):
    """A time of which a sum is still to be typed; stands after `PutSpan.filter()`."""

    async def __call__(self, event: Any, callback_data: PutSpan) -> bool:
        return callback_data.rule == "s"


def router() -> Router:
    made = Router(name="segments")
    made.message.register(routes.segments_said, Command("segment"))
    taps = made.callback_query
    taps.register(routes.list_opened, OpenSegments.filter())
    taps.register(routes.cell_opened, OpenSegment.filter())
    taps.register(routes.segment_begun, NewSegment.filter())
    taps.register(routes.part_opened, ShowSegment.filter())
    taps.register(routes.value_put, PutValue.filter())
    taps.register(routes.span_asked, ChooseSpan.filter())
    taps.register(sum_asked, PutSpan.filter(), OfSum())
    taps.register(routes.span_put, PutSpan.filter())
    taps.register(routes.rule_dropped, DropRule.filter())
    taps.register(routes.segment_dropped, DropSegment.filter())
    taps.register(typing_asked, TypeWords.filter())
    taps.register(tasks_asked, GiveTasks.filter())
    taps.register(groups.groups_opened, OpenGroups.filter())
    taps.register(groups.group_opened, OpenGroup.filter())
    taps.register(groups.group_stopped, StopGroup.filter())
    taps.register(groups.file_asked, GroupFile.filter())
    made.include_routers(segment_dialog(), group_dialog())
    return made
