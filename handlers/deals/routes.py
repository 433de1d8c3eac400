"""Deals on plain screens: the pipeline, the card, moves, money in one tap."""

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.readers.deals import DealView, deal_view
from domain.readers.pipeline import deal_page, pipeline
from domain.readers.tasks import assignees
from domain.tables import Role
from domain.use_cases.deals import hand_deal, move_deal, reopen_deal
from domain.use_cases.money import issue_invoice, record_payment
from domain.use_cases.money_back import cancel_payment
from handlers.deals.cards import deal_card, heirs_card, moves_card, page_card, pipeline_card, stages_card
from handlers.deals.links import (
    ChooseStage,
    DealHistory,
    HandDeal,
    IssueInvoice,
    MoveDeal,
    PaidWhole,
    ReopenDeal,
    TakeBackPayment,
)
from handlers.links import OpenDeal, OpenDeals
from handlers.plain import put_in_place, send
from handlers.visit import Visit


async def press_deals(message: Message, bot: Bot, visit: Visit) -> None:
    """«💼 Сделки» and /deals."""
    whole = await visit.read(pipeline, visit.who.id, visit.who.role, visit.today)
    await send(bot, visit.who.telegram_id, pipeline_card(visit, whole))


async def show_deals(callback: CallbackQuery, callback_data: OpenDeals, bot: Bot, visit: Visit) -> None:
    """The pipeline, or a page of one of its stages."""
    who = visit.who
    if not callback_data.stage:
        card = pipeline_card(visit, await visit.read(pipeline, who.id, who.role, visit.today))
    else:
        page = await visit.read(deal_page, who.id, who.role, callback_data.stage, visit.today, callback_data.page)
        card = page_card(visit, page, teams=who.role is not Role.REP)
    await put_in_place(bot, callback, card)


async def show_deal(callback: CallbackQuery, callback_data: OpenDeal, bot: Bot, visit: Visit) -> None:
    await show(bot, visit, callback, callback_data.deal_id)


async def choose_stage(callback: CallbackQuery, callback_data: ChooseStage, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, stages_card(visit, await view_of(visit, callback_data.deal_id)))


async def show_moves(callback: CallbackQuery, callback_data: DealHistory, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, moves_card(visit, await view_of(visit, callback_data.deal_id)))


async def move(callback: CallbackQuery, callback_data: MoveDeal, bot: Bot, visit: Visit) -> None:
    await visit.run(move_deal, callback_data.deal_id, callback_data.stage)
    await show(bot, visit, callback, callback_data.deal_id)


async def invoice(callback: CallbackQuery, callback_data: IssueInvoice, bot: Bot, visit: Visit) -> None:
    """The invoice that the button named; if that much is no longer to be invoiced, nothing but the card anew."""
    view = await view_of(visit, callback_data.deal_id)
    if view.client_id is not None and (view.amount or 0) - view.invoiced == callback_data.amount:
        await visit.run(issue_invoice, view.client_id, view.id, callback_data.amount, f"invoice:{visit.key}")
    await show(bot, visit, callback, view.id)


async def paid_whole(callback: CallbackQuery, callback_data: PaidWhole, bot: Bot, visit: Visit) -> None:
    """«Оплачен целиком»: the rest that the button named; if it is another by now, nothing but the card anew."""
    view = await view_of(visit, callback_data.deal_id)
    if view.client_id is not None and view.rest == callback_data.amount:
        await visit.run(
            record_payment, view.client_id, callback_data.amount, deal_id=view.id, form_key=f"payment:{visit.key}"
        )
    await show(bot, visit, callback, view.id)


async def take_back(callback: CallbackQuery, callback_data: TakeBackPayment, bot: Bot, visit: Visit) -> None:
    await visit.run(cancel_payment, callback_data.payment_id)
    await show(bot, visit, callback, callback_data.deal_id)


async def reopen(callback: CallbackQuery, callback_data: ReopenDeal, bot: Bot, visit: Visit) -> None:
    await visit.run(reopen_deal, callback_data.deal_id)
    await show(bot, visit, callback, callback_data.deal_id)


async def hand(callback: CallbackQuery, callback_data: HandDeal, bot: Bot, visit: Visit) -> None:
    """To whom; then it is his."""
    if callback_data.member_id:
        await visit.run(hand_deal, callback_data.deal_id, callback_data.member_id)
        await show(bot, visit, callback, callback_data.deal_id)
        return
    view = await view_of(visit, callback_data.deal_id)
    members = await visit.read(assignees, visit.who.id, visit.who.role)
    await put_in_place(bot, callback, heirs_card(visit, view, members))


async def show(bot: Bot, visit: Visit, callback: CallbackQuery, deal_id: int) -> None:
    """The deal's card as it stands. Raises Gone, ClientNotYours, NotAllowed."""
    await put_in_place(bot, callback, deal_card(visit, await view_of(visit, deal_id)))


async def view_of(visit: Visit, deal_id: int) -> DealView:
    return await visit.read(deal_view, visit.who.id, deal_id, visit.today)
