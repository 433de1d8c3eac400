"""Chats as the control API shows them: what a person sees on the phone."""

from datetime import UTC, datetime
from typing import Any

from sandbox.chats import Chat, Message, Raw
from sandbox.files import StoredFile
from sandbox.html_entities import Entity, to_html

_OTHER = ("contact", "location", "venue", "voice", "video", "audio", "sticker", "dice", "poll")


def chat_view(chat: Chat, after: int, last: int) -> dict[str, Any]:
    """All that changed in the chat after that change or message, and the keyboard now shown."""
    return {
        "messages": [message_view(chat, message) for message in chat.changed_after(after)],
        "deleted": [message_id for message_id, change in chat.gone if change > after],
        "keyboard": keyboard_view(chat),
        "reply_keyboard": chat.keyboard,
        "toasts": toasts_view(chat, after),
        "action": chat.action[0] if chat.action and chat.action[1] > after else None,
        "blocked": chat.blocked,
        "pinned": list(chat.pinned),
        "last": last,
    }


def keyboard_view(chat: Chat) -> list[list[str]]:
    """Texts of the reply keyboard, row by row; no rows when none is shown."""
    return [[button["text"] for button in row] for row in (chat.keyboard or {}).get("keyboard", [])]


def toasts_view(chat: Chat, after: int) -> list[dict[str, Any]]:
    """What taps were answered with, after that change."""
    return [
        {
            "change": toast.change,
            "query_id": toast.query_id,
            "message_id": toast.message_id,
            "text": toast.text,
            "alert": toast.alert,
            "url": toast.url,
        }
        for toast in chat.toasts
        if toast.change > after
    ]


def message_view(chat: Chat, message: Message) -> dict[str, Any]:
    """One message. `text` is the caption of a file too; `inline` are Telegram's buttons, `buttons` their texts."""
    raw = message.raw
    text: str = raw.get("text") or raw.get("caption") or ""
    entities: list[Entity] = raw.get("entities") or raw.get("caption_entities") or []
    inline = raw.get("reply_markup", {}).get("inline_keyboard", [])
    view = {
        "message_id": message.id,
        "change": message.change,
        "from": "bot" if message.from_bot else "me",
        "date": datetime.fromtimestamp(raw["date"], UTC).isoformat(),
        "text": text,
        "html": to_html(text, entities),
        "photo": _file_view(raw["photo"][-1]) if "photo" in raw else None,
        "document": _file_view(raw["document"]) if "document" in raw else None,
        "buttons": [[button["text"] for button in row] for row in inline],
        "inline": inline,
        "edited": "edit_date" in raw,
        "protected": bool(raw.get("has_protected_content")),
        "pinned": message.id in chat.pinned,
        "album": raw.get("media_group_id"),
        "reply_to": raw.get("reply_to_message", {}).get("message_id"),
        "forwarded": "forward_origin" in raw,
        "service": _service(raw),
    }
    return view | {kind: raw[kind] for kind in _OTHER if kind in raw} | _author(chat, message)


def _author(chat: Chat, message: Message) -> Raw:
    return {} if chat.private else {"name": message.raw.get("from", {}).get("first_name", chat.public.get("title"))}


def _service(raw: Raw) -> str | None:
    return next((kind for kind in ("pinned_message", "new_chat_members") if kind in raw), None)


def _file_view(file: Raw) -> Raw:
    return file | {"url": f"/api/files/{file['file_id']}"}


def download_headers(file: StoredFile) -> dict[str, str]:
    """Headers under which a page may show or save the file: pictures are shown, the rest is saved."""
    shown = file.kind in ("photo", "voice", "video", "audio")
    return {"X-Content-Type-Options": "nosniff"} | ({} if shown else {"Content-Disposition": "attachment"})
