"""A task with an hour rings at that hour, once, with the answers under it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.tables import Activity, ActivityKind, Task, TaskAction
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain

AT_14 = datetime(2026, 11, 23, 14, 0, tzinfo=MOSCOW)


def add_task(
    session: Session, who: Handset, at: datetime | None, client_id: int | None = None, **columns: object
) -> int:
    """A task of that person at that hour; its id."""
    values: dict[str, object] = {
        "assignee_id": who.member_id,
        "author_id": who.member_id,
        "client_id": client_id,
        "action": TaskAction.CALL,
        "due_on": (at or MONDAY).astimezone(MOSCOW).date(),
        "due_at": at,
        "happened_at": MONDAY,
        "received_at": MONDAY,
        "stored_at": MONDAY,
    }
    task = Task(**{**values, **columns})
    session.add(task)
    session.flush()
    return task.id


def chamomile(session: Session, who: Handset) -> int:
    """«Ромашка» with Ольга Петровна, who waits for a price."""
    assert who.member_id is not None
    client_id = add_client(session, who.member_id, "Ромашка", phone="+79120000000", contact="Ольга Петровна")
    before = datetime(2026, 11, 12, 12, 0, tzinfo=MOSCOW)
    session.add(
        Activity(
            kind=ActivityKind.CALL,
            client_id=client_id,
            author_id=who.member_id,
            comment="ждут цену на стулья",
            happened_at=before,
            received_at=before,
            stored_at=before,
        )
    )
    return client_id


async def test_at_its_hour_the_task_rings_with_whom_to_call_and_what_was_said(office: Office) -> None:
    anna = office.anna
    await office.write(lambda s: add_task(s, anna, AT_14, chamomile(s, anna)))
    await office.until(AT_14 - timedelta(minutes=1))
    quiet = len(anna.heard)
    await office.until(AT_14)
    assert len(anna.heard) == quiet + 1
    assert plain(anna.screen.text) == (
        "⏰ 14:00 · «Ромашка», перезвонить. Ольга Петровна, +79120000000. В прошлый раз, 12 ноя: «ждут цену на стулья»."
    )
    assert "Не ответил" in anna.screen.flat
    assert "+2 ч" in anna.screen.flat
