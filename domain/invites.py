"""One-time links: the code is shown once and only its hash is kept. Rule: "Security" of the pitfalls."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm import Session

from domain.tables import Invite, Role

VALID_FOR = timedelta(hours=72)


def code_hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def new_code() -> str:
    return secrets.token_urlsafe(24)


def create_invite(
    session: Session,
    role: Role,
    team_id: int | None,
    name: str | None,
    created_by: int | None,
    now: datetime,
    *,
    member_id: int | None = None,
    code: str | None = None,
) -> str:
    """Write an invite valid for 72 hours; its code, which is never stored. `member_id`: whom it lets in, if known."""
    code = code or new_code()
    session.add(
        Invite(
            code_hash=code_hash(code),
            name=name,
            role=role,
            team_id=team_id,
            member_id=member_id,
            created_by=created_by,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
    )
    session.flush()
    return code


def take_invite(session: Session, code: str, now: datetime) -> Invite | None:
    """Use the code up: of two who come at the same time one gets the invite, the other None."""
    spent: CursorResult[object] = session.execute(  # type: ignore[assignment]
        update(Invite)
        .where(
            Invite.code_hash == code_hash(code),
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > now,
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if not spent.rowcount:
        return None
    return session.scalar(select(Invite).where(Invite.code_hash == code_hash(code)))


def revoke_for(session: Session, member_id: int, now: datetime) -> None:
    """No link made by this member, or for him, lets anybody in any more."""
    session.execute(
        update(Invite)
        .where(
            or_(Invite.member_id == member_id, Invite.created_by == member_id),
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
