"""Settings as their screens show them. Rule: "Who uses it"."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.settings import company, theme_of
from domain.tables import Member

Week = tuple[list[str] | None, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen; None = as the company has it (never None for the company itself)."""

    zone: str | None
    hours: Week | None
    digest_at: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    own: Choices
    company: Choices
    theme: str


def settings_of(session: Session, member_id: int) -> Settings:
    member, chosen = session.get_one(Member, member_id), company(session)
    own_hours = None if member.work_hours is None else tuple(member.work_hours)
    return Settings(
        Choices(member.zone, own_hours, member.digest_at),
        Choices(chosen.zone, chosen.work_hours, chosen.digest_at),
        theme_of(session, member_id),
    )
