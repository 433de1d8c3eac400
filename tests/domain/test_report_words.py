"""What a person types after a report's command. Rule: every report takes a period and cuts in words, in any order."""

from datetime import date

import pytest

from domain.periods import month_of, quarter_of
from domain.readers.cuts import Cut, CutKind, Named, codes_of, near, ordered
from domain.report_words import Asked, asked_by

TODAY = date(2026, 11, 20)
SEPTEMBER = month_of(date(2026, 9, 1))
Q2, Q3 = quarter_of(date(2026, 4, 1)), quarter_of(date(2026, 7, 1))
SALES = Cut(CutKind.TEAM, 1, "Отдел продаж")
ANNA, BORIS = Cut(CutKind.MEMBER, 1, "Анна Лис"), Cut(CutKind.MEMBER, 2, "Борис Ёж")
ANNA_TOO = Cut(CutKind.MEMBER, 3, "Анна Ким")
RETAIL, NET = Cut(CutKind.CHANNEL, "розница", "розница"), Cut(CutKind.CHANNEL, "сеть", "сеть")
MOSCOW = Cut(CutKind.REGION, "Москва", "Москва")
CHAIRS, CHAIR = Cut(CutKind.GROUP, "Стулья", "Стулья"), Cut(CutKind.PRODUCT, 7, "Стул Вега")
KNOWN = [SALES, ANNA, BORIS, RETAIL, NET, MOSCOW, CHAIRS, CHAIR]


def asked(text: str) -> Asked:
    return asked_by(text, TODAY, KNOWN)


@pytest.mark.parametrize("text", ["сентябрь анна розница", "розница сентябрь анна", "Анна лис розница сентябрь 2026"])
def test_the_period_and_the_cuts_come_in_any_order(text: str) -> None:
    assert asked(text) == Asked(SEPTEMBER, (ANNA, RETAIL))


@pytest.mark.parametrize("text", ["september anna retail", "Retail Anna Lis 2026-09"])
def test_names_may_be_written_in_latin_letters_and_channels_in_english(text: str) -> None:
    assert asked(text) == Asked(SEPTEMBER, (ANNA, RETAIL))


def test_a_name_of_two_words_is_one_name() -> None:
    assert asked("отдел продаж москва").cuts == (SALES, MOSCOW)
    assert asked("стул вега").cuts == (CHAIR,)


@pytest.mark.parametrize("text", ["q3 vs q2", "q3 против q2", "3 кв по сравнению с 2 кв", "q3 VS q2"])
def test_two_periods_are_set_beside_each_other(text: str) -> None:
    assert asked(text) == Asked(Q3, (), Q2)


@pytest.mark.parametrize("text", ["q3 анна vs q2", "q3 vs q2 анна", "анна q3 vs анна q2"])
def test_a_cut_said_once_holds_for_both_periods(text: str) -> None:
    assert asked(text) == Asked(Q3, (ANNA,), Q2)


@pytest.mark.parametrize("text", ["анна vs борис", "анна против бориса"])
def test_two_reps_are_set_beside_each_other(text: str) -> None:
    assert asked(text) == Asked(None, (ANNA,), (BORIS,))


def test_a_period_said_once_holds_for_both_reps() -> None:
    assert asked("анна vs борис q3") == Asked(Q3, (ANNA,), (BORIS,))
    assert asked("розница анна q3 vs сеть") == Asked(Q3, (ANNA, RETAIL), (NET,))


@pytest.mark.parametrize(
    "text", ["анна против бориса розница", "розница анна против бориса", "анна vs борис по рознице"]
)
def test_what_only_one_side_is_narrowed_to_holds_for_both(text: str) -> None:
    assert asked(text) == Asked(None, (ANNA, RETAIL), (BORIS,))


def test_one_beside_something_else_is_that_one_of_it() -> None:
    assert asked("анна vs розница") == Asked(None, (ANNA,), (RETAIL,))


@pytest.mark.parametrize("text", ["сентябрь q2 анна", "анна сентябрь q2"])
def test_of_two_periods_it_is_asked_how_they_are_meant(text: str) -> None:
    found = asked(text)
    assert (found.period, found.second, found.cuts, found.is_clear) == (SEPTEMBER, Q2, (ANNA,), False)


def test_a_second_period_beside_unknown_words_is_asked_about_as_they_are() -> None:
    assert asked("сентябрь q2 фыва").unclear is not None


def test_of_two_people_it_is_asked_how_they_are_meant() -> None:
    found = asked("анна борис q3")
    assert found.unclear == Named("анна", (ANNA,))
    assert found.rival == BORIS


@pytest.mark.parametrize("text", ["сентябрь, анна, розница", "анна и розница; сентябрь"])
def test_commas_and_links_are_passed_over(text: str) -> None:
    assert asked(text) == Asked(SEPTEMBER, (ANNA, RETAIL))


@pytest.mark.parametrize("text", ["сетябрь", "сентябь"])
def test_a_mistyped_month_is_no_channel_that_begins_a_little_like_it(text: str) -> None:
    assert asked(text).unclear == Named(text, ())
    assert asked("сеть").cuts == (NET,)


@pytest.mark.parametrize("text", ["анна против анны", "q3 против q3"])
def test_nothing_is_set_beside_itself(text: str) -> None:
    assert asked(text).unclear == Named("", ())


def test_the_same_time_said_twice_is_one() -> None:
    assert asked("сентябрь анна сентябрь") == Asked(SEPTEMBER, (ANNA,))


def test_this_month_is_set_beside_the_period_said() -> None:
    assert asked("vs q2") == Asked(None, (), Q2)


def test_what_names_nothing_or_several_is_unclear() -> None:
    assert asked("сентябрь фыва").unclear is not None
    assert asked("фыва vs q2").unclear is not None
    two = asked_by("анна", TODAY, [*KNOWN, ANNA_TOO]).unclear
    assert two is not None
    assert two.cuts == (ANNA, ANNA_TOO)


def test_too_much_is_unclear_and_never_ignored() -> None:
    assert asked("анна розница москва стул вега").unclear == Named("стул вега", (CHAIR,))
    assert asked("отдел продаж анна").unclear == Named("отдел продаж", (SALES,))
    assert asked("анна q3 vs борис q2").unclear is not None
    assert asked("q3 vs").unclear == Named("", ())


@pytest.mark.parametrize(
    ("text", "beside"),
    [("q3 vs фыва", True), ("анна vs фыва", True), ("q3 vs", True), ("фыва vs q2", False), ("q3 vs q2 фыва", False)],
)
def test_it_is_known_on_which_side_the_unclear_words_stood(text: str, beside: bool) -> None:
    assert asked(text).is_unclear_beside is beside


def test_a_period_said_beside_unknown_words_holds_for_both() -> None:
    found = asked("анна против фыва q3")
    assert (found.period, found.cuts, found.versus, found.is_unclear_beside) == (Q3, (ANNA,), None, True)


def test_near_names_are_offered_the_likest_first() -> None:
    assert near("розничный", KNOWN, 3) == [RETAIL]
    assert near("moskwa", KNOWN, 3)[0] == MOSCOW
    assert near("фыва", KNOWN, 3) == []


def test_of_one_kind_the_last_is_kept() -> None:
    assert ordered([MOSCOW, SALES, ANNA, CHAIRS, CHAIR]) == (ANNA, MOSCOW, CHAIR)
    assert ordered([NET, RETAIL, ANNA, SALES]) == (SALES, RETAIL)


def test_cuts_fit_a_button() -> None:
    codes = codes_of((ANNA, RETAIL, MOSCOW))
    assert len(codes) <= 24
    assert ":" not in codes
    assert codes_of((MOSCOW, RETAIL, ANNA)) == codes


@pytest.mark.parametrize("word", ["до", "после", "кроме", "before", "сб", "д"])
def test_a_small_word_is_asked_about_and_is_no_name(word: str) -> None:
    delivery = Cut(CutKind.PRODUCT, 71, "Доставка и сборка")
    search = Cut(CutKind.SOURCE, "поиск", "реклама в поиске")
    found = asked_by(f"{word} сентября", TODAY, [*KNOWN, delivery, search])
    assert found.cuts == ()
    assert found.unclear == Named(word, ())


def test_a_word_that_only_links_is_passed_over() -> None:
    assert asked("в сентябре у анны") == asked("сентябрь анна")
