"""Callback data of the settings and plans."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

OWN, COMPANY = "own", "company"
Scope = Annotated[str, Field(pattern=f"^({OWN}|{COMPANY})$")]


class OpenSettings(CallbackData, prefix="st"):
    """`scope`: OWN or COMPANY."""

    scope: Scope = OWN


class AskSetting(CallbackData, prefix="sta"):
    """`name`: "zone", "hours", "digest", "language"."""

    scope: Scope
    name: str


class SetZone(CallbackData, prefix="stz"):
    """`zone` "" = the company's."""

    scope: Scope
    zone: str = ""


class SetHours(CallbackData, prefix="sth", sep="|"):
    """`preset`: a key of `handlers.settings.presets.HOURS`; "" = the company's."""

    scope: Scope
    preset: str = ""


class SetDigest(CallbackData, prefix="std", sep="|"):
    """`at`: "HH:MM"; "" = as the company's."""

    scope: Scope
    at: str = ""


class SetTheme(CallbackData, prefix="stp"):
    """One's own pictures: "light" or "dark"."""

    theme: str


class TypeSetting(CallbackData, prefix="stt"):
    """Type it instead."""

    scope: Scope
    name: str


class OpenThresholds(CallbackData, prefix="th"):
    """`group`: of `domain.thresholds.Group`; "" = which groups there are."""

    group: str = ""


class AskThreshold(CallbackData, prefix="tha"):
    field: str


class TryThreshold(CallbackData, prefix="tht", sep="|"):
    """What would move."""

    field: str
    value: str


class SetThreshold(CallbackData, prefix="ths", sep="|"):
    field: str
    value: str


class TypeThreshold(CallbackData, prefix="thw"):
    """Type it instead."""

    field: str


class AskLine(CallbackData, prefix="pla"):
    """A number for this line of the activity plan."""

    member_id: int
    line: str


class AskSales(CallbackData, prefix="pls"):
    """A number for this line of the sales plan; `month` is 0 for the present one, 1 for the next."""

    member_id: int
    line: str
    month: int = 0
