from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import FutureDate, NotADate, PastDate, When, parse_past_when, parse_when

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 20, 12, 30, tzinfo=MOSCOW).astimezone(UTC)  # a Friday
TODAY = date(2026, 11, 20)


def day(number: int, month: int = 11, year: int = 2026, at: str | None = None) -> When:
    return When(date(year, month, number), time.fromisoformat(at) if at else None)


AHEAD = {
    "сегодня": day(20),
    "сегодня в 15:00": day(20, at="15:00"),
    "завтра": day(21),
    "Завтра!": day(21),
    "завтра 11": day(21, at="11:00"),
    "завтра в 3": day(21, at="15:00"),
    "завтра в 3 ночи": day(21, at="03:00"),
    "завтра 03:00": day(21, at="03:00"),
    "завтра 10.30": day(21, at="10:30"),
    "завтра 10-30": day(21, at="10:30"),
    "10.30 завтра": day(21, at="10:30"),
    "завтра утром": day(21, at="10:00"),
    "завтра с утра": day(21, at="10:00"),
    "завтра вечером в 7": day(21, at="19:00"),
    "завтра в 7 вечера": day(21, at="19:00"),
    "завтра в обед": day(21, at="13:00"),
    "завтра после обеда": day(21, at="15:00"),
    "завтра в час дня": day(21, at="13:00"),
    "завтра в 9 часов утра": day(21, at="09:00"),
    "послезавтра 11": day(22, at="11:00"),
    "в 15:30": day(20, at="15:30"),
    "в 11": day(21, at="11:00"),
    "11:00": day(21, at="11:00"),
    "пт 15:30": day(20, at="15:30"),
    "пт 11:30": day(27, at="11:30"),
    "пт": day(27),
    "в пятницу, 11:00": day(27, at="11:00"),
    "в понедельник в 10": day(23, at="10:00"),
    "в следующий понедельник": day(23),
    "в следующую среду": day(25),
    "в эту субботу": day(21),
    "Пн.": day(23),
    "на следующей неделе": day(23),
    "через час": day(20, at="13:30"),
    "через 2 часа": day(20, at="14:30"),
    "через 2ч": day(20, at="14:30"),
    "через полчаса": day(20, at="13:00"),
    "через полтора часа": day(20, at="14:00"),
    "через 1,5 часа": day(20, at="14:00"),
    "через 40 минут": day(20, at="13:10"),
    "через 12 часов": day(21, at="00:30"),
    "через день": day(21),
    "через 3 дня": day(23),
    "через три дня в 10": day(23, at="10:00"),
    "через неделю": day(27),
    "через неделю в 10": day(27, at="10:00"),
    "через две недели": day(4, 12),
    "через месяц": day(20, 12),
    "через 3 месяца": day(20, 2, 2027),
    "через полгода": day(20, 5, 2027),
    "через полтора года": day(20, 5, 2028),
    "in half a year": day(20, 5, 2027),
    "через год": day(20, 11, 2027),
    "25.12": day(25, 12),
    "25/12": day(25, 12),
    "25.12 11": day(25, 12, at="11:00"),
    "25.12.2026": day(25, 12),
    "25.12.26 в 11:15": day(25, 12, at="11:15"),
    "2026-12-25": day(25, 12),
    "10.12 10.30": day(10, 12, at="10:30"),
    "25 декабря": day(25, 12),
    "25-го декабря 2027 года": day(25, 12, 2027),
    "15 янв 12:00": day(15, 1, 2027, at="12:00"),
    "25 числа": day(25),
    "5-го": day(5, 12),
    "31 числа": day(31, 12),
    "29 февраля": day(29, 2, 2028),
    "tomorrow 11am": day(21, at="11:00"),
    "Tomorrow at 3 pm": day(21, at="15:00"),
    "tomorrow": day(21),
    "the day after tomorrow": day(22),
    "on monday at 10": day(23, at="10:00"),
    "next friday": day(27),
    "in 2 hours": day(20, at="14:30"),
    "in an hour": day(20, at="13:30"),
    "in half an hour": day(20, at="13:00"),
    "in a week": day(27),
    "next week": day(23),
    "december 25": day(25, 12),
    "25th of December 2026 11:30 am": day(25, 12, at="11:30"),
    "tomorrow morning": day(21, at="10:00"),
    "tomorrow noon": day(21, at="12:00"),
}


@pytest.mark.parametrize(("words", "when"), AHEAD.items())
def test_the_words_of_a_busy_person(words: str, when: When) -> None:
    assert parse_when(words, NOW, MOSCOW) == when


@pytest.mark.parametrize(
    "words",
    ["", " ", "скоро", "кофе на 5000", "завтра куплю 2 стола", "завтра послезавтра", "завтра 11 12", "31.02",
     "30 февраля", "25:00", "завтра 11:75", "в", "через", "через 2 часа в 10", "32 числа", "через 999 лет",
     "25.12.9999", "0.0", "5000", "через 1,5 недели", "+79120000000", "٣ дня"],
)  # fmt: skip
def test_words_that_are_no_date_are_refused(words: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_when(words, NOW, MOSCOW)
    assert not isinstance(refused.value, PastDate)
    assert refused.value.text == words


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("вчера", day(19)),
        ("сегодня в 9", day(20, at="09:00")),
        ("15.10", day(15, 10)),
        ("25.12.2025", day(25, 12, 2025)),
        ("20 ноября 2026 10:00", day(20, at="10:00")),
        ("2 часа назад", day(20, at="10:30")),
        ("yesterday 5pm", day(19, at="17:00")),
        ("в прошлую пятницу", day(13)),
    ],
)
def test_a_date_in_the_past_says_what_was_understood(words: str, understood: When) -> None:
    with pytest.raises(PastDate) as refused:
        parse_when(words, NOW, MOSCOW)
    assert refused.value.when == understood


def test_this_very_minute_is_not_the_past() -> None:
    assert parse_when("сегодня 12:30", NOW, MOSCOW) == day(20, at="12:30")


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("вчера", day(19)),
        ("вчера в 15:00", day(19, at="15:00")),
        ("позавчера", day(18)),
        ("в 11", day(20, at="11:00")),
        ("в 18:00", day(19, at="18:00")),
        ("в среду 10:00", day(18, at="10:00")),
        ("пт 9:00", day(20, at="09:00")),
        ("пт 18:00", day(13, at="18:00")),
        ("2 часа назад", day(20, at="10:30")),
        ("3 дня назад", day(17)),
        ("an hour ago", day(20, at="11:30")),
        ("19.11", day(19)),
        ("25 декабря", day(25, 12, 2025)),
        ("19 числа", day(19)),
        ("25 числа", day(25, 10)),
        ("сегодня", day(20)),
    ],
)
def test_it_was_earlier(words: str, when: When) -> None:
    assert parse_past_when(words, NOW, MOSCOW) == when


@pytest.mark.parametrize("words", ["завтра", "сегодня в 15:00", "через час", "25.12.2026"])
def test_it_was_earlier_refuses_the_future(words: str) -> None:
    with pytest.raises(FutureDate):
        parse_past_when(words, NOW, MOSCOW)


def test_days_are_those_of_the_person() -> None:
    evening = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    assert parse_when("завтра", evening, ZoneInfo("Asia/Kamchatka")) == day(22)
    assert parse_when("завтра", evening, ZoneInfo("Europe/Kaliningrad")) == day(21)


def test_two_hours_are_two_hours_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert parse_when("через 2 часа", night, berlin) == day(29, 3, at="04:30")


def test_the_instant_of_a_date_without_an_hour_is_ten_in_the_morning() -> None:
    assert day(21).at(MOSCOW) == datetime(2026, 11, 21, 7, tzinfo=UTC)
    assert day(21, at="11:30").at(MOSCOW) == datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@given(st.dates(TODAY, date(2030, 12, 31)), st.times())
def test_a_full_date_is_read_back(date_: date, hour: time) -> None:
    at = hour.replace(second=0, microsecond=0, tzinfo=None)
    try:
        assert parse_when(f"{date_:%d.%m.%Y} {at:%H:%M}", NOW, MOSCOW) == When(date_, at)
    except PastDate:
        assert When(date_, at).at(MOSCOW) < NOW


@given(st.text(alphabet="абвеиночяьрд 0123456789.,:-/", max_size=25))
def test_any_words_are_a_date_ahead_or_a_refusal(words: str) -> None:
    try:
        when = parse_when(words, NOW, MOSCOW)
    except NotADate:
        return
    assert when.day >= TODAY
    assert when.day - TODAY <= timedelta(days=20 * 366)
