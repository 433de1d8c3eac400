"""What the windows of «Обзвон» show; re-read each time."""

from typing import Any

from aiogram_dialog import DialogManager

from domain.errors import Gone
from domain.readers.call_queue import QueuedClient, WhyNow, queued_client
from domain.readers.logging import Person, saved_card
from domain.tables import Outcome
from handlers.call_queue.progress import Progress, progress_of
from handlers.log.getters import last_words
from handlers.log.saved import saved_text
from handlers.nudges.wording import nudge_words
from handlers.screen import visit_of
from handlers.tasks.wording import action_words
from handlers.visit import Visit
from handlers.wording import hour_words, near_day_words, phone_words
from handlers.words import Html


async def call_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit, progress = visit_of(dialog_manager), progress_of(dialog_manager)
    client = await visit.read(queued_client, visit.who.id, progress.present, visit.today)
    lines = [await _previous(visit, progress), visit.words("queue-position", **_position(progress))]
    lines += _client_lines(visit, client) if client else [visit.words("queue-not-yours")]
    return {
        "text": Html("\n".join(line for line in lines if line)),
        "callable": client is not None,
        "changeable": progress.previous > 0,
        "said": progress.said > 0,
        "subject": progress.form_key,
    }


async def decide_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit, progress = visit_of(dialog_manager), progress_of(dialog_manager)
    client = await visit.read(queued_client, visit.who.id, progress.present, visit.today)
    text = visit.words(
        "queue-decide", client=client.name if client else "—", count=client.why.unanswered if client else 0
    )
    return {"text": text, "subject": progress.form_key}


async def paused_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit, progress = visit_of(dialog_manager), progress_of(dialog_manager)
    lines = [await _previous(visit, progress), visit.words("queue-paused", **_position(progress))]
    return {
        "text": Html("\n".join(line for line in lines if line)),
        "go_on": visit.words.plain("queue-go-on", **_position(progress)),
        "subject": progress.form_key,
    }


async def over_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    visit, progress = visit_of(dialog_manager), progress_of(dialog_manager)
    unanswered = progress.counted(Outcome.NO_ANSWER)
    over = visit.words(
        "queue-over", called=progress.called, total=progress.total, talks=progress.talks, unanswered=unanswered
    )
    lines = [await _previous(visit, progress), over]
    if progress.retries:
        lines.append(visit.words("queue-retries"))
    return {
        "text": Html("\n".join(line for line in lines if line)),
        "changeable": progress.previous > 0,
        "said": progress.said > 0,
        "subject": progress.form_key,
    }


def _position(progress: Progress) -> dict[str, int]:
    return {"number": min(progress.step + 1, progress.total), "total": progress.total}


async def _previous(visit: Visit, progress: Progress) -> Html:
    """The call of the step before, with the step it set."""
    if not progress.previous:
        return Html("")
    try:
        saved = await visit.read(saved_card, visit.who.id, progress.previous)
    except Gone:
        return Html("")
    return Html(f"{saved_text(visit, saved)}\n")


def _client_lines(visit: Visit, client: QueuedClient) -> list[Html]:
    lines = [visit.words("queue-client", name=client.name)]
    why = _why(visit, client.why)
    if why:
        lines.append(why)
    if client.last is not None:
        lines.append(last_words(visit, client.last))
    if client.why.say:
        lines.append(visit("group-say", text=client.why.say))
    phones = [_phone(visit, person) for person in client.people]
    return [*lines, *(phones or [visit.words("queue-no-phone")])]


def _why(visit: Visit, why: WhyNow) -> Html:
    words, today, language = visit.words, visit.today, visit.words.language
    pieces: list[str] = []
    if why.nudge is not None:
        pieces.append(nudge_words(words, why.nudge, today))
    elif why.action is not None and why.due_on is not None:
        when = near_day_words(why.due_on, today, language)
        when = f"{when}, {hour_words(why.due_at, visit.who.zone)}" if why.due_at else when
        pieces.append(words("queue-why-task", when=when, action=action_words(words, why.action, why.text)))
    elif why.silent_since is not None:
        since = near_day_words(why.silent_since, today, language)
        pieces.append(words("queue-why-silent", since=since, days=(today - why.silent_since).days))
    if why.unanswered:
        pieces.append(words("queue-why-unanswered", count=why.unanswered))
    return Html(" ".join(pieces))


def _phone(visit: Visit, person: Person) -> Html:
    phone = phone_words(person.phone, person.extension, visit.words.language)
    if person.name:
        return visit.words("queue-phone-of", name=person.name, phone=phone)
    return visit.words("queue-phone", phone=phone)
