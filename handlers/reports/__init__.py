"""Reports: each by one command, as a picture with the same figures under it and a way down to the rows."""

from typing import Any

from aiogram import Router

from handlers.desk import exporting, frame
from handlers.desk.reading import readings
from handlers.desk.report import Report
from handlers.reports import (
    activity,
    base,
    black,
    bonus,
    channels,
    debts,
    forecast,
    funnel,
    margin,
    matrix,
    menu,
    norms,
    ok,
    plan,
    reps,
)
from handlers.reports.classes import letters, loyal, segments
from handlers.reports.digest import digest, figures
from handlers.reports.sales import parts, sales, top
from handlers.reports.signs import cards, signs

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
    *parts.REPORTS,
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
        cards.router(),
    )
    return made
