"""Coming in by a link, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database, open_database
from bot.runner import perform
from domain.invites import create_invite
from domain.tables import EntryAttempt, Invite, Member, Role, Team, TeamMembership
from domain.use_case import Cause, Guest
from domain.use_cases.entry import Entered, enter
from tests.harness import MONDAY

DINA = Guest(2001, "dina", "Дина")
EGOR = Guest(2002, None, "Егор")


async def tried(database: Database, guest: Guest, code: str, after: timedelta = timedelta()) -> Entered:
    at = MONDAY + after
    done: Entered = await database.write(perform(enter, guest, Cause(f"t:{guest.telegram_id}", at, at), code))
    return done


async def invite(database: Database, **details: object) -> str:
    def job(session: Session) -> str:
        team = Team(name="Отдел продаж")
        session.add(team)
        session.flush()
        role = Role(str(details.get("role", Role.REP)))
        return create_invite(session, role, team.id, details.get("name"), None, MONDAY)  # type: ignore[arg-type]

    return await database.write(job)


async def test_the_link_binds_role_team_and_day(database: Database) -> None:
    code = await invite(database, role=Role.MANAGER, name="Дина Петровна")
    entered = await tried(database, DINA, code)

    def read(session: Session) -> tuple[object, ...]:
        member = session.get_one(Member, entered.member_id)
        stay = session.scalars(select(TeamMembership)).one()
        return member.name, member.role, member.telegram_id, stay.leads, stay.since, stay.until

    assert await database.read(read) == ("Дина Петровна", Role.MANAGER, 2001, True, MONDAY.date(), None)


async def test_the_code_itself_is_nowhere_in_the_database(database: Database) -> None:
    code = await invite(database)
    stored = await database.read(lambda s: s.scalars(select(Invite.code_hash)).all())
    assert len(code) >= 32
    assert code not in stored


async def test_of_two_with_one_link_at_the_same_time_one_enters(database: Database, database_url: str) -> None:
    code = await invite(database)
    beside = open_database(database_url)
    try:
        both = await asyncio.gather(tried(database, DINA, code), tried(beside, EGOR, code))
    finally:
        await beside.close()
    assert sorted(one.member_id is not None for one in both) == [False, True]
    assert await database.read(lambda s: s.scalar(select(func.count(Member.id)))) == 1


async def test_a_link_expires_after_72_hours(database: Database) -> None:
    code = await invite(database)
    late = await tried(database, DINA, code, timedelta(hours=72))
    assert late == Entered(None)
    in_time = await tried(database, EGOR, code, timedelta(hours=71, minutes=59))
    assert in_time.member_id is not None


async def test_wrong_codes_are_remembered_and_slow_down_only_who_guesses(database: Database) -> None:
    code = await invite(database)
    for number in range(5):
        assert await tried(database, DINA, f"guess-{number}") == Entered(None)
    assert await tried(database, DINA, code) == Entered(None, slowed=True)
    assert await database.read(lambda s: s.scalar(select(func.count(EntryAttempt.id)))) == 5
    assert (await tried(database, EGOR, code)).member_id is not None


async def test_who_was_dismissed_comes_back_with_his_history(database: Database) -> None:
    first = await tried(database, DINA, await invite(database))
    await database.write(lambda s: _dismiss(s, first.member_id))
    code = await database.write(lambda s: create_invite(s, Role.REP, None, None, None, MONDAY))
    again = await tried(database, DINA, code)
    assert again.member_id == first.member_id
    assert await database.read(lambda s: s.get_one(Member, first.member_id).dismissed_at) is None


def _dismiss(session: Session, member_id: int | None) -> None:
    session.get_one(Member, member_id).dismissed_at = MONDAY


@pytest.mark.parametrize(
    ("given", "kept"),
    [("<b>Дина</b> 🌷", "<b>Дина</b> 🌷"), ("я" * 200, "я" * 200), (None, "Дина")],
    ids=["html", "200 characters", "none"],
)
async def test_any_name_is_kept_as_it_was_typed(database: Database, given: str | None, kept: str) -> None:
    entered = await tried(database, DINA, await invite(database, name=given))
    assert await database.read(lambda s: s.get_one(Member, entered.member_id).name) == kept
