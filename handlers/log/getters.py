"""What the windows of «Записать» show; re-read each time."""

from typing import Any

from aiogram_dialog import DialogManager

from domain.errors import ClientNotYours
from domain.names import EmptyName, NameTooLong, clean_name
from domain.readers.logging import LastWord, Likely, Subject, has_logged, likeliest_clients, log_subject
from domain.search import FoundClient, find_clients
from handlers.forms import refused_first
from handlers.log.happenings import HAPPENINGS, RETURN, UNSAID, first_happenings, other_happenings, what_words
from handlers.screen import Choice, cut, visit_of
from handlers.visit import Visit
from handlers.wording import hour_words, near_day_words, sum_words
from handlers.words import Html

SHOWN_WORDS = 300
NAME = 32
"""Leaves room on the button for what comes after the name."""


async def client_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    query = data.get("query")
    items = await _found(visit, query) if query else await _likely(visit)
    new = _new_name(query) if query else None
    return {
        "text": await _client_text(visit, data, bool(items)),
        "clients": items,
        "new_named": visit.words.plain("log-new-named", name=new) if new else None,
        "new_unnamed": new is None,
        "searched": bool(query),
        "subject": f"{data['form']}:{query or ''}",
    }


async def outcome_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    about = await subject_of(dialog_manager)
    return {
        "text": _subject_text(visit, about),
        "first": _choices(visit, first_happenings(about.action)),
        "rest": _choices(visit, other_happenings(about.action)),
        "subject": f"{data['form']}:{about.client_id}:{about.task_id}",
    }


async def amount_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    about = await subject_of(dialog_manager)
    code = data["happening"]
    known = data.get("left") or (about.deal_amount if code != RETURN else None)
    return {
        "text": refused_first(visit, data, visit.words(f"log-amount-{code}", client=about.name)),
        "unsaid": code == UNSAID,
        "known": visit.words.plain("log-amount-known", amount=sum_words(known, visit.words.language))
        if known
        else None,
        "subject": f"{data['form']}:{about.client_id}:{code}",
    }


async def name_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {"text": refused_first(visit, data, visit.words("log-ask-name")), "subject": data["form"]}


async def subject_of(manager: DialogManager) -> Subject:
    """Whom this form is about. Raises ClientNotYours, Gone."""
    data, visit = manager.dialog_data, visit_of(manager)
    about = await visit.read(log_subject, visit.who.id, visit.today, data["client"], data["task"], data["deal"])
    if about is None:
        raise LookupError("the form has a client from its second screen on")
    return about


async def _client_text(visit: Visit, data: dict[str, Any], found: bool) -> Html:
    lines = []
    if data.get("not_yours"):
        lines.append(visit.words("log-not-yours", **data["not_yours"]))
    if data.get("query"):
        lines.append(visit.words("log-found" if found else "log-not-found", query=data["query"]))
    elif data.get("same"):
        same = HAPPENINGS[data["same"]]
        lines.append(visit.words("log-whom-same", what=what_words(visit.words, same.kind, same.outcome)))
    elif await visit.read(has_logged, visit.who.id):
        lines.append(visit.words("log-whom"))
    else:
        lines.append(visit.words("log-first-time" if found else "log-first-here"))
    return Html("\n".join(lines))


async def _likely(visit: Visit) -> list[Choice]:
    clients = await visit.read(likeliest_clients, visit.who.id, visit.who.role, visit.today)
    return [Choice(client.id, _likely_label(visit, client)) for client in clients]


async def _found(visit: Visit, query: str) -> list[Choice]:
    found = await visit.read(find_clients, visit.who.id, visit.who.role, query, 8)
    return [Choice(client.id, _found_label(visit, client)) for client in found]


def _likely_label(visit: Visit, client: Likely) -> str:
    if client.action is None:
        return client.name
    action = visit.words.plain(f"task-do-{client.action.value}")
    when = _when(visit, client)
    key = "log-client-at" if when else "log-client-today"
    return visit.words.plain(key, name=cut(client.name, NAME), action=action, when=when)


def _when(visit: Visit, client: Likely) -> str | None:
    """The hour of what is promised for today, the day of what is overdue."""
    if client.due_on is not None and client.due_on < visit.today:
        return near_day_words(client.due_on, visit.today, visit.words.language)
    return hour_words(client.due_at, visit.who.zone) if client.due_at else None


def _found_label(visit: Visit, client: FoundClient) -> str:
    if not client.own:
        return visit.words.plain("log-client-of", name=cut(client.name, NAME), keeper=client.keeper or "—")
    return f"{client.name} · {client.contact}" if client.contact else client.name


def _new_name(query: str) -> str | None:
    """The query as a name for a new client, when it can be one."""
    try:
        name = clean_name(query)
    except (EmptyName, NameTooLong):
        return None
    return name if any(sign.isalpha() for sign in name) else None


def _choices(visit: Visit, codes: tuple[str, ...]) -> list[Choice]:
    return [Choice(code, visit.words.plain(f"log-tap-{code}")) for code in codes]


def _subject_text(visit: Visit, about: Subject) -> Html:
    lines = [visit.words("log-what-happened", client=about.name)]
    if about.last is not None:
        lines.append(last_words(visit, about.last))
    return Html("\n".join(lines))


def last_words(visit: Visit, last: LastWord) -> Html:
    """«В прошлый раз, 12 ноя: «ждут цену на стулья».»"""
    day = near_day_words(last.at.astimezone(visit.who.zone).date(), visit.today, visit.words.language)
    if last.comment:
        return visit.words("log-last-said", day=day, comment=cut(" ".join(last.comment.split()), SHOWN_WORDS))
    return visit.words("log-last-was", day=day, what=what_words(visit.words, last.kind, last.outcome))


def not_yours(refusal: ClientNotYours) -> dict[str, str]:
    """What a colleague may know of a client that is not his."""
    return {name: str(value) for name, value in refusal.values.items()}
