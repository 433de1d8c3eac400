"""Telegram's HTML: what its parser takes, how it counts (offsets in UTF-16 units) and what it says when it refuses.

Follows the parser of TDLib (`parse_html`), which the real server uses; byte offsets in its errors are UTF-8.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

from sandbox.refusals import Refusal, bad_request

Entity = dict[str, Any]

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACES = " \t\r\n\0\v"
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_SIMPLE, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: characters outside the basic plane count twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for char in text if char > "\uffff")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities, sorted; raises Refusal with the words of Telegram's parser."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self._source
        while self._at < len(source):
            char = source[self._at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._character())
            else:
                self._put(self._plain_run())
        if self._open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self._out), self._entities

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._offset += utf16_length(text)

    def _plain_run(self) -> str:
        start, source = self._at, self._source
        while self._at < len(source) and source[self._at] not in "<&":
            self._at += 1
        return source[start : self._at]

    def _character(self) -> str:
        """A character reference, or the ampersand itself when it is none."""
        end = self._at + 1
        source = self._source
        while end < len(source) and (source[end].isalnum() or source[end] == "#") and source[end].isascii():
            end += 1
        found = _reference(source[self._at + 1 : end])
        if found is None:
            self._at += 1
            return "&"
        self._at = end + 1 if source[end : end + 1] == ";" else end
        return found

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _skip(self, *, until: str) -> str:
        start = self._at
        while self._at < len(self._source) and self._source[self._at] not in until:
            self._at += 1
        return self._source[start : self._at]

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in _SPACES:
            self._at += 1

    def _bytes(self, at: int) -> int:
        return len(self._source[:at].encode())

    def _start_tag(self, begin: int) -> None:
        tag = self._skip(until=_SPACES + ">").lower()
        if not self._peek():
            raise _unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _TAGS:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._at += 1
        self._open.append(_Open(tag, attributes, self._offset, len(self._out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                return found
            name = self._skip(until=_SPACES + "=>/\"'")
            if not name and self._peek():
                raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._skip_spaces()
            found[name.lower()] = self._attribute_value(begin)

    def _attribute_value(self, begin: int) -> str:
        """The value after `=`, or nothing for a bare attribute such as `expandable`."""
        value = ""
        if self._peek() == "=":
            self._at += 1
            self._skip_spaces()
            value = self._quoted() if self._peek() in ("'", '"') else self._name_token()
        if not self._peek():
            raise _unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        return value

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        parts = []
        while self._peek() and self._peek() != quote:
            parts.append(self._character() if self._peek() == "&" else self._skip(until=quote + "&"))
        self._at += 1
        return "".join(parts)

    def _name_token(self) -> str:
        start = self._at
        while (char := self._peek()) and (char.isalnum() or char in ".-"):
            self._at += 1
        if self._peek() and self._peek() not in _SPACES + ">":
            raise _unparsable(f"Unexpected end of name token at byte offset {self._bytes(start)}")
        return self._source[start : self._at].lower()

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise _unparsable(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self._at += 1
        name = self._skip(until=_SPACES + ">").lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self._at += 1
        opened = self._open.pop()
        if name and name != opened.tag:
            where = f'at byte offset {self._bytes(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            raise _unparsable(f"Unmatched end tag {where}")
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self._offset - opened.offset
        if length == 0:
            return
        kind = _entity_of(opened, "".join(self._out[opened.start :]))
        if kind is not None:
            self._add({"offset": opened.offset, "length": length} | kind)

    def _add(self, entity: Entity) -> None:
        """`<pre><code class="language-x">` is one entity, not two."""
        last = self._entities[-1] if self._entities else None
        if last and entity["type"] == "pre" and last["type"] == "code" and _same_place(last, entity):
            self._entities[-1] = entity | {key: last[key] for key in ("language",) if key in last}
        else:
            self._entities.append(entity)


def _same_place(one: Entity, other: Entity) -> bool:
    return (one["offset"], one["length"]) == (other["offset"], other["length"])


def _entity_of(opened: _Open, inner: str) -> Entity | None:
    tag, attributes = opened.tag, opened.attributes
    if tag in _SIMPLE:
        return {"type": _SIMPLE[tag]}
    if tag == "a":
        return _link(attributes.get("href") or inner)
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if tag == "tg-emoji":
        return _custom_emoji(attributes.get("emoji-id", ""))
    if tag == "tg-time":
        return _date_time(attributes)
    return _code(tag, attributes.get("class", ""))


def _code(tag: str, css_class: str) -> Entity:
    language = css_class.removeprefix("language-") if css_class.startswith("language-") else ""
    return {"type": tag, "language": language} if language else {"type": tag}


def _link(url: str) -> Entity | None:
    """Telegram drops a link it does not understand and keeps its text."""
    if url.startswith("tg://user?id=") and url[13:].isdigit():
        return {"type": "text_mention", "user": {"id": int(url[13:]), "is_bot": False, "first_name": ""}}
    if url.startswith(("http://", "https://", "tg://", "ton://", "tonsite://")):
        return {"type": "text_link", "url": url}
    if "." in url.split("/")[0] and ":" not in url and " " not in url:
        return {"type": "text_link", "url": f"http://{url}"}
    return None


def _custom_emoji(emoji_id: str) -> Entity:
    if not emoji_id.isdigit():
        raise _unparsable("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji_id}


def _date_time(attributes: dict[str, str]) -> Entity:
    unix = attributes.get("unix", "")
    if not unix.isdigit():
        raise _unparsable("Invalid date specified")
    entity: Entity = {"type": "date_time", "unix_time": int(unix)}
    return entity | {"date_time_format": attributes["format"]} if attributes.get("format") else entity


def _reference(name: str) -> str | None:
    if name in _NAMED:
        return _NAMED[name]
    if not name.startswith("#"):
        return None
    digits, base = (name[2:], 16) if name[1:2] == "x" else (name[1:], 10)
    try:
        code = int(digits, base)
    except ValueError:
        return None
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


_TO_HTML = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
}


def to_html(text: str, entities: list[Entity]) -> str:
    """The text as safe HTML of Telegram's tags: for a page to show. Nothing but entities makes a tag."""
    if not entities:
        return escape(text)
    units = text.encode("utf-16-le")
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        before, after = _tags_of(entity, units[start * 2 : end * 2].decode("utf-16-le", "replace"))
        opens.setdefault(start, []).append(before)
        closes.setdefault(end, []).insert(0, after)
    return _woven(units, opens, closes)


def _woven(units: bytes, opens: dict[int, list[str]], closes: dict[int, list[str]]) -> str:
    parts: list[str] = []
    at = 0
    for edge in sorted({*opens, *closes, len(units) // 2}):
        parts.append(escape(units[at * 2 : edge * 2].decode("utf-16-le", "replace")))
        parts += closes.get(edge, [])
        parts += opens.get(edge, [])
        at = edge
    return "".join(parts)


def _tags_of(entity: Entity, inner: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TO_HTML:
        return f"<{_TO_HTML[kind]}>", f"</{_TO_HTML[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind in ("code", "pre"):
        return f"<{kind}>", f"</{kind}>"
    if kind in ("text_link", "url"):
        return f'<a href="{escape(entity.get("url") or inner)}">', "</a>"
    if kind == "date_time":
        return f'<tg-time unix="{int(entity["unix_time"])}">', "</tg-time>"
    return "", ""
