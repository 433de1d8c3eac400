"""Each kind of push is asked at sending whether it is still wanted."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from domain.outbox import Push, enqueue
from domain.tables import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityKind,
    ActivityPlan,
    ClientDate,
    Contact,
    Deal,
    DealOwner,
    Invoice,
    Member,
    Outcome,
    Payment,
    PlanLine,
    PlanPer,
    Purchase,
    SalesPlan,
    SalesPlanLine,
    Task,
    TaskAction,
    TaskState,
)
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain
from tests.scheduler.test_task_reminders import AT_14, add_task, chamomile

TODAY = date(2026, 11, 23)
numbers = count()


async def after_change(office: Office, kind: str, about: dict[str, Any], change: Callable[[Session], Any]) -> list[str]:
    """What Anna hears when something has changed between the row and its sending."""
    anna = office.anna
    before = len(anna.heard)

    def write(session: Session) -> None:
        assert anna.member_id is not None
        enqueue(session, [Push(f"{kind}:{next(numbers)}", kind, anna.member_id, MONDAY, None, about)], MONDAY)
        change(session)

    await office.write(write)
    await office.later(seconds=1)
    return [plain(screen.text) for screen in anna.heard[before:]]


async def a_task(office: Office, action: TaskAction = TaskAction.CALL) -> tuple[int, dict[str, Any]]:
    ends_at = AT_14 + timedelta(hours=1) if action is TaskAction.MEETING else None
    task_id: int = await office.write(
        lambda s: add_task(s, office.anna, AT_14, chamomile(s, office.anna), action=action, ends_at=ends_at)
    )
    return task_id, {"task_id": task_id, "occurrence": 1}


def nothing(_: Session) -> None:
    """Nothing has changed."""


def close(task_id: int, state: TaskState = TaskState.DONE) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        session.get_one(Task, task_id).state = state

    return change


def move(task_id: int) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        session.get_one(Task, task_id).occurrence += 1

    return change


def on_leave(who: Handset) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        assert who.member_id is not None
        away = Absence(member_id=who.member_id, kind=AbsenceKind.SICK, first_day=TODAY, last_day=TODAY)
        session.add(away)

    return change


async def test_a_reminder_of_a_done_task_is_not_wanted(office: Office) -> None:
    task_id, about = await a_task(office)
    assert await after_change(office, "task", about, close(task_id)) == []


async def test_a_reminder_of_the_old_hour_is_not_wanted_once_the_task_is_moved(office: Office) -> None:
    task_id, about = await a_task(office)
    assert await after_change(office, "task", about, move(task_id)) == []


async def test_a_reminder_is_not_wanted_by_who_has_fallen_ill(office: Office) -> None:
    _, about = await a_task(office)
    assert await after_change(office, "task", about, on_leave(office.anna)) == []


async def test_a_reminder_is_wanted_while_its_task_is_open(office: Office) -> None:
    _, about = await a_task(office)
    assert len(await after_change(office, "task", about, nothing)) == 1


async def test_a_reminder_of_another_persons_task_is_not_wanted(office: Office) -> None:
    task_id, about = await a_task(office)

    def hand(session: Session) -> None:
        assert office.boris.member_id is not None
        session.get_one(Task, task_id).assignee_id = office.boris.member_id

    assert await after_change(office, "task", about, hand) == []


async def test_a_second_reminder_names_only_what_is_still_open(office: Office) -> None:
    first, _ = await a_task(office)
    second = await office.write(lambda s: add_task(s, office.anna, AT_14))
    about = {"tasks": [[first, 1], [second, 1]]}
    (said,) = await after_change(office, "task_again", about, close(first))
    assert said == "Ещё раз: 14:00 · перезвонить."


async def test_a_second_reminder_is_not_wanted_when_all_is_answered(office: Office) -> None:
    task_id, _ = await a_task(office)
    assert await after_change(office, "task_again", {"tasks": [[task_id, 1]]}, close(task_id)) == []


async def test_several_unanswered_stand_in_one_message(office: Office) -> None:
    first, _ = await a_task(office)
    second = await office.write(lambda s: add_task(s, office.anna, AT_14))
    (said,) = await after_change(office, "task_again", {"tasks": [[first, 1], [second, 1]]}, nothing)
    assert said == "Ждут ответа 2 дела:\n14:00 · «Ромашка», перезвонить\n14:00 · перезвонить"


async def test_a_cancelled_meeting_is_neither_told_nor_asked_about(office: Office) -> None:
    task_id, about = await a_task(office, TaskAction.MEETING)
    assert await after_change(office, "meeting", about, close(task_id, TaskState.CANCELLED)) == []
    assert await after_change(office, "meeting_after", about, nothing) == []


async def test_a_meeting_is_told_with_its_address_and_route(office: Office) -> None:
    from domain.tables import Address

    task_id, about = await a_task(office, TaskAction.MEETING)

    def settle(session: Session) -> None:
        task = session.get_one(Task, task_id)
        session.add(Address(client_id=task.client_id, text="Ленина, 5"))

    (said,) = await after_change(office, "meeting", about, settle)
    assert said.startswith("🤝 14:00 · «Ромашка», встреча.")
    assert said.endswith("Ленина, 5")
    assert "🗺 Маршрут" in office.anna.screen.flat


async def test_after_a_meeting_one_tap_says_how_it_went(office: Office) -> None:
    _, about = await a_task(office, TaskAction.MEETING)
    (said,) = await after_change(office, "meeting_after", about, nothing)
    assert said == "Как прошло? 14:00 · «Ромашка», встреча."
    assert {"Прошла", "Не состоялась"} <= set(office.anna.screen.flat)


async def test_a_given_task_is_told_with_who_asks(office: Office) -> None:
    task_id, about = await a_task(office)
    (said,) = await after_change(office, "task_given", {**about, "by": office.vera.member_id}, nothing)
    assert said.startswith("Вера просит: «Ромашка», перезвонить · сегодня, 14:00.")
    assert await after_change(office, "task_given", {**about, "by": office.vera.member_id}, close(task_id)) == []


async def test_the_morning_message_is_not_wanted_on_leave(office: Office) -> None:
    assert await after_change(office, "morning", {"day": "2026-11-23"}, on_leave(office.anna)) == []


async def test_an_empty_morning_says_so(office: Office) -> None:
    said = await after_change(office, "morning", {"day": "2026-11-23"}, nothing)
    assert said == ["Анна, доброе утро. На сегодня дел нет."]


async def test_the_morning_has_five_lines_and_says_how_many_more(office: Office) -> None:
    def fill(session: Session) -> None:
        for hour in range(11, 19):
            add_task(session, office.anna, MONDAY.replace(hour=hour))

    (said,) = await after_change(office, "morning", {"day": "2026-11-23"}, fill)
    lines = said.split("\n")
    assert lines[0] == "Анна, доброе утро. Сегодня 8 дел."
    assert len(lines) == 7
    assert lines[-1] == "ещё 3"
    assert "▶️ Обзвон" in office.anna.screen.flat


async def test_a_deal_is_named_in_the_morning_once_in_seven_days(office: Office) -> None:
    def a_deal(session: Session) -> None:
        assert office.anna.member_id is not None
        client_id = add_client(session, office.anna.member_id, "Лютик")
        deal = Deal(
            client_id=client_id,
            amount=12_000_000,
            stage="offer",
            stage_since=MONDAY,
            created_on=TODAY,
            happened_at=MONDAY,
            received_at=MONDAY,
            stored_at=MONDAY,
        )
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=office.anna.member_id, since=TODAY))

    await office.write(a_deal)
    anna = office.anna
    named = []
    for day in range(24, 28):
        await office.until(datetime(2026, 11, day, 9, 5, tzinfo=MOSCOW))
        named.append("Лютик" in anna.screen.text)
    assert named == [True, False, False, False]
    await office.until(datetime(2026, 12, 1, 9, 5, tzinfo=MOSCOW))
    assert "«Лютик», сделка 120 тыс. ₽: нет следующего шага" in plain(anna.screen.text)


async def test_the_silent_come_on_mondays_and_thursdays_the_worthier_first(office: Office) -> None:
    def silent(session: Session) -> None:
        assert office.anna.member_id is not None
        for name, amount in (("Лютик", 1_000_000), ("Василёк", 8_000_000)):
            client_id = add_client(
                session,
                office.anna.member_id,
                name,
                first_purchase_on=date(2026, 7, 12),
                last_purchase_on=date(2026, 9, 20),
                purchase_days=3,
                silent_from=date(2026, 11, 12),
            )
            times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
            session.add(Purchase(client_id=client_id, day=date(2026, 9, 20), amount=amount, **times))

    await office.write(silent)
    anna = office.anna
    mornings = []
    for day in (24, 26, 30):
        await office.until(datetime(2026, 11, day, 9, 5, tzinfo=MOSCOW))
        mornings.append([line for line in plain(anna.screen.text).split("\n") if "🔕" in line])
    tuesday, thursday, monday = mornings
    assert tuesday == []
    assert thursday == [
        "🔕 «Василёк» молчит 67 дней при ритме 35, берёт на 80 тыс. ₽",
        "🔕 «Лютик» молчит 67 дней при ритме 35, берёт на 10 тыс. ₽",
    ]
    assert monday == []  # named within the last four weeks


def plan(session: Session, who: Handset, line: PlanLine, number: int, per: PlanPer = PlanPer.DAY) -> None:
    assert who.member_id is not None
    session.add(ActivityPlan(member_id=who.member_id, line=line, per=per, number=number, since=date(2026, 11, 1)))


def did(session: Session, who: Handset, kind: ActivityKind, count: int) -> None:
    client_id = add_client(session, who.member_id or 0, "Ромашка")
    for number in range(count):
        at = MONDAY + timedelta(minutes=number - 30)
        times = {"happened_at": at, "received_at": at, "stored_at": at}
        outcome = Outcome.TALKED if kind is ActivityKind.CALL else None
        session.add(Activity(kind=kind, outcome=outcome, client_id=client_id, author_id=who.member_id, **times))


async def test_the_evening_shows_plan_and_fact_and_asks_what_hindered(office: Office) -> None:
    def a_day(session: Session) -> None:
        plan(session, office.anna, PlanLine.CALLS, 10)
        plan(session, office.anna, PlanLine.OFFERS, 2)
        did(session, office.anna, ActivityKind.CALL, 10)
        did(session, office.anna, ActivityKind.OFFER, 1)

    (said,) = await after_change(office, "evening", {"day": "2026-11-23"}, a_day)
    assert said == "Звонки 10 из 10, КП 1 из 2. Что помешало с КП?"
    screen = await office.anna.tap("Не хватило времени")
    assert plain(screen.text) == "Звонки 10 из 10, КП 1 из 2. Понятно.\nКП: Не хватило времени"


async def test_the_evening_is_silent_without_a_plan_and_anything_unanswered(office: Office) -> None:
    assert await after_change(office, "evening", {"day": "2026-11-23"}, nothing) == []


async def test_the_evening_is_silent_once_the_months_sales_plan_is_met(office: Office) -> None:
    def a_month(session: Session) -> None:
        assert office.anna.member_id is not None
        plan(session, office.anna, PlanLine.CALLS, 10)
        client_id = add_client(session, office.anna.member_id, "Ромашка", at=datetime(2026, 11, 1, tzinfo=MOSCOW))
        month = SalesPlan(
            member_id=office.anna.member_id,
            month=date(2026, 11, 1),
            line=SalesPlanLine.PAYMENTS,
            value=100_000,
            since=date(2026, 11, 1),
        )
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        session.add_all([month, Payment(client_id=client_id, amount=100_000, paid_on=TODAY, **times)])

    assert await after_change(office, "evening", {"day": "2026-11-23"}, a_month) == []


async def test_a_task_opened_from_the_evening_check_leaves_its_question_where_it_was(office: Office) -> None:
    def a_day(session: Session) -> None:
        plan(session, office.anna, PlanLine.OFFERS, 2)
        for minute in range(7):
            add_task(session, office.anna, MONDAY.replace(hour=9, minute=minute))

    await after_change(office, "evening", {"day": "2026-11-23"}, a_day)
    (check,) = [screen for screen in office.anna.heard if "Что помешало" in screen.text]
    said = plain(check.text)
    assert said.splitlines()[1] == "Без ответа 7 дел:"
    assert said.splitlines()[-1] == "ещё 2"
    task = await office.anna.tap("перезвонить", check)
    assert "сегодня, 09:00" in plain(task.text)
    await office.anna.tap("Не хватило времени", check)
    (again,) = [screen for screen in office.anna.chat if screen.message_id == check.message_id]
    assert plain(again.text).splitlines()[1] == "КП: Не хватило времени"


async def test_the_evening_asks_about_what_was_not_answered(office: Office) -> None:
    await office.write(lambda s: add_task(s, office.anna, MONDAY.replace(hour=9)))
    said = (await after_change(office, "evening", {"day": "2026-11-23"}, nothing))[-1]
    assert said == "Без ответа 1 дело:\n09:00 · перезвонить"


async def test_a_dismissed_person_hears_nothing(office: Office) -> None:
    _, about = await a_task(office)

    def dismiss(session: Session) -> None:
        session.get_one(Member, office.anna.member_id).dismissed_at = MONDAY

    assert await after_change(office, "task", about, dismiss) == []


async def test_a_check_of_fridays_says_whose_day_it_is(office: Office) -> None:
    await office.write(lambda s: plan(s, office.anna, PlanLine.CALLS, 10))
    (said,) = await after_change(office, "evening", {"day": "2026-11-20"}, nothing)
    assert said.startswith("Итог за пт 20 ноя:\nЗвонки 0 из 10.")


async def test_in_the_morning_a_promise_comes_before_money_and_dates_and_every_kind_has_its_line(
    office: Office,
) -> None:
    def fill(session: Session) -> None:
        client_id = chamomile(session, office.anna)
        for hour in range(11, 19):
            add_task(session, office.anna, MONDAY.replace(hour=hour), client_id)
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        owed = Invoice(client_id=client_id, amount=30_000_000, issued_on=date(2026, 11, 9), due_on=date(2026, 11, 16))
        owed.happened_at = owed.received_at = owed.stored_at = times["happened_at"]
        birthday = Contact(client_id=client_id, name="Иван", search_name="иван", birthday=date(1980, 11, 23))
        session.add_all([owed, birthday])

    (said,) = await after_change(office, "morning", {"day": "2026-11-23"}, fill)
    lines = said.split("\n")[1:]
    assert [line[0] for line in lines] == ["📞", "📞", "📞", "💰", "🎂", "е"]
    assert lines[3] == "💰 «Ромашка»: счёт ждёт оплаты с 16 ноя, 7 дней, осталось 300 тыс. ₽"
    assert lines[4] == "🎂 День рождения сегодня: Иван, «Ромашка»"


async def test_on_friday_the_dates_of_the_weekend_are_told(office: Office) -> None:
    def a_date(session: Session) -> None:
        client_id = chamomile(session, office.anna)
        session.add(ClientDate(client_id=client_id, text="годовщина фирмы", day=date(2010, 11, 29), yearly=True))

    await office.write(a_date)
    await office.until(datetime(2026, 11, 27, 9, 5, tzinfo=MOSCOW))
    assert "📅 послезавтра: годовщина фирмы, «Ромашка»" in office.anna.screen.text


async def test_the_english_speak_english(office: Office) -> None:
    def english(session: Session) -> None:
        session.get_one(Member, office.anna.member_id).language = "en"
        plan(session, office.anna, PlanLine.CALLS, 10)

    (said,) = await after_change(office, "evening", {"day": "2026-11-23"}, english)
    assert said == "Calls 0 of 10. What hindered the calls?"
