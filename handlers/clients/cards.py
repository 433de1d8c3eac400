"""The client's card: one screen, what to do next on top. Rule: "The base is an asset": protected."""

from datetime import date
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton

from domain.readers.client_card import ClientView, DealLine, PersonLine, TaskOfClient
from domain.readers.tasks import Place
from domain.rhythm import Lifecycle
from domain.tables import Role
from domain.use_case import Right
from handlers.clients.closing import answers
from handlers.clients.links import EditClient, OpenAgain, SeeDetails, SeeHistory
from handlers.deals.words import deal_title, stage_words
from handlers.fitting import fitted
from handlers.links import NewDeal, NewTask, OpenClient, OpenDeal, StartLog
from handlers.plain import Card, Rows, button, copy_button, link
from handlers.screen import cut
from handlers.tasks.wording import action_words, route_url, when_words
from handlers.visit import Visit
from handlers.wording import date_words, phone_words, short_sum_words, sum_words
from handlers.words import Html

SAID = 200
NOTES = 300
ADDRESS = 200
PEOPLE = 3
DEAL_BUTTONS = 3
SILENT = frozenset({Lifecycle.SLEEPING, Lifecycle.LOST})


def client_card(visit: Visit, view: ClientView) -> Card:
    today = visit.today
    sections = [
        Html(f"<b>{visit('client-title', name=view.name)}</b>"),
        _next(visit, view, today),
        _state(visit, view, today),
        _keeper(visit, view),
        _people(visit, view),
        _purchases(visit, view, today),
        _money(visit, view, today),
        _deals(visit, view),
        _tasks(visit, view, today),
        _said(visit, view, today),
        _notes(visit, view),
    ]
    return Card(fitted(sections), _buttons(visit, view), protected=True)


def details_card(visit: Visit, view: ClientView) -> Card:
    """Everything else that is known of the client."""
    today, language = visit.today, visit.words.language
    known = {
        "keeper": view.keeper,
        "channel": view.channel,
        "line_of_business": view.line_of_business,
        "region": view.region,
        "source": view.source,
        "potential": sum_words(view.potential, language) if view.potential is not None else None,
        "contract": _contract(visit, view),
        "competitors": ", ".join(view.competitors),
    }
    lines = [
        visit("client-detail", what=visit.words.plain(f"client-field-{key}"), value=value)
        for key, value in known.items()
        if value
    ]
    lines.append(visit("client-term", days=view.payment_term))
    lines += [_person(visit, person, full=True) for person in view.people]
    lines += [visit("client-address", address=cut(place.text, ADDRESS)) for place in view.addresses]
    lines += [
        visit("client-date", day=date_words(one.day, today, language), text=one.text, whose=one.whose or "")
        for one in view.dates
    ]
    heading = Html(f"<b>{visit('client-title', name=view.name)}</b>")
    back = [button(visit.words.plain("client-to-card"), OpenClient(client_id=view.id).pack())]
    return Card(fitted([heading, *lines]), [back], protected=True)


def _next(visit: Visit, view: ClientView, today: date) -> Html | None:
    """What to do next: a promise first, then money, then silence."""
    if view.state is Lifecycle.CLOSED:
        return None
    task = view.tasks[0] if view.tasks else None
    if task is not None and task.due_on <= today:
        return _promise(visit, task, today)
    overdue = [bill for bill in view.unpaid if bill.due_on < today]
    if overdue:
        amount = sum_words(sum(bill.left for bill in overdue), visit.words.language)
        due = date_words(overdue[0].due_on, today, visit.words.language)
        return visit("client-next-unpaid", amount=amount, due=due)
    if task is not None:
        return _promise(visit, task, today)
    if view.state in SILENT:
        return visit("client-next-silent")
    return visit("client-next-deal" if view.deals else "client-next-none")


def _promise(visit: Visit, task: TaskOfClient, today: date) -> Html:
    when = when_words(task.due_on, task.due_at, today, visit.who.zone, visit.words.language)
    what = cut(action_words(visit.words, task.action, task.text), SAID)
    return visit("client-next-late" if task.due_on < today else "client-next-task", when=when, what=what)


def _state(visit: Visit, view: ClientView, today: date) -> Html:
    """«Активный · покупает раз в 30 дней · последняя покупка 12 ноя»."""
    pieces = [visit(f"client-state-{view.state.value}")]
    if view.state is Lifecycle.LOST and view.lost_reason:
        pieces.append(
            visit("client-lost-why", why=view.lost_reason_name or visit.words.plain(f"lost-{view.lost_reason}"))
        )
    if view.once:
        pieces.append(visit("client-once"))
    if view.last_purchase_on is not None:
        if not view.once:
            pieces.append(visit("client-rhythm", days=round(view.rhythm)))
        pieces.append(visit("client-silence", days=(today - view.last_purchase_on).days))
    text = " · ".join(pieces)
    return Html(f"{text}\n{visit('client-close-asked')}" if view.close_asked else text)


def _keeper(visit: Visit, view: ClientView) -> Html | None:
    """To a manager, whose client it is."""
    return visit("client-keeper", keeper=view.keeper or "—") if visit.who.role is not Role.REP else None


def _people(visit: Visit, view: ClientView) -> Html | None:
    return Html("\n".join(_person(visit, person) for person in view.people[:PEOPLE])) if view.people else None


def _person(visit: Visit, person: PersonLine, *, full: bool = False) -> Html:
    language = visit.words.language
    pieces = [cut(person.name, 80)] if person.name else []
    if person.post:
        pieces.append(cut(person.post, 60))
    if person.decides:
        pieces.append(visit.words.plain("client-decides"))
    pieces += [phone_words(e164, extension, language) for e164, extension in person.phones[: None if full else 2]]
    if full and person.email:
        pieces.append(person.email)
    if full and person.birthday:
        day = date_words(person.birthday, person.birthday, language)
        pieces.append(visit.words.plain("client-born", day=day))
    return visit("client-person", person=", ".join(pieces))


def _purchases(visit: Visit, view: ClientView, today: date) -> Html | None:
    if not view.purchases:
        return None
    language = visit.words.language
    bought = ", ".join(
        f"{date_words(one.day, today, language)} {short_sum_words(one.amount, language)}" for one in view.purchases
    )
    text = visit("client-bought", purchases=bought)
    if view.usual:
        text = Html(f"{text}\n{visit('client-usual', products=cut(', '.join(view.usual), SAID))}")
    return text


def _money(visit: Visit, view: ClientView, today: date) -> Html | None:
    if not view.unpaid:
        return None
    language = visit.words.language
    amount = sum_words(sum(bill.left for bill in view.unpaid), language)
    return visit("client-unpaid", amount=amount, due=date_words(view.unpaid[0].due_on, today, language))


def _deals(visit: Visit, view: ClientView) -> Html | None:
    if not view.deals:
        return None
    lines = [_deal(visit, deal) for deal in view.deals]
    if view.deals_more:
        lines.append(visit("more", count=view.deals_more))
    return Html("\n".join(lines))


def _deal(visit: Visit, deal: DealLine) -> Html:
    text = visit(
        "client-deal",
        deal=cut(deal_title(visit, deal.title, deal.amount), 80),
        stage=stage_words(visit.words, deal.stage, deal.stage_name),
    )
    return Html(f"{text} {visit('deal-stepless-mark')}") if deal.stepless else text


def _tasks(visit: Visit, view: ClientView, today: date) -> Html | None:
    """Promises after the one that stands on top."""
    rest = view.tasks[1:]
    if not rest:
        return None
    lines = [
        visit(
            "client-task",
            when=when_words(task.due_on, task.due_at, today, visit.who.zone, visit.words.language),
            what=cut(action_words(visit.words, task.action, task.text), 80),
        )
        for task in rest
    ]
    if view.tasks_more:
        lines.append(visit("more", count=view.tasks_more))
    return Html("\n".join(lines))


def _said(visit: Visit, view: ClientView, today: date) -> Html | None:
    if not view.last_comment or view.last_comment_on is None:
        return None
    day = date_words(view.last_comment_on.astimezone(visit.who.zone).date(), today, visit.words.language)
    return visit("client-said", day=day, said=cut(" ".join(view.last_comment.split()), SAID))


def _notes(visit: Visit, view: ClientView) -> Html | None:
    return visit("client-notes", notes=cut(view.notes, NOTES)) if view.notes else None


def _contract(visit: Visit, view: ClientView) -> str | None:
    if view.contract_ends_on is None:
        return view.contract_number
    until = visit.words.plain(
        "client-contract-until", day=date_words(view.contract_ends_on, visit.today, visit.words.language)
    )
    return f"{view.contract_number} {until}" if view.contract_number else until


def _buttons(visit: Visit, view: ClientView) -> Rows:
    plain = visit.words.plain
    history = button(plain("client-history"), SeeHistory(client_id=view.id).pack())
    details = button(plain("client-details"), SeeDetails(client_id=view.id).pack())
    if view.state is Lifecycle.CLOSED:
        again = [button(plain("client-open-again"), OpenAgain(client_id=view.id).pack())]
        return [[history, details], again if visit.who.may(Right.CLOSE_CLIENTS) else []]
    rows: Rows = [
        [
            button(plain("client-log"), StartLog(client_id=view.id).pack()),
            button(plain("client-task-button"), NewTask(client_id=view.id).pack()),
        ],
        [
            button(plain("client-deal-button"), NewDeal(client_id=view.id).pack()),
            button(plain("client-edit"), EditClient(client_id=view.id).pack()),
        ],
        _reach(visit, view),
        _copies(visit, view),
    ]
    rows += [
        [button(f"💼 {deal_title(visit, deal.title, deal.amount)}", OpenDeal(deal_id=deal.id).pack())]
        for deal in view.deals[:DEAL_BUTTONS]
    ]
    rows.append([history, details])
    if view.missing:
        lacking = plain("client-missing", what=plain(f"client-missing-{view.missing[0]}"))
        rows.append([button(lacking, EditClient(client_id=view.id, question="missing").pack())])
    if view.close_asked and visit.who.may(Right.CLOSE_CLIENTS):
        rows.append(answers(visit.words, view.id))
    return rows


def _reach(visit: Visit, view: ClientView) -> list[InlineKeyboardButton]:
    """«Написать» and «Маршрут»: both open another app, an inline button cannot dial."""
    row = []
    chat = _chat_url(view)
    if chat is not None:
        row.append(link(visit.words.plain("client-write"), chat))
    if view.addresses:
        place = view.addresses[0]
        url = route_url(Place(place.text, place.latitude, place.longitude))
        row.append(link(visit.words.plain("client-route"), url))
    return row


def _chat_url(view: ClientView) -> str | None:
    for person in view.people:
        if person.username:
            return f"https://t.me/{quote(person.username.lstrip('@'))}"
    phones = [e164 for person in view.people for e164, _ in person.phones]
    return f"https://t.me/{phones[0]}" if phones else None


def _copies(visit: Visit, view: ClientView) -> list[InlineKeyboardButton]:
    row = []
    if view.addresses:
        row.append(copy_button(visit.words.plain("client-copy-address"), view.addresses[0].text))
    details = _details_to_copy(visit, view)
    if details:
        row.append(copy_button(visit.words.plain("client-copy-details"), details))
    return row


def _details_to_copy(visit: Visit, view: ClientView) -> str:
    """Name, whom to ask for and how to reach him, as one would send it to a driver."""
    if not view.people:
        return ""
    person = view.people[0]
    phones = [phone_words(e164, extension, visit.words.language) for e164, extension in person.phones]
    return ", ".join([cut(view.name, 100), *([cut(person.name, 60)] if person.name else []), *phones])
