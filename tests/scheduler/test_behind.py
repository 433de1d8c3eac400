"""Two hours before the end: only who is behind, and who is nearest. Rule: "What the bot pushes by itself"."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    Member,
    Outcome,
    PlanLine,
    PlanPer,
    Purchase,
    TaskAction,
)
from scheduler import behind
from tests.harness import MONDAY, MOSCOW, Office, add_client, plain
from tests.scheduler.test_task_reminders import add_task
from tests.scheduler.world import World, moscow
from tests.use_cases.month import a_client, activity_plan, at, did, paid, sales_plan, times

TODAY = MONDAY.date()
FOUR, END = datetime(2026, 11, 23, 16, tzinfo=MOSCOW), datetime(2026, 11, 23, 17, 30, tzinfo=MOSCOW)


def a_day(office: Office, calls: int, offers: int = 1, **plan: Any) -> Any:
    """Ten calls and two offers planned; so many done."""

    def job(session: Session) -> None:
        anna = office.anna.member_id or 0
        activity_plan(session, anna, PlanLine.CALLS, 10, **plan)
        activity_plan(session, anna, PlanLine.OFFERS, 2, **plan)
        client = a_client(session, anna)
        did(session, anna, client, ActivityKind.CALL, at(TODAY, time(9, 30)), calls, outcome=Outcome.TALKED)
        did(session, anna, client, ActivityKind.OFFER, at(TODAY, time(9, 30)), offers)

    return job


async def heard(office: Office, since: datetime = FOUR, until: datetime = END) -> list[str]:
    await office.until(since.replace(hour=15, minute=55))
    before = len(office.anna.heard)
    await office.until(until)
    return [plain(screen.text) for screen in office.anna.heard[before:]]


async def test_who_is_behind_hears_what_is_missing_and_who_is_nearest(office: Office) -> None:
    await office.write(a_day(office, 6))

    def nearest(session: Session) -> None:
        anna = office.anna.member_id or 0
        promised = add_client(session, anna, "Ромашка")
        add_task(session, office.anna, datetime(2026, 11, 23, 17, 45, tzinfo=MOSCOW), promised)
        offer = add_client(session, anna, "Лютик")
        add_task(session, office.anna, datetime(2026, 11, 23, 17, 50, tzinfo=MOSCOW), offer, action=TaskAction.OFFER)
        silent = add_client(
            session,
            anna,
            "Василёк",
            first_purchase_on=date(2026, 7, 12),
            last_purchase_on=date(2026, 9, 20),
            purchase_days=3,
            silent_from=date(2026, 11, 12),
        )
        session.add(Purchase(client_id=silent, day=date(2026, 9, 20), amount=8_000_000, **times(MONDAY)))

    await office.write(nearest)
    (said,) = await heard(office)
    assert said.split("\n") == [
        "До 18:00 не хватает 4 звонков и 1 КП.",
        "Ближе всего:",
        "📞 17:45 · «Ромашка», перезвонить",
        "📄 17:50 · «Лютик», отправить КП",
        "«Василёк» молчит 64 дня при ритме 35, берёт на 80 тыс. ₽",
    ]
    assert office.anna.screen.flat == ["▶️ Обзвон", "➕ Записать", "Ромашка", "Лютик", "Василёк"]


@pytest.mark.parametrize(("calls", "offers"), [(10, 2), (8, 2)])
async def test_who_goes_by_his_plan_hears_nothing(office: Office, calls: int, offers: int) -> None:
    """Seven of nine hours are over: eight calls of ten are on the way."""
    await office.write(a_day(office, calls, offers))
    assert await heard(office) == []


async def test_nothing_once_the_months_sales_plan_is_met(office: Office) -> None:
    def met(session: Session) -> None:
        anna = office.anna.member_id or 0
        sales_plan(session, anna, TODAY.replace(day=1), 100_000)
        paid(session, a_client(session, anna), 100_000, TODAY)

    await office.write(a_day(office, 0))
    await office.write(met)
    assert await heard(office) == []


async def test_nothing_on_leave(office: Office) -> None:
    def leave(session: Session) -> None:
        session.add(Absence(member_id=office.anna.member_id, kind=AbsenceKind.SICK, first_day=TODAY, last_day=TODAY))

    await office.write(a_day(office, 0))
    await office.write(leave)
    assert await heard(office) == []


async def test_a_weekly_line_is_asked_on_its_last_day_only(office: Office) -> None:
    await office.write(lambda s: activity_plan(s, office.anna.member_id or 0, PlanLine.MEETINGS, 15, PlanPer.WEEK))
    assert await heard(office) == []
    friday = datetime(2026, 11, 27, 16, tzinfo=MOSCOW)
    (said,) = await heard(office, friday, friday.replace(minute=5))
    assert said == "До 18:00 не хватает 15 встреч."


async def test_in_english(office: Office) -> None:
    def english(session: Session) -> None:
        session.get_one(Member, office.anna.member_id).language = "en"

    await office.write(a_day(office, 9, 0))
    await office.write(english)
    assert await heard(office) == ["Before 18:00: 1 call and 2 offers to go."]


def test_it_falls_due_once_a_working_day_two_hours_before_ones_own_end() -> None:
    world = World(kinds=(behind.KIND,))
    world.member()
    world.member("Борис", zone="Asia/Vladivostok", work_hours=[["09:00", "20:00"]] * 5 + [None, None])
    world.live(moscow(2026, 11, 20, 3), moscow(2026, 11, 24, 3))
    assert world.at("behind") == ["20.11 11:00", "20.11 16:00", "23.11 11:00", "23.11 16:00"]


def test_missed_it_is_not_sent_after_the_day() -> None:
    world = World(kinds=(behind.KIND,))
    world.member()
    assert world.tick(moscow(2026, 11, 23, 18)) == []
    assert len(world.tick(moscow(2026, 11, 24, 17, 59))) == 1


def test_on_a_shortened_day_it_comes_two_hours_before_its_own_end_and_never_on_leave() -> None:
    world = World(kinds=(behind.KIND,))
    anna = world.member()
    world.day_off(date(2026, 11, 24))
    world.away(anna, date(2026, 11, 25), date(2026, 11, 25))
    world.live(moscow(2026, 11, 23, 3), moscow(2026, 11, 27, 3))
    assert world.at("behind") == ["23.11 16:00", "26.11 16:00"]
