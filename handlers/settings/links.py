"""Callback data of the settings and plans."""

from aiogram.filters.callback_data import CallbackData

OWN, COMPANY = "own", "company"


class OpenSettings(CallbackData, prefix="st"):
    """`scope`: OWN or COMPANY."""

    scope: str = OWN


class AskSetting(CallbackData, prefix="sta"):
    """`name`: "zone", "hours", "digest"."""

    scope: str
    name: str


class SetZone(CallbackData, prefix="stz"):
    """`zone` "" = the company's."""

    scope: str
    zone: str = ""


class SetHours(CallbackData, prefix="sth", sep="|"):
    """`preset`: a key of `handlers.settings.presets.HOURS`; "" = the company's."""

    scope: str
    preset: str = ""


class SetDigest(CallbackData, prefix="std", sep="|"):
    """`at`: "HH:MM"; "" = as the company's."""

    scope: str
    at: str = ""


class TypeSetting(CallbackData, prefix="stt"):
    """Type it instead."""

    scope: str
    name: str


class AskLine(CallbackData, prefix="pla"):
    """A number for this line of the activity plan."""

    member_id: int
    line: str


class AskSales(CallbackData, prefix="pls"):
    """A number for this line of the sales plan; `month` is 0 for the present one, 1 for the next."""

    member_id: int
    line: str
    month: int = 0
