"""The marks as a list; one noted by a line of words; one removed."""

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.errors import Gone
from domain.event_words import said_event, says_kind
from domain.readers.events import DatedMark, MarkList, mark_of, marks_listed
from domain.use_cases.events import EventDraft, note_event, remove_event
from handlers.events.links import AskRemoval, NewEvent, OpenEvents, RemoveEvent
from handlers.links import ShowReport
from handlers.plain import Card, Rows, button, put_in_place, send, turning
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import date_words
from handlers.words import Html

SAID = 40


async def event_said(message: Message, command: CommandObject, bot: Bot, visit: Visit) -> None:
    """«/event 15.09 цену подняли на 10 %»; without words, the list."""
    said = said_event(command.args or "", visit.now, visit.who.zone)
    if not said.text:
        asked = visit("event-no-day", said=cut(said.no_day, SAID)) if said.no_day else None
        await send(bot, visit.who.telegram_id, await list_card(visit, said=asked))
        return
    draft = EventDraft(said.kind, said.day, said.text, f"event:{visit.key}")
    await send(bot, visit.who.telegram_id, await noted(visit, draft))


async def noted(visit: Visit, draft: EventDraft) -> Card:
    """Note it: what was noted, over the list. Raises BadName."""
    done = await visit.run(note_event, draft)
    mark = await visit.read(mark_of, done.event_id)
    said = visit("event-noted", mark=mark_words(visit, mark)) if mark else None
    return await list_card(visit, said=said)


async def events_opened(callback: CallbackQuery, callback_data: OpenEvents, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await list_card(visit, callback_data.page))


async def ask_removal(callback: CallbackQuery, callback_data: AskRemoval, bot: Bot, visit: Visit) -> None:
    """A mark of everybody's pictures is not removed by one slip."""
    mark = await visit.read(mark_of, callback_data.event_id)
    if mark is None:
        raise Gone
    yes = button(visit.words.plain("event-remove-yes"), RemoveEvent(event_id=mark.id).pack())
    back = button(visit.words.plain("back"), OpenEvents().pack())
    await put_in_place(bot, callback, Card(visit("event-remove-ask", mark=mark_words(visit, mark)), [[yes], [back]]))


async def remove(callback: CallbackQuery, callback_data: RemoveEvent, bot: Bot, visit: Visit) -> None:
    await visit.run(remove_event, callback_data.event_id)
    await put_in_place(bot, callback, await list_card(visit, said=visit("event-removed")))


async def list_card(visit: Visit, page: int = 0, said: Html | None = None) -> Card:
    """A page of the marks, each with a button to remove it."""
    listed = await visit.read(marks_listed, page)
    lines = [visit("event-line", mark=mark_words(visit, mark)) for mark in listed.marks] or [visit("event-none")]
    text = "\n".join([*([said, ""] if said else []), visit("event-title"), *lines, "", visit("event-hint")])
    return Card(text, _rows(visit, listed))


def mark_words(visit: Visit, mark: DatedMark) -> str:
    """«15 сен: цену подняли на 10 %»; what its words do not say of its kind is said first."""
    day = date_words(mark.day, visit.today, visit.words.language)
    if says_kind(mark.text, mark.kind):
        return f"{day}: {mark.text}"
    return visit.words.plain("event-mark", day=day, kind=mark.kind.value, text=mark.text)


def _rows(visit: Visit, listed: MarkList) -> Rows:
    say = visit.words.plain
    removals = [
        [button(say("event-remove", mark=mark_words(visit, mark)), AskRemoval(event_id=mark.id).pack())]
        for mark in listed.marks
    ]
    return [
        [button(say("event-new"), NewEvent().pack())],
        *removals,
        turning(listed.page, listed.pages, lambda to: OpenEvents(page=to)),
        [button(say("event-sales"), ShowReport(kind="sales").pack())],
    ]
