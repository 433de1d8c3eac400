"""Who needs help and with what: beside the median, and not by chance. Rule: "Scorecard words"."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analytics.figures import Aim
from domain.analytics.reps import Measure, Metric, Middle, Scorecard, Work, middle_of, scorecards
from domain.analytics.shares import Share

NAMES = {1: "Анна", 2: "Борис", 3: "Дина", 4: "Егор"}
EVEN = Work(
    plan=Aim(80, 100),
    activity=Fraction(9, 10),
    contacts=100,
    offers=Share(30, 100),
    won=Share(10, 20),
    response=Middle(Fraction(2), 5),
    stuck=Share(1, 20),
)


def cards(*works: Work, mates: dict[int, frozenset[int]] | None = None) -> dict[int, Scorecard]:
    known = dict(enumerate(works, 1))
    together = mates if mates is not None else dict.fromkeys(known, frozenset(known))
    return {card.member_id: card for card in scorecards(known, NAMES, together)}


def changed(**values: object) -> Work:
    return replace(EVEN, **values)  # type: ignore[arg-type]


def weak(card: Scorecard) -> list[Metric]:
    return [one.metric for one in card.weak]


def test_boris_is_behind_the_plan_calls_enough_and_sends_no_offers() -> None:
    boris = cards(EVEN, changed(plan=Aim(48, 100), contacts=120, offers=Share(0, 120)), EVEN)[2]
    assert boris.lags
    assert [one.metric for one in boris.causes] == [Metric.OFFERS]
    assert boris.measures[Metric.CONTACTS].gap < 0


def test_who_needs_help_most_comes_first() -> None:
    found = scorecards(
        {1: EVEN, 2: changed(plan=Aim(30, 100)), 3: changed(offers=Share(0, 100)), 4: EVEN},
        NAMES,
        dict.fromkeys(range(1, 5), frozenset(range(1, 5))),
    )
    assert [card.name for card in found][:2] == ["Борис", "Дина"]


def test_a_difference_of_few_cases_is_chance() -> None:
    few = cards(EVEN, changed(won=Share(0, 2)), EVEN)[2]
    many = cards(EVEN, changed(won=Share(1, 20)), EVEN)[2]
    assert (weak(few), weak(many)) == ([], [Metric.WON])


def test_slow_is_more_hours_and_less_is_better() -> None:
    slow = cards(EVEN, changed(response=Middle(Fraction(9), 5)), EVEN)[2]
    quick = cards(EVEN, changed(response=Middle(Fraction(1), 5)), EVEN)[2]
    once = cards(EVEN, changed(response=Middle(Fraction(9), 2)), EVEN)[2]
    assert weak(slow) == [Metric.RESPONSE]
    assert [one.metric for one in quick.strong] == [Metric.RESPONSE]
    assert weak(once) == []


def test_a_team_of_two_is_compared_with_the_company_and_two_reps_with_nobody() -> None:
    mates = {1: frozenset({1, 2}), 2: frozenset({1, 2}), 3: frozenset({3}), 4: frozenset({4})}
    four = cards(EVEN, EVEN, EVEN, EVEN, mates=mates)
    assert {card.beside for card in four.values()} == {"company"}
    two = cards(EVEN, changed(plan=Aim(1, 100)))
    assert [card.beside for card in two.values()] == [None, None]
    assert weak(two[2]) == []


def test_more_meetings_than_contacts_are_no_mistake() -> None:
    busy = cards(EVEN, changed(meetings=Share(12, 10), contacts=10), changed(meetings=Share(1, 10)), EVEN)
    assert busy[1].measures[Metric.MEETINGS].own is None
    assert busy[2].measures[Metric.MEETINGS].own == Fraction(6, 5)


def test_a_median_of_noughts_is_compared_too() -> None:
    stuck = Measure(Metric.STUCK, Fraction(1, 2), Share(5, 10), Fraction(0))
    none = Measure(Metric.STUCK, Fraction(0), Share(0, 10), Fraction(0))
    assert (stuck.is_weak, none.is_weak, none.is_strong) == (True, False, False)


def test_the_middle_of_requests() -> None:
    assert middle_of([1, 2, 9]) == Middle(Fraction(2), 3)
    assert middle_of([]) == Middle()


@settings(max_examples=30)
@given(st.permutations([1, 2, 3, 4]), st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_the_order_of_reps_changes_nothing(order: list[int], parts: list[int]) -> None:
    works = {id_: changed(offers=Share(part, 100), plan=Aim(part, 100)) for id_, part in enumerate(parts, 1)}
    mates = dict.fromkeys(works, frozenset(works))
    assert scorecards(works, NAMES, mates) == scorecards({id_: works[id_] for id_ in order}, NAMES, mates)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 100), min_size=3, max_size=4))
def test_nobody_is_weak_and_strong_in_one_thing(parts: list[int]) -> None:
    for card in cards(*(changed(offers=Share(part, 100)) for part in parts)).values():
        assert not {one.metric for one in card.weak} & {one.metric for one in card.strong}
