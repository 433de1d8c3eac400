"""A call of the Bot API from its parameters to its answer: checks, faults, the method itself, the log."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.calls import CallLog
from sandbox.checks import method_model
from sandbox.faults import Fault, Faults
from sandbox.files import Upload
from sandbox.methods import Call, handler_of
from sandbox.refusals import Refusal, bad_request
from sandbox.webhook import Webhook, checked_address
from sandbox.world import World

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP. `body` None: nothing, the connection is closed. `page`: HTML in place of JSON."""

    code: int
    body: dict[str, Any] | None
    page: str | None = None


class BotApi:
    """All methods of one bot."""

    def __init__(self, world: World, webhook: Webhook, faults: Faults, calls: CallLog, *, strict_params: bool) -> None:
        self._world = world
        self._webhook = webhook
        self._faults = faults
        self._calls = calls
        self._strict = strict_params
        self._delayed: set[asyncio.Task[Answer]] = set()
        self._asynchronous = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
        }

    async def answer(self, name: str, given: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Answer:
        """The answer to one call, with faults and the log."""
        began = time.perf_counter()
        fault = self._faults.take(name, given)
        if fault is None:
            answer = await self._plainly(name, given, uploads)
        else:
            answer = await self._unhurried(self._befallen(fault, name, given, uploads))
        if self._calls.keeping:
            took_ms = (time.perf_counter() - began) * 1000
            self._calls.note(name, _readable(given, uploads), answer.body, answer.code, took_ms)
        return answer

    async def _unhurried(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Done to its end even when the bot hangs up meanwhile: as with Telegram, what was asked may still happen."""
        task = asyncio.get_running_loop().create_task(work)
        self._delayed.add(task)
        task.add_done_callback(self._delayed.discard)
        return await asyncio.shield(task)

    async def _befallen(
        self, fault: Fault, name: str, given: Mapping[str, Any], uploads: Mapping[str, Upload]
    ) -> Answer:
        if fault.latency_ms:
            await asyncio.sleep(fault.latency_ms / 1000)
        instead = _instead(fault)
        if instead is not None:
            return instead
        answer = await self._plainly(name, given, uploads)
        return Answer(0, None) if fault.drop == "after" else answer

    async def _plainly(self, name: str, given: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Answer:
        try:
            return Answer(200, {"ok": True, "result": await self.call(name, given, uploads)})
        except Refusal as refusal:
            return Answer(refusal.code, refusal.as_answer())

    async def call(self, name: str, given: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Any:
        """The result of one call. Raises Refusal."""
        model = method_model(name)
        if uploads:
            attached = {field: f"attach://{field}" for field in uploads if field in model.parameters}
            given = {**given, **attached}
        values = model.checked(given, strict=self._strict)
        asynchronous = self._asynchronous.get(model.name)
        if asynchronous is not None:
            return await asynchronous(values)
        handler = handler_of(model.name)
        if handler is None:
            raise bad_request(f"{model.name} is not played by the sandbox")
        return handler(Call(self._world, model.name, values, uploads))

    async def _get_updates(self, values: Values) -> list[dict[str, Any]]:
        updates = self._world.updates
        updates.allow(values.get("allowed_updates"))
        return await updates.poll(values.get("offset"), values.get("limit") or 100, values.get("timeout") or 0)

    async def _set_webhook(self, values: Values) -> bool:
        if not values.get("url"):
            return await self._delete_webhook(values)
        address = checked_address(values)
        if values.get("drop_pending_updates"):
            self._world.updates.drop()
        self._world.updates.allow(values.get("allowed_updates"))
        await self._webhook.set(address)
        return True

    async def _delete_webhook(self, values: Values) -> bool:
        if values.get("drop_pending_updates"):
            self._world.updates.drop()
        await self._webhook.remove()
        return True

    async def _get_webhook_info(self, values: Values) -> dict[str, Any]:
        return self._webhook.info()


def _instead(fault: Fault) -> Answer | None:
    """The answer of a fault that keeps the method from happening."""
    if fault.drop == "before":
        return Answer(0, None)
    if fault.html:
        return Answer(fault.code or 502, None, fault.page())
    refusal = fault.refusal()
    return Answer(refusal.code, refusal.as_answer()) if refusal else None


def _readable(given: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Values:
    files = {name: {"file_name": upload.name, "size": len(upload.content)} for name, upload in uploads.items()}
    return {**given, **files}
