"""A sales team over a real database, without screens: who does what, and on which day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.database import Database
from bot.runner import perform
from domain.defaults import ensure_defaults
from domain.tables import Client
from domain.use_case import Cause, UseCase
from tests.harness import CAST, MONDAY, MOSCOW, add_client, hire_cast

T = TypeVar("T")


@dataclass(slots=True)
class Sales:
    """`run(case, "Анна", …)` as that person, at the present moment; each run is an update of its own."""

    database: Database
    ids: dict[str, int]
    now: datetime = MONDAY
    updates: "count[int]" = field(default_factory=count)

    def on(self, day: date, hour: time = time(10)) -> "Sales":
        """Move the clock to that hour of that day in Moscow."""
        self.now = datetime.combine(day, hour, MOSCOW)
        return self

    async def run(self, case: UseCase[Any, T], name: str, *args: Any, **kwargs: Any) -> T:
        cause = Cause(f"42:{next(self.updates)}", self.now, self.now)
        return await self.database.write(perform(case, self.ids[name], cause, *args, **kwargs))

    async def client(self, name: str, keeper: str = "Анна", **details: Any) -> int:
        return await self.write(lambda session: add_client(session, self.ids[keeper], name, at=self.now, **details))

    async def read(self, job: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return await self.database.read(job, *args, **kwargs)

    async def write(self, job: Callable[[Session], T]) -> T:
        return await self.database.write(job)

    async def facts(self, client_id: int) -> Client:
        """The client's row as it stands."""

        def detached(session: Session) -> Client:
            client = session.get_one(Client, client_id)
            session.expunge(client)
            return client

        return await self.read(detached)


async def open_sales(database: Database) -> Sales:
    def founded(session: Session) -> dict[int, int]:
        ensure_defaults(session)
        return hire_cast(session, MONDAY)

    members = await database.write(founded)
    return Sales(database, {person.name: members[person.id] for person in CAST if person.id in members})
