"""Tasks: done, moved, handed over, cancelled; who may, and who is told."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.runner import perform
from domain.errors import Gone, InThePast, NotAllowed
from domain.tables import Notification, Task, TaskAction, TaskState
from domain.use_case import Cause
from domain.use_cases.tasks import TaskDraft, cancel_task, complete_task, hand_task, move_task, plan_task
from tests.harness import MONDAY, MOSCOW, Handset, Office

TODAY = MONDAY.date()
TOMORROW = TODAY + timedelta(days=1)


async def does(office: Office, who: Handset, case: Any, *args: Any, key: str = "k", at: datetime = MONDAY) -> Any:
    """That person does it, at that moment."""
    assert who.member_id is not None
    return await office.write(perform(case, who.member_id, Cause(key, at, at), *args))


async def planned(office: Office, who: Handset, key: str = "form", **values: Any) -> int:
    draft = TaskDraft(TaskAction.CALL, TODAY, time(14), form_key=key, **values)
    task_id: int = (await does(office, who, plan_task, draft)).task_id
    return task_id


async def task(office: Office, task_id: int) -> Task:
    found: Task = await office.read(lambda s: s.get_one(Task, task_id))
    return found


async def told(office: Office) -> list[tuple[str, int]]:
    def read(session: Session) -> list[tuple[str, int]]:
        return [(row.kind, row.recipient_id) for row in session.scalars(select(Notification))]

    rows: list[tuple[str, int]] = await office.read(read)
    return rows


async def test_the_same_form_plans_one_task(office: Office) -> None:
    assert await planned(office, office.anna) == await planned(office, office.anna)


async def test_a_task_cannot_be_planned_for_an_hour_gone_by(office: Office) -> None:
    with pytest.raises(InThePast):
        await does(office, office.anna, plan_task, TaskDraft(TaskAction.CALL, TODAY, time(9)))


async def test_a_done_task_is_done_once(office: Office) -> None:
    task_id = await planned(office, office.anna)
    await does(office, office.anna, complete_task, task_id)
    await does(office, office.anna, complete_task, task_id, at=MONDAY + timedelta(hours=1))
    done = await task(office, task_id)
    assert done.state is TaskState.DONE
    assert done.closed_at == MONDAY


async def test_a_move_raises_the_occurrence_and_a_move_to_the_same_hour_does_not(office: Office) -> None:
    task_id = await planned(office, office.anna)
    await does(office, office.anna, move_task, task_id, TOMORROW, time(11))
    await does(office, office.anna, move_task, task_id, TOMORROW, time(11))
    moved = await task(office, task_id)
    assert moved.occurrence == 2
    assert moved.due_at == datetime(2026, 11, 24, 11, tzinfo=MOSCOW)


async def test_a_task_is_not_moved_into_the_past(office: Office) -> None:
    task_id = await planned(office, office.anna)
    with pytest.raises(InThePast):
        await does(office, office.anna, move_task, task_id, date(2026, 11, 20), None)


async def test_a_cancelled_task_stays_cancelled(office: Office) -> None:
    task_id = await planned(office, office.anna)
    await does(office, office.anna, cancel_task, task_id)
    await does(office, office.anna, complete_task, task_id)
    assert (await task(office, task_id)).state is TaskState.CANCELLED


async def test_a_colleagues_task_is_out_of_reach(office: Office) -> None:
    task_id = await planned(office, office.anna)
    for case in (complete_task, cancel_task):
        with pytest.raises(Gone):
            await does(office, office.boris, case, task_id)
    with pytest.raises(Gone):
        await does(office, office.boris, move_task, task_id, TOMORROW, None)


async def test_a_manager_hands_a_task_to_another_who_is_told(office: Office) -> None:
    task_id = await planned(office, office.anna)
    assert office.boris.member_id is not None
    await does(office, office.vera, hand_task, task_id, office.boris.member_id)
    assert (await task(office, task_id)).assignee_id == office.boris.member_id
    assert await told(office) == [("task_given", office.boris.member_id)]


async def test_a_rep_hands_nothing_over(office: Office) -> None:
    task_id = await planned(office, office.anna)
    assert office.boris.member_id is not None
    with pytest.raises(NotAllowed):
        await does(office, office.anna, hand_task, task_id, office.boris.member_id)


async def test_a_manager_hands_only_to_those_he_leads(office: Office) -> None:
    task_id = await planned(office, office.anna)
    assert office.gleb.member_id is not None
    with pytest.raises(NotAllowed):
        await does(office, office.vera, hand_task, task_id, office.gleb.member_id)


async def test_a_task_set_in_the_evening_is_told_when_work_begins(office: Office) -> None:
    assert office.boris.member_id is not None
    night = MONDAY.replace(hour=22)
    draft = TaskDraft(TaskAction.CALL, TOMORROW, None, assignee_id=office.boris.member_id)
    await does(office, office.vera, plan_task, draft, at=night)
    (due_at,) = await office.read(lambda s: s.scalars(select(Notification.due_at)).all())
    assert due_at == datetime(2026, 11, 24, 9, tzinfo=MOSCOW)


async def test_ones_own_task_is_told_to_nobody(office: Office) -> None:
    await planned(office, office.vera)
    assert await told(office) == []
