"""Focus lines that have been the same for long: the owner is asked to change them. Rule: "Plans", Activity plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.readers.plans import Planned
from domain.settings import company
from domain.tables import ActivityPlan, Member, PlanLine


@dataclass(frozen=True, slots=True)
class OldFocus:
    """`others`: the lines that are planned beside it, in their order."""

    line: PlanLine
    months: int
    members: tuple[Planned, ...]
    others: tuple[PlanLine, ...]


def old_focuses(session: Session, day: date) -> list[OldFocus]:
    """By line, of whom it has been 3 ⚙ months on a day, or 6, 9: who keeps it is asked again so much later."""
    every = company(session).focus_months
    found: dict[tuple[PlanLine, int], list[Planned]] = defaultdict(list)
    for (member_id, name, line), since in _since(session, day).items():
        months = 12 * (day.year - since.year) + day.month - since.month
        if months and months % every == 0:
            found[line, months].append(Planned(member_id, name))
    return [_old(session, line, of, day) for line, of in groupby(sorted(found.items()), key=lambda one: one[0][0])]


Grouped = Iterable[tuple[tuple[PlanLine, int], list[Planned]]]


def _old(session: Session, line: PlanLine, of: Grouped, day: date) -> OldFocus:
    parts = list(of)
    members = sorted((one for _, part in parts for one in part), key=lambda one: (one.name, one.id))
    held = or_(ActivityPlan.until.is_(None), ActivityPlan.until > day)
    planned = set(
        session.scalars(
            select(ActivityPlan.line)
            .where(ActivityPlan.member_id.in_([one.id for one in members]), ActivityPlan.since <= day, held)
            .distinct()
        )
    )
    others = tuple(other for other in PlanLine if other in planned and other is not line)
    return OldFocus(line, min(months for (_, months), _ in parts), tuple(members), others)


def _since(session: Session, day: date) -> dict[tuple[int, str, PlanLine], date]:
    """Since when without a break the focus that holds on the day has been one, another number or not."""
    rows = session.execute(
        select(ActivityPlan.member_id, Member.name, ActivityPlan.line, ActivityPlan.since, ActivityPlan.until)
        .join(Member, Member.id == ActivityPlan.member_id)
        .where(ActivityPlan.is_focus.is_(True), ActivityPlan.since <= day, Member.dismissed_at.is_(None))
        .order_by(ActivityPlan.since)
    )
    stretches: dict[tuple[int, str, PlanLine], tuple[date, date]] = {}
    for row in rows:
        key, until = (row.member_id, row.name, row.line), row.until or date.max
        since, known = stretches.get(key, (row.since, row.since))
        stretches[key] = (since if row.since <= known else row.since, max(known, until))
    return {key: since for key, (since, until) in stretches.items() if until > day}
