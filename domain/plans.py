"""Plans as they are written down: dated, so that a change today does not rewrite what was. Rule: "Plans"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.tables import ActivityPlan, FunnelPlan, PlanException, PlanLine, PlanPer, SalesPlan, SalesPlanLine

MOST_A_WEEK = 1000
MOST_SALES = 100_000
MOST_KOPECKS = 10**15

Dated = ActivityPlan | SalesPlan | FunnelPlan
OfMonth = TypeVar("OfMonth", SalesPlan, FunnelPlan)


@dataclass(frozen=True, slots=True)
class Norm:
    """So many of a line a day or a week; `weekday` 0 = Monday, None = every working day. 0 = none that weekday."""

    line: PlanLine
    per: PlanPer
    number: int
    weekday: int | None = None
    is_focus: bool = False


# Activities


def norms_on(session: Session, member_id: int, day: date) -> list[Norm]:
    """What holds on a day, in the order of the lines; those of a weekday after the one of every day."""
    rows = [row for row in _rows(session, member_id, day) if row.since <= day]
    order = list(PlanLine)
    rows.sort(key=lambda row: (order.index(row.line), -1 if row.weekday is None else row.weekday, row.id))
    return [Norm(row.line, row.per, row.number, row.weekday, row.is_focus) for row in rows]


def put_norms(session: Session, member_id: int, line: PlanLine, norms: Iterable[Norm], today: date) -> bool:
    """From today on the line is these norms and no others; what is planned from a day ahead stays ahead.

    False when it was so already.
    """
    rows = [row for row in _rows(session, member_id, today) if row.line is line]
    held, ahead = [row for row in rows if row.since <= today], [row for row in rows if row.since > today]
    wanted = {norm.weekday: norm for norm in norms}
    if {row.weekday: (row.per, row.number, row.is_focus) for row in held} == {
        weekday: (norm.per, norm.number, norm.is_focus) for weekday, norm in wanted.items()
    }:
        return False
    for row in held:
        end(session, row, today)
    session.flush()
    for weekday, norm in wanted.items():
        until = min((row.since for row in ahead if row.weekday == weekday), default=None)
        kept = {"line": line, "per": norm.per, "number": norm.number, "weekday": weekday, "is_focus": norm.is_focus}
        session.add(ActivityPlan(member_id=member_id, since=today, until=until, **kept))
    return True


def put_exception(session: Session, member_id: int, day: date, line: PlanLine, number: int | None) -> bool:
    """Another number of the line on that day; None = as usual. False when it was so already."""
    known = session.get(PlanException, (member_id, day, line))
    if (known.number if known else None) == number:
        return False
    if number is None:
        session.delete(known)
    elif known is None:
        session.add(PlanException(member_id=member_id, day=day, line=line, number=number))
    else:
        known.number = number
    return True


def _rows(session: Session, member_id: int, day: date) -> Sequence[ActivityPlan]:
    """What holds on a day or is to hold later."""
    later = or_(ActivityPlan.until.is_(None), ActivityPlan.until > day)
    return session.scalars(select(ActivityPlan).where(ActivityPlan.member_id == member_id, later)).all()


# Sales and funnel


def put_sales(session: Session, member_id: int, month: date, line: SalesPlanLine, value: int, today: date) -> bool:
    """The plan of a month from today on, kopecks or a number; 0 = none. False when it was so already."""
    known = open_plan(session, SalesPlan, member_id, month, line=line)
    if (known.value if known else 0) == value:
        return False
    made = SalesPlan(member_id=member_id, month=month, line=line, value=value, since=today) if value else None
    replace(session, known, made, today)
    return True


def put_funnel(
    session: Session, member_id: int, month: date, stage: str, number: int, amount: int, today: date
) -> bool:
    """So many deals and kopecks at a stage from today on; 0 and 0 = none. False when it was so already."""
    known = open_plan(session, FunnelPlan, member_id, month, stage=stage)
    if ((known.number, known.amount) if known else (0, 0)) == (number, amount):
        return False
    about = {"member_id": member_id, "month": month, "stage": stage}
    made = FunnelPlan(number=number, amount=amount, since=today, **about) if number or amount else None
    replace(session, known, made, today)
    return True


def open_plan(
    session: Session, table: type[OfMonth], member_id: int, month: date, **of: SalesPlanLine | str
) -> OfMonth | None:
    """The row of the month that holds now: of a `line` of the sales plan, of a `stage` of the funnel plan."""
    rows = select(table).filter_by(member_id=member_id, month=month, **of).where(table.until.is_(None))
    return session.scalar(rows)


def replace(session: Session, known: Dated | None, made: Dated | None, today: date) -> None:
    """What was planned stays as it was until today."""
    if known is not None:
        end(session, known, today)
        session.flush()
    if made is not None:
        session.add(made)


def end(session: Session, row: Dated, today: date) -> None:
    """Yesterday's plan stays as it was; one made today never was."""
    if row.since >= today:
        session.delete(row)
    else:
        row.until = today
