"""What follows from many purchases at once: days, rhythm and silence of every client, a few in each transaction."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import cast

from sqlalchemy import Table, bindparam, func, select, update

from domain.among import among
from domain.coldness import mark_calls
from domain.imports.changes import note_changed
from domain.imports.pace import Pace
from domain.imports.people import day_instant
from domain.imports.values import EARLIEST
from domain.purchases import Medians, mend_purchase_days, mend_silence, rhythm_medians, settle_purchase_facts
from domain.tables import Activity, ActivityKind, Client, Job, Purchase
from domain.use_case import Area, Tx

DAYS_DONE, SILENCE_DONE = "days_to", "silence_to"
"""In the job's result: the last client whose days, and whose silence, were reckoned anew."""
FIRST, FEWEST, MOST = 200, 50, 500
"""Clients in a transaction: those who were called take longer than the others."""
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
    """First the days of all clients, then by the rhythms that follow from them the silence of all.

    How far it is stands in the job's result; what is kept here only spares time.
    """

    def __init__(self, seconds: Callable[[], float] = perf_counter) -> None:
        self._pace = Pace(seconds, FIRST, FEWEST, MOST)
        self._medians: Medians | None = None

    def step(self, tx: Tx, job: Job) -> bool:
        """The next clients; True when there are no more."""
        so_far = job.result or {}
        if so_far.get(DAYS_DONE) != "all":
            ids = self._next(tx, so_far.get(DAYS_DONE, 0))
            if ids:
                with self._pace.over(len(ids)):
                    settle_days(tx, job.id, ids)
            job.result = {**so_far, DAYS_DONE: ids[-1] if ids else "all"}
            return False
        if self._medians is None:
            self._medians = rhythm_medians(tx.session)
            return False
        ids = self._next(tx, so_far.get(SILENCE_DONE, 0))
        if not ids:
            return True
        with self._pace.over(len(ids)):
            if mend_silence(tx.session, ids, self._medians):
                tx.touch(Area.CLIENTS)
        job.result = {**so_far, SILENCE_DONE: ids[-1]}
        return False

    def _next(self, tx: Tx, after: int) -> Sequence[int]:
        following = select(Client.id).where(Client.id > after).order_by(Client.id).limit(self._pace.size)
        return tx.session.scalars(following).all()


def settle_days(tx: Tx, job_id: int, client_ids: Sequence[int]) -> None:
    """First and last day and number of days; calls are cold or not by them, and a declared loss is over."""
    _date_new(tx, client_ids)
    changed = mend_purchase_days(tx.session, client_ids)
    if not changed:
        return
    tx.touch(Area.CLIENTS)
    ids = {"ids": changed}
    for client_id in tx.session.scalars(_CALLED, ids).all():
        mark_calls(tx.session, client_id, day_instant(tx.session, EARLIEST))
    for client in tx.session.scalars(_LOST, ids).all():
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
