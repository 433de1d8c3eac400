"""Callback data of the months of the activity plan."""

from aiogram.filters.callback_data import CallbackData

from handlers.forged import DayDigits, MonthDigits


class OpenStatement(CallbackData, prefix="psm"):
    """A rep's month, «202611»."""

    member_id: int
    month: MonthDigits


class OpenEvidence(CallbackData, prefix="psd"):
    """The very activities of a day, «20261120»."""

    member_id: int
    day: DayDigits
    page: int = 0


class OpenTeamStatements(CallbackData, prefix="pst"):
    """Those of all his reps."""

    month: MonthDigits
    page: int = 0
