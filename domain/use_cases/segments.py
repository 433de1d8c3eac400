"""Segments: built, named, deleted. Rule: "Segments", Target segment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.errors import BadChoice, BadName, Gone
from domain.names import EmptyName, NameTooLong, clean_name
from domain.tables import Member, Segment, TaskGroup
from domain.target_segments import from_json
from domain.use_case import Right, Tx, use_case

NAME = 60
UNSAVED_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SegmentChanged:
    segment_id: int


@use_case(Right.PLAN_TASKS)
def begin_segment(tx: Tx, actor: Member, kept: Mapping[str, Any], form_key: str) -> SegmentChanged:
    """A segment without a name yet; the one begun by the same form. Those forgotten long ago go."""
    made = tx.session.scalar(select(Segment.id).where(Segment.form_key == form_key))
    if made is not None:
        return SegmentChanged(made)
    _forget_unsaved(tx, actor)
    segment = Segment(
        owner_id=actor.id, filter=dict(kept), created_at=tx.now, changed_at=tx.now, form_key=form_key, name=None
    )
    tx.session.add(segment)
    tx.session.flush()
    return SegmentChanged(segment.id)


@use_case(Right.PLAN_TASKS)
def change_segment(tx: Tx, actor: Member, segment_id: int, kept: Mapping[str, Any]) -> SegmentChanged:
    """Ask for something else. Raises Gone, BadChoice."""
    segment = own_segment(tx.session, actor.id, segment_id)
    if from_json(kept).is_too_much:
        raise BadChoice
    segment.filter, segment.changed_at = dict(kept), tx.now
    return SegmentChanged(segment.id)


@use_case(Right.PLAN_TASKS)
def name_segment(tx: Tx, actor: Member, segment_id: int, name: str) -> SegmentChanged:
    """Save it under a name, or give it another. Raises Gone, BadName."""
    segment = own_segment(tx.session, actor.id, segment_id)
    try:
        segment.name = clean_name(name, NAME)
    except (EmptyName, NameTooLong) as bad:
        raise BadName from bad
    segment.changed_at = tx.now
    return SegmentChanged(segment.id)


@use_case(Right.PLAN_TASKS)
def delete_segment(tx: Tx, actor: Member, segment_id: int) -> SegmentChanged:
    """It is in no list any more; the tasks given out over it stay. Raises Gone."""
    segment = own_segment(tx.session, actor.id, segment_id)
    segment.deleted_at = tx.now
    return SegmentChanged(segment.id)


@use_case(Right.PLAN_TASKS)
def restore_segment(tx: Tx, actor: Member, segment_id: int) -> SegmentChanged:
    """Deleted by mistake. Raises Gone."""
    segment = tx.session.get(Segment, segment_id)
    if segment is None or segment.owner_id != actor.id:
        raise Gone
    segment.deleted_at = None
    return SegmentChanged(segment.id)


def own_segment(session: Session, member_id: int, segment_id: int) -> Segment:
    """The member's own segment, not deleted. Raises Gone."""
    segment = session.get(Segment, segment_id)
    if segment is None or segment.owner_id != member_id or segment.deleted_at is not None:
        raise Gone
    return segment


def _forget_unsaved(tx: Tx, actor: Member) -> None:
    old = delete(Segment).where(
        Segment.owner_id == actor.id,
        Segment.name.is_(None),
        Segment.changed_at < tx.now - UNSAVED_KEPT,
        Segment.id.not_in(select(TaskGroup.segment_id).where(TaskGroup.segment_id.is_not(None))),
    )
    tx.session.execute(old.execution_options(synchronize_session=False))
