"""A kind of push not wanted for a week. Rule: everyone may mute a kind; who leads him sees it."""

from dataclasses import dataclass
from datetime import timedelta

from domain.errors import BadChoice
from domain.mutes import mutable
from domain.tables import Member, PushMute
from domain.use_case import Right, Tx, use_case
from domain.zones import today_of

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Muted:
    kind: str


@use_case(Right.OWN_SETTINGS)
def mute_push(tx: Tx, actor: Member, kind: str) -> Muted:
    """None of this kind from now to the same weekday of the next week, not included. Raises BadChoice."""
    if kind not in mutable(actor.role):
        raise BadChoice
    until = today_of(tx, actor) + WEEK - timedelta(days=1)
    row = tx.session.get(PushMute, (actor.id, kind))
    if row is None:
        tx.session.add(PushMute(member_id=actor.id, kind=kind, until=until, muted_at=tx.now))
    else:
        row.until, row.muted_at = until, tx.now
    return Muted(kind)


@use_case(Right.OWN_SETTINGS)
def hear_again(tx: Tx, actor: Member, kind: str) -> Muted:
    """The kind comes again; said twice, the same."""
    row = tx.session.get(PushMute, (actor.id, kind))
    if row is not None:
        tx.session.delete(row)
    return Muted(kind)
