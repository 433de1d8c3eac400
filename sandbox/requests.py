"""What comes to the control API: JSON bodies and numbers in addresses; what is something else is refused plainly."""

import json
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from sandbox.refusals import ActError

Body = dict[str, Any]


def as_json(value: Any) -> web.Response:
    """The answer in JSON, Cyrillic as it is."""
    return web.Response(text=json.dumps(value, ensure_ascii=False), content_type="application/json")


async def json_body(request: web.Request) -> Body:
    """The object in the body; nothing is an empty one, half a letter is no text. Raises ActError."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise ActError(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise ActError(400, "the body must be a JSON object")
    return body


def text_of(body: Body, field: str = "text", default: str | None = None) -> str:
    """A text field. Raises ActError."""
    value = body.get(field, default)
    if not isinstance(value, str):
        raise ActError(400, f"{field} must be a text")
    return value


def whole_of(body: Body, field: str) -> int:
    """A whole number. Raises ActError."""
    value = body.get(field)
    if not isinstance(value, int):
        raise ActError(400, f"{field} must be a whole number")
    return value


def number_in(request: web.Request, name: str) -> int:
    """A whole number in the query, 0 when absent. Raises ActError."""
    try:
        return int(request.query.get(name) or 0)
    except ValueError:
        raise ActError(400, f"{name} must be a whole number") from None


def instant_of(text: str) -> datetime:
    """An ISO instant, UTC unless it says otherwise. Raises ActError."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ActError(400, "an instant is written as 2026-11-22T09:00:00+00:00") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
