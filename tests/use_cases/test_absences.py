"""Absences in the tables: which days may be said, who stands in, what is given back."""

from datetime import date, time

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.clients import client_open_to
from domain.errors import AlreadyAway, BackdatedTooFar, BadDate, ClientNotYours, MonthClosed, NobodyToTake, NotAllowed
from domain.readers.absences import away_work
from domain.tables import AbsenceKind, Activity, ActivityKind, Member, Task, TaskAction, TaskState
from domain.use_cases.absences import change_absence, end_absence, note_absence
from domain.use_cases.away_work import hand_away_work, move_away_work, take_back_work, undo_away_work
from tests.harness import MONDAY
from tests.use_cases.month import a_client, at, times
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
FRIDAY = date(2026, 11, 27)
SICK, LEAVE = AbsenceKind.SICK, AbsenceKind.VACATION


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    opened = await open_sales(database)
    opened.on(TODAY)
    return opened


async def ill(sales: Sales, last: date = TODAY, who: str = "Анна") -> int:
    done = await sales.run(note_absence, who, sales.ids["Анна"], SICK, TODAY, last)
    return int(done.absence_id)


async def a_call(sales: Sales, hour: int = 12) -> tuple[int, int]:
    """A client of Анна's and a call to him today."""

    def job(session: Session) -> tuple[int, int]:
        client = a_client(session, sales.ids["Анна"])
        due_at = at(TODAY, time(hour))
        task = Task(
            assignee_id=sales.ids["Анна"],
            client_id=client,
            action=TaskAction.CALL,
            due_on=TODAY,
            due_at=due_at,
            **times(due_at),
        )
        session.add(task)
        session.flush()
        return client, task.id

    found: tuple[int, int] = await sales.write(job)
    return found


async def task(sales: Sales, task_id: int) -> Task:
    found: Task = await sales.read(lambda session: session.get_one(Task, task_id))
    return found


async def test_days_that_are_counted_or_taken_are_refused(sales: Sales) -> None:
    anna = sales.ids["Анна"]
    for first, last, refusal in (
        (date(2026, 10, 30), TODAY, MonthClosed),
        (date(2026, 11, 19), TODAY, BackdatedTooFar),
        (FRIDAY, TODAY, BadDate),
    ):
        with pytest.raises(refusal):
            await sales.run(note_absence, "Анна", anna, SICK, first, last)
    absence = await ill(sales, FRIDAY)
    assert await ill(sales, FRIDAY) == absence
    with pytest.raises(AlreadyAway):
        await sales.run(note_absence, "Анна", anna, LEAVE, FRIDAY, date(2026, 12, 1))
    with pytest.raises(NotAllowed):
        await sales.run(note_absence, "Борис", anna, LEAVE, date(2026, 12, 1), date(2026, 12, 1))


async def test_a_manager_says_it_further_back_than_the_rep_himself(sales: Sales) -> None:
    done = await sales.run(note_absence, "Глеб", sales.ids["Анна"], SICK, date(2026, 11, 9), date(2026, 11, 10))
    assert done.absence_id


async def test_an_absence_is_shortened_to_yesterday_at_most_and_ends_today(sales: Sales) -> None:
    absence = await ill(sales, FRIDAY)
    with pytest.raises(BadDate):
        await sales.run(change_absence, "Анна", absence, date(2026, 11, 20))
    changed = await sales.run(change_absence, "Анна", absence, date(2026, 11, 25))
    assert changed.absence_id == absence
    assert (await sales.run(end_absence, "Анна", absence)).absence_id == 0


async def test_who_stands_in_opens_the_client_until_the_keeper_takes_him_up_again(sales: Sales) -> None:
    client, call = await a_call(sales)
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]

    def open_it(session: Session) -> str:
        return client_open_to(session, session.get_one(Member, boris), client).name

    with pytest.raises(ClientNotYours):
        await sales.read(open_it)
    absence = await ill(sales)
    await sales.run(hand_away_work, "Анна", absence, (boris,))
    assert await sales.read(open_it)

    def done(session: Session) -> None:
        row = session.get_one(Task, call)
        row.state, row.closed_at = TaskState.DONE, at(TODAY, time(13))

    await sales.write(done)
    assert await sales.read(open_it)
    again = times(at(TODAY, time(15)))
    await sales.write(
        lambda s: s.add(Activity(client_id=client, author_id=anna, kind=ActivityKind.NOTE, is_effective=False, **again))
    )
    with pytest.raises(ClientNotYours):
        await sales.read(open_it)


async def test_what_was_handed_or_moved_is_put_back_and_what_is_lent_taken_back(sales: Sales) -> None:
    _, first = await a_call(sales)
    _, second = await a_call(sales, 15)
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    absence = await ill(sales)
    with pytest.raises(NobodyToTake):
        await sales.run(hand_away_work, "Анна", absence, (anna,))
    await sales.run(hand_away_work, "Анна", absence, (boris,), first)
    await sales.run(move_away_work, "Анна", absence)
    assert ((await task(sales, first)).assignee_id, (await task(sales, second)).due_on) == (boris, date(2026, 11, 24))
    assert (await sales.read(away_work, anna, absence, MONDAY)).undo == 2
    assert (await sales.run(undo_away_work, "Анна", absence)).tasks == 2
    assert {(await task(sales, one)).assignee_id for one in (first, second)} == {anna}
    assert {(await task(sales, one)).due_on for one in (first, second)} == {TODAY}
    await sales.run(hand_away_work, "Анна", absence, (boris,))
    assert (await sales.run(take_back_work, "Анна", anna)).tasks == 2
    rows = await sales.read(lambda session: session.scalars(select(Task.stands_in_for)).all())
    assert set(rows) == {None}
