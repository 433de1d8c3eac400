"""/activity and what is worth a look, as they are asked for and taken apart."""

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from domain.tables import Activity, ActivityKind, Outcome, PlanLine
from tests.harness import MONDAY, Office, plain
from tests.use_cases.month import a_client, activity_plan, at, did, long_together, times

FRIDAY = date(2026, 11, 20)
TUESDAY_NOON = MONDAY + timedelta(days=1, hours=2)


async def a_month(office: Office) -> None:
    """Анна does her plan on Friday, half of it too late; Борис has a plan and does nothing."""

    def job(session: Session) -> None:
        long_together(session)
        anna, boris = office.anna.member_id or 0, office.boris.member_id or 0
        for member in (anna, boris):
            activity_plan(session, member, PlanLine.CALLS, 4, since=FRIDAY)
        client = a_client(session, anna)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), 2)
        did(session, anna, client, ActivityKind.CALL, at(FRIDAY), 2, received=TUESDAY_NOON)

    await office.write(job)


async def a_burst(office: Office) -> None:
    def job(session: Session) -> None:
        long_together(session)
        client = a_client(session, office.anna.member_id or 0)
        for number in range(9):
            saved = at(FRIDAY, time(14)) + timedelta(seconds=15 * number)
            values = {"kind": ActivityKind.CALL, "outcome": Outcome.TALKED, **times(at(FRIDAY, time(9, number)), saved)}
            session.add(Activity(author_id=office.anna.member_id or 0, client_id=client, **values))

    await office.write(job)


async def test_who_does_how_much_on_which_day_and_what_came_later(office: Office) -> None:
    await a_month(office)
    screen = await office.gleb.say("/activity")
    assert screen.has_photo
    said = plain(screen.text)
    assert said.startswith("Борис: 0 % плана действий, меньше всего звонки 0 %")
    assert "Анна: 20 50 % (50 % · 0,56)" in said
    assert "Внесено позже: 2 (Анна 2), в план дня не входит." in said
    assert "Звонки: 25 % · 2 из 8" in said
    await office.gleb.tap("🔍 Показать строки")
    rows = await office.gleb.tap("Внесено позже: 2")
    assert "звонок · Анна · 20 ноя · 24 ноя" in plain(rows.text)


async def test_a_rep_sees_his_own_weeks_and_no_signs(office: Office) -> None:
    await a_month(office)
    screen = await office.anna.say("/activity")
    said = plain(screen.text)
    assert said.startswith("Анна: 50 % плана действий, меньше всего звонки 50 %")
    assert "Доля премии за активность: 0,56." in said
    assert "👀 Посмотрите" not in screen.flat
    forged = await office.anna.tap_data("rp:signs::::::0")
    assert "Посмотрите" not in forged.text


async def test_without_a_plan_it_says_so(office: Office) -> None:
    screen = await office.gleb.say("/activity")
    assert not screen.has_photo
    assert screen.text.startswith("За это время плана действий ни у кого нет")


async def test_a_sign_is_looked_at_asked_about_and_answered(office: Office) -> None:
    await a_burst(office)
    await office.vera.say("/activity")
    signs = await office.vera.tap("👀 Посмотрите")
    assert plain(signs.text).startswith("Посмотрите: Анна, пт 20 ноя, 9 разговоров записаны за 3 минуты")
    card = await office.vera.tap("Анна, 20 ноя, 9 разговоров")
    assert "дней с таким 1 из 1" in card.text
    asked = await office.vera.tap("💬 Спросить")
    assert "Вопрос отправлен, ответа пока нет." in asked.text
    await office.later(minutes=1)
    question = office.anna.screen
    assert question.text == ("Уточните, пожалуйста: пт 20 ноя, 9 разговоров записаны за 3 минуты. Как это получилось?")
    assert "«Не было связи»" in (await office.anna.tap("Не было связи")).text
    await office.later(minutes=1)
    assert office.vera.screen.text == "Анна отвечает: «Не было связи»."
    assert "Ответ: «Не было связи»." in (await office.vera.tap("Посмотреть")).text


async def test_the_rows_of_a_sign_open_the_client_and_explained_closes_it(office: Office) -> None:
    await a_burst(office)
    await office.gleb.say("/activity")
    await office.gleb.tap("👀 Посмотрите")
    await office.gleb.tap("Анна, 20 ноя, 9 разговоров")
    rows = await office.gleb.tap("🔍 Показать строки")
    assert rows.text.startswith("Записаны за 3 минуты: 9")
    assert "звонок · 20 ноя 09:00 · 20 ноя 14:00" in plain(rows.text)
    assert "Клиент" in (await office.gleb.tap("Клиент")).text
    await office.gleb.say("/activity")
    await office.gleb.tap("👀 Посмотрите")
    await office.gleb.tap("Анна, 20 ноя, 9 разговоров")
    assert "Разобрались." in (await office.gleb.tap("✅ Разобрались")).text
    await office.gleb.say("/activity")
    assert "смотреть не на что" in (await office.gleb.tap("👀 Посмотрите")).text


async def test_words_of_blame_are_on_no_screen(office: Office) -> None:
    await a_burst(office)
    await office.gleb.say("/activity")
    await office.gleb.tap("👀 Посмотрите")
    texts = " ".join([office.gleb.screen.text, (await office.gleb.tap("❓ Как посчитано")).text]).casefold()
    assert not [word for word in ("обман", "нарушен", "штраф", "оклад", "подозр") if word in texts]
