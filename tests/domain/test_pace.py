"""How much goes into one transaction."""

from itertools import count

from domain.imports.pace import AIMED_S, Pace


def sizes(pace: Pace, times: int) -> list[int]:
    found = []
    for _ in range(times):
        pace.begin(pace.size)
        pace.committed()
        found.append(pace.size)
    return found


def test_it_doubles_as_long_as_there_is_time_and_stays_below_the_most() -> None:
    quick = Pace(count(step=AIMED_S / 1000).__next__, first=10, least=5, most=70)
    assert sizes(quick, 5) == [20, 40, 70, 70, 70]


def test_what_takes_too_long_becomes_less_but_never_less_than_the_least() -> None:
    slow = Pace(count(step=AIMED_S * 4).__next__, first=80, least=15, most=200)
    assert sizes(slow, 3) == [20, 15, 15]


def test_what_was_not_written_is_not_measured() -> None:
    pace = Pace(count(step=AIMED_S).__next__, first=10, least=5, most=70)
    pace.committed()
    assert pace.size == 10


def test_one_slow_transaction_of_many_changes_little() -> None:
    moments = iter([at for number in range(9) for at in (number, number + (5 if number == 7 else AIMED_S / 2))])
    pace = Pace(lambda: next(moments), first=50, least=1, most=50)
    assert sizes(pace, 9)[-2:] == [50, 50]
