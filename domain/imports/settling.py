"""What follows from many purchases at once: days, rhythm and silence of every client, a few in each transaction."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, func, select, update

from domain.among import among
from domain.coldness import mark_calls
from domain.imports.changes import note_changed
from domain.imports.pace import Pace
from domain.imports.people import day_instant
from domain.imports.values import EARLIEST
from domain.purchases import Medians, mend_purchase_days, mend_silence, rhythm_medians, settle_purchase_facts
from domain.rhythm import OWN_RHYTHM_FROM
from domain.tables import Activity, ActivityKind, Client, Job, Purchase
from domain.use_case import Area, Tx

DAYS_DONE, SILENCE_DONE = "facts_to", "borrowed_to"
"""In the job's result: the last client whose days and own silence, and whose borrowed one, were reckoned anew."""
FIRST, FEWEST, MOST = 200, 50, 1000
"""Clients in a transaction: those who were called take longer than the others."""
MOST_LOOKED_AT = 5000
"""Of them most have a rhythm of their own."""
LOST = ("lost_at", "lost_reason", "lost_note")
_CALLED = (
    select(Activity.client_id).where(among(Activity.client_id, "ids"), Activity.kind == ActivityKind.CALL).distinct()
)
_MADE = (
    select(Client.id, func.min(Purchase.day))
    .join(Purchase, Purchase.client_id == Client.id)
    .where(among(Client.id, "ids"), Client.author_id.is_(None), Client.received_at == bindparam("received_at"))
    .group_by(Client.id)
)
_SINCE = (
    update(cast(Table, Client.__table__))
    .where(Client.id == bindparam("client_id"))
    .values(happened_at=bindparam("since"))
)
_LOST = select(Client).where(among(Client.id, "ids"), Client.lost_at.is_not(None))


class Settling:
    """First the days of all clients, then by the rhythms that follow from them the silence of who has none of his own.

    How far it is stands in the job's result; what is kept here only spares time.
    """

    def __init__(self, seconds: Callable[[], float] = perf_counter) -> None:
        self._pace = Pace(seconds, FIRST, FEWEST, MOST)
        self._silence_pace = Pace(seconds, FIRST, FEWEST, MOST_LOOKED_AT)
        self._medians: Medians | None = None

    def committed(self) -> None:
        """The last step is written."""
        self._pace.committed()
        self._silence_pace.committed()

    def step(self, tx: Tx, job: Job) -> bool:
        """The next clients; True when there are no more."""
        so_far = job.result or {}
        if so_far.get(DAYS_DONE) != "all":
            self._settle_days(tx, job, so_far)
            return False
        if self._medians is None:
            self._medians = rhythm_medians(tx.session)
            return False
        return self._settle_silence(tx, job, so_far, self._medians)

    def _settle_days(self, tx: Tx, job: Job, so_far: Mapping[str, Any]) -> None:
        ids = [row.id for row in _next(tx, so_far.get(DAYS_DONE, 0), self._pace.size)]
        if ids:
            self._pace.begin(len(ids))
            if so_far.get("clients"):
                _date_new(tx, ids)
            settle_days(tx, job.id, ids)
        job.result = {**so_far, DAYS_DONE: ids[-1] if ids else "all"}

    def _settle_silence(self, tx: Tx, job: Job, so_far: Mapping[str, Any], medians: Medians) -> bool:
        following = _next(tx, so_far.get(SILENCE_DONE, 0), self._silence_pace.size)
        if not following:
            return True
        self._silence_pace.begin(len(following))
        borrowing = [row.id for row in following if 0 < row.purchase_days < OWN_RHYTHM_FROM]
        if borrowing and mend_silence(tx.session, borrowing, medians):
            tx.touch(Area.CLIENTS)
        job.result = {**so_far, SILENCE_DONE: following[-1].id}
        return False


def _next(tx: Tx, after: int, most: int) -> Sequence[Row[int, int]]:
    following = select(Client.id, Client.purchase_days).where(Client.id > after).order_by(Client.id).limit(most)
    return tx.session.execute(following).all()


def settle_days(tx: Tx, job_id: int, client_ids: Sequence[int]) -> None:
    """First and last day and number of days; calls are cold or not by them, and a declared loss is over."""
    if changed := mend_purchase_days(tx.session, client_ids):
        tx.touch(Area.CLIENTS)
        for client_id in tx.session.scalars(_CALLED, {"ids": changed}).all():
            mark_calls(tx.session, client_id, day_instant(tx.session, EARLIEST))
    for client in tx.session.scalars(_LOST, {"ids": client_ids}).all():
        before = {name: getattr(client, name) for name in LOST}
        settle_purchase_facts(tx, client)
        if client.lost_at is None:
            note_changed(tx.session, job_id, Client, client.id, before, dict.fromkeys(LOST))


def _date_new(tx: Tx, client_ids: Sequence[int]) -> None:
    """Who was made by this import is there since his first purchase or return: its rows need not stand in order."""
    found = tx.session.connection().execute(_MADE, {"ids": client_ids, "received_at": tx.now})
    since = [{"client_id": client_id, "since": day_instant(tx.session, day)} for client_id, day in found]
    if since:
        tx.session.connection().execute(_SINCE, since)
        tx.touch(Area.CLIENTS)
