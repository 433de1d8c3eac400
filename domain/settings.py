"""What the company has chosen (⚙), with the defaults of the product's definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Setting
from domain.use_case import Area, Tx

COMPANY = "company"
THEME = "theme"
THEMES = LIGHT, DARK = "light", "dark"
NINE_TO_SIX = ["09:00", "18:00"]


@dataclass(frozen=True, slots=True)
class Company:
    """Company settings, each under its own name in the table `setting`."""

    zone: str = "Europe/Moscow"
    language: str = "ru"
    name: str = ""
    work_hours: tuple[list[str] | None, ...] = (*([NINE_TO_SIX] * 5), None, None)
    """Monday first; None = a day off."""
    digest_at: str = "19:00"
    backdating_days: int = 3
    counted_until: str = "12:00"
    """A day's plan counts what was logged by this hour of the next working day."""
    remind_again_min: int = 30
    meeting_ahead_min: int = 60
    meeting_length_min: int = 60
    meeting_after_min: int = 15
    form_idle_min: int = 3
    default_rhythm_days: int = 30
    sleeping_factor: float = 1.5
    sleeping_min_days: int = 21
    lost_factor: float = 4.0
    lost_min_days: int = 90
    payment_term_days: int = 5
    payment_term_by_channel: Mapping[str, int] = field(default_factory=dict)
    channels: Sequence[str] = ("интернет-магазин", "розница", "сеть", "конечный потребитель", "B2G")
    stage_days: int = 10
    """Planned duration of a stage in working days, until there is a history of one's own."""
    stage_history: int = 20
    """From so many deals the planned duration of a stage is taken from the history."""
    silent_times: int = 2
    """A deal stuck for more than so many planned durations of its stage is a silent loss."""
    won_share: float = 1.0
    """A deal is won when so much of it is paid."""
    again_days: int = 7
    reactivation_again_days: int = 28
    closing_day: int = 3
    """On which working day of the next month a month closes."""
    few: int = 10
    still_open_share: float = 0.2
    segment_months: int = 12
    """The window of segments: whole calendar months before the month of the report's date."""
    compared_months: int = 3
    """How much earlier the window is that transitions are counted from."""
    abc_a_share: float = 0.8
    abc_b_share: float = 0.95
    dominant_share: float = 0.5
    xyz_by_stability: bool = False
    xyz_unit_months: int = 1
    """1 = by months, 3 = by quarters."""
    xyz_often_share: str = "2/3"
    """In how many of the months X buys; a fraction, for two thirds are no decimal."""
    xyz_steady_cv: float = 0.5
    xyz_wavering_cv: float = 1.0
    profit_in_total: bool = False
    """123 by total profit instead of profit per purchase."""
    profit_high_percentile: float = 0.75
    profit_low_percentile: float = 0.25
    few_clients: int = 8
    """Fewer clients are not compared by percentiles."""
    estimated_share: float = 0.2
    """A report with more ₽ of estimated cost says so in its title."""
    margin_by_channel: Mapping[str, float] = field(default_factory=dict)
    """Profit in ₽, where neither the purchase nor its products have a cost."""
    presale_new: str = ""
    """What comes before a first sale costs: «5000» ₽ of each, or «9 %» of its ₽; "" = not set, counted as nothing."""
    presale_repeat: str = ""
    service_new: str = ""
    """Serving the client after a first sale."""
    service_repeat: str = ""
    overhead: str = ""
    """Of any sale."""
    bonus_days: int = 30
    """The first days of an activated client, whose ₽ the advance of the base growth bonus is counted from."""
    bonus_days_by_channel: Mapping[str, int] = field(default_factory=dict)
    bonus_tolerance: float = 0.0
    """How much less than the first a period may be and still hold."""
    bonus_ended: int = 5
    """A rep with fewer ended terms is not compared by his churn."""
    bonus_factor: float = 2.0
    """Of who is not compared; the others have 4, 3, 2 or 1."""
    bonus_factor_by_channel: Mapping[str, float] = field(default_factory=dict)
    group_tasks_a_day: int = 30
    """Of the tasks given out over a segment, how many one member gets for one day at most."""
    group_days: int = 30
    """From the start of group tasks: what is bought within so many days is their result."""
    chance_cases: int = 30
    """With fewer cases of one's own, a deal's chance is drawn to the planned chance of its stage."""
    sign_talks: int = 8
    """So many conversations saved within 3 minutes are worth a look."""
    sign_metres: int = 500
    """Further from the client's address than this is worth a look."""
    behind_ahead_min: int = 120
    """So long before the end of his day a rep behind his plan is told what is missing."""
    plan_full_share: float = 0.9
    """From this share of the month's activity plan on, the bonus for activity is whole."""
    focus_months: int = 3
    """After so many months the owner is asked to change a focus line."""
    loud_a_day: int = 4
    """Pushes that nobody asked for come with sound so many times a working day; the rest come without."""
    touch_a: int = 4
    """Contacts a client of class A is to have a month; `touch_b`, `touch_c` likewise."""
    touch_b: int = 2
    touch_c: int = 1
    touch_d: int = 1
    """In a quarter."""
    touch_potential: int = 1
    """In two months, of who has not bought yet."""
    contract_days: int = 60
    """So long before its end a contract is spoken of."""
    cleaning_month: int = 0
    """In which month the base is gone through, 1–12; 0 = the one that sells least."""
    big_sum: int = 500_000
    """A payment, a loss or a won deal from so many ₽ on is told at once."""
    reactivation_weekdays: int = 14
    """On which weekdays the silent are named, by their numbers: 14 = Monday and Thursday."""
    takes_less_share: float = 0.6
    """The last 3 purchases below this share of the 6 before are worth a call."""
    unpaid_days_first: int = 3
    """After an invoice's day its keeper is reminded; twice more, then it is the manager's."""
    unpaid_days_second: int = 7
    unpaid_days_third: int = 14
    after_sale_days: int = 7
    """After a delivery the client is asked whether all is well."""
    claim_days: int = 1
    """Working days to the first answer to a claim."""

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


_CHOSEN = select(Setting.key, Setting.value).where(Setting.scope == COMPANY)
KEYS = frozenset(known.name for known in fields(Company))


def company(session: Session) -> Company:
    """The company's settings; read once a session."""
    known = session.info.get(COMPANY)
    if known is None:
        rows = session.connection().execute(_CHOSEN)
        chosen = {row.key: row.value for row in rows if row.key in KEYS}
        if "work_hours" in chosen:
            chosen["work_hours"] = tuple(chosen["work_hours"])
        known = session.info[COMPANY] = replace(Company(), **chosen)
    return known


def full_bonus_from(session: Session) -> Fraction:
    """From which share of the month's activity plan on its bonus is whole. Rule: "Plans"."""
    return Fraction(str(company(session).plan_full_share))


def theme_of(session: Session, member_id: int) -> str:
    """How a member's pictures look: one of `THEMES`."""
    chosen = session.get(Setting, (_own(member_id), THEME))
    return LIGHT if chosen is None else str(chosen.value)


def keep_theme(tx: Tx, member_id: int, theme: str) -> None:
    _put(tx.session, _own(member_id), THEME, theme, tx.now, member_id)


def _own(member_id: int) -> str:
    return f"member:{member_id}"


def choose(tx: Tx, key: str, value: Any, *, by: int | None) -> None:
    """Set one company setting. Raises KeyError for an unknown one."""
    if key not in KEYS:
        raise KeyError(key)
    _put(tx.session, COMPANY, key, value, tx.now, by)
    tx.session.info.pop(COMPANY, None)
    tx.touch(Area.SETTINGS)


def _put(session: Session, scope: str, key: str, value: Any, at: datetime, by: int | None) -> None:
    row = session.get(Setting, (scope, key))
    if row is None:
        session.add(Setting(scope=scope, key=key, value=value, changed_at=at, changed_by=by))
    else:
        row.value, row.changed_at, row.changed_by = value, at, by
