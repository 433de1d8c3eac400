"""Dated marks: what happened around the company, noted by words or by taps."""

from aiogram import Router
from aiogram.filters import Command

from domain.use_case import Right
from handlers.events.form import event_form, new_event
from handlers.events.links import AskRemoval, NewEvent, OpenEvents, RemoveEvent
from handlers.events.marks import ask_removal, event_said, events_opened, remove
from handlers.filters import Can

__all__ = ["router"]


def router() -> Router:
    made = Router(name="events")
    may = Can(Right.NOTE_EVENTS)
    made.message.register(event_said, Command("event"), may)
    tap = made.callback_query.register
    tap(events_opened, OpenEvents.filter(), may)
    tap(new_event, NewEvent.filter(), may)
    tap(ask_removal, AskRemoval.filter(), may)
    tap(remove, RemoveEvent.filter(), may)
    made.include_routers(event_form())
    return made
