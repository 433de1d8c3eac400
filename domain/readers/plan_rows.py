"""The payments, deals and clients behind the lines of the sales plan."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import BadChoice
from domain.periods import Period, one_day
from domain.readers.attribution import Scope
from domain.readers.client_lines import client_lines
from domain.readers.cuts import chosen_cuts, scope_of
from domain.readers.listing import Column, Listing, Row, Unit, page_of, page_of_ids
from domain.readers.looks import Look
from domain.readers.month_money import new_client_rows, won_deals
from domain.readers.payment_rows import payments_listing
from domain.readers.plan import begun, returned_so_far
from domain.tables import Client, Member

WON = (
    Column("client", says_missing=True),
    Column("amount", Unit.MONEY, says_missing=True),
    Column("won-on", Unit.DAY),
    Column("deal"),
    Column("owner", says_missing=True),
)
CLIENTS = (
    Column("client"),
    Column("bought-on", Unit.DAY),
    Column("owner", says_missing=True),
)


def plan_rows(session: Session, viewer_id: int, look: Look, today: date, what: str, page: int | None = 0) -> Listing:
    """`what`: "paid", "late", "won", "new", "back" (the keeper had reached them), "alone". Raises BadChoice."""
    scope = scope_of(session, viewer_id, chosen_cuts(session, viewer_id, look.cuts))
    so_far = begun(look.period, today) or one_day(today)
    if what in ("paid", "late"):
        return payments_listing(session, scope, so_far, f"plan-{what}", page, late=what == "late")
    if what == "won":
        return _won(session, scope, so_far, page)
    if what == "new":
        return _clients(session, what, session.execute(new_client_rows(session, scope, so_far)).tuples().all(), page)
    if what in ("back", "alone"):
        back = returned_so_far(session, scope, so_far)
        chosen = [(one.client_id, one.day, one.member_id) for one in back if one.by_contact == (what == "back")]
        return _clients(session, what, chosen, page)
    raise BadChoice


def _won(session: Session, scope: Scope, so_far: Period, page: int | None) -> Listing:
    won = won_deals(session, scope, so_far)
    rows = (
        select(won.c.id, Client.name, won.c.amount, won.c.closed_on, won.c.title, Member.name.label("owner"))
        .outerjoin(Client, Client.id == won.c.client_id)
        .outerjoin(Member, Member.id == won.c.owner_id)
        .where(~won.c.late)
        .order_by(won.c.amount.desc().nulls_last(), won.c.id)
    )
    found, total, page = page_of(session, rows, select(won.c.id).where(~won.c.late), page)
    return Listing("plan-won", "deal", WON, tuple(Row(row[0], row[1:]) for row in found), total, page)


def _clients(session: Session, what: str, bought: Sequence[tuple[int, date, int | None]], page: int | None) -> Listing:
    """Client, the day of the purchase, who gets it; the latest first."""
    chosen, page = page_of_ids(sorted(bought, key=lambda one: (one[1], one[0]), reverse=True), page)
    lines = client_lines(session, [client_id for client_id, _, _ in chosen])
    names = {row.id: row.name for row in session.execute(select(Member.id, Member.name))}
    rows = tuple(
        Row(client_id, (lines[client_id].name, day, names.get(member_id or 0))) for client_id, day, member_id in chosen
    )
    return Listing(f"plan-{what}", "client", CLIENTS, rows, len(bought), page)
