"""What sources, sales and activated clients bring and cost, from a real database. Rule: "Marketing"."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.database import Database
from domain.analytics.bonus import Amount, BonusReport, bonus_report
from domain.analytics.channels import Channel, ChannelReport, channel_report
from domain.analytics.margins import Economics, MarginReport, margin_report
from domain.codes import short_code
from domain.errors import BadAmount, BadChoice, BadName, Gone, NotAllowed
from domain.periods import ALL_TIME, Period, month_of
from domain.readers.bonus import bonus_data, bonus_rows
from domain.readers.channels import channel_data, channel_rows
from domain.readers.cuts import Cut, CutKind, member_code
from domain.readers.looks import Look
from domain.readers.margins import margin_data, margin_rows
from domain.readers.spending import spend_by_month, spend_by_source, spent
from domain.tables import (
    Audit,
    Client,
    DealState,
    Keeper,
    Member,
    Product,
    Purchase,
    PurchaseLine,
    Setting,
    Spend,
    TeamMembership,
)
from domain.use_cases.spend import enter_spend
from tests.harness import MONDAY, MOSCOW
from tests.use_cases.month import MILLION, a_deal, long_together, paid, sales_plan
from tests.use_cases.sales import Sales, open_sales

TODAY = MONDAY.date()
NOVEMBER = Look(month_of(TODAY))
EVER = Look(ALL_TIME)
MONTH = TODAY.replace(day=1)
K = 1_000_00


@pytest_asyncio.fixture
async def sales(database: Database) -> Sales:
    return await open_sales(database)


def buy(
    session: Session,
    client_id: int,
    day: date,
    amount: int,
    cost: int | None = 0,
    lines: list[tuple[int, int, int, int | None]] | None = None,
    told: date | None = None,
) -> None:
    """A purchase, a return if below nothing; `lines`: product, quantity, amount, cost; `told`: else on its day."""
    at, received = (datetime.combine(one, time(12), MOSCOW) for one in (day, told or day))
    times = {"happened_at": at, "received_at": received, "stored_at": received}
    purchase = Purchase(client_id=client_id, day=day, amount=amount, cost=cost, is_return=amount < 0, **times)
    session.add(purchase)
    session.flush()
    for product, quantity, part, known in lines or []:
        line = {"product_id": product, "quantity": Decimal(quantity), "amount": part, "cost": known}
        session.add(PurchaseLine(purchase_id=purchase.id, **line))
    if amount > 0:
        client = session.get_one(Client, client_id)
        client.first_purchase_on = min(client.first_purchase_on or day, day)
        client.last_purchase_on = max(client.last_purchase_on or day, day)
        client.purchase_days += 1
    session.flush()


def put(session: Session, **settings: Any) -> None:
    for key, value in settings.items():
        session.add(Setting(scope="company", key=key, value=value, changed_at=MONDAY))


async def bought(sales: Sales, client_id: int, *orders: tuple[Any, ...]) -> None:
    def job(session: Session) -> None:
        for order in orders:
            buy(session, client_id, *order)

    await sales.write(job)


async def spend(sales: Sales, source: str, amount: int, month: date = MONTH) -> None:
    await sales.run(enter_spend, "Глеб", source, month, amount)


# Spend


async def test_the_owner_enters_corrects_and_removes_what_was_spent(sales: Sales) -> None:
    await spend(sales, "яндекс", 50 * K)
    entered = await sales.run(enter_spend, "Глеб", "яндекс", MONTH, 40 * K)
    assert entered.before == 50 * K
    assert await sales.read(spent, month_of(TODAY)) == {"яндекс": 40 * K}
    await spend(sales, "яндекс", 0)
    assert await sales.read(spent, month_of(TODAY)) == {}
    said = await sales.read(lambda s: s.scalars(select(Audit.details).where(Audit.action == "spend")).all())
    assert [(one["from"], one["to"]) for one in said] == [(0, 50 * K), (50 * K, 40 * K), (40 * K, 0)]


@pytest.mark.parametrize("name", ["Анна", "Вера"])
async def test_nobody_but_the_owner_enters_or_sees_the_spend(sales: Sales, name: str) -> None:
    with pytest.raises(NotAllowed):
        await sales.run(enter_spend, name, "яндекс", MONTH, 50 * K)
    with pytest.raises(NotAllowed):
        await sales.read(spend_by_source, sales.ids[name], TODAY)
    with pytest.raises(NotAllowed):
        await sales.read(spend_by_month, sales.ids[name], short_code("яндекс"), TODAY)


async def test_what_is_no_spend_is_refused(sales: Sales) -> None:
    for refused, source, month, amount in (
        (BadName, "  ", MONTH, 1),
        (BadAmount, "яндекс", MONTH, -1),
        (BadChoice, "яндекс", TODAY, 1),
        (BadChoice, "яндекс", date(2028, 1, 1), 1),
    ):
        with pytest.raises(refused):
            await sales.run(enter_spend, "Глеб", source, month, amount)


async def test_part_of_a_month_is_taken_by_its_days(sales: Sales) -> None:
    await spend(sales, "яндекс", 30 * K)
    assert await sales.read(spent, Period(date(2026, 10, 20), date(2026, 11, 11))) == {"яндекс": 10 * K}


async def test_every_known_source_is_shown_with_its_months(sales: Sales) -> None:
    await sales.client("Ромашка", source="сайт")
    await spend(sales, "яндекс", 50 * K)
    await spend(sales, "яндекс", 7 * K, date(2026, 10, 1))
    found = await sales.read(spend_by_source, sales.ids["Глеб"], TODAY)
    assert [(one.source, one.present, one.previous) for one in found] == [("сайт", 0, 0), ("яндекс", 50 * K, 7 * K)]
    months = await sales.read(spend_by_month, sales.ids["Глеб"], short_code("яндекс"), TODAY)
    assert list(months.months.items())[:3] == [(MONTH, 50 * K), (date(2026, 10, 1), 7 * K), (date(2026, 9, 1), 0)]
    with pytest.raises(Gone):
        await sales.read(spend_by_month, sales.ids["Глеб"], short_code("никакой"), TODAY)


# Channels


async def channels(sales: Sales, who: str = "Глеб", look: Look = NOVEMBER) -> ChannelReport:
    return channel_report(await sales.read(channel_data, sales.ids[who], look, TODAY))


def of(report: ChannelReport, source: str) -> Channel:
    return next(one for one in report.channels if one.source == source)


async def test_a_source_pays_back_by_what_its_clients_have_bought_to_date(sales: Sales) -> None:
    rose = await sales.client("Ромашка", source="сайт")
    await sales.client("Мята", source="сайт")
    await sales.client("Лютик", keeper="Борис")
    await bought(sales, rose, (TODAY, 100 * K, 60 * K), (TODAY, -10 * K, -6 * K))
    await spend(sales, "сайт", 12 * K)
    found = await channels(sales)
    site = of(found, "сайт")
    assert (site.leads, site.buyers, site.revenue, site.profit, site.spend) == (2, 1, 90 * K, 36 * K, 12 * K)
    assert (site.roi, site.per_lead) == (Fraction(2), 6 * K)
    assert of(found, "").leads == 1
    assert (found.total.leads, found.total.profit) == (3, 36 * K)


async def test_a_lead_came_when_he_was_entered_or_first_bought_whichever_is_earlier(sales: Sales) -> None:
    rose = await sales.client("Ромашка", source="сайт")
    await bought(sales, rose, (date(2026, 3, 5), 100 * K, 60 * K))
    assert (await channels(sales)).is_empty
    march = await channels(sales, look=Look(month_of(date(2026, 3, 1))))
    assert of(march, "сайт").profit == 40 * K


async def test_deals_are_of_those_who_came_by_the_deals_own_source_first(sales: Sales) -> None:
    rose = await sales.client("Ромашка", source="сайт")
    old = await sales.client("Старый", source="сайт")
    await bought(sales, old, (date(2025, 3, 5), 100 * K, 60 * K))

    def job(session: Session) -> None:
        a_deal(session, sales.ids["Анна"], rose, since=TODAY, state=DealState.WON, closed_on=TODAY)
        a_deal(session, sales.ids["Анна"], rose, since=TODAY)
        a_deal(session, sales.ids["Анна"], old, since=TODAY)

    await sales.write(job)
    found = await channels(sales)
    assert (of(found, "сайт").deals, of(found, "сайт").won) == (2, 1)
    listing = await sales.read(channel_rows, found, "w" + short_code("сайт"), 0)
    assert (listing.total, listing.rows[0].values[0]) == (1, "Ромашка")


async def test_profit_that_nobody_knows_is_left_out_counted_and_named(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка", source="сайт"), await sales.client("Мята", source="сайт")
    await bought(sales, rose, (TODAY, 100 * K, 60 * K))
    await bought(sales, mint, (TODAY, 500 * K, None))
    await spend(sales, "сайт", 10 * K)
    found = await channels(sales)
    assert (found.total.profit, found.total.unknown, found.unknown) == (40 * K, 1, (mint,))
    listing = await sales.read(channel_rows, found, "unknown", 0)
    assert [row.values[0] for row in listing.rows] == ["Мята"]


async def test_a_cost_taken_from_the_channels_margin_is_an_estimate(sales: Sales) -> None:
    mint = await sales.client("Мята", source="сайт", channel="розница")
    await bought(sales, mint, (TODAY, 500 * K, None))
    await sales.write(lambda session: put(session, margin_by_channel={"розница": 0.3}))
    found = await channels(sales)
    assert (found.total.profit, found.is_estimated, found.estimated_share) == (150 * K, True, Fraction(1))


async def test_a_manager_sees_her_teams_part_of_the_spend(sales: Sales) -> None:
    await sales.client("Ромашка", source="сайт")
    await sales.client("Мята", source="сайт", keeper="Борис")
    await sales.client("Чужой", source="сайт", keeper="Глеб")
    await spend(sales, "сайт", 30 * K)
    found = await channels(sales, "Вера")
    assert (found.total.leads, found.total.spend, found.shared) == (2, 20 * K, True)
    whole = await channels(sales)
    assert (whole.total.leads, whole.total.spend, whole.shared) == (3, 30 * K, False)


async def test_a_cut_by_source_takes_that_sources_spend(sales: Sales) -> None:
    await sales.client("Ромашка", source="сайт")
    await spend(sales, "сайт", 30 * K)
    await spend(sales, "яндекс", 50 * K)
    found = await channels(sales, look=Look(month_of(TODAY), Cut(CutKind.SOURCE, "сайт", "сайт").code))
    assert [(one.source, one.spend) for one in found.channels] == [("сайт", 30 * K)]


async def test_the_rows_behind_every_figure_of_a_source_are_as_many(sales: Sales) -> None:
    for number in range(11):
        await sales.client(f"Клиент {number}", source="сайт" if number % 3 else None)
    found = await channels(sales)
    for one in found.channels:
        listing = await sales.read(channel_rows, found, "l" + short_code(one.source), None)
        assert listing.total == len(listing.rows) == one.leads
    assert (await sales.read(channel_rows, found, "leads", 0)).total == found.total.leads == 11
    with pytest.raises(BadChoice):
        await sales.read(channel_rows, found, "lхххх", 0)


# New against repeat


async def margin(sales: Sales, who: str = "Глеб", look: Look = NOVEMBER) -> MarginReport:
    return margin_report(await sales.read(margin_data, sales.ids[who], look, TODAY))


async def test_the_worked_example_out_of_the_database(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка", source="сайт"), await sales.client("Мята")
    await bought(sales, mint, (date(2025, 1, 9), 1, 1), (TODAY, 55 * K, 25 * K))
    await bought(sales, rose, (TODAY, 55 * K, 25 * K))
    await spend(sales, "сайт", 5 * K)
    costs = {"presale_new": "5000", "presale_repeat": "3000", "service_new": "3000", "service_repeat": "1000"}
    await sales.write(lambda session: put(session, **costs, overhead="15 тыс."))
    found = await margin(sales)
    assert (found.pair.new.left, found.pair.repeat.left) == (2 * K, 11 * K)
    assert found.pair.times == Fraction(11, 2)
    assert (found.unset, found.has_spend) == ((), True)


async def test_what_is_not_set_is_nothing_and_is_told(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    await bought(sales, rose, (TODAY, 55 * K, 25 * K))
    found = await margin(sales)
    assert found.pair.new == Economics(1, 55 * K, 25 * K)
    assert len(found.unset) == 5
    assert not found.has_spend


async def test_a_return_lowers_the_only_sale_else_the_repeat_ones(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята")
    await bought(sales, rose, (date(2026, 11, 2), 50 * K, 20 * K), (TODAY, -10 * K, -4 * K))
    await bought(sales, mint, (date(2026, 11, 2), 50 * K, 20 * K), (date(2026, 11, 9), 50 * K, 20 * K))
    await bought(sales, mint, (TODAY, -10 * K, -4 * K))
    pair = (await margin(sales)).pair
    assert (pair.new.sales, pair.new.price, pair.repeat.sales, pair.repeat.price) == (2, 90 * K, 1, 40 * K)


async def test_by_product_costs_are_told_estimated_or_unknown(sales: Sales) -> None:
    rose = await sales.client("Ромашка")

    def products(session: Session) -> list[int]:
        made = [Product(name=name, search_name=name, cost=cost) for name, cost in (("Стул", 2 * K), ("Стол", None))]
        session.add_all(made)
        session.flush()
        return [one.id for one in made]

    chair, table = await sales.write(products)
    lines = [(chair, 3, 10 * K, None), (chair, 1, 5 * K, 4 * K), (table, 1, 7 * K, None)]
    await bought(sales, rose, (TODAY, 22 * K, 9 * K, lines))
    found = await margin(sales)
    assert [(name, pair.new.price, pair.new.cost) for name, pair in found.products] == [("Стул", 15 * K, 10 * K)]
    assert not found.is_estimated


async def test_sales_of_unknown_cost_are_left_out_and_named(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята")
    await bought(sales, rose, (TODAY, 55 * K, 25 * K))
    await bought(sales, mint, (TODAY, 900 * K, None))
    found = await margin(sales)
    assert (found.pair.new.sales, found.unknown, found.unknown_price) == (1, (mint,), 900 * K)
    listing = await sales.read(margin_rows, found, "unknown", 0)
    assert [row.values[0] for row in listing.rows] == ["Мята"]
    with pytest.raises(BadChoice):
        await sales.read(margin_rows, found, "loss", 0)


async def test_a_rep_sees_what_he_sold_and_a_hand_over_moves_the_future(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята", keeper="Борис")
    await bought(sales, rose, (date(2026, 11, 2), 50 * K, 20 * K), (TODAY, 70 * K, 20 * K))
    await bought(sales, mint, (TODAY, 900 * K, 20 * K))

    def handed(session: Session) -> None:
        kept = session.scalars(select(Keeper).where(Keeper.client_id == rose)).one()
        kept.since, kept.until = date(2026, 1, 12), date(2026, 11, 10)
        session.add(Keeper(client_id=rose, member_id=sales.ids["Борис"], since=date(2026, 11, 10)))

    await sales.write(handed)
    anna, boris = await margin(sales, "Анна"), await margin(sales, "Борис")
    assert (anna.pair.price, boris.pair.price) == (50 * K, 970 * K)
    assert (await margin(sales, look=Look(month_of(TODAY), member_code(sales.ids["Анна"])))).pair.price == 50 * K
    assert [row.values[0] for row in (await sales.read(margin_rows, anna, "new", 0)).rows] == ["Ромашка"]


async def test_segments_add_up_to_the_whole(sales: Sales) -> None:
    for number in range(10):
        client = await sales.client(f"Клиент {number}")
        days = [date(2026, month, 5) for month in range(1, 11, 1 if number % 2 else 9)]
        orders = [(day, (number + 2) * K, K) for day in days] + [(TODAY, 10 * K, K)]
        await bought(sales, client, *orders)
    found = await margin(sales)
    assert len(found.segments) > 1
    assert sum(pair.price for pair in found.segments.values()) == found.pair.price
    assert sum(pair.sales for pair in found.segments.values()) == found.pair.sales == 10


# The base growth bonus


async def bonus(sales: Sales, who: str = "Глеб", look: Look = EVER, today: date = TODAY) -> BonusReport:
    return bonus_report(await sales.read(bonus_data, sales.ids[who], look, today))


def five(amount: int, start: date, length: int = 30) -> list[tuple[date, int]]:
    """One purchase in each of the five periods, on their first days."""
    return [(start + timedelta(days=length * number), amount) for number in range(5)]


async def test_the_worked_example_of_the_bonus_out_of_the_database(sales: Sales) -> None:
    rose = await sales.client("Ромашка")
    start = TODAY - timedelta(days=150)
    await bought(sales, rose, *five(500, start))
    found = await bonus(sales)
    assert (found.earned, found.cost) == (Amount(1, 1000), Fraction(2, 5))
    assert [rep.rep_id for rep in found.reps] == [sales.ids["Анна"]]
    listing = await sales.read(bonus_rows, found, "earned", 0)
    assert listing.rows[0].values[:4] == ("Ромашка", "earned", 500, 1000)


async def test_periods_of_a_channel_are_as_long_as_the_company_has_set(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка", channel="сеть"), await sales.client("Мята", channel="розница")
    await sales.write(
        lambda session: put(session, bonus_days_by_channel={"сеть": 60}, bonus_factor_by_channel={"розница": 1.5})
    )
    start = TODAY - timedelta(days=150)
    for client in (rose, mint):
        await bought(sales, client, *five(500, start))
    found = await bonus(sales)
    assert found.earned == Amount(1, 750)
    assert found.standing[1] == Amount(1, 2000)


async def test_the_bonus_is_of_who_got_the_first_purchase(sales: Sales) -> None:
    rose, mint = await sales.client("Ромашка"), await sales.client("Мята", keeper="Борис")
    start = TODAY - timedelta(days=40)
    await bought(sales, rose, (start, 500), (start + timedelta(days=29), 100), (start + timedelta(days=30), 900))
    await bought(sales, mint, (start, 700))
    anna, boris = await bonus(sales, "Анна"), await bonus(sales, "Борис")
    assert (anna.granted, boris.granted) == (Amount(1, 1200), Amount(1, 1400))
    assert (await bonus(sales, "Вера", Look(ALL_TIME, member_code(sales.ids["Анна"])))).granted == Amount(1, 1200)
    assert [row.values[0] for row in (await sales.read(bonus_rows, anna, "held0", 0)).rows] == ["Ромашка"]
    with pytest.raises(BadChoice):
        await sales.read(bonus_rows, anna, "held9", 0)


async def here_since(sales: Sales, day: date) -> None:
    at = datetime.combine(day, time(9), MOSCOW)
    await sales.write(lambda session: session.execute(update(Member).values(joined_at=at)))


async def test_what_is_told_after_the_closing_changes_no_bonus(sales: Sales) -> None:
    """September closed on 5 October: the third working day."""
    await here_since(sales, date(2026, 1, 12))
    for name, told, granted in (("Ромашка", date(2026, 10, 5), 1400), ("Мята", date(2026, 10, 6), 1000)):
        client = await sales.client(name)
        await bought(sales, client, (date(2026, 9, 10), 500))
        before = (await bonus(sales)).granted.amount - 1000
        late = ((date(2026, 9, day), amount, 0, None, told) for day, amount in ((20, 300), (21, -100)))
        await bought(sales, client, *late)
        assert (await bonus(sales)).granted.amount == before + granted
    await here_since(sales, date(2026, 10, 6))  # nobody was here to close it
    assert (await bonus(sales)).granted == Amount(2, 2800)


async def test_who_was_told_of_after_the_closing_is_activated_by_what_was_told_in_time(sales: Sales) -> None:
    await here_since(sales, date(2026, 1, 12))
    for name in ("Ромашка", "Мята"):
        await bought(sales, await sales.client(name), (date(2026, 7, 10), 900, 0, None, TODAY))
    await bought(
        sales,
        await sales.read(lambda s: s.scalars(select(Client.id).order_by(Client.id)).first()) or 0,
        (date(2026, 9, 10), 500),
    )
    found = await bonus(sales)
    assert (found.activated, found.granted, found.offset) == (1, Amount(1, 1000), Amount(1, 1000))
    listing = await sales.read(bonus_rows, found, "offset", 0)
    assert [row.values[:4] for row in listing.rows] == [("Ромашка", "offset", 500, 1000)]


async def test_teams_stand_by_their_share_of_the_plan(sales: Sales) -> None:
    """Of who is in them, by what was entered before the month was closed."""
    rose = await sales.client("Ромашка")

    def job(session: Session) -> None:
        long_together(session)
        sales_plan(session, sales.ids["Анна"], MONTH, 4 * MILLION)
        sales_plan(session, sales.ids["Борис"], MONTH, 4 * MILLION)
        joined = TeamMembership.member_id == sales.ids["Борис"]
        session.execute(update(TeamMembership).where(joined).values(until=MONTH))
        paid(session, rose, MILLION, TODAY)
        paid(session, rose, 2 * MILLION, TODAY, received=datetime(2027, 1, 20, tzinfo=UTC))

    await sales.write(job)
    found = await bonus(sales, look=NOVEMBER)
    assert [(team.name, team.share) for team in found.teams] == [("Отдел продаж", Fraction(1, 4))]
    assert (await bonus(sales, "Анна", NOVEMBER)).teams == ()


async def test_nothing_entered_is_nothing_told(sales: Sales) -> None:
    assert (await channels(sales)).is_empty
    assert (await margin(sales)).is_empty
    assert (await bonus(sales)).is_empty
    assert await sales.read(lambda session: session.scalars(select(Spend)).all()) == []
