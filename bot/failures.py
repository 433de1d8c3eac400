"""Three kinds of failure: *away* is waited out, *gone* switches the recipient off, *ours* is counted."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import ParamSpec, TypeVar

import structlog
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()


class Kind(Enum):
    AWAY = "away"
    GONE = "gone"
    OURS = "ours"


class HandlingTooLong(Exception):
    """A handler did not come back in time."""


GONE_WORDS = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "bot was kicked",
    "bot can't initiate conversation",
    "peer_id_invalid",
)
AWAY = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramConflictError,  # somebody else asks with our token: an old process on its way out, a person who looks
    ClientDecodeError,
    PoolTimeout,
)
AWAY_CODES = ("08", "53", "57P", "40")
AWAY_WORDS = (
    "database is locked",
    "database is busy",
    "unable to open database",
    "disk i/o error",
    "database or disk is full",
)


def kind_of(error: BaseException) -> Kind:
    """Whose failure it is. An OSError that names a file is ours; without one it is of the network or the machine."""
    if isinstance(error, HandlingTooLong):
        return Kind.OURS
    if isinstance(error, TelegramForbiddenError):
        return Kind.GONE
    if isinstance(error, TelegramBadRequest):
        return Kind.GONE if any(word in error.message.lower() for word in GONE_WORDS) else Kind.OURS
    if isinstance(error, AWAY):
        return Kind.AWAY
    if isinstance(error, DBAPIError):
        return Kind.AWAY if _database_is_away(error) else Kind.OURS
    return Kind.AWAY if isinstance(error, OSError) and error.filename is None else Kind.OURS


def _database_is_away(error: DBAPIError) -> bool:
    if error.connection_invalidated or isinstance(error.orig, OSError):
        return True
    code = str(getattr(error.orig, "sqlstate", None) or "")
    if code:
        return code.startswith(AWAY_CODES)
    text = str(error.orig).lower()
    return any(word in text for word in AWAY_WORDS) or "connection" in text


def wait_for(error: BaseException, attempt: int) -> float:
    """Seconds to wait before the next attempt of what was away: what Telegram asked for, else growing to 5."""
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after)
    return float(min(5.0, 0.25 * 2 ** min(attempt, 5)))


async def tried(work: Awaitable[T]) -> T | BaseException:
    """What the work returned or raised, for those who must judge every failure by its kind."""
    (answer,) = await asyncio.gather(work, return_exceptions=True)
    return answer


async def patiently(call: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """The call's answer, asked for again as long as somebody is away."""
    attempt = 0
    while True:
        answer = await tried(call(*args, **kwargs))
        if not isinstance(answer, BaseException):
            return answer
        if kind_of(answer) is not Kind.AWAY:
            raise answer
        log.warning("waiting", call=getattr(call, "__name__", type(call).__name__), error=repr(answer))
        await asyncio.sleep(wait_for(answer, attempt))
        attempt += 1
