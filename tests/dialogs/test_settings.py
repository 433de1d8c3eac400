"""Settings by taps and by words."""

import pytest

from domain.settings import Company, company
from domain.tables import Member
from tests.harness import Office


async def test_a_zone_is_one_tap_and_takes_effect_at_once(office: Office) -> None:
    screen = await office.anna.say("/settings")
    assert screen.text == (
        "Ваши настройки\nЧасовой пояс: Москва (как в компании)\nРабочие часы: пн–пт 09:00–18:00 (как в компании)"
    )
    await office.anna.tap("Пояс")
    assert (
        len([text for text in office.anna.screen.flat if text[-2:].strip("−+").isdecimal() or text == "Москва"]) == 11
    )
    assert "Часовой пояс: Омск +3" in (await office.anna.tap("Омск")).text
    await office.anna.tap("Пояс")
    assert "Москва (как в компании)" in (await office.anna.tap("Как в компании")).text


async def test_a_zone_may_be_typed_and_a_wrong_one_is_asked_again(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Написать")
    assert (await office.anna.say("Луна")).text.startswith("Такого пояса нет.")
    assert "Часовой пояс: Asia/Tokyo" in (await office.anna.say("asia/tokyo")).text


async def test_a_city_of_the_list_may_be_typed_by_its_name(office: Office) -> None:
    await office.anna.say("/settings")
    await office.anna.tap("Пояс")
    await office.anna.tap("Написать")
    assert "Часовой пояс: Самара +1" in (await office.anna.say("самара")).text


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
    assert (await office.anna.say("/settings")).flat == ["Пояс", "Часы", "Язык", "Тёмные картинки"]
