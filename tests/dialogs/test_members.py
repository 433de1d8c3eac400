"""Inviting, cards, roles and dismissal on screen; forged taps; a dismissed member is a stranger at once."""

import re
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.tables import Audit, Invite, Member, Role, Team, TeamMembership
from tests.harness import MONDAY, Handset, Office, Screen, add_client

STRANGER = "Это закрытый рабочий бот. Войти можно по ссылке от руководителя."
LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{20,64})")


async def counted(office: Office, table: Any) -> int:
    found: int = await office.read(lambda s: s.scalar(select(func.count()).select_from(table)))
    return found


async def invite(phone: Handset, role: str, team: str | None, names: str) -> Screen:
    await phone.say("/invite")
    await phone.tap(role)
    if team is not None:
        await phone.tap(team)
    return await phone.say(names)


async def with_clients(office: Office, count: int = 3) -> None:
    anna = office.anna.member_id
    assert anna is not None
    for number in range(count):
        await office.write(partial(add_client, keeper_id=anna, name=f"Клиент {number}"))


async def open_card(office: Office, name: str) -> Screen:
    await office.gleb.say("/members")
    return await office.gleb.tap(name)


async def test_names_in_a_column_give_as_many_links_to_forward(office: Office) -> None:
    screen = await invite(office.gleb, "менеджер", "Отдел продаж", "1. Дина\n2. <b>Егор</b> 🌷\nЗоя")
    codes = LINK.findall(screen.text)
    assert len(set(codes)) == 3
    assert screen.flat == ["↗ Дина", "↗ <b>Егор</b> 🌷", "↗ Зоя"]
    await office.stranger.start(codes[1])
    assert office.stranger.heard[0].text.startswith("<b>Егор</b> 🌷, здравствуйте.")


async def test_waiting_links_lead_back_to_the_people_for_the_owner(office: Office) -> None:
    await invite(office.gleb, "менеджер", "Отдел продаж", "Дина")
    await office.gleb.say("/members")
    await office.gleb.tap("Ждут входа: 1")
    await office.gleb.tap("1: отозвать")
    assert office.gleb.screen.text == "Ссылок, по которым ещё не вошли, нет."
    assert (await office.gleb.tap("← Назад")).text == "В компании 4 человека."


async def test_a_manager_is_listed_with_every_team_he_leads(office: Office) -> None:
    vera = office.vera.member_id

    def job(session: Session) -> None:
        team = Team(name="Урал")
        session.add(team)
        session.flush()
        session.add(TeamMembership(team_id=team.id, member_id=vera, leads=True, since=MONDAY.date()))

    await office.write(job)
    assert "Вера · РОП · Отдел продаж, Урал" in (await office.gleb.say("/members")).flat


async def test_fifty_names_fit_and_fifty_one_do_not(office: Office) -> None:
    too_many = "\n".join(f"Имя {number}" for number in range(51))
    screen = await invite(office.gleb, "менеджер", "Отдел продаж", too_many)
    assert screen.text == "За раз можно пригласить до 50 человек. Ничего не записано."
    assert await counted(office, Invite) == 0
    await office.gleb.say("\n".join(f"{number} {'ё' * 190}" for number in range(12)))
    assert await counted(office, Invite) == 12
    assert sum(len(LINK.findall(heard.text)) for heard in office.gleb.heard) == 12


async def test_a_name_of_two_hundred_and_one_characters_is_refused(office: Office) -> None:
    screen = await invite(office.gleb, "менеджер", "Отдел продаж", "ё" * 201)
    assert screen.text == "Нужно название до 200 знаков."
    assert await counted(office, Invite) == 0


async def test_the_owner_opens_a_team_on_the_way(office: Office) -> None:
    await office.gleb.say("/invite")
    await office.gleb.tap("РОП")
    await office.gleb.tap("➕ Новая команда")
    await office.gleb.say("Север")
    code = LINK.findall((await office.gleb.say("Дина")).text)[0]
    await office.stranger.start(code)
    leads = select(TeamMembership.leads).join(Member).where(Member.name == "Дина")
    assert await office.read(lambda s: s.scalar(leads)) is True


async def test_a_manager_goes_straight_to_the_names(office: Office) -> None:
    screen = await office.vera.say("/invite")
    assert screen.text.startswith("Напишите имена столбиком")
    code = LINK.findall((await office.vera.say("Дина")).text)[0]
    await office.stranger.start(code)
    assert await office.read(lambda s: s.scalar(select(Member.role).where(Member.name == "Дина"))) is Role.REP


async def test_a_rep_cannot_invite(office: Office) -> None:
    assert (await office.anna.say("/invite")).text == "Такой команды нет. Что есть: /help"
    await office.anna.tap_data("inv")
    assert office.anna.toasts[-1] == "Это доступно не всем. Ничего не записано."


async def test_a_waiting_link_is_revoked_and_made_anew(office: Office) -> None:
    old = LINK.findall((await invite(office.gleb, "менеджер", "Отдел продаж", "Дина")).text)[0]
    await office.gleb.say("/members")
    waiting = await office.gleb.tap("Ждут входа: 1")
    assert "Дина, менеджер, «Отдел продаж», до чт 26 ноя, 10:00" in waiting.text
    new = LINK.findall((await office.gleb.tap("1: новая ссылка", on=waiting)).text)[0]
    assert (await office.stranger.start(old)).text.startswith("По этой ссылке войти нельзя")
    await office.gleb.say("/members")
    await office.gleb.tap("Ждут входа: 1")
    assert (await office.gleb.tap("1: отозвать")).text == "Ссылок, по которым ещё не вошли, нет."
    assert (await office.stranger.start(new)).text.startswith("По этой ссылке войти нельзя")


async def test_an_imported_member_is_invited_from_his_card(office: Office) -> None:
    await office.write(_import_dina)
    await open_card(office, "Дина")
    code = LINK.findall((await office.gleb.tap("Пригласить")).text)[0]
    await office.stranger.start(code)
    assert await office.read(lambda s: s.scalar(select(Member.telegram_id).where(Member.name == "Дина"))) == 1099
    assert await counted(office, Member) == 5


def _import_dina(session: Session) -> None:
    session.add(Member(name="Дина", role=Role.REP, joined_at=MONDAY))


async def test_the_card_changes_role_and_team(office: Office) -> None:
    screen = await open_card(office, "Анна")
    assert screen.text == "Анна, менеджер\nКоманда: Отдел продаж\nКлиентов 0, сделок в работе 0, дел 0."
    await office.gleb.tap("Роль")
    assert (await office.gleb.tap("РОП")).text.startswith("Анна, РОП\nВедёт: Отдел продаж")
    await office.gleb.tap("Команда")
    assert "Ведёт" not in (await office.gleb.tap("Без команды")).text


async def test_the_card_names_a_members_own_zone_as_settings_do(office: Office) -> None:
    await office.anna.start()
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Омск")
    assert "Часовой пояс: Омск +3" in (await open_card(office, "Анна")).text


async def test_the_only_owner_keeps_his_role(office: Office) -> None:
    screen = await open_card(office, "Глеб")
    assert "Уволить" not in screen.flat
    await office.gleb.tap("Роль")
    await office.gleb.tap("менеджер")
    assert office.gleb.toasts[-1].startswith("Это единственный собственник.")
    assert await office.read(lambda s: s.get_one(Member, office.gleb.member_id).role) is Role.OWNER


async def test_dismissal_shows_its_plan_does_it_and_can_be_taken_back(office: Office) -> None:
    await with_clients(office)
    await open_card(office, "Анна")
    assert (await office.gleb.tap("Уволить")).text == "Анна передаёт: клиентов 3, сделок 0, дел 0. Кому?"
    plan = await office.gleb.tap("Борис")
    assert "Борис получит: клиентов 3, сделок 0, дел 0." in plan.text
    assert await office.read(lambda s: s.get_one(Member, office.anna.member_id).dismissed_at) is None
    done = await office.gleb.tap("Уволить и передать")
    assert done.text.endswith("Вернуть можно до завтра, 10:00.")
    assert "Анна · менеджер · доступ закрыт" in (await office.gleb.say("/members")).flat
    await office.gleb.tap("Анна")
    await office.gleb.tap("Вернуть")
    assert "Клиентов 3" in office.gleb.screen.text
    assert (await office.anna.start()).text == "На сегодня дел нет."


async def test_the_successor_is_told_once_and_opens_the_list(office: Office) -> None:
    await with_clients(office)
    await open_card(office, "Анна")
    for button in ("Уволить", "Борис", "Уволить и передать"):
        await office.gleb.tap(button)
    await office.later(seconds=1)
    (told,) = office.boris.heard
    assert told.text == "Теперь это ваше (раньше: Анна): клиентов 3."
    assert told.flat == ["Клиенты"]
    assert len((await office.boris.tap("Клиенты")).flat) > 3


async def test_a_double_tap_on_dismiss_hands_over_once(office: Office) -> None:
    await with_clients(office)
    await open_card(office, "Анна")
    await office.gleb.tap("Уволить")
    plan = await office.gleb.tap("Борис")
    office.gleb.tap_only("Уволить и передать", plan)
    office.gleb.tap_only("Уволить и передать", plan)
    await office.settle()
    dismissals = select(func.count(Audit.id)).where(Audit.action == "dismiss")
    assert await office.read(lambda s: s.scalar(dismissals)) == 1
    assert "доступ закрыт" in office.gleb.screen.text


async def test_a_dismissed_member_is_a_stranger_at_once_with_his_forms(office: Office) -> None:
    await office.anna.start()
    await office.anna.say("/language")
    before = len(office.anna.heard)
    await open_card(office, "Анна")
    await office.gleb.tap("Уволить")
    await office.gleb.tap("Уволить и передать")
    await office.anna.tap("English")
    await office.anna.press("💼 Сделки")
    assert [heard.text for heard in office.anna.heard[before:]] == [STRANGER]
    assert await office.read(lambda s: s.get_one(Member, office.anna.member_id).language) is None


async def test_a_dismissed_members_tap_that_telegram_has_forgotten_is_nobodys_fault(office: Office) -> None:
    await office.anna.say("/language")
    await open_card(office, "Анна")
    await office.gleb.tap("Уволить")
    await office.gleb.tap("Уволить и передать")
    office.anna.tap_only("English")
    (tap,) = office.sandbox.world.updates.pending()
    office.sandbox.world.taps.answer(tap.body["callback_query"]["id"])
    await office.settle()
    assert office.anna.screen.text == STRANGER
    await office.later(minutes=1)
    assert "доступ закрыт" in office.gleb.screen.text


async def test_a_dismissed_member_finds_his_open_form_dead(office: Office) -> None:
    await office.vera.say("/invite")
    before = len(office.vera.heard)
    await open_card(office, "Вера")
    await office.gleb.tap("Уволить")
    await office.gleb.tap("Уволить и передать")
    await office.vera.say("Дина")
    assert [heard.text for heard in office.vera.heard[before:]] == [STRANGER]
    assert await counted(office, Invite) == 0


@pytest.mark.parametrize(
    "data",
    [
        "mbs:0",
        "mbc:2",
        "mbrs:1:owner",
        "mbts:1:0",
        "mbls:1:1:1",
        "mbd:2",
        "mbdp:2:0",
        "mbdd:2:1",
        "mbdu:2",
        "mbi:2",
        "ivs",
        "ivn:1",
        "ivr:1",
        "inv",
        "plr:0",
        "pla:1:calls:-1",
        "plc:1:calls:day:5:-1",
        "pls:1:payments:0",
        "plv:1:payments:0:100",
        "st:company",
        "sta:company:zone",
        "stz:company:Asia/Omsk",
        "sth|company|6-9",
        "std|company|08:00",
        "stt:company:zone",
        "tm:0",
        "tmo",
        "mb:2",
    ],
)
async def test_a_forged_tap_of_a_rep_is_refused_and_writes_nothing(office: Office, data: str) -> None:
    await invite(office.gleb, "менеджер", "Отдел продаж", "Дина")
    await office.anna.start()
    before = await office.read(_everything)
    screens = len(office.anna.heard)
    await office.anna.tap_data(data)
    assert office.anna.toasts[-1] == "Это доступно не всем. Ничего не записано."
    assert len(office.anna.heard) == screens
    assert await office.read(_everything) == before


@pytest.mark.parametrize(
    "data", ["mbrs:1:boss", "mbrs:x:owner", "mbc:99999", "sta:own:secret", "sth|own|9-9", "lng:xx"]
)
async def test_a_forged_value_of_an_owner_changes_nothing(office: Office, data: str) -> None:
    await office.gleb.start()
    before = await office.read(_everything)
    await office.gleb.tap_data(data)
    assert office.gleb.toasts[-1] != ""
    assert await office.read(_everything) == before


def _everything(session: Session) -> list[Any]:
    columns = [column for column in Member.__table__.columns if column.name != "form_open_at"]
    rows: list[Any] = list(session.execute(select(*columns).order_by(Member.id)).all())
    for table in (TeamMembership, Invite, Audit):
        rows += session.execute(select(*table.__table__.columns).order_by(table.id)).all()
    return rows


async def test_who_is_given_another_role_gets_its_keyboard_by_himself(office: Office) -> None:
    await office.anna.say("/start")
    assert office.anna.keyboard[-1] == ["📈 Мои цифры"]
    await open_card(office, "Анна")
    await office.gleb.tap("Роль")
    await office.gleb.tap("РОП")
    await office.later(seconds=2)
    assert office.anna.screen.text == "Теперь ваша роль: РОП. Кнопки внизу и команды обновились."
    assert office.anna.keyboard[-1] == ["📊 Отчёты"]


async def test_of_a_role_changed_twice_only_the_last_is_told_and_not_at_night(office: Office) -> None:
    await office.anna.say("/start")
    heard = len(office.anna.heard)
    office.clock.move_to(MONDAY.replace(hour=21))
    for role in ("РОП", "менеджер"):
        await open_card(office, "Анна")
        await office.gleb.tap("Роль")
        await office.gleb.tap(role)
    await office.later(hours=11)
    assert len(office.anna.heard) == heard
    await office.later(hours=2)
    told = [screen.text for screen in office.anna.heard[heard:] if screen.text.startswith("Теперь ваша роль")]
    assert told == ["Теперь ваша роль: менеджер. Кнопки внизу и команды обновились."]
