"""Text of a message: parsed, trimmed and measured as Telegram does."""

from typing import Any

from sandbox.html_entities import Entity, parse_html, utf16_length
from sandbox.refusals import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_ENTITIES = 100

Formatted = tuple[str, list[Entity]]


def message_text(values: dict[str, Any]) -> Formatted:
    """The `text` of a method's values: not empty, at most 4096 UTF-16 units after parsing. Raises Refusal."""
    text, entities = formatted(values.get("text", ""), values.get("parse_mode"), values.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(values: dict[str, Any]) -> Formatted:
    """The `caption` of a method's values, perhaps empty. Raises Refusal."""
    text, entities = formatted(values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities"))
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """Plain text and entities by `parse_mode` (HTML or none) or as given; past the hundredth they are lost silently."""
    found = list(entities or [])
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode" if not parse_mode.lower().startswith("markdown") else _ONLY_HTML)
        text, found = parse_html(text)
    text, found = _trimmed(text, found)
    return text, found[:MOST_ENTITIES]


_ONLY_HTML = "the sandbox parses only HTML, not Markdown"


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    stripped = text.strip()
    if len(stripped) == len(text) or not stripped:
        return stripped, entities if stripped else []
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    end = before + utf16_length(stripped)
    return stripped, [_cut(entity, before, end) for entity in entities if _inside(entity, before, end)]


def _inside(entity: Entity, start: int, end: int) -> bool:
    offset, length = int(entity["offset"]), int(entity["length"])
    return offset < end and offset + length > start


def _cut(entity: Entity, start: int, end: int) -> Entity:
    first = max(entity["offset"], start)
    last = min(entity["offset"] + entity["length"], end)
    return {**entity, "offset": first - start, "length": last - first}
