"""Clients, purchases, plans and spend from tables: what becomes of each row, again, refused, and taken back."""

import asyncio
import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot import import_command
from bot.database import Database
from bot.import_command import import_table_command, table_lines, write_refused
from bot.jobs import Jobs
from bot.runner import perform
from domain.clock import ManualClock
from domain.defaults import ensure_defaults
from domain.errors import Gone, NotAllowed
from domain.imports.files import MissingColumns, header_of, keep, spool
from domain.imports.kinds import KINDS
from domain.imports.mapping import guess, proposed
from domain.imports.report import ImportReport, all_remarks, import_report
from domain.imports.understanding import Given
from domain.imports.work import IMPORT, ImportWork
from domain.jobs import Claim, claim, create_job, do_step
from domain.names import searched
from domain.plans import Norm, put_norms
from domain.purchases import rebuild_purchase_facts
from domain.search import find_clients
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityPlan,
    Address,
    Base,
    Client,
    Contact,
    Deal,
    DealOwner,
    DealState,
    FunnelPlan,
    ImportChange,
    Job,
    JobState,
    Keeper,
    Member,
    Notification,
    Outcome,
    Payment,
    Phone,
    PlanLine,
    PlanPer,
    Product,
    Purchase,
    PurchaseLine,
    Revision,
    Role,
    SalesPlan,
    SalesPlanLine,
    Spend,
    Stage,
    Task,
    TaskAction,
)
from domain.use_case import Area, Cause
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.imports import FileToImport, begin_import, import_file, undo_import
from handlers.words import words

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SALES = "Клиент;Дата;Сумма;Себестоимость;Товар;Количество;Номер"


class Tables:
    """Writes small tables and loads them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.clock = ManualClock(NOW)
        self.folder = folder
        self.files = 0

    def csv(self, *lines: str) -> Path:
        self.files += 1
        path = self.folder / f"table{self.files}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    async def load(self, what: str, *lines: str) -> ImportReport:
        return await self.load_file(what, self.csv(*lines))

    async def load_file(self, what: str, path: Path) -> ImportReport:
        """A second later than the one before: who was made by which is told by its instant."""
        self.clock.advance(timedelta(seconds=1))
        watch = partial(import_command.say_progress, self.database, words("ru"), path, self.clock.now())
        return await import_table_command(self.database, self.clock, what, path, self.folder / "spool", watch)

    async def counts(self, report: ImportReport) -> tuple[int, ...]:
        """New, changed, known, refused."""
        assert report.job.error is None
        return tuple(report.count(name) for name in ("new", "changed", "known", "refused"))

    async def reasons(self, report: ImportReport) -> list[tuple[int, str]]:
        found = await self.database.read(lambda session: list(all_remarks(session, report.job.id)))
        return [(one.line, one.reason) for one in found]

    async def rows(self, statement: Any) -> list[Any]:
        return await self.database.read(lambda session: [tuple(row) for row in session.execute(statement)])

    async def count(self, *tables: type[Base]) -> list[int]:
        return [(await self.rows(select(func.count()).select_from(table)))[0][0] for table in tables]

    async def member(self, name: str, role: Role = Role.REP) -> int:
        def hire(session: Session) -> int:
            member = Member(name=name, role=role, joined_at=NOW)
            session.add(member)
            session.flush()
            return member.id

        return await self.database.write(hire)

    async def undo(self, report: ImportReport, owner_id: int) -> ImportReport:
        cause = Cause(f"undo:{report.job.id}", NOW, NOW)
        begun = await self.database.write(perform(undo_import, owner_id, cause, report.job.id))
        await Jobs(self.database, self.clock).run_until_done(begun.job_id)
        return await self.database.read(import_report, begun.job_id)

    async def everything(self) -> dict[str, list[Any]]:
        """All that an import may write, as it stands."""
        tables = (
            Client,
            Contact,
            Phone,
            Address,
            Keeper,
            Purchase,
            PurchaseLine,
            Product,
            SalesPlan,
            ActivityPlan,
            Spend,
        )
        found = {}
        for table in tables:
            columns = [column for column in table.__table__.columns if column.name not in ("stored_at",)]
            found[table.__tablename__] = sorted(await self.rows(select(*columns)), key=str)
        return found


@pytest.fixture
async def tables(database: Database, tmp_path: Path) -> Tables:
    await database.write(ensure_defaults)
    return Tables(database, tmp_path)


# Purchases


async def test_a_purchase_is_written_with_its_line_and_what_follows_from_it(tables: Tables) -> None:
    report = await tables.load("purchases", SALES, "ООО «Ёлка»;01.02.2026;1 234,50 ₽;800;Стол;2;15")
    assert await tables.counts(report) == (1, 0, 0, 0)
    assert await tables.rows(select(Purchase.day, Purchase.amount, Purchase.cost, Purchase.is_return)) == [
        (date(2026, 2, 1), 123_450, 80_000, False)
    ]
    lines = select(Product.name, PurchaseLine.quantity, PurchaseLine.amount).join(Product)
    assert await tables.rows(lines) == [("Стол", Decimal(2), 123_450)]
    facts = select(Client.name, Client.first_purchase_on, Client.purchase_days, Client.silent_from)
    assert await tables.rows(facts) == [("ООО «Ёлка»", date(2026, 2, 1), 1, date(2026, 3, 19))]
    assert await tables.database.write(rebuild_purchase_facts) == 0


async def test_lines_of_one_number_are_one_order_wherever_they_stand(tables: Tables) -> None:
    many = [f"Клиент {n};02.02.2026;10;;;;{n}" for n in range(450)]
    report = await tables.load(
        "purchases",
        SALES,
        "Ёлка;01.02.2026;100;60;Стол;1;A1",
        "Ёлка;01.02.2026;50;30;Стул;4;A1",
        *many,
        "Ёлка;01.02.2026;25;;Лампа;1;A1",
    )
    order = select(Purchase.amount, Purchase.cost).join(Client).where(Client.name == "Ёлка")
    assert await tables.rows(order) == [(17_500, None)]
    assert (report.count("new"), report.count("orders")) == (453, 451)
    assert await tables.count(PurchaseLine) == [3]


async def test_a_return_is_below_zero_however_it_is_said(tables: Tables) -> None:
    header = "Клиент;Дата;Сумма;Возврат;Номер"
    await tables.load(
        "purchases", header, "Ёлка;01.02.2026;100;;1", "Ёлка;02.02.2026;-40;;2", "Ёлка;03.02.2026;30;да;3"
    )
    assert await tables.rows(select(Purchase.amount, Purchase.is_return).order_by(Purchase.day)) == [
        (10_000, False),
        (-4_000, True),
        (-3_000, True),
    ]
    assert await tables.rows(select(Client.purchase_days, Client.last_purchase_on)) == [(1, date(2026, 2, 1))]


@pytest.mark.parametrize("header", ["Клиент;Дата;Сумма", "Клиент;Дата;Сумма;Номер", "Клиент;Дата;Сумма;;ID"])
async def test_the_same_file_again_adds_nothing(tables: Tables, header: str) -> None:
    width = len(header.split(";"))

    def row(n: int) -> str:
        return ";".join([f"Клиент {n % 7}", f"0{1 + n % 9}.02.2026", f"{100 + n}", f"N{n}", f"K{n}"][:width])

    lines = [header, *map(row, range(30))]
    await tables.load("purchases", *lines)
    before = await tables.everything()
    again = await tables.load("purchases", *lines)
    assert await tables.counts(again) == (0, 0, 30, 0)
    assert await tables.everything() == before
    more = await tables.load("purchases", *lines, row(99))
    assert await tables.counts(more) == (1, 0, 30, 0)


async def test_an_equal_purchase_without_a_number_is_refused_the_second_time(tables: Tables) -> None:
    row = "Ёлка;01.02.2026;100"
    report = await tables.load("purchases", "Клиент;Дата;Сумма", row, row)
    assert await tables.reasons(report) == [(3, "same_purchase")]


async def test_a_client_is_known_by_his_code_whatever_he_is_called(tables: Tables) -> None:
    await tables.load("clients", "Название;Код;ИНН", "ООО «Ромашка»;77;", "Ёлка;;6601000001")
    header = "Клиент;Дата;Сумма;Код клиента;ИНН"
    await tables.load("purchases", header, "Ромашка (склад);01.02.2026;100;77;", "Ёлочка;01.02.2026;5;;6601000001")
    assert await tables.rows(select(Client.name, Client.purchase_days).order_by(Client.id)) == [
        ("ООО «Ромашка»", 1),
        ("Ёлка", 1),
    ]


async def test_two_of_one_name_are_told_apart_by_their_codes(tables: Tables) -> None:
    """One is there already, one comes with his purchase; a row without a code is of the first of that name."""
    await tables.load("clients", "Название;Код", "ИП Иванов;1")
    header = "Клиент;Дата;Сумма;Код клиента"
    rows = ("ИП Иванов;01.02.2026;100;1", "ИП Иванов;01.02.2026;200;2", "ИП Иванов;02.02.2026;300;")
    first = await tables.load("purchases", header, *rows)
    assert await tables.counts(first) == (3, 0, 0, 0)
    sums = select(Client.external_key, func.sum(Purchase.amount)).join(Purchase, Purchase.client_id == Client.id)
    assert await tables.rows(sums.group_by(Client.external_key).order_by(Client.external_key)) == [
        ("client:1", 40_000),
        ("client:2", 20_000),
    ]
    assert await tables.counts(await tables.load("purchases", header, *rows)) == (0, 0, 3, 0)


async def test_one_code_is_one_client_under_two_names(tables: Tables) -> None:
    header = "Клиент;Дата;Сумма;Код клиента"
    await tables.load("purchases", header, "Ромашка;01.02.2026;100;77", "Ромашка (склад);02.02.2026;200;77")
    assert await tables.rows(select(Client.name, Client.purchase_days)) == [("Ромашка", 2)]


async def test_a_client_called_otherwise_since_is_still_known_by_the_name_he_was_loaded_under(tables: Tables) -> None:
    await tables.load("purchases", "Клиент;Дата;Сумма", "Ромашка;01.02.2026;100")

    def rename(session: Session) -> None:
        client = session.scalars(select(Client)).one()
        client.name, client.search_name = "Лютик", searched("Лютик")

    await tables.database.write(rename)
    await tables.load("purchases", "Клиент;Дата;Сумма", "Ромашка;02.02.2026;200")
    assert await tables.rows(select(Client.name, Client.purchase_days)) == [("Лютик", 2)]


async def test_a_purchase_after_a_declared_loss_ends_it_and_taken_back_leaves_it(tables: Tables) -> None:
    owner = await tables.member("Глеб", Role.OWNER)
    await tables.load("clients", "Название", "Ёлка")

    def lose(session: Session) -> None:
        session.scalars(select(Client)).one().lost_at = NOW - timedelta(days=30)

    await tables.database.write(lose)
    report = await tables.load("purchases", "Клиент;Дата;Сумма", "Ёлка;20.11.2026;100")
    assert await tables.rows(select(Client.lost_at)) == [(None,)]
    await tables.undo(report, owner)
    assert await tables.rows(select(Client.lost_at, Client.purchase_days)) == [(NOW - timedelta(days=30), 0)]


async def test_who_has_a_rhythm_of_his_own_falls_silent_by_it_loaded_and_taken_back(tables: Tables) -> None:
    """Ёлка: every 10 days, so 15 days of silence are fewer than 21. Липа: every 40 days, silent after 60."""
    owner = await tables.member("Глеб", Role.OWNER)
    await tables.load("purchases", "Клиент;Дата;Сумма", "Липа;01.02.2026;100", "Липа;13.03.2026;100")
    before = await tables.everything()
    rows = [f"{name};{day};100" for name, days in BOUGHT.items() for day in days]
    report = await tables.load("purchases", "Клиент;Дата;Сумма", *rows)
    found = select(Client.name, Client.purchase_days, Client.silent_from).order_by(Client.silent_from)
    assert await tables.rows(found) == [("Ёлка", 3, date(2026, 3, 15)), ("Липа", 3, date(2026, 6, 22))]
    assert await tables.database.write(rebuild_purchase_facts) == 0
    await tables.undo(report, owner)
    assert await tables.everything() == before
    assert await tables.database.write(rebuild_purchase_facts) == 0


BOUGHT = {"Ёлка": ("01.02.2026", "11.02.2026", "21.02.2026"), "Липа": ("22.04.2026",)}


async def test_silence_gone_wrong_alone_is_found_and_raises_the_revision(tables: Tables) -> None:
    rows = [f"Ёлка;{day};100" for day in BOUGHT["Ёлка"]]
    await tables.load("purchases", "Клиент;Дата;Сумма", *rows)
    wrong = update(Client).values(silent_from=date(2030, 1, 1))
    await tables.database.write(lambda session: session.execute(wrong))
    assert await tables.database.write(rebuild_purchase_facts) == 1
    await tables.database.write(lambda session: session.execute(wrong))
    revision = select(Revision.number).where(Revision.area == Area.CLIENTS.value)
    before = await tables.rows(revision)
    await tables.load("purchases", "Клиент;Дата;Сумма", *rows)
    assert await tables.rows(select(Client.silent_from)) == [(date(2026, 3, 15),)]
    assert await tables.rows(revision) != before


async def test_a_call_before_the_first_purchase_loaded_later_stays_cold_and_one_after_does_not(tables: Tables) -> None:
    rep = await tables.member("Анна")
    await tables.load("clients", "Название;Ответственный", "Ёлка;Анна")
    (client_id,) = (await tables.rows(select(Client.id)))[0]
    draft = ActivityDraft(client_id, ActivityKind.CALL, Outcome.NO_ANSWER, form_key="call")
    await tables.database.write(perform(log_activity, rep, Cause("call", NOW, NOW), draft))
    assert await tables.rows(select(Activity.is_cold)) == [(True,)]
    await tables.load("purchases", "Клиент;Дата;Сумма", "Ёлка;20.10.2026;100")
    assert await tables.rows(select(Activity.is_cold)) == [(False,)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ёлка;вчера;100", "bad_date"),
        ("Ёлка;01.02.2030;100", "future_date"),
        ("Ёлка;;100", "empty"),
        ("Ёлка;01.02.2026;", "empty"),
        ("Ёлка;01.02.2026;0", "empty"),
        ("Ёлка;01.02.2026;дорого", "bad_amount"),
        (";01.02.2026;100", "empty"),
        ("Ёлка;01.02.2026;100;лишнее", "too_many_cells"),
        (f"Ёлка;01.02.2026;{'9' * 40}", "bad_amount"),
    ],
)
async def test_a_bad_row_is_refused_and_the_rest_is_loaded(tables: Tables, row: str, reason: str) -> None:
    report = await tables.load("purchases", "Клиент;Дата;Сумма", row, "Липа;01.02.2026;5")
    assert await tables.reasons(report) == [(2, reason)]
    assert await tables.counts(report) == (1, 0, 0, 1)
    for language in ("ru", "en"):
        assert "import-" not in "\n".join(table_lines(words(language), report))


async def test_how_far_it_is_and_that_a_killed_run_still_holds_it_is_said_at_the_console(
    tables: Tables, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_command, "EVERY_S", 0.001)
    path = tables.csv("Клиент;Дата;Сумма", *(f"Ёлка;01.02.2026;{number}" for number in range(1, 3_000)))
    await tables.load_file("purchases", path)
    said = capsys.readouterr().out
    assert f"⏳ Загружаю «{path.name}»: " in said
    assert " из 2\u202f999 (" in said
    held = update(Job).values(state=JobState.RUNNING, claimed_at=tables.clock.now())
    await tables.database.write(lambda session: session.execute(held) and None)
    again = asyncio.create_task(tables.load_file("purchases", path))
    while "прежний запуск" not in said:
        await asyncio.sleep(0)
        said += capsys.readouterr().out
    tables.clock.advance(timedelta(minutes=3))
    assert (await again).job.state is JobState.DONE


async def test_a_refused_row_is_told_all_that_is_wrong_with_it_and_is_counted_once(tables: Tables) -> None:
    report = await tables.load("purchases", SALES, "Ёлка;вчера;дорого;5;Стол;много;1", "Липа;01.02.2026;5;;;;2")
    assert await tables.reasons(report) == [(2, "bad_date"), (2, "bad_amount"), (2, "bad_number")]
    assert await tables.counts(report) == (1, 0, 0, 1)
    with (await _refused(tables, report)).open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file, delimiter=";"))[1][-1]
    assert all(word in told for word in ("вчера", "дорого", "много"))


async def test_an_order_with_a_refused_line_comes_back_whole_and_loses_nothing(tables: Tables) -> None:
    lines = ["Ёлка;01.02.2026;100;;Стол;1;7", "Ёлка;01.02.2026;дорого;;Стул;1;7", "Ёлка;01.02.2026;50;;Полка;1;7"]
    report = await tables.load("purchases", SALES, *lines, "Липа;01.02.2026;5;;;;8")
    assert await tables.counts(report) == (1, 0, 0, 3)
    assert await tables.reasons(report) == [(2, "order_refused"), (3, "bad_amount"), (4, "order_refused")]
    path = await _refused(tables, report)
    path.write_text(path.read_text(encoding="utf-8-sig").replace("дорого", "30"), encoding="utf-8")
    assert await tables.counts(await tables.load_file("purchases", path)) == (3, 0, 0, 0)
    assert await tables.rows(select(Purchase.amount).order_by(Purchase.id)) == [(5_00,), (180_00,)]


async def test_equal_sales_of_two_clients_of_one_name_are_both_kept(tables: Tables) -> None:
    header = "Клиент;Дата;Сумма;Код клиента"
    rows = ("ИП Иванов;01.02.2026;100;1", "ИП Иванов;01.02.2026;100;2")
    assert await tables.counts(await tables.load("purchases", header, *rows)) == (2, 0, 0, 0)
    assert await tables.counts(await tables.load("purchases", header, *rows)) == (0, 0, 2, 0)


async def test_a_client_made_by_his_purchases_is_there_since_the_first_of_them(tables: Tables) -> None:
    """Whatever stood beside it in the chunk that made him."""
    await tables.load("clients", "Название;Клиент с", "Ольха;01.05.2025")
    tables.clock.advance(timedelta(seconds=1))
    early = (f"Клиент {n};01.01.2020;1" for n in range(30))
    rows = (*early, "Ёлка;05.02.2026;100", "Ольха;01.01.2024;5", "Ёлка;03.02.2026;-7", "Липа;04.02.2026;-1")
    await tables.load("purchases", "Клиент;Дата;Сумма", *rows)
    since = select(Client.name, Client.happened_at).where(Client.name.in_(["Ёлка", "Липа", "Ольха"]))
    assert {name: at.date() for name, at in await tables.rows(since)} == {
        "Ёлка": date(2026, 2, 3),
        "Липа": date(2026, 2, 4),
        "Ольха": date(2025, 5, 1),
    }


async def _begun(tables: Tables, given: FileToImport) -> tuple[int, ImportWork]:
    """The job, and its work with the first rows written."""
    job_id = await tables.database.write(lambda session: begin_import(session, given, NOW))
    held = await tables.database.write(lambda session: claim(session, job_id, NOW))
    work = ImportWork(Given(given.what, given.file, given.columns, TODAY))
    await tables.database.write(lambda session: do_step(session, held, work, work.prepare(0), NOW))
    return job_id, work


async def test_the_same_file_after_a_failure_goes_on_and_completes_the_orders_it_began(tables: Tables) -> None:
    """As an import of its own it would take the second line of order 1 for one that is there already."""
    rows = ["А;01.02.2026;100;1", *(f"Клиент {n};01.02.2026;1;{n}" for n in range(2, 1_000)), "А;01.02.2026;50;1"]
    file = keep(tables.csv("Клиент;Дата;Сумма;Номер", *rows), tables.folder / "spool")
    given = FileToImport("purchases", file, {"client": 0, "day": 1, "amount": 2, "number": 3}, TODAY)
    job_id, _ = await _begun(tables, given)
    failing = update(Job).values(state=JobState.FAILED, error="the process that reads the table was stopped")
    await tables.database.write(lambda session: session.execute(failing))
    again = await tables.database.write(lambda session: begin_import(session, given, NOW))
    assert again == job_id
    await Jobs(tables.database, tables.clock).run_until_done(again)
    assert await tables.rows(select(func.sum(Purchase.amount), func.count())) == [(1_148_00, 999)]
    third = await tables.database.write(lambda session: begin_import(session, given, NOW))
    assert third != job_id
    seen = await Jobs(tables.database, tables.clock).run_until_done(third)
    assert (seen.result.get("new", 0), seen.result["known"]) == (0, 1_000)


@pytest.mark.parametrize("apart", [0, 1_000])
async def test_an_order_is_of_one_client_however_far_apart_its_lines_stand(tables: Tables, apart: int) -> None:
    between = (f"Клиент {n};01.02.2026;1;X{n}" for n in range(2, apart))
    report = await tables.load(
        "purchases", "Клиент;Дата;Сумма;ID", "А;01.02.2026;100;X1", *between, "Б;01.02.2026;7;X1", "А;01.02.2026;5;X1"
    )
    assert [reason for _, reason in await tables.reasons(report)] == ["another_client"]
    sums = select(Client.name, Purchase.amount).join(Purchase, Purchase.client_id == Client.id)
    assert await tables.rows(sums.where(Purchase.external_key == "purchase:X1")) == [("А", 105_00)]
    assert await tables.rows(select(Client.name).where(Client.name == "Б")) == []


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("А;01.02.2026;999 999 999 999 999 999 999", "bad_amount"),
        ("А;01.02.2026;100000000001", "bad_amount"),
        ("А;01.02.2026;999999999999.9999", "bad_amount"),
        ("$$$;01.02.2026;1", "bad_name"),
        ("😀😀;01.02.2026;1", "bad_name"),
        ("А;0026-02-01;1", "bad_date"),
    ],
)
async def test_what_cannot_be_meant_is_refused(tables: Tables, cells: str, reason: str) -> None:
    report = await tables.load("purchases", "Клиент;Дата;Сумма", cells, "Ёлка;01.02.2026;1")
    assert [told for _, told in await tables.reasons(report)] == [reason]
    assert await tables.count(Purchase) == [1]


async def test_a_loss_stays_over_where_the_purchase_that_ended_it_stays(tables: Tables) -> None:
    owner = await tables.member("Глеб", Role.OWNER)
    await tables.load("clients", "Название", "Ёлка")

    def lose(session: Session) -> None:
        session.scalars(select(Client)).one().lost_at = NOW - timedelta(days=30)

    def pay(session: Session) -> None:
        purchase = session.scalars(select(Purchase)).one()
        times = dict.fromkeys(("happened_at", "received_at", "stored_at"), NOW)
        paid = {"client_id": purchase.client_id, "purchase_id": purchase.id, "amount": 100, "paid_on": TODAY}
        session.add(Payment(**paid, **times))

    await tables.database.write(lose)
    report = await tables.load("purchases", "Клиент;Дата;Сумма", "Ёлка;20.11.2026;100")
    await tables.database.write(pay)
    undone = await tables.undo(report, owner)
    assert undone.count("left") == 1
    assert await tables.rows(select(Client.lost_at, Client.purchase_days)) == [(None, 1)]


@pytest.mark.parametrize("day", ["01.02.2026", "2026-02-01", "1.2.26", "2026-02-01 10:30:00", "01.02.2026 г.", "46054"])
async def test_days_are_read_as_people_and_spreadsheets_write_them(tables: Tables, day: str) -> None:
    await tables.load("purchases", "Клиент;Дата;Сумма", f"Ёлка;{day};1")
    assert await tables.rows(select(Purchase.day)) == [(date(2026, 2, 1),)]


@pytest.mark.parametrize(
    "amount", ["1234,50", "1234.5", "1 234,50 ₽", "1\u00a0234,50 руб.", "1.234,50", "1234.49999999"]
)
async def test_sums_are_read_as_people_and_spreadsheets_write_them(tables: Tables, amount: str) -> None:
    await tables.load("purchases", "Клиент;Дата;Сумма", f"Ёлка;01.02.2026;{amount}")
    assert await tables.rows(select(Purchase.amount)) == [(123_450,)]


async def test_a_workbook_is_loaded_as_a_text_is(tables: Tables) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["Контрагент", "Дата продажи", "Сумма, руб"], ["Ёлка", date(2026, 2, 1), 1234.5], ["", None, "=1+1"]):
        book.active.append(row)
    path = tables.folder / "продажи.xlsx"
    book.save(path)
    report = await tables.load_file("purchases", path)
    assert await tables.rows(select(Purchase.day, Purchase.amount)) == [(date(2026, 2, 1), 123_450)]
    assert await tables.reasons(report) == [(3, "formula")]


async def test_an_import_that_was_killed_goes_on_from_its_last_rows(tables: Tables) -> None:
    path = tables.csv("Клиент;Дата;Сумма;Номер", *(f"Клиент {n % 50};01.02.2026;{n + 1};{n}" for n in range(2_500)))
    file = keep(path, tables.folder / "spool")
    path.unlink()
    columns = {"client": 0, "day": 1, "amount": 2, "number": 3}
    given = FileToImport("purchases", file, columns, TODAY)
    job_id = await tables.database.write(lambda session: begin_import(session, given, NOW))
    assert await tables.database.write(lambda session: begin_import(session, given, NOW)) == job_id
    held = await tables.database.write(lambda session: claim(session, job_id, NOW))
    work = ImportWork(Given("purchases", file, columns, TODAY))
    await tables.database.write(lambda session: do_step(session, held, work, work.prepare(0), NOW))
    assert 0 < (await tables.count(Purchase))[0] < 2_500
    tables.clock.advance(timedelta(minutes=10))
    seen = await Jobs(tables.database, tables.clock).run_until_done(job_id)
    assert (seen.result["new"], seen.progress, seen.total) == (2_500, 2_500, 2_500)
    assert await tables.count(Purchase) == [2_500]
    assert await tables.database.write(rebuild_purchase_facts) == 0


@pytest.mark.parametrize(("a_chunk_takes_s", "rows"), [(0.0001, [10, 10, 20, 40]), (1.0, [10, 10, 4, 4])])
async def test_a_transaction_has_as_many_rows_as_its_time_allows(
    tables: Tables, a_chunk_takes_s: float, rows: list[int]
) -> None:
    """The next rows are taken before the time of the present ones is known."""
    path = tables.csv("Название", *(f"Клиент {n}" for n in range(200)))
    file, columns = keep(path, tables.folder / "spool"), proposed(KINDS["clients"], ["Название"]).columns
    job_id = await tables.database.write(
        lambda session: begin_import(session, FileToImport("clients", file, columns, TODAY), NOW)
    )
    held: Claim | None = await tables.database.write(lambda session: claim(session, job_id, NOW))
    work = ImportWork(Given("clients", file, columns, TODAY), count(step=a_chunk_takes_s).__next__)
    written = []
    for _ in rows:
        assert held is not None
        prepared = work.prepare(held.progress)
        held = await tables.database.write(partial(do_step, held=held, work=work, prepared=prepared, now=NOW))
        written.append(len(prepared.rows))
    assert written == rows


async def test_a_file_that_cannot_be_read_ends_its_job_with_the_reason(tables: Tables) -> None:
    path = tables.folder / "table.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    parameters = {
        "files": {"purchases": {"digest": keep(path, tables.folder).digest, "name": "x", "folder": str(tables.folder)}},
        "columns": {},
        "today": TODAY.isoformat(),
    }
    job_id = await tables.database.write(lambda session: create_job(session, IMPORT, parameters, NOW))
    seen = await Jobs(tables.database, tables.clock).run_until_done(job_id)
    assert seen.result["refusal"] == "import-not-a-table"


# Clients

CLIENTS = (
    "Название;Канал продаж;Регион;Источник;Потенциал;Сфера;Менеджер;Телефон;Контактное лицо;Должность;"
    "День рождения;Конец договора;Адрес;Примечание;Код"
)
YOLKA = (
    "ООО «Ёлка»;розница;Урал;выставка;1,2 млн;мебель;Анна;8 912 000-00-01, +7 343 200-00-00 доб. 5;Иван Пень;директор;"
    "01.02.1980;31.12.2030;Ленина, 1;любит чай;77"
)


async def test_a_client_comes_with_all_that_is_known_of_him(tables: Tables) -> None:
    await tables.member("Анна")
    report = await tables.load("clients", CLIENTS, YOLKA)
    assert await tables.counts(report) == (1, 0, 0, 0)
    columns = (Client.channel, Client.region, Client.source, Client.potential, Client.line_of_business, Client.notes)
    assert await tables.rows(select(*columns, Client.contract_ends_on)) == [
        ("розница", "Урал", "выставка", 120_000_000, "мебель", "любит чай", date(2030, 12, 31))
    ]
    assert await tables.rows(select(Contact.name, Contact.post, Contact.birthday)) == [
        ("Иван Пень", "директор", date(1980, 2, 1))
    ]
    assert await tables.rows(select(Phone.e164, Phone.extension).order_by(Phone.id)) == [
        ("+79120000001", None),
        ("+73432000000", "5"),
    ]
    assert await tables.rows(select(Address.text)) == [("Ленина, 1",)]
    assert await tables.rows(select(Member.name).join(Keeper, Keeper.member_id == Member.id)) == [("Анна",)]
    found = await tables.database.read(lambda session: find_clients(session, 1, Role.OWNER, "елка"))
    assert [hit.name for hit in found] == ["ООО «Ёлка»"]


async def test_clients_again_are_known_and_what_is_new_of_them_is_a_change(tables: Tables) -> None:
    await tables.member("Анна")
    boris = await tables.member("Борис")
    await tables.load("clients", CLIENTS, YOLKA)
    before = await tables.everything()
    assert await tables.counts(await tables.load("clients", CLIENTS, YOLKA)) == (0, 0, 1, 0)
    assert await tables.everything() == before
    moved = YOLKA.replace("Урал", "Сибирь").replace("Анна", "Борис")
    assert await tables.counts(await tables.load("clients", CLIENTS, moved)) == (0, 1, 0, 0)
    assert await tables.rows(select(Client.region)) == [("Сибирь",)]
    assert await tables.rows(select(Keeper.member_id).where(Keeper.until.is_(None))) == [(boris,)]


async def test_with_another_keeper_go_the_open_deals_and_tasks_and_come_back(tables: Tables) -> None:
    anna, boris, owner = [await tables.member(name) for name in ("Анна", "Борис")] + [
        await tables.member("Глеб", Role.OWNER)
    ]
    await tables.load("clients", "Название;Менеджер", "Ёлка;Анна")
    (client_id,) = (await tables.rows(select(Client.id)))[0]

    def sell(session: Session) -> None:
        times = dict.fromkeys(("happened_at", "received_at", "stored_at"), NOW)
        stage = session.scalars(select(Stage.key).order_by(Stage.position)).first()
        for state in (DealState.OPEN, DealState.LOST):
            deal = Deal(client_id=client_id, stage=stage, state=state, stage_since=NOW, created_on=TODAY, **times)
            session.add(deal)
            session.flush()
            session.add(DealOwner(deal_id=deal.id, member_id=anna, since=TODAY))
        for of in (client_id, None):
            session.add(Task(assignee_id=anna, client_id=of, action=TaskAction.CALL, due_on=TODAY, **times))

    await tables.database.write(sell)
    tables.clock.advance(timedelta(days=1))
    owners = select(Deal.state, DealOwner.member_id).join(Deal).where(DealOwner.until.is_(None)).order_by(Deal.id)
    tasks = select(Task.client_id, Task.assignee_id).order_by(Task.id)
    before = (await tables.rows(owners), await tables.rows(tasks), await tables.everything())
    report = await tables.load("clients", "Название;Менеджер", "Ёлка;Борис")
    assert await tables.rows(owners) == [(DealState.OPEN, boris), (DealState.LOST, anna)]
    assert await tables.rows(tasks) == [(client_id, boris), (None, anna)]
    told = await tables.rows(select(Notification.recipient_id, Notification.about))
    assert [(who, about["from"], len(about["deals"]), len(about["tasks"])) for who, about in told] == [
        (boris, anna, 1, 1)
    ]
    undone = await tables.undo(report, owner)
    assert (await tables.rows(owners), await tables.rows(tasks), await tables.everything()) == before
    assert undone.count("left") == 0


async def test_two_of_one_name_are_told_by_phone_or_region(tables: Tables) -> None:
    header = "Название;Телефон;Регион"
    rows = ("Ёлка;+79120000001;", "Ёлка;+79120000002;", "Ёлка;+79120000001;Урал", "Ёлка;;Сибирь")
    report = await tables.load("clients", header, *rows)
    assert await tables.counts(report) == (2, 2, 0, 0)
    assert await tables.rows(select(Client.region).order_by(Client.id)) == [("Урал",), ("Сибирь",)]


async def test_rows_of_one_client_are_his_contacts(tables: Tables) -> None:
    header = "Клиент;Контактное лицо;Телефон"
    await tables.load("clients", header, "Ёлка;Иван;+79120000001", "Ёлка;Пётр;+79120000002")
    assert await tables.count(Client, Contact, Phone) == [1, 2, 2]


async def test_an_unknown_keeper_is_said_and_the_client_is_kept(tables: Tables) -> None:
    report = await tables.load("clients", "Название;Менеджер", "Ёлка;Никто")
    assert await tables.reasons(report) == [(2, "no_keeper")]
    assert await tables.count(Client, Keeper) == [1, 0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [("Ёлка;123;;", "bad_phone"), ("Ёлка;;;01.02.1980", "no_contact"), ("Ёлка;;Иван;когда-то", "bad_date")],
)
async def test_a_bad_client_is_refused(tables: Tables, row: str, reason: str) -> None:
    report = await tables.load("clients", "Название;Телефон;Контактное лицо;День рождения", row)
    assert await tables.reasons(report) == [(2, reason)]
    assert await tables.count(Client) == [0]


# Plans and spend


async def test_plans_of_a_month_stand_in_one_row_or_in_many(tables: Tables) -> None:
    anna = await tables.member("Анна")
    await tables.load("plans", "Сотрудник;Месяц;Оплаты;Сделки;Звонки;КП", "анна;декабрь 2026;1,5 млн;10;10;15 в неделю")
    await tables.load("plans", "Сотрудник;Месяц;Показатель;Значение", "Анна;12.2026;Новые клиенты;3")
    sales = select(SalesPlan.member_id, SalesPlan.month, SalesPlan.line, SalesPlan.value).order_by(SalesPlan.id)
    assert await tables.rows(sales) == [
        (anna, date(2026, 12, 1), SalesPlanLine.PAYMENTS, 150_000_000),
        (anna, date(2026, 12, 1), SalesPlanLine.DEALS_WON, 10),
        (anna, date(2026, 12, 1), SalesPlanLine.NEW_CLIENTS, 3),
    ]
    activities = select(ActivityPlan.line, ActivityPlan.number, ActivityPlan.per, ActivityPlan.since)
    assert await tables.rows(activities.order_by(ActivityPlan.id)) == [
        (PlanLine.CALLS, 10, PlanPer.DAY, date(2026, 12, 1)),
        (PlanLine.OFFERS, 15, PlanPer.WEEK, date(2026, 12, 1)),
    ]


async def test_a_plan_loaded_anew_takes_the_place_of_the_old_and_comes_back(tables: Tables) -> None:
    await tables.member("Анна")
    owner = await tables.member("Глеб", Role.OWNER)
    header = "Сотрудник;Месяц;Оплаты;Звонки"
    await tables.load("plans", header, "Анна;11.2026;100;5")
    tables.clock.advance(timedelta(days=1))
    before = await tables.everything()
    assert await tables.counts(await tables.load("plans", header, "Анна;11.2026;100;5")) == (0, 0, 1, 0)
    report = await tables.load("plans", header, "Анна;11.2026;200;7")
    assert await tables.counts(report) == (0, 1, 0, 0)
    current = select(SalesPlan.value).where(SalesPlan.until.is_(None))
    assert await tables.rows(current) == [(20_000,)]
    await tables.undo(report, owner)
    assert await tables.everything() == before


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Никто;11.2026;1;", "no_member"),
        ("Анна;ноябрь;1;", "bad_month"),
        ("Анна;май 0000;1;", "bad_month"),
        ("Анна;13.2026;1;", "bad_month"),
        ("Анна;01.0000;1;", "bad_month"),
        ("Анна;11.2026;;", "no_plan"),
        ("Анна;10.2026;;5", "past_plan"),
        ("Анна;11.2026;;5000", "bad_number"),
        ("Анна;12.2031;5;", "far_month"),
    ],
)
async def test_a_bad_plan_is_refused(tables: Tables, row: str, reason: str) -> None:
    await tables.member("Анна")
    report = await tables.load("plans", "Сотрудник;Месяц;Оплаты;Звонки", row)
    assert await tables.reasons(report) == [(2, reason)]


async def test_a_funnel_plan_is_loaded_by_stage_with_number_and_sum_and_taken_back(tables: Tables) -> None:
    anna = await tables.member("Анна")
    owner = await tables.member("Глеб", Role.OWNER)
    header = "Сотрудник;Месяц;Этап;Количество;Сумма"
    december = date(2026, 12, 1)
    report = await tables.load("plans", header, "Анна;12.2026;Встреча проведена;20;1,5 млн", "Анна;12.2026;оплачено;5;")
    assert await tables.counts(report) == (2, 0, 0, 0)
    held = (
        select(FunnelPlan.member_id, FunnelPlan.month, FunnelPlan.stage, FunnelPlan.number, FunnelPlan.amount)
        .where(FunnelPlan.until.is_(None))
        .order_by(FunnelPlan.number.desc())
    )
    before = [(anna, december, "meeting_held", 20, 150_000_000), (anna, december, "paid", 5, 0)]
    assert await tables.rows(held) == before
    assert await tables.count(SalesPlan) == [0]
    tables.clock.advance(timedelta(days=1))
    again = await tables.load("plans", header, "Анна;12.2026;Встреча проведена;20;1500000", "Анна;12.2026;Оплачено;7;9")
    assert await tables.counts(again) == (0, 1, 1, 0)
    assert (await tables.rows(held))[1] == (anna, december, "paid", 7, 900)
    await tables.undo(again, owner)
    assert await tables.rows(held) == before


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_stages_are_known_by_the_words_on_the_screen(tables: Tables, language: str) -> None:
    await tables.member("Анна")
    keys = [key for (key,) in await tables.rows(select(Stage.key))]
    rows = (f"Анна;12.2026;{words(language).plain(f'stage-{key}')};3" for key in keys)
    report = await tables.load("plans", "Сотрудник;Месяц;Этап;Количество", *rows)
    assert await tables.counts(report) == (len(keys), 0, 0, 0)


async def test_a_stage_nobody_knows_is_refused(tables: Tables) -> None:
    await tables.member("Анна")
    report = await tables.load("plans", "Сотрудник;Месяц;Этап;Количество", "Анна;12.2026;Танцы;20", "Анна;12.2026;;7")
    assert await tables.reasons(report) == [(3, "no_plan"), (2, "unknown_stage")]


async def test_a_daily_plan_loaded_anew_leaves_other_numbers_of_weekdays(tables: Tables) -> None:
    anna = await tables.member("Анна")
    owner = await tables.member("Глеб", Role.OWNER)
    await tables.load("plans", "Сотрудник;Месяц;Звонки", "Анна;11.2026;5")
    friday = Norm(PlanLine.CALLS, PlanPer.DAY, 3, 4)
    daily = Norm(PlanLine.CALLS, PlanPer.DAY, 5)
    await tables.database.write(lambda session: put_norms(session, anna, PlanLine.CALLS, [daily, friday], TODAY))
    tables.clock.advance(timedelta(days=1))
    before = await tables.everything()
    report = await tables.load("plans", "Сотрудник;Месяц;Звонки", "Анна;11.2026;8")
    present = select(ActivityPlan.weekday, ActivityPlan.number).where(ActivityPlan.until.is_(None))
    assert sorted(await tables.rows(present), key=str) == [(4, 3), (None, 8)]
    await tables.undo(report, owner)
    assert await tables.everything() == before


async def test_spend_of_a_source_and_month_is_the_last_that_was_loaded(tables: Tables) -> None:
    header = "Источник;Месяц;Расход"
    await tables.load("spend", header, "Авито;2026-10;10 000", "Авито;ноябрь 2026;5000", "2ГИС;01.11.2026;1")
    report = await tables.load("spend", header, "Авито;10.2026;12000", "2ГИС;11.2026;1")
    assert await tables.counts(report) == (0, 1, 1, 0)
    assert await tables.rows(select(Spend.source, Spend.month, Spend.amount).order_by(Spend.source, Spend.month)) == [
        ("2ГИС", date(2026, 11, 1), 100),
        ("Авито", date(2026, 10, 1), 1_200_000),
        ("Авито", date(2026, 11, 1), 500_000),
    ]


async def test_a_second_sum_of_a_source_and_month_in_one_file_is_given_back(tables: Tables) -> None:
    report = await tables.load("spend", "Источник;Дата;Расход", "Авито;05.10.2026;100", "Авито;12.10.2026;200")
    assert await tables.counts(report) == (1, 0, 0, 1)
    assert await tables.rows(select(Spend.amount)) == [(10_000,)]


# What it is, which column is what


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Клиент;Дата;Сумма", "purchases"),
        ("Контрагент;Дата реализации;Сумма, руб;Номенклатура;Количество", "purchases"),
        ("Название;ИНН;Телефон;Контактное лицо", "clients"),
        ("Клиент;Регион;Менеджер", "clients"),
        ("Менеджер;Месяц;Оплаты;Звонки", "plans"),
        ("Источник;Месяц;Расход", "spend"),
        ("source;month;amount", "spend"),
    ],
)
def test_what_a_file_is_is_seen_from_its_headers(header: str, what: str) -> None:
    found = guess(header.split(";"))
    assert (found.kind.name, found.missing) == (what, ())


def test_a_header_that_says_more_than_the_field_is_still_understood() -> None:
    found = proposed(KINDS["purchases"], ["Покупатель (юр. лицо)", "Дата отгрузки", "Сумма продажи, руб", "Сумма"])
    assert found.columns == {"client": 0, "day": 1, "amount": 3}


async def test_missing_columns_are_named_and_nothing_is_written(tables: Tables) -> None:
    with pytest.raises(MissingColumns):
        await tables.load("purchases", "Клиент;Сколько", "Ёлка;1")
    assert await tables.count(Client) == [0]


# Refused rows


async def _refused(tables: Tables, report: ImportReport) -> Path:
    path = await write_refused(tables.database, words("ru"), report, tables.folder)
    assert path is not None
    return path


async def test_refused_rows_come_back_as_they_stood_with_the_reason_and_cannot_become_formulas(tables: Tables) -> None:
    rows = ("=1+1;вчера;100;a", "+7;01.02.2026;-x;b", "Ёлка;01.02.2026;5;c")
    report = await tables.load("purchases", "Клиент;Дата;Сумма;Своё", *rows)
    path = await _refused(tables, report)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file, delimiter=";")
    assert header == ["Клиент", "Дата", "Сумма", "Своё", "Почему отказано"]
    assert [line[:4] for line in lines] == [["'=1+1", "вчера", "100", "a"], ["'+7", "01.02.2026", "'-x", "b"]]
    assert "не дата" in lines[0][4]
    again = spool(path, tables.folder / "spool")
    assert header_of(again)[:3] == ["Клиент", "Дата", "Сумма"]
    report = await tables.load_file("purchases", path)
    assert await tables.reasons(report) == [(2, "bad_date"), (3, "bad_amount")]


async def test_refused_rows_of_a_workbook_are_a_workbook(tables: Tables) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["Клиент", "Дата", "Сумма"], ["=cmd", "вчера", 1], ["Ёлка", date(2026, 2, 1), 5]):
        book.active.append(row)
    book.active["A2"].data_type = "s"
    path = tables.folder / "t.xlsx"
    book.save(path)
    refused = await _refused(tables, await tables.load_file("purchases", path))
    page = load_workbook(BytesIO(refused.read_bytes())).active
    assert page is not None
    names, refused_row = page.iter_rows()
    assert [cell.value for cell in names] == ["Клиент", "Дата", "Сумма", "Почему отказано"]
    assert (refused_row[0].value, refused_row[0].data_type, refused_row[1].value) == ("=cmd", "s", "вчера")


# Taken back


@pytest.fixture
async def owner(tables: Tables) -> int:
    await tables.member("Анна")
    await tables.member("Борис")
    return await tables.member("Глеб", Role.OWNER)


IMPORTS: Mapping[str, tuple[str, ...]] = {
    "clients": (CLIENTS, YOLKA.replace("Урал", "Сибирь").replace("Анна", "Борис"), "Липа;;;;;;Анна;;;;;;;;"),
    "purchases": (SALES, "ООО «Ёлка»;01.02.2026;100;;Стол;1;1", "Липа;01.02.2026;7;;;;2"),
    "plans": ("Сотрудник;Месяц;Оплаты", "Анна;11.2026;5"),
    "spend": ("Источник;Месяц;Сумма", "Авито;11.2026;5", "2ГИС;11.2026;5"),
}


@pytest.mark.parametrize("what", IMPORTS)
async def test_an_import_taken_back_leaves_everything_as_it_was(tables: Tables, owner: int, what: str) -> None:
    await tables.load("clients", CLIENTS, YOLKA)
    await tables.load("purchases", SALES, "ООО «Ёлка»;01.01.2026;10;;Стол;1;0")
    await tables.load("spend", "Источник;Месяц;Сумма", "Авито;11.2026;1")
    before = await tables.everything()
    report = await tables.load(what, *IMPORTS[what])
    assert await tables.everything() != before
    undone = await tables.undo(report, owner)
    assert await tables.everything() == before
    assert undone.count("left") == 0
    assert await tables.rows(select(ImportChange.id).where(ImportChange.job_id == report.job.id)) == []
    assert await tables.database.write(rebuild_purchase_facts) == 0


async def test_what_was_worked_with_since_stays_and_is_said(tables: Tables, owner: int) -> None:
    report = await tables.load("clients", "Название;Менеджер;Регион", "Ёлка;Анна;Урал", "Липа;Анна;Урал")
    (client_id,) = (await tables.rows(select(Client.id).where(Client.name == "Ёлка")))[0]
    draft = ActivityDraft(client_id, ActivityKind.CALL, Outcome.NO_ANSWER, form_key="call")
    (anna,) = (await tables.rows(select(Member.id).where(Member.name == "Анна")))[0]
    await tables.database.write(perform(log_activity, anna, Cause("call", NOW, NOW), draft))
    undone = await tables.undo(report, owner)
    assert await tables.rows(select(Client.name)) == [("Ёлка",)]
    assert (undone.count("left"), await tables.count(Activity)) == (1, [1])
    assert [(group.file, group.values["value"]) for group in undone.groups] == [("client", "Ёлка")]


async def test_what_was_changed_by_hand_since_is_not_changed_back(tables: Tables, owner: int) -> None:
    await tables.load("clients", "Название;Регион;Источник", "Ёлка;Урал;сайт")
    report = await tables.load("clients", "Название;Источник;Канал продаж", "Ёлка;выставка;розница")

    def by_hand(session: Session) -> None:
        session.scalars(select(Client)).one().source = "звонок"

    await tables.database.write(by_hand)
    undone = await tables.undo(report, owner)
    assert await tables.rows(select(Client.source, Client.channel)) == [("звонок", None)]
    assert undone.count("left") == 1


async def test_a_taking_back_that_failed_may_be_begun_again(tables: Tables, owner: int) -> None:
    report = await tables.load("spend", "Источник;Месяц;Сумма", "Авито;11.2026;1")
    cause = Cause("update:1", NOW, NOW)
    begun = await tables.database.write(perform(undo_import, owner, cause, report.job.id))

    def failed(session: Session) -> None:
        session.get_one(Job, begun.job_id).state = JobState.FAILED

    await tables.database.write(failed)
    undone = await tables.undo(report, owner)
    assert undone.job.state is JobState.DONE
    assert await tables.rows(select(Spend.amount)) == []


async def test_only_the_owner_imports_and_takes_back_and_only_once(tables: Tables, owner: int) -> None:
    report = await tables.load("spend", "Источник;Месяц;Сумма", "Авито;11.2026;1")
    (anna,) = (await tables.rows(select(Member.id).where(Member.name == "Анна")))[0]
    cause = Cause("update:1", NOW, NOW)
    given = FileToImport("spend", keep(tables.csv("a"), tables.folder), {}, TODAY)
    for attempt in (perform(import_file, anna, cause, given), perform(undo_import, anna, cause, report.job.id)):
        with pytest.raises(NotAllowed):
            await tables.database.write(attempt)
    with pytest.raises(Gone):
        await tables.database.write(perform(undo_import, owner, cause, 999))
    first = await tables.database.write(perform(undo_import, owner, cause, report.job.id))
    assert await tables.database.write(perform(undo_import, owner, cause, report.job.id)) == first
