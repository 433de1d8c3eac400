"""One writer with grouped commits and readers beside it, on both databases."""

import asyncio
import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from bot.database import LONG_LOG, Database, Job, open_database
from domain.tables import Keeper, Revision, Setting, Team
from tests.databases import Postgres

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def keep(session: Session, key: str, number: int) -> None:
    session.execute(insert(Setting).values(scope="test", key=key, value=number, changed_at=NOON))


def kept(session: Session) -> dict[str, int]:
    rows = session.execute(select(Setting.key, Setting.value).where(Setting.scope == "test"))
    return {row.key: row.value for row in rows}


def squared(_session: Session, n: int) -> int:
    return n * n


def raise_by_one(session: Session) -> None:
    """The read-modify-write that a careless isolation loses."""
    number = kept(session)["counter"]
    session.execute(update(Setting).where(Setting.scope == "test", Setting.key == "counter").values(value=number + 1))


async def test_jobs_that_wait_together_share_one_commit(database_url: str) -> None:
    points: list[str] = []
    database = open_database(database_url, points.append)
    await asyncio.gather(*(database.write(partial(keep, key=f"k{n}", number=n)) for n in range(20)))
    assert len(await database.read(kept)) == 20
    assert points.count("after commit") <= 2
    await database.close()


async def test_what_is_written_alone_shares_with_nobody(database_url: str) -> None:
    """A chunk of an import and ten taps that wait with it: its transaction holds nothing of theirs."""
    points: list[str] = []
    database = open_database(database_url, points.append)
    taps = [database.write(partial(keep, key=f"k{n}", number=n)) for n in range(10)]

    def chunk(session: Session) -> None:
        keep(session, "chunk", 1)
        points.append("chunk")

    await asyncio.gather(*taps[:5], database.write_alone(chunk), *taps[5:])
    at = points.index("chunk")
    assert points[at - 1 : at + 2] == ["after commit", "chunk", "before commit"]
    assert points.count("after commit") <= 4
    assert len(await database.read(kept)) == 11
    await database.close()


async def test_who_asks_the_moment_the_writer_comes_to_rest_is_served(database: Database) -> None:
    """One after another, each asked for in the very step in which the one before was answered."""
    async with asyncio.timeout(10):
        for number in range(50):
            assert await database.write(partial(squared, n=number)) == number**2
            assert await database.read(partial(squared, n=number)) == number**2


async def test_a_screen_does_not_wait_for_reports(database: Database) -> None:
    asked, done = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(_session: Session) -> None:
        loop.call_soon_threadsafe(asked.set)
        done.wait(20)

    reports = [asyncio.create_task(database.read.long(slow)) for _ in range(30)]
    try:
        async with asyncio.timeout(10):
            await asked.wait()
            assert await database.read(partial(squared, n=3)) == 9
    finally:
        done.set()
        await asyncio.gather(*reports)


async def test_a_report_nobody_waits_for_any_more_is_not_read(database: Database) -> None:
    read: list[int] = []

    def slow(_session: Session, number: int) -> None:
        read.append(number)

    reports = [asyncio.create_task(database.read.long(slow, number)) for number in range(40)]
    await asyncio.sleep(0)
    for report in reports:
        report.cancel()
    await database.read.long(slow, 40)
    assert read[-1] == 40
    assert len(read) <= 3


async def test_who_asks_after_the_end_is_told(database_url: str) -> None:
    """And all that was open is closed, though a report was being read."""
    database = open_database(database_url)
    reading, done = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(_session: Session) -> None:
        loop.call_soon_threadsafe(reading.set)
        done.wait(20)

    report = asyncio.create_task(database.read.long(slow))
    await reading.wait()
    closing = asyncio.create_task(database.close())
    done.set()
    async with asyncio.timeout(10):
        await closing
        await report
        with pytest.raises(RuntimeError):
            await database.read(partial(squared, n=3))
    assert not list(Path(database.url.removeprefix("sqlite:///")).parent.glob("*.db-wal"))


async def test_each_gets_its_own_result(database: Database) -> None:
    numbers = await asyncio.gather(*(database.write(partial(squared, n=n)) for n in range(30)))
    assert numbers == [n * n for n in range(30)]


async def test_a_refusal_of_one_does_not_hurt_others(database: Database) -> None:
    def refuse(session: Session) -> None:
        keep(session, "refused", 1)
        raise LookupError("no such client")

    everyone: list[Job] = [partial(keep, key=f"k{n}", number=n) for n in range(5)]
    everyone.insert(3, refuse)
    answers = await asyncio.gather(*[database.write(job) for job in everyone], return_exceptions=True)
    assert [answer for answer in answers if answer is not None] == [answers[3]]
    assert isinstance(answers[3], LookupError)
    assert await database.read(kept) == {f"k{n}": n for n in range(5)}


async def test_a_refusal_found_at_the_flush_hurts_only_its_own_job(database: Database) -> None:
    """A pending object that breaks a constraint when the session is flushed."""

    def twice(session: Session) -> None:
        session.add(Setting(scope="test", key="k0", value=7, changed_at=NOON))

    answers = await asyncio.gather(
        database.write(lambda s: keep(s, "k0", 0)),
        database.write(twice),
        database.write(lambda s: keep(s, "k1", 1)),
        return_exceptions=True,
    )
    assert isinstance(answers[1], IntegrityError)
    assert await database.read(kept) == {"k0": 0, "k1": 1}


async def test_nobody_sees_the_entities_of_another_in_the_group(database: Database) -> None:
    """One session serves a group: what a job has only added must be written before the next one asks."""
    seen = await asyncio.gather(
        database.write(lambda s: s.add(Setting(scope="test", key="first", value=1, changed_at=NOON))),
        database.write(kept),
    )
    assert seen[1] == {"first": 1}


async def test_who_write_together_are_one_statement_and_a_refusal_is_only_the_refused_one_s(database: Database) -> None:
    sizes: list[int] = []

    def keep_all(session: Session, numbers: list[int]) -> list[str]:
        sizes.append(len(numbers))
        if 13 in numbers:
            raise LookupError("unlucky")
        rows = [{"scope": "test", "key": f"k{n}", "value": n, "changed_at": NOON} for n in numbers]
        session.execute(insert(Setting), rows)
        return [f"k{n}" for n in numbers]

    async def kept_by(numbers: range) -> list[str | BaseException]:
        asked = (database.write_with_others(keep_all, n) for n in numbers)
        return await asyncio.gather(*asked, database.write(lambda _: "alone"), return_exceptions=True)

    assert await kept_by(range(10)) == [*(f"k{n}" for n in range(10)), "alone"]
    assert sizes == [10]
    answers = await kept_by(range(10, 15))
    assert isinstance(answers.pop(3), LookupError)
    assert answers == ["k10", "k11", "k12", "k14", "alone"]
    assert await database.read(kept) == {f"k{n}": n for n in range(15) if n != 13}


async def test_read_modify_write_by_twenty_loses_nothing(database: Database) -> None:
    await database.write(lambda s: keep(s, "counter", 0))

    async def writer() -> None:
        for _ in range(10):
            await database.write(raise_by_one)

    await asyncio.gather(*(writer() for _ in range(20)))
    assert await database.read(kept) == {"counter": 200}


async def test_two_processes_that_write_the_same_lose_nothing(database_url: str) -> None:
    """Two databases of one URL share nothing, as two processes would."""
    first, second = open_database(database_url), open_database(database_url)
    await first.write(lambda s: keep(s, "counter", 0))

    async def writer(database: Database) -> None:
        for _ in range(25):
            await database.write(raise_by_one)

    await asyncio.gather(writer(first), writer(second))
    assert await first.read(kept) == {"counter": 50}
    await first.close()
    await second.close()


async def test_a_cancelled_caller_does_not_take_the_group_with_him(database: Database) -> None:
    gone = asyncio.create_task(database.write(lambda s: keep(s, "gone", 1)))
    stays = asyncio.create_task(database.write(lambda s: keep(s, "stays", 2)))
    await asyncio.sleep(0)
    gone.cancel()
    await stays
    assert (await database.read(kept))["stays"] == 2


async def test_a_reader_sees_only_what_is_committed(database: Database) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        keep(session, "slow", 1)
        session.flush()
        inside.set()
        go_on.wait(5)

    writing = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(inside.wait, 5)
    assert await database.read(kept) == {}
    go_on.set()
    await writing
    assert await database.read(kept) == {"slow": 1}


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-only transaction|readonly database"):
        await database.read(lambda s: keep(s, "sly", 1))
    assert await database.read(kept) == {}


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001
    with pytest.raises(StatementError, match="naive time"):
        await database.write(lambda s: s.add(Setting(scope="test", key="naive", value=1, changed_at=naive)))
    with pytest.raises(StatementError, match="naive time"):
        await database.read(lambda s: s.scalar(select(Setting.key).where(Setting.changed_at > naive)))


async def test_an_instant_comes_back_the_same_in_utc(database: Database) -> None:
    kamchatka = datetime(2026, 11, 23, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=12)))
    await database.write(lambda s: s.add(Setting(scope="test", key="at", value=1, changed_at=kamchatka)))
    back = await database.read(lambda s: s.scalar(select(Setting.changed_at).where(Setting.scope == "test")))
    assert back == kamchatka
    assert back is not None
    assert back.utcoffset() == timedelta()
    assert await database.read(lambda s: s.scalar(select(Setting.key).where(Setting.changed_at == kamchatka))) == "at"


async def test_a_row_cannot_point_to_nobody(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await database.write(lambda s: s.add(Keeper(client_id=404, member_id=404, since=NOON.date())))


async def test_a_parent_cannot_be_deleted_from_under_its_children(database: Database) -> None:
    from tests.harness import hire_cast

    await database.write(lambda s: hire_cast(s, NOON))
    with pytest.raises(IntegrityError):
        await database.write(lambda s: s.execute(delete(Team)))


async def test_a_serialization_failure_is_tried_again(postgres: Postgres) -> None:
    """A second connection changes, in the midst of our transaction, what it has read."""
    url = await postgres.create()
    database = open_database(url)
    await database.write(lambda s: keep(s, "counter", 0))
    attempts: list[int] = []

    def interfered(session: Session) -> None:
        before = kept(session)["counter"]
        if not attempts:
            _from_outside(url, "UPDATE setting SET value = '100' WHERE scope = 'test'")
        attempts.append(before)
        session.execute(
            update(Setting).where(Setting.scope == "test", Setting.key == "counter").values(value=before + 1)
        )

    await database.write(interfered)
    assert attempts == [0, 100]
    assert await database.read(kept) == {"counter": 101}
    await database.close()
    await postgres.drop(url)


async def test_two_that_each_look_and_then_write_do_not_both_write(postgres: Postgres) -> None:
    """«Nobody has taken it yet»: each reads that none is there and adds one. Only SERIALIZABLE notices."""
    url = await postgres.create()
    database = open_database(url)
    looked: list[int] = []

    def take_if_free(session: Session) -> None:
        taken = len(kept(session))
        if not looked:
            _from_outside(
                url,
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "SELECT count(*) FROM setting WHERE scope = 'test'",
                "INSERT INTO setting (scope, key, value, changed_at) VALUES ('test', 'other', '1', now())",
                "COMMIT",
            )
        looked.append(taken)
        if not taken:
            keep(session, "ours", 1)

    await database.write(take_if_free)
    assert looked == [0, 1]
    assert await database.read(kept) == {"other": 1}
    await database.close()
    await postgres.drop(url)


def _from_outside(url: str, *statements: str) -> None:
    """Another process, as it were: a connection and a loop of its own."""

    async def work() -> None:
        connection = await asyncpg.connect(url)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    thread = threading.Thread(target=lambda: asyncio.run(work()))
    thread.start()
    thread.join()


async def test_a_locked_file_is_waited_for(tmp_path: Path, sqlite_template: Path) -> None:
    path = tmp_path / "locked.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = open_database(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(database.write(lambda s: keep(s, "late", 1)))
    done, _ = await asyncio.wait([writing], timeout=1)
    assert not done
    other.execute("COMMIT")
    other.close()
    await writing
    assert await database.read(kept) == {"late": 1}
    await database.close()


async def test_a_lock_longer_than_patience_is_somebody_away_and_then_all_is_well(
    tmp_path: Path, sqlite_template: Path
) -> None:
    from bot.failures import Kind, kind_of, tried

    path = tmp_path / "locked.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = open_database(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    error = await tried(database.write(lambda s: keep(s, "late", 1)))
    assert isinstance(error, BaseException)
    assert kind_of(error) is Kind.AWAY
    other.execute("COMMIT")
    other.close()
    await database.write(lambda s: keep(s, "late", 1))
    assert await database.read(kept) == {"late": 1}
    await database.close()


async def test_what_sqlite_is_told_at_every_connection(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'polevik.db'}")

    def told(session: Session) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in names}

    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert await database.write(told) == expected
    assert await database.read(told) == expected
    await database.close()


async def test_a_database_that_went_away_comes_back(postgres: Postgres) -> None:
    """The server ends every connection; the next writes are refused as *away* at most, and then go on."""
    from bot.failures import patiently

    url = await postgres.create()
    database = open_database(url)
    await database.write(lambda s: keep(s, "before", 1))
    await database.read(kept)
    admin = await asyncpg.connect(url)
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.close()
    await patiently(database.write, lambda s: keep(s, "after", 2))
    assert await patiently(database.read, kept) == {"before": 1, "after": 2}
    await database.close()
    await postgres.drop(url)


async def test_revisions_of_a_group_add_up(database: Database) -> None:
    """Two use cases in one commit raise the same counter twice, whatever the group."""

    def raise_area(session: Session) -> None:
        session.execute(update(Revision).where(Revision.area == "money").values(number=Revision.number + 1))

    def number(session: Session) -> int | None:
        return session.scalar(select(Revision.number).where(Revision.area == "money"))

    before = await database.read(number)
    assert before is not None
    await asyncio.gather(*(database.write(raise_area) for _ in range(10)))
    assert await database.read(number) == before + 10


async def test_a_long_log_is_copied_into_the_base_beside_the_writer(sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.db"
    file.write_bytes(sqlite_template.read_bytes())
    database = open_database(f"sqlite:///{file}")

    def write_much(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA wal_autocheckpoint = 0").close()
        session.execute(insert(Team).values(name="x" * LONG_LOG))

    await database.write(write_much)
    assert file.stat().st_size < LONG_LOG
    database.copy_log()
    async with asyncio.timeout(10):
        while file.stat().st_size < LONG_LOG:
            await database.read(kept)
    await database.close()
