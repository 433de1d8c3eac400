"""Days and hours of a member, in his own zone."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.settings import company
from domain.tables import Member
from domain.use_case import Tx


def zone_of(session: Session, member: Member) -> ZoneInfo:
    return ZoneInfo(member.zone) if member.zone else company(session).tz


def today_of(tx: Tx, member: Member) -> date:
    """The member's present day, by when the cause was received."""
    return tx.now.astimezone(zone_of(tx.session, member)).date()


@lru_cache(4096)
def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That hour of that day in the zone, as UTC."""
    return datetime.combine(day, at, zone).astimezone(ZoneInfo("UTC"))
