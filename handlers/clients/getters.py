"""What the forms of a client show; re-read each time."""

from typing import Any

from aiogram_dialog import DialogManager

from domain.readers.client_card import ClientView, client_view
from domain.readers.clients import like_these
from domain.readers.deals import lost_reasons
from domain.settings import company
from domain.tables import LostReasonScope
from handlers.choosing import colleagues, own
from handlers.clients.questions import QUESTIONS
from handlers.deals.words import reason_words
from handlers.screen import Choice, visit_of
from handlers.wording import date_words
from handlers.words import Html

CONTACTS = 6


async def new_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    phone = data.get("phone")
    text = visit("client-new-ask-name", phone=phone) if phone else visit("client-new-ask")
    return {"text": text, "subject": data["form"]}


async def similar_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Those who may be the same: one's own can be opened, a colleague's is a name with its keeper."""
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    known = await visit.read(like_these, visit.who.id, visit.who.role, tuple(data["similar"]))
    lines = [visit("client-similar", name=data["name"]), *colleagues(visit, known)]
    return {"text": Html("\n".join(lines)), "own": own(known), "subject": f"{data['form']}:{data['name']}"}


async def choose_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit = visit_of(dialog_manager)
    view = await view_of(dialog_manager)
    return {
        "text": visit("client-edit-what", name=view.name),
        "fields": [Choice(name, visit.words.plain(f"client-field-{name}")) for name in _fields(view)],
        "lost": view.lost_reason is not None,
        "not_lost": view.lost_reason is None,
        "subject": f"{dialog_manager.dialog_data['form']}:{view.id}",
    }


async def ask_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    view = await view_of(dialog_manager)
    question = data["question"]
    lines = [visit(f"client-ask-{question}", name=view.name)]
    if data.get("kept"):
        lines.insert(0, visit("client-kept"))
    present = _present(view, question)
    if present and not data["in_turn"]:
        lines.append(visit("client-now", value=present))
    return {
        "text": Html("\n".join(lines)),
        "choices": await _choices(dialog_manager, view, question),
        "in_turn": data["in_turn"],
        "one": not data["in_turn"],
        "subject": f"{data['form']}:{view.id}:{question}",
    }


async def closing_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    view = await view_of(dialog_manager)
    text = visit_of(dialog_manager)("client-close-ask", name=view.name)
    return {"text": text, "subject": f"{dialog_manager.dialog_data['form']}:{view.id}"}


async def reason_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit = visit_of(dialog_manager)
    view = await view_of(dialog_manager)
    reasons = await visit.read(lost_reasons, LostReasonScope.CLIENT)
    return {
        "text": visit("client-loss-why", name=view.name),
        "reasons": [Choice(one.key, reason_words(visit.words, one.key, one.name)) for one in reasons],
        "subject": f"{dialog_manager.dialog_data['form']}:{view.id}",
    }


async def words_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    key = "deal-which-competitor" if data["competitor"] else "deal-which-words"
    return {"text": visit(key), "subject": f"{data['form']}:{data['reason']}"}


async def view_of(manager: DialogManager) -> ClientView:
    """The client of the form as he stands now. Raises Gone, ClientNotYours."""
    visit = visit_of(manager)
    return await visit.read(client_view, visit.who.id, manager.dialog_data["client"], visit.today)


def _fields(view: ClientView) -> list[str]:
    """Whoever has left, and what date is not needed, is only asked about where there is one."""
    there = {"contact_left": any(person.id for person in view.people), "date_dropped": bool(view.dates)}
    return [name for name in QUESTIONS if there.get(name, True)]


async def _choices(manager: DialogManager, view: ClientView, question: str) -> list[Choice]:
    """Answers worth one tap."""
    if question == "channel":
        chosen = await visit_of(manager).read(company)
        return [Choice(channel, channel) for channel in chosen.channels]
    if question in ("decider", "contact_left"):
        return contacts_of(view)
    if question == "date_dropped":
        today, language = visit_of(manager).today, visit_of(manager).words.language
        return [Choice(str(one.id), f"{date_words(one.day, today, language)}: {one.text}") for one in view.dates]
    return []


def contacts_of(view: ClientView) -> list[Choice]:
    """The first of the contact persons."""
    return [Choice(str(person.id), person.name or "") for person in view.people if person.id][:CONTACTS]


def _present(view: ClientView, question: str) -> str | None:
    """What the field holds now, where that is words."""
    value = {
        "name": view.name,
        "channel": view.channel,
        "region": view.region,
        "line_of_business": view.line_of_business,
        "source": view.source,
        "contract_number": view.contract_number,
        "notes": view.notes,
        "payment_term": str(view.payment_term),
        "address": view.addresses[0].text if view.addresses else None,
    }.get(question)
    return value[:300] if value else None
