"""«📈 Мои цифры» as a rep sees them, and his manager."""

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.periods import month_of
from domain.readers.cuts import member_code
from domain.tables import ActivityKind, DealState, Member, Picture, PlanLine, Role, SalesPlanLine, Setting
from handlers.links import ShowReport
from handlers.settings.links import SetTheme
from tests.harness import MONDAY, Handset, Office, Screen, plain
from tests.use_cases.month import (
    LONG_AGO,
    MILLION,
    a_client,
    a_deal,
    activity_plan,
    at,
    did,
    long_together,
    paid,
    sales_plan,
)

NOVEMBER, OCTOBER, DAY = date(2026, 11, 1), date(2026, 10, 1), date(2026, 11, 9)


async def a_month(office: Office, member: Handset) -> None:
    """Four of ten million, two deals of three won, five effective of eight calls, one of two days of the plan done."""
    rep = member.member_id
    assert rep is not None

    def job(session: Session) -> None:
        ensure_defaults(session)
        long_together(session)
        client = a_client(session, rep)
        paid(session, client, 4 * MILLION, DAY)
        paid(session, client, MILLION, date(2026, 10, 9))
        sales_plan(session, rep, NOVEMBER, 10 * MILLION)
        sales_plan(session, rep, NOVEMBER, 4, SalesPlanLine.DEALS_WON)
        for state in (DealState.WON, DealState.WON, DealState.LOST):
            a_deal(session, rep, client, state=state, closed_on=DAY)
        activity_plan(session, rep, PlanLine.CALLS, 5, since=DAY, until=date(2026, 11, 11))
        did(session, rep, client, ActivityKind.CALL, at(DAY), 5, effective=True)
        did(session, rep, client, ActivityKind.CALL, at(date(2026, 11, 10)), 3)

    await office.write(job)


async def own(member: Handset) -> Screen:
    await member.say("/start")
    return await member.press("📈 Мои цифры")


def lines(screen: Screen) -> list[str]:
    return plain(screen.text).splitlines()


async def test_a_reps_month_in_roubles_and_days(office: Office) -> None:
    await a_month(office, office.anna)
    screen = await own(office.anna)
    assert screen.has_photo
    assert lines(screen) == [
        "Анна · ноябрь 2026",
        "Оплаты: 4 из 10 млн ₽, 40 %",
        "Осталось 6 млн ₽: по 1 млн ₽ в день, рабочих дней 6.",
        "Сделки: 2 из 4, 50 %",
        "Сделки выиграны на 2 млн ₽.",
        "Новые клиенты: 0",
        "План действий: выполнено полностью 1 из 2 дней, в среднем 80 %. Доля премии за активность: 0,89.",
        "",
        "Результативные: 62,5 %, от 31 % до 86 % (5 из 8)",
        "Встречи: 0 %, от 0 % до 32 % (0 из 8)",
        "КП: 0 %, от 0 % до 32 % (0 из 8)",
        "Выигранные сделки: 66,7 %, от 21 % до 94 % (2 из 3)",
        "",
        "данные на 23 ноя 10:00",
    ]


async def test_the_month_before_is_shown_in_the_same_message(office: Office) -> None:
    await a_month(office, office.anna)
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: did(s, rep, a_client(s, rep), ActivityKind.CALL, at(date(2026, 10, 9))))
    screen = await office.anna.say("/figures")
    before = await office.anna.tap("◀ октябрь 2026")
    assert before.message_id == screen.message_id
    assert lines(before)[:2] == ["Анна · октябрь 2026", "Оплаты: 1 млн ₽"]
    assert "◀ сентябрь 2026" not in before.flat
    assert lines(await office.anna.tap("ноябрь 2026 ▶")) == lines(screen)


async def test_a_month_with_neither_facts_nor_plans_is_said_without_a_picture_of_zeros(office: Office) -> None:
    screen = await own(office.anna)
    assert not screen.has_photo
    said = "В этом месяце пока ни плана, ни записей. Цифры появятся с первым звонком."
    assert lines(screen) == ["Анна · ноябрь 2026", said]
    assert screen.flat == ["❓ Как посчитано"]


async def test_a_month_with_a_plan_only_has_its_picture(office: Office) -> None:
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: sales_plan(s, rep, date(2026, 11, 1), 100_000_00))
    screen = await own(office.anna)
    assert screen.has_photo
    assert "Сделки: 0" in lines(screen)


async def test_how_it_is_counted_is_one_tap_away(office: Office) -> None:
    await own(office.anna)
    screen = await office.anna.tap("❓ Как посчитано")
    assert "до 12:00 следующего рабочего дня" in screen.text
    assert "меньше 10" in screen.text


async def test_a_met_plan_is_said_so(office: Office) -> None:
    await a_month(office, office.anna)
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: paid(s, a_client(s, rep), 7 * MILLION, MONDAY.date()))
    screen = await own(office.anna)
    assert lines(screen)[1:3] == ["Оплаты: 11 из 10 млн ₽, 110 %", "План по оплатам выполнен."]
    assert "Доля премии за активность: 1,00." in plain(screen.text)


async def test_a_month_gone_by_says_what_was_lacking(office: Office) -> None:
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: sales_plan(s, rep, OCTOBER, 3 * MILLION))
    await office.write(lambda s: paid(s, a_client(s, rep), MILLION, date(2026, 10, 30)))
    await own(office.anna)
    screen = await office.anna.tap_data(ShowReport(kind="figures", period=month_of(date(2026, 10, 1)).code).pack())
    assert "До плана не хватило 2 млн ₽." in plain(screen.text)


async def test_a_rep_cannot_open_anothers_by_a_forged_button(office: Office) -> None:
    await own(office.anna)
    await office.anna.tap_data(ShowReport(kind="figures", cuts=member_code(office.boris.member_id or 0)).pack())
    assert office.anna.toasts[-1] == "Это доступно не всем. Ничего не записано."
    assert "Борис" not in office.anna.screen.text


async def test_a_forged_month_shows_the_present_one(office: Office) -> None:
    await own(office.anna)
    for period in ("Mzzzz", "кошки", ""):
        screen = await office.anna.tap_data(f"rp:figures:{period}:::::0")
        assert screen.text.startswith("Анна · ноябрь 2026"), period


async def test_a_manager_opens_his_reps_figures_from_the_team(office: Office) -> None:
    await a_month(office, office.boris)
    await office.vera.say("/team")
    await office.vera.tap("Борис")
    screen = await office.vera.tap("Цифры")
    assert lines(screen)[:2] == ["Борис · ноябрь 2026", "Оплаты: 4 из 10 млн ₽, 40 %"]


async def test_the_month_is_the_reps_own_in_yekaterinburg(office: Office) -> None:
    rep = office.anna.member_id
    await office.write(lambda s: setattr(s.get_one(Member, rep), "zone", "Asia/Yekaterinburg"))
    await office.until(at(date(2026, 11, 30), time(22, 30)))
    screen = await own(office.anna)
    assert lines(screen)[0] == "Анна · декабрь 2026"


async def test_beside_the_median_of_three(office: Office) -> None:
    def job(session: Session) -> None:
        third = Member(name="Дина", role=Role.REP, telegram_id=7, joined_at=at(LONG_AGO))
        session.add(third)
        session.flush()
        for member_id, held in ((office.anna.member_id, 5), (office.boris.member_id, 1), (third.id, 2)):
            assert member_id is not None
            client = a_client(session, member_id)
            did(session, member_id, client, ActivityKind.CALL, at(DAY), 20)
            did(session, member_id, client, ActivityKind.MEETING, at(DAY), held)

    await office.write(job)
    screen = await own(office.anna)
    assert "Встречи: 25 % (5 из 20), медиана компании 10 %" in lines(screen)


async def test_a_name_with_html_and_emoji_is_only_a_name(office: Office) -> None:
    rep = office.anna.member_id
    await office.write(lambda s: setattr(s.get_one(Member, rep), "name", "<b>Анна</b> $\\frac{1}{$ 🧲" * 5))
    screen = await own(office.anna)
    assert screen.text.startswith("<b>Анна</b> $")


async def test_whoever_wants_dark_pictures_has_them_in_one_tap(office: Office) -> None:
    await a_month(office, office.anna)
    assert await themes_drawn(office) == ["light"]
    await office.anna.say("/settings")
    settings = await office.anna.tap("Тёмные картинки")
    assert "Светлые картинки" in settings.flat
    assert await themes_drawn(office) == ["light", "dark"]
    await office.anna.tap("Светлые картинки", settings)
    assert await themes_drawn(office) == ["light", "dark", "light"]


async def test_pictures_of_no_theme_are_refused(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap_data(SetTheme(theme="pink").pack())
    assert not await office.read(lambda session: session.scalars(select(Setting).where(Setting.key == "theme")).all())


async def themes_drawn(office: Office) -> list[str]:
    """Of what was ever drawn, after a look at one's own figures."""
    await own(office.anna)
    keys = select(Picture.key).order_by(Picture.made_at)
    return [key.split("|")[5] for key in await office.read(lambda session: session.scalars(keys).all())]
