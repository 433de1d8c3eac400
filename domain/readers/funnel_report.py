"""Both funnels of a period as one person may see them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.funnels import ActivityFunnel, DealFunnel
from domain.periods import Period
from domain.readers.cuts import Cut, chosen_scope
from domain.readers.funnels import FUNNEL_AREAS, activity_funnel_of, deal_funnel_of
from domain.settings import company
from domain.tables import Member, Role, Stage
from domain.use_case import revisions


@dataclass(frozen=True, slots=True)
class FunnelReport:
    """`stages`: key and own word of each. `whole`: of the whole company. `few`: below it a share has its interval."""

    period: Period
    deals: DealFunnel
    activities: ActivityFunnel
    stages: tuple[tuple[str, str | None], ...]
    cut: Cut | None
    role: Role
    few: int
    revisions: dict[str, int]

    @property
    def is_empty(self) -> bool:
        return self.deals.all.total == 0 and self.activities.is_empty


def funnel_report(
    session: Session, viewer_id: int, period: Period, member_id: int, team_id: int, today: date
) -> FunnelReport:
    """Both funnels, cut by a member or a team (0 = all that the viewer sees). Raises BadChoice, NotAllowed, Gone."""
    moved = revisions(session, FUNNEL_AREAS)
    scope, cut = chosen_scope(session, viewer_id, member_id, team_id)
    stages = session.execute(select(Stage.key, Stage.name).order_by(Stage.position))
    return FunnelReport(
        period=period,
        deals=deal_funnel_of(session, scope, period, today),
        activities=activity_funnel_of(session, scope, period, today),
        stages=tuple((row.key, row.name) for row in stages),
        cut=cut,
        role=session.get_one(Member, viewer_id).role,
        few=company(session).few,
        revisions=moved,
    )
