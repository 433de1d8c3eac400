"""Engines that each fork points at a database of its own: what they have compiled before the fork is not lost."""

from typing import Any

from sqlalchemy import Dialect, event, make_url

from bot.database import engine_url, reading_engine, writing_engine


class Engines:
    """`url`: where the next connection goes; always of the dialect of the first."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.writer = writing_engine(url)
        self.reader = reading_engine(url)
        for engine in (self.writer, self.reader):
            event.listen(engine, "do_connect", self._go_there)

    def _go_there(self, dialect: Dialect, _record: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        args[:], address = dialect.create_connect_args(make_url(engine_url(self.url)))
        kwargs.update(address)
