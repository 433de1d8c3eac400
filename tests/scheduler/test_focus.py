"""A focus that has been the same for three months is asked about. Rule: "Plans", Activity plan."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import ActivityPlan, PlanLine, PlanPer, Role
from handlers.plans.focus import ChangeFocus
from scheduler import focus
from tests.harness import MOSCOW, Office
from tests.scheduler.world import World, moscow

DECEMBER = datetime(2026, 12, 1, 9, 5, tzinfo=MOSCOW)
SEPTEMBER, OCTOBER = date(2026, 9, 7), date(2026, 10, 5)


def line(session: Session, member_id: int, of: PlanLine, since: date, until: date | None = None, **more: Any) -> None:
    about = {"per": PlanPer.DAY, "number": 10, **more}
    session.add(ActivityPlan(member_id=member_id, line=of, since=since, until=until, **about))


def long_focus(session: Session, *reps: int) -> None:
    """Since September, with another number since October; offers are planned too."""
    for rep in reps:
        line(session, rep, PlanLine.CALLS, SEPTEMBER, OCTOBER, is_focus=True)
        line(session, rep, PlanLine.CALLS, OCTOBER, is_focus=True, number=12)
        line(session, rep, PlanLine.OFFERS, SEPTEMBER)


async def in_focus(office: Office) -> list[tuple[int, PlanLine]]:
    def read(session: Session) -> list[tuple[int, PlanLine]]:
        held = select(ActivityPlan).where(ActivityPlan.until.is_(None), ActivityPlan.is_focus.is_(True))
        return sorted((row.member_id, row.line) for row in session.scalars(held))

    return await office.read(read)  # type: ignore[no-any-return]


async def test_the_owner_is_asked_and_changes_it_for_all_in_one_tap(office: Office) -> None:
    anna, boris = office.anna.member_id or 0, office.boris.member_id or 0
    await office.write(lambda s: long_focus(s, anna, boris))
    await office.arrive_at(DECEMBER, lived=timedelta(hours=14))
    asked = next(one for one in reversed(office.gleb.heard) if "Фокус" in one.text)
    assert asked.text == "⭐ Фокус «Звонки» держится 3 месяца: Анна, Борис. Чем сменить с сегодняшнего дня?"
    assert asked.flat == ["КП", "Оставить"]
    await office.gleb.tap("КП", asked)
    assert await in_focus(office) == [(anna, PlanLine.OFFERS), (boris, PlanLine.OFFERS)]
    said = next(one for one in reversed(office.gleb.heard) if "фокус" in one.text)
    assert said.text == "Было «Звонки», теперь фокус «КП». Изменилось у 2."
    assert not [one for one in office.vera.heard if "Фокус" in one.text]


async def test_it_may_stay_and_a_rep_cannot_change_it(office: Office) -> None:
    anna = office.anna.member_id or 0
    await office.write(lambda s: long_focus(s, anna))
    await office.arrive_at(DECEMBER, lived=timedelta(hours=14))
    await office.anna.start()
    await office.anna.tap_data(ChangeFocus(before=PlanLine.CALLS, line=PlanLine.OFFERS, day="20261201").pack())
    asked = next(one for one in reversed(office.gleb.heard) if "Фокус" in one.text)
    await office.gleb.tap("Оставить", asked)
    assert await in_focus(office) == [(anna, PlanLine.CALLS)]


def test_it_is_asked_on_the_first_working_day_of_the_month_and_again_three_months_later() -> None:
    world = World(kinds=(focus.KIND,))
    rep = world.member()
    world.member("Глеб", Role.OWNER)
    long_focus(world.session, rep)
    world.live(moscow(2026, 10, 20, 9), moscow(2027, 3, 20, 9))
    assert world.at("focus_old") == ["01.12 09:00", "01.03 09:00"]


def test_a_focus_that_was_broken_begins_anew() -> None:
    world = World(kinds=(focus.KIND,))
    rep = world.member()
    world.member("Глеб", Role.OWNER)
    line(world.session, rep, PlanLine.CALLS, SEPTEMBER, OCTOBER, is_focus=True)
    line(world.session, rep, PlanLine.CALLS, OCTOBER, date(2026, 11, 2))
    line(world.session, rep, PlanLine.CALLS, date(2026, 11, 2), is_focus=True)
    line(world.session, rep, PlanLine.OFFERS, SEPTEMBER)
    world.live(moscow(2026, 11, 20, 9), moscow(2027, 2, 20, 9))
    assert world.at("focus_old") == ["01.02 09:00"]
