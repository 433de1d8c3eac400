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
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from tests.reliability.crash.copies import Copies
from tests.reliability.crash.engines import Engines
from tests.reliability.crash.player import Player, Step
from tests.reliability.crash.state import State, differences, state_of

FORK = get_context("fork")
TO_THE_END_EVERY = 25


@dataclass(slots=True)
class Explorer:
    """`part` of `parts`: every so-manieth point is tried here, the others elsewhere at the same time.

    `sample`: how many points of each chapter are tried; None = all.
    """

    copies: Copies
    chapters: tuple[Step, ...]
    part: int = 0
    parts: int = 1
    sample: int | None = None
    seed: int = 20261123
    points: int = 0
    tried: int = 0
    wrong: list[str] = field(default_factory=list)

    def explore(self, url: str) -> None:
        """Play the day on the database of that URL, and its crashes on copies."""
        player = self._warm_player(url)
        _, end = _in_fork(lambda: self._play(player, url, self.chapters))
        for number, chapter in enumerate(self.chapters):
            self._kill_everywhere(player, url, self.chapters[number:], end)
            player.open(url)
            chapter(player)
            player.stop()

    def _warm_player(self, url: str) -> Player:
        """Another has played the day in this process: all that it imported and compiled is kept by the forks."""
        engines, copied = Engines(url), self.copies.copy(url)
        Player(engines).warm(copied, self.chapters)
        self.copies.drop(copied)
        player = Player(engines)
        gc.collect()
        gc.freeze()
        return player

    def _kill_everywhere(self, player: Player, url: str, rest: tuple[Step, ...], end: State) -> None:
        """All points of the first chapter of the rest."""
        points, undisturbed = _in_fork(lambda: self._play(player, url, rest[:1]))
        for point in self._chosen(rest[0].__name__, points):
            self.tried += 1
            played, expected = (rest, end) if point % TO_THE_END_EVERY == 0 else (rest[:1], undisturbed)
            self.wrong += [
                f"{rest[0].__name__}, point {point}: {line}"
                for line in self._killed(player, url, played, expected, point)
            ]
        self.points += points

    def _chosen(self, name: str, points: int) -> list[int]:
        every = range(1, points + 1)
        mine = [point for point in every if (self.points + point) % self.parts == self.part]
        return mine if self.sample is None else random.Random(f"{self.seed}{name}").sample(mine, self.sample)

    def _killed(self, player: Player, url: str, played: tuple[Step, ...], expected: State, point: int) -> list[str]:
        """How the end differs when the bot dies at that point."""

        def work() -> list[str]:
            _, state = self._play(player, url, played, point)
            return differences(expected, state)

        try:
            found: list[str] = _in_fork(work)
        except AssertionError as failure:
            return [str(failure)]
        return found

    def _play(self, player: Player, url: str, chapters: tuple[Step, ...], dies_at: int | None = None) -> Any:
        """On a copy: how many points were passed, and how it ended.

        What several are told at once may be noted in fewer commits one time than another: then the last points are not
        there, and nobody dies.
        """
        copied = self.copies.copy(url)
        player.open(copied, dies_at)
        for chapter in chapters:
            chapter(player)
        player.stop()
        if dies_at is not None and player.deaths != (player.points >= dies_at):
            raise AssertionError(f"died {player.deaths} times")
        state = state_of(player)
        self.copies.drop(copied)
        return player.points, state


def _in_fork(work: Callable[[], Any]) -> Any:
    """What the work returns; whatever it does to this process's memory is forgotten. Raises its AssertionError."""
    ours, theirs = FORK.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        ours.close()
        _answer(theirs, work)
    theirs.close()
    try:
        failure, value = ours.recv()
    except EOFError:
        failure, value = "the fork has died", None
    ours.close()
    os.waitpid(child, 0)
    if failure is not None:
        raise AssertionError(failure)
    return value


def _answer(end: Connection, work: Callable[[], Any]) -> NoReturn:
    try:
        end.send((None, work()))
    except AssertionError as failure:
        end.send((str(failure), None))
    finally:
        os._exit(0)
