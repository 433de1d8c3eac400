"""Each rep is counted by his own days, many of them in a few questions. Rules: "Plans", "Activities"."""

from datetime import date, time
from typing import Any

import pytest_asyncio
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.database import Database
from domain.periods import one_day
from domain.readers.digest import digest_of
from domain.readers.plan_day import plan_of_day, plans_of_day
from domain.readers.team import overdue_tasks, rep_card, team_day, team_today
from domain.tables import ActivityKind, Member, PlanLine, PlanPer, TaskAction
from domain.use_cases.tasks import TaskDraft, plan_task
from tests.harness import MONDAY
from tests.use_cases.month import a_client, activity_plan, at, did
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def test_a_task_is_overdue_where_its_assignee_is(sales: Sales) -> None:
    """At 20:00 on Monday in Moscow it is Tuesday in Vladivostok: only Борис is late with Monday's task."""
    await sales.write(lambda s: _move(s, sales.ids["Борис"]))
    for name in ("Анна", "Борис"):
        await sales.run(plan_task, name, TaskDraft(TaskAction.CALL, TODAY))
    vera, now = sales.ids["Вера"], sales.on(TODAY, time(20)).now
    team = await sales.read(team_day, vera, now)
    assert {rep.name: rep.overdue for rep in team.reps} == {"Анна": 0, "Борис": 1}
    assert team.overdue == (await sales.read(team_today, vera, now)).overdue == 1
    assert [task.assignee for task in await sales.read(overdue_tasks, vera, now)] == ["Борис"]
    assert (await sales.read(rep_card, vera, sales.ids["Анна"], now)).overdue == ()
    digest = await sales.read(digest_of, vera, one_day(TODAY), now)
    assert digest.standing is not None
    assert digest.standing.overdue == 1


def _move(session: Session, member_id: int) -> None:
    session.get_one(Member, member_id).zone = "Asia/Vladivostok"


async def test_what_was_logged_too_late_is_in_no_plan_of_its_day(sales: Sales) -> None:
    """Friday's calls count till Monday noon, in the line of the day and in the line of the week."""
    anna, friday = sales.ids["Анна"], date(2026, 11, 20)

    def job(session: Session) -> None:
        client = a_client(session, anna)
        activity_plan(session, anna, PlanLine.CALLS, 10, since=friday)
        activity_plan(session, anna, PlanLine.OFFERS, 10, PlanPer.WEEK, since=friday)
        for kind in (ActivityKind.CALL, ActivityKind.OFFER):
            did(session, anna, client, kind, at(friday))
            did(session, anna, client, kind, at(friday), received=at(TODAY, time(11, 59)))
            did(session, anna, client, kind, at(friday), received=at(TODAY, time(12, 1)))

    await sales.write(job)
    assert [fact.number.fact for fact in await sales.read(plan_of_day, anna, friday)] == [2, 2]


async def test_the_plans_of_many_take_as_many_questions_as_of_one(sales: Sales) -> None:
    reps = [sales.ids["Анна"], sales.ids["Борис"]]

    def job(session: Session) -> None:
        session.get_one(Member, reps[1]).zone = "Asia/Vladivostok"
        for rep in reps:
            client = a_client(session, rep)
            for line in (PlanLine.CALLS, PlanLine.OFFERS, PlanLine.MEETINGS):
                activity_plan(session, rep, line, 10, since=TODAY)
            did(session, rep, client, ActivityKind.CALL, MONDAY)

    await sales.write(job)
    one, many = await sales.read(_questions, reps[:1]), await sales.read(_questions, reps)
    assert 0 < many == one
    both = await sales.read(plans_of_day, dict.fromkeys(reps, TODAY))
    assert [fact.number.fact for rep in reps for fact in both[rep]] == [1, 0, 0] * 2


def _questions(session: Session, reps: list[int]) -> int:
    asked: list[Any] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note := lambda *statement: asked.append(statement))
    plans_of_day(session, dict.fromkeys(reps, TODAY))
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)
