"""The whole program as a newcomer meets it: `python -m bot` without a token, and taps in a real browser."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.databases import free_port

pytestmark = [pytest.mark.browser, pytest.mark.process]

ROOT = Path(__file__).parent.parent.parent
ANNA, BORIS, VERA, GLEB, STRANGER = 1001, 1002, 1004, 1005, 1099
OURS = ("BOT_TOKEN", "DATABASE_URL", "WEBHOOK_URL", "LANGUAGE", "TIMEZONE")


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[str]:
    """The address that `make run` prints."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"SANDBOX_LISTEN": f"127.0.0.1:{free_port()}", "PYTHONPATH": str(ROOT)}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    async with asyncio.timeout(60):
        line = (await program.stdout.readline()).decode()
    assert "BOT_TOKEN is not set" in line
    yield line.split()[-1]
    program.terminate()
    async with asyncio.timeout(20):
        await program.wait()


def phone_of(page: Page, person: int) -> Locator:
    return page.locator(f'[data-person="{person}"]')


def last(phone: Locator) -> Locator:
    return phone.locator("[data-message-id]").last


async def tap(phone: Locator, name: str | re.Pattern[str]) -> None:
    await phone.get_by_role("button", name=name).last.click()


async def write(phone: Locator, text: str) -> None:
    draft = phone.get_by_role("textbox", name="Сообщение")
    await draft.fill(text)
    await draft.press("Enter")


async def test_a_rep_logs_a_call_is_reminded_and_the_manager_sees_it(sandbox: str, page: Page) -> None:
    await page.goto(sandbox)
    await expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")
    anna, vera = phone_of(page, ANNA), phone_of(page, VERA)

    await tap(anna, "➕ Записать")
    await expect(last(anna)).to_contain_text("Кому записать?")
    await last(anna).get_by_role("button").first.click()
    await expect(last(anna)).to_contain_text("Что произошло?")
    await tap(anna, "Договорились")
    await expect(last(anna)).to_contain_text("✅")
    await tap(anna, re.compile("перезвонить · завтра"))
    await expect(last(anna)).to_contain_text("Дальше:")

    await write(vera, "/team")
    await expect(last(vera)).to_contain_text(re.compile(r"Анна: звонки [1-9]"))

    heard = await anna.locator("[data-message-id]").count()
    await page.get_by_role("button", name="+1 день").click()
    await expect(anna.locator("[data-message-id]").nth(heard)).to_be_visible(timeout=20_000)


async def test_a_stranger_learns_nothing(sandbox: str, page: Page) -> None:
    await page.goto(sandbox)
    await expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")
    stranger = phone_of(page, STRANGER)
    start = stranger.get_by_role("button", name="Начать", exact=True)
    if await start.is_visible():
        await start.click()
    else:
        await write(stranger, "/day")
    await expect(last(stranger)).to_have_text(re.compile("закрытый рабочий бот"))


async def test_the_owner_asks_for_the_funnel_and_gets_a_picture(sandbox: str, page: Page) -> None:
    await page.goto(sandbox)
    await expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")
    gleb = phone_of(page, GLEB)
    await write(gleb, "/funnel прошлый месяц")
    await expect(last(gleb).locator("img")).to_be_visible(timeout=20_000)
