"""Rule: "Deals" and the deals of the screens."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.runner import perform
from domain.defaults import ensure_defaults
from domain.tables import (
    Activity,
    ActivityKind,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    Invoice,
    Payment,
    Purchase,
    StageChange,
    Task,
    TaskAction,
    TaskState,
)
from domain.use_case import Cause
from domain.use_cases.deals import DealDraft, open_deal
from tests.harness import MONDAY, Handset, Office, Screen, add_client, plain

TIMES: Any = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


async def _client(office: Office, whose: Handset, name: str) -> int:
    def job(session: Session) -> int:
        ensure_defaults(session)
        return add_client(session, whose.member_id or 0, name)

    return int(await office.write(job))


async def _deal(office: Office, whose: Handset, client_id: int, amount: int | None = 120_000_00, ago: int = 0) -> int:
    at = MONDAY - timedelta(days=ago)
    cause = Cause(f"deal:{client_id}:{amount}:{ago}", at, at)
    opened = await office.write(perform(open_deal, whose.member_id or 0, cause, DealDraft(client_id, amount)))
    return int(opened.deal_id)


async def _rows(office: Office, *columns: Any) -> Any:
    return await office.read(lambda session: [tuple(row) for row in session.execute(select(*columns))])


async def _opened(person: Handset, deal_id: int) -> Screen:
    await person.say("💼 Сделки")
    return await person.tap_data(f"dl:{deal_id}")


def _was_told(person: Handset, sentence: str) -> bool:
    """On the tap, or as a message when the tap could wait no longer."""
    return sentence in person.toasts or person.screen.text == sentence


async def test_the_pipeline_shows_stages_with_sums_and_leads_to_a_deal(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")
    await _deal(office, office.anna, client)
    await _deal(office, office.anna, client, 80_000_00)
    pipeline = await office.anna.say("💼 Сделки")
    assert plain(pipeline.text) == "2 открытые сделки на 200 000 ₽"
    assert plain(pipeline.flat[0]) == "Контакт · 2 · 200 тыс. ₽"
    listed = await office.anna.tap("Контакт")
    assert [plain(text) for text in listed.flat] == [
        "⚠️ Ромашка · 120 тыс. ₽",
        "⚠️ Ромашка · 80 тыс. ₽",
        "← К воронке",
    ]
    card = await office.anna.tap("⚠️ Ромашка · 120")
    assert "Ромашка, 120 000 ₽" in plain(card.text)
    assert "Нет следующего шага" in card.text
    assert card.raw["has_protected_content"]


async def test_a_manager_sees_his_teams_deals_and_a_rep_his_own(office: Office) -> None:
    await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    boris_deal = await _deal(office, office.boris, await _client(office, office.boris, "Лютик"), 70_000_00)
    assert plain((await office.anna.say("💼 Сделки")).text) == "1 открытая сделка на 120 000 ₽"
    assert plain((await office.vera.say("💼 Сделки")).text) == "2 открытые сделки на 190 000 ₽"
    assert "Борис" in " ".join((await office.vera.tap("Контакт")).flat)
    await office.anna.tap_data(f"dl:{boris_deal}")
    assert _was_told(office.anna, "«Лютик» ведёт Борис. Ничего не записано.")


async def test_a_new_deal_is_two_answers(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("💼 Сделки")
    await office.anna.tap("➕ Новая сделка")
    await office.anna.tap("Ромашка")
    card = await office.anna.say("120к")
    assert "Ромашка, 120 000 ₽" in plain(card.text)
    assert await _rows(office, Deal.amount, Deal.state) == [(120_000_00, DealState.OPEN)]
    assert await _rows(office, DealOwner.member_id) == [(office.anna.member_id,)]


async def test_what_is_no_amount_is_asked_again(office: Office) -> None:
    await _client(office, office.anna, "Ромашка")
    await office.anna.say("💼 Сделки")
    await office.anna.tap("➕ Новая сделка")
    await office.anna.say("рамашка")
    await office.anna.tap("Ромашка")
    assert "Сумма не бывает меньше нуля" in (await office.anna.say("−5")).text
    assert "Не похоже на сумму" in (await office.anna.say("дорого")).text
    assert await _rows(office, Deal.id) == []
    await office.anna.say("1,5 млн")
    assert await _rows(office, Deal.amount) == [(1_500_000_00,)]


async def test_one_tap_moves_the_deal_and_writes_what_it_means(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    card = await office.anna.tap("→ Встреча назначена")
    assert "Встреча назначена" in card.text
    assert await _rows(office, Activity.kind, Activity.deal_id) == [(ActivityKind.MEETING_SET, deal)]


async def test_a_double_tap_on_the_next_stage_moves_once(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    card = await _opened(office.anna, deal)
    office.anna.tap_only("→ Встреча назначена", card)
    office.anna.tap_only("→ Встреча назначена", card)
    await office.settle()
    assert await _rows(office, Deal.stage) == [("meeting_set",)]
    assert len(await _rows(office, Activity.id)) == 1


async def test_invoice_and_the_whole_payment_are_two_taps_and_make_the_purchase(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    card = await office.anna.tap("🧾 Счёт")
    assert "Счёт выставлен" in card.text
    assert await _rows(office, Invoice.amount, Invoice.due_on) == [(120_000_00, date(2026, 11, 28))]
    card = await office.anna.tap("💰 Оплачен целиком")
    assert "✅ выиграна" in card.text
    assert await _rows(office, Payment.amount) == [(120_000_00,)]
    assert await _rows(office, Purchase.amount, Purchase.day) == [(120_000_00, date(2026, 11, 23))]
    assert await _rows(office, Deal.state, Deal.closed_on) == [(DealState.WON, date(2026, 11, 23))]


async def test_a_double_tap_on_paid_pays_once(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    card = await _opened(office.anna, deal)
    office.anna.tap_only("💰 Оплачен целиком", card)
    office.anna.tap_only("💰 Оплачен целиком", card)
    await office.settle()
    assert await _rows(office, Payment.amount) == [(120_000_00,)]


async def test_a_part_is_paid_and_the_rest_is_named(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    await office.anna.tap("Оплата частью")
    card = await office.anna.say("50 000")
    assert "Оплачено 50 000 ₽ · осталось 70 000 ₽" in plain(card.text)
    assert any(plain(text) == "💰 Оплачен целиком, 70 тыс. ₽" for text in card.flat)
    assert await _rows(office, Deal.state) == [(DealState.OPEN,)]


async def test_a_slip_on_paid_is_taken_back(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    await office.anna.tap("💰 Оплачен целиком")
    card = await office.anna.tap("↩️ Оплаты не было")
    assert any(text.startswith("💰 Оплачен целиком") for text in card.flat)
    assert await _rows(office, Purchase.id) == []


async def test_a_deal_is_lost_to_a_competitor_and_returned_to_later(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    await office.anna.tap("🔴 Потеряна")
    await office.anna.tap("ушёл к конкуренту")
    await office.anna.say("Лютик и Ко")
    said = await office.anna.say("вчера")
    assert "Это время уже прошло" in said.text
    card = await office.anna.say("15 марта")
    assert "Причина: ушёл к конкуренту, Лютик и Ко" in card.text
    assert "Вернуться пн 15 мар" in card.text
    assert await _rows(office, Deal.lost_reason, Deal.return_on) == [("competitor", date(2027, 3, 15))]
    assert await _rows(office, Competitor.name) == [("Лютик и Ко",)]
    again = await office.anna.tap("Открыть снова")
    assert "🔴 Потеряна" in again.flat
    assert await _rows(office, Deal.state, Deal.lost_reason) == [(DealState.OPEN, None)]
    assert len(await _rows(office, StageChange.id)) == 3


async def test_a_loss_for_no_listed_reason_needs_words(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    await office.anna.tap("🔴 Потеряна")
    await office.anna.tap("другое")
    await office.anna.say("директор уехал")
    card = await office.anna.tap("Не возвращаться")
    assert "другое, директор уехал" in card.text


async def test_a_deal_past_its_stage_is_stuck_unless_something_is_promised(office: Office) -> None:
    client = await _client(office, office.anna, "Ромашка")
    deal = await _deal(office, office.anna, client, ago=30)
    card = await _opened(office.anna, deal)
    assert "Зависла" in card.text
    stuck = await office.anna.say("💼 Сделки")
    assert "🔴 Зависли · 1" in stuck.flat
    await office.write(
        lambda s: s.add(
            Task(
                assignee_id=office.anna.member_id or 0,
                client_id=client,
                deal_id=deal,
                action=TaskAction.CALL,
                due_on=date(2026, 12, 1),
                attempt=0,
                state=TaskState.OPEN,
                occurrence=1,
                **TIMES,
            )
        )
    )
    card = await _opened(office.anna, deal)
    assert "Ждёт до 1 дек" in card.text
    assert "🔴 Зависли · 1" not in (await office.anna.say("💼 Сделки")).flat


async def test_a_manager_hands_a_deal_to_another(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.vera, deal)
    await office.vera.tap("Передать")
    card = await office.vera.tap("Борис")
    assert "Ведёт Борис" in card.text
    assert "Открытых сделок нет" in (await office.anna.say("💼 Сделки")).text


async def test_every_move_of_a_deal_is_kept_with_its_author(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal)
    await office.anna.tap("Другой этап")
    await office.anna.tap("КП отправлено")
    moves = await office.anna.tap("🕓 Ход сделки")
    assert "сегодня, 10:00 · КП отправлено · Анна" in moves.text


async def test_an_amount_unknown_is_asked_for_before_it_is_paid_in_full(office: Office) -> None:
    deal = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"), None)
    card = await _opened(office.anna, deal)
    assert "сумма не указана" in card.text
    assert not any(text.startswith("💰") for text in card.flat)
    await office.anna.tap("Сумма…")
    card = await office.anna.say("90 тыс")
    assert any(plain(text) == "💰 Оплачен целиком, 90 тыс. ₽" for text in card.flat)


async def test_the_card_reads_in_english(office: Office) -> None:
    from domain.tables import Member

    deal = await _deal(office, office.anna, await _client(office, office.anna, "Romashka"))

    def english(session: Session) -> None:
        session.get_one(Member, office.anna.member_id).language = "en"

    await office.write(english)
    office.program.handling.members.forget()
    await office.anna.say("/deals")
    card = await office.anna.tap_data(f"dl:{deal}")
    assert "→ Meeting set" in card.flat


async def test_a_deal_is_given_a_title(office: Office) -> None:
    deal_id = await _deal(office, office.anna, await _client(office, office.anna, "Ромашка"))
    await _opened(office.anna, deal_id)
    await office.anna.tap("Название…")
    assert plain((await office.anna.say("Стулья <для> столовой")).text).startswith(
        "Ромашка, Стулья <для> столовой, 120 000 ₽"
    )
