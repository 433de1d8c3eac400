"""A shared contact: whose it is, or a new client."""

from aiogram.types import Contact, Message

from domain.phones import NotAPhone, Phone, parse_phone
from domain.readers.logging import client_by_phone
from domain.use_cases.clients import ClientDraft, add_client
from handlers.visit import Visit


async def client_of_contact(message: Message, visit: Visit, form_key: str) -> int | None:
    """The client with that phone, or a new one; None when it is no phone, which is said."""
    contact = message.contact
    phone = _phone(contact) if contact is not None else None
    if contact is None or phone is None:
        await message.answer(visit("error-bad-phone"))
        return None
    known = await visit.read(client_by_phone, visit.who.id, phone.e164)
    if known is not None:
        return known
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part) or phone.e164
    draft = ClientDraft(name, phone.e164, contact_name=name, form_key=form_key, sure=True)
    return (await visit.run(add_client, draft)).client_id


def _phone(contact: Contact) -> Phone | None:
    """Telegram gives the number with or without its plus."""
    number = contact.phone_number.strip()
    for spelling in (number, f"+{number.lstrip('+')}"):
        try:
            return parse_phone(spelling)
        except NotAPhone:
            continue
    return None
