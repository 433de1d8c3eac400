"""Members of the company, their teams, hours and ways in. Rule: "Who uses it"."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, BigId, Json, one_open, ref


class Role(StrEnum):
    REP = "rep"
    MANAGER = "manager"
    OWNER = "owner"


class Speciality(StrEnum):
    HUNTER = "hunter"
    FARMER = "farmer"


class Member(Base):
    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int | None] = mapped_column(BigId, unique=True)
    telegram_username: Mapped[str | None]
    name: Mapped[str]
    role: Mapped[Role]
    speciality: Mapped[Speciality | None]
    zone: Mapped[str | None]
    """IANA name; None = the company's."""
    language: Mapped[str | None]
    """"ru" or "en"; None = the company's."""
    work_hours: Mapped[Json | None]
    """Seven `["09:00", "18:00"]` or null, Monday first; None = the company's."""
    digest_at: Mapped[str | None]
    """"HH:MM" of his own day; None = the company's."""
    joined_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]
    unreachable_since: Mapped[datetime | None]
    """Telegram said he blocked the bot or is gone; cleared when he lets it in again."""
    may_export: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The owner lets him take rows out of the base."""
    form_open_at: Mapped[datetime | None]
    """Last touch of an open form: pushes wait for it."""


class Team(Base):
    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    closed_at: Mapped[datetime | None]


class TeamMembership(Base):
    """Who is in a team, or leads it, from a day to a day (`until` excluded; None = still)."""

    __tablename__ = "team_membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = ref("team.id")
    member_id: Mapped[int] = ref("member.id")
    leads: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    until: Mapped[date | None]


one_open("uq_team_membership_current", TeamMembership.team_id, TeamMembership.member_id)


class Invite(Base):
    """A one-time link. The code itself is never stored, only its SHA-256."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    role: Mapped[Role]
    team_id: Mapped[int | None] = ref("team.id")
    member_id: Mapped[int | None] = ref("member.id")
    """The member it lets in, when he is known already (imported, without Telegram); None = a new one."""
    created_by: Mapped[int | None] = ref("member.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = ref("member.id")
    revoked_at: Mapped[datetime | None]


class EntryAttempt(Base):
    """A wrong invite code, kept to slow down guessing."""

    __tablename__ = "entry_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigId, index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class AbsenceKind(StrEnum):
    VACATION = "vacation"
    SICK = "sick"


class Absence(Base):
    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = ref("member.id")
    kind: Mapped[AbsenceKind]
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)


class CalendarDay(Base):
    """The owner's correction of the production calendar: a day off, a working day, or a shortened one."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    shortened_minutes: Mapped[int] = mapped_column(default=0)
