"""Nudges: one at a time with their answers in one message, and all of today's."""

from aiogram import Router

from handlers.nudges import cleaning, not_mine, paying, routes
from handlers.nudges.links import (
    AnswerNudge,
    AnswerOfCard,
    AskOfCard,
    GiveNotMine,
    OpenNudge,
    OpenNudges,
    PayInvoice,
    PickNudgeDay,
    TakeBackAnswer,
)

__all__ = ["router"]


def router() -> Router:
    made = Router(name="nudges")
    made.callback_query.register(routes.open_one, OpenNudge.filter())
    made.callback_query.register(routes.open_all, OpenNudges.filter())
    made.callback_query.register(routes.answer, AnswerNudge.filter())
    made.callback_query.register(routes.pick_day, PickNudgeDay.filter())
    made.callback_query.register(routes.take_back, TakeBackAnswer.filter())
    made.callback_query.register(paying.pay, PayInvoice.filter())
    made.callback_query.register(not_mine.give, GiveNotMine.filter())
    made.callback_query.register(cleaning.ask, AskOfCard.filter())
    made.callback_query.register(cleaning.answer, AnswerOfCard.filter())
    return made
