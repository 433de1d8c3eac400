"""A company nobody owns: how an owner gets in."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.serve import OWNER_AWAITED, print_first_link
from domain.tables import Member, Role
from tests.harness import Office

LINK_WORKS = timedelta(hours=72)


async def test_a_company_with_an_owner_is_told_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    await print_first_link(office.program)
    assert capsys.readouterr().out == ""


async def test_the_first_link_is_shown_once_and_remembered_at_the_next_start(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = update(Member).where(Member.role == Role.OWNER).values(dismissed_at=office.clock.now())
    await office.program.database.write(lambda session: session.execute(nobody) and None)
    await print_first_link(office.program)
    first = capsys.readouterr().out
    assert "?start=" in first
    await print_first_link(office.program)
    assert capsys.readouterr().out.strip() == OWNER_AWAITED
    office.clock.advance(LINK_WORKS)
    await print_first_link(office.program)
    again = capsys.readouterr().out
    assert "?start=" in again
    assert again != first
    await office.stranger.start(again.strip().rpartition("=")[2])
    await print_first_link(office.program)
    assert capsys.readouterr().out == ""
