"""Base growth bonus: an advance for an activated client, held by his later periods. Rule: "Base growth bonus".

Days are ordinals here, months are counted from the year 0, so that a hundred thousand clients are columns of numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from domain.analytics.client_figures import columns_frame
from domain.periods import Period
from domain.readers.looks import Frame
from domain.statistics import percentile

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HELD = 4
"""So many periods after the first must be no less."""
PERIODS = 1 + HELD
SUMS = tuple(f"sum{number}" for number in range(PERIODS))
ACTIVATED_NUMBERS = ("client_id", "rep_id", "start", "length", "shown", *SUMS)
NOBODY, NEVER = -1, -1
YEAR_MONTHS = 12
FACTORS = tuple(map(Fraction, (4, 3, 2, 1)))
QUARTERS = tuple(Fraction(quarter, 4) for quarter in (1, 2, 3))
SOON_DAYS = 7


class TermState(IntEnum):
    """What became of an advance by a day. `BEGUN`: the first period runs, there is no advance yet."""

    BEGUN = 0
    ADVANCE = 1
    HOLDS = 2
    EARNED = 3
    OFFSET = 4


@dataclass(frozen=True, slots=True)
class BonusRules:
    """Company settings. `days`: of a period; `tolerance`: how much less than the first it may be.

    `factor`: k of who is not compared, being of fewer `ended` terms; `by_channel`: k of a channel, whoever leads it.
    """

    days: int = 30
    tolerance: Fraction = Fraction(0)
    ended: int = 5
    factor: Fraction = Fraction(2)
    by_channel: Mapping[str, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Clients and kopecks."""

    clients: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class RepBonus:
    """A rep in the period. `offset`: advances to be set against the next; `paid`: what was granted less what was set
    against it; `waiting`: not set against anything yet. `ended`, `lost`: terms of the 12 months before; `factor`: k."""

    rep_id: int | None
    granted: Amount = Amount()
    earned: Amount = Amount()
    offset: Amount = Amount()
    paid: int = 0
    waiting: int = 0
    ended: int = 0
    lost: int = 0
    factor: Fraction = Fraction(2)


class TeamShare(NamedTuple):
    """A team's payments beside its plan, kopecks."""

    name: str
    fact: int
    plan: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.fact, self.plan)


@dataclass(frozen=True, slots=True)
class BonusData:
    """Everybody's activated clients as of the day `on`: the churn of all is compared, `shown` 1 = of the viewer's cut.

    `activated`, named as in ACTIVATED_NUMBERS: whose the first purchase was (-1 = nobody's), its day, days of a period,
    kopecks of the first one and of the next four. `channel`: of each.
    """

    frame: Frame
    on: date
    activated: Mapping[str, Sequence[int]]
    channel: Sequence[str | None]
    rules: BonusRules
    names: Mapping[int, str]
    teams: tuple[TeamShare, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.activated["shown"])


@dataclass(frozen=True, slots=True)
class BonusReport:
    """What the motivation costs. `standing`: advances by how many periods they have held; `begun`: no advance yet.

    `cost`: earned advances of the terms that ended in the period, of all that their clients bought meanwhile.
    `soon`: periods that end within a week, still short by so much. `behind`: client ids by figure, the largest first.
    `activated`: clients who ever bought, whatever became of their advances by the period.
    """

    frame: Frame
    on: date
    granted: Amount
    earned: Amount
    offset: Amount
    paid: int
    begun: Amount
    standing: tuple[Amount, ...]
    soon: Amount
    activated: int
    reps: tuple[RepBonus, ...]
    cost: Fraction | None
    behind: Mapping[str, Sequence["Behind"]]
    rules: BonusRules
    names: Mapping[int, str]
    teams: tuple[TeamShare, ...]

    @property
    def is_empty(self) -> bool:
        return not self.activated


class Behind(NamedTuple):
    """A client behind a figure: kopecks of his first period and advance, periods held, what is missing by `due`."""

    client_id: int
    first: int
    advance: int
    state: int
    held: int
    short: int
    due: int


def bonus_report(data: BonusData) -> BonusReport:
    """Advances, what holds and what is offset. Rule: "Base growth bonus"."""
    terms = terms_frame(data)
    shown = terms[terms.shown == 1]
    cuts = _cuts(shown, data.frame.period, data.on)
    reps = tuple(_reps(terms, shown, data))
    ended = _together(cuts["earned"], cuts["offset"])
    return BonusReport(
        frame=data.frame,
        on=data.on,
        **{name: _sum(cuts[name]) for name in ("granted", "earned", "offset", "begun")},
        paid=sum(rep.paid for rep in reps),
        standing=tuple(_sum(cuts[f"held{held}"]) for held in range(HELD)),
        soon=Amount(len(cuts["soon"]), int(cuts["soon"].short.sum())),
        activated=len(shown),
        reps=reps,
        cost=Fraction(int(cuts["earned"].advance.sum()), int(ended.sold.sum())) if ended.sold.sum() > 0 else None,
        behind={name: _behind(cut) for name, cut in cuts.items()},
        rules=data.rules,
        names=data.names,
        teams=data.teams,
    )


def _cuts(terms: "pd.DataFrame", period: Period, on: date) -> dict[str, "pd.DataFrame"]:
    """The terms behind each figure; the last of the period is its end or the report's day."""
    start, last = period.start.toordinal(), min(period.last, on).toordinal()
    ended = terms[(terms.ended >= start) & (terms.ended <= last)]
    runs = terms[terms.state.isin([TermState.ADVANCE, TermState.HOLDS])]
    return {
        "granted": terms[(terms.state > TermState.BEGUN) & (terms.advanced >= start) & (terms.advanced <= last)],
        "earned": ended[ended.state == TermState.EARNED],
        "offset": ended[ended.state == TermState.OFFSET],
        "begun": terms[terms.state == TermState.BEGUN],
        "soon": runs[(runs.short > 0) & (runs.due - on.toordinal() <= SOON_DAYS)],
        **{f"held{held}": runs[runs.held == held] for held in range(HELD)},
    }


# Terms


def terms_frame(data: BonusData) -> "pd.DataFrame":
    """A row for each activated client: `state` and `held` as far as the periods that are over tell; kopecks.

    `advanced`: the day the first period is over, `ended`: the day the term was earned or lost, `due`: the day the
    present period will be over (each NEVER where there is none), `short`: what it misses; `sold` till the end.
    """
    import numpy as np

    frame = columns_frame(data.activated)
    on, keep = data.on.toordinal(), 1 - data.rules.tolerance
    sums = frame[list(SUMS)].to_numpy()
    ends = frame.start.to_numpy()[:, None] + frame.length.to_numpy()[:, None] * np.arange(1, PERIODS + 1)
    over = (ends <= on).sum(axis=1)
    first = sums[:, 0].clip(min=0)
    least = first * keep.numerator // keep.denominator
    fails = (sums[:, 1:] < least[:, None]) & (np.arange(1, PERIODS) < over[:, None])
    failed = fails.any(axis=1)
    held = np.where(failed, fails.argmax(axis=1), (over - 1).clip(min=0))
    over_for_good = failed | (held == HELD)
    at, rows = np.minimum(held + 1, HELD), np.arange(len(frame))
    runs = ~over_for_good & (over > 0)
    present = over.clip(max=HELD)
    frame = frame.assign(
        advanced=ends[:, 0],
        first=first,
        held=held,
        state=_states(over, held, failed),
        ended=np.where(over_for_good, ends[rows, at], NEVER),
        due=np.where(runs, ends[rows, present], NEVER),
        short=np.where(runs, (least - sums[rows, present]).clip(min=0), 0),
        sold=sums.cumsum(axis=1)[rows, at],
    )
    kept = (first > 0) | (over == 0)
    channel = [one for one, stays in zip(data.channel, kept.tolist(), strict=True) if stays]
    return _with_advances(frame[kept].reset_index(drop=True), channel, data.rules)


def _states(over: "np.ndarray", held: "np.ndarray", failed: "np.ndarray") -> "np.ndarray":
    import numpy as np

    conditions = [over == 0, failed, held == HELD, held > 0]
    states = [TermState.BEGUN, TermState.OFFSET, TermState.EARNED, TermState.HOLDS]
    found: np.ndarray = np.select(conditions, [int(state) for state in states], int(TermState.ADVANCE))
    return found


def _with_advances(terms: "pd.DataFrame", channel: Sequence[str | None], rules: BonusRules) -> "pd.DataFrame":
    """k × the first period, half up; k as it was at the start of the month of the advance."""
    import numpy as np

    factors, own = Factors(terms, rules), rules.by_channel or {}
    known: dict[tuple[int, int, str | None], tuple[int, int]] = {}
    ratios = []
    for one in zip(terms.rep_id.tolist(), _months(terms.advanced).tolist(), channel, strict=True):
        if one not in known:
            rep, month, of = one
            known[one] = (own[of] if of is not None and of in own else factors.of(rep, month)).as_integer_ratio()
        ratios.append(known[one])
    above, below = np.array(ratios, dtype="int64").reshape(-1, 2).T
    return terms.assign(advance=(2 * above * terms["first"] + below) // (2 * below))


def _months(days: "pd.Series") -> "np.ndarray":
    """Months since the year 0 of ordinal days."""
    import numpy as np

    epoch = date(1970, 1, 1).toordinal()
    return np.asarray(
        (days.to_numpy() - epoch).astype("datetime64[D]").astype("datetime64[M]").astype("int64") + 1970 * 12
    )


def month_number(day: date) -> int:
    """Months since the year 0, as `_months` counts them."""
    return day.year * 12 + day.month - 1


class Factors:
    """k of each rep in each month: 4, 3, 2, 1 by quartile of his churn in the 12 months before it.

    Churn = offset / ended, among reps with as many ended terms as the rules ask for; one alone is compared with nobody.
    """

    def __init__(self, terms: "pd.DataFrame", rules: BonusRules) -> None:
        ended = terms[(terms.ended != NEVER) & (terms.rep_id != NOBODY)]
        counts = ended.assign(month=_months(ended.ended), lost=ended.state == TermState.OFFSET)
        self._counts = counts.groupby(["rep_id", "month"]).lost.agg(["sum", "size"]).reset_index()
        self._rules = rules
        self._known: dict[int, dict[int, Fraction]] = {}

    def of(self, rep_id: int, month: int) -> Fraction:
        if month not in self._known:
            self._known[month] = dict(self._compared(month))
        return self._known[month].get(rep_id, self._rules.factor)

    def churns(self, month: int) -> dict[int, tuple[int, int]]:
        """Terms offset, and ended, in the 12 months before one, by rep."""
        before = self._counts[(self._counts.month < month) & (self._counts.month >= month - YEAR_MONTHS)]
        sums = before.groupby("rep_id")[["sum", "size"]].sum()
        return {int(rep): (int(lost), int(ended)) for rep, lost, ended in sums.itertuples()}

    def _compared(self, month: int) -> Iterator[tuple[int, Fraction]]:
        least = max(1, self._rules.ended)
        churns = {rep: Fraction(*count) for rep, count in self.churns(month).items() if count[1] >= least}
        if len(churns) < 2:
            return
        bounds = [percentile(list(churns.values()), quarter) for quarter in QUARTERS]
        for rep, churn in churns.items():
            yield rep, FACTORS[sum(churn > bound for bound in bounds)]


# By rep


def _reps(terms: "pd.DataFrame", shown: "pd.DataFrame", data: BonusData) -> list[RepBonus]:
    """Reps with anything to tell, who gets most first."""
    factors = Factors(terms, data.rules)
    month = month_number(min(data.frame.period.last, data.on))
    churns = factors.churns(month)
    made = [
        _rep(int(rep), own, data, churns.get(int(rep), (0, 0)), factors.of(int(rep), month))
        for rep, own in shown.groupby("rep_id")
    ]
    kept = [rep for rep in made if rep.granted.clients or rep.offset.clients or rep.earned.clients or rep.waiting]
    return sorted(kept, key=lambda rep: (-rep.paid, -rep.granted.amount, rep.rep_id or 0))


def _rep(rep: int, own: "pd.DataFrame", data: BonusData, churn: tuple[int, int], factor: Fraction) -> RepBonus:
    cuts = _cuts(own, data.frame.period, data.on)
    paid, waiting = _settled(own, data.frame.period, data.on)
    lost, ended = churn
    sums = {name: _sum(cuts[name]) for name in ("granted", "earned", "offset")}
    return RepBonus(
        None if rep == NOBODY else rep, **sums, paid=paid, waiting=waiting, ended=ended, lost=lost, factor=factor
    )


def _settled(terms: "pd.DataFrame", period: Period, on: date) -> tuple[int, int]:
    """Advances of the period less what was set against them, and what waits for the next ones. Never a deduction.

    What is offset is set, whole, against the advances that come after it; on one day it comes first.
    """
    lost = terms[terms.state == TermState.OFFSET]
    granted = terms[terms.state > TermState.BEGUN]
    offsets = zip(lost.ended.tolist(), [0] * len(lost), lost.advance.tolist(), strict=True)
    advances = zip(granted.advanced.tolist(), [1] * len(granted), granted.advance.tolist(), strict=True)
    start, last = period.start.toordinal(), min(period.last, on).toordinal()
    paid = waiting = 0
    for day, comes, amount in sorted([*offsets, *advances]):
        if day > last:
            break
        if not comes:
            waiting += amount
            continue
        against = min(waiting, amount)
        waiting -= against
        paid += amount - against if day >= start else 0
    return paid, waiting


def _sum(terms: "pd.DataFrame") -> Amount:
    return Amount(len(terms), int(terms.advance.sum()))


def _together(*cuts: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    return pd.concat(cuts)


def _behind(cut: "pd.DataFrame") -> tuple[Behind, ...]:
    columns = cut.sort_values(["advance", "first", "client_id"], ascending=[False, False, True])[list(Behind._fields)]
    return tuple(Behind(*map(int, row)) for row in columns.itertuples(index=False))
