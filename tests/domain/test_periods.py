from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.period_words import is_like_period, near_periods, parse_period, parse_report_words
from domain.periods import (
    ALL_TIME,
    NotAPeriod,
    Period,
    Span,
    as_planned,
    half_of,
    month_of,
    one_day,
    period_of_code,
    quarter_of,
    week_of,
    window_of,
    year_of,
)

TODAY = date(2026, 11, 20)  # a Friday
days = st.dates(date(1995, 1, 1), date(2095, 12, 31))
OF_DAY = [one_day, week_of, month_of, quarter_of, half_of, year_of]
periods = st.one_of(
    st.builds(lambda of_day, day: of_day(day), st.sampled_from(OF_DAY), days),
    st.builds(lambda start, length: Period(start, start + timedelta(days=length)), days, st.integers(1, 800)),
    st.just(ALL_TIME),
)  # fmt: skip


def whole(year: int, first_month: int, last_month: int, last_year: int | None = None) -> tuple[date, date]:
    """Whole months, both named."""
    ends = (last_year or year) * 12 + last_month
    return date(year, first_month, 1), date(ends // 12, ends % 12 + 1, 1)


def dates(start: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(start), date.fromisoformat(last) + timedelta(days=1)


NAMED = {
    "сентябрь": (*whole(2026, 9, 9), Span.MONTH),
    "в сентябре": (*whole(2026, 9, 9), Span.MONTH),
    "за Сентябрь": (*whole(2026, 9, 9), Span.MONTH),
    "ноябрь": (*whole(2026, 11, 11), Span.MONTH),
    "декабрь": (*whole(2025, 12, 12), Span.MONTH),
    "сентябрь 2025": (*whole(2025, 9, 9), Span.MONTH),
    "сентябрь 2025 года": (*whole(2025, 9, 9), Span.MONTH),
    "september 2025": (*whole(2025, 9, 9), Span.MONTH),
    "2026-07": (*whole(2026, 7, 7), Span.MONTH),
    "07.2026": (*whole(2026, 7, 7), Span.MONTH),
    "прошлый месяц": (*whole(2026, 10, 10), Span.MONTH),
    "last month": (*whole(2026, 10, 10), Span.MONTH),
    "месяц": (*whole(2026, 11, 11), Span.MONTH),
    "этот месяц": (*whole(2026, 11, 11), Span.MONTH),
    "2017": (*whole(2017, 1, 12), Span.YEAR),
    "2017 год": (*whole(2017, 1, 12), Span.YEAR),
    "прошлый год": (*whole(2025, 1, 12), Span.YEAR),
    "в прошлом году": (*whole(2025, 1, 12), Span.YEAR),
    "this year": (*whole(2026, 1, 12), Span.YEAR),
    "q3": (*whole(2026, 7, 9), Span.QUARTER),
    "Q4": (*whole(2026, 10, 12), Span.QUARTER),
    "q3 2025": (*whole(2025, 7, 9), Span.QUARTER),
    "2025q3": (*whole(2025, 7, 9), Span.QUARTER),
    "2025-Q3": (*whole(2025, 7, 9), Span.QUARTER),
    "3 квартал": (*whole(2026, 7, 9), Span.QUARTER),
    "3-й квартал 2025": (*whole(2025, 7, 9), Span.QUARTER),
    "третий квартал": (*whole(2026, 7, 9), Span.QUARTER),
    "III квартал": (*whole(2026, 7, 9), Span.QUARTER),
    "1 кв. 2026": (*whole(2026, 1, 3), Span.QUARTER),
    "third quarter 2025": (*whole(2025, 7, 9), Span.QUARTER),
    "прошлый квартал": (*whole(2026, 7, 9), Span.QUARTER),
    "last quarter": (*whole(2026, 7, 9), Span.QUARTER),
    "первое полугодие": (*whole(2026, 1, 6), Span.HALF),
    "h2 2025": (*whole(2025, 7, 12), Span.HALF),
    "неделя": (*dates("2026-11-16", "2026-11-22"), Span.WEEK),
    "за эту неделю": (*dates("2026-11-16", "2026-11-22"), Span.WEEK),
    "прошлая неделя": (*dates("2026-11-09", "2026-11-15"), Span.WEEK),
    "на прошлой неделе": (*dates("2026-11-09", "2026-11-15"), Span.WEEK),
    "last week": (*dates("2026-11-09", "2026-11-15"), Span.WEEK),
    "сегодня": (*dates("2026-11-20", "2026-11-20"), Span.DAY),
    "вчера": (*dates("2026-11-19", "2026-11-19"), Span.DAY),
    "yesterday": (*dates("2026-11-19", "2026-11-19"), Span.DAY),
    "15.10": (*dates("2026-10-15", "2026-10-15"), Span.DAY),
    "25.12": (*dates("2025-12-25", "2025-12-25"), Span.DAY),
    "15 октября": (*dates("2026-10-15", "2026-10-15"), Span.DAY),
    "29.02": (*dates("2024-02-29", "2024-02-29"), Span.DAY),
    "2026-10-15": (*dates("2026-10-15", "2026-10-15"), Span.DAY),
    "2026-07..2026-09": (*whole(2026, 7, 9), Span.RANGE),
    "2026-09..2026-07": (*whole(2026, 7, 9), Span.RANGE),
    "15.10–20.11": (*dates("2026-10-15", "2026-11-20"), Span.RANGE),
    "15.10 - 20.11": (*dates("2026-10-15", "2026-11-20"), Span.RANGE),
    "15.10.2025—20.11.2025": (*dates("2025-10-15", "2025-11-20"), Span.RANGE),
    "15.10-20.11.2025": (*dates("2025-10-15", "2025-11-20"), Span.RANGE),
    "с 15.10 по 20.11": (*dates("2026-10-15", "2026-11-20"), Span.RANGE),
    "1-15 ноября": (*dates("2026-11-01", "2026-11-15"), Span.RANGE),
    "июль-сентябрь": (*whole(2026, 7, 9), Span.RANGE),
    "июль – сентябрь 2025": (*whole(2025, 7, 9), Span.RANGE),
    "с июля по сентябрь": (*whole(2026, 7, 9), Span.RANGE),
    "ноябрь-январь 2026": (*whole(2025, 11, 1, 2026), Span.RANGE),
    "декабрь-февраль": (*whole(2025, 12, 2, 2026), Span.RANGE),
    "from july to september 2025": (*whole(2025, 7, 9), Span.RANGE),
    "q1-q3 2025": (*whole(2025, 1, 9), Span.RANGE),
    "2024-2025": (*whole(2024, 1, 12, 2025), Span.RANGE),
    "с начала года": (*dates("2026-01-01", "2026-11-20"), Span.RANGE),
    "с начала месяца": (*dates("2026-11-01", "2026-11-20"), Span.RANGE),
    "до конца квартала": (*whole(2026, 10, 12), Span.QUARTER),
    "till the end of the month": (*whole(2026, 11, 11), Span.MONTH),
    "до конца прошлого года": (*whole(2025, 1, 12), Span.YEAR),
    "до конца октября": (*whole(2026, 10, 10), Span.MONTH),
    "с 15.10 до конца октября": (*dates("2026-10-15", "2026-10-31"), Span.RANGE),
    "15 oct through end of year": (*dates("2026-10-15", "2026-12-31"), Span.RANGE),
    "с 15.10 до конца месяца": (*dates("2026-10-15", "2026-11-30"), Span.RANGE),
    "from 15 oct to the end of the year": (*dates("2026-10-15", "2026-12-31"), Span.RANGE),
    "ytd": (*dates("2026-01-01", "2026-11-20"), Span.RANGE),
    "year to date": (*dates("2026-01-01", "2026-11-20"), Span.RANGE),
    "с 15.10": (*dates("2026-10-15", "2026-11-20"), Span.RANGE),
    "since 15 oct": (*dates("2026-10-15", "2026-11-20"), Span.RANGE),
    "с января": (*dates("2026-01-01", "2026-11-20"), Span.RANGE),
    "со вчера": (*dates("2026-11-19", "2026-11-20"), Span.RANGE),
    "с прошлого квартала": (*dates("2026-07-01", "2026-11-20"), Span.RANGE),
    "с 1 по 15 ноября": (*dates("2026-11-01", "2026-11-15"), Span.RANGE),
    "from 1 to 15 november": (*dates("2026-11-01", "2026-11-15"), Span.RANGE),
    "since the start of the year": (*dates("2026-01-01", "2026-11-20"), Span.RANGE),
    "последние 30 дней": (*dates("2026-10-22", "2026-11-20"), Span.RANGE),
    "30 дней": (*dates("2026-10-22", "2026-11-20"), Span.RANGE),
    "last 7 days": (*dates("2026-11-14", "2026-11-20"), Span.RANGE),
    "последние 3 месяца": (*whole(2026, 8, 10), Span.RANGE),
    "12 месяцев": (*whole(2025, 11, 10, 2026), Span.RANGE),
    "последние 2 недели": (*dates("2026-11-02", "2026-11-15"), Span.RANGE),
}


@pytest.mark.parametrize(("words", "start", "end", "span"), [(words, *named) for words, named in NAMED.items()])
def test_a_period_as_people_name_it(words: str, start: date, end: date, span: Span) -> None:
    assert parse_period(words, TODAY) == Period(start, end, span)


@pytest.mark.parametrize("words", ["всё", "все", "за всё время", "all", "all time", "ВСЁ ВРЕМЯ"])
def test_all_time(words: str) -> None:
    period = parse_period(words, TODAY)
    assert period.is_all
    assert period.shifted(-1) == period


@pytest.mark.parametrize(
    "words",
    ["", "анна", "31.02", "32.10", "13.2026", "q5", "5 квартал", "сентябрь анна", "сентябрь октябрь", "12", "2017-анна",
     "1800", "99.99-1.1", "с", "конец года", "end of the month", "с конца месяца", "сентябрьский", "0 дней", "март-"],
)  # fmt: skip
def test_other_words_are_no_period(words: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse_period(words, TODAY)
    assert refused.value.text == words


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("сентябрь", month_of(date(2026, 9, 1)), []),
        ("q3 анна", quarter_of(date(2026, 9, 1)), ["анна"]),
        ("Анна Иванова q3", quarter_of(date(2026, 9, 1)), ["Анна", "Иванова"]),
        ("2026-07..2026-09 розница", Period(*whole(2026, 7, 9)), ["розница"]),
        ("розница сентябрь 2025 Борис", month_of(date(2025, 9, 1)), ["розница", "Борис"]),
        ("анна с 15.10 по 20.11 розница", Period(*dates("2026-10-15", "2026-11-20")), ["анна", "розница"]),
        ("прошлый  квартал\nСеть Ёлка", quarter_of(date(2026, 9, 1)), ["Сеть", "Ёлка"]),
        ("2017 - Анна", year_of(date(2017, 1, 1)), ["Анна"]),
        ("Майская в мае", month_of(date(2026, 5, 1)), ["Майская"]),
        ("Анна", None, ["Анна"]),
        ("", None, []),
    ],
)
def test_a_period_and_names_in_any_order(text: str, period: Period | None, rest: list[str]) -> None:
    assert parse_report_words(text, TODAY) == (period, rest)


@pytest.mark.parametrize(("text", "month"), [("декабрь", (2026, 12)), ("январь", (2027, 1)), ("июль", (2026, 7))])
def test_who_looks_ahead_means_the_month_nearest_to_today(text: str, month: tuple[int, int]) -> None:
    assert parse_report_words(text, TODAY, is_ahead=True) == (month_of(date(*month, 1)), [])


def test_who_looks_ahead_means_days_to_come_by_both_ends() -> None:
    said, rest = parse_report_words("с 1 декабря по 31 декабря", TODAY, is_ahead=True)
    assert (said, rest) == (Period(*dates("2026-12-01", "2026-12-31")), [])


def test_a_mistyped_month_may_mean_one() -> None:
    assert near_periods("дкабрь", TODAY, is_ahead=True) == [month_of(date(2026, 12, 1))]
    assert near_periods("сентбярь", TODAY) == [month_of(date(2026, 9, 1))]
    assert near_periods("анна", TODAY) == near_periods("розница", TODAY) == []


def test_figures_that_name_no_days_are_told_from_names() -> None:
    assert all(map(is_like_period, ("q5", "31.02", "13.2026", "2026-13", "кв7")))
    assert not any(map(is_like_period, ("стол", "стол140", "анна", "к")))


@given(st.text(alphabet="сентябрьqй квартл 0123456789.-–", max_size=30), days)
def test_no_words_break_the_reading(text: str, today: date) -> None:
    period, rest = parse_report_words(text, today)
    assert period is None or period.start < period.end
    assert all(word in text.split() for word in rest)


def test_turning_the_pages_of_a_report() -> None:
    assert month_of(date(2026, 1, 31)).shifted(-1) == month_of(date(2025, 12, 1))
    assert quarter_of(TODAY).shifted(1) == quarter_of(date(2027, 1, 1))
    assert half_of(TODAY).shifted(-1) == half_of(date(2026, 1, 1))
    assert year_of(TODAY).shifted(-9) == year_of(date(2017, 5, 5))
    assert week_of(TODAY).shifted(-1) == week_of(date(2026, 11, 13))
    assert one_day(TODAY).shifted(1) == one_day(date(2026, 11, 21))
    assert Period(date(2026, 10, 15), date(2026, 11, 21)).shifted(-1).last == date(2026, 10, 14)


def test_before_july_to_september_come_april_to_june() -> None:
    summer = Period(date(2026, 7, 1), date(2026, 10, 1))
    assert summer.shifted(-1) == Period(date(2026, 4, 1), date(2026, 7, 1))
    assert summer.shifted(1) == Period(date(2026, 10, 1), date(2027, 1, 1))


def test_the_window_is_the_twelve_months_before_this_one() -> None:
    assert window_of(TODAY) == Period(date(2025, 11, 1), date(2026, 11, 1))
    assert window_of(TODAY, 3).start == date(2026, 8, 1)


@given(periods)
def test_a_period_survives_a_button(period: Period) -> None:
    assert period_of_code(period.code) == period
    assert len(period.code) <= 9
    assert period.code.isalnum()  # no separator of a button's data


@pytest.mark.parametrize(
    "code",
    ["", "M", "Mfuvp", "Wfuvo", "Rfuvo", "Rfuvpfuvo", "Xfuvo", "Dfuvofuvp", "mfuvo", "MFUVO", "R00019zzz",
     "Yzzzz", "Afuvo", "D-uvo", "D fuv",
     "Mzzzzzzzz", "кошки"],
)  # fmt: skip
def test_a_forged_button_is_refused(code: str) -> None:
    with pytest.raises(NotAPeriod):
        period_of_code(code)


@pytest.mark.parametrize(
    "words", ["0001-01-01", "31.12.9998", "1900-01 – 2199-12", "2005-01 – 2026-12", "последние 500 лет"]
)
def test_ages_are_no_period_of_a_company(words: str) -> None:
    """Every month of a plan is asked for by itself: a stranger's three hundred years would be waited for by all."""
    with pytest.raises(NotAPeriod):
        parse_period(words, TODAY)


def test_twenty_years_are_a_period_and_one_day_more_is_none() -> None:
    longest = Period(date(2006, 1, 1), date(2026, 1, 1))
    assert period_of_code(longest.code) == longest
    with pytest.raises(NotAPeriod):
        period_of_code(Period(longest.start, longest.end + timedelta(days=1)).code)


@given(periods, st.integers(-5, 5))
def test_pages_turned_there_and_back_are_the_same(period: Period, count: int) -> None:
    assert period.shifted(count).shifted(-count) == period


@given(periods)
def test_days_of_a_period_are_in_it(period: Period) -> None:
    assert period.start in period
    assert period.last in period
    assert period.end not in period
    assert period.days >= 1


def test_a_period_ends_later_than_it_starts() -> None:
    with pytest.raises(ValueError, match="later"):
        Period(TODAY, TODAY)


@pytest.mark.parametrize(
    ("said", "meant"), [("с начала месяца", "ноябрь"), ("с начала квартала", "4 квартал"), ("с начала года", "2026")]
)
def test_from_the_beginning_of_a_period_its_whole_plan_counts(said: str, meant: str) -> None:
    assert as_planned(parse_period(said, TODAY), TODAY) == parse_period(meant, TODAY)


@pytest.mark.parametrize("said", ["с 15.10", "1-19 ноября", "октябрь", "октябрь–ноябрь", "последние 30 дней"])
def test_other_days_are_planned_as_they_are(said: str) -> None:
    assert as_planned(parse_period(said, TODAY), TODAY) == parse_period(said, TODAY)
