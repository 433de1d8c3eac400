"""Reports: each by one command, as a picture with the same figures under it and a way down to the rows."""

from aiogram import Router

from handlers.reports import digest, figures, funnel, menu

__all__ = ["router"]


def router() -> Router:
    made = Router(name="reports")
    made.include_routers(
        funnel.router(),
        menu.router(),
        digest.router(),
        figures.router(),
    )
    return made
