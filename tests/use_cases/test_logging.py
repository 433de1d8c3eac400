"""What logging writes, closes and keeps. Rules: "Activities (what reps log)"."""

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.database import Database
from domain.errors import BackdatedTooFar, ClientNotYours, Gone, InTheFuture, InThePast, NotAllowed
from domain.next_steps import Step
from domain.readers.call_queue import call_queue
from domain.readers.logging import likeliest_clients, log_subject
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Attachment,
    AttachmentKind,
    CalendarDay,
    Client,
    Member,
    Outcome,
    Role,
    Task,
    TaskAction,
    TaskState,
)
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.answers import answer_task
from domain.use_cases.attachments import FileDraft, attach_file, log_files
from domain.use_cases.call_queue import QueuedCall, log_queued_call
from domain.use_cases.comments import add_comment, edit_comment, take_back_comment
from domain.use_cases.corrections import cancel_activity, correct_time, set_companion
from domain.use_cases.next_steps import change_next_step, drop_next_step, set_next_step
from domain.use_cases.tasks import TaskDraft, complete_task, move_task, plan_task
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales

T = TypeVar("T")
TODAY = MONDAY.date()
TOMORROW = TODAY + timedelta(days=1)
CALL = ActivityKind.CALL


@pytest_asyncio.fixture
async def sales(database: Database) -> AsyncIterator[Sales]:
    yield await open_sales(database)


async def row(sales: Sales, table: type[T], key: Any) -> T:
    """The row as it stands."""

    def detached(session: Any) -> T:
        found: T = session.get_one(table, key)
        session.expunge(found)
        return found

    return await sales.read(detached)


async def call(sales: Sales, client_id: int, outcome: Outcome, **details: Any) -> int:
    logged = await sales.run(log_activity, "Анна", ActivityDraft(client_id, CALL, outcome, **details))
    return logged.activity_id


async def is_cold(sales: Sales, activity_id: int) -> bool:
    return (await row(sales, Activity, activity_id)).is_cold


async def is_effective(sales: Sales, activity_id: int) -> bool:
    return (await row(sales, Activity, activity_id)).is_effective


# Facts


async def test_the_same_form_saved_again_logs_nothing_more(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    draft = ActivityDraft(client_id, CALL, Outcome.AGREED, form_key="form-1")
    first = await sales.run(log_activity, "Анна", draft)
    again = await sales.run(log_activity, "Анна", draft)
    assert (again.activity_id, again.again) == (first.activity_id, True)


async def test_a_call_is_cold_until_somebody_was_effectively_reached(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    assert await is_cold(sales, await call(sales, client_id, Outcome.NO_ANSWER))
    sales.on(TODAY, time(11))
    assert await is_cold(sales, await call(sales, client_id, Outcome.AGREED))
    sales.on(TODAY, time(12))
    assert not await is_cold(sales, await call(sales, client_id, Outcome.TALKED))


async def test_a_call_to_who_has_bought_is_warm(sales: Sales) -> None:
    client_id = await sales.client("Ромашка", first_purchase_on=date(2026, 1, 5), purchase_days=1)
    assert not await is_cold(sales, await call(sales, client_id, Outcome.NO_ANSWER))


async def test_the_day_of_the_first_purchase_is_the_callers_own(sales: Sales) -> None:
    sales.on(TODAY, time(1))
    client_id = await sales.client("Ромашка", first_purchase_on=TODAY, purchase_days=1)
    assert not await is_cold(sales, await call(sales, client_id, Outcome.NO_ANSWER))


@pytest.mark.parametrize(
    ("outcome", "effective"),
    [(Outcome.AGREED, True), (Outcome.REFUSED, True), (Outcome.TALKED, False), (Outcome.NO_ANSWER, False)],
)
async def test_effective_is_agreed_or_refused(sales: Sales, outcome: Outcome, effective: bool) -> None:
    client_id = await sales.client("Ромашка")
    assert await is_effective(sales, await call(sales, client_id, outcome)) is effective


async def test_a_talk_is_effective_while_it_has_a_comment(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.TALKED)
    await sales.run(add_comment, "Анна", activity_id, "думают", 7)
    assert await is_effective(sales, activity_id)
    await sales.run(take_back_comment, "Анна", activity_id, 7)
    assert not await is_effective(sales, activity_id)


async def test_a_talk_is_effective_while_it_has_a_next_step(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.TALKED)
    await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TOMORROW))
    assert await is_effective(sales, activity_id)
    await sales.run(drop_next_step, "Анна", activity_id)
    assert not await is_effective(sales, activity_id)


async def test_a_client_touched_is_known_by_when(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    activity_id = await call(sales, client_id, Outcome.AGREED)
    assert (await row(sales, Client, client_id)).last_touched_at == MONDAY
    await sales.run(cancel_activity, "Анна", activity_id)
    assert (await row(sales, Client, client_id)).last_touched_at is None


async def test_it_happened_three_days_ago_at_most(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    friday = datetime.combine(TODAY - timedelta(days=3), time(8), MONDAY.tzinfo)
    activity_id = await call(sales, client_id, Outcome.AGREED, happened_at=friday)
    assert (await row(sales, Activity, activity_id)).received_at == MONDAY
    with pytest.raises(BackdatedTooFar):
        await call(sales, client_id, Outcome.AGREED, happened_at=friday - timedelta(days=1))
    with pytest.raises(InTheFuture):
        await call(sales, client_id, Outcome.AGREED, happened_at=MONDAY + timedelta(minutes=1))


async def test_a_corrected_time_keeps_the_old_version(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    await sales.run(correct_time, "Анна", activity_id, MONDAY - timedelta(hours=1))
    old = await row(sales, ActivityVersion, (activity_id, 1))
    assert old.happened_at == MONDAY
    assert (await row(sales, Activity, activity_id)).version == 2


async def test_another_rep_neither_logs_nor_corrects(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    activity_id = await call(sales, client_id, Outcome.AGREED)
    with pytest.raises(ClientNotYours):
        await sales.run(log_activity, "Борис", ActivityDraft(client_id, CALL, Outcome.AGREED))
    for case, args in (
        (cancel_activity, ()),
        (correct_time, (MONDAY - timedelta(hours=1),)),
        (set_companion, (sales.ids["Вера"], True)),
        (add_comment, ("чужое", 8)),
        (set_next_step, (Step(TaskAction.CALL, TOMORROW),)),
        (attach_file, (FileDraft(AttachmentKind.PHOTO, 9, "file"),)),
    ):
        with pytest.raises(NotAllowed):
            await sales.run(case, "Борис", activity_id, *args)


async def test_what_is_cancelled_can_not_be_cancelled_or_commented(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    await sales.run(cancel_activity, "Анна", activity_id)
    with pytest.raises(Gone):
        await sales.run(cancel_activity, "Анна", activity_id)
    with pytest.raises(Gone):
        await sales.run(add_comment, "Анна", activity_id, "поздно", 7)


async def test_a_deal_of_another_client_is_no_deal_of_this_one(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    with pytest.raises(Gone):
        await call(sales, client_id, Outcome.AGREED, deal_id=404)


# Comments and files


async def test_the_same_message_is_one_comment(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.TALKED)
    await sales.run(add_comment, "Анна", activity_id, "думают", 7)
    await sales.run(add_comment, "Анна", activity_id, "думают", 7)
    assert (await row(sales, Activity, activity_id)).comment == "думают"


async def test_an_edit_of_somebody_elses_message_is_no_comment(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.TALKED)
    await sales.run(add_comment, "Анна", activity_id, "думают", 7)
    with pytest.raises(Gone):
        await sales.run(edit_comment, "Борис", 7, "чужое")
    assert (await row(sales, Activity, activity_id)).comment == "думают"


async def test_a_large_file_is_kept_by_its_id(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    file = FileDraft(
        AttachmentKind.DOCUMENT, 9, "file-id", "unique", "каталог.pdf", 50 * 1024 * 1024, caption="каталог"
    )
    logged = await sales.run(log_files, "Анна", client_id, (file, file), "form-1")
    kept = await sales.read(lambda s: s.execute(select(Attachment.file_id, Attachment.size)).all())
    assert [tuple(one) for one in kept] == [("file-id", 50 * 1024 * 1024)]
    assert (await row(sales, Activity, logged.activity_id)).comment == "каталог"


# Tasks and next steps


async def test_a_second_tap_sets_no_second_step(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    first = await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TOMORROW, time(10)))
    second = await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.MEETING, TOMORROW, time(12)))
    assert (second.task_id, second.again) == (first.task_id, True)


async def test_a_changed_step_is_the_same_task_at_another_hour(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    first = await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TOMORROW, time(10)))
    changed = await sales.run(change_next_step, "Анна", activity_id, Step(TaskAction.MEETING, TOMORROW, time(12)))
    task = await row(sales, Task, first.task_id)
    assert changed.task_id == first.task_id
    assert (task.action, task.occurrence) == (TaskAction.MEETING, 2)
    assert task.ends_at == datetime.combine(TOMORROW, time(13), MONDAY.tzinfo)


async def test_a_step_dropped_and_set_again_is_a_new_task(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    first = await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TOMORROW))
    await sales.run(drop_next_step, "Анна", activity_id)
    again = await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TOMORROW))
    assert again.task_id != first.task_id
    assert (await row(sales, Task, first.task_id)).state is TaskState.CANCELLED


async def test_a_step_in_the_past_is_refused(sales: Sales) -> None:
    activity_id = await call(sales, await sales.client("Ромашка"), Outcome.AGREED)
    with pytest.raises(InThePast):
        await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TODAY, time(9)))
    with pytest.raises(InThePast):
        await sales.run(set_next_step, "Анна", activity_id, Step(TaskAction.CALL, TODAY - timedelta(days=1)))


async def test_a_rep_gives_no_task_to_another_and_a_manager_does(sales: Sales) -> None:
    draft = TaskDraft(TaskAction.OTHER, TOMORROW, assignee_id=sales.ids["Борис"], text="отчёт", form_key="t-1")
    with pytest.raises(NotAllowed):
        await sales.run(plan_task, "Анна", draft)
    planned = await sales.run(plan_task, "Вера", draft)
    assert (await sales.run(plan_task, "Вера", draft)).again
    assert (await row(sales, Task, planned.task_id)).assignee_id == sales.ids["Борис"]
    with pytest.raises(Gone):
        await sales.run(complete_task, "Анна", planned.task_id)
    with pytest.raises(Gone):
        await sales.run(move_task, "Анна", planned.task_id, TOMORROW, None)


async def test_a_reminder_answered_twice_logs_one_call(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    planned = await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(12), client_id))
    first = await sales.run(answer_task, "Анна", planned.task_id, 1, CALL, Outcome.AGREED)
    second = await sales.run(answer_task, "Анна", planned.task_id, 1, CALL, Outcome.REFUSED)
    assert (second.activity_id, second.again) == (first.activity_id, True)
    assert (await row(sales, Task, planned.task_id)).state is TaskState.DONE


async def test_a_task_that_is_closed_or_anothers_is_not_answered(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    planned = await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(12), client_id))
    with pytest.raises(Gone):
        await sales.run(answer_task, "Борис", planned.task_id, 1, CALL, Outcome.AGREED)
    await sales.run(complete_task, "Анна", planned.task_id)
    with pytest.raises(Gone):
        await sales.run(answer_task, "Анна", planned.task_id, 1, CALL, Outcome.AGREED)


async def test_a_cancelled_call_no_longer_answers_its_task(sales: Sales) -> None:
    client_id = await sales.client("Ромашка")
    planned = await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(12), client_id))
    first = await sales.run(answer_task, "Анна", planned.task_id, 1, CALL, Outcome.AGREED)
    await sales.run(cancel_activity, "Анна", first.activity_id)
    again = await sales.run(answer_task, "Анна", planned.task_id, 1, CALL, Outcome.REFUSED)
    assert again.activity_id != first.activity_id
    assert (await row(sales, Task, planned.task_id)).state is TaskState.DONE


# The call queue


async def test_a_queued_call_saved_again_logs_nothing_more(sales: Sales) -> None:
    queued = QueuedCall(await sales.client("Ромашка"), Outcome.NO_ANSWER, "queue:0")
    first = await sales.run(log_queued_call, "Анна", queued)
    again = await sales.run(log_queued_call, "Анна", queued)
    assert again.activity_id == first.activity_id
    assert await sales.read(lambda s: len(s.scalars(select(Task)).all())) == 1


async def test_a_refusal_in_the_queue_sets_no_next_step(sales: Sales) -> None:
    await sales.run(log_queued_call, "Анна", QueuedCall(await sales.client("Ромашка"), Outcome.REFUSED, "queue:0"))
    assert await sales.read(lambda s: s.scalars(select(Task)).all()) == []


async def test_a_retry_falls_on_a_working_day_of_the_companys_own(sales: Sales) -> None:
    await sales.write(lambda s: s.add(CalendarDay(day=TOMORROW, working=False)))
    sales.on(TODAY, time(17))
    logged = await sales.run(
        log_queued_call, "Анна", QueuedCall(await sales.client("Ромашка"), Outcome.NO_ANSWER, "queue:0")
    )
    task = await sales.read(lambda s: s.scalars(select(Task).where(Task.born_of == logged.activity_id)).one())
    assert task.due_on == TODAY + timedelta(days=2)


async def test_a_step_is_proposed_within_the_members_own_hours(sales: Sales) -> None:
    hours = [["12:00", "20:00"]] * 5 + [None, None]

    def later(session: Any) -> None:
        session.get_one(Member, sales.ids["Анна"]).work_hours = hours

    await sales.write(later)
    client_id = await sales.client("Ромашка")
    logged = await sales.run(log_queued_call, "Анна", QueuedCall(client_id, Outcome.AGREED, "queue:0"))
    task = await sales.read(lambda s: s.scalars(select(Task).where(Task.born_of == logged.activity_id)).one())
    assert task.due_at == datetime.combine(TOMORROW, time(12), MONDAY.tzinfo)


async def test_the_queue_of_the_day_calls_each_once_the_promised_first(sales: Sales) -> None:
    asleep: dict[str, Any] = {"silent_from": TODAY, "last_purchase_on": TODAY - timedelta(days=46), "purchase_days": 1}
    silent = await sales.client("Молчит", **asleep)
    promised = await sales.client("Обещано", **asleep)
    await sales.client("Закрыт", **asleep, closed_at=MONDAY)
    await sales.client("Чужой", keeper="Борис", **asleep)
    await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TODAY, time(12), promised))
    queue = await sales.read(call_queue, sales.ids["Анна"], Role.REP, "day", TODAY)
    assert [queued.client_id for queued in queue] == [promised, silent]


async def test_a_manager_sees_the_clients_of_his_team_first_touched_last(sales: Sales) -> None:
    await sales.client("Давно", last_touched_at=MONDAY - timedelta(days=2))
    await sales.client("Недавно", keeper="Борис", last_touched_at=MONDAY - timedelta(days=1))
    likely = await sales.read(likeliest_clients, sales.ids["Вера"], Role.MANAGER, TODAY)
    assert [client.name for client in likely] == ["Недавно", "Давно"]


async def test_a_subject_of_mismatched_ids_is_the_client_alone(sales: Sales) -> None:
    first, second = await sales.client("Ромашка"), await sales.client("Василёк")
    planned = await sales.run(plan_task, "Анна", TaskDraft(TaskAction.CALL, TOMORROW, None, second))
    about = await sales.read(log_subject, sales.ids["Анна"], TODAY, first, planned.task_id)
    assert about is not None
    assert (about.client_id, about.task_id) == (first, None)
