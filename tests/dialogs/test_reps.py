"""/reps, as it is asked for and taken apart."""

from datetime import date

from sqlalchemy.orm import Session

from domain.tables import ActivityKind, Client, Member, Role, Team, TeamMembership
from tests.harness import MONDAY, Office, plain
from tests.use_cases.month import LONG_AGO, MILLION, a_client, at, did, long_together, paid, sales_plan

FRIDAY = date(2026, 11, 20)
MONTH = date(2026, 11, 1)


async def a_team(office: Office, more: int = 2) -> None:
    """All call alike; all but Борис send offers and are near the plan."""

    def job(session: Session) -> None:
        long_together(session)
        team = session.query(Team).one()
        for number in range(more):
            rep = Member(name=f"Егор {number} $\\frac{{1}}{{$ <b>", role=Role.REP, joined_at=MONDAY)
            session.add(rep)
            session.flush()
            session.add(TeamMembership(team_id=team.id, member_id=rep.id, since=LONG_AGO))
        for rep in session.query(Member).where(Member.role == Role.REP):
            is_boris = rep.id == office.boris.member_id
            client = a_client(session, rep.id)
            did(session, rep.id, client, ActivityKind.CALL, at(FRIDAY), 40)
            did(session, rep.id, client, ActivityKind.OFFER, at(FRIDAY), 0 if is_boris else 12)
            sales_plan(session, rep.id, MONTH, 100 * MILLION)
            paid(session, client, (48 if is_boris else 70) * MILLION, FRIDAY)

    await office.write(job)


async def test_the_title_says_who_needs_help_and_with_what(office: Office) -> None:
    await a_team(office)
    screen = await office.gleb.say("/reps")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Борис: план 48 %, звонков хватает, КП нет\nНоябрь 2026 · вся компания")
    assert "Борис: План 48 % · Выиграно сделок – · Первый ответ – · Путь сделки –" in said
    assert "медиана: План 70 %" in said


async def test_from_everybody_to_one_and_to_his_card(office: Office) -> None:
    await a_team(office)
    await office.vera.say("/reps")
    one = await office.vera.tap("Борис")
    assert "План продаж: факт 48 % · медиана 70 %" in plain(one.text)
    assert "Рядом медиана команды." in one.text
    await office.vera.say("/reps")
    await office.vera.tap("🔍 Показать строки")
    rows = await office.vera.tap("Кому помочь: 1")
    assert "Борис · план 48 % · КП" in plain(rows.text)
    assert "1 клиент · 0 сделок · 0 дел" in plain(rows.text)
    card = await office.vera.tap("Борис")
    assert "Клиентов 1" in card.text


async def test_a_rep_sees_himself_beside_the_median_and_nobodys_name(office: Office) -> None:
    await a_team(office)
    screen = await office.boris.say("/reps")
    assert plain(screen.text).startswith("Борис: план 48 %")
    assert "Анна" not in screen.text
    assert "🔍 Показать строки" not in screen.flat


async def test_two_reps_are_compared_with_nobody(office: Office) -> None:
    await a_team(office, more=0)
    said = plain((await office.gleb.say("/reps")).text)
    assert said.startswith("Борис: план 48 %. Сравнить пока не с кем")


async def test_nothing_is_written_down_yet(office: Office) -> None:
    screen = await office.gleb.say("/reps")
    assert not screen.has_photo
    assert screen.text.startswith("За это время о работе менеджеров ничего не записано")


async def test_forty_reps_fit_and_the_rest_are_in_the_rows(office: Office) -> None:
    await a_team(office, more=38)
    screen = await office.gleb.say("/reps")
    assert screen.has_photo
    await office.gleb.tap("🔤 Текстом")
    assert "Ещё 28 менеджеров: «Показать строки»." in plain(office.gleb.screen.text)


async def test_the_rule_is_said_and_clients_do_not_divide_work(office: Office) -> None:
    await a_team(office)

    def job(session: Session) -> None:
        session.query(Client).update({"channel": "розница"})

    await office.write(job)
    await office.gleb.say("/reps розница")
    assert "рабочие часы от заявки до первого звонка" in (await office.gleb.tap("❓ Как посчитано")).text
    await office.gleb.say("/reps розница")
    assert "Работа по клиентам и товарам не делится" in (await office.gleb.tap("🔤 Текстом")).text


async def test_a_forged_member_is_refused(office: Office) -> None:
    await a_team(office)
    await office.boris.say("/reps")
    screen = await office.boris.tap_data(f"rp:reps::m{office.anna.member_id}::::0")
    assert "Анна" not in screen.text
