"""The scripted day: Анна comes in by her link, logs, is reminded and answers, moves a deal, is asked in the evening."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.invites import create_invite
from domain.tables import Member, Role, Task, TaskAction
from tests.harness import CAST, MONDAY, add_client, hire_cast
from tests.reliability.crash.player import Player

CODE = "a-code-for-anna"


def company(session: Session) -> None:
    """The company on the morning of that day; Анна's clients wait for her."""
    ids = hire_cast(session, MONDAY)
    anna = ids[CAST[0].id]
    session.execute(update(Member).where(Member.id == anna).values(telegram_id=None))
    for name in ("Ромашка", "Лютик", "Василёк"):
        add_client(session, anna, name, phone=f"+7499123450{len(name)}", contact=f"Иван из «{name}»")
    for name in ("Астра", "Мак", "Тюльпан"):
        client = add_client(session, anna, name, phone=f"+7499123470{len(name)}")
        at = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        session.add(Task(assignee_id=anna, action=TaskAction.CALL, client_id=client, due_on=MONDAY.date(), **at))
    create_invite(session, Role.REP, None, "Анна", ids[CAST[3].id], MONDAY, member_id=anna, code=CODE)


def comes_in(day: Player) -> None:
    day.start("Анна", CODE)
    day.live(seconds=1)
    day.tap("Анна", "Ромашка")
    day.tap("Анна", "Не ответил")
    day.tap("Анна", "перезвонить · сегодня, 12:")


def is_reminded_and_answers(day: Player) -> None:
    day.until(MONDAY + timedelta(hours=2, minutes=1))
    day.tap("Анна", "Договорились")
    day.tap("Анна", "перезвонить · завтра")
    day.say("Анна", "ждут цену на стулья")


def logs_a_meeting(day: Player) -> None:
    day.say("Анна", "➕ Записать")
    day.tap("Анна", "Лютик")
    day.tap("Анна", "Назначили встречу")
    day.tap("Анна", "встреча · ")


def meets_a_new_client(day: Player) -> None:
    day.say("Анна", "/log")
    day.tap("Анна", "➕ Новый клиент")
    day.say("Анна", "Пион и Ко")
    day.tap("Анна", "Поговорили")
    day.tap("Анна", "без следующего шага")
    day.tap("Анна", "отменить")


def is_paid(day: Player) -> None:
    day.say("Анна", "➕ Записать")
    day.say("Анна", "Василёк")
    day.tap("Анна", "Василёк")
    day.tap("Анна", "Оплата")
    day.say("Анна", "сто")
    day.say("Анна", "120 000")
    day.tap("Анна", "без следующего шага")


def calls_one_after_another(day: Player) -> None:
    day.say("Анна", "📋 Мой день")
    day.tap("Анна", "▶️ Обзвон")
    day.tap("Анна", "Не ответил", times=2)
    day.tap("Анна", "Договорились")


def others_work_too(day: Player) -> None:
    day.say("Глеб", "/invite")
    day.tap("Глеб", "менеджер")
    day.say("Борис", "/language")
    day.tap("Борис", "English")
    day.say("Чужой", "привет")
    day.say("Вера", "/team")


def evening_and_morning(day: Player) -> None:
    day.until(MONDAY.replace(hour=20))
    day.until(MONDAY + timedelta(days=1))


DAY = (
    comes_in,
    is_reminded_and_answers,
    logs_a_meeting,
    meets_a_new_client,
    is_paid,
    calls_one_after_another,
    others_work_too,
    evening_and_morning,
)
