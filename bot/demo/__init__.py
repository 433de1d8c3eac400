"""The demo company: a furniture seller that does not exist, alive on the day it is opened.

Everything follows from a seeded dice and an injected present, so two runs of one instant write the same rows, and
today's tasks, unpaid invoices and birthdays of the week are fresh whenever it is opened.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.demo.book import Book
from bot.demo.clients import DemoClient, add_clients
from bot.demo.diary import Diary, add_calls, add_followed_steps, settle_flags
from bot.demo.facts import settle_purchases
from bot.demo.people import DEMO_PEOPLE, Cast, Person, add_people
from bot.demo.plans import add_plans, declare_losses
from bot.demo.present import add_open_tasks
from bot.demo.trade import Trade, add_products
from domain.defaults import ensure_defaults
from domain.search import rebuild_search_index
from domain.settings import COMPANY
from domain.tables import Activity, Deal, Invoice, Member, Payment, Purchase, Revision, Setting, StageChange, Task

__all__ = ["DEMO_PEOPLE", "seed_demo"]

SEED = 20_26
MONTHS = 14
NAME = "Мебельный двор"


def seed_demo(session: Session, now: datetime, people: Sequence[Person] = DEMO_PEOPLE) -> bool:
    """Fill an empty migrated database as of `now`; False, and nothing written, where there is a member already.

    `people`: telegram id, name and role of each; strangers get no account. Raises nothing of its own.
    """
    if session.scalar(select(Member.id).limit(1)) is not None:
        return False
    ensure_defaults(session)
    book = _book(now, people)
    book.write(session)
    rebuild_search_index(session)
    session.execute(update(Revision).values(number=Revision.number + 1))
    session.add(Setting(scope=COMPANY, key="name", value=NAME, changed_at=now))
    session.flush()
    return True


def _book(now: datetime, people: Sequence[Person]) -> Book:
    book, rng = Book(), Random(SEED)
    since = (now - timedelta(days=round(MONTHS * 30.4))).date().replace(day=1)
    cast = add_people(book, people, now, since, rng)
    add_products(book)
    clients = add_clients(book, cast, since, rng)
    diary = Diary(book, rng)
    trade = Trade(book, diary, since, rng)
    for client in clients:
        trade.orders(client)
    for rep in cast.reps:
        mine = [client for client in clients if client.keeper is rep]
        trade.losses(rep, mine)
        trade.still_open(rep, mine)
        add_calls(diary, rep, clients, rng)
    declare_losses(clients, cast.manager_id, rng)
    _settle(book, cast, clients, rng)
    add_plans(book, cast, since, rng)
    return book


def _settle(book: Book, cast: Cast, clients: list[DemoClient], rng: Random) -> None:
    """What follows from all of it: next steps, flags, the facts of buying, ids in the order of time."""
    add_followed_steps(book, clients, rng)
    add_open_tasks(book, cast, clients, rng)
    settle_flags(book, clients)
    settle_purchases(clients)
    for table in (Activity, Deal, StageChange, Purchase, Invoice, Payment, Task):
        book.in_time_order(table, lambda row: (row["stored_at"], row["id"]))
