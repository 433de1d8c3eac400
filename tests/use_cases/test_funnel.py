"""Both funnels over a real database. Rules: "Two funnels", "Money: who gets it"."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.database import Database
from bot.import_command import import_deals_command
from domain.clock import ManualClock
from domain.defaults import STAGES
from domain.errors import BadChoice, Gone, NotAllowed, Refusal
from domain.imports.deal_files import ACCOUNTS, PIPELINE, PRODUCTS, TEAMS
from domain.periods import ALL_TIME, Period, month_of, year_of
from domain.readers.cuts import Cut, CutKind, cuts_of, member_code, named
from domain.readers.funnel_report import FunnelReport, funnel_report
from domain.readers.funnel_rows import funnel_deals
from domain.readers.looks import Look
from domain.tables import (
    ActivityKind,
    Client,
    DealState,
    Invoice,
    Member,
    Outcome,
    Payment,
    Role,
    Stage,
    Team,
    TeamMembership,
)
from domain.use_cases.deals import DealDraft, hand_deal, lose_deal, move_deal, open_deal
from tests.harness import MONDAY, MOSCOW, add_client
from tests.use_cases.cohort import Way, add_activity, add_deal
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOVEMBER = month_of(TODAY)
WON, LOST, OPEN = DealState.WON, DealState.LOST, DealState.OPEN
KEYS = tuple(stage.key for stage in STAGES)


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


async def report(
    sales: Sales, who: str = "Глеб", period: Period = NOVEMBER, *, member: str = "", team: int = 0, today: date = TODAY
) -> FunnelReport:
    cuts = member_code(sales.ids[member]) if member else f"t{team}" if team else ""
    return await sales.read(funnel_report, sales.ids[who], Look(period, cuts), today)


async def rows_of(sales: Sales, what: str, period: Period = NOVEMBER, page: int = 0) -> Any:
    return await sales.read(funnel_deals, sales.ids["Глеб"], Look(period), TODAY, what, page)


# The worked example


BOOK = ("called", "offered", "met", "invoiced", "bought")


def own_stages(session: Session) -> None:
    session.execute(delete(Stage))
    session.add_all(Stage(key=key, position=place, is_won=key == BOOK[-1]) for place, key in enumerate(BOOK, 1))
    session.flush()


async def test_ten_called_two_paid_is_twenty_percent_and_fifty_calls_for_ten_sales(sales: Sales) -> None:
    def job(session: Session) -> None:
        own_stages(session)
        for reached, number in ((1, 2), (2, 3), (3, 1), (4, 2)):
            for _ in range(number):
                add_deal(session, sales.ids["Анна"], Way(BOOK[:reached], LOST, TODAY))
        for _ in range(2):
            add_deal(session, sales.ids["Анна"], Way(BOOK, WON, TODAY))

    await sales.write(job)
    deals = (await report(sales)).deals
    assert deals.all.reached == (10, 8, 5, 4, 2)
    assert [step.value for step in deals.all.steps] == [Fraction(4, 5), Fraction(5, 8), Fraction(4, 5), Fraction(1, 2)]
    assert deals.all.overall.value == Fraction(1, 5)
    assert deals.all.needed_for(10) == 50


# Imported deals


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_totals_of_8800_imported_deals(sales: Sales, data_folder: Path, tmp_path: Path) -> None:
    folder = data_folder / "deals"
    files = {
        PIPELINE: folder / "sales_pipeline.csv",
        ACCOUNTS: folder / "accounts.csv",
        TEAMS: folder / "sales_teams.csv",
        PRODUCTS: folder / "products.csv",
    }
    await import_deals_command(sales.database, ManualClock(MONDAY), files, tmp_path)
    everything = (await report(sales, period=ALL_TIME)).deals
    assert (everything.all.won, everything.all.lost, everything.all.open) == (4238, 2473, 2089)
    assert (everything.undated, everything.undated_inside, everything.clientless) == (500, True, 1425)
    assert everything.is_unripe
    assert everything.all.amounts[-1] == 10_005_534_00
    assert not any(everything.skipped)
    found = await report(sales, period=year_of(date(2017, 1, 1)))
    year = found.deals
    assert (year.all.won, year.all.lost, year.all.open) == (3988, 2418, 1536)
    assert (year.undated, year.undated_inside) == (500, False)
    assert not year.is_unripe
    assert found.activities.contacts == 0
    assert (await rows_of(sales, "undated", year_of(date(2017, 1, 1)))).total == 500
    assert (await rows_of(sales, "clientless", ALL_TIME)).total == 1425
    teams = [cut for cut in await sales.read(cuts_of, sales.ids["Глеб"]) if cut.kind is CutKind.TEAM]
    by_team = [(await report(sales, period=ALL_TIME, team=int(team.key))).deals.all for team in teams]
    assert sum(part.won for part in by_team) == 4238
    assert sum(part.total for part in by_team) == 8800


# By deals, as they are worked


async def test_a_deal_opened_moved_and_lost_stands_in_the_funnel_where_it_came_to(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 500_00))).deal_id
    await sales.run(move_deal, "Анна", deal, "offer")
    await sales.run(lose_deal, "Анна", deal, "price")
    deals = (await report(sales)).deals
    assert deals.all.reached == (1, 1, 1, 1, 0, 0)
    assert deals.all.amounts[3] == 500_00
    assert deals.skipped == (0, 1, 1, 0, 0, 0)
    assert (deals.all.won, deals.all.lost, deals.all.open) == (0, 1, 0)


async def test_a_deal_moved_back_keeps_the_stage_it_had_reached(sales: Sales) -> None:
    await sales.write(lambda s: add_deal(s, sales.ids["Анна"], Way(("contact", "offer", "meeting_set"))))
    assert (await report(sales)).deals.all.reached == (1, 1, 1, 1, 0, 0)


async def test_a_deal_belongs_to_the_period_it_was_created_in(sales: Sales) -> None:
    def job(session: Session) -> None:
        add_deal(session, sales.ids["Анна"], Way(KEYS, WON, TODAY), created_on=date(2026, 10, 31))
        add_deal(session, sales.ids["Анна"], Way(KEYS[:1]), created_on=date(2026, 11, 1))

    await sales.write(job)
    assert (await report(sales)).deals.all.won == 0
    assert (await report(sales)).deals.all.open == 1
    assert (await report(sales, period=NOVEMBER.shifted(-1))).deals.all.won == 1


async def test_a_client_who_had_bought_before_makes_a_repeat_deal(sales: Sales) -> None:
    old, new = await sales.client("Старый"), await sales.client("Новый")

    def job(session: Session) -> None:
        session.execute(update(Client).where(Client.id == old).values(first_purchase_on=date(2026, 1, 10)))
        session.execute(update(Client).where(Client.id == new).values(first_purchase_on=TODAY))
        add_deal(session, sales.ids["Анна"], Way(KEYS, WON, TODAY), client_id=old)
        add_deal(session, sales.ids["Анна"], Way(KEYS, WON, TODAY), client_id=new)
        add_deal(session, sales.ids["Анна"], Way(KEYS[:1]))

    await sales.write(job)
    deals = (await report(sales)).deals
    assert (deals.new.won, deals.new.open, deals.again.won) == (1, 1, 1)


# Whose


async def test_a_hand_over_moves_the_future_and_not_the_past(sales: Sales) -> None:
    anna, boris, moved = sales.ids["Анна"], sales.ids["Борис"], date(2026, 11, 16)

    def job(session: Session) -> None:
        add_deal(session, anna, Way(KEYS, WON, moved - timedelta(days=1)), until=moved, then=boris)
        add_deal(session, anna, Way(KEYS, WON, moved), until=moved, then=boris)
        add_deal(session, anna, Way(KEYS[:2]), until=moved, then=boris)

    await sales.write(job)
    annas, boriss = (await report(sales, member="Анна")).deals.all, (await report(sales, member="Борис")).deals.all
    assert (annas.won, annas.open) == (1, 0)
    assert (boriss.won, boriss.open) == (1, 1)


async def test_a_deal_handed_over_by_the_manager_is_the_colleagues_from_that_day(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    deal = (await sales.run(open_deal, "Анна", DealDraft(client, 500_00))).deal_id
    assert (await report(sales, member="Анна")).deals.all.open == 1
    sales.on(TODAY + timedelta(days=1))
    await sales.run(hand_deal, "Вера", deal, sales.ids["Борис"])
    tomorrow = TODAY + timedelta(days=1)
    assert (await report(sales, member="Анна", today=tomorrow)).deals.all.open == 0
    assert (await report(sales, member="Борис", today=tomorrow)).deals.all.open == 1


async def test_a_team_has_what_its_members_did_while_they_were_in_it(sales: Sales) -> None:
    boris, moved = sales.ids["Борис"], date(2026, 11, 16)

    def job(session: Session) -> tuple[int, int]:
        old = session.scalars(select(Team.id)).one()
        new = Team(name="Розница")
        session.add(new)
        session.flush()
        stint = TeamMembership.member_id == boris
        session.execute(update(TeamMembership).where(stint).values(since=date(2026, 1, 1), until=moved))
        session.add(TeamMembership(team_id=new.id, member_id=boris, since=moved))
        add_deal(session, boris, Way(KEYS, WON, moved - timedelta(days=1)))
        add_deal(session, boris, Way(KEYS, WON, moved))
        add_deal(session, boris, Way(KEYS, WON, moved + timedelta(days=1)))
        return old, new.id

    old, new = await sales.write(job)
    assert (await report(sales, team=old)).deals.all.won == 1
    assert (await report(sales, team=new)).deals.all.won == 2


async def test_reps_cuts_sum_to_the_whole_and_every_figure_has_its_rows(sales: Sales) -> None:
    ways = random.Random(7)
    reps = [sales.ids["Анна"], sales.ids["Борис"], sales.ids["Вера"]]

    def job(session: Session) -> None:
        for _ in range(60):
            state = ways.choice([WON, LOST, OPEN])
            stood = KEYS if state is WON else tuple(sorted(ways.sample(KEYS[:-1], 2), key=KEYS.index))
            closed = None if state is OPEN else NOVEMBER.start + timedelta(days=ways.randrange(30))
            amount = ways.choice([None, ways.randrange(1, 10**9)])
            created = ways.choice([None, NOVEMBER.start, NOVEMBER.last, date(2026, 10, 31)])
            add_deal(session, ways.choice(reps), Way(stood, state, closed), created_on=created, amount=amount)

    await sales.write(job)
    for period in (NOVEMBER, ALL_TIME):
        whole = (await report(sales, period=period)).deals
        parts = [(await report(sales, period=period, member=name)).deals for name in ("Анна", "Борис", "Вера")]
        assert tuple(map(sum, zip(*(part.all.reached for part in parts), strict=True))) == whole.all.reached
        assert tuple(map(sum, zip(*(part.all.amounts for part in parts), strict=True))) == whole.all.amounts
        assert sum(part.undated for part in parts) == whole.undated
        figures = {"won": whole.all.won, "lost": whole.all.lost, "open": whole.all.open, "all": whole.all.total}
        figures |= {"undated": whole.undated, "amountless": whole.amountless, "clientless": whole.clientless}
        figures |= {f"s{place}": number for place, number in enumerate(whole.all.reached)}
        for what, number in figures.items():
            assert (await rows_of(sales, what, period)).total == number, what


async def test_pages_of_rows_hold_each_deal_once_the_largest_first(sales: Sales) -> None:
    def job(session: Session) -> None:
        for number in range(11):
            add_deal(session, sales.ids["Анна"], Way(KEYS[:1]), amount=None if number == 4 else number * 100)

    await sales.write(job)
    first, second = await rows_of(sales, "all"), await rows_of(sales, "all", page=1)
    beyond = await rows_of(sales, "all", page=99)
    assert (first.pages, len(first.rows), len(second.rows), beyond.page) == (2, 8, 3, 1)
    assert len({row.id for row in (*first.rows, *second.rows)}) == 11
    assert first.rows[0].values[2] == 1000


# Who may


async def refusal(sales: Sales, who: str, member_id: int = 0, team_id: int = 0) -> type[Refusal] | None:
    codes = [f"m{member_id}"] * bool(member_id) + [f"t{team_id}"] * bool(team_id)
    try:
        await sales.read(funnel_report, sales.ids[who], Look(NOVEMBER, ".".join(codes)), TODAY)
    except Refusal as refused:
        return type(refused)
    return None


async def test_forged_ids_are_refused(sales: Sales) -> None:
    def other_team(session: Session) -> tuple[int, int, int]:
        own = session.scalars(select(Team.id)).one()
        team, alien = Team(name="Чужие"), Member(name="Дина", role=Role.REP, joined_at=MONDAY)
        session.add_all([team, alien])
        session.flush()
        session.add(TeamMembership(team_id=team.id, member_id=alien.id, since=TODAY))
        return own, team.id, alien.id

    own, other, alien = await sales.write(other_team)
    anna, boris = sales.ids["Анна"], sales.ids["Борис"]
    assert await refusal(sales, "Анна", anna) is None
    assert await refusal(sales, "Анна", boris) is NotAllowed
    assert await refusal(sales, "Анна", team_id=own) is NotAllowed
    assert await refusal(sales, "Вера", boris) is None
    assert await refusal(sales, "Вера", team_id=own) is None
    assert await refusal(sales, "Вера", alien) is NotAllowed
    assert await refusal(sales, "Вера", team_id=other) is NotAllowed
    assert await refusal(sales, "Глеб", alien) is None
    assert await refusal(sales, "Глеб", 999) is Gone
    assert await refusal(sales, "Глеб", anna, other) is BadChoice


@pytest.mark.parametrize("what", ["", "s6", "s99", "drop table", "won; --"])
async def test_rows_of_nothing_that_is_shown_are_refused(sales: Sales, what: str) -> None:
    with pytest.raises(BadChoice):
        await rows_of(sales, what)


async def test_a_rep_sees_his_own_a_manager_his_teams_the_owner_all(sales: Sales) -> None:
    def job(session: Session) -> None:
        stranger = Member(name="Дина", role=Role.REP, joined_at=MONDAY)
        session.add(stranger)
        session.flush()
        for owner in (sales.ids["Анна"], sales.ids["Борис"], stranger.id):
            add_deal(session, owner, Way(KEYS, WON, TODAY))

    await sales.write(job)
    seen = {who: (await report(sales, who)).deals.all.won for who in ("Анна", "Вера", "Глеб")}
    assert seen == {"Анна": 1, "Вера": 2, "Глеб": 3}


def meant(words: list[str], cuts: list[Cut]) -> list[list[str]]:
    return [[cut.name for cut in name.cuts] for name in named(words, cuts)]


async def test_names_and_teams_are_found_by_the_words_of_a_person(sales: Sales) -> None:
    cuts = await sales.read(cuts_of, sales.ids["Вера"])
    assert meant(["анна"], cuts) == [["Анна"]]
    assert meant(["аннв"], cuts) == [["Анна"]]
    assert meant(["отдел", "продаж", "анна"], cuts) == [["Отдел продаж"], ["Анна"]]
    assert meant(["анна", "борис"], cuts) == [["Анна"], ["Борис"]]
    assert meant(["фыва", "анна"], cuts) == [[], ["Анна"]]
    assert await sales.read(cuts_of, sales.ids["Анна"]) == []


def test_two_of_one_name_are_both_meant() -> None:
    cuts = [Cut(CutKind.MEMBER, id_, name) for id_, name in ((1, "Анна Лис"), (2, "Анна Ёж"), (3, "Жанна Ли"))]
    assert meant(["анна"], cuts) == [["Анна Лис", "Анна Ёж"]]
    assert meant(["анна", "еж"], cuts) == [["Анна Ёж"]]


# By activities


async def test_the_activity_funnel_counts_by_the_day_it_happened(sales: Sales) -> None:
    client = await sales.client("Ромашка")
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        add_activity(session, anna, client, ActivityKind.CALL, Outcome.AGREED, effective=True)
        add_activity(session, anna, client, ActivityKind.CALL, Outcome.NO_ANSWER)
        add_activity(session, anna, client, ActivityKind.CALL, cancelled=True)
        add_activity(session, anna, client, ActivityKind.REQUEST)
        add_activity(session, anna, client, ActivityKind.MEETING, Outcome.NOT_HELD)
        add_activity(session, anna, client, ActivityKind.MEETING, Outcome.THINKING)
        add_activity(session, anna, client, ActivityKind.OFFER)
        late = datetime(2026, 10, 31, 23, 59, tzinfo=MOSCOW)
        add_activity(session, anna, client, ActivityKind.CALL, at=late)
        add_activity(session, anna, client, ActivityKind.CALL, at=late + timedelta(minutes=1))

    await sales.write(job)
    funnel = (await report(sales)).activities
    assert (funnel.contacts, funnel.effective, funnel.meetings, funnel.offers) == (4, 1, 1, 1)
    assert (await report(sales, member="Борис")).activities.is_empty


async def test_invoices_are_followed_by_what_is_paid_of_those_very_invoices(sales: Sales) -> None:
    anna = sales.ids["Анна"]

    def job(session: Session) -> None:
        client = add_client(session, anna, "Ромашка", at=datetime(2026, 10, 1, 12, tzinfo=MOSCOW))
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        october, november = date(2026, 10, 20), date(2026, 11, 3)
        invoices = [
            Invoice(client_id=client, amount=amount, issued_on=on, due_on=on, author_id=anna, **times)
            for amount, on in ((1000, november), (500, november), (700, october))
        ]
        session.add_all(invoices)
        session.flush()
        for invoice, amount in zip(invoices, (1000, 200, 700), strict=True):
            payment = {"client_id": client, "paid_on": november, "author_id": anna, **times}
            session.add(Payment(invoice_id=invoice.id, amount=amount, **payment))

    await sales.write(job)
    funnel = (await report(sales, member="Анна")).activities
    assert (funnel.invoices.number, funnel.invoices.amount) == (2, 1500)
    assert (funnel.invoices.paid_number, funnel.invoices.paid_amount) == (1, 1200)
    assert (funnel.payments, funnel.payments_amount) == (3, 1900)
