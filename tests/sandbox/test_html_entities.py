"""Telegram's HTML as its own parser reads it."""

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from sandbox.html_entities import parse_html, to_html, utf16_length
from sandbox.refusals import Refusal


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("просто & текст", "просто & текст", []),
        ("<b>раз</b> <i>два</i>", "раз два", [("bold", 0, 3), ("italic", 4, 3)]),
        ("🙂<b>я</b>", "🙂я", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<STRONG>a</strong>", "a", [("bold", 0, 1)]),
        ("<b></b>пусто", "пусто", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#33;&#x41;&nbsp;&", '<>&"!A&nbsp;&', []),
        ("<u>a</u><ins>b</ins><s>c</s><del>d</del>", "abcd", [("underline", 0, 1), ("underline", 1, 1),
                                                            ("strikethrough", 2, 1), ("strikethrough", 3, 1)]),
    ],
)  # fmt: skip
def test_formatting_is_read(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="https://ya.ru/?a=1&amp;b=2">x</a>', {"type": "text_link", "url": "https://ya.ru/?a=1&b=2"}),
        ("<a href='example.com'>x</a>", {"type": "text_link", "url": "http://example.com"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', {"type": "custom_emoji"}),
        ('<tg-time unix="1763800000">x</tg-time>', {"type": "date_time", "unix_time": 1763800000}),
        ('<a href="tg://user?id=17">x</a>', {"type": "text_mention"}),
    ],
)
def test_tags_with_attributes_are_read(source: str, entity: dict[str, Any]) -> None:
    _, [found] = parse_html(source)
    assert entity.items() <= found.items()


def test_a_link_that_leads_nowhere_loses_its_link_and_keeps_its_words() -> None:
    assert parse_html('<a href="tel:+79990000000">позвонить</a>') == ("позвонить", [])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ООО <Ромашка>", 'Unsupported start tag "ромашка" at byte offset 7'),
        ("<b>жирно", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ('<tg-emoji emoji-id="x">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_quoted_text_always_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html_decoration.quote(text)) == (text, [])


_PIECES = st.lists(st.tuples(st.sampled_from(["bold", "italic", "code", "spoiler"]), st.text(min_size=1)), min_size=1)


@given(_PIECES)
def test_what_is_shown_on_the_page_reads_back_the_same(pieces: list[tuple[str, str]]) -> None:
    entities, offset = [], 0
    for kind, text in pieces:
        entities.append({"type": kind, "offset": offset, "length": utf16_length(text)})
        offset += utf16_length(text)
    whole = "".join(text for _, text in pieces)
    assert parse_html(to_html(whole, entities)) == (whole, entities)
    by_aiogram = html_decoration.unparse(whole, [MessageEntity.model_validate(entity) for entity in entities])
    assert parse_html(by_aiogram) == (whole, entities)


def test_nothing_a_person_writes_becomes_a_tag_on_the_page() -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 3, "url": 'http://x"onclick="evil()'}]
    assert to_html("<b>", entities) == '<a href="http://x&quot;onclick=&quot;evil()">&lt;b&gt;</a>'
