"""To a keeper: what was given out to him over a segment, once for all of it. Rule: "Segments", Target segment."""

from domain.readers.task_groups import GroupPart, group_part
from handlers.links import OpenTasks
from handlers.plain import Card, button
from handlers.pushes.rendering import About, Occasion
from handlers.wording import day_words

WHEN = {0: "today", 1: "tomorrow"}


async def group_given(occasion: Occasion, about: About) -> Card | None:
    """By whom, what, how many a day; not wanted once it was stopped or all is done."""
    part: GroupPart | None = await occasion.read(group_part, occasion.who.id, about["group_id"])
    if part is None:
        return None
    say = occasion.words
    first, last = (day_words(day, occasion.today, say.language) for day in (part.first, part.last))
    when = last if part.first == part.last else say.plain("push-group-days", first=first, last=last)
    text = say("push-group-given", author=part.author, name=part.name, count=part.tasks, when=when, day=part.a_day)
    when_first = WHEN.get((part.first - occasion.today).days, "later")
    return Card(text, [[button(say.plain("push-group-tasks"), OpenTasks(when=when_first).pack())]])
