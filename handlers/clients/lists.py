"""Lists of clients: mine, silent, bought once, found."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.readers.clients import ClientLine, ClientPage, ClientsOf
from domain.search import FoundClient
from handlers.choosing import colleagues
from handlers.clients.links import AddClient, FindMore
from handlers.links import OpenClient, OpenClients, StartQueue
from handlers.plain import Card, Rows, button, turning
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import short_sum_words
from handlers.words import Html

NAME = 38
FOUND = 8


def list_card(visit: Visit, page: ClientPage, today: date) -> Card:
    """A page of a list, and the ways to the others."""
    rows: Rows = [[button(_line(visit, line, today), OpenClient(client_id=line.id).pack())] for line in page.lines]
    rows.append(turning(page.page, page.pages, lambda to: OpenClients(kind=page.kind, page=to)))
    rows.append(_kinds(visit, page))
    if page.kind is ClientsOf.SILENT and page.total:
        rows.append([button(visit.words.plain("client-queue"), StartQueue(kind="silent").pack())])
    rows.append([button(visit.words.plain("client-new"), AddClient().pack())])
    return Card(_heading(visit, page), rows)


def found_card(visit: Visit, query: str, found: Sequence[FoundClient], page: int, more: bool) -> Card:
    """What a search found: one's own as buttons, a colleague's as a name with its keeper."""
    own = [hit for hit in found if hit.own]
    heading = visit("client-found" if found else "client-not-found", query=query)
    rows: Rows = [[button(_hit(visit, hit), OpenClient(client_id=hit.id).pack())] for hit in own]
    turns = []
    if page:
        turns.append(button("←", FindMore(page=page - 1).pack()))
    if more:
        turns.append(button("→", FindMore(page=page + 1).pack()))
    rows.append(turns)
    rows.append(
        [
            button(visit.words.plain("client-to-list"), OpenClients().pack()),
            button(visit.words.plain("client-new"), AddClient().pack()),
        ]
    )
    return Card(Html("\n".join([heading, *colleagues(visit, found)])), rows)


def _heading(visit: Visit, page: ClientPage) -> Html:
    if not page.total:
        return visit(f"client-list-{page.kind.value}-empty")
    heading = visit(f"client-list-{page.kind.value}", count=page.total)
    return heading if page.kind is not ClientsOf.MINE else Html(f"{heading}\n{visit('client-search-hint')}")


def _line(visit: Visit, line: ClientLine, today: date) -> str:
    pieces = [cut(line.name, NAME)]
    if line.silent_from and line.silent_from <= today and line.last_purchase_on:
        pieces.append(visit.words.plain("client-silent-days", days=(today - line.last_purchase_on).days))
    if line.worth:
        pieces.append(short_sum_words(int(line.worth), visit.words.language))
    return " · ".join(pieces)


def _hit(visit: Visit, hit: FoundClient) -> str:
    pieces = [cut(hit.name, NAME)]
    if hit.contact:
        pieces.append(cut(hit.contact, NAME))
    if hit.closed:
        pieces.append(visit.words.plain("client-state-closed"))
    return " · ".join(pieces)


def _kinds(visit: Visit, page: ClientPage) -> list[InlineKeyboardButton]:
    others = {ClientsOf.MINE: 1, ClientsOf.SILENT: page.silent, ClientsOf.ONCE: page.once}
    return [
        button(visit.words.plain(f"client-kind-{kind.value}", count=count), OpenClients(kind=kind.value).pack())
        for kind, count in others.items()
        if count and kind is not page.kind
    ]
