"""Plans of members: of a month's sales and funnel, of activities a day from that month on. Rule: "Plans"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.date_words import add_months
from domain.deals import stages
from domain.imports.cells import Cells
from domain.imports.changes import noting
from domain.imports.files import Field
from domain.imports.kind import Kind, Loading
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.values import BadCell, kopecks_of, month_of, name_of, number_of
from domain.names import normalised
from domain.plans import MOST_A_WEEK, MOST_SALES, Norm, norms_on, open_plan, put_funnel, put_norms, put_sales
from domain.tables import ActivityPlan, FunnelPlan, Member, PlanLine, PlanPer, SalesPlan, SalesPlanLine
from domain.use_case import Area, Tx
from domain.zones import today_of

FURTHEST_MONTHS = 60
PAYMENTS = SalesPlanLine.PAYMENTS.value
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
STAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "contact": ("контакт",),
    "meeting_set": ("встреча назначена", "назначенные встречи"),
    "meeting_held": ("встреча проведена", "проведенные встречи", "встречи", "meetings"),
    "offer": ("кп отправлено", "кп", "offer sent"),
    "invoice": ("счет выставлен", "счет", "счета", "invoice issued"),
    "paid": ("оплачено", "оплата", "оплаты"),
}
FIELDS = (
    Field("member", ("сотрудник", "менеджер", "ответственный", "фио", "имя", "rep", "manager", "name"), required=True),
    Field("month", ("месяц", "период", "дата", "date", "period"), required=True),
    *(Field(line, HEADERS[line]) for line in (*SALES, *ACTIVITIES)),
    Field("stage", ("этап", "этап сделки", "этап воронки", "стадия", "deal stage")),
    Field("line", ("показатель", "строка", "вид плана", "kpi")),
    Field("value", ("значение", "количество", "число", "norm")),
)
_WEEKLY = re.compile(r"(.*?)\s*(?:/|в|a|per)\s*(?:нед\w*|week)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`sales`: kopecks for payments, numbers for the rest; `activities`: how many, and of a day or a week.

    `funnel`: deals and kopecks at the stage, when the row names one.
    """

    member: str
    month: date
    sales: dict[SalesPlanLine, int]
    activities: dict[PlanLine, tuple[int, PlanPer]]
    stage: str
    funnel: tuple[int, int]


def parse(cells: Cells, today: date) -> PlanRow | None:
    """A row holds all lines of a month, or one of them by its name, or the number and the sum of a stage."""
    month, member = cells.read(None, month_of, "month"), cells.read("", name_of, "member")
    stage, funnel = cells.read("", name_of, "stage"), None
    if stage:
        number, amount = cells.read(None, _number, "value"), cells.read(None, kopecks_of, PAYMENTS)
        funnel = None if number is None and amount is None else (number or 0, amount or 0)
        cells = cells.renamed({PAYMENTS: ""})
    elif line := cells.read("", _line_of, "line"):
        cells = cells.renamed({line: cells["value"]})
    sales = {line: value for name, line in SALES.items() if (value := cells.read(None, _sales, name)) is not None}
    activities = {
        line: often for name, line in ACTIVITIES.items() if (often := cells.read(None, _activity, name)) is not None
    }
    if month is not None and month > add_months(today, FURTHEST_MONTHS):
        cells.bad("far_month", "month", cells["month"])
    if activities and month is not None and month < today.replace(day=1):
        cells.bad("past_plan", "month", cells["month"])
    if not (sales or activities or funnel or cells.faults):
        cells.bad("no_plan", "value", cells["value"])
    if cells.faults or month is None:
        return None
    return PlanRow(member, month, sales, activities, stage if funnel else "", funnel or (0, 0))


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
    return kopecks_of(cells, name) if name == PAYMENTS else _number(cells, name)


def _number(cells: Mapping[str, str], name: str) -> int | None:
    value = number_of(cells, name)
    if value is not None and value > MOST_SALES:
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
    notes: list[Note] = []
    members, named = members_called(tx.session), _stages_called(tx.session)
    for row in rows:
        about: PlanRow = row.about
        member, stage = members.get(normalised(about.member)), named.get(normalised(about.stage))
        if member is None:
            notes.append(row.refusal("no_member", value=about.member))
        if about.stage and stage is None:
            notes.append(row.refusal("unknown_stage", value=about.stage))
        if member is not None and (stage is not None or not about.stage):
            became = _Writing(tx, loading.job_id, member, about.month).write(about, stage)
            counts[next(word for word in ("changed", "new", "known") if word in became)] += 1
    return notes


def members_called(session: Session) -> dict[str, Member]:
    """Who is here by name, without case and signs; of two of one name the first."""
    here = session.scalars(select(Member).where(Member.dismissed_at.is_(None)).order_by(Member.id.desc()))
    return {normalised(member.name): member for member in here}


def _stages_called(session: Session) -> dict[str, str]:
    """Stages by the company's own words, else by ours, and by their keys."""
    return {
        normalised(word): stage.key
        for stage in stages(session)
        for word in (stage.key, *((stage.name,) if stage.name else STAGE_WORDS.get(stage.key, ())))
    }


class _Writing:
    """Plans of a member for a month: `known`, or what took their place."""

    def __init__(self, tx: Tx, job_id: int, member: Member, month: date) -> None:
        self._tx, self._session, self._job_id, self._member, self._month = tx, tx.session, job_id, member, month
        self._today = today_of(tx, member)

    def write(self, about: PlanRow, stage: str | None) -> set[str]:
        became = {self._sales(line, value) for line, value in about.sales.items()}
        became |= {self._activity(line, *often) for line, often in about.activities.items()}
        if stage is not None:
            became.add(self._funnel(stage, *about.funnel))
        if became != {"known"}:
            self._tx.touch(Area.PLANS)
        return became

    def _sales(self, line: SalesPlanLine, value: int) -> str:
        known = open_plan(self._session, SalesPlan, self._member.id, self._month, line=line)
        with self._noting(SalesPlan, SalesPlan.month == self._month):
            changed = put_sales(self._session, self._member.id, self._month, line, value, self._since(known))
        return _word(known, changed)

    def _funnel(self, stage: str, number: int, amount: int) -> str:
        known = open_plan(self._session, FunnelPlan, self._member.id, self._month, stage=stage)
        with self._noting(FunnelPlan, FunnelPlan.month == self._month):
            changed = put_funnel(self._session, self._member.id, self._month, stage, number, amount, self._since(known))
        return _word(known, changed)

    def _activity(self, line: PlanLine, number: int, per: PlanPer) -> str:
        """From the first of the month on, if that is to come; else from today. Other numbers of weekdays stay."""
        since = max(self._month, self._today)
        norms = {one.weekday: one for one in norms_on(self._session, self._member.id, since) if one.line is line}
        known = norms.get(None)
        if (known.number, known.per) == (number, per) if known else not number:
            return "known"
        focus = known is not None and known.is_focus
        usual = Norm(line, per, number, is_focus=focus)
        wanted = {**norms, None: usual} if per is PlanPer.DAY else {None: usual}
        with self._noting(ActivityPlan, ActivityPlan.line == line):
            put_norms(self._session, self._member.id, line, wanted.values() if number else (), since)
        return _word(known, changed=True)

    def _since(self, known: SalesPlan | FunnelPlan | None) -> date:
        """A month that is over is planned from its first day; else the plan of before counts until today."""
        return self._today if known is not None else min(self._today, self._month)

    def _noting(
        self, table: type[SalesPlan | FunnelPlan | ActivityPlan], rows: ColumnElement[bool]
    ) -> AbstractContextManager[None]:
        return noting(self._session, self._job_id, table, table.member_id == self._member.id, rows)


def _word(known: object, changed: bool) -> str:
    return "known" if not changed else "new" if known is None else "changed"


KIND = Kind("plans", FIELDS, parse, write)
