"""A report read by two connections at once tells of one state of the data."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database, Readers, reading_engine
from domain.errors import NotAllowed
from domain.periods import month_of
from domain.readers.looks import Halves, Look
from domain.tables import Client
from domain.use_cases.clients import ClientDraft, add_client
from handlers.desk.reading import Reading, Viewer
from handlers.reports import forecast
from tests.use_cases.sales import open_sales
from tests.worker import shared_worker

TODAY = date(2026, 11, 23)


def _clients(session: Session, viewer_id: int, look: Look, today: date) -> int:
    return session.scalar(select(func.count()).select_from(Client)) or 0


REPORT: Any = replace(forecast.REPORT, read=Halves(_clients, _clients, lambda one, other: (one, other)), computed=None)


class Disturbed(Readers):
    """Something is saved when the first half has been read and the second is about to be."""

    save: Callable[[], Awaitable[Any]]
    first: asyncio.Event
    began = 0

    async def long(self, reader: Any, *args: Any, **kwargs: Any) -> Any:
        self.began += 1
        if self.began == 1:
            found = await super().long(reader, *args, **kwargs)
            self.first.set()
            return found
        await self.first.wait()
        await self.save()
        return await super().long(reader, *args, **kwargs)


async def test_the_half_after_which_something_was_saved_reads_all(database: Database) -> None:
    sales = await open_sales(database)
    await sales.run(add_client, "Анна", ClientDraft("Ромашка"))
    read = Disturbed(reading_engine(database.url))
    read.save = lambda: sales.run(add_client, "Анна", ClientDraft("Василёк"))
    read.first = asyncio.Event()
    viewer = Viewer(sales.ids["Глеб"], TODAY, read, shared_worker)
    found = await Reading(REPORT, OrderedDict())(viewer, Look(month_of(TODAY)))
    await read.close()
    assert found == (2, 2)
    assert read.began == 2


async def test_halves_of_the_same_data_are_put_together(database: Database) -> None:
    sales = await open_sales(database)
    await sales.run(add_client, "Анна", ClientDraft("Ромашка"))
    viewer = Viewer(sales.ids["Глеб"], TODAY, database.read, shared_worker)
    assert await Reading(REPORT, OrderedDict())(viewer, Look(month_of(TODAY))) == (1, 1)


async def test_who_may_not_see_is_told_so_whichever_half_says_it(database: Database) -> None:
    sales = await open_sales(database)

    def refused(session: Session, viewer_id: int, look: Look, today: date) -> int:
        raise NotAllowed

    report: Any = replace(REPORT, read=Halves(_clients, refused, lambda one, other: (one, other)))
    viewer = Viewer(sales.ids["Анна"], TODAY, database.read, shared_worker)
    with pytest.raises(NotAllowed):
        await Reading(report, OrderedDict())(viewer, Look(month_of(TODAY)))
