"""Updates on their way to the bot: kept until confirmed, handed out to a poller or to the webhook."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sandbox.ids import Ids
from sandbox.refusals import Refusal

KEPT_S = 24 * 3600.0
TAP_KEPT_S = 150.0
MOST_IN_BATCH = 100
LONGEST_POLL_S = 50.0

_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_CONFLICT_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Pending:
    """One update not yet confirmed. `lane`: those of one lane are delivered in order, different lanes at once."""

    update_id: int
    body: dict[str, Any]
    expires: float
    lane: tuple[int, bool]


class Updates:
    """The bot's queue. Messages are kept 24 h, taps 150 s, of real time: moving the clock loses nothing."""

    def __init__(self, ids: Ids, seconds: Callable[[], float]) -> None:
        self._ids = ids
        self._seconds = seconds
        self._pending: dict[int, Pending] = {}
        self._poller: asyncio.Future[None] | None = None
        self._allowed: frozenset[str] | None = None
        self.webhook: Callable[[Pending], None] | None = None
        self.polling = asyncio.Event()
        """A long poll is waiting now."""

    @property
    def allowed(self) -> list[str]:
        """Kinds the bot asked for; empty for the usual ones."""
        return sorted(self._allowed or ())

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember `allowed_updates`; None keeps what was, an empty list means the usual kinds."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed is not None else kind not in _NOT_BY_DEFAULT

    def add(self, kind: str, body: dict[str, Any], chat_id: int) -> int | None:
        """Queue an update; its id, or None when the bot does not want this kind."""
        if not self._wanted(kind):
            return None
        tap = kind == "callback_query"
        return self._queue({kind: body}, (chat_id, tap), TAP_KEPT_S if tap else KEPT_S)

    def add_raw(self, update: dict[str, Any]) -> int:
        """Queue a hostile update as it is; an update_id is given unless it brings one."""
        return self._queue(update, (0, False), KEPT_S)

    def _queue(self, content: dict[str, Any], lane: tuple[int, bool], kept_s: float) -> int:
        update_id = content.get("update_id") or self._ids.update()
        pending = Pending(update_id, {"update_id": update_id, **content}, self._seconds() + kept_s, lane)
        self._pending[update_id] = pending
        if self.webhook is not None:
            self.webhook(pending)
        elif self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        return int(update_id)

    def pending(self) -> list[Pending]:
        """What waits, oldest first; what Telegram would have forgotten by now is dropped."""
        now = self._seconds()
        for late in [pending for pending in self._pending.values() if pending.expires <= now]:
            del self._pending[late.update_id]
        return list(self._pending.values())

    def drop(self) -> None:
        """Forget all (`drop_pending_updates`)."""
        self._pending.clear()

    def done(self, update_id: int) -> None:
        """The webhook has taken this one."""
        self._pending.pop(update_id, None)

    def alive(self, pending: Pending) -> bool:
        """Still to be delivered."""
        return pending.update_id in self._pending and pending.expires > self._seconds()

    async def poll(self, offset: int | None, limit: int, timeout: float) -> list[dict[str, Any]]:
        """getUpdates: confirm what is before `offset`, answer what waits, or wait for it up to `timeout` seconds."""
        if self.webhook is not None:
            raise Refusal(409, _CONFLICT_WEBHOOK)
        self._end_poller(Refusal(409, _CONFLICT_POLLER))
        self._confirm(offset)
        if not self.pending() and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL_S))
        return [pending.body for pending in self.pending()[: max(1, min(limit, MOST_IN_BATCH))]]

    def _confirm(self, offset: int | None) -> None:
        if offset is None or offset == 0:
            return
        ids = sorted(self._pending)
        first = ids[max(offset, -len(ids))] if offset < 0 and ids else offset
        for update_id in ids:
            if update_id < first:
                del self._pending[update_id]

    async def _wait(self, timeout: float) -> None:
        poller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        self.polling.set()
        try:
            async with asyncio.timeout(timeout):
                await poller
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None
                self.polling.clear()

    def _end_poller(self, refusal: Refusal) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(refusal)

    def wake(self) -> None:
        """Let a waiting poller go with what there is (the server stops)."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
