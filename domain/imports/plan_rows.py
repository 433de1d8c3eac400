"""Plans of members: of a month's sales, and of activities a day from that month on. Rule: "Plans"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.imports.cells import Cells
from domain.imports.changes import change_columns, note_created, note_removed
from domain.imports.files import Field
from domain.imports.kind import Kind, Loading
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.values import BadCell, kopecks_of, month_of, name_of, number_of
from domain.names import normalised
from domain.plans import MOST_A_WEEK, MOST_SALES
from domain.tables import ActivityPlan, Member, PlanLine, PlanPer, SalesPlan, SalesPlanLine
from domain.use_case import Area, Tx
from domain.zones import today_of

SALES = {line.value: line for line in SalesPlanLine}
ACTIVITIES = {line.value: line for line in PlanLine}
HEADERS: Mapping[str, tuple[str, ...]] = {
    "payments": ("оплаты", "план", "план продаж", "план руб", "сумма", "выручка", "оплаты руб"),
    "deals_won": ("сделки", "выигранные сделки", "продажи шт", "deals"),
    "new_clients": ("новые клиенты", "новые"),
    "reactivated": ("реактивация", "вернувшиеся", "возвращенные клиенты"),
    "calls": ("звонки", "звонков в день"),
    "cold_calls": ("холодные звонки", "холодные"),
    "warm_calls": ("теплые звонки", "теплые"),
    "meetings_set": ("назначенные встречи", "назначено встреч"),
    "meetings": ("встречи", "проведенные встречи"),
    "offers": ("кп", "предложения", "коммерческие предложения"),
}
FIELDS = (
    Field("member", ("сотрудник", "менеджер", "ответственный", "фио", "имя", "rep", "manager", "name"), required=True),
    Field("month", ("месяц", "период", "дата", "date", "period"), required=True),
    *(Field(line, HEADERS[line]) for line in (*SALES, *ACTIVITIES)),
    Field("line", ("показатель", "строка", "вид плана", "kpi")),
    Field("value", ("значение", "количество", "число", "norm")),
)
_WEEKLY = re.compile(r"(.*?)\s*(?:/|в|a|per)\s*(?:нед\w*|week)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`sales`: kopecks for payments, numbers for the rest; `activities`: how many, and of a day or a week."""

    member: str
    month: date
    sales: dict[SalesPlanLine, int]
    activities: dict[PlanLine, tuple[int, PlanPer]]


def parse(cells: Cells, today: date) -> PlanRow | None:
    """A row holds all lines of a month, or one of them by its name."""
    month, member = cells.read(None, month_of, "month"), cells.read("", name_of, "member")
    if line := cells.read("", _line_of, "line"):
        cells = cells.renamed({line: cells["value"]})
    sales = {line: value for name, line in SALES.items() if (value := cells.read(None, _sales, name)) is not None}
    activities = {
        line: often for name, line in ACTIVITIES.items() if (often := cells.read(None, _activity, name)) is not None
    }
    if activities and month is not None and month < today.replace(day=1):
        cells.bad("past_plan", "month", cells["month"])
    if not sales and not activities and not cells.faults:
        cells.bad("no_plan", "value", cells["value"])
    return None if cells.faults or month is None else PlanRow(member, month, sales, activities)


def _line_of(cells: Mapping[str, str], column: str) -> str:
    """ "" of an empty cell."""
    asked = normalised(cells.get(column, ""))
    for name, headers in HEADERS.items():
        if asked in (normalised(name), *map(normalised, headers)):
            return name
    if asked:
        raise BadCell("bad_choice", column, cells[column])
    return ""


def _sales(cells: Mapping[str, str], name: str) -> int | None:
    value = kopecks_of(cells, name) if name == SalesPlanLine.PAYMENTS else number_of(cells, name)
    if value is not None and name != SalesPlanLine.PAYMENTS and value > MOST_SALES:
        raise BadCell("bad_number", name, cells[name])
    return value


def _activity(cells: Mapping[str, str], name: str) -> tuple[int, PlanPer] | None:
    """«10» is a day, «15 в неделю» and «15/нед» a week."""
    weekly = _WEEKLY.fullmatch(cells.get(name, ""))
    value = number_of({name: weekly[1]} if weekly else cells, name)
    if value is None:
        return None
    if value > MOST_A_WEEK:
        raise BadCell("bad_number", name, cells[name])
    return value, PlanPer.WEEK if weekly else PlanPer.DAY


# Writing


def write(tx: Tx, loading: Loading, rows: Sequence[Parsed], counts: Counter[str]) -> list[Note]:
    job_id = loading.job_id
    notes: list[Note] = []
    members = members_called(tx.session)
    for row in rows:
        about: PlanRow = row.about
        member = members.get(normalised(about.member))
        if member is None:
            notes.append(row.refusal("no_member", value=about.member))
            continue
        became = {_put_sales(tx, job_id, member, about.month, line, value) for line, value in about.sales.items()}
        became |= {_put_activity(tx, job_id, member, about.month, line, *of) for line, of in about.activities.items()}
        counts[next(word for word in ("changed", "new", "known") if word in became)] += 1
        if became != {"known"}:
            tx.touch(Area.PLANS)
    return notes


def members_called(session: Session) -> dict[str, Member]:
    """Who is here by name, without case and signs; of two of one name the first."""
    here = session.scalars(select(Member).where(Member.dismissed_at.is_(None)).order_by(Member.id.desc()))
    return {normalised(member.name): member for member in here}


def _put_sales(tx: Tx, job_id: int, member: Member, month: date, line: SalesPlanLine, value: int) -> str:
    """A month that is over is planned from its first day; else the plan of before counts until today."""
    today = today_of(tx, member)
    known = tx.session.scalar(
        select(SalesPlan).where(
            SalesPlan.member_id == member.id,
            SalesPlan.month == month,
            SalesPlan.line == line,
            SalesPlan.until.is_(None),
        )
    )
    if (known.value if known else 0) == value:
        return "known"
    since = today if known is not None else min(today, month)
    plan = SalesPlan(member_id=member.id, month=month, line=line, value=value, since=since)
    return _replace(tx, job_id, known, plan if value else None, today)


def _put_activity(tx: Tx, job_id: int, member: Member, month: date, line: PlanLine, number: int, per: PlanPer) -> str:
    """From the first of the month on, if that is to come; else from today."""
    since = max(month, today_of(tx, member))
    known = tx.session.scalar(
        select(ActivityPlan).where(
            ActivityPlan.member_id == member.id,
            ActivityPlan.line == line,
            ActivityPlan.weekday.is_(None),
            ActivityPlan.until.is_(None),
        )
    )
    if (known.number, known.per) == (number, per) if known else not number:
        return "known"
    focus = known is not None and known.is_focus
    plan = ActivityPlan(member_id=member.id, line=line, per=per, number=number, is_focus=focus, since=since)
    return _replace(tx, job_id, known, plan if number else None, since)


def _replace(tx: Tx, job_id: int, known: SalesPlan | ActivityPlan | None, plan: Any, on: date) -> str:
    """What was planned before stays as it was until then; what was planned for no day yet goes."""
    if known is not None and known.since < on:
        change_columns(tx.session, job_id, known, {"until": on})
    elif known is not None:
        note_removed(tx.session, job_id, known)
        tx.session.delete(known)
    tx.session.flush()
    if plan is not None:
        tx.session.add(plan)
        tx.session.flush()
        note_created(tx.session, job_id, type(plan), [plan.id])
    return "new" if known is None else "changed"


KIND = Kind("plans", FIELDS, parse, write)
