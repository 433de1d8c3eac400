"""The order in which handlers are asked: commands and the keyboard, plain buttons, open forms, leftovers.

Before them all, a plain screen that waits for words."""

from collections.abc import Sequence

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram_dialog import setup_dialogs

from handlers import (
    absences,
    bundle,
    call_queue,
    claims,
    clients,
    coming,
    day,
    deals,
    events,
    home,
    imports,
    leftovers,
    log,
    members,
    nudges,
    plans,
    pushes,
    questions,
    reports,
    segments,
    settings,
    spend,
    tasks,
    team,
    typed_below,
)
from handlers.errors import register_errors
from handlers.forged import NumbersInBounds
from handlers.messages import ScreenMessages

SCREENS = (
    typed_below,
    home,
    reports,
    events,
    segments,
    team,
    members,
    settings,
    plans,
    absences,
    spend,
    claims,
    clients,
    deals,
    tasks,
    day,
    nudges,
    pushes,
    questions,
    bundle,
    coming,
    call_queue,
    imports,
    log,
    leftovers,
)


def build_dispatcher(storage: BaseStorage, first_routers: Sequence[Router] = ()) -> Dispatcher:
    """A dispatcher with every screen; both isolations off, because each person has a lane."""
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_routers(*first_routers, *(screens.router() for screens in SCREENS))
    register_errors(dispatcher)
    dispatcher.callback_query.middleware(NumbersInBounds())
    setup_dialogs(dispatcher, message_manager=ScreenMessages(), events_isolation=DisabledEventIsolation())
    return dispatcher
