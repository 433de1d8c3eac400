"""A card of several sections, as long as Telegram takes."""

from collections.abc import Iterable

from handlers.words import Html

TELEGRAM_LIMIT = 4000


def fitted(sections: Iterable[str | None]) -> Html:
    """The sections one under another, as many as Telegram takes."""
    text = ""
    for section in sections:
        if section and len(text) + len(section) < TELEGRAM_LIMIT:
            text = f"{text}\n{section}" if text else section
    return Html(text)
