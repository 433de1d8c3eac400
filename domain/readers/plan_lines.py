"""The lines of activity plans day by day: dated, by weekday, with the exceptions of single days. Rule: "Plans"."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.tables import ActivityPlan, PlanException, PlanLine, PlanPer


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of the plan as it holds on a day."""

    line: PlanLine
    per: PlanPer
    number: int
    is_focus: bool


@dataclass(frozen=True, slots=True)
class DatedPlan:
    """A member's plan over some days. `rows`: those of a weekday after those of every day."""

    rows: Sequence[ActivityPlan] = ()
    exceptions: Mapping[tuple[PlanLine, date], int] = field(default_factory=dict)

    def on(self, day: date) -> list[HeldLine]:
        """One for its weekday goes before one for every day, an exception before both; with a number of 0 it is none.

        An exception of a weekly line takes the day out of its week.
        """
        held: dict[PlanLine, HeldLine] = {}
        for row in self.rows:
            if row.since <= day and (row.until is None or row.until > day) and row.weekday in (None, day.weekday()):
                number = row.number
                excepted = self.exceptions.get((row.line, day))
                if excepted is not None:
                    number = excepted if row.per is PlanPer.DAY else min(excepted, number)
                held[row.line] = HeldLine(row.line, row.per, number, row.is_focus)
        return [line for line in held.values() if line.number]

    @property
    def focus(self) -> frozenset[str]:
        return frozenset(row.line.value for row in self.rows if row.is_focus)


def dated_plans(session: Session, member_ids: Collection[int], first: date, last: date) -> dict[int, DatedPlan]:
    """Of those who have a plan on some of these days."""
    rows: dict[int, list[ActivityPlan]] = defaultdict(list)
    held = select(ActivityPlan).where(
        ActivityPlan.member_id.in_(member_ids),
        ActivityPlan.since <= last,
        or_(ActivityPlan.until.is_(None), ActivityPlan.until > first),
    )
    for row in session.scalars(held.order_by(ActivityPlan.weekday.is_not(None), ActivityPlan.since, ActivityPlan.id)):
        rows[row.member_id].append(row)
    exceptions = _exceptions(session, list(rows), first, last)
    return {member_id: DatedPlan(own, exceptions[member_id]) for member_id, own in rows.items()}


def _exceptions(
    session: Session, member_ids: Collection[int], first: date, last: date
) -> Mapping[int, dict[tuple[PlanLine, date], int]]:
    found: dict[int, dict[tuple[PlanLine, date], int]] = defaultdict(dict)
    rows = select(PlanException).where(
        PlanException.member_id.in_(member_ids), PlanException.day >= first, PlanException.day <= last
    )
    for row in session.scalars(rows):
        found[row.member_id][row.line, row.day] = row.number
    return found
