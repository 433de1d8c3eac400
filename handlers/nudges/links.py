"""Buttons of nudges. A subject «client:17» is written «client.17»: callback data is parted by colons."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.nudges.nudge import Nudge

Subject = Annotated[str, Field(pattern=r"^[a-z]{1,8}(\.[a-z0-9_]{1,12}){1,3}$")]


class OpenNudge(CallbackData, prefix="ng"):
    """The card of one nudge."""

    kind: str
    on: Subject


class OpenNudges(CallbackData, prefix="ngs"):
    """All of today's, by kind."""

    page: int = 0


class AnswerNudge(CallbackData, prefix="nga"):
    """`more`: the day «20261127» or the reason that the answer needs; "" = to be asked, where it needs one."""

    kind: str
    on: Subject
    answer: str
    more: str = ""


class PickNudgeDay(CallbackData, prefix="ngm"):
    """The calendar of an answer that needs a day; `month` «202611», "" = the present one."""

    kind: str
    on: Subject
    answer: str
    month: str = ""


class PayInvoice(CallbackData, prefix="ngp"):
    """«Оплатили»: the form of a payment, with what is left of the invoice."""

    invoice_id: int


class GiveNotMine(CallbackData, prefix="ngg"):
    """«Не мой» answered by the manager: the client is this member's now. `giver_id`: who has said so."""

    client_id: int
    member_id: int
    giver_id: int


class TakeBackAnswer(CallbackData, prefix="ngu"):
    answer_id: int


def open_nudge(nudge: Nudge) -> str:
    """The callback data that opens this very nudge."""
    return OpenNudge(kind=nudge.kind.value, on=written(nudge.subject)).pack()


def written(subject: str) -> str:
    return subject.replace(":", ".")


def subject_of(on: str) -> str:
    return on.replace(".", ":")


class AskOfCard(CallbackData, prefix="ngc"):
    """A question of the yearly cleaning: who decides, the potential, the channel of a client."""

    client_id: int
    field: str


class AnswerOfCard(CallbackData, prefix="ngf"):
    """Its answer: a contact person's id, kopecks a year, or the number of a channel."""

    client_id: int
    field: str
    value: int
