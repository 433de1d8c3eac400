"""Callback data of the settings."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.calendar_words import DayIs

OWN, COMPANY = "own", "company"
Day = Annotated[str, Field(pattern="^[0-9]{8}$")]
Weekday = Annotated[int, Field(ge=0, le=6)]
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


class AskDay(CallbackData, prefix="stw"):
    """The hours of a weekday, 0 = Monday."""

    scope: Scope
    weekday: Weekday


class SetDay(CallbackData, prefix="stx"):
    """`hours`: «0900-1800»; "" = a day off."""

    scope: Scope
    weekday: Weekday
    hours: Annotated[str, Field(pattern="^([0-9]{4}-[0-9]{4})?$")] = ""


class OpenCalendar(CallbackData, prefix="cal"):
    """The production calendar of a month, «202612»; "" = the present one."""

    month: str = ""


class AskCalendarDay(CallbackData, prefix="cad"):
    day: Day


class SetCalendarDay(CallbackData, prefix="cas"):
    """`minutes`: by how much it is shorter."""

    day: Day
    what: DayIs
    minutes: int = 0


class TypeCalendar(CallbackData, prefix="cat"):
    """Type it instead."""


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
