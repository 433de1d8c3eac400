"""Runs the one writing use case of an update: outcome, outbox and inbox row in one commit, found again on a replay.

Those that wait together share what is the same for all: their actors are read, the revisions raised and the inbox rows
marked by one statement each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.inbox import Applied, AppliedElsewhere, Received, mark_applied
from domain.clock import Clock
from domain.errors import NotAllowed
from domain.tables import InboxState, Member
from domain.use_case import Area, Cause, Guest, Tx, UseCase, raise_revisions

P = ParamSpec("P")
T = TypeVar("T")
Committed = Callable[[frozenset[Area]], None]


_MEMBERS = select(Member).where(Member.id.in_(bindparam("ids", expanding=True)))


class SecondUseCase(RuntimeError):
    """One update writes once: two use cases in a handler are a mistake of ours."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A use case about to run; `act` is it with its arguments."""

    row: Received
    actor: int | Guest
    cause: Cause
    act: Callable[[Tx, Member | Guest], tuple[Any, Applied]]


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

        def act(tx: Tx, actor: Member | Guest) -> tuple[T, Applied]:
            outcome = case.act(tx, actor, *args, **kwargs)
            return outcome, Applied(self._row, case.name, case.dump(outcome))

        call = _Call(self._row, self._actor, cause, act)
        outcome, applied, touched = await self._database.write_with_others(_apply, call)
        self._row.state, self._row.use_case, self._row.outcome = InboxState.APPLIED, case.name, applied.outcome
        self._on_commit(touched)
        return outcome  # type: ignore[no-any-return]

    def _stored(self, case: UseCase[P, T]) -> T:
        """What this update did before it was interrupted."""
        if self._row.use_case != case.name or self._row.outcome is None:
            raise AppliedElsewhere(f"{self._row.key} did {self._row.use_case}, not {case.name}")
        self._on_commit(frozenset())
        return case.load(self._row.outcome)


def _apply(session: Session, calls: Sequence[_Call]) -> list[tuple[Any, Applied, frozenset[Area]]]:
    """The first commit of each update: what it does, the revisions it raises, its row applied."""
    actors = _actors(session, (call.actor for call in calls))
    done = []
    for call in calls:
        tx = Tx(session, call.cause)
        outcome, applied = call.act(tx, _known(actors, call.actor))
        session.flush()
        done.append((outcome, applied, frozenset(tx.touched)))
    raise_revisions(session, {area for *_, touched in done for area in touched})
    mark_applied(session, [applied for _, applied, _ in done])
    return done


def _actors(session: Session, wanted: Iterable[int | Guest]) -> dict[int, Member]:
    ids = {actor for actor in wanted if isinstance(actor, int)}
    return {member.id: member for member in session.scalars(_MEMBERS, {"ids": sorted(ids)})} if ids else {}


def _known(actors: dict[int, Member], actor: int | Guest) -> Member | Guest:
    if isinstance(actor, Guest):
        return actor
    if actor not in actors:
        raise NotAllowed
    return actors[actor]


def perform(
    case: UseCase[P, T], actor_id: int | Guest, cause: Cause, *args: P.args, **kwargs: P.kwargs
) -> Callable[[Session], T]:
    """The use case as a job for `Database.write` outside of an update: the command line, ticks, tests."""

    def job(session: Session) -> Any:
        actor = _known(_actors(session, [actor_id]), actor_id)
        return case.perform(Tx(session, cause), actor, *args, **kwargs)

    return job
