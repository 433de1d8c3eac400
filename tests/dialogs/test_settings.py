"""Settings by taps and by words."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.settings import Company, company
from domain.tables import CalendarDay, Member, Task, TaskAction
from tests.harness import MOSCOW, Office


async def test_a_zone_is_one_tap_and_takes_effect_at_once(office: Office) -> None:
    screen = await office.anna.say("/settings")
    assert screen.text == (
        "Ваши настройки\nЧасовой пояс: Москва (как в компании)\nРабочие часы: пн–пт 09:00–18:00 (как в компании)"
    )
    await office.anna.tap("Пояс")
    assert len([text for text in office.anna.screen.flat if text.startswith("МСК")]) == 11
    assert "Часовой пояс: Омск +3" in (await office.anna.tap("Омск")).text
    await office.anna.tap("Пояс")
    assert "Москва (как в компании)" in (await office.anna.tap("Как в компании")).text


async def test_a_zone_may_be_typed_and_a_wrong_one_is_asked_again(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Написать")
    assert (await office.anna.say("Луна")).text.startswith("Такого пояса нет.")
    assert "Часовой пояс: Токио" in (await office.anna.say("asia/tokyo")).text


@pytest.mark.parametrize(
    ("typed", "shown", "zone"),
    [
        ("самара", "Самара +1", "Europe/Samara"),
        ("Новосибирск", "Новосибирск", "Asia/Novosibirsk"),
        ("берлин", "Берлин", "Europe/Berlin"),
        ("New York", "Нью-Йорк", "America/New_York"),
        ("казань", "Москва", "Europe/Moscow"),
    ],
)
async def test_a_city_may_be_typed_by_its_name(office: Office, typed: str, shown: str, zone: str) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Написать")
    assert f"Часовой пояс: {shown}" in (await office.anna.say(typed)).text
    assert await office.read(lambda s: s.get_one(Member, office.anna.member_id).zone) == zone


async def test_hours_of_one_weekday_are_two_taps_and_the_others_stay(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Часы")
    assert office.anna.screen.flat[:7] == [
        "Пн: 09:00–18:00",
        "Вт: 09:00–18:00",
        "Ср: 09:00–18:00",
        "Чт: 09:00–18:00",
        "Пт: 09:00–18:00",
        "Сб: выходной",
        "Вс: выходной",
    ]
    await office.anna.tap("Сб: выходной")
    await office.anna.tap("10:00–15:00")
    await office.anna.tap("Пн: 09:00–18:00")
    screen = await office.anna.tap("Выходной")
    assert "вт–пт 09:00–18:00, сб 10:00–15:00" in screen.text


async def test_a_week_without_work_is_refused(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Часы")
    await office.anna.tap("Написать")
    await office.anna.say("вт с 8 до 12")
    await office.anna.tap("Часы")
    await office.anna.tap("Вт: 08:00–12:00")
    await office.anna.tap("Выходной")
    assert office.anna.toasts[-1].startswith("Не похоже на часы.")


async def open_calendar(office: Office) -> None:
    await office.gleb.say("/settings")
    await office.gleb.tap("Компания")
    await office.gleb.tap("📅 Календарь")


async def test_the_owner_corrects_a_day_of_the_calendar_and_takes_it_back(office: Office) -> None:
    await open_calendar(office)
    assert office.gleb.screen.text.startswith("ноябрь 2026, 20 рабочих дней.")
    await office.gleb.tap("›")
    assert office.gleb.screen.text.startswith("декабрь 2026, 22 рабочих дня.")
    assert "(31)" in office.gleb.screen.flat
    await office.gleb.tap("30")
    await office.gleb.tap("Короче на 1 ч")
    assert "30−✎" in office.gleb.screen.flat
    assert "· ср 30 дек: короче на 1 ч" in office.gleb.screen.text
    await office.gleb.tap("(31)")
    await office.gleb.tap("Рабочий")
    assert office.gleb.screen.text.startswith("декабрь 2026, 23 рабочих дня.")
    await office.gleb.tap("31✎")
    await office.gleb.tap("Как в календаре")
    assert office.gleb.screen.text.startswith("декабрь 2026, 22 рабочих дня.")
    rows = await office.read(lambda s: s.scalars(select(CalendarDay)).all())
    assert [(row.day, row.working, row.shortened_minutes) for row in rows] == [(date(2026, 12, 30), True, 60)]


async def test_days_of_the_calendar_may_be_typed(office: Office) -> None:
    await open_calendar(office)
    await office.gleb.tap("Написать")
    assert (await office.gleb.say("когда-нибудь выходной")).text.startswith("Не похоже на день календаря.")
    screen = await office.gleb.say("31.12 рабочий, 30.12 короткий на 2 часа")
    assert "· ср 30 дек: короче на 2 ч\n· чт 31 дек: рабочий" in screen.text


async def test_the_calendar_of_a_closed_month_stays_as_it_was_counted(office: Office) -> None:
    await open_calendar(office)
    assert "‹" not in office.gleb.screen.flat
    await office.gleb.tap_data("cas:20261030:off:0")
    assert office.gleb.toasts[-1].startswith("Месяц закрыт")
    assert await office.read(lambda s: s.scalars(select(CalendarDay)).all()) == []


async def test_only_the_owner_corrects_the_calendar(office: Office) -> None:
    for person in (office.anna, office.vera):
        await person.say("/settings")
        await person.tap_data("cas:20261230:off:0")
        await person.tap_data("cal:202612")
        assert "рабочих дн" not in person.screen.text
    assert await office.read(lambda s: s.scalars(select(CalendarDay)).all()) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("пн-пт 9-18, сб 10-15", "пн–пт 09:00–18:00, сб 10:00–15:00"), ("вт с 8:30 до 12", "вт 08:30–12:00")],
)
async def test_hours_are_typed_as_people_write_them(office: Office, typed: str, shown: str) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Часы")
    await office.anna.tap("Написать")
    assert f"Рабочие часы: {shown}" in (await office.anna.say(typed)).text


@pytest.mark.parametrize("typed", ["всегда", "пн-пт 18-9", "пн 25-26", "пн-пт"])
async def test_hours_that_are_none_are_refused_with_an_example(office: Office, typed: str) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Часы")
    await office.anna.tap("Написать")
    assert (await office.anna.say(typed)).text.startswith("Не похоже на часы.")
    assert await office.read(lambda s: s.get_one(Member, office.anna.member_id).work_hours) is None


async def test_the_owner_sets_the_company_and_a_manager_his_digest_hour(office: Office) -> None:
    await office.gleb.say("/settings")
    await office.gleb.tap("Компания")
    await office.gleb.tap("Часы")
    await office.gleb.tap("пн–сб 09:00–18:00")
    await office.gleb.tap("Итоги дня")
    assert "Итоги дня: в конце рабочего дня, но не позже 20:00" in (await office.gleb.tap("20:00")).text
    chosen: Company = await office.read(company)
    assert (chosen.digest_at, chosen.work_hours[5]) == ("20:00", ["09:00", "18:00"])
    assert "20:00 (как в компании)" in (await office.vera.say("/settings")).text
    assert "Компания" not in office.vera.screen.flat


async def test_a_rep_is_not_asked_about_digests_and_plans(office: Office) -> None:
    assert (await office.anna.say("/settings")).flat == [
        "Пояс",
        "Часы",
        "Язык",
        "Тёмные картинки",
        "🏖 Отпуск, больничный",
    ]


async def test_whose_zone_changes_keeps_the_instants_of_his_tasks_and_has_them_on_his_new_days(office: Office) -> None:
    late = datetime(2026, 11, 23, 22, tzinfo=MOSCOW)

    def plan(session: Session) -> None:
        times = {"happened_at": late, "received_at": late, "stored_at": late}
        session.add(
            Task(
                assignee_id=office.anna.member_id,
                action=TaskAction.CALL,
                due_on=late.date(),
                due_at=late,
                **times,
            )
        )

    await office.write(plan)
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Омск")
    task = await office.read(lambda s: s.scalars(select(Task)).one())
    assert (task.due_at, task.due_on) == (late, date(2026, 11, 24))
