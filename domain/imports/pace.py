"""How much goes into one transaction, by the time that what went before took."""

from collections import deque
from collections.abc import Callable
from statistics import median

AIMED_S = 0.025
"""With its commit: a transaction is 50 ms at most, and one of a hundred takes nearly twice as long as the others."""
REMEMBERED = 8
"""By the middle one of these the next is measured: a neighbour on the machine makes some slow, a slow disk all."""


class Pace:
    """`size` is how many to take next: at first so many, at most twice as many as before."""

    def __init__(self, seconds: Callable[[], float], first: int, least: int, most: int) -> None:
        self._seconds = seconds
        self._least = least
        self._most = most
        self._begun: tuple[int, float] | None = None
        self._each: deque[float] = deque(maxlen=REMEMBERED)
        self.size = first

    def begin(self, number: int) -> None:
        """Work on so many (> 0) begins."""
        self._begun = number, self._seconds()

    def committed(self) -> None:
        """What was begun last is written; nothing if it is not."""
        if self._begun is None:
            return
        number, began = self._begun
        self._begun = None
        self._each.append((self._seconds() - began) / number)
        fitting = int(AIMED_S / median(self._each))
        self.size = max(self._least, min(fitting, self.size * 2, self._most))
