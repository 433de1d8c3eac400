"""A task in words: what, when, with whom, what was said last time."""

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from domain.readers.logging import LastWord, Person
from domain.readers.tasks import Place, TaskLine, TaskView
from domain.tables import TaskAction
from handlers.screen import cut
from handlers.wording import date_words, hour_words, near_day_words, phone_words
from handlers.words import Html, Words

SAID = 200
TEXT = 300
SHORT_NAME, SHORT_TEXT = 60, 100


def action_words(words: Words, action: TaskAction, text: str | None) -> str:
    """«перезвонить», «перезвонить: цена на стулья»; a task of no kind is its own text."""
    text = cut(" ".join((text or "").split()), TEXT)
    if action is TaskAction.OTHER and text:
        return text
    done = words.plain(f"task-do-{action.value}")
    return f"{done}: {text}" if text and text.casefold() != done.casefold() else done


def what_words(words: Words, line: TaskLine) -> Html:
    """««Ромашка», перезвонить»."""
    action = action_words(words, line.action, line.text)
    return words("task-with", client=line.client, action=action) if line.client else words("task-alone", action=action)


def short_line(line: TaskLine) -> TaskLine:
    """As it stands in a long list: with its names a screen of ten fits a message."""
    client = cut(line.client, SHORT_NAME) if line.client else line.client
    return replace(line, client=client, text=cut(line.text, SHORT_TEXT) if line.text else line.text)


def plain_what(words: Words, line: TaskLine) -> str:
    """The same for a button."""
    action = action_words(words, line.action, line.text)
    return f"{line.client}, {action}" if line.client else action


def hour_of(line: TaskLine | TaskView, zone: ZoneInfo) -> str | None:
    return None if line.due_at is None else hour_words(line.due_at, zone)


def when_words(due_on: date, due_at: datetime | None, today: date, zone: ZoneInfo, language: str) -> str:
    """«завтра, 11:00»; «пт 27 ноя» without an hour."""
    day = near_day_words(due_on, today, language)
    return f"{day}, {hour_words(due_at, zone)}" if due_at else day


def rings_words(due_at: datetime, today: date, zone: ZoneInfo, language: str) -> str:
    """«14:00»; of another day with that day."""
    day = due_at.astimezone(zone).date()
    hour = hour_words(due_at, zone)
    return hour if day == today else f"{near_day_words(day, today, language)}, {hour}"


def person_words(person: Person, language: str) -> str:
    """«Ольга Петровна, +79120000000»: Telegram makes the phone a link to dial."""
    phone = phone_words(person.phone, person.extension, language)
    return f"{person.name}, {phone}" if person.name else phone


def last_words(words: Words, last: LastWord, today: date, zone: ZoneInfo) -> Html | None:
    """«В прошлый раз, 12 ноя: «ждут цену на стулья».» None when nothing was said."""
    if not last.comment:
        return None
    day = date_words(last.at.astimezone(zone).date(), today, words.language)
    return words("task-last", day=day, said=cut(" ".join(last.comment.split()), SAID))


def story(words: Words, view: TaskView, today: date, zone: ZoneInfo) -> Html:
    """Whom to speak to and what was said last, after the head line; empty when nothing is known."""
    pieces: list[str] = [
        words("task-person", person=person_words(person, words.language)) for person in view.people[:1]
    ]
    last = last_words(words, view.last, today, zone) if view.last else None
    return Html(" ".join([*pieces, *([last] if last else [])]))


def route_url(place: Place) -> str:
    """A route to the address in the maps that the phone has."""
    if place.latitude is not None and place.longitude is not None:
        return f"https://yandex.ru/maps/?rtext=~{place.latitude},{place.longitude}"
    return f"https://yandex.ru/maps/?rtext=~{quote(place.text[:200])}"
