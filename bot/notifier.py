"""Sends what the outbox holds: claimed by compare-and-set, asked whether still wanted, rendered at sending.

The database may be away for a while: whatever is read or noted here waits for it, or a message would be sent twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import structlog
from aiogram import Bot
from aiogram.types import Message
from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from bot.database import Database
from bot.failures import Kind, kind_of, patiently, tried, wait_for
from bot.limits import current_priority
from bot.members import who as as_who
from domain.clock import Clock
from domain.mutes import is_muted
from domain.outbox import Priority, Push, enqueue
from domain.push_kinds import LOUD, WHATEVER_THE_HOUR
from domain.schedules import ON_TIME, may_hear, next_hearing, schedule_of
from domain.settings import company
from domain.tables import Absence, Member, Notification, NotificationState
from domain.worktime import DAY
from handlers.charts.gallery import Gallery
from handlers.pushes.rendering import Occasion, send_push
from handlers.visit import Who
from handlers.worker import Worker

log = structlog.get_logger()

BATCH = 40
MAX_ATTEMPTS = 3
IDLE_S = 1.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row taken for sending, with whom it goes to."""

    id: int
    kind: str
    about: dict[str, object]
    priority: Priority
    silent: bool
    attempts: int
    who: Who
    named: dict[str, object] = field(default_factory=dict)
    """Whom and what the message names, filled while it is rendered and kept in its row."""
    then: list[Push] = field(default_factory=list)
    """What follows it as messages of their own."""


class Notifier:
    def __init__(self, bot: Bot, database: Database, clock: Clock, gallery: Gallery, worker: Worker) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._gallery = gallery
        self._worker = worker
        self._due = asyncio.Event()
        self._sending: dict[asyncio.Task[None], int] = {}
        """Each with its recipient: one at a time to a person, or a crash would double several messages of his."""
        self._away_until = 0.0
        self._away = 0

    def wake(self) -> None:
        """Something may be due now."""
        self._due.set()

    async def run(self) -> None:
        """For ever: claim and send. What a crash left claimed is waiting again (at most one message doubled)."""
        await patiently(self._database.write, unclaim)
        while True:
            self._due.clear()
            if not await self._claim_and_send():
                await self._rest()

    async def stop(self) -> None:
        """Let the messages that are on their way arrive."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=5)

    async def settle(self) -> None:
        """Return when nothing that can be sent now is left."""
        while await self._claim_and_send() or self._sending:
            if self._sending:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(IDLE_S):
                await self._due.wait()
        except TimeoutError:
            return

    async def _claim_and_send(self) -> bool:
        """One batch; False when there was nothing to claim."""
        while len(self._sending) > BATCH // 2:  # claimed by the half-batch: one at a time cost more than the sending
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
        pause = self._away_until - asyncio.get_running_loop().time()
        if pause > 0:
            await asyncio.sleep(pause)
        now, room, busy = self._clock.now(), BATCH - len(self._sending), set(self._sending.values())
        if not await patiently(self._database.read, anything_due, now):
            return False
        claimed = await patiently(self._database.write, lambda session: claim(session, now, room, busy))
        for one in claimed:
            task = asyncio.create_task(self._send(one))
            self._sending[task] = one.who.id
            task.add_done_callback(self._sent)
        return bool(claimed)

    def _sent(self, task: "asyncio.Task[None]") -> None:
        """Its recipient can be sent the next one."""
        del self._sending[task]
        self.wake()

    async def _send(self, one: Claimed) -> None:
        token = current_priority.set(one.priority)
        answer = await tried(self._render_and_send(one))
        current_priority.reset(token)
        if isinstance(answer, BaseException):
            await self._failed(one, answer)
            return
        self._away = 0
        sent_at = self._clock.now()
        if answer is None:
            await patiently(self._database.write, lambda session: drop(session, [one.id], "not wanted"))
        else:
            message_id = answer.message_id
            await patiently(self._database.write, lambda session: mark_sent(session, one, message_id, sent_at))

    async def _render_and_send(self, one: Claimed) -> Message | None:
        doors = self._database.read, self._gallery, self._worker
        occasion = Occasion(self._bot, one.who, self._clock.now(), *doors, one.named, one.then)
        return await send_push(occasion, one.kind, one.about, silent=one.silent)

    async def _failed(self, one: Claimed, error: BaseException) -> None:
        if isinstance(error, asyncio.CancelledError):
            raise error
        kind = kind_of(error)
        if kind is Kind.AWAY:
            self._away += 1
            self._away_until = asyncio.get_running_loop().time() + wait_for(error, self._away)
            log.warning("notifier waits", error=repr(error))
            await patiently(self._database.write, lambda session: give_back(session, one))
        elif kind is Kind.GONE:
            now = self._clock.now()
            await patiently(self._database.write, lambda session: recipient_gone(session, one, now))
        else:
            log.error("push failed", id=one.id, kind=one.kind, exc_info=error)
            now = self._clock.now()
            await patiently(self._database.write, lambda session: push_forward(session, one, now))


def anything_due(session: Session, now: datetime) -> bool:
    found = session.scalar(
        select(Notification.id)
        .where(Notification.state == NotificationState.WAITING, Notification.due_at <= now)
        .limit(1)
    )
    return found is not None


def unclaim(session: Session) -> None:
    """What was taken and never sent waits again, whoever had taken it."""
    session.execute(
        update(Notification)
        .where(Notification.state == NotificationState.CLAIMED)
        .values(state=NotificationState.WAITING)
    )


def claim(session: Session, now: datetime, limit: int, busy: set[int]) -> list[Claimed]:
    """Take due rows, most urgent first, one for each recipient who has no form open and is not `busy` being sent to.

    What is past its time, not wanted for a while or has nobody to go to is dropped; what may not be heard now waits.
    With sound, but for what he asked for himself, come only so many a day ⚙; the rest without it.
    """
    idle = timedelta(minutes=company(session).form_idle_min)
    rows = session.execute(
        select(Notification, Member)
        .join(Member, Member.id == Notification.recipient_id)
        .where(Notification.state == NotificationState.WAITING, Notification.due_at <= now)
        .where(or_(Member.form_open_at.is_(None), Member.form_open_at <= now - idle), Member.id.not_in(busy))
        .order_by(Notification.priority, Notification.due_at, Notification.id)
        .limit(limit)
    ).all()
    claimed: list[Claimed] = []
    away = members_away(session, now)
    for row, member in rows:
        if row.kind not in WHATEVER_THE_HOUR and _put_off(session, row, member, away, now):
            continue
        who = as_who(session, member)
        today = now.astimezone(who.zone).date()
        why = _why_not(row, member, now) or ("muted" if is_muted(session, member.id, row.kind, today) else None)
        if why is not None:
            drop(session, [row.id], why)
            continue
        if any(one.who.id == member.id for one in claimed):
            continue
        row.state, row.claimed_at = NotificationState.CLAIMED, now
        row.silent = row.silent or (row.kind in LOUD and heard_today(session, who, now) >= company(session).loud_a_day)
        claimed.append(Claimed(row.id, row.kind, row.about, Priority(row.priority), row.silent, row.attempts, who))
    return claimed


def members_away(session: Session, now: datetime) -> set[int]:
    """Who may be on leave now: in some zone it is the day before or after."""
    today = now.date()
    return set(
        session.scalars(
            select(Absence.member_id).where(Absence.first_day <= today + DAY, Absence.last_day >= today - DAY)
        )
    )


def _put_off(session: Session, row: Notification, member: Member, away: set[int], now: datetime) -> bool:
    """To when he works again: what came too late for its hour, and all of who is on leave."""
    if member.id not in away and now - row.due_at <= ON_TIME:
        return False
    schedule = schedule_of(session, member)
    if may_hear(schedule, row.due_at, now) or (again := next_hearing(schedule, now)) <= now:
        return False
    row.due_at = again
    return True


def heard_today(session: Session, who: Who, now: datetime) -> int:
    """How many pushes nobody asked for have come to him with sound since his midnight."""
    midnight = datetime.combine(now.astimezone(who.zone).date(), time.min, who.zone)
    return (
        session.scalar(
            select(func.count()).where(
                Notification.recipient_id == who.id,
                Notification.sent_at >= midnight,
                Notification.kind.in_(LOUD),
                Notification.silent.is_(False),
            )
        )
        or 0
    )


def _why_not(row: Notification, member: Member, now: datetime) -> str | None:
    if row.expires_at is not None and row.expires_at <= now:
        return "expired"
    if member.dismissed_at is not None:
        return "dismissed"
    if member.telegram_id is None:
        return "not joined"
    return "unreachable" if member.unreachable_since is not None else None


def drop(session: Session, ids: Sequence[int], why: str) -> None:
    """Never to be sent; `why` is kept for whoever asks."""
    session.execute(
        update(Notification).where(Notification.id.in_(ids)).values(state=NotificationState.DROPPED, why_dropped=why)
    )


def mark_sent(session: Session, one: Claimed, message_id: int, at: datetime) -> None:
    _put(session, one, state=NotificationState.SENT, message_id=message_id, sent_at=at)
    enqueue(session, one.then, at)


def give_back(session: Session, one: Claimed) -> None:
    """Claimed and not sent: it waits again, whoever sends it."""
    _put(session, one, Notification.state == NotificationState.CLAIMED, state=NotificationState.WAITING)


def push_forward(session: Session, one: Claimed, now: datetime) -> None:
    """A row that fails by our mistake must not stand in the way: later, and after the third time never."""
    attempts = one.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        drop(session, [one.id], "failed")
        return
    later = now + timedelta(minutes=attempts)
    _put(session, one, state=NotificationState.WAITING, attempts=attempts, due_at=later)


def _put(session: Session, one: Claimed, *only: ColumnElement[bool], **values: object) -> None:
    """With what the message has named."""
    if one.named:
        values["about"] = {**one.about, **one.named}
    session.execute(update(Notification).where(Notification.id == one.id, *only).values(values))


def recipient_gone(session: Session, one: Claimed, now: datetime) -> None:
    """Telegram will not take it, now or later: nothing more is sent until he lets the bot in again."""
    drop(session, [one.id], "unreachable")
    session.execute(
        update(Member)
        .where(Member.id == one.who.id)
        .values(unreachable_since=func.coalesce(Member.unreachable_since, now))
    )
