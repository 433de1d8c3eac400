"""One-tap answers of the kinds that are about a client or his money."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nudges.nudge import NudgeKind
from domain.purchases import rebuild_purchase_facts
from domain.tables import Client, Invoice, Keeper, Outcome, Payment, TaskAction
from tests.dialogs.logged import activities, tasks
from tests.dialogs.nudging import answers, morning, nudges, silent
from tests.harness import MONDAY, Office, Screen, add_client, plain
from tests.use_cases.buying import buy

TUESDAY = date(2026, 11, 24)


async def asked(office: Office, name: str, day: date = TUESDAY) -> Screen:
    """The card of the client's nudge on that morning."""
    await morning(office, day)
    return await office.anna.tap(name)


async def row(office: Office, client_id: int) -> Client:
    def read(session: Session) -> Client:
        found = session.get_one(Client, client_id)
        session.expunge(found)
        return found

    return await office.read(read)  # type: ignore[no-any-return]


# Silent


async def test_gone_asks_why_in_one_tap_and_the_client_is_lost(office: Office) -> None:
    anna = office.anna
    client_id = await silent(office, "Лютик")
    await asked(office, "Лютик", date(2026, 11, 26))
    await anna.tap("🚪 Ушёл")
    assert "Почему клиент ушёл?" in anna.screen.text
    screen = await anna.tap("испортились отношения")
    assert "теперь среди потерянных" in screen.text
    found = await row(office, client_id)
    assert (found.lost_reason, found.lost_at is not None) == ("spoiled_relations", True)
    await anna.tap("↩️ Вернуть ответ")
    assert (await row(office, client_id)).lost_at is None


async def test_a_reason_that_needs_words_has_its_form(office: Office) -> None:
    anna = office.anna
    client_id = await silent(office, "Лютик")
    await asked(office, "Лютик", date(2026, 11, 26))
    await anna.tap("🚪 Ушёл")
    await anna.tap("✏️ Другая причина")
    await anna.tap("другое")
    await anna.say("переехали")
    assert (await row(office, client_id)).lost_note == "переехали"
    assert not await nudges(office, date(2026, 11, 26))


async def test_not_mine_goes_to_the_manager_who_gives_him_away_in_one_tap(office: Office) -> None:
    anna, vera = office.anna, office.vera
    client_id = await silent(office, "Лютик")
    await vera.start()
    await asked(office, "Лютик", date(2026, 11, 26))
    await anna.tap("🙅 Не мой")
    assert "руководитель решит" in anna.screen.text
    await office.later(minutes=1)
    assert "Анна: «Лютик» не мой клиент. Кому передать?" in vera.screen.text
    await vera.tap("Борис")
    assert "теперь ведёт Борис" in vera.screen.text

    def keeper(session: Session) -> int | None:
        return session.scalar(select(Keeper.member_id).where(Keeper.client_id == client_id, Keeper.until.is_(None)))

    assert await office.read(keeper) == office.boris.member_id


async def test_a_rep_cannot_give_a_client_away_by_a_forged_tap(office: Office) -> None:
    client_id = await silent(office, "Лютик")
    await office.anna.start()
    await office.anna.tap_data(f"ngg:{client_id}:{office.boris.member_id}")

    def keeper(session: Session) -> int | None:
        return session.scalar(select(Keeper.member_id).where(Keeper.client_id == client_id, Keeper.until.is_(None)))

    assert await office.read(keeper) == office.anna.member_id


# Takes less


async def less(office: Office) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, "Лютик")
        for number in range(9):
            buy(
                session,
                client_id,
                date(2026, 9, 15) + timedelta(days=8 * number),
                10_000_000 if number < 6 else 4_000_000,
            )
        session.flush()
        rebuild_purchase_facts(session)
        return client_id

    made: int = await office.write(write)
    return made


async def test_in_season_it_is_not_said_again_until_he_buys(office: Office) -> None:
    anna = office.anna
    client_id = await less(office)
    screen = await asked(office, "Лютик")
    assert "три последние покупки в среднем по 40 тыс. ₽, раньше по 100 тыс. ₽ (40 %)" in plain(screen.text)
    await anna.tap("🍂 Сезон, так и надо")
    for day in (date(2026, 11, 25), date(2026, 12, 1)):
        assert not await nudges(office, day)

    def again(session: Session) -> None:
        buy(session, client_id, date(2026, 12, 1), 4_000_000)
        rebuild_purchase_facts(session)

    await office.write(again)
    assert [nudge.kind for nudge in await nudges(office, date(2026, 12, 2))] == [NudgeKind.TAKES_LESS]


# Unpaid


async def bill(office: Office, due_on: date = date(2026, 11, 21), amount: int = 5_000_000) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, "Ромашка")
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        made = Invoice(client_id=client_id, amount=amount, issued_on=due_on, due_on=due_on, **times)
        session.add(made)
        session.flush()
        return made.id

    number: int = await office.write(write)
    return number


async def test_promised_money_is_asked_about_on_the_day_it_was_promised_for(office: Office) -> None:
    anna = office.anna
    await bill(office)
    screen = await asked(office, "Ромашка")
    assert "счёт ждёт оплаты с 21 ноя, 3 дня, осталось 50 тыс. ₽" in plain(screen.text)
    await anna.tap("🤝 Обещали")
    assert "Когда обещали оплатить?" in anna.screen.text
    await anna.tap("Завтра")
    assert "обещали оплатить завтра" in anna.screen.text
    for day, said in ((24, False), (25, True)):
        assert bool(await nudges(office, date(2026, 11, day))) is said


async def test_paid_opens_the_payment_with_what_is_left_of_that_invoice(office: Office) -> None:
    anna = office.anna
    invoice_id = await bill(office)
    await asked(office, "Ромашка")
    await anna.tap("💳 Оплатили")
    await anna.tap(next(text for text in anna.screen.flat if "50" in text))

    def paid(session: Session) -> list[tuple[int | None, int]]:
        return [(one.invoice_id, one.amount) for one in session.scalars(select(Payment))]

    assert await office.read(paid) == [(invoice_id, 5_000_000)]
    assert not await nudges(office, TUESDAY)


async def test_a_dispute_is_a_claim_and_the_invoice_is_not_said_again(office: Office) -> None:
    anna = office.anna
    await bill(office)
    await asked(office, "Ромашка")
    await anna.tap("⚖️ Спор")
    assert [task.action for task in await tasks(office)] == [TaskAction.CLAIM]
    assert not await nudges(office, date(2026, 11, 30))


# After a sale


async def delivered(office: Office) -> int:
    def write(session: Session) -> int:
        client_id = add_client(session, office.anna.member_id or 0, "Новый")
        buy(session, client_id, date(2026, 11, 17), 5_000_000)
        session.flush()
        rebuild_purchase_facts(session)
        return client_id

    made: int = await office.write(write)
    return made


async def test_a_content_client_is_asked_no_more(office: Office) -> None:
    await delivered(office)
    screen = await asked(office, "Новый")
    assert "📦 «Новый»: первая покупка 17 ноя на 50 тыс. ₽. Всё ли хорошо?" in plain(screen.text)
    await office.anna.tap("👍 Доволен")
    assert [one.outcome for one in await activities(office)] == [Outcome.TALKED]
    assert not await nudges(office, date(2026, 12, 1))


async def test_a_remark_becomes_a_claim_with_its_deadline_and_taken_back_takes_both(office: Office) -> None:
    await delivered(office)
    await asked(office, "Новый")
    await office.anna.tap("⚠️ Есть замечание")
    assert [task.action for task in await tasks(office)] == [TaskAction.CLAIM]
    await office.anna.tap("↩️ Вернуть ответ")
    assert not await tasks(office)
    assert not await answers(office)


async def test_what_is_written_after_a_remark_is_its_words(office: Office) -> None:
    await delivered(office)
    await asked(office, "Новый")
    await office.anna.tap("⚠️ Есть замечание")
    screen = await office.anna.say("Две полки поцарапаны")
    assert "Две полки поцарапаны" in plain(screen.text)
    assert [one.comment for one in await activities(office)] == ["Две полки поцарапаны"]


async def test_after_the_answer_is_taken_back_words_are_looked_for_as_ever(office: Office) -> None:
    await delivered(office)
    await asked(office, "Новый")
    await office.anna.tap("⚠️ Есть замечание")
    await office.anna.tap("↩️ Вернуть ответ")
    screen = await office.anna.say("Новый")
    assert "Новый" in plain(screen.text)
    assert [one.comment for one in await activities(office)] == [None]


async def test_who_was_not_reached_is_asked_about_the_next_working_day(office: Office) -> None:
    await delivered(office)
    await asked(office, "Новый")
    await office.anna.tap("📞 Не дозвониться")
    assert not await nudges(office, TUESDAY)
    assert [nudge.client for nudge in await nudges(office, date(2026, 11, 25))] == ["Новый"]
