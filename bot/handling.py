"""What happens to one update: who, screen, fact (first commit), answer, second commit; and what if it fails."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2s
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError
from sqlalchemy import bindparam, select
from sqlalchemy import update as sql_update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.database import Database
from bot.dialog_storage import Buffer, DialogStorage, current_buffer
from bot.doorman import Doorman
from bot.failures import HandlingTooLong, Kind, kind_of, patiently, tried, wait_for
from bot.inbox import NOBODY, AppliedElsewhere, Received, count_failure, count_kill, mark_answered, refreshed, settle
from bot.intents import numbered_intents
from bot.members import Members
from bot.runner import UpdateRun
from domain.clock import Clock
from domain.outbox import Priority, Push, enqueue
from domain.tables import InboxState, Member, Role
from domain.use_case import Area
from handlers.taps import PATIENCE_S, Tap
from handlers.visit import Visit, Who
from handlers.words import words

log = structlog.get_logger()

TIME_LIMIT_S = 30.0
MAX_FAILURES = 3
MAX_KILLS = 10
SUSPECTED_FROM = 3
"""Kills from which what was left over is tried one at a time: only what kills is counted further, not its neighbour."""
RETRY_OURS_S = 0.5


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the second commit of an update writes; `form`: since when the member has one open, or None if unchanged."""

    row: Received
    buffer: Buffer
    form: dict[str, Any] | None


@dataclass(slots=True)
class Handling:
    """Everything an update is handled with. `time_limit_s` and `retry_s` are arguments so that a test need not wait."""

    bot: Bot
    dispatcher: Dispatcher
    database: Database
    storage: DialogStorage
    members: Members
    doorman: Doorman
    clock: Clock
    time_limit_s: float = TIME_LIMIT_S
    patience_s: float = PATIENCE_S
    """How long a tap waits for its answer; a test that reads the answer need not hurry."""
    retry_s: float = RETRY_OURS_S
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def settle(self, row: Received) -> None:
        """Handle the row until it is answered or dead; waits while somebody is away."""
        attempt = 0
        while True:
            error = await tried(self._once(row))
            if error is None:
                return
            if isinstance(error, asyncio.CancelledError):
                raise error
            self.storage.forget(row.lane)
            settled = await tried(self._is_settled(row, error, attempt))
            if settled is True:
                return
            if isinstance(settled, BaseException):
                await self._could_not_judge(row, settled, attempt)
            attempt += 1

    async def _once(self, row: Received) -> None:
        if row.kills >= MAX_KILLS or row.failures >= MAX_FAILURES:
            await self._bury(row)
        elif row.kills >= SUSPECTED_FROM:
            async with self._alone:
                await self._try(row)
        else:
            await self._try(row)

    async def _try(self, row: Received) -> None:
        if row.left_over:
            await self.database.write(lambda session: count_kill(session, row))
            row.left_over = False
        await self._handle(row)

    async def _is_settled(self, row: Received, error: BaseException, attempt: int) -> bool:
        if isinstance(error, AppliedElsewhere):
            row.failures += 1
            return not await self._reload(row)
        kind = kind_of(error)
        if kind is Kind.AWAY:
            log.warning("away", update=row.update_id, error=repr(error))
            await asyncio.sleep(wait_for(error, attempt))
            return isinstance(error, DBAPIError) and not await self._reload(row)
        elif kind is Kind.GONE:
            await self._recipient_is_gone(row, _written_to(error, row.lane))
            return True
        else:
            await self._ours(row, error)
        return False

    async def _could_not_judge(self, row: Received, error: BaseException, attempt: int) -> None:
        """A lane never dies: what fails while a failure is noted is waited out."""
        if isinstance(error, asyncio.CancelledError):
            raise error
        log.error("could not note a failure", update=row.update_id, exc_info=error)
        await asyncio.sleep(wait_for(error, attempt))

    async def _handle(self, row: Received) -> None:
        buffer = Buffer(row.lane)
        token = current_buffer.set(buffer)
        visit: Visit | None = None
        try:
            async with asyncio.timeout(self.time_limit_s) as limit:
                visit = await self._dispatch(row)
        except TimeoutError as late:
            if limit.expired():
                raise HandlingTooLong(f"update {row.update_id}") from late
            raise
        finally:
            current_buffer.reset(token)
        await self._answered(row, buffer, visit)

    async def _dispatch(self, row: Received) -> Visit | None:
        try:
            update = Update.model_validate(without_replies(row.payload), context={"bot": self.bot})
            _ = update.event_type
        except (ValidationError, UpdateTypeLookupError) as unknown:
            log.warning("update not understood", update=row.update_id, error=_what_is_wrong(unknown))
            return None
        if row.lane == NOBODY or await self.doorman.turns_away(update):
            return None
        who = await self.members.find(row.lane)
        if who is None:
            await self.doorman.meet_stranger(
                update, lambda guest: UpdateRun(self.database, self.clock, row, guest, self.members.changed)
            )
            return None
        with numbered_intents(row.update_id):
            return await self._serve(row, update, who)

    async def _serve(self, row: Received, update: Update, who: Who) -> Visit:
        visit = self._visit(row, update, who)
        try:
            await self.dispatcher.feed_update(self.bot, update, visit=visit)
        except BaseException:
            if visit.tap is not None:
                visit.tap.drop()
            raise
        if visit.tap is not None:
            await visit.tap.finish()
        return visit

    def _visit(self, row: Received, update: Update, who: Who) -> Visit:
        tap = None
        if isinstance(update.event, CallbackQuery):
            tap = Tap(self.bot, update.event.id, self.patience_s)

        def committed(areas: frozenset[Area]) -> None:
            self.members.changed(areas)
            if tap is not None:
                tap.answer()

        run = UpdateRun(self.database, self.clock, row, who.id, committed)
        return Visit(who, row.received_at, words(who.language), run, self.database.read, row.key, tap)

    async def _answered(self, row: Received, buffer: Buffer, visit: Visit | None) -> None:
        """The second commit: the row is answered together with the dialog state it led to."""
        form = None
        if visit is not None and visit.form_open is not None:
            form = {"of_member": visit.who.id, "form_open_at": self.clock.now() if visit.form_open else None}
        await self.database.write_with_others(self._answer, _Answer(row, buffer, form))
        row.state = InboxState.ANSWERED
        self.storage.committed(buffer)

    def _answer(self, session: Session, answers: Sequence[_Answer]) -> Sequence[None]:
        mark_answered(session, [answer.row for answer in answers])
        self.storage.flush(session, *(answer.buffer for answer in answers))
        forms = [answer.form for answer in answers if answer.form is not None]
        if forms:
            session.connection().execute(_NOTE_FORM, forms)
        return [None] * len(answers)

    async def _reload(self, row: Received) -> bool:
        """Read the row again; False when nothing is left to do."""
        fresh = await patiently(self.database.read, refreshed, row)
        if fresh is None:
            return False
        row.state, row.use_case, row.outcome = fresh.state, fresh.use_case, fresh.outcome
        return True

    async def _recipient_is_gone(self, row: Received, chat_id: int) -> None:
        """Who could not be written to: the person himself, or a group he has put the bot into."""

        def job(session: Session) -> None:
            settle(session, row, InboxState.ANSWERED)
            session.execute(
                sql_update(Member)
                .where(Member.telegram_id == chat_id, Member.unreachable_since.is_(None))
                .values(unreachable_since=self.clock.now())
            )

        await patiently(self.database.write, job)

    async def _ours(self, row: Received, error: BaseException) -> None:
        code = fault_code(row)
        row.failures += 1
        log.error("handling failed", update=row.update_id, code=code, failures=row.failures, exc_info=error)
        await patiently(self.database.write, lambda session: count_failure(session, row, f"{code} {error!r}"))
        if isinstance(error, HandlingTooLong) and not await self._reload(row):
            return  # its commit was under way when its time ran out
        if row.failures == 1:
            await self._apologise(row, code)
        if row.failures < MAX_FAILURES:
            await asyncio.sleep(self.retry_s)

    async def _apologise(self, row: Received, code: str) -> None:
        who = await patiently(self.members.find, row.lane)
        if who is None:
            return
        said = words(who.language)("fault" if row.state is InboxState.RECEIVED else "fault-but-saved", code=code)
        error = await tried(self.bot.send_message(who.telegram_id, said))
        if isinstance(error, BaseException):
            log.warning("could not apologise", update=row.update_id, error=repr(error))

    async def _bury(self, row: Received) -> None:
        """Failed three times, or killed us ten: dead, the owners are told, the lane moves on."""

        def job(session: Session) -> None:
            settle(session, row, InboxState.DEAD)
            enqueue(session, _told_owners(session, row, self.clock.now()), self.clock.now())

        await self.database.write(job)
        row.state = InboxState.DEAD


_NOTE_FORM = sql_update(Member).where(Member.id == bindparam("of_member"))


def _written_to(error: BaseException, lane: int) -> int:
    """The chat that Telegram's answer is about; the person's own when it does not say."""
    chat_id = getattr(getattr(error, "method", None), "chat_id", None)
    return chat_id if isinstance(chat_id, int) else lane


def _told_owners(session: Session, row: Received, now: datetime) -> list[Push]:
    owners = session.scalars(select(Member.id).where(Member.role == Role.OWNER, Member.dismissed_at.is_(None)))
    about: dict[str, Any] = {"lane": row.lane, "update_id": row.update_id, "code": fault_code(row)}
    return [
        Push(f"dead:{row.key}:{owner}", "dead_update", owner, now, None, about, Priority.ANSWER) for owner in owners
    ]


def _what_is_wrong(unknown: ValidationError | UpdateTypeLookupError) -> str:
    """Where and why; not what is there, which a person wrote."""
    if not isinstance(unknown, ValidationError):
        return type(unknown).__name__
    wrong = unknown.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in wrong[:3])


def fault_code(row: Received) -> str:
    """A short code to read over the phone, «К7-31»: the same for the person, the log, the inbox and the owner."""
    digest = int.from_bytes(blake2s(row.key.encode(), digest_size=4).digest())
    letter, digit, rest = digest % 9, digest // 9 % 10, digest // 90 % 90
    return f"{'АВЕКМНРСТ'[letter]}{digit}-{rest + 10}"


def without_replies(payload: dict[str, Any]) -> dict[str, Any]:
    """A text is what it says, whatever it replies to: aiogram-dialog would take a reply for the old screen's."""
    return {
        name: {key: part for key, part in value.items() if key != "reply_to_message"}
        if isinstance(value, dict)
        else value
        for name, value in payload.items()
    }
