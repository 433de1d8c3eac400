"""Starting, killing and awaiting the real program."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parent.parent.parent
SECRET = "a-secret-of-the-tests"


@dataclass(frozen=True, slots=True)
class Started:
    """A running bot. `ended` can be awaited whoever its parent is."""

    pid: int
    pidfd: int
    log: Path

    def kill(self) -> None:
        """Wherever it is; nothing when it is dead already."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def terminate(self) -> None:
        signal.pidfd_send_signal(self.pidfd, signal.SIGTERM)

    async def ended(self, within_s: float = 30) -> None:
        """Raises TimeoutError when it does not end."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.pidfd, over.set)
        try:
            async with asyncio.timeout(within_s):
                await over.wait()
        finally:
            loop.remove_reader(self.pidfd)

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    async def says(self, words: str, within_s: float = 30) -> None:
        """Until the words are in its log. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while words not in self.said:
                await asyncio.sleep(0.02)


class Starter(Protocol):
    """A way to start the program with these settings."""

    async def start(self, environment: dict[str, str], log: Path) -> Started: ...

    def close(self) -> None: ...


def settings(api_url: str, token: str, database_url: str, **more: str) -> dict[str, str]:
    return {"BOT_TOKEN": token, "TELEGRAM_API_URL": api_url, "DATABASE_URL": database_url, "LOG_LEVEL": "INFO"} | more


def webhook_settings(port: int, public_port: int | None = None) -> dict[str, str]:
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{public_port or port}/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


@dataclass(slots=True)
class Command:
    """The genuine `python -m bot`."""

    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    async def start(self, environment: dict[str, str], log: Path) -> Started:
        with log.open("ab") as output:
            child = subprocess.Popen(
                [sys.executable, "-m", "bot"], env=os.environ | environment, cwd=ROOT, stdout=output, stderr=output
            )
        self._children.append(child)
        return Started(child.pid, os.pidfd_open(child.pid), log)

    def exit_code(self, started: Started) -> int:
        """Of one that has ended."""
        child = next(child for child in self._children if child.pid == started.pid)
        return child.wait(timeout=5)

    def close(self) -> None:
        for child in self._children:
            child.kill()
            child.wait()


class Zygote:
    """The same program forked from a process that has imported it already."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    async def start(self, environment: dict[str, str], log: Path) -> Started:
        log.touch()
        pid = await asyncio.to_thread(self._fork, environment, log)
        return Started(pid, os.pidfd_open(pid), log)

    def _fork(self, environment: dict[str, str], log: Path) -> int:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.reliability.zygote"],
                cwd=ROOT,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._answer()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"environment": environment, "log": str(log)}) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def _answer(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the zygote has died")
        return line.strip()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
