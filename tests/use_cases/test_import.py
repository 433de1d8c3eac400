"""Importing deals: made-up files with every kind of dirt, and the 8 800 deals made by others."""

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import case, func, insert, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.import_command import import_deals_command, report_lines, write_list
from bot.jobs import Jobs
from domain.clock import ManualClock
from domain.defaults import ensure_defaults
from domain.errors import NotAllowed, Refusal
from domain.imports.deal_files import ACCOUNTS, PIPELINE, PRODUCTS, TEAMS, scan
from domain.imports.deals import DealsWork
from domain.imports.files import MissingColumns, NoSuchFile, NotATable, spool
from domain.imports.reading.limits import LARGEST_CELL
from domain.imports.report import ImportReport, all_remarks
from domain.jobs import Claim, claim, do_step
from domain.money import roubles
from domain.purchases import mend_purchase_days, rebuild_purchase_facts
from domain.search import find_clients
from domain.tables import (
    Base,
    Client,
    Deal,
    DealOwner,
    DealState,
    JobRow,
    JobState,
    Keeper,
    Member,
    Payment,
    Product,
    Purchase,
    PurchaseLine,
    Role,
    StageChange,
    Team,
    TeamMembership,
)
from domain.use_case import Cause, Tx
from domain.use_cases.imports import DealFiles, begin_deals, import_deals
from handlers.imports.wording import group_words
from handlers.words import words

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
WON = "W1,Мария Лис,GTXPro,Ромашка,Won,2017-01-10,2017-03-01,1054"
OPEN = "E1,Мария Лис,Стол,,Engaging,2017-02-01,,"
UNDATED = "P1,Мария Лис,Стол,,Prospecting,,,"
LOST = "L1,Пётр Ёж,Стол,Ромашка,Lost,2017-01-15,2017-02-20,0"

Files = dict[str, Path]


class Stepping:
    """Does a job's chunks one by one; `spent` is the processor's time in each, so a busy machine says nothing of us."""

    def __init__(self, database: Database, job_id: int, work: DealsWork) -> None:
        self.database = database
        self.job_id = job_id
        self.work = work
        self.held: Claim | None = None
        self.spent: list[float] = []

    @property
    def usual(self) -> float:
        """What nine of ten chunks stay under: a full collection of garbage falls into one of them."""
        return sorted(self.spent)[len(self.spent) * 9 // 10]

    async def begin(self) -> None:
        self.held = await self.database.write(lambda session: claim(session, self.job_id, NOW))

    async def step(self) -> bool:
        """One chunk; False when the job is done."""
        held = self.held
        assert held is not None
        prepared = self.work.prepare(held.progress)

        def timed(session: Session) -> Claim | None:
            started = time.thread_time()
            after = do_step(session, held, self.work, prepared, NOW)
            self.spent.append(time.thread_time() - started)
            return after

        self.held = await self.database.write(timed)
        return self.held is not None


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


class Importing:
    """Writes small files and imports them."""

    def __init__(self, database: Database, clock: ManualClock, folder: Path) -> None:
        self.database = database
        self.clock = clock
        self.folder = folder

    def file(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def deals(self, *rows: str, header: str = HEADER) -> Path:
        return self.file("deals.csv", "\n".join((header, *rows)) + "\n")

    async def __call__(self, deals: Path, **others: Path) -> ImportReport:
        paths = {PIPELINE: deals, **others}
        return await import_deals_command(self.database, self.clock, paths, self.folder / "spool")

    async def read(self, statement: Any) -> list[Any]:
        return await self.database.read(lambda session: list(session.execute(statement)))

    async def count(self, table: type[Base]) -> int:
        return int((await self.read(select(func.count()).select_from(table)))[0][0])

    async def reasons(self, report: ImportReport) -> list[tuple[int, bool, str]]:
        """Line, refused, reason of every row of the list."""
        found = await self.database.read(lambda session: list(all_remarks(session, report.job.id)))
        return [(one.line, one.refused, one.reason) for one in found]


@pytest.fixture
def importing(database: Database, clock: ManualClock, tmp_path: Path) -> Importing:
    return Importing(database, clock, tmp_path)


# What becomes of a row


async def test_an_imported_client_is_found_at_once(importing: Importing) -> None:
    await importing(importing.deals(WON))
    found = await importing.database.read(lambda session: find_clients(session, 1, Role.OWNER, "рамашка"))
    assert [hit.name for hit in found] == ["Ромашка"]


async def test_a_won_deal_is_won_bought_and_paid(importing: Importing) -> None:
    report = await importing(importing.deals(WON))
    assert (report.count("won"), report.count("won_kopecks")) == (1, 105_400)
    (deal,) = await importing.read(select(Deal.state, Deal.stage, Deal.amount, Deal.created_on, Deal.closed_on))
    assert tuple(deal) == (DealState.WON, "paid", 105_400, date(2017, 1, 10), date(2017, 3, 1))
    assert await importing.read(select(Purchase.day, Purchase.amount)) == [(date(2017, 3, 1), 105_400)]
    assert await importing.read(select(Payment.paid_on, Payment.amount)) == [(date(2017, 3, 1), 105_400)]
    assert await importing.read(select(PurchaseLine.amount)) == [(105_400,)]
    facts = select(Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days, Client.silent_from)
    assert await importing.read(facts) == [(date(2017, 3, 1), date(2017, 3, 1), 1, date(2017, 4, 16))]


async def test_a_lost_deal_of_zero_is_kept_without_a_sum_and_said_so(importing: Importing) -> None:
    report = await importing(importing.deals(LOST))
    assert await importing.read(select(Deal.state, Deal.amount)) == [(DealState.LOST, None)]
    assert await importing.reasons(report) == [(2, False, "zero_of_lost")]


async def test_an_open_deal_without_a_client_is_kept(importing: Importing) -> None:
    report = await importing(importing.deals(OPEN, UNDATED))
    found = await importing.read(select(Deal.client_id, Deal.state, Deal.created_on).order_by(Deal.id))
    assert found == [(None, DealState.OPEN, date(2017, 2, 1)), (None, DealState.OPEN, None)]
    assert (report.count("without_client"), report.count("undated"), report.count("open")) == (2, 1, 2)


async def test_the_moves_of_a_deal_end_where_it_stands(importing: Importing) -> None:
    await importing(importing.deals(WON, LOST, OPEN, UNDATED))
    moves = await importing.read(
        select(Deal.external_key, StageChange.from_stage, StageChange.to_stage, StageChange.to_state)
        .join(Deal, Deal.id == StageChange.deal_id)
        .order_by(Deal.id, StageChange.id)
    )
    assert moves == [
        ("deal:W1", None, "meeting_held", DealState.OPEN),
        ("deal:W1", "meeting_held", "paid", DealState.WON),
        ("deal:L1", None, "meeting_held", DealState.OPEN),
        ("deal:L1", "meeting_held", "meeting_held", DealState.LOST),
        ("deal:E1", None, "meeting_held", DealState.OPEN),
        ("deal:P1", None, "contact", DealState.OPEN),
    ]


async def test_agents_become_members_without_telegram_in_their_managers_team(importing: Importing) -> None:
    teams = importing.file("teams.csv", "sales_agent,manager,regional_office\nМария Лис,Ольга Рысь,Центр\n")
    await importing(importing.deals(WON), **{TEAMS: teams})
    who = await importing.read(
        select(Member.name, Member.role, Member.telegram_id, Team.name, TeamMembership.leads)
        .join(TeamMembership, TeamMembership.member_id == Member.id)
        .join(Team, Team.id == TeamMembership.team_id)
        .order_by(Member.id)
    )
    assert who == [
        ("Ольга Рысь", Role.MANAGER, None, "Центр · Ольга Рысь", True),
        ("Мария Лис", Role.REP, None, "Центр · Ольга Рысь", False),
    ]


async def test_an_agent_listed_twice_is_in_the_first_team_only(importing: Importing) -> None:
    """In two teams his deals would be counted in both."""
    rows = "Мария Лис,Ольга Рысь,Центр\nМария Лис,Иван Бобр,Урал\n"
    teams = importing.file("teams.csv", f"sales_agent,manager,regional_office\n{rows}")
    report = await importing(importing.deals(WON), **{TEAMS: teams})
    placed = select(Team.name).join(TeamMembership).where(TeamMembership.leads.is_(False))
    assert await importing.read(placed) == [("Центр · Ольга Рысь",)]
    assert report.count("members") == 3


async def test_a_member_of_that_name_is_not_made_again(importing: Importing) -> None:
    await importing.database.write(
        lambda session: session.add(Member(name="Мария Лис", role=Role.REP, telegram_id=1001, joined_at=NOW))
    )
    await importing(importing.deals(WON, OPEN))
    assert await importing.read(select(Member.telegram_id)) == [(1001,)]
    assert len(set(await importing.read(select(DealOwner.member_id)))) == 1


async def test_a_client_known_by_that_name_gets_the_deals(importing: Importing) -> None:
    def known(session: Session) -> None:
        times = dict.fromkeys(("happened_at", "received_at", "stored_at"), NOW)
        session.add(Client(name="РОМАШКА", search_name="ромашка", **times))

    await importing.database.write(known)
    await importing(importing.deals(WON))
    assert await importing.read(select(Client.name, Client.purchase_days)) == [("РОМАШКА", 1)]


async def test_a_client_is_kept_by_who_has_most_of_its_deals(importing: Importing) -> None:
    more = WON.replace("W1", "W2").replace("2017-01-10", "2017-01-02")
    await importing(importing.deals(LOST, WON, more))
    keeper = select(Member.name, Keeper.since).join(Keeper, Keeper.member_id == Member.id)
    assert await importing.read(keeper) == [("Мария Лис", date(2017, 1, 2))]


async def test_a_purchase_again_cancels_a_declared_loss(importing: Importing) -> None:
    def lost(session: Session) -> None:
        at = datetime(2017, 2, 1, tzinfo=UTC)
        times = dict.fromkeys(("happened_at", "received_at", "stored_at"), at)
        session.add(Client(name="Ромашка", search_name="ромашка", lost_at=at, **times))

    await importing.database.write(lost)
    await importing(importing.deals(WON))
    assert await importing.read(select(Client.lost_at)) == [(None,)]


# Dirt


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("W1,Мария,Стол,Ромашка,Won,2017-13-45,2017-03-01,10", "bad_date"),
        ("W1,Мария,Стол,Ромашка,Won,вчера,2017-03-01,10", "bad_date"),
        ("W1,Мария,Стол,Ромашка,Won,1017-01-01,2017-03-01,10", "bad_date"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2071-03-01,10", "future_date"),
        ("W1,Мария,Стол,Ромашка,Won,2017-04-01,2017-03-01,10", "closed_early"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,,10", "no_close_date"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,−10", "negative_amount"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,-10.50", "negative_amount"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,много", "bad_amount"),
        ("W1,Мария,Стол,Ромашка,Maybe,2017-01-01,2017-03-01,10", "unknown_stage"),
        (",Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,10", "no_key"),
        ("W1,,Стол,Ромашка,Won,2017-01-01,2017-03-01,10", "bad_name"),
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,10,лишнее", "too_many_cells"),
        (f"W1,Мария,Стол,{'я' * 1_000_000},Won,2017-01-01,2017-03-01,10", "too_long"),
        (f"W1,Мария,Стол,{'я' * 300},Won,2017-01-01,2017-03-01,10", "bad_name"),
    ],
)
async def test_a_bad_row_is_refused_with_its_line_and_the_good_ones_are_loaded(
    importing: Importing, row: str, reason: str
) -> None:
    report = await importing(importing.deals(OPEN, row, UNDATED))
    assert await importing.reasons(report) == [(3, True, reason)]
    assert (report.count("deals"), report.count("refused")) == (2, 1)
    (group,) = report.groups
    said = group_words(words("ru"), group)
    assert "deals.csv" in said
    assert "(№ 3)" in said
    assert "import-" not in said


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("W1,Мария,Стол,Ромашка,Won,2017-01-01,2017-03-01,", "won_without_amount"),
        ("W1,Мария,Стол,,Won,2017-01-01,2017-03-01,10", "won_without_client"),
        ("W1,Мария,Стол,Ромашка,Engaging,2017-01-01,2017-03-01,", "open_with_close_date"),
    ],
)
async def test_a_doubtful_row_is_kept_and_said_so(importing: Importing, row: str, reason: str) -> None:
    report = await importing(importing.deals(row))
    assert await importing.reasons(report) == [(2, False, reason)]
    assert report.count("deals") == 1
    assert await importing.count(Purchase) == 0


async def test_the_same_number_twice_is_refused_the_second_time(importing: Importing) -> None:
    many = [OPEN.replace("E1", f"E{number}") for number in range(2, 200)]
    report = await importing(importing.deals(OPEN, OPEN, *many, OPEN))
    assert await importing.reasons(report) == [(3, True, "duplicate"), (202, True, "duplicate")]
    assert report.count("deals") == 199


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_any_everyday_form_of_csv_is_read(importing: Importing, encoding: str, delimiter: str) -> None:
    text = "\r\n".join((HEADER, WON, LOST)).replace(",", delimiter)
    report = await importing(importing.file("deals.csv", text, encoding))
    assert report.count("deals") == 2
    assert await importing.read(select(Client.name)) == [("Ромашка",)]


async def test_russian_headers_dates_and_sums_are_understood(importing: Importing) -> None:
    header = "Номер сделки;Ответственный;Товар;Клиент;Стадия;Дата создания;Дата закрытия;Сумма"
    row = '7;Мария Лис;Стол;"ООО ""Ёлка"";\nсклад";Оплачено;10.01.2017;01.03.2017;1 054,50'
    await importing(importing.deals(row, header=header))
    assert await importing.read(select(Deal.amount, Deal.created_on)) == [(105_450, date(2017, 1, 10))]
    assert await importing.read(select(Client.name)) == [('ООО "Ёлка"; склад',)]


async def test_a_line_after_a_cell_of_two_lines_is_counted_right(importing: Importing) -> None:
    row = 'W1,"Мария\nЛис",Стол,Ромашка,Won,2017-01-10,2017-03-01,10'
    report = await importing(importing.deals(row, "", "X,Мария,Стол,,Нечто,,,"))
    assert await importing.reasons(report) == [(5, True, "unknown_stage")]


async def test_missing_columns_are_named_in_one_sentence_and_nothing_is_written(importing: Importing) -> None:
    with pytest.raises(MissingColumns) as refused:
        await importing(importing.deals("1,2", header="opportunity_id,deal_stage,сумма"))
    said = _sentence(refused.value)
    assert "sales_agent, engage_date, close_date" in said
    assert await importing.count(Deal) == 0


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3" * 100, b"\n\n", b"%PDF-1.7 \x9f\x8e"])
async def test_what_is_no_table_is_refused_in_one_sentence(importing: Importing, content: bytes) -> None:
    path = importing.folder / "deals.csv"
    path.write_bytes(content)
    with pytest.raises((NotATable, MissingColumns)) as refused:
        await importing(path)
    assert "Ничего не загружено" in _sentence(refused.value)


async def test_a_quote_that_never_closes_is_refused_before_anything_is_written(importing: Importing) -> None:
    with pytest.raises(NotATable):
        await importing(importing.deals(WON, '"' + "я" * (LARGEST_CELL + 10)))
    assert await importing.count(Deal) == 0


async def test_a_file_that_is_not_there_is_named(importing: Importing) -> None:
    with pytest.raises(NoSuchFile) as refused:
        await importing(Path("нет такого.csv"))
    assert "нет такого.csv" in _sentence(refused.value)


def _sentence(refused: Refusal) -> str:
    return words("ru").plain(refused.text_key, **refused.values)


async def test_the_list_of_rows_cannot_become_a_formula(importing: Importing) -> None:
    report = await importing(importing.file("=1+1.csv", f"{HEADER}\nW1,Мария,Стол,,=2+2,,,\n"))
    path = await importing.database.read(write_list, words("ru"), report.job.id, importing.folder)
    file, line, what, reason, row = path.read_text("utf-8-sig").splitlines()[1].split(";")
    assert (file, line, what) == ("'=1+1.csv", "2", "отказано")
    assert "=2+2" in reason
    assert "deal_stage==2+2" in row


# Again, and after a kill


async def test_importing_twice_adds_nothing(importing: Importing) -> None:
    files: Any = {TEAMS: importing.file("teams.csv", "sales_agent,manager,regional_office\nМария Лис,Рысь,Центр\n")}
    deals = importing.deals(WON, LOST, OPEN, UNDATED)
    await importing(deals, **files)
    before = await _everything(importing)
    again = await importing(deals, **files)
    assert await _everything(importing) == before
    assert (again.count("deals"), again.count("known"), again.count("members")) == (0, 4, 0)
    assert again.groups == []


async def test_more_rows_of_the_same_file_are_added_to_the_first(importing: Importing) -> None:
    await importing(importing.deals(WON, OPEN))
    report = await importing(importing.deals(WON, OPEN, LOST))
    assert (report.count("deals"), report.count("known")) == (1, 2)


async def test_a_killed_import_goes_on_from_its_last_chunk(importing: Importing) -> None:
    """What the killed one committed stays; the rest is read again from the spool, even if the file is gone."""
    rows = [WON.replace("W1", f"W{number}") for number in range(170)]
    path = importing.deals(*rows)
    files = {PIPELINE: spool(path, importing.folder / "spool")}
    given = DealFiles(files, scan(files, TODAY), TODAY)
    job_id = await importing.database.write(lambda session: _begin(session, given))
    held = await importing.database.write(lambda session: claim(session, job_id, NOW))
    work = DealsWork(files, given.scanned.since, TODAY)
    await importing.database.write(lambda session: do_step(session, held, work, work.prepare(0), NOW))
    assert 0 < await importing.count(Deal) < 170
    path.unlink()
    seen = await _release_and_run(importing, job_id)
    assert seen.result["deals"] == 170
    assert await importing.count(Deal) == await importing.count(Purchase) == await importing.count(Payment) == 170


CLIENTS = 430


async def _old_clients(importing: Importing) -> None:
    """Clients of another time, each with purchases and none of what follows from them."""
    times = dict.fromkeys(("happened_at", "received_at", "stored_at"), NOW)
    clients = [
        {"name": f"Клиент {n}", "search_name": f"клиент {n}", "purchase_days": 0, **times} for n in range(CLIENTS)
    ]

    def write(session: Session) -> None:
        session.execute(insert(Client), clients)
        ids = session.scalars(select(Client.id).order_by(Client.id)).all()
        bought = [
            {"client_id": id_, "day": date(2017, 1 + n, 1 + id_ % 20), "amount": 100, "is_return": False, **times}
            for id_ in ids
            for n in range(1 + id_ % 5)
        ]
        session.execute(insert(Purchase), bought)
        mend_purchase_days(session, ids)

    await importing.database.write(write)


async def test_an_import_killed_in_its_last_step_goes_on_from_the_last_client(importing: Importing) -> None:
    """After the last row keepers and silence are settled a hundred clients at a time, each in a short transaction."""
    await _old_clients(importing)
    path = importing.deals(
        WON, *(OPEN.replace("E1,", f"E{n},").replace("Стол,,", f"Стол,Клиент {n},") for n in range(CLIENTS))
    )
    files = {PIPELINE: spool(path, importing.folder / "spool")}
    given = DealFiles(files, scan(files, TODAY), TODAY)
    job_id = await importing.database.write(lambda session: _begin(session, given))
    stepping = Stepping(importing.database, job_id, DealsWork(files, given.scanned.since, TODAY))
    await stepping.begin()
    while await importing.count(Keeper) < 200:
        assert await stepping.step(), "it was done before it was killed"
    assert await importing.count(Keeper) == 200
    seen = await _release_and_run(importing, job_id)
    assert seen.state is JobState.DONE
    assert await importing.count(Keeper) == CLIENTS + 1
    assert await importing.database.write(rebuild_purchase_facts) == 0
    assert stepping.usual < 0.05


async def test_the_same_files_begun_twice_are_one_job(importing: Importing) -> None:
    files = {PIPELINE: spool(importing.deals(WON), importing.folder / "spool")}
    given = DealFiles(files, scan(files, TODAY), TODAY)
    first = await importing.database.write(lambda session: begin_deals(session, given, NOW))
    assert await importing.database.write(lambda session: begin_deals(session, given, NOW)) == first


async def test_only_the_owner_may_import(importing: Importing) -> None:
    given = DealFiles({}, scan({}, TODAY), TODAY)
    manager = Member(name="Вера", role=Role.MANAGER, joined_at=NOW)

    def attempt(session: Session) -> None:
        import_deals.perform(Tx(session, Cause("update:1", NOW, NOW)), manager, given)

    with pytest.raises(NotAllowed):
        await importing.database.write(attempt)


def _begin(session: Session, given: DealFiles) -> int:
    ensure_defaults(session)
    return begin_deals(session, given, NOW)


async def _release_and_run(importing: Importing, job_id: int) -> Any:
    importing.clock.advance(timedelta(minutes=10))
    return await Jobs(importing.database, importing.clock).run_until_done(job_id)


async def _everything(importing: Importing) -> dict[str, int]:
    tables = (Client, Deal, DealOwner, Keeper, Member, Payment, Product, Purchase, PurchaseLine, StageChange, Team)
    return {table.__tablename__: await importing.count(table) for table in tables}


# Made by others


@pytest.fixture
def pipeline(data_folder: Path) -> Files:
    folder = data_folder / "deals"
    return {
        PIPELINE: folder / "sales_pipeline.csv",
        ACCOUNTS: folder / "accounts.csv",
        TEAMS: folder / "sales_teams.csv",
        PRODUCTS: folder / "products.csv",
    }


async def test_8800_deals_with_their_totals_and_the_same_again_adds_none(importing: Importing, pipeline: Files) -> None:
    report = await import_deals_command(importing.database, importing.clock, pipeline, importing.folder)
    assert {name: report.count(name) for name in ("won", "lost", "open", "undated", "without_client", "refused")} == {
        "won": 4238,
        "lost": 2473,
        "open": 2089,
        "undated": 500,
        "without_client": 1425,
        "refused": 0,
    }
    assert report.count("won_kopecks") == 10_005_534_00
    by_state = select(Deal.state, func.count()).group_by(Deal.state)
    of_2017 = by_state.where(Deal.created_on.between(date(2017, 1, 1), date(2017, 12, 31)))
    assert dict(await importing.read(of_2017)) == {DealState.WON: 3988, DealState.LOST: 2418, DealState.OPEN: 1536}
    sums = [func.sum(table.amount) for table in (Purchase, Payment, PurchaseLine)]
    assert [(await importing.read(select(total)))[0][0] for total in sums] == [10_005_534_00] * 3
    assert await importing.count(Client) == 85
    assert await importing.count(Product) == 7
    roles = await importing.read(select(Member.role, func.count()).group_by(Member.role))
    assert dict(roles) == {Role.REP: 35, Role.MANAGER: 6}
    assert await _said(importing, report) == {
        ("spelling", "GTXPro"): 1480,
        ("spelling", "technolgy"): 12,
        ("spelling", "Philipines"): 1,
        ("zero_of_lost", None): 2473,
    }
    await _check_invariants(importing)
    _check_words(report)
    before = await _everything(importing)
    again = await import_deals_command(importing.database, importing.clock, pipeline, importing.folder)
    assert await _everything(importing) == before
    assert (again.count("known"), again.groups) == (8800, [])


def _check_words(report: ImportReport) -> None:
    said = "\n".join(report_lines(words("ru"), report))
    assert "8\u202f800" in said
    assert roubles(10_005_534_00) in said
    assert "«GTXPro» прочитано как «GTX Pro»" in said
    assert "рубли" in said
    assert "import-" not in said + "\n".join(report_lines(words("en"), report))


async def _said(importing: Importing, report: ImportReport) -> Counter[tuple[str, str | None]]:
    rows = await importing.read(select(JobRow.reason, JobRow.raw).where(JobRow.job_id == report.job.id))
    return Counter((reason, raw["values"].get("value")) for reason, raw in rows)


async def _check_invariants(importing: Importing) -> None:
    """Each client one keeper, each deal one owner, moves end where the deal stands, facts follow from purchases."""
    for table, key in ((Keeper, Keeper.client_id), (DealOwner, DealOwner.deal_id)):
        several = select(key).where(table.until.is_(None)).group_by(key).having(func.count() > 1)
        assert await importing.read(several) == []
    assert await importing.count(Keeper) == 85
    assert await importing.count(DealOwner) == 8800
    last = select(StageChange.deal_id, func.max(StageChange.id).label("id")).group_by(StageChange.deal_id).subquery()
    astray = (
        select(Deal.id)
        .join(last, last.c.deal_id == Deal.id)
        .join(StageChange, StageChange.id == last.c.id)
        .where(case((StageChange.to_stage != Deal.stage, 1), (StageChange.to_state != Deal.state, 1), else_=0) == 1)
    )
    assert await importing.read(astray) == []
    assert await importing.database.write(rebuild_purchase_facts) == 0


async def test_a_chunk_holds_the_writer_for_50_ms_at_most(
    database_url: str, importing: Importing, pipeline: Files
) -> None:
    files = {kind: spool(path, importing.folder) for kind, path in pipeline.items()}
    given = DealFiles(files, scan(files, TODAY), TODAY)
    job_id = await importing.database.write(lambda session: _begin(session, given))
    stepping = Stepping(importing.database, job_id, DealsWork(files, given.scanned.since, TODAY))
    await stepping.begin()
    while len(stepping.spent) < 60 and await stepping.step():
        continue
    assert stepping.usual < 0.05
