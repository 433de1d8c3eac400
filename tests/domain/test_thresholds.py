"""Thresholds as they are typed and tapped."""

from dataclasses import fields

import pytest

from domain.errors import BadChoice, BadThreshold
from domain.settings import Company
from domain.threshold_values import as_number, checked_value
from domain.thresholds import THRESHOLDS, Kind, threshold
from handlers.words import LANGUAGES, words


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("abc_a_share", "75 %", 0.75),
        ("abc_a_share", "75", 0.75),
        ("abc_a_share", "0,75", 0.75),
        ("xyz_often_share", "3/4", "3/4"),
        ("xyz_often_share", " 2 / 3 ", "2/3"),
        ("xyz_often_share", "2,0/3", "2/3"),
        ("xyz_often_share", "200/3 %", "2/3"),
        ("sleeping_factor", "2,5", 2.5),
        ("lost_min_days", "1 000", 1000),
        ("xyz_by_stability", "1", True),
        ("overhead", "9 %", "9 %"),
        ("overhead", "5 000 ₽", "5000"),
        ("overhead", "0", ""),
        ("big_sum", "1 000 000 ₽", 1_000_000),
        ("counted_until", "9.30", "09:30"),
        ("payment_term_by_channel@abcd", "30", 30),
        ("payment_term_by_channel@abcd", "", None),
        ("planned_chance@offer", "", 0.5),
    ],
)
def test_a_value_is_read_as_people_write_it(field: str, said: str, kept: object) -> None:
    assert checked_value(field, said, Company()) == kept


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("abc_a_share", "много"),
        ("abc_a_share", "nan"),
        ("abc_a_share", "96 %"),  # above B
        ("abc_b_share", "70 %"),  # below A
        ("lost_min_days", "20"),  # sooner than sleeping
        ("sleeping_min_days", "2.5"),
        ("xyz_unit_months", "2"),
        ("xyz_often_share", "1/0"),
        ("overhead", "-5"),
        ("overhead", "inf"),
        ("counted_until", "25:00"),
        ("planned_chance@offer", "101 %"),
    ],
)
def test_nonsense_is_refused(field: str, said: str) -> None:
    with pytest.raises(BadThreshold):
        checked_value(field, said, Company())


@pytest.mark.parametrize("field", THRESHOLDS)
def test_every_threshold_has_its_words_and_takes_its_own_default(field: str) -> None:
    about = THRESHOLDS[field]
    for language in LANGUAGES:
        assert words(language).plain(f"threshold-{field}")
        assert words(language).plain(f"threshold-{field}-about")
    for choice in about.choices:
        checked_value(field, choice, Company())
    if about.per is not None:
        assert all(words(language).plain(f"threshold-{field}-unset") for language in LANGUAGES)
        return
    said = str(int(about.default)) if about.kind is Kind.YES else str(about.default)
    assert checked_value(field, said, Company()) == about.default
    if about.kind is Kind.HOUR:
        assert about.default in about.choices
    elif about.choices:
        assert as_number(about.default) in {as_number(choice) for choice in about.choices}


@pytest.mark.parametrize("key", ["", "zone", "big_sum@offer"])
def test_what_is_no_threshold_is_refused(key: str) -> None:
    with pytest.raises(BadChoice):
        threshold(key)


SET_ELSEWHERE = {
    "zone": "of the company, in its settings",
    "language": "each member's own",
    "name": "asked when the bot is set up",
    "work_hours": "of the company, in its settings",
    "digest_at": "of the company, in its settings",
    "channels": "a list of words",
}


def test_whatever_the_company_may_choose_is_chosen_in_the_chat() -> None:
    assert {known.name for known in fields(Company)} - set(THRESHOLDS) == set(SET_ELSEWHERE)
