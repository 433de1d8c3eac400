"""What every morning asks and is too heavy to be asked then: counted once a day of the company, kept in tables.

Classes of clients (`client_class`) and how long deals have stood at each stage. A day late they are as good.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.analytics.day_classes import CLASSES, CLIENT, Changed
from domain.jobs import OPEN, create_job
from domain.readers.stage_days import PastStays
from domain.settings import company
from domain.tables import ClientClass, Job, StageStays
from domain.use_case import Area, raise_revisions

DAY_FIGURES = "day_figures"
CHUNK = 1000
"""Clients of one transaction: 10–20 ms of the writer's time."""


def wanted(session: Session, now: datetime) -> date | None:
    """The company's day, if its figures have not been asked for yet and no others are being counted."""
    day = now.astimezone(company(session).tz).date()
    begun = or_(Job.form_key == _key(day), (Job.kind == DAY_FIGURES) & Job.state.in_(OPEN))
    return day if session.scalar(select(Job.id).where(begun).limit(1)) is None else None


def ask(session: Session, day: date, now: datetime) -> int:
    """The job that counts this day's; the same however often it is asked for."""
    return create_job(session, DAY_FIGURES, {"day": day.isoformat()}, now, form_key=_key(day))


def _key(day: date) -> str:
    return f"{DAY_FIGURES}:{day}"


def put_classes(session: Session, changed: Changed, after: int) -> int | None:
    """Write the next of them behind this client; the last one written, None when none are left."""
    rows = changed.after(after, CHUNK)
    if not rows:
        return None
    session.connection().execute(_UPSERT[session.get_bind().dialect.name], rows)
    return rows[-1][CLIENT]


def put_stays(session: Session, stays: Mapping[str, PastStays]) -> None:
    """Note how long deals have stood at each stage."""
    known = {one.stage: PastStays(one.number, one.days) for one in session.scalars(select(StageStays))}
    changed = {stage: past for stage, past in stays.items() if known.get(stage) != past}
    for stage, past in changed.items():
        session.merge(StageStays(stage=stage, number=past.number, days=past.days))
    if changed:
        raise_revisions(session, [Area.DEALS])


def _upsert(insert: Any) -> Any:
    return insert.on_conflict_do_update(index_elements=[CLIENT], set_={name: insert.excluded[name] for name in CLASSES})


_UPSERT = {dialect.dialect.name: _upsert(dialect.insert(ClientClass)) for dialect in (sqlite, postgresql)}
