"""/digest as a manager and an owner see it, and as it comes by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from domain.defaults import ensure_defaults
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    CalendarDay,
    DealState,
    Member,
    PlanLine,
    Role,
    Task,
    TaskAction,
)
from handlers.links import ShowReport
from handlers.words import words
from tests.harness import MOSCOW, Handset, Office, Screen, add_client, plain
from tests.use_cases.month import (
    LONG_AGO,
    MILLION,
    a_client,
    a_deal,
    activity_plan,
    at,
    did,
    long_together,
    paid,
    sales_plan,
    times,
)

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)


async def a_friday(office: Office, member: Handset) -> None:
    """The worked example: 1.24 of 8.1 million on Friday 20 November, 12 planned, the 14th working day of 21."""
    assert member.member_id is not None
    rep = member.member_id

    def job(session: Session) -> None:
        ensure_defaults(session)
        long_together(session)
        session.add(CalendarDay(day=date(2026, 11, 28), working=True))
        client = a_client(session, rep)
        paid(session, client, 6_860_000_00, date(2026, 11, 9))
        paid(session, client, 1_240_000_00, FRIDAY)
        sales_plan(session, rep, NOVEMBER, 12 * MILLION)
        did(session, rep, client, ActivityKind.CALL, at(FRIDAY), 9)
        activity_plan(session, rep, PlanLine.CALLS, 10)

    await office.write(job)


async def a_call(office: Office, day: date) -> None:
    anna = office.anna.member_id
    assert anna is not None
    await office.write(lambda s: did(s, anna, add_client(s, anna, "Ромашка"), ActivityKind.CALL, at(day), 1))


def lines(screen: Screen) -> list[str]:
    return plain(screen.text).splitlines()


async def test_the_digest_of_a_day_says_what_happened_and_where_the_month_is(office: Office) -> None:
    await a_friday(office, office.anna)
    screen = await office.vera.say("/digest 20 ноября")
    assert screen.has_photo
    assert lines(screen) == [
        "Пт 20 ноября. Оплатили 1,24 млн ₽. С начала месяца 8,1 из 12 млн ₽: 68 % плана, прошло 67 % рабочих дней.",
        "Контактов 9, встреч 0, КП 0.",
        "",
        "данные на 23 ноя 10:00",
    ]
    assert lines(await office.vera.tap("👥 По людям")) == [
        "По людям: оплаты месяца, план, действия",
        "                 оплаты  план  дела",
        "Анна          8,1 млн ₽  68 %  90 %",
        "Борис                 –     –     –",
    ]


async def test_what_is_to_be_decided_is_a_tap_away(office: Office) -> None:
    await a_friday(office, office.boris)
    boris = office.boris.member_id
    assert boris is not None

    def job(session: Session) -> None:
        client = add_client(session, boris, "Ромашка <b>")
        a_deal(session, boris, client, amount=540_000_00, stage="offer")
        late = times(at(LONG_AGO))
        session.add(Task(assignee_id=boris, client_id=client, action=TaskAction.CALL, due_on=FRIDAY, **late))

    await office.write(job)
    screen = await office.vera.say("/digest 20 ноября")
    assert "Сейчас: 1 просроченное дело, 1 зависшая сделка, 1 без следующего шага." in lines(screen)
    decided = lines(screen)[lines(screen).index("Решить:") + 1 :][:3]
    assert decided[0].startswith("• «Ромашка <b>», 540 тыс. ₽, Борис: зависла на «КП отправлено»")
    assert decided[1] == "• Просрочено 1 дело."
    assert screen.flat[:3] == ["❓ Спросить: Борис", "Сделка: Ромашка <b>", "Просроченные дела: 1"]
    assert "Борис, 20 ноя" in (await office.vera.tap("Просроченные дела", on=screen)).text
    assert "Ромашка" in (await office.vera.tap("Сделка: Ромашка", on=screen)).text


async def test_who_is_far_behind_is_opened_from_the_digest(office: Office) -> None:
    def job(session: Session) -> None:
        long_together(session)
        for member in (office.anna, office.boris):
            assert member.member_id is not None
            sales_plan(session, member.member_id, NOVEMBER, 10 * MILLION)
            done = 9 if member is office.anna else 3
            paid(session, a_client(session, member.member_id), done * MILLION, MONDAY)

    await office.write(job)
    screen = await office.vera.say("/digest")
    assert "• Борис: 30 % плана, по дням уже 75 %. Не хватает 4,5 млн ₽." in lines(screen)
    assert (await office.vera.tap("Борис отстаёт")).text.startswith("Борис")


async def test_without_any_plan_the_digest_offers_to_set_one(office: Office) -> None:
    def job(session: Session) -> None:
        long_together(session)
        assert office.anna.member_id is not None
        paid(session, a_client(session, office.anna.member_id), MILLION, MONDAY)

    await office.write(job)
    screen = await office.gleb.say("/digest")
    assert lines(screen)[0].endswith("С начала месяца 1 млн ₽, плана на ноябрь 2026 нет.")
    assert screen.flat[0] == "Задать планы"
    assert (await office.gleb.tap("Задать планы")).message_id != screen.message_id


async def test_the_day_before_is_shown_in_the_same_message(office: Office) -> None:
    await a_friday(office, office.anna)
    await office.write(lambda s: did(s, 1, 1, ActivityKind.CALL, at(date(2026, 11, 19))))
    screen = await office.vera.say("/digest пятница")
    before = await office.vera.tap("◀ чт 19 ноя")
    assert before.message_id == screen.message_id
    assert lines(before)[0].startswith("Чт 19 ноября. Оплат нет. С начала месяца 6,86 из 12 млн ₽")
    after = await office.vera.tap("пт 20 ноя ▶")
    assert (after.message_id, after.text) == (screen.message_id, screen.text)


async def test_a_week_and_a_month_are_one_tap_away(office: Office) -> None:
    await a_friday(office, office.anna)
    await office.vera.say("/digest 20 ноября")
    assert lines(await office.vera.tap("Неделя"))[0].startswith("Неделя 16 ноя – 22 ноя. Оплатили 1,24 млн ₽.")
    month = await office.vera.tap("Месяц")
    assert lines(month)[0].startswith("Ноябрь 2026. С начала месяца 8,1 из 12 млн ₽: 68 % плана, прошло")
    assert "• Месяц" in month.flat


async def test_an_empty_day_says_so_and_what_waits_all_the_same(office: Office) -> None:
    await a_friday(office, office.anna)
    anna = office.anna.member_id
    late = times(at(LONG_AGO))
    await office.write(lambda s: s.add(Task(assignee_id=anna, action=TaskAction.CALL, due_on=FRIDAY, **late)))
    screen = await office.vera.say("/digest суббота")
    assert lines(screen) == [
        "Сб 21 ноября. Ни оплат, ни сделок, ни звонков. "
        "С начала месяца 8,1 из 12 млн ₽: 68 % плана, прошло 67 % рабочих дней.",
    ]
    assert not screen.has_photo
    assert screen.flat[:2] == ["Просроченные дела: 1", "◀ пт 20 ноя"]


async def test_a_company_that_begins_is_asked_for_plans_and_no_zeros_are_shown(office: Office) -> None:
    screen = await office.gleb.say("/digest")
    assert lines(screen) == ["Пн 23 ноября. Ни оплат, ни сделок, ни звонков."]
    assert not screen.has_photo
    assert screen.flat[0] == "Задать планы"


async def test_a_month_that_is_over_says_how_it_ended(office: Office) -> None:
    await a_friday(office, office.anna)
    office.clock.move_to(moscow(date(2026, 12, 7), 10))
    screen = await office.vera.say("/digest ноябрь")
    assert lines(screen)[0] == "Ноябрь 2026. Оплатили 8,1 из 12 млн ₽: 68 % плана."


async def test_words_that_are_no_day_are_answered_with_examples(office: Office) -> None:
    screen = await office.vera.say("/digest <b>кошки")
    assert screen.text.startswith("Не получилось понять «<b>кошки».")
    assert (await office.vera.tap("День")).text.startswith("Пн 23 ноября")


async def test_a_forged_period_shows_today(office: Office) -> None:
    await office.vera.say("/digest")
    for period in ("day_9999-01-01", "all_1900-01-01", "day_2026-13-01", "кошки"):
        screen = await office.vera.tap_data(ShowReport(kind="digest", period=period).pack())
        assert screen.text.startswith("Пн 23 ноября"), period


async def test_a_rep_has_no_digest_even_by_a_forged_button(office: Office) -> None:
    assert (await office.anna.say("/digest")).text == "Такой команды нет. Что есть: /help"
    await office.anna.tap_data(ShowReport(kind="digest", period="day_2026-11-20").pack())
    assert office.anna.toasts[-1] == "Это доступно не всем. Ничего не записано."


async def test_forty_reps_stand_in_the_table_each_on_a_line_of_a_phones_width(office: Office) -> None:
    def job(session: Session) -> None:
        for number in range(40):
            name = f"Константин Константинопольский {number} 🧲<"
            member = Member(name=name, role=Role.REP, telegram_id=5000 + number, joined_at=at(LONG_AGO))
            session.add(member)
            session.flush()
            paid(session, a_client(session, member.id), (number + 1) * MILLION, MONDAY)
            sales_plan(session, member.id, NOVEMBER, 100 * MILLION)

    await office.write(job)
    assert (await office.gleb.say("/digest")).has_photo
    table = lines(await office.gleb.tap("👥 По людям"))[1:]
    assert len(table) == 43
    assert {len(line) for line in table} == {35}
    assert "Константин …   40 млн ₽  40 %     –" in table


# By itself


def moscow(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), MOSCOW)


async def test_in_the_evening_the_digest_comes_by_itself_and_silently(office: Office) -> None:
    await a_friday(office, office.anna)
    await office.until(moscow(MONDAY, 18) + timedelta(minutes=1))
    (push,) = [screen for screen in office.vera.heard if screen.text.startswith("Пн 23 ноября")]
    assert lines(push) == [
        "Пн 23 ноября. Ни оплат, ни сделок, ни звонков. "
        "С начала месяца 8,1 из 12 млн ₽: 68 % плана, прошло 71 % рабочих дней.",
    ]
    assert _calls(office, office.vera)[-1].get("disable_notification") in (True, "true", "True")
    assert [one.text for one in office.vera.heard] == [push.text]


async def test_the_table_by_person_is_a_second_message_without_sound(office: Office) -> None:
    await a_friday(office, office.anna)
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: paid(s, a_client(s, rep), MILLION, MONDAY))
    await office.until(moscow(MONDAY, 18) + timedelta(minutes=1))
    picture, table = office.vera.heard[-2:]
    assert picture.has_photo
    assert table.text.startswith("По людям")
    silent = [call.get("disable_notification") in (True, "true", "True") for call in _calls(office, office.vera)[-2:]]
    assert silent == [True, True]


async def test_it_says_the_same_as_the_command(office: Office) -> None:
    await a_friday(office, office.anna)
    rep = office.anna.member_id
    assert rep is not None
    await office.write(lambda s: paid(s, a_client(s, rep), MILLION, MONDAY))
    await office.until(moscow(MONDAY, 18) + timedelta(minutes=1))
    push = office.vera.heard[-2]
    assert push.has_photo
    asked = await office.vera.say("/digest")
    assert lines(asked)[:-1] == lines(push)[:-1]
    assert asked.flat == push.flat


async def test_the_same_picture_is_uploaded_once(office: Office) -> None:
    await a_friday(office, office.anna)
    first = await office.vera.say("/digest 20 ноября")
    second = await office.vera.say("/digest 20 ноября")
    assert first.message_id != second.message_id
    assert first.raw["photo"][-1]["file_id"] == second.raw["photo"][-1]["file_id"]


async def test_on_leave_no_digest_comes(office: Office) -> None:
    await a_friday(office, office.anna)
    vera = office.vera.member_id
    await office.write(
        lambda s: s.add(Absence(member_id=vera, kind=AbsenceKind.SICK, first_day=MONDAY, last_day=MONDAY))
    )
    await office.until(moscow(MONDAY, 20))
    assert office.vera.heard == []


async def test_who_was_made_a_rep_in_the_meantime_hears_no_digest(office: Office) -> None:
    await a_friday(office, office.anna)
    vera = office.vera.member_id
    await office.write(lambda s: _enqueue_and_demote(s, vera))
    await office.later(seconds=1)
    assert [screen for screen in office.vera.heard if "ноября" in screen.text] == []


def _enqueue_and_demote(session: Session, member_id: Any) -> None:
    from domain.outbox import Push, enqueue

    about = {"day": FRIDAY.isoformat()}
    enqueue(session, [Push("digest:test", "digest", member_id, moscow(MONDAY, 10), None, about)], moscow(MONDAY, 10))
    session.get_one(Member, member_id).role = Role.REP


async def test_in_english_too(office: Office) -> None:
    await a_friday(office, office.anna)
    gleb = office.gleb.member_id
    await office.write(lambda s: setattr(s.get_one(Member, gleb), "language", "en"))
    await office.write(lambda s: a_deal(s, 1, state=DealState.WON, closed_on=FRIDAY) and None)
    screen = await office.gleb.say("/digest 20 November")
    assert "8.1 of 12 M ₽: 68 % of the plan" in plain(screen.text)
    assert "Deals: won 1 worth 1 M ₽." in plain(screen.text)
    assert words("en").plain("digest-span-week") in screen.flat


def _calls(office: Office, phone: Handset) -> list[dict[str, Any]]:
    """What was sent to that phone: the parameters of each call."""
    return [
        call["params"]
        for call in office.sandbox.calls.after(0)
        if str(call["params"].get("chat_id")) == str(phone.person.id) and call["method"].startswith("send")
    ]


async def test_on_monday_the_week_and_five_pictures_for_the_meeting_come(office: Office) -> None:
    await a_friday(office, office.anna)
    await a_call(office, date(2026, 11, 26))
    await office.until(moscow(date(2026, 11, 30), 9) + timedelta(minutes=1))
    heard = office.vera.heard
    (week,) = [screen for screen in heard if screen.text.startswith("Неделя 23 ноя – 29 ноя")]
    (head,) = [screen for screen in heard if screen.text.startswith("К планёрке")]
    album = [screen for screen in heard if screen.raw.get("media_group_id") == head.raw["media_group_id"]]
    assert len(album) == 5
    assert all(screen.has_photo for screen in album)
    assert len(lines(head)) == 7
    assert not any(screen.text for screen in album[1:])
    assert week.message_id < head.message_id
    assert "68 % плана, прошло 95 % рабочих дней" in plain(week.text)
    assert "68 % плана, прошло 95 % рабочих дней" in plain(head.text)


async def test_after_a_week_without_work_there_is_nothing_for_the_meeting(office: Office) -> None:
    await a_friday(office, office.anna)
    await office.until(moscow(date(2026, 11, 30), 9) + timedelta(minutes=1))
    heard = [screen.text for screen in office.vera.heard]
    assert any(text.startswith("Неделя 23 ноя – 29 ноя") for text in heard)
    assert not any(text.startswith("К планёрке") for text in heard)


async def test_on_the_first_working_day_the_month_that_is_over_comes(office: Office) -> None:
    await a_friday(office, office.anna)
    await office.until(moscow(date(2026, 12, 1), 9) + timedelta(minutes=1))
    (month,) = [screen for screen in office.vera.heard if screen.text.startswith("Ноябрь 2026")]
    assert lines(month)[0] == "Ноябрь 2026. Оплатили 8,1 из 12 млн ₽: 68 % плана."


async def test_the_answer_to_a_question_comes_under_the_digest(office: Office) -> None:
    await a_friday(office, office.boris)
    boris = office.boris.member_id
    assert boris is not None

    def job(session: Session) -> None:
        a_deal(session, boris, add_client(session, boris, "Ромашка"), amount=540_000_00, stage="offer")

    await office.write(job)
    digest = await office.vera.say("/digest 20 ноября")
    await office.vera.tap("❓ Спросить: Борис", on=digest)
    await office.later(seconds=1)
    await office.boris.tap("Ждём клиента", on=office.boris.heard[-1])
    await office.later(seconds=1)
    answer = office.vera.heard[-1]
    assert plain(answer.text) == "Борис · «Ромашка», 540 тыс. ₽: «Ждём клиента»."
    assert answer.raw["reply_to_message"]["message_id"] == digest.message_id
