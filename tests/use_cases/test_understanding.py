"""A long table is understood by a process of its own: the same rows, none of them lost, and nobody left behind."""

import os
import signal
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.jobs import Jobs
from domain.clock import ManualClock
from domain.defaults import ensure_defaults
from domain.imports import understanding
from domain.imports.files import keep
from domain.imports.understanding import LONG, Given, NotUnderstood, rows_of, understood
from domain.imports.work import ImportWork
from domain.jobs import Claim, claim, do_step
from domain.tables import Client, ImportChange, Job, JobState, Product, Purchase
from domain.use_cases.imports import FileToImport, begin_import

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COLUMNS = {"client": 0, "day": 1, "amount": 2, "product": 3, "number": 4}
ROWS = 8_000


def given_of(folder: Path, lines: Sequence[str]) -> Given:
    """A table of purchases with these lines under its header."""
    path = folder / "sales.csv"
    path.write_text("\n".join(["Клиент;Дата;Сумма;Товар;Номер", *lines]), encoding="utf-8")
    return Given("purchases", keep(path, folder / "spool"), COLUMNS, TODAY)


@pytest.fixture
def table(tmp_path: Path) -> Given:
    """Every tenth row is refused."""
    lines = [
        f"ООО «Клиент {n % 90}»;{'вчера' if n % 10 == 9 else '01.02.2026'};{n + 1};Товар {n % 7};{n}"
        for n in range(ROWS)
    ]
    return given_of(tmp_path, lines)


def test_another_process_understands_a_long_table_as_this_one_does(table: Given) -> None:
    total, rows = understood(table, 0)
    assert table.file.path.stat().st_size >= LONG
    assert total == ROWS
    assert list(rows) == list(rows_of(table, 0))
    _, rest = understood(table, ROWS - 5)
    assert list(rest) == list(rows_of(table, ROWS - 5))


def test_an_order_gone_on_with_from_its_middle_is_judged_whole(tmp_path: Path) -> None:
    order = [f"Ёлка;01.02.2026;{amount};;7" for amount in ("5", "дорого", "6")]
    table = given_of(tmp_path, [*order, "Ёлка;02.02.2026;9;;8"])
    whole = list(rows_of(table, 0))
    assert [row.about is None for row in whole] == [True, True, True, False]
    without_numbers = given_of(
        tmp_path, [f"{name};01.02.2026;{amount};;б/н" for name, amount in (("Ёлка", "5"), ("Липа", "?"))]
    )
    assert [row.about is None for row in rows_of(without_numbers, 0)] == [False, True]
    for after in range(len(whole)):
        assert list(rows_of(table, after)) == whole[after:]


def test_the_process_goes_when_nobody_reads_its_rows(table: Given) -> None:
    _, rows = understood(table, 0)
    next(rows)
    (child,) = children()
    del rows
    assert child not in children()


def test_a_table_whose_reading_was_cut_off_is_not_taken_for_a_short_one(
    table: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, rows = understood(table, 0)
    list(islice(rows, 10))
    (child,) = children()
    os.kill(child, signal.SIGKILL)
    with pytest.raises(NotUnderstood):
        list(rows)


def children() -> list[int]:
    task = Path(f"/proc/{os.getpid()}/task")
    found = (thread / "children" for thread in task.iterdir())
    return [
        int(child)
        for path in found
        for child in path.read_text().split()
        if understanding.__name__.encode() in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


async def test_a_long_table_is_loaded_whole_however_often_it_stops(database: Database, table: Given) -> None:
    """What a transaction that was rolled back has made is not remembered."""
    clock, given = ManualClock(NOW), FileToImport(table.what, table.file, COLUMNS, TODAY)
    await database.write(ensure_defaults)
    job_id = await database.write(lambda session: begin_import(session, given, NOW))
    held: Claim | None = await database.write(lambda session: claim(session, job_id, NOW))
    work: Any = ImportWork(table)
    first = work.prepare(0)
    assert len(first.rows) == 10, "the first transaction does not know yet how long rows take"

    def stopped(session: Session) -> None:
        assert held is not None
        do_step(session, held, work, first, NOW)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await database.write(stopped)
    assert await database.read(lambda s: s.scalar(select(func.count()).select_from(Client))) == 0
    for _ in range(4):
        assert held is not None
        present, prepared = held, first if held.progress == 0 else work.prepare(held.progress)
        held = await database.write(lambda s, p=present, r=prepared: do_step(s, p, work, r, NOW))  # type: ignore[misc]
    clock.advance(timedelta(minutes=10))
    seen = await Jobs(database, clock).run_until_done(job_id)
    assert seen.state is JobState.DONE, seen.error
    assert (seen.progress, seen.result["new"], seen.result["refused"]) == (ROWS, ROWS * 9 // 10, ROWS // 10)
    counts = [
        await database.read(lambda s, t=t: s.scalar(select(func.count()).select_from(t)))  # type: ignore[misc]
        for t in (Purchase, Client, Product, ImportChange, Job)
    ]
    assert counts == [ROWS * 9 // 10, 81, 7, 88, 1]
