"""`python -m bot import deals FILE… --accounts FILE --teams FILE --products FILE`, `import clients FILE…` and so on."""

import argparse
import asyncio
import csv
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.database import Database
from bot.jobs import Jobs
from bot.serve import say
from domain.clock import Clock
from domain.defaults import ensure_defaults
from domain.errors import Refusal
from domain.imports.deal_files import ACCOUNTS, PIPELINE, PRODUCTS, TEAMS, scan
from domain.imports.deals import DEALS
from domain.imports.files import SPOOL, MissingColumns, Spooled, header_of, spool
from domain.imports.kinds import KINDS
from domain.imports.mapping import proposed
from domain.imports.reading.text import harmless
from domain.imports.refused import MOST_LISTED, refused_file
from domain.imports.report import ImportReport, all_remarks, import_report, refused_lines
from domain.jobs import view
from domain.money import grouped, roubles
from domain.settings import company
from domain.tables import JobState
from domain.use_cases.imports import DealFiles, FileToImport, begin_deals, begin_import
from handlers.imports.report import refused_rows
from handlers.imports.wording import (
    GROUPS_SHOWN,
    counts_lines,
    group_words,
    mapping_lines,
    reason_words,
    what_words,
)
from handlers.words import Words, words

T = TypeVar("T")
Watch = Callable[[int], Coroutine[Any, Any, None]]
EVERY_S = 5.0


async def run(args: argparse.Namespace, database: Database, clock: Clock) -> int:
    """Do the imports one after another and say what became of each; 1 at the first that was not done, else 0."""
    said = words(await database.read(lambda session: company(session).language))
    for path in args.files:
        watch = partial(say_progress, database, said, path, clock.now())
        try:
            if args.what == "deals":
                beside = {ACCOUNTS: args.accounts, TEAMS: args.teams, PRODUCTS: args.products}
                given = {kind: file for kind, file in beside.items() if file} | {PIPELINE: path}
                report = await import_deals_command(database, clock, given, watch=watch)
            else:
                report = await import_table_command(database, clock, args.what, path, watch=watch)
        except Refusal as refused:
            say(said.plain(refused.text_key, **refused.values))
            return 1
        if report.job.state is JobState.FAILED:
            say(said.plain("import-failed", error=report.job.error or "", rows=grouped(report.job.progress)))
            return 1
        await _tell(database, said, report)
    return 0


async def say_progress(database: Database, said: Words, path: Path, since: datetime, job_id: int) -> None:
    """Every few seconds how many rows are done, or that a run which was killed still holds the job."""
    before = -1
    while True:
        await asyncio.sleep(EVERY_S)
        job = await database.read(view, job_id)
        done, total = job.progress, job.total or 0
        if job.claimed_at is not None and job.claimed_at < since:
            say(said.plain("import-held", file=path.name))
        elif total and done != before:
            share = str(done * 100 // total)
            say(said.plain("import-progress", file=path.name, done=grouped(done), total=grouped(total), share=share))
            before = done


async def unwatched(job_id: int) -> None:
    """Nobody looks on."""


async def _tell(database: Database, said: Words, report: ImportReport) -> None:
    """Into which database, what became of it, and where the list of its rows is."""
    say(said.plain("import-into", database=make_url(database.url).render_as_string(hide_password=True)))
    is_deals = report.job.kind == DEALS
    for line in (report_lines if is_deals else table_lines)(said, report):
        say(line)
    if not is_deals:
        path = await write_refused(database, said, report, SPOOL)
    else:
        path = await database.read(write_list, said, report.job.id, SPOOL) if report.groups else None
    if path is not None:
        say(said.plain("import-list" if is_deals else "import-refused-path", path=str(path)))


async def import_deals_command(
    database: Database, clock: Clock, paths: Mapping[str, Path], folder: Path = SPOOL, watch: Watch = unwatched
) -> ImportReport:
    """Load the files by kind ("deals", "accounts", "teams", "products"); goes on where a killed one stopped.

    Raises NoSuchFile, NotATable, MissingColumns before anything is written.
    """

    def look(today: date) -> DealFiles:
        files: dict[str, Spooled] = {kind: spool(path, folder) for kind, path in paths.items()}
        return DealFiles(files, scan(files, today), today)

    return await _load(database, clock, look, begin_deals, watch)


async def import_table_command(
    database: Database, clock: Clock, what: str, path: Path, folder: Path = SPOOL, watch: Watch = unwatched
) -> ImportReport:
    """Load a table of that kind, its columns as its headers say; goes on where a killed one stopped.

    Raises NoSuchFile, NotATable, Encrypted, TooWide, TooLarge, MissingColumns before anything is written.
    """

    def look(today: date) -> FileToImport:
        file = spool(path, folder)
        header, kind = header_of(file), KINDS[what]
        found = proposed(kind, header)
        if found.missing:
            raise MissingColumns(file=file.name, columns=", ".join(found.missing), found=", ".join(header[:20]))
        return FileToImport(what, file, found.columns, today)

    return await _load(database, clock, look, begin_import, watch)


async def _load(
    database: Database,
    clock: Clock,
    look: Callable[[date], T],
    begin: Callable[[Session, T, datetime], int],
    watch: Watch,
) -> ImportReport:
    now = clock.now()
    today = now.astimezone((await database.read(company)).tz).date()
    given = await _in_thread(lambda: look(today))

    def begun(session: Session) -> int:
        ensure_defaults(session)
        return begin(session, given, now)

    job_id = await database.write(begun)
    watching = asyncio.create_task(watch(job_id))
    try:
        await Jobs(database, clock).run_until_done(job_id)
    finally:
        watching.cancel()
        await asyncio.wait([watching])
    return await database.read(import_report, job_id)


async def write_refused(database: Database, said: Words, report: ImportReport, folder: Path) -> Path | None:
    """The refused rows in a file of the form of that which was loaded; None when there are none."""
    if not report.count("refused"):
        return None
    found = await database.read(refused_lines, report.job.id, MOST_LISTED)
    rows = refused_rows(said, report, found)
    content = await _in_thread(lambda: refused_file(rows))
    if content is None:
        return None
    path = folder / f"import-{report.job.id}{Path(rows.file_name).suffix}"
    path.write_bytes(content)
    return path


async def _in_thread(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1, "import") as thread:
        return await asyncio.get_running_loop().run_in_executor(thread, work)


# What is said


def report_lines(said: Words, report: ImportReport) -> list[str]:
    """The report as lines of text."""
    numbers = {name: grouped(report.count(name)) for name in COUNTS}
    lines = [said.plain("import-deals", **numbers)]
    if report.count("won_kopecks"):
        lines.append(said.plain("import-money", sum=roubles(report.count("won_kopecks"), said.language)))
    if any(report.count(name) for name in ("clients", "members", "products")):
        lines.append(said.plain("import-beside", **numbers))
    if report.count("known"):
        lines.append(said.plain("import-known", **numbers))
    lines.append(said.plain("import-rows", **numbers))
    lines += [f"  {group_words(said, group)}" for group in report.groups[:GROUPS_SHOWN]]
    return lines


def table_lines(said: Words, report: ImportReport) -> list[str]:
    """How each column was understood, what became of the rows, and why some were refused."""
    ((what, file),) = report.job.parameters["files"].items()
    mapping = mapping_lines(said, what, header_of(Spooled(**file)), report.job.parameters["columns"])
    lines = [said.plain("import-loading", file=file["name"], what=what_words(said, what), mapping="; ".join(mapping))]
    groups = [f"  {group_words(said, group, what)}" for group in report.groups[:GROUPS_SHOWN]]
    return [*lines, *counts_lines(said, report), *groups]


COUNTS = (
    *("deals", "won", "lost", "open", "undated", "without_client", "without_amount"),
    *("clients", "members", "products", "known", "refused", "mended"),
)


def write_list(session: Session, said: Words, job_id: int, folder: Path) -> Path:
    """Every refused and mended row, with its line and reason, as a CSV file for a spreadsheet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"import-{job_id}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow([said.plain(f"import-head-{name}") for name in ("file", "line", "what", "reason", "row")])
        for one in all_remarks(session, job_id):
            what = said.plain("import-what-refused" if one.refused else "import-what-mended")
            row = " | ".join(f"{name}={cell}" for name, cell in one.cells.items())
            reason = reason_words(said, one.reason, one.values)
            sheet.writerow([harmless(cell) for cell in (one.file, str(one.line), what, reason, row)])
    return path
