"""Which clients each condition leaves, and tasks over them through stops, on a real database. Rule: "Segments"."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database, open_database
from bot.jobs import Jobs
from domain.analytics.classes import Abc, Xyz
from domain.analytics.client_figures import classified
from domain.analytics.segments import clients_in, segments, shown
from domain.analytics.target_segment import chosen_clients, states_of_clients
from domain.clock import ManualClock
from domain.errors import BadChoice, Gone, InThePast, NotAllowed, WordsNeeded
from domain.jobs import claim, create_job, do_step, view
from domain.periods import quarter_of, year_of
from domain.readers.group_plan import group_plan
from domain.readers.saved_segments import segment_rows, segment_split, states_of
from domain.readers.segments import segment_figures
from domain.readers.target_segment import candidates
from domain.readers.task_groups import to_say
from domain.rhythm import Lifecycle
from domain.tables import (
    Absence,
    AbsenceKind,
    Client,
    ClientDate,
    Contact,
    GroupClient,
    Job,
    JobState,
    Notification,
    Product,
    PurchaseLine,
    Task,
    TaskAction,
)
from domain.target_segments import LIFECYCLES, DateOf, DateRule, PurchaseRule, SumRule, TargetSegment
from domain.use_cases.client_endings import close_client, declare_lost
from domain.use_cases.group_tasks import CHUNK, GIVE, GiveTasks, GroupDraft, Share, start_group, stop_group
from domain.use_cases.segments import begin_segment, change_segment, delete_segment, name_segment
from tests.harness import MONDAY, add_client
from tests.use_cases.buying import buy
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
YEAR_2025, FIRST_QUARTER = year_of(date(2025, 1, 1)).code, quarter_of(date(2026, 1, 1)).code
ROOT = Path(__file__).parents[2]


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def found(sales: Sales, segment: TargetSegment, viewer: str = "Глеб") -> list[str]:
    """Names of the clients of a segment, in its order."""
    left = await sales.read(candidates, sales.ids[viewer], segment, TODAY)
    ids = list(left.ids if left.is_settled else chosen_clients(left))
    names = await sales.read(lambda s: dict(s.execute(select(Client.id, Client.name)).tuples().all()))
    return [names[client] for client in ids]


async def bought(sales: Sales, client_id: int, *days: str, amount: int = 1_000_00) -> None:
    await sales.write(lambda s: [buy(s, client_id, day, amount) for day in days])


# Conditions


async def test_regulars_of_2025_without_a_purchase_in_the_first_quarter_of_2026(sales: Sales) -> None:
    silent, faithful, rare = [await sales.client(name) for name in ("Ромашка", "Лютик", "Мак")]
    monthly = [f"2025-{month:02}-10" for month in range(1, 13)]
    await bought(sales, silent, *monthly, "2026-05-10")
    await bought(sales, faithful, *monthly, "2026-03-31")
    await bought(sales, rare, *monthly[::4])
    asks = TargetSegment(xyz=(Xyz.X,), window=YEAR_2025, purchases=(PurchaseRule(FIRST_QUARTER, bought=False),))
    assert await found(sales, asks) == ["Ромашка"]


async def test_a_cell_of_the_matrix_has_the_clients_that_it_counts(sales: Sales) -> None:
    for number in range(12):
        client = await sales.client(f"Клиент {number}")
        days = [f"2026-{month:02}-1{number % 3}" for month in range(1, 1 + number % 10 + 1)]
        await bought(sales, client, *days, amount=(number + 1) * 10_000_00)
    got = await sales.read(segment_figures, TODAY)
    counted = segments(got.now, got.before, got.rules)
    for cell, of in counted.abc_xyz.items():
        assert len(await found(sales, TargetSegment(abc=(cell.abc,), xyz=(cell.xyz,)))) == of.clients
    frame = shown(classified(got.now, got.rules), None)
    assert len(await found(sales, TargetSegment(abc=(Abc.A,), xyz=(Xyz.X, Xyz.Y)))) == len(
        {*clients_in(frame, abc=Abc.A, xyz=Xyz.X), *clients_in(frame, abc=Abc.A, xyz=Xyz.Y)}
    )


async def test_without_the_largest_the_rest_are_classed_anew(sales: Sales) -> None:
    for name, amount in (("Гигант", 970), ("Средний", 15), ("Малый", 10), ("Мелкий", 4), ("Крошка", 1)):
        await bought(sales, await sales.client(name), "2026-05-05", amount=amount * 100_00)
    assert await found(sales, TargetSegment(abc=(Abc.A,))) == ["Гигант"]
    assert await found(sales, TargetSegment(abc=(Abc.A,), without_largest=True)) == ["Средний", "Малый"]


async def test_lifecycle_is_what_the_card_says(sales: Sales) -> None:
    last = {
        "Живой": "2026-11-20",
        "Спит": "2026-09-20",
        "Потерян": "2026-01-20",
        "Закрыт": "2026-11-20",
        "Ушёл": "2026-11-20",
    }
    made = {name: await sales.client(name) for name in [*last, "Новый"]}
    for name, day in last.items():
        await bought(sales, made[name], day)
    await sales.run(declare_lost, "Вера", made["Ушёл"], "debt", None)
    await sales.run(close_client, "Вера", made["Закрыт"])
    for state, names in {
        Lifecycle.ACTIVE: ["Живой"],
        Lifecycle.SLEEPING: ["Спит"],
        Lifecycle.LOST: ["Ушёл", "Потерян"],
        Lifecycle.POTENTIAL: ["Новый"],
        Lifecycle.CLOSED: ["Закрыт"],
    }.items():
        assert sorted(await found(sales, TargetSegment(lifecycle=(LIFECYCLES.index(state),)))) == sorted(names), state
    everybody = await found(sales, TargetSegment())
    assert len(everybody) == 5
    assert "Закрыт" not in everybody
    left = await sales.read(candidates, sales.ids["Глеб"], TargetSegment(), TODAY)
    states = states_of_clients(left.ids, await sales.read(states_of, TODAY))
    assert states[Lifecycle.LOST] == 2
    assert sum(states.values()) == 5


async def test_lifecycle_on_a_day_gone_by(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await bought(sales, client, "2026-05-20")
    active = LIFECYCLES.index(Lifecycle.ACTIVE)
    assert await found(sales, TargetSegment(lifecycle=(active,), as_of="2026-05-31")) == ["Ромашка"]
    assert await found(sales, TargetSegment(lifecycle=(active,))) == []


async def test_channel_region_source_and_keeper_any_of_several(sales: Sales) -> None:
    await sales.client("А", channel="розница", region="Пермь", source="выставка")
    await sales.client("Б", keeper="Борис", channel="сеть")
    await sales.client("В", channel="B2G", region="Омск")
    assert await found(sales, TargetSegment(channels=("розница", "сеть"))) == ["А", "Б"]
    assert await found(sales, TargetSegment(regions=("Омск", ""))) == ["Б", "В"]
    assert await found(sales, TargetSegment(sources=("",))) == ["Б", "В"]
    assert await found(sales, TargetSegment(keepers=(sales.ids["Борис"],))) == ["Б"]
    assert await found(sales, TargetSegment(keepers=(0,))) == []


async def test_each_sees_in_a_segment_only_whom_he_may_open(sales: Sales) -> None:
    await sales.client("Анны")
    await sales.client("Бориса", keeper="Борис")
    await sales.client("Глеба", keeper="Глеб")
    assert await found(sales, TargetSegment(), "Анна") == ["Анны"]
    assert await found(sales, TargetSegment(), "Вера") == ["Анны", "Бориса"]
    assert await found(sales, TargetSegment(), "Глеб") == ["Анны", "Бориса", "Глеба"]
    assert await found(sales, TargetSegment(keepers=(sales.ids["Борис"],)), "Анна") == []


async def test_a_product_bought_or_not_alone_or_by_its_group(sales: Sales) -> None:
    chairs, tables = [await sales.client(name) for name in ("Стулья", "Столы")]

    def sell(session: Session) -> int:
        chair = Product(name="Стул", search_name="стул", group="Мебель")
        table = Product(name="Стол", search_name="стол", group="Мебель")
        session.add_all([chair, table])
        session.flush()
        for client, product in ((chairs, chair), (tables, table)):
            purchase = buy(session, client, "2026-05-05", 100_00)
            session.add(PurchaseLine(purchase_id=purchase, product_id=product.id, quantity=1, amount=100_00))
        return chair.id

    chair = await sales.write(sell)
    assert await found(sales, TargetSegment(purchases=(PurchaseRule("", True, chair),))) == ["Стулья"]
    assert await found(sales, TargetSegment(purchases=(PurchaseRule("", False, chair),))) == ["Столы"]
    assert len(await found(sales, TargetSegment(purchases=(PurchaseRule("", True, group="Мебель"),)))) == 2
    assert await found(sales, TargetSegment(purchases=(PurchaseRule(FIRST_QUARTER, True, chair),))) == []


async def test_a_return_is_no_purchase_and_lowers_the_sum(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    await bought(sales, client, "2026-02-01", amount=100_000_00)
    await sales.write(lambda s: buy(s, client, "2026-04-05", 60_000_00, returned=True))
    second = quarter_of(date(2026, 4, 1)).code
    assert await found(sales, TargetSegment(purchases=(PurchaseRule(second, True),))) == []
    assert await found(sales, TargetSegment(sums=(SumRule("", low=50_000_00),))) == []
    assert await found(sales, TargetSegment(sums=(SumRule("", low=40_000_00, high=40_000_00),))) == ["Ромашка"]


async def test_who_bought_nothing_has_bought_for_less_than_any_sum(sales: Sales) -> None:
    await sales.client("Никогда")
    await bought(sales, await sales.client("Много"), "2026-05-05", amount=500_00)
    assert await found(sales, TargetSegment(sums=(SumRule("", high=100_00),))) == ["Никогда"]
    assert await found(sales, TargetSegment(sums=(SumRule("", low=100_00),))) == ["Много"]


async def test_dates_contract_ends_birthdays_and_those_of_the_card(sales: Sales) -> None:
    soon = await sales.client("Скоро", contract_ends_on=date(2027, 1, 10))
    later = await sales.client("Потом", contract_ends_on=date(2027, 3, 10))

    def dates(session: Session) -> None:
        session.add(Contact(client_id=soon, name="Ольга", search_name="ольга", birthday=date(1980, 1, 5)))
        session.add(ClientDate(client_id=later, text="годовщина", day=date(2019, 12, 30), yearly=True))
        session.add(ClientDate(client_id=soon, text="переезд", day=date(2025, 12, 30), yearly=False))

    await sales.write(dates)
    assert await found(sales, TargetSegment(dates=(DateRule(DateOf.CONTRACT, "+60"),))) == ["Скоро"]
    assert await found(sales, TargetSegment(dates=(DateRule(DateOf.BIRTHDAY, "+60"),))) == ["Скоро"]
    assert await found(sales, TargetSegment(dates=(DateRule(DateOf.BIRTHDAY, "+30"),))) == []
    assert await found(sales, TargetSegment(dates=(DateRule(DateOf.OWN, "+60"),))) == ["Потом"]


async def test_the_largest_of_the_last_year_come_first(sales: Sales) -> None:
    await bought(sales, await sales.client("Малый"), "2026-05-05", amount=10_00)
    await bought(sales, await sales.client("Большой"), "2026-05-05", amount=90_00)
    await bought(sales, await sales.client("Когда-то"), "2020-05-05", amount=990_00)
    assert await found(sales, TargetSegment()) == ["Большой", "Малый", "Когда-то"]


async def test_rows_keep_the_order_and_all_of_them_come_without_a_page(sales: Sales) -> None:
    for number in range(11):
        await bought(sales, await sales.client(f"К{number}"), "2026-05-05", amount=(20 - number) * 100_00)
    left = await sales.read(candidates, sales.ids["Глеб"], TargetSegment(), TODAY)
    page = await sales.read(segment_rows, left.ids, TODAY, 1)
    assert [row.values[0] for row in page.rows] == ["К8", "К9", "К10"]
    assert (page.total, page.pages) == (11, 2)
    whole = await sales.read(segment_rows, left.ids, TODAY, None)
    assert [row.values[1] for row in whole.rows][:2] == [2_000_00, 1_900_00]
    assert len(whole.rows) == 11
    split = await sales.read(segment_split, left.ids)
    assert split.keepers == Counter({"Анна": 11})


# Saved


async def test_a_segment_is_its_owners_alone(sales: Sales) -> None:
    made = await sales.run(begin_segment, "Вера", {"abc": [1]}, "form")
    assert (await sales.run(begin_segment, "Вера", {"abc": [2]}, "form")) == made
    for case, *more in ((change_segment, {}), (name_segment, "Мой"), (delete_segment,)):
        with pytest.raises(Gone):
            await sales.run(case, "Глеб", made.segment_id, *more)


# Tasks over it


async def shares(sales: Sales, ids: Sequence[int], due_on: date, percent: int = 0) -> Any:
    return await sales.read(group_plan, ids, due_on, percent, "form", sales.now)


async def draft(sales: Sales, plan: Any, who: str = "Вера", **more: Any) -> GroupDraft:
    segment = await sales.run(begin_segment, who, {}, f"segment:{who}")
    return GroupDraft(
        segment.segment_id, "Группа", TaskAction.CALL, date(2026, 12, 4), plan.shares, form_key="g", **more
    )


async def many(sales: Sales, number: int, keeper: str = "Анна") -> list[int]:
    member = sales.ids[keeper]
    return await sales.write(lambda s: [add_client(s, member, f"{keeper} {n}") for n in range(number)])


async def test_the_plan_respects_leave_other_groups_and_who_has_nobody(sales: Sales) -> None:
    anna, boris = await many(sales, 40), await many(sales, 4, "Борис")

    def leave(session: Session) -> None:
        session.add(
            Absence(
                member_id=sales.ids["Борис"], kind=AbsenceKind.VACATION, first_day=TODAY, last_day=date(2026, 12, 1)
            )
        )

    await sales.write(leave)
    plan = await shares(sales, [*anna, *boris, 999_999], date(2026, 11, 27))
    days = {share.client_id: share.on for share in plan.shares}
    assert {days[client] for client in boris} == {date(2026, 12, 2)}
    assert Counter(days[client] for client in anna) == {date(2026, 11, 24) + timedelta(days=n): 10 for n in range(4)}
    assert (plan.nobodys, plan.tasks, plan.a_day) == (1, 44, 10)


async def test_nobody_gets_fifty_at_once(sales: Sales) -> None:
    plan = await shares(sales, await many(sales, 120), TODAY + timedelta(days=1))
    assert max(Counter(share.on for share in plan.shares).values()) == plan.most == 30


async def test_a_second_group_does_not_pile_on_the_first(sales: Sales) -> None:
    ids = await many(sales, 60)
    plan = await shares(sales, ids[:30], TODAY + timedelta(days=1))
    await sales.run(start_group, "Вера", await draft(sales, plan))
    await worked(sales)
    second = await shares(sales, ids[30:], TODAY + timedelta(days=1))
    assert {share.on for share in second.shares} == {date(2026, 11, 25)}


async def worked(sales: Sales) -> None:
    jobs = Jobs(sales.database, ManualClock(sales.now))
    while await jobs.run_next():
        pass


async def given(sales: Sales) -> list[int | None]:
    """Clients of the tasks there are."""
    return await sales.read(lambda s: list(s.scalars(select(Task.client_id).order_by(Task.client_id))))


async def test_a_stop_in_the_middle_doubles_no_task_and_each_keeper_is_told_once(sales: Sales) -> None:
    ids = [*await many(sales, 2 * CHUNK + 5), *await many(sales, 3, "Борис")]
    plan = await shares(sales, ids, date(2026, 12, 25), 10)
    await sales.run(start_group, "Вера", await draft(sales, plan, untouched_percent=10))
    job_id = await sales.read(lambda s: s.scalars(select(Job.id)).one())
    held = await sales.write(lambda s: claim(s, job_id, MONDAY))
    work = GiveTasks.of(held.parameters)
    await sales.write(lambda s: do_step(s, held, work, work.prepare(0), MONDAY))
    await sales.write(lambda s: s.get_one(Job, job_id).__setattr__("state", JobState.WAITING))
    await worked(sales)
    untouched = {share.client_id for share in plan.shares if share.on is None}
    assert len(untouched) == round(len(ids) * 0.1)
    assert await given(sales) == sorted(set(ids) - untouched)
    rows = await sales.read(
        lambda s: dict(s.execute(select(GroupClient.client_id, GroupClient.task_id)).tuples().all())
    )
    assert {client for client, task in rows.items() if task is None} == untouched
    told = await sales.read(
        lambda s: list(s.scalars(select(Notification.recipient_id).where(Notification.kind == "group_given")))
    )
    assert sorted(told) == sorted([sales.ids["Анна"], sales.ids["Борис"]])


async def test_forged_or_late_drafts_begin_nothing(sales: Sales) -> None:
    ids = await many(sales, 2)
    plan = await shares(sales, ids, date(2026, 12, 4))
    good = await draft(sales, plan)
    stranger = Share(ids[0], sales.ids["Глеб"], date(2026, 12, 4))
    for bad, refusal in (
        (replace(good, shares=()), BadChoice),
        (replace(good, untouched_percent=90), BadChoice),
        (replace(good, shares=(stranger,)), NotAllowed),
        (replace(good, due_on=date(2026, 11, 20)), InThePast),
        (replace(good, action=TaskAction.OTHER), WordsNeeded),
        (replace(good, segment_id=777), Gone),
    ):
        with pytest.raises(refusal):
            await sales.run(start_group, "Вера", bad)
    with pytest.raises(Gone):
        await sales.run(start_group, "Анна", good)
    assert await sales.read(lambda s: s.scalars(select(Job.id)).all()) == []


async def test_a_rep_cannot_stop_his_managers_group(sales: Sales) -> None:
    plan = await shares(sales, await many(sales, 2), date(2026, 12, 4))
    group = await sales.run(start_group, "Вера", await draft(sales, plan))
    with pytest.raises(Gone):
        await sales.run(stop_group, "Анна", group.group_id)
    await sales.run(stop_group, "Глеб", group.group_id)


async def test_the_words_name_who_decides_else_whoever_is_known_else_the_client(sales: Sales) -> None:
    ids = await many(sales, 2)

    def people(session: Session) -> None:
        session.add(Contact(client_id=ids[0], name="Секретарь", search_name="секретарь"))
        session.add(Contact(client_id=ids[0], name="Ольга", search_name="ольга", is_decision_maker=True))

    await sales.write(people)
    plan = await shares(sales, ids, date(2026, 12, 4))
    await sales.run(start_group, "Вера", await draft(sales, plan, text="{имя}, здравствуйте!"))
    await worked(sales)
    tasks = await sales.read(lambda s: list(s.scalars(select(Task.id).order_by(Task.client_id))))
    said = [await sales.read(to_say, task) for task in tasks]
    assert [one and one.text for one in said] == ["Ольга, здравствуйте!", "Анна 1, здравствуйте!"]


CHILD = """
import asyncio, sys
from bot.database import open_database
from bot.jobs import Jobs
from domain.clock import SystemClock

async def main():
    database = open_database(sys.argv[1])
    jobs = Jobs(database, SystemClock())
    jobs._kinds
    print("ready", flush=True)
    await jobs.run()

asyncio.run(main())
"""


@pytest.mark.process
async def test_killed_again_and_again_no_client_is_asked_twice(database_url: str) -> None:
    database = open_database(database_url)
    sales = await open_sales(database)
    ids = await many(sales, 7 * CHUNK)
    asked = [[client, sales.ids["Анна"], date(2027, 1, 11).toordinal()] for client in ids]
    plan = await shares(sales, ids[:1], date(2026, 12, 4))
    group = await sales.run(start_group, "Вера", await draft(sales, plan))
    await worked(sales)
    parameters = {"group_id": group.group_id, "shares": asked[1:]}
    job_id = await sales.write(lambda s: create_job(s, GIVE, parameters, MONDAY, total=len(asked) - 1))
    kills = 0
    while (await database.read(view, job_id)).state is not JobState.DONE:
        await _some_more(database, database_url, job_id)
        kills += 1
    assert await given(sales) == sorted(ids)
    await database.close()
    assert kills >= 2


async def _some_more(database: Database, url: str, job_id: int) -> None:
    """A program that is killed after some chunks."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, url, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert child.stdout is not None
    await child.stdout.readline()
    begun = (await database.read(view, job_id)).progress
    async with asyncio.timeout(60):
        while (
            seen := await database.read(view, job_id)
        ).progress < begun + 4 * CHUNK and seen.state is not JobState.DONE:
            await asyncio.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    await child.wait()
