"""Copies of the database and the way back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.backup import CannotBackUp, back_up, backup_folder, nightly, restore
from bot.commands import copy_database, restore_database
from bot.database import Database, open_database
from bot.settings import Settings
from domain.tables import Setting
from tests.databases import Postgres

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 25, 3, 10, tzinfo=ZoneInfo("Europe/Moscow"))


def keep(session: Session, key: str) -> None:
    session.execute(insert(Setting).values(scope="test", key=key, value=1, changed_at=NOON))


def kept(session: Session) -> set[str]:
    return set(session.scalars(select(Setting.key).where(Setting.scope == "test")))


async def keys(url: str) -> set[str]:
    database = open_database(url)
    try:
        return await database.read(kept)
    finally:
        await database.close()


async def write(url: str, *names: str) -> None:
    database = open_database(url)
    for name in names:
        await database.write(lambda s, name=name: keep(s, name))  # type: ignore[misc]
    await database.close()


@pytest.fixture
def path(tmp_path: Path, sqlite_template: Path) -> Path:
    made = tmp_path / "company with spaces # and %.db"
    made.write_bytes(sqlite_template.read_bytes())
    return made


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest_asyncio.fixture
async def opened(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    yield database
    await database.close()


def settings_of(url: str) -> Settings:
    return Settings(_env_file=None, database_url=url)  # type: ignore[call-arg]


async def test_a_copy_made_while_others_write_is_whole(opened: Database, url: str, tmp_path: Path) -> None:
    """Pairs are written in one transaction each: a torn copy would have half a pair."""
    stop, begun = asyncio.Event(), asyncio.Event()

    async def writer() -> None:
        number = 0
        while not stop.is_set():
            number += 1

            def pair(session: Session, number: int = number) -> None:
                keep(session, f"{number}-a")
                keep(session, f"{number}-b")

            await opened.write(pair)
            begun.set()

    writing = asyncio.create_task(writer())
    await begun.wait()
    copies = [await asyncio.to_thread(back_up, url, tmp_path / "copies") for _ in range(5)]
    stop.set()
    await writing
    sizes = []
    for copy in copies:
        found = await keys(f"sqlite:///{copy}")
        assert {key[:-2] for key in found if key.endswith("a")} == {key[:-2] for key in found if key.endswith("b")}
        sizes.append(len(found))
    assert sizes[0] > 0
    assert sizes == sorted(sizes)
    assert [copy.name for copy in copies] == ["backup.db", *(f"backup-{n}.db" for n in range(2, 6))]
    assert not list((tmp_path / "copies").glob("*.part"))


async def test_restoring_brings_back_what_was(url: str) -> None:
    await write(url, "before")
    copy = back_up(url)
    await write(url, "after")
    restore(url, copy)
    assert await keys(url) == {"before"}
    await write(url, "again")
    assert await keys(url) == {"before", "again"}


async def test_restoring_to_where_nothing_is_yet(url: str, tmp_path: Path) -> None:
    await write(url, "before")
    copy = back_up(url)
    new = f"sqlite:///{tmp_path / 'new' / 'machine.db'}"
    restore(new, copy)
    assert await keys(new) == {"before"}


async def test_what_was_there_before_a_restore_is_kept(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    await write(url, "before")
    copy = back_up(url)
    await write(url, "after")
    assert restore_database(settings_of(url), copy) == 0
    assert await keys(url) == {"before"}
    (kept_copy,) = backup_folder(url).glob("before-restore*.db")
    assert str(kept_copy) in capsys.readouterr().out
    assert await keys(f"sqlite:///{kept_copy}") == {"before", "after"}


async def test_a_damaged_database_can_be_replaced_and_is_kept_as_it_lies(url: str, path: Path) -> None:
    await write(url, "before")
    copy = back_up(url)
    path.write_bytes(b"damaged" * 1000)
    assert restore_database(settings_of(url), copy) == 0
    assert await keys(url) == {"before"}
    (lying,) = backup_folder(url).glob("before-restore*")
    assert lying.read_bytes() == b"damaged" * 1000


@pytest.mark.parametrize("what", ["nonsense", "torn", "empty", "anothers", "absent"])
async def test_what_is_no_good_copy_is_refused_and_nothing_changes(url: str, tmp_path: Path, what: str) -> None:
    await write(url, *(f"key {n}" for n in range(20)))
    bad = tmp_path / "bad.db"
    if what == "nonsense":
        bad.write_bytes(b"this is a letter to grandmother" * 100)
    elif what == "torn":
        content = bytearray(back_up(url).read_bytes())
        content[4096 * 3 : 4096 * 40] = b"\xff" * (4096 * 37)
        bad.write_bytes(content)
    elif what == "empty":
        bad.write_bytes(b"")
    elif what == "anothers":
        with closing(sqlite3.connect(bad)) as another:
            another.execute("CREATE TABLE recipes (name)")
    with pytest.raises(CannotBackUp):
        restore(url, bad)
    assert restore_database(settings_of(url), bad) == 1
    assert len(await keys(url)) == 20


async def test_a_running_bot_is_not_robbed_of_its_database(opened: Database, url: str) -> None:
    copy = back_up(url)
    await opened.write(lambda s: keep(s, "while running"))
    with pytest.raises(CannotBackUp, match="stop the bot first"):
        restore(url, copy)
    assert restore_database(settings_of(url), copy) == 1
    assert not list(backup_folder(url).glob("before-restore*")), "what is refused leaves no copies behind"
    assert await opened.read(kept) == {"while running"}
    await opened.write(lambda s: keep(s, "and on"))
    assert await opened.read(kept) == {"while running", "and on"}


def test_there_is_nothing_to_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = f"sqlite:///{tmp_path / 'absent.db'}"
    with pytest.raises(CannotBackUp, match="no database to copy"):
        back_up(absent)
    assert copy_database(settings_of(absent), None) == 1
    assert "No copy was made" in capsys.readouterr().out
    assert not (tmp_path / "absent.db").exists()


def test_a_folder_that_cannot_be_made_is_said(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotBackUp, match="file"):
        back_up(url, tmp_path / "file")


async def test_the_newest_seven_nights_are_kept(url: str, path: Path) -> None:
    by_hand = back_up(url)
    for number in range(10):
        assert nightly(url, NIGHT + timedelta(days=number)) is not None
        assert nightly(url, NIGHT + timedelta(days=number, hours=1)) is None
    names = sorted(file.name for file in backup_folder(url).iterdir())
    nights = [f"nightly-{path.stem}-{(NIGHT + timedelta(days=number)).date()}.db" for number in range(3, 10)]
    assert names == [by_hand.name, *nights]
    assert await keys(f"sqlite:///{backup_folder(url) / nights[0]}") == set()


@pytest.mark.parametrize(
    ("after_h", "copied"),
    [(-1, True), (0, False), (7, False), (15, False), (23, False), (24, True), (24 * 30, True)],
    ids=["a clock that was wrong", "at once", "by day", "in the evening", "nearly a night", "a night", "a month"],
)
async def test_a_copy_is_made_when_the_newest_is_a_day_old(url: str, after_h: int, copied: bool) -> None:
    nightly(url, NIGHT)
    assert (nightly(url, NIGHT + timedelta(hours=after_h)) is not None) is copied


async def test_a_program_that_was_off_at_night_is_copied_by_day_and_the_next_night_again(url: str) -> None:
    assert nightly(url, NIGHT + timedelta(hours=11)) is not None
    assert nightly(url, NIGHT + timedelta(hours=20)) is None
    assert nightly(url, NIGHT + timedelta(hours=24)) is not None


async def test_two_databases_of_one_folder_have_copies_of_their_own(url: str, path: Path) -> None:
    path.with_name("another.db").write_bytes(path.read_bytes())
    another = f"sqlite:///{path.with_name('another.db')}"
    for number in range(10):
        assert nightly(url, NIGHT + timedelta(days=number)) is not None
        assert nightly(another, NIGHT + timedelta(days=number)) is not None
    assert len(list(backup_folder(url).glob("nightly-*"))) == 14


async def test_postgres_is_copied_by_its_own_programs(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.create()
    await write(url, "before")
    copy = await asyncio.to_thread(back_up, url, tmp_path)
    assert copy.suffix == ".dump"
    await write(url, "after")
    await asyncio.to_thread(restore, url, copy)
    assert await keys(url) == {"before"}
    bad = tmp_path / "bad.dump"
    bad.write_bytes(b"nonsense")
    with pytest.raises(CannotBackUp, match="pg_restore"):
        await asyncio.to_thread(restore, url, bad)
    assert await keys(url) == {"before"}
    assert nightly(url, NIGHT) is None, "a server is copied by whoever keeps it"
    await postgres.drop(url)


def test_the_password_is_not_shown_to_other_users_of_the_machine(tmp_path: Path) -> None:
    """It goes by the environment, not in the list of processes; nor does it come back in what is said."""
    with pytest.raises(CannotBackUp) as refused:
        back_up("postgresql://polevik:s3cret@127.0.0.1:1/polevik", tmp_path)
    assert "s3cret" not in str(refused.value)
