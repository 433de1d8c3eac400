"""Finding a client: typos, ё/е, the other layout, contacts, phones; whose comes first."""

import random
from time import perf_counter

import pytest
import pytest_asyncio
from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from bot.database import Database
from domain.names import normalised
from domain.search import create_search_index, drop_search_index, find_clients, rebuild_search_index, similar_clients
from domain.tables import Client, Contact, Keeper, Role
from domain.use_cases.clients import ClientDraft, add_client, edit_client
from tests.harness import MONDAY
from tests.use_cases.sales import Sales, open_sales


@pytest_asyncio.fixture(params=["indexed", "scanned"])
async def sales(database: Database, request: pytest.FixtureRequest) -> Sales:
    """With the index of the database, and without one: the answers are the same."""
    opened = await open_sales(database)
    if request.param == "scanned":
        await opened.write(lambda session: drop_search_index(session.connection()))
    return opened


async def found(sales: Sales, query: str, who: str = "Анна", role: Role = Role.REP) -> list[str]:
    return [hit.name for hit in await sales.read(find_clients, sales.ids[who], role, query)]


@pytest.mark.parametrize(
    "query", ["Ромашка", "ромаш", "рамашка", "ромшака", "hjvfirf", "РОМАШКА", "ооо ромашка", "«Ромашка»", "ромашкa"]
)
async def test_a_name_is_found_however_it_is_typed(sales: Sales, query: str) -> None:
    await sales.client("ООО «Ромашка»")
    await sales.client("Лютик")
    assert await found(sales, query) == ["ООО «Ромашка»"]


async def test_yo_and_ye_are_one_letter(sales: Sales) -> None:
    await sales.client("Ёлочка")
    assert await found(sales, "елочка") == ["Ёлочка"]
    assert await found(sales, "Ёлоч") == ["Ёлочка"]


async def test_a_contact_and_a_part_of_a_phone_find_the_client(sales: Sales) -> None:
    await sales.client("Ромашка", contact="Ольга Петровна", phone="+79120000512")
    hits = await sales.read(find_clients, sales.ids["Анна"], Role.REP, "ольга петр")
    assert [(hit.name, hit.contact) for hit in hits] == [("Ромашка", "Ольга Петровна")]
    for digits in ("0512", "8 (912) 000-05-12", "+7 912 000"):
        assert await found(sales, digits) == ["Ромашка"], digits
    assert await found(sales, "0513") == []


async def test_two_letters_are_the_beginning_of_a_name(sales: Sales) -> None:
    await sales.client("Ромашка")
    await sales.client("Аромат")
    assert await found(sales, "ро") == ["Ромашка"]


async def test_ones_own_come_first_and_a_colleagues_is_marked(sales: Sales) -> None:
    await sales.client("Ромашка", "Борис")
    await sales.client("Ромашка плюс", "Анна")
    hits = await sales.read(find_clients, sales.ids["Анна"], Role.REP, "ромашка")
    assert [(hit.name, hit.keeper, hit.own) for hit in hits] == [
        ("Ромашка плюс", "Анна", True),
        ("Ромашка", "Борис", False),
    ]
    hits = await sales.read(find_clients, sales.ids["Вера"], Role.MANAGER, "ромашка")
    assert all(hit.own for hit in hits)


async def test_a_colleagues_contact_is_never_told(sales: Sales) -> None:
    await sales.client("Лютик", "Борис", contact="Иван Тайный")
    hits = await sales.read(find_clients, sales.ids["Анна"], Role.REP, "Иван Тайный")
    assert [(hit.name, hit.contact) for hit in hits] == [("Лютик", None)]


@pytest.mark.parametrize(
    "query", ["", "   ", "%", "_", '"', "' OR 1=1 --", "*", "<b>", "$\\frac{1}{$", "🌼", "а" * 5000]
)
async def test_no_query_breaks_the_search(sales: Sales, query: str) -> None:
    await sales.client("Ромашка")
    assert "Ромашка" not in await found(sales, query)


async def test_pages_follow_one_another(sales: Sales) -> None:
    for number in range(12):
        await sales.client(f"Ромашка {number}")
    me = sales.ids["Анна"]
    pages = [
        {hit.id for hit in await sales.read(find_clients, me, Role.REP, "ромашка", 8, offset)} for offset in (0, 8)
    ]
    assert [len(page) for page in pages] == [8, 4]
    assert not pages[0] & pages[1]


async def test_a_new_name_is_found_at_once_and_the_old_one_no_more(sales: Sales) -> None:
    added = await sales.run(add_client, "Анна", ClientDraft("Ромашка", phone="+7 912 000-00-00"))
    assert await found(sales, "9120000000") == ["Ромашка"]
    await sales.run(edit_client, "Анна", added.client_id, "name", "Незабудка")
    assert await found(sales, "незабутка") == ["Незабудка"]
    assert await found(sales, "ромашка") == []


async def test_likeness_counts_both_ways(sales: Sales) -> None:
    same = await sales.client("ООО «Ромашка»")
    await sales.client("Ромашка Урал Сервис")
    assert await sales.read(similar_clients, "ромашка") == [same]
    assert await sales.read(similar_clients, "Рамашка") == [same]


async def test_twenty_thousand_names_are_searched_at_once(database: Database) -> None:
    """The index is made anew over all names; each kind of question is answered in a fraction of a second."""
    sales = await open_sales(database)
    rng = random.Random(1)
    syllables = "ро ма шка лю тик стро мир дом тех но сер вис пром снаб торг льфа бе та га мма".split()  # noqa: SIM905
    names = [" ".join("".join(rng.choices(syllables, k=3)) for _ in range(2)) for _ in range(20_000)]

    def fill(session: Session) -> int:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY, "purchase_days": 0}
        rows = [{"name": name, "search_name": normalised(name), **times} for name in [*names, "Незабудка"]]
        session.execute(insert(Client), rows)
        ids = session.scalars(select(Client.id)).all()
        keepers = [{"client_id": one, "member_id": sales.ids["Анна"], "since": MONDAY.date()} for one in ids]
        session.execute(insert(Keeper), keepers)
        return rebuild_search_index(session)

    assert await sales.write(fill) == 20_001
    for query in ("Незабудка", "незабутка", "ytpf,elrf", "промснаб"):
        started = perf_counter()
        names_found = await found(sales, query)
        assert perf_counter() - started < 2, query
        if query != "промснаб":
            assert names_found[0] == "Незабудка"


async def test_the_index_can_be_dropped_and_made_anew(database: Database) -> None:
    sales = await open_sales(database)
    await sales.client("Ромашка")

    def anew(session: Session) -> None:
        drop_search_index(session.connection())
        create_search_index(session.connection())
        session.info.clear()
        rebuild_search_index(session)

    await sales.write(anew)
    assert await found(sales, "рамашка") == ["Ромашка"]


async def test_an_archived_contact_is_found_no_more(database: Database) -> None:
    sales = await open_sales(database)
    client = await sales.client("Ромашка", contact="Ольга")
    await sales.write(lambda s: s.execute(delete(Contact).where(Contact.client_id == client)))
    await sales.write(lambda s: rebuild_search_index(s))
    assert await found(sales, "Ольга") == []
    if database.dialect == "sqlite":
        rows = await sales.read(lambda s: s.execute(text("SELECT text FROM client_search")).scalars().all())
        assert rows == ["ромашка"]
