"""«Отчёты» and «Как дела?»: five questions, each with its finding and a way to the report."""

import pytest

from handlers.links import ShowReport
from handlers.reports import REPORTS
from handlers.reports.menu import QUESTIONS
from handlers.reports.ok import ANSWERS
from tests.dialogs.test_debts import owing
from tests.harness import Office, plain

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ASKED = ["Сколько придёт?", "Что чинить?", "Кто как работает?", "Где теряем?", "Надо ли бояться?"]


async def test_reports_are_found_by_the_question(office: Office) -> None:
    await owing(office)
    await office.vera.say("/start")
    screen = await office.vera.press("📊 Отчёты")
    assert screen.flat == ["🙂 Как дела? Всё в одном", *ASKED]
    await office.vera.tap("Сколько придёт?")
    assert "Нам должны 170 тыс. ₽" in plain((await office.vera.tap("🧾 Кто нам должен")).text)


async def test_every_report_stands_under_one_question(office: Office) -> None:
    listed = [kind for kinds in QUESTIONS.values() for kind in kinds]
    assert sorted(listed) == sorted(report.kind for report in REPORTS if report.is_command)


async def test_how_are_we_in_five_lines_each_with_its_button(office: Office) -> None:
    await owing(office)
    screen = await office.gleb.say("/ok")
    said = plain(screen.text)
    assert [said.index(question) for question in ASKED] == sorted(said.index(question) for question in ASKED)
    assert "данные на 23 ноя 10:00" in said
    assert len(screen.flat) == len(ANSWERS)
    assert (await office.gleb.tap("🕳")).message_id != screen.message_id


async def test_a_finding_is_the_title_of_its_report(office: Office) -> None:
    await owing(office)
    said = plain((await office.gleb.say("/ok")).text)
    for _, kind in ANSWERS:
        title = plain((await office.gleb.say(f"/{kind}")).text).split("\n")[0].removeprefix("Месяц только")
        assert title in said


async def test_a_reps_five_lines_are_of_his_own(office: Office) -> None:
    await owing(office)
    said = plain((await office.anna.say("/ok")).text)
    assert "Надо ли бояться" in said
    assert "Борис" not in said
    assert "мои" in plain((await office.anna.tap("🔻")).text)


@pytest.mark.parametrize("command", ["channels", "norms"])
async def test_of_figures_of_the_whole_company_a_rep_is_told_whose_they_are(office: Office, command: str) -> None:
    assert "его видят руководители" in (await office.anna.say(f"/{command} q3")).text
    await office.anna.tap_data(ShowReport(kind=command).pack())
    assert not office.anna.screen.has_photo


async def test_how_are_things_takes_words_and_says_which_it_did_not_take(office: Office) -> None:
    said = plain((await office.gleb.say("/ok анна октябрь")).text)
    assert "октябрь" in said.lower()
    assert "Анна" in said
    opened = plain((await office.gleb.tap("🔻 Воронка")).text)
    assert "Анна" in opened
    assert "ктябрь" in opened
    assert "«абракадабра» не понял" in plain((await office.gleb.say("/ok абракадабра")).text)
    assert "под каждым отчётом" in plain((await office.gleb.say("/ok q3 vs q2")).text)
