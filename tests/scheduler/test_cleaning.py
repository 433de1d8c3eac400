"""How the cleaning of the base went is told to managers once, at the end of its month."""

from datetime import date

from domain.settings import COMPANY
from domain.tables import Role, Setting
from scheduler.cleaning import KIND
from tests.harness import add_client
from tests.scheduler.world import LONG_AGO, World, moscow
from tests.use_cases.buying import buy


def world_cleaning_in(month: int) -> World:
    world = World(kinds=(KIND,))
    world.session.add(Setting(scope=COMPANY, key="cleaning_month", value=month, changed_at=LONG_AGO))
    world.session.flush()
    return world


def test_it_comes_once_at_the_end_of_the_months_last_working_day_and_to_managers_alone() -> None:
    world = world_cleaning_in(11)
    world.member()
    vera = world.member("Вера", Role.MANAGER)
    world.live(moscow(2026, 11, 2), moscow(2026, 12, 20))
    assert world.at("cleaning_summary") == ["30.11 18:00"]
    assert [push.recipient_id for push in world.pushes("cleaning_summary")] == [vera]


def test_tick_after_tick_gives_the_same() -> None:
    world = world_cleaning_in(11)
    world.member("Вера", Role.MANAGER)
    world.live_evenly(moscow(2026, 11, 30, 17), moscow(2026, 11, 30, 19))
    assert world.at("cleaning_summary") == ["30.11 18:00"]


def test_missed_at_the_months_end_it_comes_when_the_manager_works_next() -> None:
    world = world_cleaning_in(11)
    world.member("Вера", Role.MANAGER)
    world.live(moscow(2026, 11, 2), moscow(2026, 11, 30, 17))
    world.live(moscow(2026, 11, 30, 23), moscow(2026, 12, 20))
    assert world.at("cleaning_summary") == ["01.12 09:00"]


def test_after_three_working_days_nobody_is_told() -> None:
    world = world_cleaning_in(11)
    world.member("Вера", Role.MANAGER)
    world.live(moscow(2026, 11, 2), moscow(2026, 11, 30, 17))
    world.live(moscow(2026, 12, 3, 19), moscow(2026, 12, 20))
    assert world.told == []


def test_the_weakest_month_is_that_of_what_has_been_sold_by_then() -> None:
    """A program that runs for months: in November nobody knew what November and December would sell."""
    world = World(kinds=(KIND,))
    world.member("Вера", Role.MANAGER)
    client = add_client(world.session, world.member(), "Ромашка")
    for month in range(1, 11):
        buy(world.session, client, date(2026, month, 3), 1_000_00 if month == 1 else 9_000_00)
    world.live(moscow(2026, 11, 2), moscow(2026, 12, 1))
    for month in (11, 12):
        buy(world.session, client, date(2026, month, 3), 9_000_00)
    world.live(moscow(2026, 12, 1), moscow(2027, 2, 20))
    assert world.at("cleaning_summary") == ["29.01 18:00"]


def test_in_other_months_nothing_comes() -> None:
    world = world_cleaning_in(8)
    world.member("Вера", Role.MANAGER)
    world.live(moscow(2026, 11, 2), moscow(2026, 12, 20))
    assert world.told == []
