"""An activity plan from the sales plan and own conversions: «20 продаж = 100 звонков, 5 в день». Rule: "Plans"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.activity_plan import ProposedLine, proposed_lines
from domain.analytics.funnels import ActivityCount
from domain.periods import Period, last_days, month_of
from domain.readers.attribution import EVERYBODY
from domain.readers.conversions import counts_by_author, mates_on
from domain.readers.month_money import Won, won_by
from domain.readers.plans import planned_member, sales_values
from domain.schedules import schedule_of
from domain.settings import company
from domain.tables import ActivityKind, Outcome, PlanLine, SalesPlanLine

LOOKED_BACK = 180
LINES: Mapping[PlanLine, ActivityKind] = {
    PlanLine.CALLS: ActivityKind.CALL,
    PlanLine.MEETINGS: ActivityKind.MEETING,
    PlanLine.OFFERS: ActivityKind.OFFER,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`sales`: deals to win in the month, of `amount` kopecks by `average` a deal where only ₽ are planned.

    `days`: his working days in the month. `source`: whose conversions of `LOOKED_BACK` days: "own", "team", "company";
    `won`: deals won by them; `own_won`: by himself. `why_not`: "" (there are lines), "no_plan", "few".
    """

    member_id: int
    name: str
    month: date
    sales: int
    amount: int | None
    average: int | None
    days: int
    source: str
    won: int
    own_won: int
    lines: tuple[ProposedLine[PlanLine], ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class _Made:
    """What some people did and won."""

    source: str
    done: Mapping[PlanLine, int]
    won: Won


def proposal_of(session: Session, viewer_id: int, member_id: int, now: datetime) -> Proposal:
    """For the next month where its sales are planned already, else for this one. Raises NotAllowed, Gone."""
    member = planned_member(session, viewer_id, member_id)
    schedule = schedule_of(session, member)
    today = schedule.local_date(now)
    month, values = _planned_month(session, member_id, today)
    made, own_won = _made(session, member_id, last_days(today, LOOKED_BACK))
    sales, average = _sales(values, made.won)
    days = len(schedule.working_days_in(month.start, month.end))
    few = made.won.number < company(session).few
    lines = [] if few or not sales else proposed_lines(sales, made.done, made.won.number, days)
    return Proposal(
        member_id,
        member.name,
        month.start,
        sales,
        values.get(SalesPlanLine.PAYMENTS) if average else None,
        average,
        days,
        made.source,
        made.won.number,
        own_won,
        tuple(lines),
        "" if lines else ("few" if values else "no_plan"),
    )


def _planned_month(session: Session, member_id: int, today: date) -> tuple[Period, Mapping[SalesPlanLine, int]]:
    present = month_of(today)
    for month in (present.shifted(1), present):
        values = sales_values(session, member_id, month.start)
        if values.keys() & {SalesPlanLine.PAYMENTS, SalesPlanLine.DEALS_WON}:
            return month, values
    return present, {}


def _sales(values: Mapping[SalesPlanLine, int], won: Won) -> tuple[int, int | None]:
    """Deals to win; and the average deal, where they follow from ₽."""
    if SalesPlanLine.DEALS_WON in values:
        return values[SalesPlanLine.DEALS_WON], None
    average = won.amount // won.number if won.number else 0
    amount = values.get(SalesPlanLine.PAYMENTS, 0)
    return (-(-amount // average), average) if average and amount else (0, None)


def _made(session: Session, member_id: int, period: Period) -> tuple[_Made, int]:
    """His own; where he has won too few, his team's; where they have, the company's. And how many he won himself."""
    counts, won = counts_by_author(session, period), won_by(session, EVERYBODY, period)
    own = won.get(member_id, Won()).number
    mates = mates_on(session, period.last).get(member_id, frozenset()) | {member_id}
    everyone = {id_ for id_ in won if id_ is not None} | counts.keys()
    made = _Made("own", {}, Won())
    for source, members in (("own", {member_id}), ("team", set(mates)), ("company", everyone)):
        made = _Made(source, _done(counts, members), _together(won.get(each, Won()) for each in members))
        if made.won.number >= company(session).few:
            break
    return made, own


def _together(all_of: Iterable[Won]) -> Won:
    known = list(all_of)
    return Won(sum(one.number for one in known), sum(one.amount for one in known))


def _done(counts: Mapping[int, Iterable[ActivityCount]], members: Iterable[int]) -> dict[PlanLine, int]:
    rows = [one for member_id in members for one in counts.get(member_id, ())]
    return {
        line: sum(one.number for one in rows if one.kind is kind and one.outcome is not Outcome.NOT_HELD)
        for line, kind in LINES.items()
    }
