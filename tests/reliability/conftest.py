"""Ways to start the real program."""

from collections.abc import Iterator

import pytest

from tests.reliability.processes import Command, Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Starts in a tenth of a second."""
    opened = Zygote()
    yield opened
    opened.close()


@pytest.fixture
def command() -> Iterator[Command]:
    """The genuine command."""
    opened = Command()
    yield opened
    opened.close()
