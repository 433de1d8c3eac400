"""Clients who bought again in a month, sleeping or lost at its start. Rule: "Plans" (sales plan, reactivated)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from domain.periods import DAY, Period
from domain.purchases import Medians, rhythm_medians, silence_rules
from domain.readers.attribution import Scope, counted_on, of_facts
from domain.readers.client_base import declared_losses
from domain.readers.expressions import plain_column
from domain.readers.funnels import keeper_on
from domain.readers.month_money import bought_told, entered_late
from domain.readers.sold import seller
from domain.rhythm import OWN_RHYTHM_FROM, SilenceRules, expected_rhythm, kept_rhythm, silent_from
from domain.settings import company
from domain.tables import CONTACT_KINDS, Activity, Client, Purchase
from domain.zones import instant

CONTACTED = timedelta(days=30)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Returned:
    """Who bought on `day` after a long silence. `member_id`: who gets it; `by_contact`: the keeper had reached him in
    the 30 days before, else he «вернулся сам».
    """

    client_id: int
    member_id: int | None
    day: date
    by_contact: bool


def returned_in(session: Session, scope: Scope, month: Period) -> list[Returned]:
    """Of a calendar month, its first purchase of each; those entered after it was closed are left out."""
    days = _silent_before(session, month)
    rows = [row for row in _first_purchases(session, scope, month, list(days)) if row.day == days[row.client_id]]
    reached = _reached(session, [row.client_id for row in rows], month)
    return [
        Returned(row.client_id, row.recipient_id, row.day, _was_reached(row, reached[row.client_id])) for row in rows
    ]


def _silent_before(session: Session, month: Period) -> dict[int, date]:
    """The day of the month each of them bought first, of those who were silent past their bound when it began."""
    rules, declared = silence_rules(company(session)), declared_losses(session)
    medians: list[Medians] = []
    found = {}
    for row in session.execute(_buyers(month)):
        lost = any(row.last < _day(told) <= month.start for told in declared.get(row.id, ()))
        if lost or _is_silent(session, row, month.start, rules, medians):
            found[row.id] = row.day
    return found


def _is_silent(session: Session, row: Any, on: date, rules: SilenceRules, medians: list[Medians]) -> bool:
    """By what he had bought by then. With a rhythm of his own whole numbers tell: of most it is asked every month."""
    silence: int = (on - row.last).days
    if silence <= rules.sleeping_days:
        return False
    if row.days < OWN_RHYTHM_FROM:
        return _sleeps_from(session, row, rules, medians) <= on
    rhythms = rules.sleeping_rhythms
    span: int = (row.last - row.first).days * rhythms.numerator
    return silence * int(row.days - 1) * rhythms.denominator > span


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _sleeps_from(session: Session, row: Any, rules: SilenceRules, medians: list[Medians]) -> date:
    """By a borrowed rhythm; the medians are read once, when first needed."""
    rhythm = None
    if row.purchase_days < OWN_RHYTHM_FROM:
        rhythm = kept_rhythm(row.first, row.last_purchase_on, row.purchase_days, row.silent_from, rules)
    if rhythm is None:
        known = medians or [rhythm_medians(session)]
        medians[:] = known
        rhythm = expected_rhythm(None, known[0].of(row.channel), known[0].company, rules)
    return silent_from(row.last, rhythm, rules)


def _buyers(month: Period) -> Any:
    """Who bought in the month and before it; his purchase days by then."""
    before = case((Purchase.day < month.start, Purchase.day))
    buyers = select(Purchase.client_id).where(
        Purchase.day >= month.start, Purchase.day < month.end, Purchase.is_return.is_(False)
    )
    bought = (
        select(
            Purchase.client_id,
            func.min(case((Purchase.day >= month.start, Purchase.day))).label("day"),
            func.min(before).label("first"),
            func.max(before).label("last"),
            func.count(before.distinct()).label("days"),
        )
        .where(Purchase.client_id.in_(buyers), Purchase.day < month.end, Purchase.is_return.is_(False))
        .group_by(Purchase.client_id)
        .having(func.max(before).is_not(None))
        .subquery()
    )
    client = (Client.id, Client.channel, Client.purchase_days, Client.last_purchase_on, Client.silent_from)
    return select(*client, bought.c.day, bought.c.first, bought.c.last, bought.c.days).join(
        bought, bought.c.client_id == Client.id
    )


def _first_purchases(session: Session, scope: Scope, month: Period, client_ids: Sequence[int]) -> Iterator[Any]:
    """The first purchase of each in the month, by who gets it; those out of scope left out."""
    keeper = keeper_on(plain_column(Purchase.client_id), plain_column(Purchase.day))
    for start in range(0, len(client_ids), CHUNK):
        bought = (
            select(
                Purchase.client_id, Purchase.day, seller().label("recipient_id"), keeper.label("keeper_id"),
                of_facts(scope, Purchase.client_id, Purchase.deal_id).label("fits"), Purchase.id,
                bought_told().label("told"),
            )
            .where(
                Purchase.client_id.in_(client_ids[start : start + CHUNK]),
                Purchase.day >= month.start, Purchase.day < month.end, Purchase.is_return.is_(False),
            )
            .subquery()
        )  # fmt: skip
        of_scope = counted_on(scope, bought.c.recipient_id, bought.c.day)
        late = entered_late(session, bought.c.day, bought.c.told, month)
        rows = select(bought).where(bought.c.fits, of_scope, ~late)
        seen: set[int] = set()
        for row in session.execute(rows.order_by(bought.c.day, bought.c.id)):
            if row.client_id not in seen:
                seen.add(row.client_id)
                yield row


def _reached(session: Session, client_ids: Sequence[int], month: Period) -> dict[int, list[tuple[int, date]]]:
    """Effective contacts with each that may count: by whom, on which day of the company's."""
    zone = company(session).tz
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for start in range(0, len(client_ids), CHUNK):
        rows = select(Activity.client_id, Activity.author_id, Activity.happened_at).where(
            Activity.client_id.in_(client_ids[start : start + CHUNK]),
            Activity.kind.in_(CONTACT_KINDS),
            Activity.is_effective.is_(True),
            Activity.cancelled_at.is_(None),
            Activity.happened_at >= instant(month.start - CONTACTED - DAY, time.min, zone),
            Activity.happened_at < instant(month.end, time.min, zone),
        )
        for row in session.execute(rows):
            found[row.client_id].append((row.author_id, row.happened_at.astimezone(zone).date()))
    return found


def _was_reached(row: Any, contacts: Sequence[tuple[int, date]]) -> bool:
    return any(author == row.keeper_id and row.day - CONTACTED <= day <= row.day for author, day in contacts)
