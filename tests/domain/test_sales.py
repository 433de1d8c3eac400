"""Sales over time. Rule: the report «Динамика продаж»; a return lowers ₽ and is no purchase."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.sales import NOTHING, Sold, around, growth, sales_course, season_index, season_of
from domain.date_words import add_months
from domain.periods import ALL_TIME, month_of, so_far, year_of

TODAY = date(2026, 11, 23)
NOVEMBER = month_of(TODAY)


def test_a_month_that_is_not_over_is_set_beside_as_many_days_of_last_year() -> None:
    assert so_far(NOVEMBER, NOVEMBER.a_year_earlier, TODAY)[1].last == date(2025, 11, 23)
    october = NOVEMBER.shifted(-1)
    assert so_far(october, october.a_year_earlier, TODAY) == (october, october.a_year_earlier)


def test_october_is_eighteen_per_cent_up() -> None:
    days = {date(2025, 10, 7): Sold(1, 100_00), date(2026, 10, 30): Sold(2, 118_00), date(2026, 11, 1): Sold(1, 50_00)}
    course = sales_course(days, NOVEMBER.shifted(-1), TODAY)
    assert (course.sold, course.year_ago) == (Sold(2, 118_00), Sold(1, 100_00))
    assert growth(course.sold, course.year_ago) == Fraction(18, 100)
    assert len(course.months) == 12


def test_before_the_first_data_there_is_nothing_to_compare_with() -> None:
    course = sales_course({date(2026, 9, 7): Sold(1, 100)}, NOVEMBER, TODAY)
    assert course.year_ago is None
    assert [month.year_ago for month in course.months] == [None] * 3
    assert growth(Sold(1, 5), NOTHING) is None


def test_every_day_of_a_year_is_in_one_month() -> None:
    days = {date(2026, 1, 1) + timedelta(days=number): Sold(1, number) for number in range(320)}
    course = sales_course(days, year_of(TODAY), TODAY)
    assert sum(month.sold.amount for month in course.months) == course.sold.amount == sum(range(320))
    assert sales_course(days, ALL_TIME, TODAY).sold.number == 320


def test_no_sales_at_all_are_no_course() -> None:
    assert sales_course({}, NOVEMBER, TODAY).is_empty


def test_even_months_have_no_season() -> None:
    assert season_index([(month % 12 + 1, 500) for month in range(24)]) == (Fraction(1),) * 12


def test_growth_is_no_season() -> None:
    steady = [((place + 10) % 12 + 1, 100 + 10 * place) for place in range(24)]
    assert season_index(steady) == (Fraction(1),) * 12


def test_a_strong_december_is_a_season() -> None:
    months = [(place % 12 + 1, 300 if place % 12 == 11 else 100) for place in range(36)]
    index = season_index(months)
    assert index is not None
    assert index[11] == Fraction(300 * 12, 1400)
    assert index[0] == Fraction(100 * 12, 1400)


def test_twenty_three_months_tell_no_season() -> None:
    assert season_index([(month % 12 + 1, 500) for month in range(23)]) is None
    days = {add_months(date(2024, 11, 1), number): Sold(1, 100) for number in range(25)}
    assert season_of(days, TODAY).known == 24
    assert season_of(days, TODAY).index == (Fraction(1),) * 12


@settings(max_examples=30)
@given(st.lists(st.integers(1, 10**9), min_size=24, max_size=50))
def test_the_mean_month_of_a_season_is_one(amounts: list[int]) -> None:
    index = season_index([(number % 12 + 1, amount) for number, amount in enumerate(amounts)])
    assert index is not None
    assert sum(index) == 12


def test_eight_weeks_before_a_mark_against_eight_after() -> None:
    mark = date(2026, 9, 14)
    days = {mark + timedelta(days=number): Sold(1, 1 if number < 0 else 3) for number in range(-80, 70)}
    found = around(days, mark, TODAY)
    assert (found.weeks, found.before, found.after) == (8, Sold(56, 56), Sold(56, 168))
    found = around(days, TODAY - timedelta(days=20), TODAY)
    assert (found.weeks, found.after.number) == (2, 14)
    assert around(days, TODAY, TODAY).weeks == 0
    assert around(days, min(days), TODAY).before is None
