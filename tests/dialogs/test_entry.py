"""The door: strangers, codes, the first minute, home, help, what nobody else takes."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.invites import create_invite
from domain.tables import Invite, Member, Purchase, Role, Task, TaskAction
from tests.harness import MONDAY, Handset, Office, Screen, add_client, plain

STRANGER = "Это закрытый рабочий бот. Войти можно по ссылке от руководителя."
WRONG = "По этой ссылке войти нельзя. Попросите новую у руководителя."
STALE = "Экран устарел, ниже свежий. Ничего не изменилось."


async def invited(office: Office, role: Role = Role.REP, member_id: int | None = None) -> str:
    """A code of a link made by the owner."""

    def job(session: Session) -> str:
        team_id = None if role is Role.OWNER else 1
        by = office.gleb.member_id
        return create_invite(session, role, team_id, "Дина", by, office.clock.now(), member_id=member_id)

    made: str = await office.write(job)
    return made


async def first_step(office: Office) -> Screen:
    """It comes a second after the greeting."""
    await office.later(seconds=1)
    return office.stranger.screen


async def members(office: Office) -> int:
    found: int = await office.read(lambda s: s.scalar(select(func.count(Member.id))))
    return found


async def commands(office: Office, phone: Handset) -> list[str]:
    chat = {"type": "chat", "chat_id": phone.person.id}
    answer = await office.sandbox._api.answer("getMyCommands", {"scope": chat}, {})
    assert answer.body is not None
    return [command["command"] for command in answer.body["result"]]


def imported(session: Session) -> int:
    member = Member(name="Дина", role=Role.REP, joined_at=MONDAY)
    session.add(member)
    session.flush()
    return member.id


async def test_a_stranger_gets_one_polite_sentence_and_learns_nothing(office: Office) -> None:
    for text in ("привет", "/start", "/team", "➕ Записать", "/start one two"):
        await office.stranger.say(text)
    assert [screen.text for screen in office.stranger.heard] == [STRANGER]
    assert office.stranger.keyboard == []
    assert await members(office) == 4


async def test_a_rep_enters_by_his_link_and_is_led_to_the_first_call(office: Office) -> None:
    await office.stranger.start(await invited(office))
    screen = await first_step(office)
    assert [heard.text for heard in office.stranger.heard] == [
        "Дина, здравствуйте. Звонки, встречи и сделки записываются кнопками внизу.",
        "Клиентов пока нет. Запишите первый звонок: клиент добавится по ходу.",
    ]
    assert screen.flat == ["➕ Записать"]
    assert office.stranger.keyboard[-1] == ["📈 Мои цифры"]
    assert "team" not in await commands(office, office.stranger)


async def test_an_owner_enters_and_is_led_to_inviting(office: Office) -> None:
    await office.stranger.start(await invited(office, Role.OWNER))
    screen = await first_step(office)
    assert screen.flat == ["➕ Пригласить"]
    assert office.stranger.keyboard[-1] == ["📊 Отчёты"]
    assert {"team", "invite", "digest"} <= set(await commands(office, office.stranger))
    assert (await office.stranger.tap("➕ Пригласить")).text == "Кого пригласить?"


async def test_the_first_minute_shows_the_clients_that_wait_for_him(office: Office) -> None:
    dina = await office.write(imported)
    for name in ("Ромашка", "<b>Лютик</b> " + "ё" * 180):
        await office.write(partial(add_client, keeper_id=dina, name=name))
    await office.stranger.start(await invited(office, member_id=dina))
    screen = await first_step(office)
    assert screen.text == "У вас 2 клиента. Запишите первый звонок: с кем?"
    assert screen.flat[0] == "Ромашка"
    assert screen.flat[-1] == "Другой клиент"
    assert await members(office) == 5


async def test_the_link_opened_again_greets_the_one_it_let_in(office: Office) -> None:
    code = await invited(office)
    await office.stranger.start(code)
    await first_step(office)
    await office.stranger.start(code)
    await first_step(office)
    assert [heard.text[:5] for heard in office.stranger.heard] == ["Дина,", "Клиен", "Дина,"]
    assert await members(office) == 5


async def test_a_wrong_an_old_and_a_used_code_are_told_alike(office: Office) -> None:
    old = await invited(office)
    office.clock.advance(timedelta(hours=73))
    used = await invited(office)
    await office.write(lambda s: _use_up(s, office.clock.now()))
    for code in ("guess", old, used):
        assert (await office.stranger.start(code)).text == WRONG
    assert await members(office) == 4


def _use_up(session: Session, at: datetime) -> None:
    session.scalars(select(Invite).order_by(Invite.id.desc())).first().used_at = at  # type: ignore[union-attr]


async def test_after_five_wrong_codes_even_a_right_one_waits_an_hour(office: Office) -> None:
    code = await invited(office)
    for number in range(5):
        await office.stranger.start(f"guess-{number}")
    assert (await office.stranger.start(code)).text == STRANGER
    assert await members(office) == 4
    office.clock.advance(timedelta(hours=1, minutes=1))
    await office.stranger.start(code)
    assert await members(office) == 5


async def test_home_tells_the_day_in_one_sentence(office: Office) -> None:
    await office.write(lambda s: _two_tasks(s, office.anna.member_id))
    screen = await office.anna.start()
    assert screen.text == "Анна, сегодня 2 дела. Первое в 12:30: «Ромашка <b>», перезвонить."
    assert office.anna.keyboard == [["➕ Записать", "📋 Мой день"], ["🔎 Клиенты", "💼 Сделки"], ["📈 Мои цифры"]]


def _two_tasks(session: Session, member_id: int | None) -> None:
    assert member_id is not None
    client = add_client(session, member_id, "Ромашка <b>")
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY, "due_on": MONDAY.date()}
    at = MONDAY.replace(hour=12, minute=30)
    session.add(Task(assignee_id=member_id, action=TaskAction.LETTER, client_id=client, **times))
    session.add(Task(assignee_id=member_id, action=TaskAction.CALL, client_id=client, due_at=at, **times))


async def test_what_is_overdue_is_counted_apart_from_today(office: Office) -> None:
    await office.write(lambda s: _two_tasks(s, office.anna.member_id))
    office.clock.advance(timedelta(days=1))
    screen = await office.anna.start()
    assert screen.text.startswith("На сегодня дел нет. Просрочено 2.")


async def test_an_empty_day_says_who_is_silent_and_what_it_is_worth(office: Office) -> None:
    await office.write(lambda s: _silent_client(s, office.anna.member_id))
    screen = await office.anna.start()
    assert plain(screen.text) == "На сегодня дел нет. Давно молчит 1 клиент на 240 тыс. ₽."


def _silent_client(session: Session, member_id: int | None) -> None:
    """Bought every 30 days, last on 30 September: asleep since 15 November."""
    assert member_id is not None
    days = [date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 30)]
    known: dict[str, Any] = {"purchase_days": 3, "first_purchase_on": days[0], "last_purchase_on": days[-1]}
    client = add_client(session, member_id, "Лютик", silent_from=date(2026, 11, 15), **known)
    for day in days:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        session.add(Purchase(client_id=client, day=day, amount=240_000_00, **times))


async def test_help_lists_what_the_role_may(office: Office) -> None:
    assert "/team" not in (await office.anna.say("/help")).text
    assert "/team" in (await office.vera.say("/help")).text
    assert "/members" not in office.vera.screen.text
    assert "/members" in (await office.gleb.say("/help")).text


async def test_language_changes_words_keyboard_and_commands(office: Office) -> None:
    await office.anna.say("/language")
    screen = await office.anna.tap("English")
    assert screen.text == "The buttons below too."
    assert office.anna.keyboard[0] == ["➕ Log", "📋 My day"]
    assert (await office.anna.start()).text == "Nothing to do today."


async def test_a_double_tap_on_a_language_says_so_once(office: Office) -> None:
    screen = await office.anna.say("/language")
    office.anna.tap_only("English", screen)
    office.anna.tap_only("English", screen)
    await office.settle()
    assert [heard.text for heard in office.anna.heard] == ["English from now on.", "The buttons below too."]


async def test_cancel_closes_the_open_form_and_saves_nothing(office: Office) -> None:
    await office.gleb.say("/invite")
    assert (await office.gleb.say("/cancel")).text.startswith("Закрыто.")
    assert (await office.gleb.say("/cancel")).text == "Закрывать нечего."


async def test_a_menu_button_is_no_answer_to_an_open_form(office: Office) -> None:
    await office.gleb.start()
    await office.gleb.say("/invite")
    await office.gleb.tap("собственник")
    await office.gleb.press("💼 Сделки")
    await office.gleb.say("/help")
    assert "start=" not in "".join(heard.text for heard in office.gleb.heard)


async def test_an_old_keyboard_gets_the_same_form_anew_below(office: Office) -> None:
    old = await office.gleb.say("/invite")
    data = old.raw["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
    await office.gleb.say("/invite")
    team = await office.gleb.tap("менеджер")
    await office.later(minutes=1)
    screen = await office.gleb.tap_data(data, old.message_id)
    assert office.gleb.toasts[-1] == STALE
    assert (screen.text, screen.flat) == (team.text, team.flat)
    assert screen.message_id > team.message_id


async def test_an_old_keyboard_with_nothing_open_gets_home(office: Office) -> None:
    screen = await office.anna.start()
    screen = await office.anna.tap_data("long-gone:1:2", screen.message_id)
    assert office.anna.toasts[-1] == STALE
    assert screen.text == "На сегодня дел нет."


async def test_the_second_tap_of_a_double_one_leaves_the_new_screen_in_peace(office: Office) -> None:
    form = await office.gleb.say("/invite")
    office.gleb.tap_only("Закрыть", form)
    office.gleb.tap_only("Закрыть", form)
    await office.settle()
    assert [heard.text for heard in office.gleb.heard] == ["Закрыто. Ничего не записано."]


async def test_what_has_no_meaning_gets_one_clear_sentence(office: Office) -> None:
    await office.anna.act(office.sandbox.acts.share, {"sticker": True})
    assert office.anna.screen.text.startswith("Это сохранить некуда")
    assert (await office.anna.say("/nonsense")).text == "Такой команды нет. Что есть: /help"
    assert len(office.anna.heard) == 2
