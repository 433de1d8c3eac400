"""What follows from purchases and is kept with the client: first and last day, their number, when he falls silent.

Written in the purchase's own transaction; `rebuild_purchase_facts` makes it anew. Rules: "The client base", "Money".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from domain.among import among
from domain.coldness import mark_calls
from domain.rhythm import (
    OWN_RHYTHM_FROM,
    Lifecycle,
    SilenceRules,
    expected_rhythm,
    kept_rhythm,
    lifecycle,
    own_rhythm,
    silent_from,
)
from domain.settings import Company, company
from domain.statistics import counted_median
from domain.tables import Audit, Client, Purchase
from domain.use_case import Area, Tx
from domain.worktime import DAY
from domain.zones import instant

CHUNK = 500
LOSS_CANCELLED = "loss_cancelled"

# Statements made once: a hundred thousand clients are gone through by them.
_STORED = select(
    *(Client.id, Client.channel, Client.silent_from),
    *(Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days),
).where(among(Client.id, "ids"))
_BOUGHT = (
    select(
        *(Client.id, Client.silent_from, Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days),
        func.min(Purchase.day).label("first"),
        func.max(Purchase.day).label("last"),
        func.count(Purchase.day.distinct()).label("days"),
    )
    .outerjoin(Purchase, and_(Purchase.client_id == Client.id, Purchase.is_return.is_(False)))
    .where(among(Client.id, "ids"))
    .group_by(Client.id)
)
_PUT = {
    "sqlite": "UPDATE client SET first_purchase_on = ?, last_purchase_on = ?, purchase_days = ?, silent_from = ?"
    " WHERE id = ?",
    "postgresql": "UPDATE client SET first_purchase_on = right_.first, last_purchase_on = right_.last,"
    " purchase_days = right_.days, silent_from = right_.silent"
    " FROM unnest(%s::date[], %s::date[], %s::integer[], %s::date[], %s::integer[])"
    " AS right_(first, last, days, silent, id) WHERE client.id = right_.id",
}


def _rhythms(between: ColumnElement[Any]) -> Select[Any]:
    return (
        select(Client.channel, between, Client.purchase_days, func.count())
        .where(Client.purchase_days >= OWN_RHYTHM_FROM)
        .group_by(Client.channel, between, Client.purchase_days)
    )


_RHYTHMS = {
    "sqlite": _rhythms(func.julianday(Client.last_purchase_on) - func.julianday(Client.first_purchase_on)),
    "postgresql": _rhythms(Client.last_purchase_on - Client.first_purchase_on),
}


@dataclass(frozen=True, slots=True)
class Medians:
    """Median rhythm of each sales channel and of the company, over clients with a rhythm of their own; in days."""

    by_channel: Mapping[str, Fraction]
    company: Fraction | None

    def of(self, channel: str | None) -> Fraction | None:
        return self.by_channel.get(channel) if channel else None


def silence_rules(chosen: Company) -> SilenceRules:
    """The company's bounds of sleeping and lost."""
    return SilenceRules(
        sleeping_rhythms=Fraction(str(chosen.sleeping_factor)),
        sleeping_days=chosen.sleeping_min_days,
        lost_rhythms=Fraction(str(chosen.lost_factor)),
        lost_days=chosen.lost_min_days,
        default_rhythm=Fraction(chosen.default_rhythm_days),
    )


def rhythm_medians(session: Session) -> Medians:
    """Medians over clients with three purchase days or more, grouped by the database: many have the same rhythm."""
    session.flush()
    connection = session.connection()
    by_channel: dict[str | None, list[tuple[int, int, int]]] = defaultdict(list)
    for channel, between, days, clients in connection.execute(_RHYTHMS[connection.dialect.name]):
        by_channel[channel].append((int(between), days - 1, clients))
    everyone = list(chain.from_iterable(by_channel.values()))
    return Medians(
        {channel: counted_median(rhythms) for channel, rhythms in by_channel.items() if channel},
        counted_median(everyone) if everyone else None,
    )


def client_rhythm(session: Session, client: Client, medians: Medians | None = None) -> Fraction:
    """Days between the client's purchases: his own, else expected of his channel or of the company."""
    own = own_rhythm(client.first_purchase_on, client.last_purchase_on, client.purchase_days)
    rules = silence_rules(company(session))
    if own is not None:
        return own
    known = medians or rhythm_medians(session)
    return expected_rhythm(None, known.of(client.channel), known.company, rules)


def state_of(session: Session, client: Client, on: date) -> Lifecycle:
    """The client's state on a day, by the facts kept with him. Rule: "Lifecycle"."""
    chosen = company(session)
    rules = silence_rules(chosen)
    return lifecycle(
        on,
        client.last_purchase_on,
        rhythm_of(client, rules),
        closed=client.closed_at is not None,
        declared_lost=client.lost_at.astimezone(chosen.tz).date() if client.lost_at else None,
        rules=rules,
    )


def rhythm_of(client: Client | Row[Any], rules: SilenceRules) -> Fraction:
    """Days between the client's purchases, by the facts kept with him: no other client is asked."""
    return kept_rhythm(
        client.first_purchase_on, client.last_purchase_on, client.purchase_days, client.silent_from, rules
    )


def sleeps(row: Client | Row[Any], on: date, rules: SilenceRules) -> bool:
    """Whether a client neither closed nor declared lost is silent past his rhythm and not yet lost."""
    return lifecycle(on, row.last_purchase_on, rhythm_of(row, rules), rules=rules) is Lifecycle.SLEEPING


def settle_purchase_facts(tx: Tx, client: Client) -> None:
    """After a purchase came, moved or went. A purchase on the day of a declared loss or later cancels it."""
    tx.session.flush()
    first, last, days = tx.session.execute(
        select(func.min(Purchase.day), func.max(Purchase.day), func.count(Purchase.day.distinct())).where(
            Purchase.client_id == client.id, Purchase.is_return.is_(False)
        )
    ).one()
    before = client.first_purchase_on
    client.first_purchase_on, client.last_purchase_on, client.purchase_days = first, last, days
    client.silent_from = falls_silent(tx.session, client)
    _cancel_loss(tx, client)
    if before != first:
        earlier = min(day for day in (before, first) if day is not None)
        mark_calls(tx.session, client.id, instant(earlier - DAY, time.min, company(tx.session).tz))
    tx.touch(Area.CLIENTS)


def rebuild_purchase_facts(session: Session) -> int:
    """Make the facts of every client anew from his purchases; how many clients had others. For `doctor`."""
    session.flush()
    ids = session.scalars(select(Client.id).order_by(Client.id)).all()
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    wrong = [client_id for chunk in chunks for client_id in mend_purchase_days(session, chunk)]
    medians = rhythm_medians(session)
    wrong += [client_id for chunk in chunks for client_id in mend_silence(session, chunk, medians)]
    return len(set(wrong))


def mend_purchase_days(session: Session, client_ids: Sequence[int]) -> list[int]:
    """First and last day and number of days of these clients' purchases, and the silence of who has a rhythm of his
    own; whose were others.

    Who has none falls silent by the rhythms of the others: `mend_silence`.
    """
    session.flush()
    rules = silence_rules(company(session))
    bought = session.connection().execute(_BOUGHT, {"ids": client_ids}).all()
    right = [(row.first, row.last, row.days, _own_silence(row, rules), row.id) for row in bought]
    stored = [
        (row.first_purchase_on, row.last_purchase_on, row.purchase_days, row.silent_from, row.id) for row in bought
    ]
    wrong = [facts for facts, was in zip(right, stored, strict=True) if facts != was]
    _put(session, wrong)
    return [client_id for *_, client_id in wrong]


def _own_silence(row: Any, rules: SilenceRules) -> date | None:
    """When he falls silent by his own rhythm; of who has none as it is kept."""
    if row.last is None:
        return None
    own = own_rhythm(row.first, row.last, row.days)
    return row.silent_from if own is None else silent_from(row.last, own, rules)


def mend_silence(session: Session, client_ids: Sequence[int], medians: Medians) -> list[int]:
    """When these clients fall silent, by their stored days and the rhythm of the others; whose was another."""
    session.flush()
    rules = silence_rules(company(session))
    wrong = [
        (row.first_purchase_on, row.last_purchase_on, row.purchase_days, right, row.id)
        for row in _stored(session, client_ids)
        if (right := _silence(row, medians, rules)) != row.silent_from
    ]
    _put(session, wrong)
    return [client_id for *_, client_id in wrong]


def _put(session: Session, facts: Sequence[tuple[date | None, date | None, int, date | None, int]]) -> None:
    """First and last day, number of days, when he falls silent, whose they are."""
    if not facts:
        return
    connection = session.connection()
    put = _PUT[connection.dialect.name]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(put, [tuple(map(_as_text, of_client)) for of_client in facts])
    else:
        connection.exec_driver_sql(put, tuple(map(list, zip(*facts, strict=True))))


def _as_text(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _stored(session: Session, client_ids: Sequence[int]) -> Sequence[Any]:
    return session.connection().execute(_STORED, {"ids": client_ids}).all()


def _silence(row: Any, medians: Medians, rules: SilenceRules) -> date | None:
    if row.last_purchase_on is None:
        return None
    own = own_rhythm(row.first_purchase_on, row.last_purchase_on, row.purchase_days)
    rhythm = expected_rhythm(own, medians.of(row.channel), medians.company, rules)
    return silent_from(row.last_purchase_on, rhythm, rules)


def falls_silent(session: Session, client: Client) -> date | None:
    """First day of his sleeping if he buys nothing more; None before the first purchase."""
    if client.last_purchase_on is None:
        return None
    rules = silence_rules(company(session))
    return silent_from(client.last_purchase_on, client_rhythm(session, client), rules)


def restore_loss(tx: Tx, client: Client, cancelled_at: datetime) -> None:
    """The purchase that cancelled a declared loss at that instant was a slip: the client is lost as he was."""
    details = tx.session.scalar(
        select(Audit.details)
        .where(Audit.subject == f"client:{client.id}", Audit.action == LOSS_CANCELLED, Audit.at == cancelled_at)
        .order_by(Audit.id.desc())
        .limit(1)
    )
    if details is None or client.lost_at is not None:
        return
    client.lost_at = datetime.fromisoformat(details["since"])
    client.lost_reason, client.lost_note = details["reason"], details["note"]
    _cancel_loss(tx, client)


def _cancel_loss(tx: Tx, client: Client) -> None:
    """He bought again: the declared loss is over, and stays in the audit."""
    if client.lost_at is None or client.last_purchase_on is None:
        return
    if client.last_purchase_on < client.lost_at.astimezone(company(tx.session).tz).date():
        return
    tx.session.add(
        Audit(
            at=tx.now,
            member_id=None,
            action=LOSS_CANCELLED,
            subject=f"client:{client.id}",
            details={"reason": client.lost_reason, "note": client.lost_note, "since": client.lost_at.isoformat()},
        )
    )
    client.lost_at = client.lost_reason = client.lost_note = None
