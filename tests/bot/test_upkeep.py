"""Hourly: what is old goes in short transactions, what must be kept stays, the embedded database is copied."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.backup import KEPT
from bot.database import Database, open_database
from bot.upkeep import keep_up
from domain.clock import ManualClock
from domain.imports.deal_files import PIPELINE
from domain.imports.files import spool
from domain.jobs import create_job
from domain.retention import BATCH, RULES, prune
from domain.settings import Company
from domain.tables import (
    Audit,
    Base,
    DialogState,
    Inbox,
    InboxState,
    Job,
    JobRow,
    JobState,
    Member,
    Notification,
    NotificationState,
    Picture,
    Role,
)
from scheduler.roster import LOOK_BACK_DAYS
from tests.harness import MONDAY

Write = Callable[[Session, datetime], Any]
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY)


def of(table: type[Base]) -> timedelta:
    return next(rule.kept for rule in RULES if rule.table is table)


async def count(database: Database, table: type[Base]) -> int:
    return await database.read(lambda s: s.scalar(select(func.count()).select_from(table)) or 0)


def update_of(session: Session, at: datetime, state: InboxState, number: int = 1) -> None:
    session.add(Inbox(bot_id=1, update_id=number, lane=1, payload="{}", received_at=at, state=state))


def push(session: Session, at: datetime, state: NotificationState) -> None:
    anna = session.scalar(select(Member.id)) or _anna(session)
    times = {"due_at": at, "created_at": at}
    session.add(
        Notification(key=f"{at}:{state}", kind="task", recipient_id=anna, about={}, priority=1, state=state, **times)
    )


def _anna(session: Session) -> int:
    member = Member(name="Анна", role=Role.REP, joined_at=MONDAY)
    session.add(member)
    session.flush()
    return member.id


def refused_row(session: Session, at: datetime) -> None:
    job = Job(kind="import_deals", parameters={}, state=JobState.DONE, created_at=at, finished_at=at)
    session.add(job)
    session.flush()
    session.add(JobRow(job_id=job.id, line=2, refused=True, reason="bad_date", raw={}))


def audit(action: str) -> Write:
    return lambda session, at: session.add(Audit(at=at, action=action))


OLD: list[tuple[type[Base], Write]] = [
    (Inbox, lambda s, at: update_of(s, at, InboxState.ANSWERED)),
    (Inbox, lambda s, at: update_of(s, at, InboxState.DEAD)),
    (DialogState, lambda s, at: s.add(DialogState(key="1:1:1", person=1, updated_at=at))),
    (Notification, lambda s, at: push(s, at, NotificationState.SENT)),
    (Notification, lambda s, at: push(s, at, NotificationState.DROPPED)),
    (Picture, lambda s, at: s.add(Picture(bot_id=1, key="funnel", file_id="f", made_at=at))),
    (JobRow, refused_row),
    (Audit, audit("setting")),
]
KEPT_FOR_EVER: list[tuple[type[Base], Write]] = [
    (Inbox, lambda s, at: update_of(s, at, InboxState.RECEIVED)),
    (Inbox, lambda s, at: update_of(s, at, InboxState.APPLIED)),
    (Notification, lambda s, at: push(s, at, NotificationState.WAITING)),
    (Notification, lambda s, at: push(s, at, NotificationState.CLAIMED)),
    (Audit, audit("export")),
    (Audit, audit("dismiss")),
]


@pytest.mark.parametrize(("table", "write"), OLD)
async def test_what_is_old_goes_and_what_is_not_stays(
    database: Database, clock: ManualClock, tmp_path: Path, table: type[Base], write: Write
) -> None:
    await database.write(lambda s: write(s, MONDAY))
    clock.move_to(MONDAY + of(table) - DAY)
    await keep_up(database, clock, copies=False, spool=tmp_path / "spool")
    assert await count(database, table) == 1
    clock.move_to(MONDAY + of(table) + DAY)
    await keep_up(database, clock, copies=False, spool=tmp_path / "spool")
    assert await count(database, table) == 0


@pytest.mark.parametrize(("table", "write"), KEPT_FOR_EVER)
async def test_what_must_be_kept_stays_however_old(
    database: Database, clock: ManualClock, tmp_path: Path, table: type[Base], write: Write
) -> None:
    await database.write(lambda s: write(s, MONDAY))
    clock.move_to(MONDAY + 4000 * DAY)
    await keep_up(database, clock, copies=False, spool=tmp_path / "spool")
    assert await count(database, table) == 1


async def test_many_rows_go_a_batch_at_a_time(database: Database, clock: ManualClock, tmp_path: Path) -> None:
    """So that a person who taps meanwhile waits for one batch, not for all."""

    def many(session: Session) -> None:
        for number in range(2 * BATCH + 1):
            update_of(session, MONDAY, InboxState.ANSWERED, number)

    await database.write(many)
    (inbox,) = [rule for rule in RULES if rule.table is Inbox]
    assert await database.write(lambda s: prune(s, inbox, MONDAY + 8 * DAY)) == BATCH
    clock.move_to(MONDAY + 8 * DAY)
    await keep_up(database, clock, copies=False, spool=tmp_path / "spool")
    assert await count(database, Inbox) == 0


def test_a_push_is_remembered_for_longer_than_anybody_looks_back() -> None:
    assert of(Notification) > LOOK_BACK_DAYS * DAY
    assert of(Notification) > Company().reactivation_again_days * DAY


async def test_files_of_ended_imports_go_those_still_to_be_read_and_the_lists_stay(
    database: Database, clock: ManualClock, tmp_path: Path
) -> None:
    folder = tmp_path / "spool"
    for name in ("done", "begun"):
        (tmp_path / name).write_text(f"content of {name}")
    done, begun = (spool(tmp_path / name, folder) for name in ("done", "begun"))
    (folder / "import-1.csv").write_text("a list")
    (folder / ".7.part").write_text("half")
    files = {PIPELINE: {"digest": begun.digest, "name": "begun", "folder": str(folder)}}
    await database.write(lambda s: create_job(s, "import_deals", {"files": files}, MONDAY))
    for hours, left in ((1, {done.path, begun.path, folder / ".7.part"}), (25, {begun.path})):
        for file in folder.iterdir():
            os.utime(file, (MONDAY.timestamp(), MONDAY.timestamp()))
        clock.move_to(MONDAY + timedelta(hours=hours))
        await keep_up(database, clock, copies=False, spool=folder)
        assert set(folder.iterdir()) == left | {folder / "import-1.csv"}


async def test_the_embedded_database_is_copied_however_short_and_whenever_it_runs(
    sqlite_template: Path, clock: ManualClock, tmp_path: Path
) -> None:
    """Started each day at ten for a few minutes: it has a copy of each day all the same."""
    shutil.copy(sqlite_template, tmp_path / "polevik.db")
    database = open_database(f"sqlite:///{tmp_path / 'polevik.db'}")
    for _ in range(KEPT + 3):
        for _ in range(3):
            await keep_up(database, clock, copies=True, spool=tmp_path / "spool")
            clock.advance(timedelta(minutes=5))
        clock.advance(timedelta(hours=24))
    await database.close()
    assert len(list((tmp_path / "backups").glob("nightly-polevik-*.db"))) == KEPT


async def test_a_sandbox_is_not_copied(database: Database, clock: ManualClock, tmp_path: Path) -> None:
    await keep_up(database, clock, copies=False, spool=tmp_path / "spool")
    assert not list(tmp_path.rglob("nightly-*"))
