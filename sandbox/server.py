"""The sandbox as a server: Bot API, control API and the page behind one address."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.typedefs import Handler

from sandbox.acts import Acts
from sandbox.advance import Advance, AdvanceHook
from sandbox.bot_api import Answer, BotApi
from sandbox.calls import CallLog
from sandbox.clock import VirtualClock
from sandbox.control import Control, page_route
from sandbox.faults import Faults
from sandbox.files import UPLOAD_LIMIT, Upload, too_large
from sandbox.ids import Ids
from sandbox.people import Person
from sandbox.refusals import ActError, Refusal
from sandbox.webhook import RETRY_DELAYS, Webhook
from sandbox.world import REAL_SECONDS, World

PAGE = Path(__file__).parent / "page"
_UNAUTHORIZED = Refusal(401, "Unauthorized")
_STOP_WITHIN_S = 1.0


class Sandbox:
    """A local Telegram with the given people in it.

    `start_at`: the instant its clock begins with (default: now). `seed`: first number for ids (default: from the real
    time, so that they do not repeat between runs). `timezone`: where the page's clock is (default: the browser's).
    `strict_rates`, `strict_params`, `keep_calls`, `history`: what a benchmark switches off or bounds.
    """

    def __init__(
        self,
        people: Sequence[Person],
        *,
        token: str = "42:SANDBOX",
        start_at: datetime | None = None,
        clock: VirtualClock | None = None,
        on_advance: AdvanceHook | None = None,
        page_dir: Path | None = PAGE,
        seed: int | None = None,
        bot_name: str = "Полевик",
        bot_username: str = "polevik_sandbox_bot",
        timezone: str | None = None,
        strict_rates: bool = True,
        rates_follow_clock: bool = False,
        strict_params: bool = True,
        keep_calls: int = 20_000,
        history: int | None = None,
        seconds: Any = REAL_SECONDS,
        webhook_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        self.token = token
        self.clock = clock or VirtualClock(start_at)
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": bot_name, "username": bot_username}
        self.world = World(
            people,
            bot=bot,
            clock=self.clock,
            ids=Ids(seed),
            seconds=seconds,
            strict_rates=strict_rates,
            rates_follow_clock=rates_follow_clock,
            history=history,
        )
        self.acts = Acts(self.world)
        self.faults = Faults()
        self.calls = CallLog(self.clock, keep_calls)
        self._advance = Advance(self.clock, on_advance, self.world.events, seconds)
        self._webhook = Webhook(self.world.updates, self.world.date, webhook_delays)
        self._api = BotApi(self.world, self._webhook, self.faults, self.calls, strict_params=strict_params)
        self._webhook.on_method = lambda name, values: self._api.answer(name, values, {})
        self._page_dir = page_dir
        self._timezone = timezone
        self._runner: web.AppRunner | None = None
        self._base = ""

    @property
    def address(self) -> str:
        """`http://host:port` once started: the page, the control API under /api, and the base for TELEGRAM_API_URL."""
        return self._base

    @property
    def api_url(self) -> str:
        """What a bot takes for Telegram's own address."""
        return self._base

    @property
    def bot_username(self) -> str:
        """For links with a payload: https://t.me/<username>?start=…"""
        return str(self.world.bot["username"])

    @property
    def follower(self) -> asyncio.Event:
        """Set once a bot run apart has come to follow the clock."""
        return self._advance.follower

    def on_advance(self, hook: AdvanceHook | None) -> None:
        """Hand in, or take away, the hook that steps the bot to a target instant."""
        self._advance.hook = hook

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen; port 0 takes a free one. Answers the address."""
        self._runner = web.AppRunner(
            self._app(), access_log=None, shutdown_timeout=_STOP_WITHIN_S, handler_cancellation=True
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        taken = self._runner.addresses[0][1]
        self._base = f"http://{host}:{taken}"
        return self._base

    async def stop(self) -> None:
        """Answer what waits, close everything."""
        self.world.updates.wake()
        await self._webhook.remove()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=UPLOAD_LIMIT + 1024 * 1024, middlewares=[_act_errors])
        app.router.add_route("*", "/bot{token}/{method}", self._bot_api)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        control = Control(self.world, self.acts, self._advance, self.faults, self.calls, self._timezone)
        app.add_routes(control.routes())
        if self._page_dir is not None:
            app.add_routes(page_route(self._page_dir))
        return app

    async def _bot_api(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _refused(_UNAUTHORIZED)
        try:
            given, uploads = await _parameters(request)
        except Refusal as refusal:
            return _refused(refusal)
        answer = await self._api.answer(request.match_info["method"], given, uploads)
        return _response(request, answer)

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refused(_UNAUTHORIZED)
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _refused(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")


def _refused(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.as_answer(), status=refusal.code)


def _response(request: web.Request, answer: Answer) -> web.StreamResponse:
    if answer.page is not None:
        return web.Response(text=answer.page, status=answer.code, content_type="text/html")
    if answer.body is None:
        if request.transport is not None:
            request.transport.abort()
        raise asyncio.CancelledError
    return web.Response(
        body=json.dumps(answer.body, ensure_ascii=False).encode(), status=answer.code, content_type="application/json"
    )


async def _parameters(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from the address and the body (JSON, urlencoded or multipart) and the files. Raises Refusal."""
    given: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return given, {}
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            uploads = await _multipart(request, given)
            return given, uploads
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    if kind == "application/json":
        given |= _json_object(body)
    else:
        given |= parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return given, {}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise Refusal(400, "Bad Request: can't parse JSON object") from None
    if not isinstance(value, dict):
        raise Refusal(400, "Bad Request: JSON object expected")
    return value


async def _multipart(request: web.Request, given: dict[str, Any]) -> dict[str, Upload]:
    uploads: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        size += len(content)
        if size > UPLOAD_LIMIT + 1024 * 1024:
            raise too_large()
        if part.filename is None:
            given[part.name] = content.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, content, mime)
    return uploads


@web.middleware
async def _act_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except ActError as error:
        return web.json_response({"error": error.words}, status=error.status)
