"""Both funnels of a period as one person may see them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.analytics.funnels import ActivityFunnel, DealFunnel, Pace
from domain.analytics.plan import StagePlan
from domain.readers.funnels import activity_funnel_of, deal_funnel_of, pace_of
from domain.readers.looks import Frame, Look, framed
from domain.readers.plan import PLAN_AREAS, stage_plans
from domain.settings import company
from domain.tables import Stage


@dataclass(frozen=True, slots=True)
class FunnelReport:
    """`stages`: key and own word of each. `still_open_share`: above it a cohort is too young to judge.

    `pace`: how it came to what it is; None of all time. `planned`: the stages that are planned in the period's months.
    """

    frame: Frame
    deals: DealFunnel
    activities: ActivityFunnel
    stages: tuple[tuple[str, str | None], ...]
    still_open_share: float
    pace: Pace | None
    planned: tuple[StagePlan, ...]

    @property
    def is_empty(self) -> bool:
        return self.deals.all.total == 0 and self.activities.is_empty


def funnel_report(session: Session, viewer_id: int, look: Look, today: date) -> FunnelReport:
    """Both funnels as far as the viewer sees them. Raises BadChoice, NotAllowed, Gone."""
    scope, frame = framed(session, viewer_id, look, PLAN_AREAS)
    stages = session.execute(select(Stage.key, Stage.name).order_by(Stage.position))
    return FunnelReport(
        frame=frame,
        deals=deal_funnel_of(session, scope, look.period, today),
        activities=activity_funnel_of(session, scope, look.period, today),
        stages=tuple((row.key, row.name) for row in stages),
        still_open_share=company(session).still_open_share,
        pace=pace_of(session, scope, look.period, today),
        planned=stage_plans(session, scope, look.period, min(look.period.last, today)),
    )
