"""Buttons of a saved card. Plain: each carries all it needs, and what it does can be done twice without harm."""

from datetime import date, time
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.next_steps import Step
from domain.tables import Outcome, TaskAction
from handlers.forged import DayDigits, HourDigits, MessageId, MonthDigits

NO_HOUR = ""
LONG_AGO = 10_000
"""More days or minutes than any button says; how far back is allowed, the use case knows."""


class AnswerTask(CallbackData, prefix="at"):
    """What came of a task, said under its reminder; `outcome` is a code of `happenings`."""

    task_id: int
    outcome: str
    occurrence: int


class TakeStep(CallbackData, prefix="nx"):
    """The next step: what, when («20261127», «1100» or nothing); `change` instead of the present one."""

    activity_id: int
    action: TaskAction
    day: DayDigits
    hour: HourDigits = NO_HOUR
    change: bool = False

    @property
    def step(self) -> Step:
        hour = time(int(self.hour[:2]), int(self.hour[2:])) if self.hour else None
        return Step(self.action, date.fromisoformat(self.day), hour)


class ChooseStep(CallbackData, prefix="nc"):
    """The proposals anew, to change the step."""

    activity_id: int


class NoStep(CallbackData, prefix="nn"):
    """«без следующего шага»."""

    activity_id: int


class PickDay(CallbackData, prefix="nd_"):
    """The calendar; `month` «202611»."""

    activity_id: int
    action: TaskAction
    month: MonthDigits
    change: bool = False


class PickHour(CallbackData, prefix="nh"):
    activity_id: int
    action: TaskAction
    day: DayDigits
    change: bool = False


class OpenSaved(CallbackData, prefix="sv"):
    activity_id: int


class AskComment(CallbackData, prefix="cm"):
    activity_id: int


class NotComment(CallbackData, prefix="nsr"):
    """«это поиск»: the message was no comment."""

    activity_id: int
    message_id: MessageId


class WhenWas(CallbackData, prefix="ww"):
    activity_id: int


class ItWas(CallbackData, prefix="iw"):
    """Earlier by whole days, or by minutes."""

    activity_id: int
    days: Annotated[int, Field(ge=0, le=LONG_AGO)] = 0
    minutes: Annotated[int, Field(ge=0, le=LONG_AGO)] = 0


class AskWhenWas(CallbackData, prefix="aw"):
    activity_id: int


class WhoWasThere(CallbackData, prefix="wh"):
    activity_id: int


class WasThere(CallbackData, prefix="wt"):
    activity_id: int
    member_id: int
    with_me: bool


class CancelActivity(CallbackData, prefix="ca"):
    activity_id: int


class SameForAnother(CallbackData, prefix="sa"):
    activity_id: int


class HowEnded(CallbackData, prefix="he"):
    """How the meeting that was held ended."""

    activity_id: int
    outcome: Outcome


class MoveOn(CallbackData, prefix="mo"):
    """Move the deal to the stage that the activity implies."""

    activity_id: int
    deal_id: int
    stage: str


class ToWhom(CallbackData, prefix="tw"):
    """«К кому?»: this client; `asked` names the files that wait."""

    client_id: int
    asked: Annotated[int, Field(ge=0, lt=2**63)]


def take_step(activity_id: int, step: Step, *, change: bool = False) -> str:
    """The callback data that takes this very step."""
    hour = f"{step.hour:%H%M}" if step.hour else NO_HOUR
    return TakeStep(
        activity_id=activity_id, action=step.action, day=f"{step.day:%Y%m%d}", hour=hour, change=change
    ).pack()
