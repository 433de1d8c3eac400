"""What follows from purchases and is kept with the client: first and last day, their number, when he falls silent.

Written in the purchase's own transaction; `rebuild_purchase_facts` makes it anew. Rules: "The client base", "Money".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.rhythm import OWN_RHYTHM_FROM, SilenceRules, expected_rhythm, own_rhythm, silent_from
from domain.settings import Company, company
from domain.statistics import median
from domain.tables import Audit, Client, Purchase
from domain.use_case import Area, Tx

CHUNK = 500


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
    """Medians over clients with three purchase days or more."""
    rows = session.execute(
        select(Client.channel, Client.first_purchase_on, Client.last_purchase_on, Client.purchase_days).where(
            Client.purchase_days >= OWN_RHYTHM_FROM
        )
    )
    by_channel: dict[str | None, list[Fraction]] = {}
    for channel, first, last, days in rows:
        own = own_rhythm(first, last, days)
        if own is not None:
            by_channel.setdefault(channel, []).append(own)
    return _medians(by_channel)


def client_rhythm(session: Session, client: Client, medians: Medians | None = None) -> Fraction:
    """Days between the client's purchases: his own, else expected of his channel or of the company."""
    own = own_rhythm(client.first_purchase_on, client.last_purchase_on, client.purchase_days)
    rules = silence_rules(company(session))
    if own is not None:
        return own
    known = medians or rhythm_medians(session)
    return expected_rhythm(None, known.of(client.channel), known.company, rules)


def settle_purchase_facts(tx: Tx, client: Client) -> None:
    """After a purchase came, moved or went. A purchase on the day of a declared loss or later cancels it."""
    tx.session.flush()
    first, last, days = tx.session.execute(
        select(func.min(Purchase.day), func.max(Purchase.day), func.count(Purchase.day.distinct())).where(
            Purchase.client_id == client.id, Purchase.is_return.is_(False)
        )
    ).one()
    client.first_purchase_on, client.last_purchase_on, client.purchase_days = first, last, days
    client.silent_from = _silent_from(tx.session, client)
    _cancel_loss(tx, client)
    tx.touch(Area.CLIENTS)


def rebuild_purchase_facts(session: Session) -> int:
    """Make the facts of every client anew from his purchases; how many clients had others. For `doctor` and imports."""
    session.flush()
    facts = _facts(session)
    medians = _medians_of(facts.values())
    rules = silence_rules(company(session))
    wrong = [row for fact in facts.values() if (row := fact.mended(medians, rules)) is not None]
    for start in range(0, len(wrong), CHUNK):
        session.execute(update(Client), wrong[start : start + CHUNK])
    return len(wrong)


@dataclass(slots=True)
class _Facts:
    """A client's facts as stored, and as his purchases say."""

    id: int
    channel: str | None
    stored: tuple[date | None, date | None, int, date | None]
    first: date | None = None
    last: date | None = None
    days: int = 0

    @property
    def own(self) -> Fraction | None:
        return own_rhythm(self.first, self.last, self.days)

    def mended(self, medians: Medians, rules: SilenceRules) -> dict[str, object] | None:
        """The row to write where the stored one is not right."""
        rhythm = expected_rhythm(self.own, medians.of(self.channel), medians.company, rules)
        silent = silent_from(self.last, rhythm, rules) if self.last else None
        if self.stored == (self.first, self.last, self.days, silent):
            return None
        return {
            "id": self.id,
            "first_purchase_on": self.first,
            "last_purchase_on": self.last,
            "purchase_days": self.days,
            "silent_from": silent,
        }


def _facts(session: Session) -> dict[int, _Facts]:
    stored = select(
        Client.id,
        Client.channel,
        Client.first_purchase_on,
        Client.last_purchase_on,
        Client.purchase_days,
        Client.silent_from,
    )
    facts = {row[0]: _Facts(row[0], row[1], (row[2], row[3], row[4], row[5])) for row in session.execute(stored)}
    bought = (
        select(Purchase.client_id, func.min(Purchase.day), func.max(Purchase.day), func.count(Purchase.day.distinct()))
        .where(Purchase.is_return.is_(False))
        .group_by(Purchase.client_id)
    )
    for client_id, first, last, days in session.execute(bought):
        facts[client_id].first, facts[client_id].last, facts[client_id].days = first, last, days
    return facts


def _medians_of(facts: Iterable[_Facts]) -> Medians:
    by_channel: dict[str | None, list[Fraction]] = {}
    for fact in facts:
        if fact.own is not None:
            by_channel.setdefault(fact.channel, []).append(fact.own)
    return _medians(by_channel)


def _medians(by_channel: Mapping[str | None, list[Fraction]]) -> Medians:
    everyone = [rhythm for rhythms in by_channel.values() for rhythm in rhythms]
    return Medians(
        {channel: median(rhythms) for channel, rhythms in by_channel.items() if channel},
        median(everyone) if everyone else None,
    )


def _silent_from(session: Session, client: Client) -> date | None:
    if client.last_purchase_on is None:
        return None
    rules = silence_rules(company(session))
    return silent_from(client.last_purchase_on, client_rhythm(session, client), rules)


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
            action="loss_cancelled",
            subject=f"client:{client.id}",
            details={"reason": client.lost_reason, "note": client.lost_note, "since": client.lost_at.isoformat()},
        )
    )
    client.lost_at = client.lost_reason = client.lost_note = None
