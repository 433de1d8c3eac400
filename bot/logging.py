"""Logs to the console; the bot's token never gets into them, whoever prints it."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")


def redacted(text: str) -> str:
    return TOKEN.sub("<token>", text)


class Redacting(logging.Filter):
    """aiohttp and aiogram print the address, and with it the token, in some errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redacted(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


def _redact(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redacted(value) if isinstance(value, str) else value for key, value in event.items()}


def configure_logging(level: int) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(Redacting())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(
        level=max(level, logging.WARNING) if level > logging.DEBUG else level, handlers=[handler], force=True
    )
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
            structlog.processors.format_exc_info,
            _redact,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
    )
