"""What the windows of a new task show; re-read each time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from aiogram_dialog import DialogManager

from domain.next_steps import MORNING
from domain.readers.logging import likeliest_clients
from domain.readers.tasks import Clock, clock_of
from domain.search import find_clients
from domain.tables import Role, TaskAction
from handlers import calendar
from handlers.choosing import colleagues, own
from handlers.forms import refused_first
from handlers.screen import Choice, visit_of
from handlers.tasks.links import day_of, hour_of
from handlers.tasks.wording import action_words
from handlers.visit import Visit
from handlers.wording import capital, day_words, month_words, near_day_words
from handlers.words import Html

ACTIONS = (
    TaskAction.CALL,
    TaskAction.MEETING,
    TaskAction.OFFER,
    TaskAction.INVOICE,
    TaskAction.LETTER,
    TaskAction.OTHER,
)
MOST_CLIENTS = 8
BLANK = "-"
AFTERNOON = time(15)
SOON = timedelta(hours=2)


async def client_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    query = data.get("query")
    if query:
        hits = await visit.read(find_clients, visit.who.id, visit.who.role, query, MOST_CLIENTS)
        lines = [visit("task-found" if hits else "task-not-found", query=query), *colleagues(visit, hits)]
        clients = own(hits)
    else:
        lines, clients = [visit("task-with-whom")], await _likely(visit, data)
    return {
        "text": await _asked(visit, data, Html("\n".join(lines))),
        "clients": clients,
        "subject": f"{data['form']}:{query or ''}",
    }


async def action_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {
        "text": await _asked(visit, data, visit.words("task-what-to-do")),
        "actions": [Choice(each.value, visit.words.plain(f"task-button-{each.value}")) for each in ACTIONS],
        "subject": data["form"],
    }


async def when_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    clock = await clock_of_form(dialog_manager)
    return {
        "text": await _asked(visit, data, visit.words("task-when")),
        "whens": [_when_choice(visit, clock, at) for at in _whens(clock)],
        "subject": data["form"],
    }


async def day_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    today = (await clock_of_form(dialog_manager)).now.date()
    month = calendar.first_of(data.get("month", ""), today)
    named = capital(visit.words("task-month", month=month_words(month, visit.words.language)))
    return {
        "text": await _asked(visit, data, named),
        "days": _days(month, today, visit.words.language),
        "subject": f"{data['form']}:{month}",
    }


async def hour_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    now, day = (await clock_of_form(dialog_manager)).now, day_of(data["day"])
    ahead = calendar.hours_ahead(calendar.DAYTIME, day, now)
    asked = visit.words("task-which-hour-on", day=day_words(day, visit.today, visit.words.language))
    return {
        "text": await _asked(visit, data, asked),
        "hours": [Choice(f"{hour:%H%M}", f"{hour:%H:%M}") for hour in ahead],
        "subject": f"{data['form']}:{day}",
    }


async def text_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {"text": await _asked(visit, data, visit.words("task-more-words")), "subject": data["form"]}


async def clock_of_form(manager: DialogManager) -> Clock:
    """The assignee's clock: what is promised is promised on it."""
    visit = visit_of(manager)
    return await visit.read(clock_of, manager.dialog_data["assignee"] or visit.who.id, visit.now)


async def _asked(visit: Visit, data: dict[str, Any], question: Html) -> Html:
    """What is known so far, what was wrong with the last answer, and the question."""
    known = await _known(visit, data)
    asked = refused_first(visit, data, question)
    return Html(f"{known}\n{asked}") if known else asked


async def _known(visit: Visit, data: dict[str, Any]) -> Html:
    """«Борису · «Ромашка», перезвонить · завтра, 11:00»."""
    pieces: list[str] = []
    if data["assignee"] and data["assignee"] != visit.who.id:
        clock = await visit.read(clock_of, data["assignee"], visit.now)
        pieces.append(visit.words("task-for", name=clock.name))
    if data.get("action"):
        action = action_words(visit.words, TaskAction(data["action"]), data.get("words"))
        name = data.get("client_name")
        with_whom = visit.words("task-with", client=name, action=action)
        pieces.append(with_whom if name else visit.words("task-alone", action=action))
    elif data.get("client_name"):
        pieces.append(visit.words("task-client-named", client=data["client_name"]))
    if data.get("day") and data.get("dated"):
        pieces.append(_dated(visit, data))
    return capital(Html(" · ".join(pieces)))


def _dated(visit: Visit, data: dict[str, Any]) -> Html:
    day, hour = day_of(data["day"]), hour_of(data["hour"])
    words = near_day_words(day, visit.today, visit.words.language)
    return visit.words("task-alone", action=f"{words}, {hour:%H:%M}" if hour else words)


def _whens(clock: Clock) -> list[datetime]:
    """In two hours, today in the afternoon, the next working day twice."""
    soon = (clock.now + SOON).replace(second=0, microsecond=0)
    soon -= timedelta(minutes=soon.minute % 5)
    today = datetime.combine(clock.now.date(), AFTERNOON, clock.zone)
    days = [datetime.combine(clock.next_working_day, hour, clock.zone) for hour in (MORNING, AFTERNOON)]
    return [soon, *([today] if today > soon else []), *days]


def _when_choice(visit: Visit, clock: Clock, at: datetime) -> Choice:
    day = near_day_words(at.date(), clock.now.date(), visit.words.language).capitalize()
    return Choice(f"{at:%Y%m%d%H%M}", f"{day}, {at:%H:%M}")


def _days(month: date, today: date, lang: str) -> list[Choice]:
    names = [Choice(f"{BLANK}{name}", name) for name in calendar.weekday_names(lang)]
    days = [day for week in calendar.weeks_ahead(month, today) for day in week]
    return [*names, *(_day(place, day, today) for place, day in enumerate(days))]


def _day(place: int, day: date | None, today: date) -> Choice:
    return Choice(f"{day:%Y%m%d}", calendar.day_label(day, today)) if day else Choice(f"{BLANK}{place}", calendar.BLANK)


async def _likely(visit: Visit, data: dict[str, Any]) -> list[Choice]:
    """The assignee's own clients; a manager's task for himself may be about any of his teams'."""
    assignee = data["assignee"] or visit.who.id
    role = visit.who.role
    if assignee != visit.who.id:
        role = Role.REP
    found = await visit.read(likeliest_clients, assignee, role, visit.today, MOST_CLIENTS)
    return [Choice(client.id, client.name) for client in found]
