"""Chromium for the browser tests: a fresh one for each test, any error in the page fails the test."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize, async_playwright

from tests.browser.sandbox_town import Town, open_town

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE_MS = 8000
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; skips the test, saying so, on a machine without one."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    pytest.skip(f"no Chromium on this machine: none of {', '.join(_NAMES)} is on PATH")


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=_ARGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A laptop-sized page; whatever it complains about in its console fails the test."""
    page = await browser.new_page(viewport=LAPTOP, reduced_motion="reduce")
    page.set_default_timeout(_PATIENCE_MS)
    complaints = listen_to(page)
    yield page
    assert complaints == []


def listen_to(page: Page) -> list[str]:
    """The list that fills with the page's errors."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A sandbox with the small bot behind it."""
    async with open_town() as town:
        yield town
