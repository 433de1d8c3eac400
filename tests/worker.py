"""One worker process for all the tests of a run: to spawn one for each, with matplotlib and pandas, takes seconds."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import TypeVar, TypeVarTuple, Unpack

from handlers.charts.worker import leave_with_parent

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


async def shared_worker(work: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
    """A `handlers.worker.Worker` of whichever event loop asks."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), work, *args)


@cache
def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), leave_with_parent)
