"""What a start stumbles over, in one line that names the setting behind it."""

import errno
from collections.abc import Callable

from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.failures import Kind, kind_of
from bot.settings import Settings

NO_ADDRESS = (errno.EADDRINUSE, errno.EADDRNOTAVAIL)
EXPECTED = (TelegramUnauthorizedError, TelegramNotFound, TelegramBadRequest, DBAPIError, OSError)


def said_of(error: BaseException, settings: Settings) -> str | None:
    """One line naming the setting that is wrong; None when the failure is no setting's."""
    for look in LOOKS:
        line = look(error, settings)
        if line is not None:
            return line
    return None


def _token(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, (TelegramUnauthorizedError, TelegramNotFound)):
        return "BOT_TOKEN: Telegram does not know it; take it from @BotFather anew"
    return None


def _webhook(error: BaseException, settings: Settings) -> str | None:
    if isinstance(error, TelegramBadRequest) and "webhook" in error.message.lower():
        return f"WEBHOOK_URL: Telegram does not take it: {error.message}"
    return None


def _address(error: BaseException, settings: Settings) -> str | None:
    if not isinstance(error, OSError) or error.errno not in NO_ADDRESS:
        return None
    name = "SANDBOX_LISTEN" if settings.bot_token is None else "WEBHOOK_LISTEN"
    address = settings.sandbox_listen if settings.bot_token is None else settings.webhook_listen
    why = "is taken by another program" if error.errno == errno.EADDRINUSE else "is no address of this machine"
    return f"{name}: {address} {why}"


def _database(error: BaseException, settings: Settings) -> str | None:
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    if isinstance(error, DBAPIError) and kind_of(error) is Kind.AWAY:
        return f"DATABASE_URL: {shown} does not answer: {str(error.orig).strip().splitlines()[0]}"
    if isinstance(error, OSError) and error.filename is not None and _is_its_folder(str(error.filename), settings):
        return f"DATABASE_URL: {shown} cannot be made: {error.strerror}"
    return None


def _is_its_folder(path: str, settings: Settings) -> bool:
    return (make_url(settings.database_url).database or "").startswith(path)


LOOKS: tuple[Callable[[BaseException, Settings], str | None], ...] = (_token, _webhook, _address, _database)
