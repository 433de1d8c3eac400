"""«Оплатили»: the payment form of «Записать», with the invoice and what is left of it."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode

from domain.readers.nudges import invoice_left
from handlers.log.start import form_data
from handlers.log.states import Log
from handlers.nudges.links import PayInvoice
from handlers.visit import Visit


async def pay(callback: CallbackQuery, callback_data: PayInvoice, visit: Visit, dialog_manager: DialogManager) -> None:
    """How much was paid: the whole rest in one tap, or another sum."""
    bill = await visit.read(invoice_left, visit.who.id, callback_data.invoice_id)
    data = form_data(visit, client=bill.client_id, deal=bill.deal_id or 0)
    data |= {"happening": "payment", "refused": None, "invoice": bill.id, "left": bill.left}
    await dialog_manager.start(Log.amount, data, mode=StartMode.RESET_STACK)
