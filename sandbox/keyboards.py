"""Keyboards as Telegram takes them, and its words for those it does not."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.refusals import Refusal, bad_request

Markup = dict[str, Any]
Button = dict[str, Any]

MOST_BUTTONS = 100
MOST_IN_ROW = 8
MOST_REPLY_IN_ROW = 12
MOST_REPLY_BUTTONS = 300
MOST_BYTES = 10_000
CALLBACK_BYTES = 64
COPY_CHARACTERS = 256

_INLINE_FIELDS = frozenset(InlineKeyboardButton.model_fields)
_REPLY_FIELDS = frozenset(KeyboardButton.model_fields)
_ACTIONS = _INLINE_FIELDS - {"text", "style", "icon_custom_emoji_id"}
_MARKUP_FIELDS = {
    "inline_keyboard": frozenset(InlineKeyboardMarkup.model_fields),
    "keyboard": frozenset(ReplyKeyboardMarkup.model_fields),
    "remove_keyboard": frozenset(ReplyKeyboardRemove.model_fields),
    "force_reply": frozenset(ForceReply.model_fields),
}
_PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
}


def checked_markup(markup: Any, *, private: bool) -> Markup | None:
    """The markup as it will be kept; None for none. Raises Refusal."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kind = next((name for name in _MARKUP_FIELDS if name in markup), None)
    if kind is None:
        return None
    _no_strangers(markup, _MARKUP_FIELDS[kind], "reply markup")
    if kind == "inline_keyboard":
        return _checked_inline(markup)
    if kind == "keyboard":
        return _checked_reply(markup, private=private)
    return markup


def checked_inline(markup: Any) -> Markup | None:
    """As `checked_markup`, for methods that take an inline keyboard only (edits)."""
    checked = checked_markup(markup, private=True)
    if checked is not None and "inline_keyboard" not in checked:
        raise bad_request("inline keyboard expected")
    return checked


def _no_strangers(given: dict[str, Any], known: frozenset[str], where: str) -> None:
    unknown = given.keys() - known
    if unknown:
        raise bad_request(f'can\'t parse {where}: unknown field "{min(unknown)}"')


def _rows(markup: Markup, field: str) -> list[list[Any]]:
    rows = markup[field]
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" must be an Array of Arrays')
    return rows


def _checked_inline(markup: Markup) -> Markup:
    rows = [row for row in _rows(markup, "inline_keyboard") if row]
    for row in rows:
        for button in row:
            _check_inline_button(button)
    _check_size(rows, MOST_BUTTONS, MOST_IN_ROW)
    return {**markup, "inline_keyboard": rows}


def _check_size(rows: list[list[Any]], most: int, most_in_row: int) -> None:
    count = sum(map(len, rows))
    if count > most or any(len(row) > most_in_row for row in rows):
        raise bad_request("reply markup is too long")
    # Only a keyboard that could be too long is measured: 40 short buttons never are.
    if count > 40 and len(json.dumps(rows, ensure_ascii=False).encode()) > MOST_BYTES:
        raise bad_request("reply markup is too long")


def _unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _unparsable('Field "text" must be of type String')
    if not button.keys() <= _INLINE_FIELDS:
        _no_strangers(button, _INLINE_FIELDS, "inline keyboard button")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("Exactly one of the optional fields must be used")
    _CHECKS.get(next(iter(actions)), _no_check)(button)


def _no_check(button: Button) -> None:
    """Nothing to say about the action of this button."""


def _check_callback(button: Button) -> None:
    data = button["callback_data"]
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(button: Button) -> None:
    url = button["url"]
    if not isinstance(url, str):
        raise _unparsable('Field "url" must be of type String')
    found = _SCHEME.match(url)
    scheme = found.group(1).lower() if found else "http"
    if scheme not in ("http", "https", "tg", "ton"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    host = urlsplit(url if found else f"http://{url}").hostname or ""
    if scheme.startswith("http") and "." not in host:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):(?!\d+(?:/|$))")


def _check_copy(button: Button) -> None:
    text = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= COPY_CHARACTERS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


_CHECKS = {"callback_data": _check_callback, "url": _check_url, "copy_text": _check_copy}


def _checked_reply(markup: Markup, *, private: bool) -> Markup:
    rows = [[_reply_button(button, private=private) for button in row] for row in _rows(markup, "keyboard") if row]
    if not rows:
        raise bad_request("reply markup is empty")
    _check_size(rows, MOST_REPLY_BUTTONS, MOST_REPLY_IN_ROW)
    return {**markup, "keyboard": rows}


def _reply_button(button: Any, *, private: bool) -> Button:
    given = {"text": button} if isinstance(button, str) else button
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    _no_strangers(given, _REPLY_FIELDS, "keyboard button")
    if not given["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    refused = next((words for field, words in _PRIVATE_ONLY.items() if given.get(field)), None)
    if refused and not private:
        raise bad_request(refused)
    return given
