"""Who came: members by Telegram id, kept in memory until the members or the settings change."""

from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import Database
from domain.settings import company, theme_of
from domain.tables import Member
from domain.use_case import Area
from handlers.visit import Who

FRESH_FOR_S = 60
AREAS = frozenset({Area.MEMBERS, Area.SETTINGS})


class Members:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, Who | None] = {}
        self._since = monotonic()

    async def find(self, telegram_id: int) -> Who | None:
        """The member of this Telegram account; None for a stranger and for a dismissed member."""
        if monotonic() - self._since > FRESH_FOR_S or len(self._known) > 10_000:
            self.forget()
        known = self._known
        if telegram_id not in known:
            known[telegram_id] = await self._database.read(find_member, telegram_id)
        return known[telegram_id]

    def changed(self, areas: frozenset[Area]) -> None:
        """These areas have been written."""
        if areas & AREAS:
            self.forget()

    def forget(self) -> None:
        """Anew, and not emptied: who is being read now must not be remembered as he was before the change."""
        self._known = {}
        self._since = monotonic()


def find_member(session: Session, telegram_id: int) -> Who | None:
    """The member of this Telegram account; None for a stranger and for the dismissed."""
    member = session.scalar(select(Member).where(Member.telegram_id == telegram_id, Member.dismissed_at.is_(None)))
    return None if member is None else who(session, member)


def who(session: Session, member: Member) -> Who:
    """A copy for the handlers, with the company's zone and language where the member has chosen none."""
    chosen = company(session)
    return Who(
        member.id,
        member.telegram_id or 0,
        member.name,
        member.role,
        ZoneInfo(member.zone or chosen.zone),
        member.language or chosen.language,
        member.may_export,
        theme_of(session, member.id),
    )
