"""Days and hours of a member, in his own zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.settings import company
from domain.tables import Member
from domain.use_case import Tx
from domain.worktime import instant_at


def zone_of(session: Session, member: Member) -> ZoneInfo:
    return ZoneInfo(member.zone) if member.zone else company(session).tz


def today_of(tx: Tx, member: Member) -> date:
    """The member's present day, by when the cause was received."""
    return tx.now.astimezone(zone_of(tx.session, member)).date()


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That hour of that day in the zone, as UTC."""
    return instant_at(day, at, zone)
