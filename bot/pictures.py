"""Pictures: drawn by the worker, uploaded once, then sent by what Telegram has already."""

from aiogram.types import BufferedInputFile
from sqlalchemy.orm import Session

from bot.database import Database
from domain.clock import Clock
from domain.tables import Picture
from handlers.charts.draw import draw
from handlers.charts.specs import Spec
from handlers.worker import Worker


class Pictures:
    """The `Gallery` of the running program."""

    def __init__(self, database: Database, bot_id: int, clock: Clock, worker: Worker) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._worker = worker

    async def photo(self, key: str, spec: Spec) -> str | BufferedInputFile:
        """The `file_id` of the picture if it was sent before, else the file to upload."""
        known = await self._database.read(_known, self._bot_id, key)
        return known or await self.drawn(spec)

    async def drawn(self, spec: Spec) -> BufferedInputFile:
        """The picture drawn anew, off the event loop."""
        return BufferedInputFile(await self._worker(draw, spec), "chart.png")

    async def remember(self, key: str, file_id: str) -> None:
        """The picture of this key is with Telegram now."""
        picture = {"bot_id": self._bot_id, "key": key, "file_id": file_id, "made_at": self._clock.now()}
        await self._database.write(lambda session: session.merge(Picture(**picture)))


def _known(session: Session, bot_id: int, key: str) -> str | None:
    picture = session.get(Picture, (bot_id, key))
    return None if picture is None else picture.file_id
