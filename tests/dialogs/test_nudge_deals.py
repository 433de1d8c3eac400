"""Deals that nothing moves: why now, for how much, and each answer in one tap."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.tables import Deal, DealState, Invoice, Payment, StageChange, Task, TaskAction
from handlers.nudges.links import OpenNudge
from tests.dialogs.logged import activities, tasks
from tests.dialogs.nudging import morning, nudges
from tests.harness import Office, add_client, plain
from tests.use_cases.month import a_deal, at, times

MONTH_AGO = date(2026, 10, 26)
TODAY = date(2026, 11, 24)


async def stands(office: Office, name: str, amount: int | None, stage: str = "contact", since: date = MONTH_AGO) -> int:
    anna = office.anna.member_id
    assert anna is not None

    def write(session: Session) -> int:
        ensure_defaults(session)
        client = add_client(session, anna, name, at=at(date(2026, 1, 12)))
        return a_deal(session, anna, client, amount=amount, since=since, stage=stage)

    deal: int = await office.write(write)
    return deal


async def deal_of(office: Office, deal_id: int) -> Deal:
    def detached(session: Session) -> Deal:
        deal = session.get_one(Deal, deal_id)
        session.expunge(deal)
        return deal

    found: Deal = await office.read(detached)
    return found


async def test_a_stuck_deal_says_how_long_it_stands_and_what_is_unpaid(office: Office) -> None:
    deal = await stands(office, "Ромашка", 300_000_00)

    def half_paid(session: Session) -> None:
        client = session.get_one(Deal, deal).client_id
        session.add(
            Payment(client_id=client, deal_id=deal, amount=100_000_00, paid_on=MONTH_AGO, **times(at(MONTH_AGO)))
        )

    await office.write(half_paid)
    said = plain((await morning(office, TODAY)).text)
    assert "🧊 «Ромашка», сделка 200 тыс. ₽: 20 рабочих дней на этапе «Контакт»" in said


async def test_a_deal_without_an_amount_is_worth_what_was_invoiced(office: Office) -> None:
    deal = await stands(office, "Ромашка", None)

    def billed(session: Session) -> None:
        client = session.get_one(Deal, deal).client_id
        session.add(
            Invoice(client_id=client, deal_id=deal, amount=70_000_00, issued_on=MONTH_AGO, due_on=date(2027, 1, 1),
                    **times(at(MONTH_AGO)))
        )  # fmt: skip

    await office.write(billed)
    assert [(one.kind, one.worth) for one in await nudges(office, TODAY)] == [("stuck", 70_000_00)]


async def test_with_a_task_ahead_it_waits_with_one_overdue_it_is_stuck_with_one_today_it_is_in_the_day(
    office: Office,
) -> None:
    deals = {name: await stands(office, name, 10_000_00) for name in ("Завтра", "Вчера", "Сегодня", "Никогда")}
    days = {"Завтра": TODAY + timedelta(days=1), "Вчера": TODAY - timedelta(days=1), "Сегодня": TODAY}

    def promised(session: Session) -> None:
        for name, day in days.items():
            task = Task(assignee_id=office.anna.member_id, deal_id=deals[name], action=TaskAction.CALL, due_on=day)
            task.happened_at = task.received_at = task.stored_at = at(MONTH_AGO)
            session.add(task)

    await office.write(promised)
    assert {(one.kind.value, one.client) for one in await nudges(office, TODAY)} == {
        ("stuck", "Вчера"),
        ("stuck", "Никогда"),
    }


async def test_a_fresh_deal_without_a_task_is_stepless_and_not_stuck(office: Office) -> None:
    await stands(office, "Ромашка", 10_000_00, since=date(2026, 11, 23))
    said = plain((await morning(office, TODAY)).text)
    assert "🧭 «Ромашка», сделка 10 тыс. ₽: нет следующего шага, этап «Контакт»" in said


async def test_a_step_is_set_in_two_taps(office: Office) -> None:
    deal = await stands(office, "Ромашка", 10_000_00)
    await morning(office, TODAY)
    await office.anna.tap("Ромашка")
    asked = await office.anna.tap("➕ Поставить шаг")
    assert "На какой день поставить звонок?" in asked.text
    done = await office.anna.tap("Завтра")
    assert "✅ «Ромашка»: звонок завтра." in done.text
    assert [(task.deal_id, task.due_on) for task in await tasks(office)] == [(deal, date(2026, 11, 25))]
    assert await nudges(office, TODAY) == []


async def test_the_deal_moves_on_in_one_tap_and_the_slip_is_taken_back(office: Office) -> None:
    deal = await stands(office, "Ромашка", 10_000_00)
    await morning(office, TODAY)
    await office.anna.tap("Ромашка")
    await office.anna.tap("→ Встреча назначена")
    assert (await deal_of(office, deal)).stage == "meeting_set"
    await office.anna.tap("↩️ Вернуть ответ")
    assert (await deal_of(office, deal)).stage == "contact"
    assert [one.cancelled_at is not None for one in await activities(office)] in ([True], [])
    moves = await office.read(
        lambda s: s.scalars(select(StageChange.to_stage).where(StageChange.deal_id == deal)).all()
    )
    assert "meeting_set" not in moves


async def test_a_move_that_needs_a_bill_or_a_payment_is_not_a_tap_of_a_nudge(office: Office) -> None:
    await stands(office, "Счёт", 10_000_00, stage="offer")
    await stands(office, "Оплата", 10_000_00, stage="invoice")
    await morning(office, TODAY)
    for name in ("Счёт", "Оплата"):
        card = await office.anna.tap(
            name, on=next(one for one in reversed(office.anna.heard) if "доброе утро" in one.text)
        )
        assert not [words for words in card.flat if words.startswith("→")]


async def test_a_lost_deal_asks_why_in_its_own_form(office: Office) -> None:
    deal = await stands(office, "Ромашка", 10_000_00)
    await morning(office, TODAY)
    await office.anna.tap("Ромашка")
    await office.anna.tap("✖️ Потеряна")
    await office.anna.tap("дорого")
    await office.anna.tap("Через месяц")
    lost = await deal_of(office, deal)
    assert (lost.state, lost.lost_reason) == (DealState.LOST, "price")
    assert [one for one in await nudges(office, TODAY) if one.deal_id is not None] == []


async def test_a_deal_nobody_knows_the_client_of_is_not_called(office: Office) -> None:
    anna = office.anna.member_id
    assert anna is not None
    await office.write(ensure_defaults)
    await office.write(lambda session: a_deal(session, anna, None, amount=5_000_00, since=MONTH_AGO))
    await morning(office, TODAY)
    card = await office.anna.tap("клиент не указан")
    assert "📞 Договорились" not in card.flat
    assert "➕ Поставить шаг" in card.flat


async def test_before_the_holidays_the_next_working_day_is_not_called_tomorrow_and_comes_once(office: Office) -> None:
    deal = await stands(office, "Ромашка", 10_000_00)
    await morning(office, date(2026, 12, 30))
    await office.anna.tap_data(OpenNudge(kind="stuck", on=f"deal.{deal}").pack())
    asked = await office.anna.tap("➕ Поставить шаг")
    assert [words for words in asked.flat if " · " in words] == [
        "Следующий рабочий · пн 11 янв",
        "Через месяц · пн 1 фев",
    ]
