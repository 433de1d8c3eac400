"""Clients on plain screens: lists, search, the card, history, closing."""

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.readers.client_card import client_view
from domain.readers.client_history import activity_versions, client_history
from domain.readers.clients import ClientsOf, client_page
from domain.search import find_clients
from domain.use_cases.client_endings import confirm_close, open_again
from handlers.clients.cards import client_card, details_card
from handlers.clients.history import history_card, versions_card
from handlers.clients.links import (
    ConfirmClose,
    FindMore,
    OpenAgain,
    SeeDetails,
    SeeHistory,
    SeeVersions,
)
from handlers.clients.lists import FOUND, found_card, list_card
from handlers.clients.searching import Searching, asked_here, remember_search, searched
from handlers.links import OpenClient, OpenClients
from handlers.plain import Card, put_in_place, send
from handlers.visit import Visit


class SearchedHere(Filter):
    """A text written while the list of clients is the last screen."""

    async def __call__(self, message: Message, visit: Visit, state: FSMContext) -> bool:
        text = message.text or ""
        return bool(text) and not text.startswith("/") and await asked_here(state, visit)


async def press_clients(message: Message, bot: Bot, visit: Visit, state: FSMContext) -> None:
    """«🔎 Клиенты» and /clients."""
    page = await visit.read(client_page, visit.who.id, visit.who.role, ClientsOf.MINE, visit.today)
    sent = await send(bot, visit.who.telegram_id, list_card(visit, page, visit.today))
    await remember_search(state, visit, Searching(sent.message_id))


async def show_list(
    callback: CallbackQuery, callback_data: OpenClients, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    kind = ClientsOf(callback_data.kind) if callback_data.kind in set(ClientsOf) else ClientsOf.MINE
    page = await visit.read(client_page, visit.who.id, visit.who.role, kind, visit.today, callback_data.page)
    shown = await put_in_place(bot, callback, list_card(visit, page, visit.today))
    await remember_search(state, visit, Searching(shown))


async def search_said(message: Message, bot: Bot, visit: Visit, state: FSMContext) -> None:
    await _show_found(bot, visit, state, message.text or "", 0)


async def find_more(
    callback: CallbackQuery, callback_data: FindMore, bot: Bot, visit: Visit, state: FSMContext
) -> None:
    words = await searched(state)
    await _show_found(bot, visit, state, words, max(callback_data.page, 0), callback)


async def show_client(callback: CallbackQuery, callback_data: OpenClient, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, await card_of(visit, callback_data.client_id))


async def show_details(callback: CallbackQuery, callback_data: SeeDetails, bot: Bot, visit: Visit) -> None:
    view = await visit.read(client_view, visit.who.id, callback_data.client_id, visit.today)
    await put_in_place(bot, callback, details_card(visit, view))


async def show_history(callback: CallbackQuery, callback_data: SeeHistory, bot: Bot, visit: Visit) -> None:
    page = await visit.read(client_history, visit.who.id, callback_data.client_id, callback_data.page)
    await put_in_place(bot, callback, history_card(visit, page))


async def show_versions(callback: CallbackQuery, callback_data: SeeVersions, bot: Bot, visit: Visit) -> None:
    versions = await visit.read(activity_versions, visit.who.id, callback_data.activity_id)
    await put_in_place(bot, callback, versions_card(visit, callback_data.client_id, versions, callback_data.page))


async def confirm(callback: CallbackQuery, callback_data: ConfirmClose, bot: Bot, visit: Visit) -> None:
    await visit.run(confirm_close, callback_data.client_id, callback_data.agreed)
    await put_in_place(bot, callback, await card_of(visit, callback_data.client_id))


async def again(callback: CallbackQuery, callback_data: OpenAgain, bot: Bot, visit: Visit) -> None:
    await visit.run(open_again, callback_data.client_id)
    await put_in_place(bot, callback, await card_of(visit, callback_data.client_id))


async def card_of(visit: Visit, client_id: int) -> Card:
    """The client's card as it stands. Raises Gone, ClientNotYours."""
    return client_card(visit, await visit.read(client_view, visit.who.id, client_id, visit.today))


async def _show_found(
    bot: Bot, visit: Visit, state: FSMContext, words: str, page: int, callback: CallbackQuery | None = None
) -> None:
    found = await visit.read(find_clients, visit.who.id, visit.who.role, words, FOUND + 1, page * FOUND)
    card = found_card(visit, words, found[:FOUND], page, more=len(found) > FOUND)
    if callback is None:
        shown = (await send(bot, visit.who.telegram_id, card)).message_id
    else:
        shown = await put_in_place(bot, callback, card)
    await remember_search(state, visit, Searching(shown, words))
