"""A rep's conversions beside those of his team, or of the company. Rule: "Two funnels"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain.analytics.figures import Conversion, beside_median
from domain.analytics.funnels import ActivityCount, InvoiceTotals, activity_funnel
from domain.analytics.shares import Share
from domain.periods import Period
from domain.readers.attribution import (
    EVERYBODY,
    dated_in,
    happened_in,
)
from domain.readers.funnels import (
    owner_on,
)
from domain.tables import (
    Activity,
    Deal,
    DealState,
    Member,
    Role,
    TeamMembership,
)

STEPS = ("effective", "meetings", "offers", "won")


def conversions_of(session: Session, member_id: int, period: Period) -> tuple[tuple[Conversion, ...], str | None]:
    """His own beside his team's median; beside the company's where his team is too small."""
    mates = mates_on(session, period.last).get(member_id, frozenset())
    everyone = set(session.scalars(select(Member.id).where(Member.role == Role.REP))) | {member_id}
    shares = step_shares(session, everyone, period)
    for compared, members in (("team", mates | {member_id}), ("company", everyone)):
        made = tuple(
            beside_median(step, shares[member_id][step], [shares[each][step] for each in members if each in shares])
            for step in STEPS
        )
        if any(one.median is not None for one in made):
            return made, compared
    return made, None


def mates_on(session: Session, day: date) -> dict[int, frozenset[int]]:
    """The reps of each member's teams on a day, himself among them if he is one."""
    held = and_(TeamMembership.since <= day, or_(TeamMembership.until.is_(None), TeamMembership.until > day))
    rows = session.execute(
        select(TeamMembership.team_id, TeamMembership.member_id, Member.role)
        .join(Member, Member.id == TeamMembership.member_id)
        .where(held)
    ).all()
    reps: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.role is Role.REP:
            reps[row.team_id].add(row.member_id)
    mates: dict[int, frozenset[int]] = defaultdict(frozenset)
    for row in rows:
        mates[row.member_id] |= reps[row.team_id]
    return dict(mates)


def step_shares(session: Session, members: Iterable[int], period: Period) -> dict[int, dict[str, Share]]:
    """Of each member: effective contacts, meetings and offers of his contacts; won of the deals closed."""
    counts = counts_by_author(session, period)
    closed = _closed_by_owner(session, period)
    return {member_id: _shares_of(counts[member_id], closed[member_id]) for member_id in members}


def _shares_of(counts: Sequence[ActivityCount], closed: Mapping[DealState, int]) -> dict[str, Share]:
    funnel = activity_funnel(counts, InvoiceTotals(), (0, 0), 0)
    won, lost = closed.get(DealState.WON, 0), closed.get(DealState.LOST, 0)
    numbers = (funnel.effective, funnel.meetings, funnel.offers)
    return dict(
        zip(STEPS, (*(Share(number, funnel.contacts) for number in numbers), Share(won, won + lost)), strict=True)
    )


def counts_by_author(session: Session, period: Period) -> Mapping[int, list[ActivityCount]]:
    rows = session.execute(
        select(Activity.author_id, Activity.kind, Activity.outcome, Activity.is_effective, func.count().label("number"))
        .where(
            Activity.cancelled_at.is_(None),
            happened_in(session, EVERYBODY, period, Activity.author_id, Activity.happened_at),
        )
        .group_by(Activity.author_id, Activity.kind, Activity.outcome, Activity.is_effective)
    )
    counts: dict[int, list[ActivityCount]] = defaultdict(list)
    for row in rows:
        counts[row.author_id].append(ActivityCount(row.kind, row.outcome, row.is_effective, row.number))
    return counts


def _closed_by_owner(session: Session, period: Period) -> Mapping[int, Mapping[DealState, int]]:
    closed = select(Deal.id, Deal.state, Deal.closed_on).where(dated_in(Deal.closed_on, period)).subquery()
    owned = select(closed.c.state, owner_on(closed.c.id, closed.c.closed_on).label("owner_id")).subquery()
    rows = session.execute(
        select(owned.c.owner_id, owned.c.state, func.count().label("number")).group_by(owned.c.owner_id, owned.c.state)
    )
    found: dict[int, dict[DealState, int]] = defaultdict(dict)
    for row in rows:
        found[row.owner_id][row.state] = row.number
    return found
