"""Plans of reps: activity, sales, funnel; set by who leads them."""

from aiogram import Router

from domain.use_case import Right
from handlers.filters import Can
from handlers.links import OpenPlans
from handlers.plans import focus, links, routes, statement_links, statements
from handlers.plans.windows import plan_dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="plans")
    may = Can(Right.SET_PLANS)
    for data, handler in (
        (OpenPlans, routes.plans_opened),
        (links.OpenReps, routes.reps_opened),
        (links.OpenLine, routes.line_opened),
        (links.SetLine, routes.line_set),
        (links.TypeLine, routes.line_asked),
        (links.OpenExceptions, routes.exceptions_opened),
        (links.OpenException, routes.exception_opened),
        (links.SetException, routes.exception_set),
        (links.TypeException, routes.exception_asked),
        (links.OpenFocus, routes.focus_opened),
        (links.SetFocus, routes.focus_set),
        (links.OpenProposal, routes.proposal_opened),
        (links.AcceptProposal, routes.proposal_accepted),
        (links.OpenCopy, routes.copy_opened),
        (links.CopyPlan, routes.plan_copied),
        (links.OpenMonth, routes.month_opened),
        (links.CopyMonth, routes.month_copied),
        (links.OpenSales, routes.sales_opened),
        (links.SetSales, routes.sales_set),
        (links.TypeSales, routes.sales_asked),
        (links.TypeStage, routes.stage_asked),
    ):
        made.callback_query.register(handler, data.filter(), may)
    made.callback_query.register(focus.focus_changed, focus.ChangeFocus.filter(), may)
    made.callback_query.register(statements.statement_opened, statement_links.OpenStatement.filter())
    made.callback_query.register(statements.evidence_opened, statement_links.OpenEvidence.filter())
    made.callback_query.register(statements.team_opened, statement_links.OpenTeamStatements.filter())
    made.include_router(plan_dialog())
    return made
