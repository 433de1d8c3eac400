"""/plan, as it is asked for and taken apart."""

from datetime import timedelta

from sqlalchemy.orm import Session

from domain.tables import DealState, SalesPlanLine
from tests.harness import MONDAY, Office, add_client, plain
from tests.use_cases.month import MILLION, a_deal, long_together, paid, sales_plan

TODAY = MONDAY.date()
MONTH = TODAY.replace(day=1)


async def two_reps(office: Office) -> None:
    """Анна: 6 of 10 millions and a deal of two; Борис: 1 of 5."""

    def job(session: Session) -> None:
        long_together(session)
        anna, boris = office.anna.member_id or 0, office.boris.member_id or 0
        rose, mint = add_client(session, anna, "Роза"), add_client(session, boris, "Мята")
        won = TODAY - timedelta(days=1)
        deal = a_deal(session, anna, rose, state=DealState.WON, closed_on=won, stage="paid", amount=6 * MILLION)
        paid(session, rose, 6 * MILLION, won, deal)
        paid(session, mint, MILLION, won)
        sales_plan(session, anna, MONTH, 10 * MILLION)
        sales_plan(session, boris, MONTH, 5 * MILLION)
        sales_plan(session, anna, MONTH, 2, SalesPlanLine.DEALS_WON)

    await office.write(job)


async def test_who_makes_the_plan_and_where_the_pace_leads(office: Office) -> None:
    await two_reps(office)
    screen = await office.gleb.say("/plan")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("47 % плана, прошло")
    assert plain((await office.gleb.say("/plan с начала месяца")).text) == said
    assert "Больше всех отстаёт Борис" in said
    assert "Оплаты: 7 из 15 млн ₽ · 47 %" in said
    assert "Сделки: 1 из 2 · 50 %" in said
    assert "Анна: 6 из 10 млн ₽ · 60 %, темпом" in said
    assert said.index("Анна: 6") < said.index("Борис: 1")


async def test_a_plan_of_a_month_to_come(office: Office) -> None:
    await two_reps(office)
    coming = MONTH.replace(day=28) + timedelta(days=10)
    await office.write(lambda s: sales_plan(s, office.anna.member_id or 0, coming.replace(day=1), 3 * MILLION))
    said = plain((await office.gleb.say("/plan декабрь")).text)
    assert said.startswith("Декабрь 2026 ещё впереди: план 3 млн ₽\nДекабрь 2026 · вся компания")
    assert plain((await office.gleb.say("/plan следующий месяц")).text) == said
    beside = plain((await office.gleb.say("/plan декабрь против ноября")).text)
    assert beside.startswith("Декабрь 2026 ещё впереди: план 3 млн ₽")
    await office.gleb.say("/plan")
    assert plain((await office.gleb.tap("декабрь 2026 ▶")).text) == said
    assert "январь 2027 ▶" not in office.gleb.screen.flat


async def test_the_rows_of_a_line_open_their_cards(office: Office) -> None:
    await two_reps(office)
    await office.gleb.say("/plan")
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("Сделки: 1")
    assert "1. Роза · 6 000 000 ₽" in plain(screen.text)
    assert "Роза" in plain((await office.gleb.tap(screen.buttons[0][0])).text)


async def test_a_rep_sees_his_own_and_cannot_set_plans(office: Office) -> None:
    await two_reps(office)
    screen = await office.boris.say("/plan")
    assert plain(screen.text).startswith("20 % плана")
    assert "Анна" not in plain(screen.text)
    assert not any("Планы" in str(one) for row in screen.buttons for one in row)


async def test_from_the_plan_to_the_forecast_of_the_same(office: Office) -> None:
    await two_reps(office)
    await office.gleb.say("/plan анна")
    screen = await office.gleb.tap("🔮 Прогноз")
    assert "из 10 млн ₽" in plain(screen.text)


async def test_nothing_yet_offers_to_set_a_plan(office: Office) -> None:
    screen = await office.gleb.say("/plan")
    assert plain(screen.text).startswith("За ноябрь 2026 нет ни плана, ни оплат")
    assert "Анна" in str((await office.gleb.tap("🎯 Планы")).buttons)
