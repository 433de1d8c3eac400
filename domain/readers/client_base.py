"""All that `/base` is computed from, of one snapshot. Rule: "The client base"."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, String, case, cast, func, or_, select
from sqlalchemy.orm import Session

from domain.analytics.base_movement import CLIENT_COLUMNS, NEVER, BaseFigures, BoughtDays
from domain.date_words import add_months
from domain.periods import DAY
from domain.readers.attribution import EVERYBODY, Scope
from domain.readers.client_figures import plain_rows, scanned
from domain.readers.expressions import days_between
from domain.readers.kept_clients import clients_in
from domain.settings import company
from domain.tables import Audit, Client, Purchase
from domain.use_case import Area
from domain.zones import instant

BASE_AREAS = frozenset({Area.CLIENTS, Area.MONEY, Area.MEMBERS, Area.SETTINGS})
MONTHS = 12
LOSS_CANCELLED = "loss_cancelled"


def month_ends(on: date, months: int = MONTHS) -> tuple[date, ...]:
    """Last days of the months before that of the report's date, the first to compare with, and that date itself."""
    first = on.replace(day=1)
    return (*(add_months(first, -back) - DAY for back in reversed(range(months))), on)


def base_figures(
    session: Session, on: date, scope: Scope = EVERYBODY, months: int = MONTHS, also: Collection[date] = ()
) -> BaseFigures:
    """The base of a cut on `on`, on the last days of so many months before and on days `also`, by keepers of `on`."""
    only = None if scope.is_all else frozenset(session.scalars(clients_in(scope, on)))
    clients = {name: array("q") for name in CLIENT_COLUMNS}
    channels: list[str | None] = []
    bought, declared = _bought(session, on), declared_losses(session)
    base = BaseFigures(month_ends(on, months), clients, channels, bought, declared, only, also)
    names: dict[str | None, str | None] = {}
    for part in plain_rows(session, _clients(session, base.days)):
        *numbers, channel = zip(*part, strict=True)
        for column, values in zip(clients.values(), numbers, strict=True):
            column.extend(values)
        channels.extend(names.setdefault(one, one) for one in channel)
    return base


def _clients(session: Session, ends: Sequence[date]) -> Select[Any]:
    """Known by an end: met, or bought; closed by it. Days are the company's."""
    midnights = [instant(end + DAY, time.min, company(session).tz) for end in ends]
    known = [
        (or_(Client.happened_at < midnight, Client.first_purchase_on <= end), number)
        for number, (end, midnight) in enumerate(zip(ends, midnights, strict=True))
    ]
    closed = [(Client.closed_at < midnight, number) for number, midnight in enumerate(midnights)]
    return select(
        Client.id,
        case(*known, else_=NEVER),
        case(*closed, else_=NEVER),
        Client.purchase_days,
        func.coalesce(days_between(Client.last_purchase_on, Client.silent_from), 0),
        Client.channel,
    )


def _bought(session: Session, on: date) -> BoughtDays:
    """Purchase days up to a day. A client's come as one text: a row for each costs three times as much."""
    rows: Any = (
        select(Purchase.client_id, func.count(), func.aggregate_strings(cast(Purchase.day, String), ","))
        .where(Purchase.is_return.is_(False), scanned(Purchase.day) <= on)
        .group_by(Purchase.client_id)
    )
    clients, numbers, texts = array("q"), array("q"), []
    for part in plain_rows(session, rows):
        of_part, number, days = zip(*part, strict=True)
        clients.extend(of_part)
        numbers.extend(number)
        texts.append(",".join(days))
    return BoughtDays(clients, numbers, ",".join(texts))


def declared_losses(session: Session) -> dict[int, list[int]]:
    """Days on which a client was declared lost, those that a purchase cancelled too."""
    lost = select(Client.id, Client.lost_at).where(Client.lost_at.is_not(None))
    told: list[tuple[int, datetime]] = [(client, at) for client, at in session.execute(lost) if at is not None]
    cancelled = select(Audit.subject, Audit.details).where(Audit.action == LOSS_CANCELLED)
    for subject, details in session.execute(cancelled):
        if subject and details:
            told.append((int(subject.partition(":")[2]), datetime.fromisoformat(details["since"])))
    found: dict[int, list[int]] = defaultdict(list)
    for client, at in told:
        found[client].append(at.astimezone(company(session).tz).date().toordinal())
    return dict(found)
