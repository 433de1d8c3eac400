"""`python -m bot doctor` says of everything the bot stands on whether it is well, and what to do."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from bot.backup import back_up, backup_folder
from bot.database import Database
from bot.demo import seed_demo
from bot.doctor import examine
from bot.settings import Settings
from domain.clock import ManualClock, SystemClock
from domain.search_index import reindex
from domain.tables import Client, Contact, Member
from sandbox import Sandbox
from tests.databases import Postgres
from tests.harness import CAST, MONDAY, TOKEN, InProcessSession

Console = pytest.CaptureFixture[str]


@pytest.fixture
def console(capsys: Console) -> Console:
    return capsys


def settings(url: str, **given: Any) -> Settings:
    return Settings(_env_file=None, database_url=url, **given)  # type: ignore[call-arg]


def telegram() -> tuple[Sandbox, InProcessSession]:
    sandbox = Sandbox(CAST, token=TOKEN, page_dir=None)
    return sandbox, InProcessSession(sandbox)


def lines(console: Console) -> list[str]:
    return console.readouterr().out.splitlines()


def wrong(console: Console) -> list[str]:
    return [line for line in lines(console) if not line.startswith("✓ ")]


async def test_all_is_well(database_url: str, console: Console) -> None:
    if database_url.startswith("sqlite"):
        back_up(database_url)
    _, session = telegram()
    assert await examine(settings(database_url, bot_token=TOKEN), session=session) == 0
    said = lines(console)
    assert all(line.startswith("✓ ") for line in said)
    for about in ("@", "Cyrillic", "revision", "Time zones", "search", "purchases", "touched", "copy|programs"):
        assert any(word in line for line in said for word in about.split("|")), about


async def test_the_password_of_the_database_is_not_shown(postgres: Postgres, console: Console) -> None:
    url = await postgres.create()
    assert await examine(settings(url.replace("polevik@", "polevik:s3cret@"))) == 0
    assert "s3cret" not in console.readouterr().out
    await postgres.drop(url)


async def test_without_a_token_telegram_is_not_asked(tmp_path: Path, console: Console) -> None:
    await examine(settings(f"sqlite:///{tmp_path / 'absent.db'}"))
    said = lines(console)
    assert said[0].startswith("✓ No BOT_TOKEN")
    assert said[-1].startswith("✗ There is no database")
    assert "python -m bot migrate" in said[-1]
    assert not (tmp_path / "absent.db").exists(), "looking makes nothing"


async def test_a_token_nobody_knows(tmp_path: Path, console: Console) -> None:
    sandbox, _ = telegram()
    await sandbox.start()
    url = f"sqlite:///{tmp_path / 'a.db'}"
    assert await examine(settings(url, bot_token="43:UNKNOWN", telegram_api_url=sandbox.api_url)) == 1
    await sandbox.stop()
    assert "does not know this token" in (line := wrong(console)[0])
    assert "@BotFather" in line


async def test_a_token_of_no_shape_that_telegram_knows(tmp_path: Path, console: Console) -> None:
    """Telegram answers 404 to it, which is no sign of a bad network."""
    sandbox, session = telegram()
    sandbox.faults.order({"method": "getMe", "code": 404})
    assert await examine(settings(f"sqlite:///{tmp_path / 'a.db'}", bot_token="7:WRONG"), session=session) == 1
    assert "@BotFather" in wrong(console)[0]


async def test_telegram_away(tmp_path: Path, console: Console) -> None:
    _, session = telegram()
    session.away = True
    assert await examine(settings(f"sqlite:///{tmp_path / 'a.db'}", bot_token=TOKEN), session=session) == 1
    assert "No answer from https://api.telegram.org" in wrong(console)[0]


async def test_a_webhook_that_is_not_what_the_settings_say(tmp_path: Path, console: Console) -> None:
    _, session = telegram()
    given = settings(
        f"sqlite:///{tmp_path / 'a.db'}",
        bot_token=TOKEN,
        webhook_url="https://bot.example.ru/hook",
        webhook_secret="s",
    )
    assert await examine(given, session=session) == 1
    assert "https://bot.example.ru/hook" in wrong(console)[0]


async def test_a_database_that_does_not_answer(console: Console) -> None:
    assert await examine(settings("postgresql://polevik:s3cret@127.0.0.1:1/polevik")) == 1
    (line,) = wrong(console)
    assert "does not answer" in line
    assert "s3cret" not in line


async def test_a_file_that_is_no_database(tmp_path: Path, console: Console) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"a letter to grandmother" * 100)
    assert await examine(settings(f"sqlite:///{path}")) == 1
    (line,) = wrong(console)
    assert "not a database" in line
    assert "python -m bot restore" in line


async def test_a_folder_in_the_databases_place(tmp_path: Path, console: Console) -> None:
    assert await examine(settings(f"sqlite:///{tmp_path}")) == 1
    (line,) = wrong(console)
    assert "Is a directory" in line
    assert "look at DATABASE_URL" in line


async def test_an_empty_file(tmp_path: Path, console: Console) -> None:
    (tmp_path / "a.db").touch()
    assert await examine(settings(f"sqlite:///{tmp_path / 'a.db'}")) == 1
    assert any("The database is empty — python -m bot migrate" in line for line in wrong(console))


async def test_an_old_revision(database: Database, database_url: str, console: Console) -> None:
    await database.write(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '0000'")))
    assert await examine(settings(database_url)) == 1
    assert any("python -m bot migrate" in line for line in wrong(console))


async def test_a_newer_revision_than_the_program(database: Database, database_url: str, console: Console) -> None:
    await database.write(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    assert await examine(settings(database_url)) == 1
    assert any("update the program" in line for line in wrong(console))


async def test_copies_absent_and_old(tmp_path: Path, sqlite_template: Path, console: Console) -> None:
    path = tmp_path / "polevik.db"
    path.write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{path}"
    assert await examine(settings(url)) == 1
    assert "no copy" in wrong(console)[0]
    copy = back_up(url)
    assert await examine(settings(url)) == 0
    old = (SystemClock().now() - timedelta(days=5)).timestamp()
    os.utime(copy, (old, old))
    console.readouterr()
    assert await examine(settings(url)) == 1
    assert "over 120 hours old" in wrong(console)[0]
    assert backup_folder(url) == tmp_path / "backups"


async def test_an_unknown_zone(database: Database, database_url: str, console: Console) -> None:
    await database.write(
        lambda s: s.add(Member(telegram_id=1, name="Анна", role="rep", joined_at=MONDAY, zone="Mars/Olympus"))
    )
    assert await examine(settings(database_url)) == 1
    assert any("Mars/Olympus" in line for line in wrong(console))


async def test_a_row_that_points_to_nobody(tmp_path: Path, sqlite_template: Path, console: Console) -> None:
    import sqlite3

    path = tmp_path / "polevik.db"
    path.write_bytes(sqlite_template.read_bytes())
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO keeper (client_id, member_id, since) VALUES (404, 404, '2026-11-23')")
    raw.close()
    assert await examine(settings(f"sqlite:///{path}")) == 1
    assert any("2 references lead to rows that are not there" in line for line in wrong(console))


async def test_figures_gone_wrong_are_found_counted_and_mended(
    database: Database, database_url: str, console: Console
) -> None:
    clock = ManualClock(MONDAY)
    await database.write(lambda s: seed_demo(s, MONDAY))
    await examine(settings(database_url), clock=clock)
    console.readouterr()
    await examine(settings(database_url), clock=clock)
    assert len([line for line in lines(console) if "all right" in line]) == 3
    columns = (
        Client.id,
        Client.search_name,
        Client.last_touched_at,
        Client.first_purchase_on,
        Client.last_purchase_on,
        Client.purchase_days,
        Client.silent_from,
    )
    right = await database.read(lambda s: s.execute(select(*columns).order_by(Client.id)).all())
    bought = [row.id for row in right if row.purchase_days][:5]
    untouched = await database.write(_new_client)
    right = await database.read(lambda s: s.execute(select(*columns).order_by(Client.id)).all())

    def spoil(session: Any) -> None:
        session.execute(update(Client).where(Client.id.in_(bought)).values(purchase_days=99, silent_from=None))
        session.execute(update(Client).where(Client.id.in_(bought[:2])).values(last_touched_at=MONDAY))
        session.execute(update(Client).where(Client.id == untouched).values(last_touched_at=MONDAY, purchase_days=3))
        session.execute(update(Client).where(Client.id == bought[0]).values(search_name="wrong"))
        session.execute(update(Contact).where(Contact.client_id == bought[1]).values(search_name="wrong"))

    await database.write(spoil)
    await examine(settings(database_url), clock=clock)
    said = "\n".join(lines(console))
    assert "purchases say of clients: 6 rows were wrong, mended" in said
    assert "last touched: 3 rows were wrong, mended" in said
    assert "names and phones: " in said
    assert "names and phones: all right" not in said
    assert await database.read(lambda s: s.execute(select(*columns).order_by(Client.id)).all()) == right
    await examine(settings(database_url), clock=clock)
    assert "mended" not in "\n".join(lines(console))


def _new_client(session: Session) -> int:
    """Without a fact and without a purchase."""
    times = dict.fromkeys(("happened_at", "received_at", "stored_at"), MONDAY)
    client = Client(name="Новый", search_name="новый", **times)
    session.add(client)
    session.flush()
    reindex(session, client.id)
    return client.id
