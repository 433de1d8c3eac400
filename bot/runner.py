"""Runs the one writing use case of an update: outcome, outbox and inbox row in one commit, found again on a replay."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.inbox import AppliedElsewhere, Received, mark_applied
from domain.clock import Clock
from domain.errors import NotAllowed
from domain.tables import InboxState, Member
from domain.use_case import Area, Cause, Guest, Tx, UseCase

P = ParamSpec("P")
T = TypeVar("T")
Committed = Callable[[frozenset[Area]], None]


_MEMBER = select(Member).where(Member.id == bindparam("member_id"))


class SecondUseCase(RuntimeError):
    """One update writes once: two use cases in a handler are a mistake of ours."""


class UpdateRun:
    """`await run(log_activity, draft)` for one update of one person."""

    def __init__(
        self, database: Database, clock: Clock, row: Received, actor: int | Guest, on_commit: Committed
    ) -> None:
        self._database = database
        self._clock = clock
        self._row = row
        self._actor = actor
        self._on_commit = on_commit
        self._ran: str | None = None

    async def __call__(self, case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._ran is not None:
            raise SecondUseCase(f"{case.name} after {self._ran}")
        self._ran = case.name
        if self._row.state is InboxState.APPLIED:
            return self._stored(case)
        cause = Cause(self._row.key, self._row.received_at, self._clock.now())

        def in_transaction(session: Session) -> tuple[T, str, frozenset[Area]]:
            tx = Tx(session, cause)
            outcome = case.perform(tx, _actor(session, self._actor), *args, **kwargs)
            stored = case.dump(outcome)
            session.flush()
            mark_applied(session, self._row, case.name, stored)
            return outcome, stored, frozenset(tx.touched)

        outcome, stored, touched = await self._database.write(in_transaction)
        self._row.state, self._row.use_case, self._row.outcome = InboxState.APPLIED, case.name, stored
        self._on_commit(touched)
        return outcome

    def _stored(self, case: UseCase[P, T]) -> T:
        """What this update did before it was interrupted."""
        if self._row.use_case != case.name or self._row.outcome is None:
            raise AppliedElsewhere(f"{self._row.key} did {self._row.use_case}, not {case.name}")
        self._on_commit(frozenset())
        return case.load(self._row.outcome)


def _actor(session: Session, actor: int | Guest) -> Member | Guest:
    if isinstance(actor, Guest):
        return actor
    member = session.scalar(_MEMBER, {"member_id": actor})
    if member is None:
        raise NotAllowed
    return member


def perform(
    case: UseCase[P, T], actor_id: int | Guest, cause: Cause, *args: P.args, **kwargs: P.kwargs
) -> Callable[[Session], T]:
    """The use case as a job for `Database.write` outside of an update: the command line, ticks, tests."""

    def job(session: Session) -> Any:
        return case.perform(Tx(session, cause), _actor(session, actor_id), *args, **kwargs)

    return job
