"""The real process dies at random under twenty working reps: nothing lost, nothing doubled, nothing invented."""

from pathlib import Path

import pytest

from tests.reliability.kills import Trial
from tests.reliability.processes import Command, Starter, Zygote, free_port, webhook_settings

pytestmark = pytest.mark.process

KILLS = 6


async def _nothing_wrong(
    starter: Starter, database_url: str, folder: Path, webhook: dict[str, str], kills: int = KILLS
) -> None:
    trial = Trial(starter, database_url, folder, seed=20261123, webhook=webhook)
    found = await trial.run(kills)
    assert not found.wrong, (found.wrong, (folder / "bot.log").read_text()[-3000:])
    assert found.saved >= 20


async def test_what_a_rep_saw_saved_is_kept_once_whenever_a_polling_bot_dies(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    await _nothing_wrong(zygote, database_url, tmp_path, {})


async def test_what_a_rep_saw_saved_is_kept_once_whenever_a_webhook_bot_dies(
    zygote: Zygote, database_url: str, tmp_path: Path
) -> None:
    await _nothing_wrong(zygote, database_url, tmp_path, webhook_settings(free_port()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_genuine_command_dies_and_comes_back(command: Command, database_url: str, tmp_path: Path) -> None:
    await _nothing_wrong(command, database_url, tmp_path, {}, kills=1)
