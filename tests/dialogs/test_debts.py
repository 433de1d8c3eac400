"""/debts, as it is asked for and taken apart."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.tables import Invoice
from domain.use_case import Area, raise_revisions
from tests.harness import MONDAY, Office, add_client, plain

TIMES = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}


async def owing(office: Office) -> None:
    """«Ромашка» owes 100 000 ₽ for 40 days and 50 000 ₽ not due yet; «Лютик» 20 000 ₽ for 3 days."""

    def job(session: Session) -> None:
        rose = add_client(session, office.anna.member_id or 0, "Ромашка $\\frac{1}{$ <b>")
        lily = add_client(session, office.boris.member_id or 0, "Лютик")
        for client, amount, late in ((rose, 100_000_00, 40), (rose, 50_000_00, -5), (lily, 20_000_00, 3)):
            day = MONDAY.date() - timedelta(days=late)
            session.add(Invoice(client_id=client, amount=amount, issued_on=day, due_on=day, number="17", **TIMES))

    await office.write(job)


async def test_who_owes_how_much_for_how_long(office: Office) -> None:
    await owing(office)
    screen = await office.gleb.say("/debts")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Нам должны 170 тыс. ₽, просрочено 120 тыс. ₽. Самая большая просрочка: «Ромашка")
    assert "больше 30 дней: 100 тыс. ₽ · 1" in said
    assert "1–7 дней: 20 тыс. ₽ · 1" in said
    assert "Анна: 150 тыс. ₽ · просрочено 100 тыс. ₽\nБорис: 20 тыс. ₽ · просрочено 20 тыс. ₽" in said


async def test_each_age_opens_its_invoices_and_each_invoice_its_client(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/debts")
    await office.gleb.tap("🔍 Показать строки")
    screen = await office.gleb.tap("больше 30 дней: 1")
    assert screen.text.startswith("Просрочены больше чем на 30 дней: 1")
    assert "40 дней назад · Анна" in plain(screen.text)
    assert "Ромашка" in (await office.gleb.tap("Ромашка")).text


async def test_a_rep_sees_what_his_own_clients_owe(office: Office) -> None:
    await owing(office)
    said = plain((await office.boris.say("/debts")).text)
    assert "20 тыс. ₽" in said
    assert "Ромашка" not in said


async def test_nobody_owes(office: Office) -> None:
    screen = await office.gleb.say("/debts")
    assert not screen.has_photo
    assert screen.text.startswith("Неоплаченных счетов нет")


async def test_the_same_question_is_read_once_until_something_is_written(office: Office) -> None:
    await owing(office)
    assert "Борис: 20 тыс. ₽" in plain((await office.gleb.say("/debts")).text)

    def unnoticed(session: Session) -> None:
        session.execute(update(Invoice).where(Invoice.amount == 20_000_00).values(amount=30_000_00))

    await office.write(unnoticed)
    assert "Борис: 20 тыс. ₽" in plain((await office.gleb.say("/debts")).text)
    await office.write(lambda session: raise_revisions(session, [Area.MONEY]))
    assert "Борис: 30 тыс. ₽" in plain((await office.gleb.say("/debts")).text)


async def test_clients_of_two_reps_are_not_set_beside_each_other(office: Office) -> None:
    await owing(office)
    said = plain((await office.gleb.say("/debts анна против борис")).text)
    assert "больше 30 дней: 100 тыс. ₽ · 1 (Борис:" in said
    assert "<b>: 150 тыс. ₽ · 2 (Борис" not in said
    assert "\n\nЧьи клиенты · Борис\nБорис: 20 тыс. ₽ · просрочено 20 тыс. ₽" in said
