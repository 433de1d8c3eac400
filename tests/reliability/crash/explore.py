"""Every crash point of the day.

The day is played chapter by chapter. At the start of each, the whole town is forked for every point of the chapter: the
fork plays the chapter with the bot killed at that point, and its end must be as that of the undisturbed chapter. What
the rest of the day begins with is then the same, so its end is. Some forks do play the whole rest, to be sure.
"""

import gc
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from tests.reliability.crash.copies import Copies
from tests.reliability.crash.player import Player, Step
from tests.reliability.crash.state import State, differences, state_of

FORK = get_context("fork")
TO_THE_END_EVERY = 25
WORKERS = 2


@dataclass(slots=True)
class Explorer:
    """`sample`: how many points of each chapter are tried; None = all."""

    copies: Copies
    chapters: tuple[Step, ...]
    sample: int | None = None
    seed: int = 20261123
    points: int = 0
    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    _running: dict[Connection, str] = field(default_factory=dict)

    def explore(self, url: str) -> None:
        """Play the day on the database of that URL, and its crashes on copies."""
        self._warm(url)
        player = Player()
        _, end = _in_fork(lambda: self._play(player, url, self.chapters))
        for number, chapter in enumerate(self.chapters):
            self._kill_everywhere(player, url, self.chapters[number:], end)
            player.open(url)
            chapter(player)
            player.stop()

    def _warm(self, url: str) -> None:
        copied = self.copies.copy(url)
        Player().warm(copied, self.chapters)
        self.copies.drop(copied)
        gc.collect()
        gc.freeze()

    def _kill_everywhere(self, player: Player, url: str, rest: tuple[Step, ...], end: State) -> None:
        """All points of the first chapter of the rest, `WORKERS` at a time."""
        points, undisturbed = _in_fork(lambda: self._play(player, url, rest[:1]))
        self.points += points
        for point in self._chosen(rest[0].__name__, points):
            self.tried += 1
            played, expected = (rest, end) if self.tried % TO_THE_END_EVERY == 0 else (rest[:1], undisturbed)
            self._begin(f"{rest[0].__name__}, point {point}", player, url, played, expected, point)
            self._collect(WORKERS - 1)
        self._collect(0)

    def _chosen(self, name: str, points: int) -> list[int]:
        every = range(1, points + 1)
        return list(every) if self.sample is None else random.Random(f"{self.seed}{name}").sample(every, self.sample)

    def _begin(
        self, name: str, player: Player, url: str, played: tuple[Step, ...], expected: State, point: int
    ) -> None:
        def killed() -> list[str]:
            _, state = self._play(player, url, played, point)
            return differences(expected, state)

        self._running[_forked(killed)] = name

    def _collect(self, at_most: int) -> None:
        """Wait until no more than so many forks run; note what they found."""
        while len(self._running) > at_most:
            for ended in wait(list(self._running)):
                assert isinstance(ended, Connection)
                name = self._running.pop(ended)
                self.wrong += [f"{name}: {line}" for line in _told(ended)]

    def _play(self, player: Player, url: str, chapters: tuple[Step, ...], dies_at: int | None = None) -> Any:
        """On a copy: how many points were passed, and how it ended."""
        copied = self.copies.copy(url)
        player.open(copied, dies_at)
        for chapter in chapters:
            chapter(player)
        player.stop()
        if dies_at is not None and player.deaths != 1:
            raise AssertionError(f"died {player.deaths} times")
        state = state_of(player)
        self.copies.drop(copied)
        return player.points, state


def _in_fork(work: Callable[[], Any]) -> Any:
    """What the work returns; whatever it does to this process's memory is forgotten."""
    return _answer(_forked(work))


def _told(end: Connection) -> list[str]:
    try:
        found: list[str] = _answer(end)
    except AssertionError as failure:
        return [str(failure)]
    return found


def _answer(end: Connection) -> Any:
    try:
        failure, value = end.recv()
    except EOFError:
        failure, value = "the fork has died", None
    end.close()
    if failure is not None:
        raise AssertionError(failure)
    return value


def _forked(work: Callable[[], Any]) -> Connection:
    ours, theirs = FORK.Pipe(duplex=False)
    if os.fork() == 0:
        ours.close()
        try:
            theirs.send((None, work()))
        except AssertionError as failure:
            theirs.send((str(failure), None))
        finally:
            os._exit(0)
    theirs.close()
    return ours
