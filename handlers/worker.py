"""Where handlers have heavy things counted: off the event loop, in a process of its own."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple, Unpack

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Worker(Protocol):
    """See `bot.worker.WorkerProcess`."""

    async def __call__(self, work: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
        """What a pure function of a module of `domain` (or `handlers.charts`) gives for picklable arguments."""
        ...
