"""Dialog ids from the update's id and a counter: the same on a replay, and never two alike.

aiogram-dialog takes the second and a random 0–99, so dialogs opened in one second overwrite one another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from aiogram_dialog.api.entities import stack

_numbers: ContextVar[Iterator[int] | None] = ContextVar("intent_numbers", default=None)
_random_int_id = stack.new_int_id


@contextmanager
def numbered_intents(update_id: int) -> Iterator[None]:
    """Inside, new dialog ids are `update_id * 64 + 0, 1, 2 …`."""
    token = _numbers.set(count(update_id * 64))
    try:
        yield
    finally:
        _numbers.reset(token)


def _next_id() -> str:
    numbers = _numbers.get()
    return stack.id_to_str(_random_int_id() if numbers is None else next(numbers))


def replace_intent_ids() -> None:
    """To be called once at start."""
    stack.new_id = _next_id
