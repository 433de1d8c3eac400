"""Three kinds of failure: *away* is waited out, *gone* switches the recipient off, *ours* is counted."""

from enum import Enum

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout


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
AWAY_CODES = ("08", "53", "57P", "40")
AWAY_WORDS = ("database is locked", "database is busy", "unable to open database", "disk i/o error")


def kind_of(error: BaseException) -> Kind:
    if isinstance(error, HandlingTooLong):
        return Kind.OURS
    if isinstance(error, TelegramForbiddenError):
        return Kind.GONE
    if isinstance(error, TelegramBadRequest):
        return Kind.GONE if any(word in error.message.lower() for word in GONE_WORDS) else Kind.OURS
    if isinstance(
        error, (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError, PoolTimeout)
    ):
        return Kind.AWAY
    if isinstance(error, DBAPIError):
        return Kind.AWAY if _database_is_away(error) else Kind.OURS
    return Kind.AWAY if isinstance(error, OSError) else Kind.OURS


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
    return float(min(5.0, 0.25 * 2**attempt))
