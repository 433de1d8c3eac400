"""The texts: one Fluent bundle a language, values escaped for HTML on the way in."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("ru", "en")
_START, _END = "\ue000", "\ue001"  # of a value, while a text is put together
_QUOTED = re.compile(f"«{_START}([^{_START}{_END}]*){_END}»")
_INNER = str.maketrans("«»", "„“")
_LONG = 2000
_PLACE = "\ue002{}\ue002"  # of a long value, put in afterwards: Fluent refuses one over 2500


class Html(str):
    """A piece that is HTML already: it is not escaped again."""

    __slots__ = ()


class UnknownText(KeyError):
    """No such key in the texts."""


class Words:
    """The texts of one language: `words("log-saved", client="…")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = bundle(language)

    def __call__(self, key: str, **values: Any) -> Html:
        """The text of a key as HTML; numbers keep their plural forms, everything else is escaped."""
        return Html(self._format(key, {name: _escaped(value) for name, value in values.items()}))

    def plain(self, key: str, **values: Any) -> str:
        """The same without escaping: for buttons, toasts and charts, which take no HTML."""
        return self._format(key, {name: _unescaped(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def _format(self, key: str, values: Mapping[str, Any]) -> str:
        if not self._bundle.has_message(key):
            raise UnknownText(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise UnknownText(key)
        fenced = {name: _fenced(value) for name, value in values.items()}
        marked = {name: _PLACE.format(name) if _is_long(value) else value for name, value in fenced.items()}
        put, errors = self._bundle.format_pattern(pattern, marked)
        if errors:
            raise errors[0]
        text = str(put)
        for name in (name for name, value in fenced.items() if _is_long(value)):
            text = text.replace(_PLACE.format(name), fenced[name])
        return _quotes_within_quotes(text)


def _escaped(value: Any) -> Any:
    if isinstance(value, Html) or _is_number(value):
        return str(value) if isinstance(value, Html) else value
    return escape(_unescaped(value), quote=False)


def _unescaped(value: Any) -> Any:
    if _is_number(value):
        return value
    if isinstance(value, (datetime, date, time)):
        raise TypeError("dates are put into words by handlers.wording before they reach a text")
    return "" if value is None else str(value)


def _fenced(value: Any) -> Any:
    """A value that has quotes of its own is told from the text around it until the text is put together."""
    return f"{_START}{value}{_END}" if isinstance(value, str) and "«" in value else value


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _LONG


def _quotes_within_quotes(text: str) -> str:
    """«Детский сад «Карусель»» is read as «Детский сад „Карусель“»; other quotes stay as they were given."""
    if _START not in text:
        return text
    inner = _QUOTED.sub(lambda found: f"«{found[1].translate(_INNER)}»", text)
    return inner.replace(_START, "").replace(_END, "")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


@cache
def bundle(language: str) -> FluentBundle:
    """All the .ftl files of a language in one bundle."""
    made = FluentBundle([language], use_isolating=False)
    for file in sorted((TEXTS / language).glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text("utf-8")))
    return made


@cache
def words(language: str) -> Words:
    return Words(language if language in LANGUAGES else LANGUAGES[0])
