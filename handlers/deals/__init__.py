"""Deals: the pipeline, the card, new, moved, lost, invoiced, paid."""

from aiogram import Router
from aiogram.filters import Command

from handlers.deals import actions, routes
from handlers.deals.links import (
    AskDeal,
    ChooseStage,
    DealHistory,
    HandDeal,
    IssueInvoice,
    LoseDeal,
    MoveDeal,
    PaidWhole,
    ReopenDeal,
    TakeBackPayment,
)
from handlers.deals.windows import ask, loss, new_deal
from handlers.filters import Pressed
from handlers.links import NewDeal, OpenDeal, OpenDeals

__all__ = ["router"]


def router() -> Router:
    made = Router(name="deals")
    made.message.register(routes.press_deals, Command("deals"))
    made.message.register(routes.press_deals, Pressed("menu-deals"))
    _register_buttons(made)
    made.include_routers(new_deal(), ask(), loss())
    return made


def _register_buttons(made: Router) -> None:
    tap = made.callback_query.register
    tap(routes.show_deals, OpenDeals.filter())
    tap(routes.show_deal, OpenDeal.filter())
    tap(routes.choose_stage, ChooseStage.filter())
    tap(routes.move, MoveDeal.filter())
    tap(routes.invoice, IssueInvoice.filter())
    tap(routes.paid_whole, PaidWhole.filter())
    tap(routes.take_back, TakeBackPayment.filter())
    tap(routes.reopen, ReopenDeal.filter())
    tap(routes.hand, HandDeal.filter())
    tap(routes.show_moves, DealHistory.filter())
    tap(actions.tap_new, NewDeal.filter())
    tap(actions.tap_ask, AskDeal.filter())
    tap(actions.tap_lose, LoseDeal.filter())
