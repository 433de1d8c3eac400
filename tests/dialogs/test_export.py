"""Rows taken out as a file: by right, noted, the same as on the screen."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Audit, Job, JobState, Member, Role
from handlers.links import ExportReport
from tests.dialogs.test_debts import owing
from tests.dialogs.test_sales import selling
from tests.harness import Office, plain


def content_of(office: Office) -> bytes:
    """Of the document that came last."""
    file = office.sandbox.world.files.get(office.gleb.screen.raw["document"]["file_id"])
    assert file is not None
    return file.content


async def taken(office: Office) -> Workbook:
    """The file that came after the waiting job was done."""
    assert await office.program.jobs.run_next()
    return load_workbook(BytesIO(content_of(office)))


async def test_the_owner_takes_out_the_rows_he_sees(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/debts")
    screen = await office.gleb.tap("📄 XLSX")
    assert screen.text == "Готовлю файл, пришлю его сюда."
    book = await taken(office)
    figures, rows = book.worksheets
    assert "Нам должны" in str(figures["A1"].value)
    assert [cell.value for cell in rows[1]] == ["Клиент", "Счёт", "Осталось", "Срок", "Просрочка", "Ответственный"]
    numbers = {cell.value: cell.number_format for row in figures for cell in row if isinstance(cell.value, int | float)}
    assert "₽" in numbers[100_000]
    assert rows["A2"].value == "Ромашка $\\frac{1}{$ <b>"
    assert (rows["C2"].value, rows["E2"].value, rows["F2"].value) == (100_000, 40, "Анна")
    assert rows.max_row == 4
    assert "Строк: 3" in plain(office.gleb.screen.text)


async def test_who_took_what_is_noted(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/debts")
    await office.gleb.tap("🔍 Показать строки")
    await office.gleb.tap("больше 30 дней: 1")
    await office.gleb.tap("📄 XLSX")
    await taken(office)

    def noted(session: Session) -> list[tuple[int | None, dict[str, object]]]:
        rows = session.execute(select(Audit.member_id, Audit.details).where(Audit.action == "export"))
        return [(row.member_id, row.details) for row in rows]

    (one,) = await office.read(noted)
    assert one[0] == office.gleb.member_id
    assert (one[1]["kind"], one[1]["view"], one[1]["rows"]) == ("debts", "longer", 1)
    assert one[1]["of"] == "/debts: всё время, вся компания"


async def test_the_file_of_a_month_s_rows_is_called_after_that_month(office: Office) -> None:
    await selling(office)
    await office.gleb.say("/sales октябрь")
    await office.gleb.tap("🔍 Показать строки")
    await office.gleb.tap("июл 26: покупок 1")
    await office.gleb.tap("📄 XLSX")
    await taken(office)
    assert "/sales: июль 2026, вся компания" in plain(office.gleb.screen.text)


async def test_two_taps_bring_one_file(office: Office) -> None:
    await owing(office)
    screen = await office.gleb.say("/debts")
    await office.gleb.tap("📄 XLSX", screen)
    await office.gleb.tap("📄 XLSX", screen)
    await taken(office)
    assert not await office.program.jobs.run_next()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_else_can(office: Office) -> None:
    """Neither sees the button, nor may press a forged one."""
    await owing(office)
    forged = ExportReport(kind="debts", period="A1").pack()
    for person in (office.anna, office.vera):
        screen = await person.say("/debts")
        assert "📄 XLSX" not in screen.flat
        await person.tap_data(forged, screen.message_id)
    assert not await office.program.jobs.run_next()


async def test_the_right_is_asked_again_when_the_file_is_made(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/debts")
    await office.gleb.tap("📄 XLSX")

    def demoted(session: Session) -> None:
        session.get_one(Member, office.gleb.member_id).role = Role.MANAGER

    await office.write(demoted)
    await office.program.jobs.run_next()
    assert await office.read(lambda s: s.scalar(select(Job.state))) is JobState.FAILED


async def test_a_file_that_cannot_be_sent_is_told_of(office: Office) -> None:
    """Whoever was promised one does not wait for ever; what Telegram takes later comes."""
    await owing(office)
    await office.gleb.say("/debts")
    picture = office.gleb.screen
    await office.gleb.tap("📄 XLSX")
    too_big = {"method": "sendDocument", "code": 400, "description": "Bad Request: file is too big"}
    office.sandbox.faults.order(too_big)
    assert await office.program.jobs.run_next()
    await office.program.tick()
    await office.program.notifier.settle()
    assert office.gleb.screen.text.startswith("Файл не получился:")
    await office.gleb.tap("📄 XLSX", on=picture)
    assert (await taken(office)).worksheets


async def test_whom_the_owner_lets_may_take_out_what_he_sees(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/members")
    await office.gleb.tap("Борис")
    assert "Может выгружать" in (await office.gleb.tap("Разрешить выгрузку")).text
    await office.boris.say("/debts")
    await office.boris.tap("📄 XLSX")
    assert await office.program.jobs.run_next()
    assert "Строк: 1" in plain(office.boris.screen.text)
    await office.gleb.tap("Запретить выгрузку")
    assert "📄 XLSX" not in (await office.boris.say("/debts")).flat


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_comparison_is_taken_out_with_both_sides(office: Office) -> None:
    await owing(office)
    await office.gleb.say("/debts анна против борис")
    await office.gleb.tap("📄 XLSX")
    figures = (await taken(office)).worksheets[0]
    said = {str(cell.value) for row in figures for cell in row}
    assert "Борис" in said
    assert any("↔" in one for one in said)
