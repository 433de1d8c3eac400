"""Dated marks of the manager and the owner. Rule: the report «Динамика продаж»."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.errors import Gone
from domain.tables import Audit, Event, EventKind, Member
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.clients import cleaned


@dataclass(frozen=True, slots=True)
class EventDraft:
    kind: EventKind
    day: date
    text: str
    form_key: str


@dataclass(frozen=True, slots=True)
class EventChanged:
    event_id: int


@use_case(Right.NOTE_EVENTS)
def note_event(tx: Tx, actor: Member, draft: EventDraft) -> EventChanged:
    """Mark what happened around the company on a day; the same form notes it once. Raises BadName."""
    known = tx.session.scalar(select(Event).where(Event.form_key == draft.form_key))
    if known is not None:
        return EventChanged(known.id)
    event = Event(
        day=draft.day,
        kind=draft.kind,
        text=cleaned(draft.text),
        author_id=actor.id,
        form_key=draft.form_key,
        **tx.fact_times(),
    )
    tx.session.add(event)
    tx.session.flush()
    _audit(tx, actor, "event_noted", event)
    return EventChanged(event.id)


@use_case(Right.NOTE_EVENTS)
def remove_event(tx: Tx, actor: Member, event_id: int) -> EventChanged:
    """A mark noted by mistake is no more. Raises Gone."""
    event = tx.session.get(Event, event_id)
    if event is None:
        raise Gone
    _audit(tx, actor, "event_removed", event)
    tx.session.delete(event)
    return EventChanged(event_id)


def _audit(tx: Tx, actor: Member, action: str, event: Event) -> None:
    details = {"day": event.day.isoformat(), "kind": event.kind, "text": event.text}
    tx.session.add(Audit(at=tx.now, member_id=actor.id, action=action, subject=f"event:{event.id}", details=details))
    tx.touch(Area.SETTINGS)
