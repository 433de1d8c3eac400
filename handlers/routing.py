"""The order in which handlers are asked: commands and the keyboard, plain buttons, open forms, leftovers."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram_dialog import setup_dialogs

from handlers.messages import ScreenMessages

PACKAGES = (
    "home",
    "reports",
    "team",
    "members",
    "settings",
    "clients",
    "deals",
    "tasks",
    "day",
    "pushes",
    "call_queue",
    "log",
    "leftovers",
)


def build_dispatcher(storage: BaseStorage, first_routers: Sequence[Router] = ()) -> Dispatcher:
    """A dispatcher with every screen; both isolations off, because each person has a lane."""
    dispatcher = Dispatcher(storage=storage)
    for router in first_routers:
        dispatcher.include_router(router)
    for package in PACKAGES:
        if find_spec(f"handlers.{package}") is None or not hasattr(import_module(f"handlers.{package}"), "router"):
            continue
        make: Callable[[], Router] = import_module(f"handlers.{package}").router
        dispatcher.include_router(make())
    import_module("handlers.errors").register_errors(dispatcher)
    setup_dialogs(dispatcher, message_manager=ScreenMessages(), events_isolation=DisabledEventIsolation())
    return dispatcher
