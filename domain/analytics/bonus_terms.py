"""The terms of activated clients: how far the periods that are over hold an advance, and how large it is.

Days are ordinals here, months are counted from the year 0, so that a hundred thousand clients are columns of numbers.
Rule: "Base growth bonus".
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.analytics.bonus_figures import NOBODY, PERIODS, SUMS, BonusData, BonusRules
from domain.analytics.client_figures import columns_frame
from domain.bonus_terms import HELD
from domain.statistics import percentile

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NEVER = -1
YEAR_MONTHS = 12
FACTORS = tuple(map(Fraction, (4, 3, 2, 1)))
QUARTERS = tuple(Fraction(quarter, 4) for quarter in (1, 2, 3))


class TermState(IntEnum):
    """What became of an advance by a day. `BEGUN`: the first period runs, there is no advance yet."""

    BEGUN = 0
    ADVANCE = 1
    HOLDS = 2
    EARNED = 3
    OFFSET = 4


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
