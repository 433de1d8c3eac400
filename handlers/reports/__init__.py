"""Reports: each by one command, as a picture with the same figures under it and a way down to the rows."""

from typing import Any

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
    forecast,
    frame,
    funnel,
    letters,
    loyal,
    margin,
    matrix,
    menu,
    norms,
    ok,
    plan,
    reps,
    sales,
    sales_parts,
    segments,
    sign_cards,
    signs,
    top,
)
from handlers.reports.reading import readings
from handlers.reports.report import Report

__all__ = ["router"]

REPORTS: tuple[Report[Any], ...] = (
    funnel.REPORT,
    black.REPORT,
    debts.REPORT,
    forecast.REPORT,
    plan.REPORT,
    segments.REPORT,
    segments.REST,
    loyal.REPORT,
    letters.REPORT,
    base.REPORT,
    reps.REPORT,
    activity.REPORT,
    signs.REPORT,
    sales.REPORT,
    *sales_parts.REPORTS,
    *top.REPORTS,
    matrix.REPORT,
    channels.REPORT,
    margin.REPORT,
    bonus.REPORT,
    norms.REPORT,
)


def router() -> Router:
    made = Router(name="reports")
    by_kind = readings(REPORTS)
    made.include_routers(
        *(frame.router(report, by_kind[report.kind]) for report in REPORTS),
        ok.router(by_kind),
        menu.router(),
        digest.router(),
        figures.router(),
        exporting.router(),
        sign_cards.router(),
    )
    return made
