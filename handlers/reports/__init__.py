"""Reports: each by one command, as a picture with the same figures under it and a way down to the rows."""

from aiogram import Router

from handlers.reports import (
    activity,
    base,
    black,
    bonus,
    channels,
    debts,
    digest,
    exporting,
    figures,
    frame,
    funnel,
    letters,
    loyal,
    margin,
    menu,
    reps,
    sales,
    sales_parts,
    segments,
    top,
)

__all__ = ["router"]

REPORTS = (
    funnel.REPORT,
    black.REPORT,
    debts.REPORT,
    segments.REPORT,
    segments.REST,
    loyal.REPORT,
    letters.REPORT,
    base.REPORT,
    reps.REPORT,
    activity.REPORT,
    sales.REPORT,
    *sales_parts.REPORTS,
    *top.REPORTS,
    channels.REPORT,
    margin.REPORT,
    bonus.REPORT,
)


def router() -> Router:
    made = Router(name="reports")
    made.include_routers(
        *(frame.router(report) for report in REPORTS),
        menu.router(),
        digest.router(),
        figures.router(),
        exporting.router(),
    )
    return made
