"""Clients: lists, search, the card, filling in, lost, closed."""

from aiogram import Router
from aiogram.filters import Command

from domain.use_case import Right
from handlers.clients import actions, routes
from handlers.clients.links import (
    AddClient,
    ConfirmClose,
    EditClient,
    FindMore,
    OpenAgain,
    SeeDetails,
    SeeHistory,
    SeeVersions,
)
from handlers.clients.windows import edit, loss, new_client
from handlers.filters import Can, Pressed
from handlers.links import LoseClient, OpenClient, OpenClients

__all__ = ["router"]


def router() -> Router:
    made = Router(name="clients")
    made.message.register(routes.press_clients, Command("clients"))
    made.message.register(routes.press_clients, Pressed("menu-clients"))
    _register_buttons(made)
    made.include_routers(new_client(), edit(), loss())
    return made


def _register_buttons(made: Router) -> None:
    tap = made.callback_query.register
    tap(routes.show_list, OpenClients.filter())
    tap(routes.find_more, FindMore.filter())
    tap(routes.show_client, OpenClient.filter())
    tap(routes.show_details, SeeDetails.filter())
    tap(routes.show_history, SeeHistory.filter())
    tap(routes.show_versions, SeeVersions.filter(), Can(Right.SEE_TEAM))
    tap(routes.confirm, ConfirmClose.filter())
    tap(routes.again, OpenAgain.filter())
    tap(actions.tap_new, AddClient.filter())
    tap(actions.tap_edit, EditClient.filter())
    tap(actions.tap_lose, LoseClient.filter())
