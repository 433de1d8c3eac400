"""Contracts that end: told 60 ⚙ days ahead, prolonged in two taps."""

from datetime import date

from domain.nudges.contract import contracts_for_manager
from domain.tables import Client
from tests.dialogs.logged import client
from tests.dialogs.nudging import bought, morning, nudges
from tests.harness import Office, plain

ENDS = date(2027, 1, 25)  # 60 days after Thursday 26 November


async def ends_on(office: Office, client_id: int) -> date | None:
    found: date | None = await office.read(lambda s: s.get_one(Client, client_id).contract_ends_on)
    return found


async def test_a_contract_is_told_sixty_days_ahead_and_not_before(office: Office) -> None:
    known = await client(office, "Ромашка", contract_ends_on=ENDS)
    await office.write(lambda s: s.add(bought(known, date(2026, 5, 5), 240_000_00)))
    assert await nudges(office, date(2026, 11, 25)) == []
    said = plain((await morning(office)).text)
    assert "📄 «Ромашка»: договор до 25 янв, осталось 60 дней, за год 240 тыс. ₽" in said
    assert await nudges(office, date(2026, 12, 10)) == []  # said already
    assert len(await nudges(office, date(2026, 12, 28))) == 1  # half of the time is left


async def test_a_contract_is_prolonged_for_a_year_and_the_slip_is_taken_back(office: Office) -> None:
    known = await client(office, "Ромашка", contract_ends_on=ENDS)
    await morning(office)
    await office.anna.tap("Ромашка")
    asked = await office.anna.tap("✅ Продлили до…")
    assert "До какого дня продлили?" in asked.text
    assert "📅 Другой день" in asked.flat
    await office.anna.tap("На год")
    assert await ends_on(office, known) == date(2028, 1, 25)
    assert await nudges(office) == []
    await office.anna.tap("↩️ Вернуть ответ")
    assert await ends_on(office, known) == ENDS


async def test_another_day_is_picked_from_the_month_it_may_be_in(office: Office) -> None:
    known = await client(office, "Ромашка", contract_ends_on=ENDS)
    await morning(office)
    await office.anna.tap("Ромашка")
    await office.anna.tap("✅ Продлили до…")
    month = await office.anna.tap("📅 Другой день")
    assert "15" in month.flat
    await office.anna.tap("15")
    assert await ends_on(office, known) == date(2027, 7, 15)


async def test_who_does_not_prolong_is_asked_why(office: Office) -> None:
    await client(office, "Ромашка", contract_ends_on=ENDS)
    await morning(office)
    await office.anna.tap("Ромашка")
    form = await office.anna.tap("✖️ Не продлевают")
    assert "делистинг" in form.flat


async def test_the_manager_reads_those_of_his_team(office: Office) -> None:
    await client(office, "Ромашка", contract_ends_on=ENDS)
    await client(office, "Василёк", of=office.boris, contract_ends_on=ENDS)
    await client(office, "Чужой", of=office.gleb, contract_ends_on=ENDS)
    found = await office.read(
        lambda s: contracts_for_manager(
            s, {office.anna.member_id or 0, office.boris.member_id or 0}, date(2026, 11, 26)
        )
    )
    assert sorted(one.client or "" for one in found) == ["Василёк", "Ромашка"]
