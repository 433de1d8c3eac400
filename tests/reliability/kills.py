"""Kill the real program at random moments under working reps; then compare what is kept with what was seen."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database, open_database
from bot.inbox import PENDING
from domain.tables import Activity, Client, Inbox, InboxState, Member, Outcome, Task
from sandbox import Sandbox
from tests.harness import TOKEN
from tests.reliability.persons import OUTCOMES, Worker
from tests.reliability.processes import Started, Starter, settings
from tests.reliability.town import open_town, reps, settle_in

LIVES_S = (0.1, 1.3)
SAID = dict(zip(OUTCOMES, (Outcome.AGREED, Outcome.TALKED, Outcome.NO_ANSWER, Outcome.REFUSED), strict=True))


@dataclass(slots=True)
class Trial:
    """One bot, killed again and again. `told` hears of each kill; `lives_s`: shortest and longest life."""

    starter: Starter
    database_url: str
    folder: Path
    seed: int
    webhook: dict[str, str] = field(default_factory=dict)
    lives_s: tuple[float, float] = LIVES_S
    told: Callable[[int], None] = lambda kills: None
    _called: int = 0
    """Calls of Telegram until the last kill."""

    async def run(self, kills: int) -> "Found":
        """Twenty reps work while the program is killed that often; then each logs one more call in peace."""
        people = reps()
        await settle_in(self.database_url, people)
        sandbox = open_town(people)
        await sandbox.start()
        workers = [Worker(sandbox, rep, random.Random(f"{self.seed}:{rep.person.id}")) for rep in people]
        try:
            await self._work(sandbox, workers, kills)
        finally:
            await sandbox.stop()
        answer = await found(self.database_url, workers)
        if answer.wrong:
            chats = [line for worker in workers for line in (f"# {worker.rep.person.name}", *worker.lines)]
            (self.folder / "chats.txt").write_text("\n".join(chats))
        return answer

    async def _work(self, sandbox: Sandbox, workers: list[Worker], kills: int) -> None:
        stop = asyncio.Event()
        bot = await self.start(sandbox)
        try:
            async with asyncio.TaskGroup() as group:
                for worker in workers:
                    group.create_task(worker.work(stop))
                bot = await self._kill_often(sandbox, bot, kills)
                stop.set()
            async with asyncio.TaskGroup() as group:
                for worker in workers:
                    group.create_task(worker.log_one_more())
            await all_answered(sandbox, self.database_url)
        finally:
            bot.kill()
            await bot.ended()

    async def _kill_often(self, sandbox: Sandbox, bot: Started, kills: int) -> Started:
        rng = random.Random(self.seed)
        for number in range(kills):
            await self._answers_again(sandbox)
            await asyncio.sleep(rng.uniform(*self.lives_s))
            bot.kill()
            await bot.ended()
            self._called = max((call["n"] for call in sandbox.calls.after(self._called)), default=self._called)
            self.told(number + 1)
            bot = await self.start(sandbox)
        return bot

    async def _answers_again(self, sandbox: Sandbox) -> None:
        """Until the new process has called Telegram: killing it before would test nothing new."""
        async with asyncio.timeout(60):
            while not sandbox.calls.after(self._called):
                await asyncio.sleep(0.02)

    async def start(self, sandbox: Sandbox) -> Started:
        environment = settings(sandbox.api_url, TOKEN, self.database_url, **self.webhook)
        return await self.starter.start(environment, self.folder / "bot.log")


async def all_answered(sandbox: Sandbox, database_url: str, within_s: float = 30) -> None:
    """Until every update is taken in and answered, or the time is over: then it is found out later."""
    database = open_database(database_url)
    try:
        async with asyncio.timeout(within_s):
            while sandbox.world.updates.pending() or await _in_state(database, *PENDING):
                await asyncio.sleep(0.05)
    except TimeoutError:
        return
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Found:
    """What persons saw saved against what is kept; empty counters = nothing lost, doubled or invented."""

    saved: int
    complaints: list[str]
    lost: dict[tuple[str, str, Outcome], int]
    invented: dict[tuple[str, str, Outcome], int]
    steps_lost: dict[tuple[str, str], int]
    steps_invented: dict[tuple[str, str], int]
    unanswered: int
    dead: int

    @property
    def wrong(self) -> list[str]:
        """What is not as it should be, in words."""
        said = {
            "no answer": self.complaints,
            "lost": self.lost,
            "doubled or invented": self.invented,
            "steps lost": self.steps_lost,
            "steps doubled or invented": self.steps_invented,
            "unanswered": self.unanswered,
            "dead": self.dead,
        }
        return [f"{name}: {what}" for name, what in said.items() if what]


async def found(database_url: str, workers: list[Worker]) -> Found:
    """Compare after the processes have ended."""
    database = open_database(database_url)
    kept = await database.read(_activities)
    seen = _of_all(workers, lambda worker: worker.saved)
    steps_kept = await database.read(_steps)
    answer = Found(
        saved=sum(seen.values()),
        complaints=[worker.complaint for worker in workers if worker.complaint],
        lost=dict(seen - kept),
        invented=dict(kept - seen - _of_all(workers, lambda worker: worker.given_up)),
        steps_lost=dict(_by_client(workers, lambda worker: worker.steps) - steps_kept),
        steps_invented=dict(steps_kept - _by_client(workers, lambda worker: worker.steps_tapped)),
        unanswered=await _in_state(database, *PENDING),
        dead=await _in_state(database, InboxState.DEAD),
    )
    await database.close()
    return answer


def _of_all(
    workers: list[Worker], counted: Callable[[Worker], Counter[tuple[str, str]]]
) -> Counter[tuple[str, str, Outcome]]:
    return Counter(
        {
            (worker.rep.person.name, client, SAID[outcome]): number
            for worker in workers
            for (client, outcome), number in counted(worker).items()
        }
    )


def _activities(session: Session) -> Counter[tuple[str, str, Outcome]]:
    rows = session.execute(
        select(Member.name, Client.name, Activity.outcome)
        .join(Member, Member.id == Activity.author_id)
        .join(Client, Client.id == Activity.client_id)
    )
    return Counter((row[0], row[1], row[2]) for row in rows if row[2] is not None)


def _by_client(workers: list[Worker], counted: Callable[[Worker], Counter[str]]) -> Counter[tuple[str, str]]:
    return Counter(
        {(worker.rep.person.name, client): number for worker in workers for client, number in counted(worker).items()}
    )


def _steps(session: Session) -> Counter[tuple[str, str]]:
    rows = session.execute(
        select(Member.name, Client.name)
        .select_from(Task)
        .join(Member, Member.id == Task.assignee_id)
        .join(Client, Client.id == Task.client_id)
        .where(Task.born_of.is_not(None))
    )
    return Counter((row[0], row[1]) for row in rows)


async def _in_state(database: Database, *states: InboxState) -> int:
    def count(session: Session) -> int:
        return session.scalar(select(func.count()).select_from(Inbox).where(Inbox.state.in_(states))) or 0

    return await database.read(count)
