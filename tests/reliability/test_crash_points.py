"""The bot dies before and after every commit and every call of a day; the day ends as if it had not.

Every fifth point on SQLite (the others by `make soak`), a sample on PostgreSQL. What may differ: one message doubled
per person.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Postgres
from tests.reliability.processes import ROOT

pytestmark = pytest.mark.process

PARTS = 8
"""Of the points: each run of the tests tries one of them."""
SAMPLE = 1
"""Points of each chapter of the day, on PostgreSQL."""


async def _explored(*arguments: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.reliability.crash", *arguments, cwd=ROOT, stdout=-1, stderr=-1
    )
    said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()[-3000:]
    answer: dict[str, Any] = json.loads(said)
    return answer


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.soak) for part in range(1, PARTS))])
async def test_a_day_ends_the_same_wherever_the_bot_dies(sqlite_template: Path, tmp_path: Path, part: int) -> None:
    (tmp_path / "day.db").write_bytes(sqlite_template.read_bytes())
    found = await _explored(f"sqlite:///{tmp_path}/day.db", str(tmp_path), "--part", f"{part}/{PARTS}")
    assert found["wrong"] == []
    assert found["points"] > 400
    assert found["tried"] >= found["points"] // PARTS


async def test_a_day_on_postgresql_ends_the_same_at_a_sample_of_points(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.create()
    found = await _explored(url, str(tmp_path), "--server", postgres.server, "--sample", str(SAMPLE))
    assert found["wrong"] == []
    assert found["tried"] >= 4 * SAMPLE
