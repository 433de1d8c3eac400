"""What a manager is told in the morning of his people's work, and what he does with it in one tap."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import (
    Absence,
    AbsenceKind,
    Deal,
    DealOwner,
    Keeper,
    Notification,
    PushMute,
    Task,
    TaskAction,
    TaskState,
)
from handlers.bundle.links import OpenBundle, OpenStake
from tests.harness import MONDAY, MOSCOW, Handset, Office, Screen, add_client, plain

TUESDAY_9 = datetime(2026, 11, 24, 9, 1, tzinfo=MOSCOW)


async def promised(office: Office, who: Handset, name: str, *, amount: int | None = None, at: datetime = MONDAY) -> int:
    """A call promised to a client at noon of that day, about a deal of so many kopecks; the task's id."""

    def write(session: Session) -> int:
        noon = at.astimezone(MOSCOW).replace(hour=12, minute=0)
        client_id = add_client(session, who.member_id or 0, name)
        times = {"happened_at": at, "received_at": at, "stored_at": at}
        deal_id = None
        if amount is not None:
            deal = Deal(client_id=client_id, amount=amount, stage="contact", stage_since=at, **times)
            session.add(deal)
            session.flush()
            deal_id = deal.id
            session.add(DealOwner(deal_id=deal_id, member_id=who.member_id, since=at.date()))
        task = Task(
            assignee_id=who.member_id, client_id=client_id, deal_id=deal_id, action=TaskAction.CALL,
            due_on=noon.date(), due_at=noon, **times,
        )  # fmt: skip
        session.add(task)
        session.flush()
        return task.id

    task_id: int = await office.write(write)
    return task_id


def bundles(handset: Handset) -> list[Screen]:
    return [screen for screen in handset.heard if "решения" in screen.text]


def data_of(screen: Screen, text: str) -> str:
    """What the button with that text sends."""
    rows = screen.raw["reply_markup"]["inline_keyboard"]
    found: str = next(button["callback_data"] for row in rows for button in row if button["text"] == text)
    return found


async def test_what_nobody_answered_waits_for_the_manager_next_morning_the_dearest_first(office: Office) -> None:
    await promised(office, office.anna, "Ромашка")
    await promised(office, office.boris, "Василёк", amount=240_000_00)
    await office.until(TUESDAY_9)
    (told,) = bundles(office.vera)
    lines = plain(told.text).split("\n")
    assert lines[0] == "Вера, доброе утро. Ждут вашего решения 2 дела на 240 тыс. ₽:"
    assert lines[1].startswith("1. Борис: «Василёк», перезвонить, вчера, 12:00, не отмечено · 240 тыс. ₽")
    assert lines[2].startswith("2. Анна: «Ромашка»")
    assert told.flat == ["1", "2"]
    assert not bundles(office.gleb)


async def test_she_asks_and_the_answer_comes_under_her_bundle(office: Office) -> None:
    await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    (told,) = bundles(office.vera)
    await office.vera.tap("1", on=told)
    await office.vera.tap("❓ Спросить: Анна")
    await office.later(seconds=1)
    asked = office.anna.heard[-1]
    assert plain(asked.text) == "Вера спрашивает: «Ромашка», перезвонить. Как дела с этим?"
    await office.anna.tap("Договорились на потом", on=asked)
    await office.anna.tap_data(data_of(asked, "Договорились на потом"), asked.message_id)
    await office.later(seconds=1)
    answer = office.vera.heard[-1]
    assert plain(answer.text) == "Анна · «Ромашка», перезвонить: «Договорились на потом»."
    assert answer.raw["reply_to_message"]["message_id"] == told.message_id
    assert sum("Договорились" in screen.text for screen in office.vera.heard) == 1


async def test_an_answer_in_ones_own_words(office: Office) -> None:
    await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    await office.vera.tap("1", on=bundles(office.vera)[0])
    await office.vera.tap("❓ Спросить: Анна")
    await office.later(seconds=1)
    await office.anna.tap("✍️ Своими словами", on=office.anna.heard[-1])
    await office.anna.say("Директор в отпуске до <пятницы>")
    await office.later(seconds=1)
    assert "«Директор в отпуске до <пятницы>»" in plain(office.vera.heard[-1].text)


async def test_she_gives_it_to_another_who_is_told(office: Office) -> None:
    task_id = await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    await office.vera.tap("1", on=bundles(office.vera)[0])
    await office.vera.tap("↪️ Передать")
    done = await office.vera.tap(next(each for each in office.vera.screen.flat if each.startswith("Борис")))
    assert plain(done.text).startswith("✅ Передано. Анна: «Ромашка»")
    task = await office.read(lambda session: session.get_one(Task, task_id))
    assert task.assignee_id == office.boris.member_id


async def test_she_gives_one_more_day_at_the_same_hour(office: Office) -> None:
    task_id = await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    await office.vera.tap("1", on=bundles(office.vera)[0])
    button = "⏳ Продлить на день"
    data = data_of(office.vera.screen, button)
    done = await office.vera.tap(button)
    await office.vera.tap_data(data, done.message_id)
    assert "Больше ничего не ждёт" in office.vera.screen.text
    task = await office.read(lambda session: session.get_one(Task, task_id))
    assert (task.due_on, task.due_at) == (date(2026, 11, 25), datetime(2026, 11, 25, 12, tzinfo=MOSCOW))


async def test_it_is_said_once_a_week_and_the_third_time_it_is_the_owners(office: Office) -> None:
    await promised(office, office.anna, "Ромашка", amount=90_000_00)
    await office.until(datetime(2026, 12, 8, 10, tzinfo=MOSCOW))
    days = await office.read(lambda s: list(s.scalars(select(Notification.key).where(Notification.kind == "bundle"))))
    sent = [key for key in days if key.startswith(f"bundle:{office.vera.member_id}")]
    assert len(bundles(office.vera)) == 2, sent
    (weekly,) = [screen for screen in office.gleb.heard if "дважды" in screen.text]
    assert plain(weekly.text).startswith(
        "Глеб, руководителям говорили дважды, а стоит до сих пор: 1 на 90 тыс. ₽.\n1. Анна: «Ромашка»"
    )


async def test_of_who_is_away_nothing_is_said(office: Office) -> None:
    await promised(office, office.anna, "Ромашка")
    leave = Absence(
        member_id=office.anna.member_id,
        kind=AbsenceKind.SICK,
        first_day=date(2026, 11, 24),
        last_day=date(2026, 11, 27),
    )
    await office.write(lambda session: session.add(leave))
    await office.until(TUESDAY_9)
    assert not bundles(office.vera)


async def test_ten_are_shown_and_the_rest_is_a_page_away(office: Office) -> None:
    for number in range(13):
        await promised(office, office.anna, f"Клиент {number:02}", amount=(number + 1) * 1_000_00)
    await office.until(TUESDAY_9)
    (told,) = bundles(office.vera)
    assert "ещё 3" in plain(told.text)
    second = await office.vera.tap("→", on=told)
    assert "11. Анна: «Клиент 02»" in plain(second.text)


async def test_a_rep_and_a_stranger_open_no_bundle(office: Office) -> None:
    task_id = await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    for data in (OpenBundle(kind="bundle").pack(), OpenStake(kind="bundle", on=f"task~task.{task_id}").pack()):
        for one in (office.boris, office.stranger):
            if not one.heard:
                await one.say("Привет")
            await one.tap_data(data)
            assert not any("Ромашка" in screen.text for screen in one.chat)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.CANCELLED])
async def test_what_was_answered_late_in_the_evening_waits_for_nobody(office: Office, state: TaskState) -> None:
    task_id = await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9 - timedelta(hours=2))

    def close(session: Session) -> None:
        session.get_one(Task, task_id).state = state

    await office.write(close)
    await office.until(TUESDAY_9)
    assert not bundles(office.vera)


async def test_promised_anew_and_late_again_it_is_the_managers_matter_again(office: Office) -> None:
    task_id = await promised(office, office.anna, "Ромашка", amount=90_000_00)
    await office.until(datetime(2026, 12, 2, 10, tzinfo=MOSCOW))
    assert len(bundles(office.vera)) == 2

    def promise_anew(session: Session) -> None:
        task = session.get_one(Task, task_id)
        task.due_on, task.due_at = date(2026, 12, 9), datetime(2026, 12, 9, 12, tzinfo=MOSCOW)
        task.occurrence += 1

    await office.write(promise_anew)
    await office.until(datetime(2026, 12, 10, 10, tzinfo=MOSCOW))
    assert len(bundles(office.vera)) == 3


async def test_a_muted_kind_does_not_hide_what_else_asks_of_the_client(office: Office) -> None:
    anna = office.anna.member_id or 0

    def write(session: Session) -> None:
        client_id = add_client(session, anna, "Ромашка", contract_ends_on=date(2026, 12, 20))
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        deal = Deal(client_id=client_id, amount=90_000_00, stage="contact", stage_since=MONDAY, **times)
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=anna, since=MONDAY.date()))
        for kind in ("nudge:contract", "nudge:stuck", "nudge:touch"):
            session.add(PushMute(member_id=anna, kind=kind, until=date(2026, 11, 29), muted_at=MONDAY))

    await office.write(write)
    await office.until(TUESDAY_9)
    (morning,) = [screen for screen in office.anna.heard if "доброе утро" in screen.text]
    assert "Ромашка" in morning.text
    assert "договор" not in morning.text.lower()


async def test_a_client_whose_contract_ends_goes_to_another_with_his_deals(office: Office) -> None:
    def write(session: Session) -> int:
        return add_client(session, office.anna.member_id or 0, "Ромашка", contract_ends_on=date(2026, 12, 20))

    client_id = await office.write(write)
    await office.until(TUESDAY_9)
    (told,) = bundles(office.vera)
    await office.vera.tap("1", on=told)
    await office.vera.tap("↪️ Передать")
    await office.vera.tap(next(each for each in office.vera.screen.flat if each.startswith("Борис")))
    keeper = select(Keeper.member_id).where(Keeper.client_id == client_id, Keeper.until.is_(None))
    assert await office.read(lambda session: session.scalar(keeper)) == office.boris.member_id
