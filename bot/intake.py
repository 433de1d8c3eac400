"""The way in, the same for polling and webhook: commit to the inbox, then confirm, then hand to the lanes."""

import hmac
import json
from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import web

from bot.database import Database
from bot.inbox import Received, accept, is_update, received
from domain.clock import Clock

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1_000_000


class Intake:
    """`accepted` is told of the new rows; a process that does not lead only commits them."""

    def __init__(self, database: Database, clock: Clock, bot_id: int) -> None:
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self.accepted: Callable[[list[Received]], None] | None = None

    async def take(self, batch: list[dict[str, Any]]) -> None:
        """Commit a batch of raw updates; a repeat is ignored, what is no update takes no other with it."""
        now = self._clock.now()
        rows = [received(self._bot_id, raw, now) for raw in batch if is_update(raw)]
        if len(rows) < len(batch):
            log.warning("no updates", count=len(batch) - len(rows))
        tell = self.accepted is None
        new = await self._database.write(lambda session: accept(session, rows, tell=tell))
        if self.accepted is not None:
            self.accepted(new)


def webhook_app(intake: Intake, path: str, secret: str) -> web.Application:
    """Answers 200 when the update is committed, 401 without the secret, 400 for what is no update."""

    async def post(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
            return web.Response(status=401)
        raw = _update_in(await request.read())
        if raw is None:
            return web.Response(status=400)
        await intake.take([raw])
        return web.Response()

    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_post(path, post)
    return app


def _update_in(body: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if is_update(raw) else None
