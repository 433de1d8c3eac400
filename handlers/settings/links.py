"""Callback data of the settings."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

OWN, COMPANY = "own", "company"
Scope = Annotated[str, Field(pattern=f"^({OWN}|{COMPANY})$")]


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
