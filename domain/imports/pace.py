"""How much goes into one transaction, by the time that what went before took."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

AIMED_S = 0.016
"""A transaction is 50 ms at most, and this is without its commit."""
REMEMBERED = 8
"""By the middle one of these the next is measured: a neighbour on the machine makes some slow, a slow disk all."""


class Pace:
    """`size` is how many to take next: at first so many, at most twice as many as before."""

    def __init__(self, seconds: Callable[[], float], first: int, least: int, most: int) -> None:
        self._seconds = seconds
        self._least = least
        self._most = most
        self._each: deque[float] = deque(maxlen=REMEMBERED)
        self.size = first

    @contextmanager
    def over(self, number: int) -> Iterator[None]:
        """Around the work on so many (> 0)."""
        began = self._seconds()
        yield
        self._each.append((self._seconds() - began) / number)
        fitting = int(AIMED_S / median(self._each))
        self.size = max(self._least, min(fitting, self.size * 2, self._most))
