"""Thresholds the owner changes: which there are, between what bounds, as written. Rule: every ⚙ of the definitions."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.defaults import CHANCES
from domain.errors import BadChoice
from domain.settings import Company

AT = "@"


class Group(StrEnum):
    """What a threshold is about, as the owner finds it."""

    BASE = "base"
    SEGMENTS = "segments"
    PROFIT = "profit"
    DEALS = "deals"
    MONEY = "money"
    DAY = "day"
    BONUS = "bonus"
    TOUCH = "touch"


class Kind(StrEnum):
    """How a value is written."""

    DAYS = "days"
    MINUTES = "minutes"
    NUMBER = "number"
    MONTHS = "months"
    TIMES = "times"
    SHARE = "share"
    YES = "yes"
    ROUBLES = "roubles"
    COST = "cost"
    """«5000» ₽ of each sale, or «9 %» of its ₽; "" = not set."""
    HOUR = "hour"
    """«12:00»."""


class Per(StrEnum):
    """What a threshold is set for each of: a sales channel, or a stage of the pipeline."""

    CHANNEL = "channel"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One setting of `Company`, or of each `Stage`. `low`, `high`: bounds; shares are 0–1. `choices`: to be tapped.

    `per`: it is set for each of these, and for none in particular where it is None; `part`: the code of which one.
    """

    field: str
    group: Group
    kind: Kind
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    per: Per | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """As buttons say it: «payment_term_by_channel@Zm9v»."""
        return f"{self.field}{AT}{self.part}" if self.part else self.field

    @property
    def default(self) -> Any:
        """None: of a channel, as the company's; of a stage, as is usual for it."""
        if self.per is None:
            return getattr(Company(), self.field)
        return CHANCES.get(self.part) if self.field == "planned_chance" else None


def _of(group: Group, *rows: tuple[str, Kind, float, float, str], per: Per | None = None) -> list[Threshold]:
    return [
        Threshold(field, group, kind, low, high, tuple(choices.split()), per)
        for field, kind, low, high, choices in rows
    ]


_YES = (0, 1, "1 0")
_ALL = [
    *_of(
        Group.BASE,
        ("sleeping_factor", Kind.TIMES, 1, 10, "1 1.25 1.5 2 3"),
        ("sleeping_min_days", Kind.DAYS, 1, 365, "7 14 21 30 45"),
        ("lost_factor", Kind.TIMES, 1, 50, "2 3 4 6 8"),
        ("lost_min_days", Kind.DAYS, 1, 1500, "60 90 120 180 365"),
        ("default_rhythm_days", Kind.DAYS, 1, 365, "7 14 30 60 90"),
        ("reactivation_again_days", Kind.DAYS, 1, 365, "7 14 28 60"),
        ("reactivation_weekdays", Kind.NUMBER, 1, 1234567, "14 135 25 12345"),
        ("takes_less_share", Kind.SHARE, 0.1, 0.95, "0.5 0.6 0.7 0.8"),
        ("after_sale_days", Kind.DAYS, 1, 60, "3 5 7 14"),
    ),
    *_of(
        Group.SEGMENTS,
        ("abc_a_share", Kind.SHARE, 0.05, 0.98, "0.7 0.75 0.8 0.85"),
        ("abc_b_share", Kind.SHARE, 0.06, 0.999, "0.9 0.95 0.97"),
        ("dominant_share", Kind.SHARE, 0.1, 1, "0.3 0.5 0.7"),
        ("xyz_by_stability", Kind.YES, *_YES),
        ("xyz_unit_months", Kind.MONTHS, 1, 3, "1 3"),
        ("xyz_often_share", Kind.SHARE, 0.1, 1, "1/2 2/3 3/4"),
        ("xyz_steady_cv", Kind.SHARE, 0.01, 3, "0.1 0.25 0.5"),
        ("xyz_wavering_cv", Kind.SHARE, 0.02, 5, "0.75 1 1.5"),
        ("segment_months", Kind.MONTHS, 3, 36, "6 12 24"),
        ("compared_months", Kind.MONTHS, 1, 12, "1 3 6 12"),
        ("few_clients", Kind.NUMBER, 2, 100, "5 8 20"),
    ),
    *_of(
        Group.PROFIT,
        ("profit_in_total", Kind.YES, *_YES),
        ("profit_high_percentile", Kind.SHARE, 0.5, 0.99, "0.67 0.75 0.9"),
        ("profit_low_percentile", Kind.SHARE, 0.01, 0.5, "0.1 0.25 0.33"),
        ("estimated_share", Kind.SHARE, 0, 1, "0.1 0.2 0.5"),
        ("presale_new", Kind.COST, 0, 0, ""),
        ("presale_repeat", Kind.COST, 0, 0, ""),
        ("service_new", Kind.COST, 0, 0, ""),
        ("service_repeat", Kind.COST, 0, 0, ""),
        ("overhead", Kind.COST, 0, 0, ""),
    ),
    *_of(
        Group.DEALS,
        ("stage_days", Kind.DAYS, 1, 250, "3 5 10 20"),
        ("stage_history", Kind.NUMBER, 5, 1000, "10 20 50"),
        ("few", Kind.NUMBER, 1, 100, "5 10 20"),
        ("still_open_share", Kind.SHARE, 0, 1, "0.1 0.2 0.3"),
        ("again_days", Kind.DAYS, 1, 60, "3 7 14"),
        ("silent_times", Kind.NUMBER, 1, 10, "2 3 4"),
        ("chance_cases", Kind.NUMBER, 1, 1000, "10 30 50"),
        ("won_share", Kind.SHARE, 0.01, 1, "0.3 0.5 0.9 1"),
    ),
    *_of(
        Group.MONEY,
        ("payment_term_days", Kind.DAYS, 0, 365, "0 5 14 30"),
        ("closing_day", Kind.NUMBER, 1, 15, "1 3 5"),
        ("unpaid_days_first", Kind.DAYS, 1, 90, "1 2 3 5"),
        ("unpaid_days_second", Kind.DAYS, 2, 180, "5 7 10"),
        ("unpaid_days_third", Kind.DAYS, 3, 365, "10 14 21 30"),
        ("big_sum", Kind.ROUBLES, 1, 1e9, "100000 300000 500000 1000000"),
    ),
    *_of(
        Group.DAY,
        ("backdating_days", Kind.DAYS, 0, 31, "1 3 7"),
        ("remind_again_min", Kind.MINUTES, 5, 240, "15 30 60"),
        ("meeting_ahead_min", Kind.MINUTES, 5, 480, "30 60 90"),
        ("meeting_after_min", Kind.MINUTES, 0, 240, "5 15 30"),
        ("group_tasks_a_day", Kind.NUMBER, 1, 200, "10 20 30 50"),
        ("group_days", Kind.DAYS, 7, 180, "14 30 60"),
        ("contract_days", Kind.DAYS, 7, 180, "30 45 60 90"),
        ("cleaning_month", Kind.NUMBER, 0, 12, "0 1 5 7 8"),
        ("claim_days", Kind.DAYS, 1, 10, "1 2 3"),
        ("loud_a_day", Kind.NUMBER, 0, 20, "2 4 6"),
        ("behind_ahead_min", Kind.MINUTES, 30, 480, "60 120 180"),
        ("plan_full_share", Kind.SHARE, 0.5, 1, "0.8 0.9 1"),
        ("focus_months", Kind.MONTHS, 1, 12, "1 3 6"),
        ("counted_until", Kind.HOUR, 0, 24, "10:00 12:00 15:00 18:00"),
        ("meeting_length_min", Kind.MINUTES, 15, 480, "30 60 90 120"),
        ("form_idle_min", Kind.MINUTES, 1, 60, "2 3 5 10"),
        ("sign_talks", Kind.NUMBER, 3, 100, "5 8 12"),
        ("sign_metres", Kind.NUMBER, 50, 100_000, "300 500 1000 2000"),
    ),
    *_of(
        Group.BONUS,
        ("bonus_days", Kind.DAYS, 7, 180, "30 60 90"),
        ("bonus_tolerance", Kind.SHARE, 0, 0.9, "0 0.05 0.1"),
        ("bonus_ended", Kind.NUMBER, 1, 100, "3 5 10"),
        ("bonus_factor", Kind.TIMES, 0, 20, "1 2 3"),
    ),
    *_of(
        Group.TOUCH,
        ("touch_a", Kind.NUMBER, 0, 31, "2 3 4 8"),
        ("touch_b", Kind.NUMBER, 0, 31, "1 2 3 4"),
        ("touch_c", Kind.NUMBER, 0, 31, "0 1 2"),
        ("touch_d", Kind.NUMBER, 0, 31, "0 1 2 3"),
        ("touch_potential", Kind.NUMBER, 0, 31, "0 1 2"),
    ),
    *_of(
        Group.PROFIT,
        ("margin_by_channel", Kind.SHARE, 0.001, 1, "0.1 0.2 0.3 0.5"),
        per=Per.CHANNEL,
    ),
    *_of(
        Group.DEALS,
        ("planned_days", Kind.DAYS, 1, 250, "3 5 10 20"),
        ("planned_chance", Kind.SHARE, 0, 1, "0.1 0.2 0.3 0.5 0.7 0.9"),
        per=Per.STAGE,
    ),
    *_of(
        Group.MONEY,
        ("payment_term_by_channel", Kind.DAYS, 0, 365, "0 5 14 30"),
        per=Per.CHANNEL,
    ),
    *_of(
        Group.BONUS,
        ("bonus_days_by_channel", Kind.DAYS, 7, 180, "30 60 90"),
        ("bonus_factor_by_channel", Kind.TIMES, 0, 20, "1 2 3 4"),
        per=Per.CHANNEL,
    ),
]
THRESHOLDS = {one.field: one for one in _ALL}
BELOW = (
    ("abc_a_share", "abc_b_share"),
    ("xyz_steady_cv", "xyz_wavering_cv"),
    ("profit_low_percentile", "profit_high_percentile"),
    ("sleeping_factor", "lost_factor"),
    ("sleeping_min_days", "lost_min_days"),
    ("unpaid_days_first", "unpaid_days_second"),
    ("unpaid_days_second", "unpaid_days_third"),
)
"""The first of each pair stays below the second."""


def threshold(key: str) -> Threshold:
    """By its field; of one set for each channel or stage, also by its `key`. Raises BadChoice for one there is not."""
    field, _, part = key.partition(AT)
    about = THRESHOLDS.get(field)
    if about is None or (part and about.per is None):
        raise BadChoice
    return replace(about, part=part)
