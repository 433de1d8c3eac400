"""Callback data of absences. Days are «20261123»."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from domain.tables import AbsenceKind
from handlers.forged import DayDigits


class AwayMonth(CallbackData, prefix="abm"):
    """A month to choose the first day from; with `first`, the last one."""

    kind: AbsenceKind
    member_id: int
    first: DayDigits | Literal[""] = ""
    month: str = ""


class AwayFirst(CallbackData, prefix="abf"):
    """From this day; till which?"""

    kind: AbsenceKind
    member_id: int
    first: DayDigits


class NoteAway(CallbackData, prefix="abn"):
    kind: AbsenceKind
    member_id: int
    first: DayDigits
    last: DayDigits


class TypeAway(CallbackData, prefix="abt"):
    """Type the days instead."""

    kind: AbsenceKind
    member_id: int


class AskEnd(CallbackData, prefix="abc"):
    """Another last day."""

    absence_id: int
    month: str = ""


class SetEnd(CallbackData, prefix="abs"):
    absence_id: int
    last: DayDigits


class EndAway(CallbackData, prefix="abe"):
    """Here again, or not going after all."""

    absence_id: int


class HandAway(CallbackData, prefix="abh"):
    """To whom? All of it."""

    absence_id: int


class SpreadAway(CallbackData, prefix="abp"):
    """One by one; the first `left` of them stay as they are."""

    absence_id: int
    left: int = 0


class GiveAway(CallbackData, prefix="abg"):
    """To this colleague, 0 = evenly; all, or one task and then the next."""

    absence_id: int
    member_id: int
    task_id: int = 0
    left: int = 0


class MoveAway(CallbackData, prefix="abv"):
    """To when he is back; all, or one task and then the next."""

    absence_id: int
    task_id: int = 0
    left: int = 0


class UndoAway(CallbackData, prefix="abu"):
    absence_id: int


class TakeBack(CallbackData, prefix="abk"):
    """What others have of his."""

    member_id: int
