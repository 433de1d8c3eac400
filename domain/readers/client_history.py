"""What happened with a client, and what was corrected."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clients import client_open_to
from domain.errors import Gone
from domain.paging import paged
from domain.tables import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Attachment,
    Member,
    Outcome,
    Role,
)

HISTORY_PAGE = 6


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An activity as history keeps it; `corrected` = how many times it was changed."""

    id: int
    kind: ActivityKind
    outcome: Outcome | None
    happened_at: datetime
    author: str
    comment: str | None
    cancelled: bool
    corrected: int
    files: int


@dataclass(frozen=True, slots=True)
class Version:
    """What an activity said until it was corrected."""

    kind: ActivityKind
    outcome: Outcome | None
    comment: str | None
    happened_at: datetime
    replaced_at: datetime
    replaced_by: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    client_id: int
    name: str
    lines: tuple[HistoryLine, ...]
    page: int
    pages: int
    total: int


def client_history(session: Session, member_id: int, client_id: int, page: int = 0) -> HistoryPage:
    """Activities of the client, the latest first; cancelled ones for a manager only. Raises Gone, ClientNotYours."""
    member = session.get_one(Member, member_id)
    client = client_open_to(session, member, client_id)
    shown = [Activity.client_id == client.id]
    if member.role is Role.REP:
        shown.append(Activity.cancelled_at.is_(None))
    total = session.scalar(select(func.count(Activity.id)).where(*shown)) or 0
    page, pages = paged(page, total, HISTORY_PAGE)
    files = (
        select(func.count(Attachment.id))
        .where(Attachment.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Activity, Member.name.label("author"), files.label("files"))
        .join(Member, Member.id == Activity.author_id)
        .where(*shown)
        .order_by(Activity.happened_at.desc(), Activity.id.desc())
        .limit(HISTORY_PAGE)
        .offset(page * HISTORY_PAGE)
    )
    lines = tuple(_history_line(row.Activity, row.author, row.files) for row in rows)
    return HistoryPage(client.id, client.name, lines, page, pages, total)


def activity_versions(session: Session, member_id: int, activity_id: int) -> tuple[Version, ...]:
    """What an activity said before each correction, the first first. Raises Gone, ClientNotYours."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise Gone
    client_open_to(session, session.get_one(Member, member_id), activity.client_id)
    rows = session.execute(
        select(ActivityVersion, Member.name)
        .join(Member, Member.id == ActivityVersion.replaced_by)
        .where(ActivityVersion.activity_id == activity_id)
        .order_by(ActivityVersion.number)
        .limit(HISTORY_PAGE)
    )
    return tuple(
        Version(row[0].kind, row[0].outcome, row[0].comment, row[0].happened_at, row[0].replaced_at, row[1])
        for row in rows
    )


def _history_line(activity: Activity, author: str, files: int) -> HistoryLine:
    return HistoryLine(
        activity.id,
        activity.kind,
        activity.outcome,
        activity.happened_at,
        author,
        activity.comment,
        activity.cancelled_at is not None,
        activity.version - 1,
        files,
    )
