"""Backup and the way back, as typed at a console: `python -m bot backup`, facts change, `restore`, and it serves."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import open_database
from domain.tables import Client, Member
from sandbox import Sandbox
from tests.harness import CAST, MONDAY, TOKEN, add_client, hire_cast
from tests.reliability.processes import ROOT, Zygote, settings

pytestmark = [pytest.mark.process, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]


async def _typed(url: str, *words: str) -> tuple[int, list[str]]:
    """`python -m bot …`: its exit code and the lines it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stdout=-1, stderr=-2
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode().splitlines()


def _names(session: Session) -> list[str]:
    return sorted(session.scalars(select(Client.name)))


async def _kept(url: str) -> list[str]:
    database = open_database(url)
    try:
        return await database.read(_names)
    finally:
        await database.close()


async def _write(url: str, name: str, *, first: bool = False) -> None:
    database = open_database(url)

    def job(session: Session) -> None:
        if first:
            hire_cast(session, MONDAY)
        anna = session.scalars(select(Member.id).where(Member.telegram_id == CAST[0].id)).one()
        add_client(session, anna, name)

    await database.write(job)
    await database.close()


async def test_a_copy_a_mistake_and_the_way_back(zygote: Zygote, database_url: str, tmp_path: Path) -> None:
    await _write(database_url, "Ромашка", first=True)
    code, said = await _typed(database_url, "backup", "--to", str(tmp_path / "copies"))
    (copy,) = (tmp_path / "copies").iterdir()
    assert (code, len(said)) == (0, 1)
    assert f"python -m bot restore {copy}" in said[0]
    await _write(database_url, "Ошибка")
    broken = tmp_path / "broken.db"
    broken.write_bytes(copy.read_bytes()[:40_000])
    code, said = await _typed(database_url, "restore", str(broken))
    assert (code, len(said)) == (1, 1)
    assert said[0].startswith("Nothing was restored")
    assert await _kept(database_url) == ["Ошибка", "Ромашка"]
    code, said = await _typed(database_url, "restore", str(copy))
    assert (code, len(said)) == (0, 1)
    assert await _kept(database_url) == ["Ромашка"]
    await _serves(zygote, database_url, tmp_path / "bot.log")


async def _serves(zygote: Zygote, url: str, log: Path) -> None:
    sandbox = Sandbox(CAST, token=TOKEN, page_dir=None)
    await sandbox.start()
    bot = await zygote.start(settings(sandbox.api_url, TOKEN, url), log)
    try:
        await bot.says("is serving")
        chat = sandbox.acts.chat_of(CAST[0].id)
        sandbox.acts.start(chat)
        async with asyncio.timeout(20):
            while not any(message.from_bot for message in chat.messages.values()):
                await asyncio.sleep(0.05)
    finally:
        bot.kill()
        await bot.ended()
        await sandbox.stop()
