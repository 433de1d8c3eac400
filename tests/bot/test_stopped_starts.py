"""A start that stumbles over a setting says so in one line; one that waits can be stopped."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
UNKNOWN = b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'

pytestmark = pytest.mark.process


class _KnowsNobody(BaseHTTPRequestHandler):
    """A Bot API that knows no token."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(UNKNOWN)))
        self.end_headers()
        with suppress(OSError):  # the bot is gone after the first answer
            self.wfile.write(UNKNOWN)

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def knows_nobody() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _KnowsNobody)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield f"127.0.0.1:{other.getsockname()[1]}"


def _start(tmp_path: Path, *command: str, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "BOT_TOKEN": "", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_token_that_telegram_does_not_know_is_named(tmp_path: Path, knows_nobody: str) -> None:
    with _start(tmp_path, BOT_TOKEN="7:WRONG", TELEGRAM_API_URL=knows_nobody) as bot:
        _, said = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert said.splitlines()[-1] == "BOT_TOKEN: Telegram does not know it; take it from @BotFather anew"


def test_with_a_token_that_telegram_does_not_know_no_link_is_made(tmp_path: Path, knows_nobody: str) -> None:
    """A code made and shown to nobody would keep the first owner's link from being printed for three days."""
    given = {"DATABASE_URL": "sqlite:///bot.db", "BOT_TOKEN": "7:WRONG", "TELEGRAM_API_URL": knows_nobody}
    with _start(tmp_path, "invite", **given) as bot:
        out, said = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert (out, len(said.splitlines())) == ("", 1)
    assert not (tmp_path / "bot.db").exists()


def test_an_address_that_another_program_listens_on_is_named(tmp_path: Path, taken: str) -> None:
    with _start(tmp_path, SANDBOX_LISTEN=taken) as bot:
        _, said = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert said == f"SANDBOX_LISTEN: {taken} is taken by another program\n"


def test_a_place_where_no_database_can_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with _start(tmp_path, BOT_TOKEN="7:WRONG", DATABASE_URL=f"sqlite:///{tmp_path}/file/bot.db") as bot:
        _, said = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert said.startswith(f"DATABASE_URL: sqlite:///{tmp_path}/file/bot.db cannot be written")
    assert len(said.splitlines()) == 1


def test_a_start_that_waits_for_the_database_can_be_stopped(tmp_path: Path) -> None:
    with _start(tmp_path, BOT_TOKEN="7:WRONG", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none") as bot:
        assert bot.stderr is not None
        assert "waiting" in bot.stderr.readline()
        bot.send_signal(signal.SIGTERM)
        bot.communicate(timeout=20)
    assert bot.returncode == 0
