"""What a person did lately, from the updates themselves."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import Inbox

LATEST = 50


def went_elsewhere(
    session: Session, telegram_id: int, since: datetime, updates: range, message_id: int, menu: Collection[str]
) -> bool:
    """Whether in these updates he tapped another message, pressed the keyboard or gave a command."""
    payloads = session.scalars(
        select(Inbox.payload)
        .where(
            Inbox.received_at >= since,
            Inbox.lane == telegram_id,
            Inbox.update_id >= updates.start,
            Inbox.update_id < updates.stop,
        )
        .order_by(Inbox.update_id.desc())
        .limit(LATEST)
    )
    return any(_is_elsewhere(json.loads(payload), message_id, menu) for payload in payloads)


def _is_elsewhere(update: dict[str, Any], message_id: int, menu: Collection[str]) -> bool:
    if tap := update.get("callback_query"):
        return (tap.get("message") or {}).get("message_id") != message_id
    text = (update.get("message") or {}).get("text") or ""
    return text in menu or text.startswith("/")
