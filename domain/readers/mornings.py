"""What the morning message may say: the day and its nudges. Rule: "What the bot pushes by itself", morning message."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from domain.mutes import NUDGE, muted
from domain.nudges.kinds import KINDS
from domain.nudges.nudge import Nudge
from domain.nudges.today import today_nudges
from domain.readers.day import Day, day_of
from domain.schedules import schedule_of
from domain.tables import Member


@dataclass(frozen=True, slots=True)
class Morning:
    """`nudges`: kind by kind, the most important first in each."""

    name: str
    day: Day
    nudges: tuple[Nudge, ...]


def morning_of(session: Session, member_id: int, today: date) -> Morning | None:
    """What to say in the morning; None when he does not work today."""
    member = session.get_one(Member, member_id)
    if not schedule_of(session, member).is_working_day(today):
        return None
    quiet = muted(session, member_id, today)
    kinds = [kind for kind in KINDS if f"{NUDGE}{kind.name}" not in quiet]
    nudges = today_nudges(session, member_id, today, kinds)
    return Morning(member.name, day_of(session, member_id, today), nudges)
