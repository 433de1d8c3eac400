"""What the buttons of deals do. Each says what it leads to, so that a second tap does nothing more."""

from aiogram.filters.callback_data import CallbackData

from handlers.forged import Kopecks

STUCK = "stuck"
STEPLESS = "stepless"


class MoveDeal(CallbackData, prefix="dmv"):
    """To this stage."""

    deal_id: int
    stage: str


class ChooseStage(CallbackData, prefix="dst"):
    deal_id: int


class IssueInvoice(CallbackData, prefix="din"):
    """`amount`: kopecks of what the button says; 0 = asks."""

    deal_id: int
    amount: Kopecks = 0


class PaidWhole(CallbackData, prefix="dpw"):
    """«Оплачен целиком»: these kopecks, which are the whole rest."""

    deal_id: int
    amount: Kopecks


class AskDeal(CallbackData, prefix="dak"):
    """A question about the deal: "title", "amount", "part", "close", "invoice"."""

    deal_id: int
    question: str


class LoseDeal(CallbackData, prefix="dls_"):
    deal_id: int


class ReopenDeal(CallbackData, prefix="dro"):
    deal_id: int


class TakeBackPayment(CallbackData, prefix="dtb"):
    deal_id: int
    payment_id: int


class HandDeal(CallbackData, prefix="dhd"):
    """To whom; 0 = not chosen yet."""

    deal_id: int
    member_id: int = 0


class DealHistory(CallbackData, prefix="dhi"):
    deal_id: int
