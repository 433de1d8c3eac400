"""Days of absences and of the calendar as people write them, and where a meeting fits."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.absence_words import parse_days
from domain.calendar_words import DayIs, parse_calendar
from domain.cities import zone_named
from domain.dates import NotADate
from domain.hour_slots import free_hour
from domain.worktime import Schedule

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 23, 10, tzinfo=MOSCOW)
TODAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("1–14 декабря", date(2026, 12, 1), date(2026, 12, 14)),
        ("с 28.12 по 10.01", date(2026, 12, 28), date(2027, 1, 10)),
        ("по пятницу", TODAY, date(2026, 11, 27)),
        ("till Friday", TODAY, date(2026, 11, 27)),
        ("завтра", TUESDAY, TUESDAY),
        ("19.11 - 20.11", date(2026, 11, 19), date(2026, 11, 20)),
    ],
)
def test_days_of_an_absence_are_read_as_written(said: str, first: date, last: date) -> None:
    assert parse_days(said, NOW, MOSCOW) == (first, last)


@pytest.mark.parametrize("said", ["", "скоро", "32–40 декабря", "1–2–3 декабря", "по"])
def test_what_is_no_days_is_refused(said: str) -> None:
    with pytest.raises(NotADate):
        parse_days(said, NOW, MOSCOW)


@pytest.mark.parametrize(
    ("said", "what", "minutes"),
    [
        ("31.12 выходной", DayIs.OFF, 0),
        ("31.12: выходной день", DayIs.OFF, 0),
        ("31 декабря — рабочий день", DayIs.WORKING, 0),
        ("31.12 короткий на 1 час", DayIs.SHORT, 60),
        ("31.12 короче на 90 мин", DayIs.SHORT, 90),
        ("31.12 сокращённый", DayIs.SHORT, 60),
        ("31.12 как в календаре", DayIs.AS_USUAL, 0),
        ("Dec 31 short by 2 hours", DayIs.SHORT, 120),
    ],
)
def test_a_correction_of_the_calendar_is_read_as_written(said: str, what: DayIs, minutes: int) -> None:
    assert parse_calendar(said, NOW, MOSCOW) == ((date(2026, 12, 31), what, minutes),)


@pytest.mark.parametrize("said", ["", "выходной", "31.12", "когда-нибудь выходной"])
def test_what_is_no_correction_is_refused(said: str) -> None:
    with pytest.raises(NotADate):
        parse_calendar(said, NOW, MOSCOW)


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("Орел", "Europe/Moscow"),
        ("южно-сахалинск", "Asia/Sakhalin"),
        ("Нью-Йорк", "America/New_York"),
        ("Munich", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Луна", None),
    ],
)
def test_a_zone_is_known_by_its_cities(city: str, zone: str | None) -> None:
    assert zone_named(city) == zone


def test_a_meeting_goes_to_the_next_free_half_hour_and_earlier_only_when_the_day_is_full() -> None:
    office, hour = Schedule(MOSCOW), timedelta(hours=1)

    def busy(start: int, end: int) -> tuple[datetime, datetime]:
        return office.at(TUESDAY, time(start)), office.at(TUESDAY, time(end))

    assert free_hour(office, TUESDAY, time(14), hour, []) == time(14)
    assert free_hour(office, TUESDAY, time(14), hour, [busy(13, 15)]) == time(15)
    assert free_hour(office, TUESDAY, time(14), hour, [busy(12, 18)]) == time(9)
    assert free_hour(office, TUESDAY, time(14), hour, [busy(9, 18)]) == time(14)
