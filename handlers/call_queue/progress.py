"""Where a call queue stands: its list is fixed at the start, so that it cannot shift under the buttons."""

from dataclasses import asdict, dataclass, field
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram_dialog import DialogManager

from domain.readers.call_queue import Queued
from domain.tables import Outcome
from handlers.last_screen import forget
from handlers.left_queue import KEY


@dataclass(slots=True)
class Progress:
    """`step` counts from 0. `previous`: the activity logged last, `said`: the message that became its comment.

    `deciding`: this step's call is logged, and a person says what comes next.
    """

    form: str
    kind: str
    day: str
    items: list[list[Any]]
    step: int = 0
    previous: int = 0
    said: int = 0
    said_text: str = ""
    deciding: bool = False
    retries: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def is_over(self) -> bool:
        return self.step >= self.total

    @property
    def present(self) -> Queued:
        return Queued(*self.items[self.step])

    @property
    def form_key(self) -> str:
        return f"{self.form}:{self.step}"

    def counted(self, outcome: Outcome) -> int:
        return self.counts.get(outcome.value, 0)

    @property
    def talks(self) -> int:
        return self.counted(Outcome.AGREED) + self.counted(Outcome.TALKED) + self.counted(Outcome.REFUSED)

    @property
    def called(self) -> int:
        return self.talks + self.counted(Outcome.NO_ANSWER)

    def note(self, activity_id: int, outcome: Outcome, *, to_decide: bool) -> None:
        """This step's call is logged."""
        self.previous, self.said, self.said_text, self.deciding = activity_id, 0, "", to_decide
        self.retries += outcome is Outcome.NO_ANSWER and not to_decide
        self.counts[outcome.value] = self.counted(outcome) + 1

    def skip(self) -> None:
        self.previous, self.said, self.said_text = 0, 0, ""


def progress_of(manager: DialogManager) -> Progress:
    return Progress(**manager.dialog_data["queue"])


async def keep(manager: DialogManager, progress: Progress) -> None:
    """In the dialog, and beside it: a queue left for something else can be gone on with."""
    stored = asdict(progress)
    manager.dialog_data["queue"] = stored
    state: FSMContext = manager.middleware_data["state"]
    if progress.is_over:
        await forget(state, KEY)
    else:
        await state.update_data({KEY: stored})
