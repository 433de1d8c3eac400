"""The scripted day: Анна comes in by her link, logs, is reminded and answers, moves a deal, is asked in the evening."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.invites import create_invite
from domain.tables import Client, Member, Role
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
    create_invite(session, Role.REP, None, "Анна", ids[CAST[3].id], MONDAY, member_id=anna, code=CODE)


def comes_in(day: Player) -> None:
    day.start("Анна", CODE)
    day.tap("Анна", "Ромашка")
    day.tap("Анна", "Не ответил")
    day.tap("Анна", "перезвонить · сегодня, 12:")


DAY = (comes_in,)
