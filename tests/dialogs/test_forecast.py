"""/forecast, as it is asked for and taken apart."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from domain.analytics.forecast import forecast
from domain.money import GAP
from domain.periods import month_of
from domain.readers.forecast import forecast_figures
from domain.readers.looks import Look
from handlers.charts.specs import Lines
from handlers.desk.report import Paper
from handlers.reports.forecast_spec import forecast_spec
from handlers.words import words
from tests.harness import MONDAY, Office, add_client, plain
from tests.use_cases.month import MILLION, a_deal, long_together, paid, sales_plan

TODAY = MONDAY.date()
MONTH = TODAY.replace(day=1)


async def example(office: Office, plan: int | None = 10) -> None:
    """The example of the definitions: paid 6; open 3 at 70 %, 2 at 30 %, 5 at 10 %; plan 10 (millions)."""

    def job(session: Session) -> None:
        long_together(session)
        anna = office.anna.member_id or 0
        for name, amount, stage in (("Роза", 3, "invoice"), ("Мята", 2, "meeting_held"), ("Дуб <b>", 5, "contact")):
            client = add_client(session, anna, name)
            a_deal(session, anna, client, amount=amount * MILLION, stage=stage, since=TODAY)
            if name == "Роза":
                paid(session, client, 6 * MILLION, TODAY - timedelta(days=1))
        if plan:
            sales_plan(session, anna, MONTH, plan * MILLION)

    await office.write(job)


async def test_what_will_come_and_whether_it_makes_the_plan(office: Office) -> None:
    await example(office)
    screen = await office.gleb.say("/forecast")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Ноябрь 2026: ждём 9,2 из 10 млн ₽ (6–")
    assert "План под угрозой" in said
    assert "Оплачено: 6 млн ₽" in said
    assert "Открытые сделки: 3,2 млн ₽ · 3 на 10 млн ₽" in said
    assert "шанс на план 29 %" in said
    assert "До плана 4 млн ₽, в открытых сделках 10 млн ₽: покрытие 2,5." in said
    assert "Самая крупная: «Дуб <b>», 5 млн ₽, шанс 10 %. Без неё ждём 8,7 млн ₽." in said
    assert "Проверить пока не на чем" in said


async def test_the_largest_deal_is_a_tap_away(office: Office) -> None:
    await example(office)
    await office.gleb.say("/forecast")
    screen = await office.gleb.tap("💼 Дуб <b>")
    assert "Дуб <b>" in plain(screen.text)


async def test_the_rows_open_deals_with_their_chances(office: Office) -> None:
    await example(office)
    await office.gleb.say("/forecast")
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("Сделки: 3")
    said = plain(screen.text)
    assert "1. Роза · 3 000 000 ₽ · шанс 70 % · ждём 2 100 000 ₽" in said
    assert "3. Дуб <b> · 5 000 000 ₽ · шанс 10 % · ждём 500 000 ₽" in said
    card = await office.gleb.tap(f"Мята · 2{GAP}000{GAP}000{GAP}₽ · шанс 30{GAP}%")
    assert "Мята" in plain(card.text)


async def test_without_a_plan_it_says_so_and_offers_to_set_one(office: Office) -> None:
    await example(office, plan=None)
    screen = await office.gleb.say("/forecast")
    said = plain(screen.text)
    assert said.startswith("Ноябрь 2026: ждём 9,2 млн ₽")
    assert "План на это время не поставлен." in said
    assert "Анна" in str((await office.gleb.tap("🎯 Поставить план")).buttons)
    assert not any("План" in text or "план" in text for text in await buttons(office))


async def test_a_plan_without_any_deal_or_payment_is_told_in_words(office: Office) -> None:
    await office.write(lambda session: sales_plan(session, office.anna.member_id or 0, MONTH, 10 * MILLION))
    said = plain((await office.gleb.say("/forecast")).text)
    assert said.startswith("Ноябрь 2026: план 10 млн ₽, ни оплат, ни открытых сделок пока нет")


async def buttons(office: Office) -> list[str]:
    screen = await office.anna.say("/forecast")
    return [str(one) for row in screen.buttons for one in row]


async def test_a_rep_sees_his_own_and_says_no_other(office: Office) -> None:
    await example(office)

    def job(session: Session) -> None:
        boris = office.boris.member_id or 0
        client = add_client(session, boris, "Клён")
        a_deal(session, boris, client, amount=MILLION, stage="invoice", since=TODAY)

    await office.write(job)
    assert "ждём 700 тыс. ₽" in plain((await office.boris.say("/forecast")).text)
    assert "9,9" in plain((await office.vera.say("/forecast")).text)
    assert "ждём 9,2 из 10" in plain((await office.vera.say("/forecast анна")).text)
    assert "Не нашлось «анна»" in plain((await office.boris.say("/forecast анна")).text)


async def test_a_month_ahead_is_not_foretold(office: Office) -> None:
    await example(office)
    said = plain((await office.gleb.say(f"/forecast {date(2027, 3, 1):%Y-%m}")).text)
    assert "ещё впереди" in said


async def test_how_it_is_counted_names_its_thresholds(office: Office) -> None:
    await example(office)
    await office.gleb.say("/forecast")
    said = plain((await office.gleb.tap("❓ Как посчитано")).text)
    assert "меньше 30" in said
    assert "0,5, 1, 1,5, 2,5, 4" in said


async def test_nothing_is_said_to_be_nothing(office: Office) -> None:
    screen = await office.gleb.say("/forecast")
    assert not screen.has_photo
    assert plain(screen.text).startswith("Ноябрь 2026: ни оплат, ни открытых сделок, ни плана")


async def test_in_english_too(office: Office) -> None:
    await example(office)
    await office.gleb.say("/language")
    await office.gleb.tap("English")
    said = plain((await office.gleb.say("/forecast")).text)
    assert "9.2 of 10" in said
    assert "The plan is at risk" in said


async def test_where_nothing_is_expected_no_nothing_is_drawn(office: Office) -> None:
    """A plan, and nothing done for it yet."""

    def job(session: Session) -> None:
        sales_plan(session, office.anna.member_id or 0, MONTH, 10 * MILLION)

    await office.write(job)
    screen = await office.gleb.say("/forecast")
    assert "ждём 0" not in plain(screen.text)
    look = Look(month_of(TODAY))
    report = forecast(await office.read(lambda s: forecast_figures(s, office.gleb.member_id or 0, look, TODAY)))
    (course, *_) = forecast_spec(Paper(words("ru"), TODAY, "", "light"), report).panels
    assert isinstance(course, Lines)
    assert [series.name for series in course.series] == ["оплачено", "план"]
