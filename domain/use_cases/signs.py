"""A sign that something logged is worth a look: the rep is asked, his answer closes it. Rule: "Truth of reports"."""

from dataclasses import dataclass

from domain.errors import BadChoice, Gone, NotAllowed
from domain.readers.attribution import may_see_member
from domain.readers.signs import key_parts
from domain.tables import Member, SignAnswer
from domain.telling import tell
from domain.use_case import Area, Right, Tx, use_case

ANSWERS = ("at_once", "offline", "as_it_was", "mistake", "in_person")


@dataclass(frozen=True, slots=True)
class SignAsked:
    key: str
    again: bool = False
    """It was asked, answered or explained before: nothing was written now."""


@dataclass(frozen=True, slots=True)
class SignClosed:
    key: str


@use_case(Right.SEE_TEAM)
def ask_about_sign(tx: Tx, actor: Member, key: str, number: int) -> SignAsked:
    """Send the rep a neutral question about it, once. `number`: of activities. Raises BadChoice, NotAllowed, Gone."""
    member = _whose(tx, actor, key)
    if tx.session.get(SignAnswer, key) is not None:
        return SignAsked(key, again=True)
    tx.session.add(SignAnswer(key=key, member_id=member.id, asked_by=actor.id, asked_at=tx.now))
    tell(tx, member, "sign_asked", key, {"sign": key, "number": number})
    tx.touch(Area.PLANS)
    return SignAsked(key)


@use_case(Right.LOG_ACTIVITY)
def answer_sign(tx: Tx, actor: Member, key: str, answer: str) -> SignClosed:
    """The rep's own answer; who asked is told. Said again, it replaces what was said. Raises BadChoice, Gone."""
    row = tx.session.get(SignAnswer, key)
    if row is None or row.asked_at is None or row.member_id != actor.id:
        raise Gone
    if answer not in ANSWERS:
        raise BadChoice
    first = row.answer is None
    row.answer, row.answered_at = answer, tx.now
    if first and row.asked_by is not None:
        asker = tx.session.get_one(Member, row.asked_by)
        tell(tx, asker, "sign_answered", key, {"sign": key})
    tx.touch(Area.PLANS)
    return SignClosed(key)


@use_case(Right.SEE_TEAM)
def explain_sign(tx: Tx, actor: Member, key: str) -> SignClosed:
    """«Разобрались»: a manager has found out himself. Raises BadChoice, NotAllowed, Gone."""
    member = _whose(tx, actor, key)
    row = tx.session.get(SignAnswer, key)
    if row is None:
        row = SignAnswer(key=key, member_id=member.id)
        tx.session.add(row)
    row.explained_by, row.explained_at = actor.id, tx.now
    tx.touch(Area.PLANS)
    return SignClosed(key)


def _whose(tx: Tx, actor: Member, key: str) -> Member:
    member_id, _ = key_parts(key)
    if not may_see_member(tx.session, actor.id, actor.role, member_id) or member_id == actor.id:
        raise NotAllowed
    member = tx.session.get(Member, member_id)
    if member is None or member.dismissed_at is not None:
        raise Gone
    return member
