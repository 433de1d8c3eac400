"""Whose settings are changed: one's own, or the company's."""

from domain.errors import BadChoice, NotAllowed
from domain.hours_text import Week
from domain.use_case import Right
from domain.use_cases.company import (
    COMPANY_DIGEST,
    COMPANY_HOURS,
    COMPANY_ZONE,
    choose_digest_hour,
    choose_for_company,
    choose_hours,
    choose_zone,
)
from handlers.settings.links import COMPANY, OWN
from handlers.visit import Visit


async def save_zone(visit: Visit, scope: str, zone: str) -> None:
    if scope == COMPANY:
        await visit.run(choose_for_company, COMPANY_ZONE, zone)
    else:
        await visit.run(choose_zone, zone or None)


async def save_hours(visit: Visit, scope: str, week: Week | None) -> None:
    if scope == COMPANY:
        await visit.run(choose_for_company, COMPANY_HOURS, week or ())
    else:
        await visit.run(choose_hours, week)


async def save_digest(visit: Visit, scope: str, at: str) -> None:
    if scope == COMPANY:
        await visit.run(choose_for_company, COMPANY_DIGEST, at)
    else:
        await visit.run(choose_digest_hour, at or None)


def checked_scope(visit: Visit, scope: str) -> str:
    """Raises NotAllowed, BadChoice."""
    if scope == COMPANY and not visit.who.may(Right.COMPANY_SETTINGS):
        raise NotAllowed
    if scope not in (OWN, COMPANY):
        raise BadChoice
    return scope
