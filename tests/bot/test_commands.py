"""The command line: what is wrong outside the program is one line and an exit code, never a traceback."""

import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.migrate import migrate
from bot.settings import Settings
from tests.databases import Postgres, chain_to, database_url, run_apart

HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
WRITING = (["migrate"], ["invite"], ["import", "deals", "deals.csv"])
Say = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Say]:
    """Give a command in an empty folder; its exit code and what it said on the console."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    handler = signal.getsignal(signal.SIGTERM)
    (tmp_path / "deals.csv").write_text(HEADER + "W1,Мария Лис,,Ромашка,Won,2017-01-10,2017-03-01,1054\n", "utf-8")

    def given(command: list[str], **settings: str) -> tuple[int, list[str]]:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["bot", *command])
        code = main()
        console = capsys.readouterr()
        return code, (console.out + console.err).splitlines()

    yield given
    signal.signal(signal.SIGTERM, handler)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    run_apart(migrate(f"sqlite:///{folder / 'first.db'}", scripts=chain_to("0001", folder / "chain")))
    return folder / "first.db"


@pytest.fixture
def old(tmp_path: Path, first: Path) -> Path:
    """A database of revision 0001."""
    return Path(shutil.copy(first, tmp_path / "old.db"))


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        return raw.execute(statement).fetchall()


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_database_that_cannot_be_had_is_named(say: Say, command: list[str], tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "letter.db").write_bytes(b"a letter to grandmother" * 100)
    (tmp_path / "file").write_text("")
    for url, why in (
        ("sqlite:///folder.db", "Is a directory"),
        ("sqlite:///letter.db", "file is not a database"),
        ("sqlite:///file/bot.db", "file: File exists"),
        ("postgresql://polevik:s3cret@127.0.0.1:1/none", "Connection refused"),
    ):
        code, (line,) = say(command, DATABASE_URL=url)
        assert code == 2
        assert line.startswith("DATABASE_URL: ")
        assert why in line
        assert "s3cret" not in line


@pytest.mark.parametrize("command", [*WRITING, []], ids=" ".join)
def test_a_database_newer_than_the_program_is_left_alone(say: Say, command: list[str], old: Path) -> None:
    ask(old, "UPDATE alembic_version SET version_num = '9999'")
    code, lines = say(
        command, DATABASE_URL=f"sqlite:///{old}", BOT_TOKEN="7:WRONG", TELEGRAM_API_URL="http://127.0.0.1:1"
    )
    assert code == 2
    assert lines[-1].startswith("DATABASE_URL: ")
    assert lines[-1].endswith("update the program")
    assert not (old.parent / "backups").exists()


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_without_a_copy_nothing_is_migrated(say: Say, command: list[str], old: Path) -> None:
    (old.parent / "backups").write_text("in the folder's place")
    code, (line,) = say(command, DATABASE_URL=f"sqlite:///{old}")
    assert code == 2
    assert line.startswith("Not migrated, nothing was changed: no copy could be made")
    assert ask(old, "SELECT version_num FROM alembic_version") == [("0001",)]


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_rows_that_point_to_nobody_stop_a_migration(say: Say, command: list[str], old: Path) -> None:
    ask(old, "INSERT INTO keeper (client_id, member_id, since) VALUES (404, 404, '2026-11-23')")
    code, (line,) = say(command, DATABASE_URL=f"sqlite:///{old}")
    assert code == 2
    assert line.startswith("Not migrated, nothing was changed: 2 rows, for example in keeper")
    assert ask(old, "SELECT version_num FROM alembic_version") == [("0001",)]


@pytest.mark.parametrize("command", [["migrate"], []], ids=" ".join)
def test_a_server_that_has_no_such_database_is_not_waited_for(say: Say, command: list[str], postgres: Postgres) -> None:
    url = database_url(postgres.server, "nowhere")
    code, lines = say(command, DATABASE_URL=url, BOT_TOKEN="7:WRONG", TELEGRAM_API_URL="http://127.0.0.1:1")
    assert code == 2
    assert lines[-1].startswith("DATABASE_URL: ")
    assert "does not exist" in lines[-1]


def test_a_file_that_is_not_there_or_no_file_is_named(say: Say, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("absent.csv", "folder.csv"):
        code, (line,) = say(["import", "deals", name], DATABASE_URL="sqlite:///bot.db")
        assert code == 1
        assert name in line


def test_a_folder_that_cannot_be_written_is_named(say: Say, tmp_path: Path) -> None:
    """The spool of imports lies under `var`."""
    (tmp_path / "var").write_text("in the folder's place")
    code, (line,) = say(["import", "deals", "deals.csv"], DATABASE_URL="sqlite:///bot.db")
    assert code == 2
    assert line == "var/imports: Not a directory"


def test_an_import_from_the_command_line(say: Say, tmp_path: Path) -> None:
    code, lines = say(["import", "deals", "deals.csv"], DATABASE_URL="sqlite:///bot.db")
    assert code == 0
    assert "import-" not in "".join(lines)
    assert ask(tmp_path / "bot.db", "SELECT amount FROM purchase") == [(105_400,)]


@pytest.mark.parametrize("name", ["", "   ", "я" * 201])
def test_a_name_that_is_none_makes_no_link(say: Say, tmp_path: Path, name: str) -> None:
    code, (line,) = say(["invite", "--name", name], DATABASE_URL="sqlite:///bot.db")
    assert (code, line) == (2, "--name: a name of 1 to 200 characters")
    assert not (tmp_path / "bot.db").exists()


def test_an_invite_says_the_code_when_telegram_is_away(say: Say, tmp_path: Path) -> None:
    given = {"DATABASE_URL": "sqlite:///bot.db", "BOT_TOKEN": "7:WRONG", "TELEGRAM_API_URL": "http://127.0.0.1:1"}
    code, (line,) = say(["invite", "--name", "Анна"], **given)
    assert code == 0
    assert "/start " in line
    assert ask(tmp_path / "bot.db", "SELECT name FROM invite") == [("Анна",)]


def test_several_files_of_deals_are_imported_one_after_another(say: Say, tmp_path: Path) -> None:
    row = "W2,Мария Лис,,Лютик,Won,2017-02-10,2017-03-02,2000\n"
    (tmp_path / "more.csv").write_text(
        (tmp_path / "deals.csv").read_text("utf-8").splitlines()[0] + "\n" + row, "utf-8"
    )
    code, _ = say(["import", "deals", "deals.csv", "more.csv"], DATABASE_URL="sqlite:///bot.db")
    assert code == 0
    assert ask(tmp_path / "bot.db", "SELECT amount FROM purchase ORDER BY amount") == [(105_400,), (200_000,)]
    code, lines = say(["import", "deals", "absent.csv", "more.csv"], DATABASE_URL="sqlite:///bot.db")
    assert code == 1
    assert "absent.csv" in lines[-1]
