"""What others are told at once: a deal won by another's payment, a big payment, loss or won deal.

A big one goes, with sound, to who answers for it and to who leads him; his team hears of a big won deal without client
and sum. Rule: "What the bot pushes by itself", deals won, Loud.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.clients import current_keeper, leaders_of
from domain.deals import deal_owner, whole_of_deal
from domain.settings import company
from domain.tables import Client, Deal, Member, Payment, TeamMembership
from domain.telling import tell
from domain.use_case import Tx

KOPECKS = 100


def tell_of_payment(tx: Tx, actor: Member, client: Client, payments: Sequence[Payment], won: Iterable[Deal]) -> None:
    """Money that came in one go, and the deals it has won."""
    deals, total = list(won), sum(payment.amount for payment in payments)
    if not _is_big(tx.session, total):
        _tell_owners(tx, actor, deals)
    else:
        about = {"payment_id": payments[0].id, "amount": total, "by": actor.id, "won": [deal.id for deal in deals]}
        owners = [deal_owner(tx.session, deal.id) for deal in deals] or [current_keeper(tx.session, client.id)]
        for member in _concerned(tx.session, actor, owners):
            tell(tx, member, "big_payment", f"{payments[0].id}:{member.id}", about)
    _tell_teams(tx, deals)


def tell_of_won(tx: Tx, actor: Member, deal: Deal) -> None:
    """A deal won without a new payment: its sum was mended."""
    _tell_owners(tx, actor, [deal])
    _tell_teams(tx, [deal])


def tell_of_loss(tx: Tx, actor: Member, deal: Deal) -> None:
    """A big deal that did not happen."""
    if not _is_big(tx.session, whole_of_deal(tx.session, deal) or 0):
        return
    about = {"deal_id": deal.id, "by": actor.id}
    for member in _concerned(tx.session, actor, [deal_owner(tx.session, deal.id)]):
        tell(tx, member, "big_loss", f"{deal.id}:{deal.closed_on}:{member.id}", about)


def _is_big(session: Session, kopecks: int) -> bool:
    return kopecks >= company(session).big_sum * KOPECKS


def _concerned(session: Session, actor: Member, owners: Iterable[Member | None]) -> list[Member]:
    """Who answers for it and who leads him, once each, but who has written it himself."""
    found: dict[int, Member] = {}
    for owner in filter(None, owners):
        leaders = [session.get_one(Member, leader) for leader in leaders_of(session, owner.id)]
        found |= {member.id: member for member in (owner, *leaders) if member.dismissed_at is None}
    found.pop(actor.id, None)
    return list(found.values())


def _tell_owners(tx: Tx, actor: Member, won: Iterable[Deal]) -> None:
    """Who has won by his own hand sees it on his screen."""
    for deal in won:
        owner = deal_owner(tx.session, deal.id)
        if owner is not None and owner.id != actor.id and owner.dismissed_at is None:
            tell(tx, owner, "deal_won", f"{deal.id}:{deal.closed_on}", {"deal_id": deal.id, "by": actor.id})


def _tell_teams(tx: Tx, won: Iterable[Deal]) -> None:
    """Colleagues of who has won a big one."""
    for deal in won:
        owner = deal_owner(tx.session, deal.id)
        if owner is None or not _is_big(tx.session, whole_of_deal(tx.session, deal) or 0):
            continue
        for colleague in tx.session.scalars(_team_of(owner)):
            key = f"{deal.id}:{deal.closed_on}:{colleague.id}"
            tell(tx, colleague, "team_win", key, {"deal_id": deal.id, "member_id": owner.id})


def _team_of(member: Member) -> Select[Member]:
    own = select(TeamMembership.team_id).where(TeamMembership.member_id == member.id, TeamMembership.until.is_(None))
    colleagues = select(TeamMembership.member_id).where(
        TeamMembership.team_id.in_(own), TeamMembership.until.is_(None), TeamMembership.leads.is_(False)
    )
    return (
        select(Member)
        .where(Member.id.in_(colleagues), Member.id != member.id, Member.dismissed_at.is_(None))
        .order_by(Member.id)
    )
