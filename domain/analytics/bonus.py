"""What the base growth bonus has come to: advances, what holds, what is offset. Rule: "Base growth bonus"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from domain.analytics.bonus_figures import NOBODY, BonusData, BonusRules, TeamShare
from domain.analytics.bonus_terms import Factors, TermState, month_number, terms_frame
from domain.bonus_terms import HELD
from domain.periods import Period
from domain.readers.looks import Frame

if TYPE_CHECKING:
    import pandas as pd

SOON_DAYS = 7


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
