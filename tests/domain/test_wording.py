"""Days, hours, phones and sums as people read them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from handlers.wording import (
    date_words,
    day_words,
    hour_words,
    long_day_words,
    moment_words,
    month_words,
    near_day_words,
    phone_words,
    short_sum_words,
    sum_words,
)
from tests.harness import plain

TODAY = date(2026, 11, 23)
MOSCOW = ZoneInfo("Europe/Moscow")


def test_a_day_is_said_with_its_weekday() -> None:
    assert day_words(date(2026, 11, 27), TODAY) == "пт 27 ноя"
    assert day_words(date(2026, 11, 27), TODAY, "en") == "Fri 27 Nov"
    assert long_day_words(date(2026, 11, 27), TODAY) == "27 ноября"
    assert date_words(date(2026, 5, 12), TODAY) == "12 мая"


@pytest.mark.parametrize(
    ("day", "said"),
    [(21, "позавчера"), (22, "вчера"), (23, "сегодня"), (24, "завтра"), (25, "послезавтра"), (26, "чт 26 ноя")],
)
def test_days_close_by_have_names_of_their_own(day: int, said: str) -> None:
    assert near_day_words(date(2026, 11, day), TODAY) == said


def test_the_year_is_said_only_when_it_is_far() -> None:
    assert day_words(date(2027, 1, 11), TODAY) == "пн 11 янв"
    assert long_day_words(date(2027, 9, 1), TODAY) == "1 сентября 2027"
    assert date_words(date(2025, 11, 12), TODAY) == "12 ноя 2025"


def test_an_hour_is_the_members_own() -> None:
    at = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    assert hour_words(at, MOSCOW) == "00:30"
    assert hour_words(time(9, 5)) == "09:05"
    assert moment_words(at, datetime(2026, 11, 23, 12, tzinfo=UTC), MOSCOW) == "завтра, 00:30"


def test_months_phones_and_sums() -> None:
    assert (month_words(TODAY), month_words(TODAY, "en")) == ("ноябрь 2026", "November 2026")
    assert phone_words("+73432345678", "12") == "+73432345678 доб. 12"
    assert plain(sum_words(1_234_567_00)) == "1 234 567 ₽"
    assert plain(short_sum_words(1_240_000_00)) == "1,24 млн ₽"
