"""What the forms of deals show; re-read each time."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from domain.date_words import add_months
from domain.readers.client_card import client_view
from domain.readers.deals import DealView, deal_view, likely_competitors, lost_reasons
from domain.readers.logging import likeliest_clients
from domain.search import find_clients
from domain.tables import LostReasonScope
from handlers.choosing import colleagues, own
from handlers.deals.words import deal_title, reason_words
from handlers.screen import Choice, visit_of
from handlers.visit import Visit
from handlers.wording import long_day_words, sum_words
from handlers.words import Html

OFFERED = 6
BACK_IN_MONTHS = {"month": 1, "quarter": 3, "half": 6}


async def client_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The likeliest clients, or those found by what was typed."""
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    query = data.get("query")
    if query:
        hits = await visit.read(find_clients, visit.who.id, visit.who.role, query)
        found = visit("deal-whose-found" if hits else "client-not-found", query=query)
        lines, items = [found, *colleagues(visit, hits)], own(hits)
    else:
        likely = await visit.read(likeliest_clients, visit.who.id, visit.who.role, visit.today, OFFERED)
        lines, items = [visit("deal-whose")], [Choice(client.id, client.name) for client in likely]
    return {"text": Html("\n".join(lines)), "clients": items, "subject": f"{data['form']}:{query or ''}"}


async def amount_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    view = await visit.read(client_view, visit.who.id, data["client"], visit.today)
    return {"text": visit("deal-new-amount", client=view.name), "subject": f"{data['form']}:{view.id}"}


async def value_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    view = await view_of(dialog_manager)
    lines = [_heading(visit, view), visit(f"deal-ask-{data['question']}")]
    if data["question"] == "part" and view.rest:
        lines.append(visit("deal-rest", amount=sum_words(view.rest, visit.words.language)))
    return {"text": Html("\n".join(lines)), "subject": f"{data['form']}:{view.id}"}


async def reason_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    view = await view_of(dialog_manager)
    reasons = await visit.read(lost_reasons, LostReasonScope.DEAL)
    return {
        "text": Html(f"{_heading(visit, view)}\n{visit('deal-why')}"),
        "reasons": [Choice(one.key, reason_words(visit.words, one.key, one.name)) for one in reasons],
        "subject": f"{data['form']}:{view.id}",
    }


async def competitor_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    names = await visit.read(likely_competitors)
    return {
        "text": visit("deal-which-competitor"),
        "names": [Choice(str(place), name) for place, name in enumerate(names)],
        "subject": f"{data['form']}:{data['reason']}:{'|'.join(names)}",
    }


async def words_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {"text": visit("deal-which-words"), "subject": f"{data['form']}:{data['reason']}"}


async def back_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """When to come back: a tap, or a date in words."""
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    days = returns(visit)
    return {
        "text": visit("deal-when-back"),
        "days": [Choice(key, _back(visit, key, day)) for key, day in days.items()],
        "subject": f"{data['form']}:{data['reason']}:{visit.today.isoformat()}",
    }


def returns(visit: Visit) -> dict[str, date]:
    """Days to come back on that are worth one tap."""
    return {key: add_months(visit.today, months) for key, months in BACK_IN_MONTHS.items()}


async def view_of(manager: DialogManager) -> DealView:
    """The deal of the form as it stands now. Raises Gone, ClientNotYours, NotAllowed."""
    visit = visit_of(manager)
    return await visit.read(deal_view, visit.who.id, manager.dialog_data["deal"], visit.today)


def _back(visit: Visit, key: str, day: date) -> str:
    """«Через месяц: 23 декабря»."""
    return f"{visit.words.plain(f'deal-back-{key}')}: {long_day_words(day, visit.today, visit.words.language)}"


def _heading(visit: Visit, view: DealView) -> Html:
    client = view.client or visit.words.plain("deal-no-client")
    return visit("deal-title", client=client, deal=deal_title(visit, view.title, view.amount))
