"""What a start or a command stumbles over, in one line that says what to look at."""

import errno
import socket
from collections.abc import Callable

from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.backup import CannotBackUp
from bot.failures import Kind, kind_of
from bot.migrate import BrokenReferences, NewerDatabase
from bot.settings import TELEGRAM, Settings

NO_ADDRESS = {
    errno.EADDRINUSE: "is taken by another program",
    errno.EADDRNOTAVAIL: "is no address of this machine",
    errno.EACCES: "needs rights that this user does not have",
}
REFUSED = ("authentication failed", "does not exist", "no pg_hba.conf entry", "not a database", "malformed")
"""What a database that does answer says of a wrong DATABASE_URL: waiting mends nothing."""
EXPECTED = (
    *(TelegramUnauthorizedError, TelegramNotFound, TelegramBadRequest),
    *(DBAPIError, OSError, NewerDatabase, BrokenReferences, CannotBackUp),
)


def said_of(error: BaseException, settings: Settings) -> str | None:
    """One line naming what is wrong; None when it is the program itself."""
    for look in LOOKS:
        line = look(error, settings)
        if line is not None:
            return line
    return None


def refuses(error: BaseException) -> bool:
    """Whether the database is there and does not take us: nothing to wait for."""
    return isinstance(error, DBAPIError) and any(word in str(error.orig) for word in REFUSED)


def _token(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, TelegramNotFound) and settings.telegram_api_url != TELEGRAM:
        return f"TELEGRAM_API_URL or BOT_TOKEN: {settings.telegram_api_url} does not know this token"
    if isinstance(error, (TelegramUnauthorizedError, TelegramNotFound)):
        return "BOT_TOKEN: Telegram does not know it; take it from @BotFather anew"
    return None


def _webhook(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, TelegramBadRequest) and "webhook" in error.message.lower():
        return f"WEBHOOK_URL: Telegram does not take it: {error.message}"
    return None


def _address(error: BaseException, settings: Settings) -> str | None:
    name = "SANDBOX_LISTEN" if settings.bot_token is None else "WEBHOOK_LISTEN"
    address = settings.sandbox_listen if settings.bot_token is None else settings.webhook_listen
    if isinstance(error, socket.gaierror):
        return f"{name}: {address} {NO_ADDRESS[errno.EADDRNOTAVAIL]}"
    if isinstance(error, OSError) and error.filename is None and error.errno in NO_ADDRESS:
        return f"{name}: {address} {NO_ADDRESS[error.errno]}"
    return None


def _database(error: BaseException, settings: Settings) -> str | None:
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    if isinstance(error, DBAPIError) and (refuses(error) or kind_of(error) is Kind.AWAY):
        return f"DATABASE_URL: {shown} does not answer: {str(error.orig).strip().splitlines()[0]}"
    if isinstance(error, OSError) and error.filename is not None and _is_its_folder(str(error.filename), settings):
        return f"DATABASE_URL: {shown} cannot be written: {error.filename}: {error.strerror}"
    if isinstance(error, NewerDatabase):
        return f"DATABASE_URL: {shown}: {error}; update the program"
    return None


def _is_its_folder(path: str, settings: Settings) -> bool:
    return (make_url(settings.database_url).database or "").startswith(path)


def _migration(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, CannotBackUp):
        return f"Not migrated, nothing was changed: no copy could be made before: {error}"
    if isinstance(error, BrokenReferences):
        return f"Not migrated, nothing was changed: {error}; python -m bot restore, with a good copy"
    return None


def _file(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return None


LOOKS: tuple[Callable[[BaseException, Settings], str | None], ...] = (
    *(_token, _webhook, _address, _database, _migration, _file),
)
