"""`python -m sandbox` on its own."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import aiohttp
import pytest


@pytest.mark.process
async def test_it_prints_its_address_and_ends_at_a_signal() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "sandbox", "--port", "0", stdout=PIPE)
    assert process.stdout is not None
    async with asyncio.timeout(60):
        address = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as http, http.get(f"{address}/api/people") as answer:
        assert [person["name"] for person in await answer.json()] == ["Анна", "Борис", "Вера", "Глеб", "Чужой"]
    process.terminate()
    async with asyncio.timeout(10):
        assert await process.wait() == 0
