"""A birthday as people say it."""

from datetime import date

import pytest

from domain.birthdays import NotABirthday, parse_birthday

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day", "year_known"),
    [
        ("12.03.1980", date(1980, 3, 12), True),
        ("12/3/80", date(1980, 3, 12), True),
        ("12.03.05", date(2005, 3, 12), True),
        ("12 марта 1980 г.", date(1980, 3, 12), True),
        ("12 марта", date(2000, 3, 12), False),
        ("12.03", date(2000, 3, 12), False),
        ("29 февраля", date(2000, 2, 29), False),
        ("3 May", date(2000, 5, 3), False),
    ],
)
def test_a_birthday_is_read_with_and_without_its_year(said: str, day: date, year_known: bool) -> None:
    birthday = parse_birthday(said, TODAY)
    assert (birthday.day, birthday.year_known) == (day, year_known)


@pytest.mark.parametrize(
    "said", ["", "весной", "31.02.1980", "12.13", "12.03.1850", "24.11.2026", "12.03.2030", "8 912 000-00-00"]
)
def test_what_is_no_birthday_is_refused(said: str) -> None:
    with pytest.raises(NotABirthday):
        parse_birthday(said, TODAY)
