"""Use cases: plain functions of a transaction, in the words of the field.

Nothing can be awaited inside one, so no transaction ever waits for the network. The right is declared with the
function: forgotten means it cannot be declared at all. The outcome is a frozen dataclass of ids, stored beside the
update that caused it, so that a replay of the update finds it instead of acting twice.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, get_type_hints

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from domain.errors import NotAllowed
from domain.tables import Member, Revision, Role

P = ParamSpec("P")
O_co = TypeVar("O_co", covariant=True)
T = TypeVar("T")


class Right(StrEnum):
    """What may be done; who may is in `ALLOWED`, and what is absent there is denied."""

    ENTER = "enter"
    LOG_ACTIVITY = "log_activity"
    KEEP_CLIENTS = "keep_clients"
    CLOSE_CLIENTS = "close_clients"
    MOVE_DEALS = "move_deals"
    PLAN_TASKS = "plan_tasks"
    OWN_SETTINGS = "own_settings"
    ASSIGN_TASKS = "assign_tasks"
    SEE_TEAM = "see_team"
    SEE_COMPANY = "see_company"
    INVITE_REPS = "invite_reps"
    MANAGE_MEMBERS = "manage_members"
    SET_PLANS = "set_plans"
    NOTE_EVENTS = "note_events"
    COMPANY_SETTINGS = "company_settings"
    IMPORT = "import"
    EXPORT = "export"
    ENTER_SPEND = "enter_spend"


REP = frozenset({Right.LOG_ACTIVITY, Right.KEEP_CLIENTS, Right.MOVE_DEALS, Right.PLAN_TASKS, Right.OWN_SETTINGS})
MANAGER = REP | {
    Right.CLOSE_CLIENTS,
    Right.ASSIGN_TASKS,
    Right.SEE_TEAM,
    Right.SET_PLANS,
    Right.INVITE_REPS,
    Right.NOTE_EVENTS,
}
ALLOWED: dict[Role, frozenset[Right]] = {
    Role.REP: REP,
    Role.MANAGER: MANAGER,
    Role.OWNER: MANAGER
    | {
        Right.SEE_COMPANY,
        Right.MANAGE_MEMBERS,
        Right.COMPANY_SETTINGS,
        Right.IMPORT,
        Right.EXPORT,
        Right.ENTER_SPEND,
    },
}


def may(role: Role, right: Right, *, exports: bool = False) -> bool:
    """`exports`: the owner lets this member take rows out, whatever his role."""
    return right in ALLOWED[role] or (exports and right is Right.EXPORT)


class Area(StrEnum):
    """Areas of data with a revision each: a report's picture is the same while its areas stand still."""

    MEMBERS = "members"
    CLIENTS = "clients"
    ACTIVITIES = "activities"
    DEALS = "deals"
    MONEY = "money"
    TASKS = "tasks"
    PLANS = "plans"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a transaction runs: the update (its key doubles as the form's id when the form has none) and its times."""

    key: str
    received_at: datetime
    stored_at: datetime


_RAISE = (
    update(Revision).where(Revision.area.in_(bindparam("areas", expanding=True))).values(number=Revision.number + 1)
)


def raise_revisions(session: Session, areas: Iterable[Area]) -> None:
    """Raise the counter of every area that a transaction has written; to be called last in it."""
    touched = sorted(area.value for area in areas)
    if touched:
        session.connection().execute(_RAISE, {"areas": touched})


class Tx:
    """One short transaction: the session, its cause, and the areas it has changed."""

    def __init__(self, session: Session, cause: Cause) -> None:
        self.session = session
        self.cause = cause
        self.touched: set[Area] = set()

    @property
    def now(self) -> datetime:
        """When the cause was received: a backlog after a stop must not look like a burst."""
        return self.cause.received_at

    def touch(self, *areas: Area) -> None:
        self.touched.update(areas)

    def fact_times(self, happened_at: datetime | None = None) -> dict[str, datetime]:
        """The three times of a fact, ready for a row's constructor."""
        return {
            "happened_at": happened_at or self.now,
            "received_at": self.cause.received_at,
            "stored_at": self.cause.stored_at,
        }

    def raise_revisions(self) -> None:
        """Raise the counter of every touched area; to be called last in the transaction."""
        raise_revisions(self.session, self.touched)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who knocks: a Telegram account that is not a member."""

    telegram_id: int
    username: str | None
    name: str


class UseCase(Generic[P, O_co]):
    """A declared use case; called with a transaction by the runner only."""

    def __init__(self, right: Right, body: Callable[Concatenate[Tx, Any, P], O_co]) -> None:
        self.right = right
        self.body = body
        self.name = body.__name__
        self.outcome: type[Any] = get_type_hints(body)["return"]
        self.__doc__ = body.__doc__
        if not is_dataclass(self.outcome):
            raise TypeError(f"{self.name}: the outcome is a dataclass of ids, so that a replay can find it")
        self._fields = [field.name for field in fields(self.outcome)]

    def __repr__(self) -> str:
        return f"<use case {self.name}>"

    def act(self, tx: Tx, actor: Member | Guest, *args: P.args, **kwargs: P.kwargs) -> O_co:
        """Check the right and act; the revisions are the caller's. Raises NotAllowed and what the body raises."""
        self._check(actor)
        return self.body(tx, actor, *args, **kwargs)

    def perform(self, tx: Tx, actor: Member | Guest, *args: P.args, **kwargs: P.kwargs) -> O_co:
        """Check the right, act, raise the revisions. Raises NotAllowed and what the body raises."""
        outcome = self.act(tx, actor, *args, **kwargs)
        tx.raise_revisions()
        return outcome

    def _check(self, actor: Member | Guest) -> None:
        if isinstance(actor, Guest):
            if self.right is not Right.ENTER:
                raise NotAllowed
        elif actor.dismissed_at is not None or not may(actor.role, self.right, exports=actor.may_export):
            raise NotAllowed

    def dump(self, outcome: Any) -> str:
        return json.dumps({name: getattr(outcome, name) for name in self._fields}, ensure_ascii=False)

    def load(self, stored: str) -> O_co:
        values = json.loads(stored)
        lists = {f.name for f in fields(self.outcome) if isinstance(values[f.name], list)}
        return self.outcome(**{k: tuple(v) if k in lists else v for k, v in values.items()})  # type: ignore[no-any-return]


def use_case(right: Right) -> Callable[[Callable[Concatenate[Tx, Any, P], O_co]], UseCase[P, O_co]]:
    """Declare a use case and the right it needs. The body is `(tx, actor, …) -> dataclass of ids`."""

    def declare(body: Callable[Concatenate[Tx, Any, P], O_co]) -> UseCase[P, O_co]:
        return UseCase(right, body)

    return declare


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of a use case that has no ids to tell."""


class Run(Protocol):
    """Runs one writing use case of the present update, once."""

    async def __call__(self, case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...


class Read(Protocol):
    """Runs a reader: a function of a session that writes nothing."""

    async def __call__(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T: ...

    async def long(self, reader: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for one that takes its time: only others as long wait for it."""
        ...


def revisions(session: Session, areas: frozenset[Area]) -> dict[str, int]:
    """The present counter of each area."""
    rows = session.execute(select(Revision.area, Revision.number).where(Revision.area.in_(sorted(areas))))
    return {row.area: row.number for row in rows}
