"""Whom a member has promised something: who is promised a call needs no nudge."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Task, TaskState


def promised_clients(session: Session, member_id: int) -> set[int]:
    """Clients whom an open task of his is about."""
    open_tasks = select(Task.client_id).where(
        Task.assignee_id == member_id, Task.state == TaskState.OPEN, Task.client_id.is_not(None)
    )
    return {client_id for client_id in session.scalars(open_tasks.distinct()) if client_id is not None}
