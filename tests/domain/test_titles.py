"""The title of a report's picture."""

from datetime import date

import pytest

from handlers.desk.report import Paper
from handlers.words import Words


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Теряем на «КП». Чаще всего «дорого».", "Теряем на «КП». Чаще всего «дорого»"),
        ("Анна: сделка идёт 19 дн.", "Анна: сделка идёт 19 дн."),
    ],
)
def test_a_title_has_no_full_stop_but_that_of_a_short_word(said: str, title: str) -> None:
    assert Paper(Words("ru"), date(2026, 11, 22), "", "light").picture(said, "", ()).title == title
