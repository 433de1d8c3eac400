"""The composition root: everything is built here from arguments; the program, the sandbox, tests and bench call it."""

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from time import monotonic

from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageMedia,
    EditMessageText,
    Response,
    SendMessage,
    SendPhoto,
)

from bot.database import Database, Probe, no_probe
from bot.day_figures import DayFigures
from bot.dialog_storage import DialogStorage
from bot.doorman import Doorman
from bot.exports import Exports
from bot.handling import TIME_LIMIT_S, Handling
from bot.imports import Imports
from bot.intake import Intake
from bot.intents import replace_intent_ids
from bot.jobs import Jobs
from bot.limits import LimitedRequests, Limiter, ProbedRequests
from bot.members import Members
from bot.notifier import Notifier
from bot.pictures import Pictures
from bot.program import Program
from bot.settings import TELEGRAM, Settings
from bot.worker import WorkerProcess
from domain.clock import Clock
from domain.day_figures import DAY_FIGURES
from domain.use_cases.exports import EXPORT
from handlers.routing import build_dispatcher
from handlers.worker import Worker

CALL_TIMEOUT_S = 10
SWITCH_S = 0.0005
"""A database thread that has its answer waits this long for the interpreter at most, not the usual 5 ms."""
CALLED_OFTEN = (SendMessage, SendPhoto, EditMessageText, EditMessageMedia, AnswerCallbackQuery, DeleteMessage)
ANSWERS = tuple(Response[method.__returning__] for method in CALLED_OFTEN)  # type: ignore[name-defined]
"""pydantic holds generic models weakly and aiogram asks for one at every call: unless kept, each is built anew."""


def telegram_session(api_url: str) -> BaseSession:
    """HTTP to Telegram, or to whoever stands in for it."""
    server = TelegramAPIServer.from_base(api_url)
    return (
        AiohttpSession(api=server, timeout=CALL_TIMEOUT_S)
        if api_url != TELEGRAM
        else AiohttpSession(timeout=CALL_TIMEOUT_S)
    )


def build(
    settings: Settings,
    *,
    clock: Clock,
    database: Database,
    session: BaseSession | None = None,
    seconds: Callable[[], float] = monotonic,
    probe: Probe = no_probe,
    time_limit_s: float = TIME_LIMIT_S,
    first_routers: Sequence[Router] = (),
    worker: Worker | None = None,
    dispatcher: Dispatcher | None = None,
) -> Program:
    """The whole program, not yet running.

    `seconds`: what Telegram's limits are counted in. `first_routers`: asked before ours (tests and the benchmark).
    `worker`: None = a process of its own. `dispatcher`: one without first routers that no other program has now,
    None = a new one; to register all handlers takes a tenth of a second, and hundreds of tests need not wait for it.
    """
    if settings.bot_token is None:
        raise ValueError("a bot token is needed")
    replace_intent_ids()
    session = session or telegram_session(settings.telegram_api_url)
    session.middleware(LimitedRequests(Limiter(seconds)))
    if probe is not no_probe:
        session.middleware(ProbedRequests(probe))
    bot = Bot(settings.bot_token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    storage = DialogStorage(database, clock)
    worker = worker or WorkerProcess()
    pictures = Pictures(database, bot.id, clock, worker)
    dispatcher = dispatcher or build_dispatcher(storage, first_routers)
    dispatcher.fsm.storage = storage
    dispatcher["gallery"] = pictures
    dispatcher["worker"] = worker
    doorman = Doorman(bot, database, clock, settings.language)
    handling = Handling(bot, dispatcher, database, storage, Members(database), doorman, clock, time_limit_s)
    return Program(
        settings=settings,
        clock=clock,
        database=database,
        bot=bot,
        storage=storage,
        handling=handling,
        intake=Intake(database, clock, bot.id),
        notifier=Notifier(bot, database, clock, pictures, worker),
        jobs=Jobs(
            database,
            clock,
            also={
                DAY_FIGURES: DayFigures(database, worker).of,
                EXPORT: Exports(bot, database, clock, worker).of,
                **Imports(bot, database).kinds,
            },
        ),
        ready=asyncio.Event(),
    )


def settle_memory() -> None:
    """After wiring, in the main process: a full collection with aiogram loaded stops the loop 140–200 ms."""
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_S)
