"""A request or a claim is told to the keeper at once; a claim is answered in time and closed with what was done."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from domain.tables import Absence, AbsenceKind, ActivityKind, TaskAction, TaskState
from tests.dialogs.logged import activities, client, log, tasks
from tests.harness import MOSCOW, Office, plain


def at(*when: int) -> datetime:
    """That moment on a Moscow clock."""
    return datetime(*when, tzinfo=MOSCOW)  # type: ignore[arg-type,misc]


async def vera_logs(office: Office, kind: str) -> None:
    """Of Анна's client."""
    await office.anna.start()
    await client(office, "Ромашка", phone="+79120000000", contact="Ольга")
    await log(office.vera, "Ромашка", "ещё")
    await office.vera.tap(kind)


async def test_a_request_logged_by_another_is_told_to_the_keeper_at_once_with_sound(office: Office) -> None:
    await vera_logs(office, "Заявка")
    await office.later(minutes=1)
    screen = office.anna.screen
    assert plain(screen.text) == "📥 Заявка: «Ромашка». Передаёт Вера.\nОльга, +79120000000."
    assert not screen.raw.get("disable_notification")
    assert {"➕ Записать", "☑️ Дело", "Клиент"} <= set(screen.flat)


async def test_what_the_keeper_logs_himself_is_told_to_nobody(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Заявка")
    heard = len(anna.heard)
    await office.later(minutes=1)
    assert len(anna.heard) == heard


async def test_a_request_cancelled_before_it_was_told_is_not_told(office: Office) -> None:
    office.clock.move_to(at(2026, 11, 23, 20, 0))
    await vera_logs(office, "Заявка")
    await office.vera.tap("без следующего шага")
    await office.vera.tap("отменить")
    heard = [one.text for one in office.anna.heard]
    await office.until(at(2026, 11, 24, 9, 5))
    assert not any("Заявка" in one.text for one in office.anna.heard[len(heard) :])


async def test_after_hours_it_waits_for_the_next_morning_however_long(office: Office) -> None:
    office.clock.move_to(at(2026, 11, 27, 19, 0))
    await vera_logs(office, "Рекламация")
    await office.until(at(2026, 11, 29, 12, 0))
    assert "Рекламация" not in office.anna.screen.text
    await office.until(at(2026, 11, 30, 9, 5))
    assert any("⚠️ Рекламация: «Ромашка»" in one.text for one in office.anna.heard)


@pytest.mark.parametrize(
    ("logged", "answered_by"),
    [
        (at(2026, 11, 23, 10, 0), at(2026, 11, 24, 10, 0)),
        (at(2026, 11, 27, 16, 0), at(2026, 11, 30, 16, 0)),  # Friday to Monday
        (at(2026, 11, 27, 21, 0), at(2026, 11, 30, 18, 0)),  # after work: the whole of Monday
    ],
)
async def test_a_claim_is_a_task_to_be_answered_within_a_working_day(
    office: Office, logged: datetime, answered_by: datetime
) -> None:
    office.clock.move_to(logged)
    await vera_logs(office, "Рекламация")
    (task,) = await tasks(office)
    assert (task.action, task.assignee_id) == (TaskAction.CLAIM, office.anna.member_id)
    assert task.due_at == answered_by


async def test_a_claim_is_answered_then_closed_with_what_was_done(office: Office) -> None:
    anna = office.anna
    await vera_logs(office, "Рекламация")
    await office.later(minutes=1)
    assert "Ответить клиенту до: завтра, 10:00." in plain(anna.screen.text)
    await anna.tap("💬 Ответили клиенту")
    (task,) = await tasks(office)
    assert (task.state, task.due_at, task.due_on) == (TaskState.OPEN, None, date(2026, 11, 30))
    assert "💬 Ответили клиенту" not in anna.screen.flat
    await anna.tap("✅ Закрыть: что сделали")
    assert "что сделали по рекламации?" in anna.screen.text
    await anna.say("заменили два стула")
    assert "заменили два стула" in anna.screen.text
    (closed,) = await tasks(office, TaskState.DONE)
    assert closed.id == task.id
    kinds = [(one.kind, one.comment) for one in await activities(office)]
    assert kinds == [
        (ActivityKind.CLAIM, None),
        (ActivityKind.NOTE, "Ответили на рекламацию"),
        (ActivityKind.NOTE, "заменили два стула"),
    ]


async def test_a_double_tap_answers_a_claim_once(office: Office) -> None:
    anna = office.anna
    await vera_logs(office, "Рекламация")
    await office.later(minutes=1)
    anna.tap_only("💬 Ответили клиенту")
    anna.tap_only("💬 Ответили клиенту")
    await office.settle()
    assert [one.kind for one in await activities(office)] == [ActivityKind.CLAIM, ActivityKind.NOTE]


async def test_ones_own_claim_makes_a_task_and_asks_for_no_other_step(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    screen = await anna.tap("Рекламация")
    assert "Дальше: завтра, 10:00, ответить на рекламацию." in screen.text
    assert len(await tasks(office)) == 1


async def test_a_claim_taken_back_takes_its_task_with_it(office: Office) -> None:
    anna = office.anna
    await client(office, "Ромашка")
    await log(anna, "Ромашка", "ещё")
    await anna.tap("Рекламация")
    await anna.tap("отменить")
    assert not await tasks(office)


async def test_while_the_keeper_is_away_it_goes_to_who_leads_him(office: Office) -> None:
    anna_id, vera_id = office.anna.member_id or 0, office.vera.member_id or 0
    await client(office, "Ромашка")

    def away(session: Session) -> None:
        days = {"first_day": date(2026, 11, 20), "last_day": date(2026, 12, 4)}
        session.add(Absence(member_id=anna_id, kind=AbsenceKind.VACATION, **days))

    await office.write(away)
    await log(office.gleb, "Ромашка", "ещё")
    await office.gleb.tap("Рекламация")
    assert {task.assignee_id for task in await tasks(office)} == {vera_id}


@pytest.mark.parametrize("forged", ["cma:1", "cmc:1", "cma:999", "cmc:0"])
async def test_anothers_claim_is_not_answered(office: Office, forged: str) -> None:
    await vera_logs(office, "Рекламация")
    await office.boris.start()
    await office.boris.tap_data(forged)
    assert [one.kind for one in await activities(office)] == [ActivityKind.CLAIM]
    (task,) = await tasks(office)
    assert task.due_at is not None
