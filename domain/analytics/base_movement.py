"""The client base month by month: how many in each state, who came, left and returned. Rule: "The client base".

The states are those of `domain.rhythm.lifecycle`, for a hundred thousand clients at once. A rhythm that is borrowed
stays the same through the months: it is the one kept with the client, so that the last month says what his card says,
and nobody «returns» without a purchase because a median has moved.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from domain.analytics.client_figures import columns_frame
from domain.analytics.percentiles import percentiles_of
from domain.rhythm import OWN_RHYTHM_FROM, BaseChange, Lifecycle, SilenceRules, expected_rhythm, lost_from, silent_from

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

STATES = (Lifecycle.CLOSED, Lifecycle.POTENTIAL, Lifecycle.LOST, Lifecycle.SLEEPING, Lifecycle.ACTIVE)
NOT_YET, CLOSED, POTENTIAL, LOST, SLEEPING, ACTIVE = range(6)
"""As numbers in a frame: NOT_YET = no client then."""
NEVER = 2**31
"""A month or a day that does not come."""
A_DAY = date(2000, 1, 1)
HALF = Fraction(1, 2)

CLIENT_COLUMNS = ("client_id", "since", "closed", "purchase_days", "silent_after")


class BoughtDays(NamedTuple):
    """Purchase days: clients, how many each has, and all of them as one text «2026-11-22,2026-11-23»."""

    client_id: Sequence[int]
    number: Sequence[int]
    days: str


@dataclass(frozen=True, slots=True)
class BaseFigures:
    """`ends`: last days of the months, the first one only to compare with; `also`: days between that are counted too.

    `clients`, columns as in CLIENT_COLUMNS: number of the day of `days` by which he was a client, and closed (NEVER);
    `purchase_days` and `silent_after` (days from the last purchase until he sleeps, 0 = never bought) as kept with
    him; `channel` beside. `declared`: days on which each was declared lost, ordinals.
    """

    ends: Sequence[date]
    clients: Mapping[str, Sequence[int]]
    channel: Sequence[str | None]
    bought: BoughtDays
    declared: Mapping[int, Sequence[int]]
    only: Collection[int] | None = None
    """Who is counted (None = all); medians are of the whole company in any case."""
    also: Collection[date] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """All that are counted, the earliest first."""
        return tuple(sorted([*self.ends, *{*self.also}.difference(self.ends)]))


@dataclass(frozen=True, slots=True)
class BaseMonth:
    """The base on a month's last day. `once`: active, sleeping or lost, but «купил раз»."""

    on: date
    states: Mapping[Lifecycle, int]
    once: int
    change: BaseChange
    """Since the end of the month before: came + returned − left is the change of the active."""


def base_months(figures: BaseFigures, rules: SilenceRules) -> tuple[BaseMonth, ...]:
    """Every month but the first, which is only compared with."""
    return tuple(month_of_base(now, before.states) for before, now in pairwise(ends_of(figures, rules)))


def last_states(figures: BaseFigures, rules: SilenceRules) -> Mapping[Lifecycle, Sequence[int]]:
    """Ids of the clients in each state on the last day, for the rows under the picture."""
    *_, last = ends_of(figures, rules)
    now = last.states
    return {state: [int(client) for client in now.index[now == code]] for code, state in enumerate(STATES, CLOSED)}


@dataclass(frozen=True, slots=True)
class BaseEnd:
    """The base at the end of a month, or on another counted day: `clients` as `states_on` wants them, their states."""

    on: date
    clients: "pd.DataFrame"
    states: "pd.Series"


def ends_of(figures: BaseFigures, rules: SilenceRules) -> Iterator[BaseEnd]:
    """Each of the ends in turn."""
    return (day for day in days_of(figures, rules) if day.on in figures.ends)


def days_of(figures: BaseFigures, rules: SilenceRules) -> Iterator[BaseEnd]:
    """Each of the counted days in turn."""
    for on, clients in zip(figures.days, _as_of(figures, rules), strict=True):
        yield BaseEnd(on, clients, states_on(clients, on, rules))


def month_of_base(end: BaseEnd, before: "pd.Series") -> BaseMonth:
    """The base at an end, and how it has changed since the states of the end before."""
    now = end.states
    came, returned, left = (int(moved.sum()) for moved in moves(before, now))
    return BaseMonth(
        on=end.on,
        states={state: int((now == code).sum()) for code, state in enumerate(STATES, CLOSED)},
        once=int(bought_once(end).sum()),
        change=BaseChange(came=came, returned=returned, left=left),
    )


def bought_once(end: BaseEnd) -> "pd.Series":
    """Whose second purchase has not come."""
    return (end.states >= LOST) & (end.clients["days"] == 1)


def moves(before: "pd.Series", now: "pd.Series") -> "tuple[pd.Series, pd.Series, pd.Series]":
    """Who came into the active base, who came back to it, who left it."""
    joined, is_new = (now == ACTIVE) & (before != ACTIVE), before.isin([NOT_YET, POTENTIAL])
    return joined & is_new, joined & ~is_new, (before == ACTIVE) & (now != ACTIVE)


def states_on(clients: "pd.DataFrame", on: date, rules: SilenceRules) -> "pd.Series":
    """The state of each client on a day, as NOT_YET … ACTIVE.

    `clients`, ints, of what was known by then: `days`, `first`, `last` (ordinals) of his purchases; `is_client`,
    `is_closed`; `declared`: the last day he was declared lost; `sleeps_after`, `lost_after`: days of a borrowed rhythm.
    """
    own = clients["days"] >= OWN_RHYTHM_FROM
    gaps = (clients["days"] - 1).clip(lower=1)
    span, silence = clients["last"] - clients["first"], on.toordinal() - clients["last"]
    sleeps = _past(span, gaps, rules.sleeping_rhythms, rules.sleeping_days).where(own, clients.sleeps_after)
    lost = _past(span, gaps, rules.lost_rhythms, rules.lost_days).where(own, clients.lost_after)
    states = (clients["days"] * 0 + ACTIVE).mask(silence >= sleeps, SLEEPING).mask(silence >= lost, LOST)
    states = states.mask(clients.declared > clients["last"], LOST).mask(clients["days"] == 0, POTENTIAL)
    return states.mask(clients.is_closed, CLOSED).mask(~clients.is_client, NOT_YET)


def _past(span: "pd.Series", gaps: "pd.Series", rhythms: Fraction, least: int) -> "pd.Series":
    """The first whole day past so many rhythms of span / gaps, and past the least days."""
    return (span * rhythms.numerator // (gaps * rhythms.denominator)).clip(lower=least) + 1


def _as_of(figures: BaseFigures, rules: SilenceRules) -> "Iterator[pd.DataFrame]":
    """The clients as `states_on` wants them, on each counted day in turn."""
    base, bought = _frames(figures)
    borrowed = _borrowed(base, bought, rules)
    if figures.only is not None:
        base = base[base.index.isin(list(figures.only))]
        borrowed = borrowed.reindex(base.index)
    seen = base.assign(days=0, first=0, last=0)[["days", "first", "last"]]
    for number, on in enumerate(figures.days):
        seen = _grown(seen, bought[bought.month == number])
        kept = (base.silent_after > 0) & (seen["days"] == base.purchase_days)
        yield seen.assign(
            is_client=base.since <= number,
            is_closed=base.closed <= number,
            declared=_declared_by(figures.declared, on, base),
            sleeps_after=borrowed.sleeps_after.mask(kept, base.silent_after),
            lost_after=borrowed.lost_after.mask(kept, borrowed.kept_lost_after),
        )


def _frames(figures: BaseFigures) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """The clients by id; and by id and the number of the day they are not later than, their purchase days."""
    import pandas as pd

    clients = columns_frame(figures.clients)
    clients = clients.assign(channel=pd.Series(figures.channel, dtype="object").fillna(""))
    bought = pd.DataFrame(_purchase_days(figures.bought)).drop_duplicates()
    ends = pd.Index([end.toordinal() for end in figures.days])
    bought = bought.assign(month=ends.searchsorted(bought.day))
    by_month = bought.groupby(["client_id", "month"]).day.agg(["count", "min", "max"]).reset_index("month")
    return clients.set_index("client_id"), by_month.set_axis(["month", "days", "first", "last"], axis=1)


def _purchase_days(bought: BoughtDays) -> "dict[str, np.ndarray]":
    import numpy as np

    from domain.analytics.columns import days_of

    clients = np.asarray(bought.client_id, dtype="int64")
    return {"client_id": clients.repeat(np.asarray(bought.number, dtype="int64")), "day": days_of(bought.days)}


def _grown(seen: "pd.DataFrame", month: "pd.DataFrame") -> "pd.DataFrame":
    """With the purchase days of one more month; a client has at most one row in it."""
    more = month[["days", "first", "last"]].reindex(seen.index, fill_value=0)
    return seen.assign(
        days=seen["days"] + more["days"],
        first=seen["first"].where(seen["days"] > 0, more["first"]),
        last=seen["last"].where(more["days"] == 0, more["last"]),
    )


def _declared_by(declared: Mapping[int, Sequence[int]], on: date, base: "pd.DataFrame") -> "pd.Series":
    """The last day by `on` that each client was declared lost on; 0 = never."""
    import pandas as pd

    last = {client: max((day for day in days if day <= on.toordinal()), default=0) for client, days in declared.items()}
    return pd.Series(last, dtype="int64").reindex(base.index, fill_value=0)


def _borrowed(base: "pd.DataFrame", bought: "pd.DataFrame", rules: SilenceRules) -> "pd.DataFrame":
    """By client, after how many days a rhythm that is not his own makes him sleep and be lost.

    By the medians of his channel and the company over all their purchases; `kept_lost_after` by the kept one.
    """
    medians = _medians(base, bought)
    of_channel = {
        channel: expected_rhythm(None, medians.get(channel), medians[None], rules) for channel in base.channel.unique()
    }
    of_kept = {int(days): Fraction(int(days) - 1) / rules.sleeping_rhythms for days in base.silent_after.unique()}
    return base.assign(
        sleeps_after=base.channel.map({key: _sleeps_after(one, rules) for key, one in of_channel.items()}),
        lost_after=base.channel.map({key: _lost_after(one, rules) for key, one in of_channel.items()}),
        kept_lost_after=base.silent_after.map({key: _lost_after(one, rules) for key, one in of_kept.items()}),
    )


def _medians(base: "pd.DataFrame", bought: "pd.DataFrame") -> dict[str | None, Fraction | None]:
    """Median rhythm of each channel (and of the company: None) over clients with one of their own."""
    whole = bought.groupby(level=0).agg({"days": "sum", "first": "min", "last": "max"})
    own = whole[whole["days"] >= OWN_RHYTHM_FROM].join(base.channel)
    medians: dict[str | None, Fraction | None] = {None: _median(own)}
    for channel, clients in own.groupby("channel"):
        if channel:
            medians[str(channel)] = _median(clients)
    return medians


def _median(own: "pd.DataFrame") -> Fraction | None:
    return percentiles_of(own["last"] - own["first"], own["days"] - 1, (HALF,))[0] if len(own) else None


def _sleeps_after(rhythm: Fraction, rules: SilenceRules) -> int:
    return (silent_from(A_DAY, rhythm, rules) - A_DAY).days


def _lost_after(rhythm: Fraction, rules: SilenceRules) -> int:
    return (lost_from(A_DAY, rhythm, rules) - A_DAY).days
