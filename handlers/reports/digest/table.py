"""The table by rep under a digest: one line each, in columns."""

from aiogram.filters.callback_data import CallbackData

from domain.readers.digest import Digest, RepDigest
from handlers.desk.amounts import money
from handlers.desk.progress import share_words
from handlers.plain import Card
from handlers.reports.digest.digest_spec import rep_name
from handlers.words import Html, Words

NAME, PAID, SHARE = 12, 11, 6
LIMIT = 3500
NONE = "–"


class OpenTable(CallbackData, prefix="dgt"):
    """The table of a digest's period."""

    period: str


def digest_table(words: Words, found: Digest) -> Card | None:
    """Payments of the month, share of its plan, of the activity plan; None where there is nobody."""
    if not found.reps:
        return None
    plain = words.plain
    head = _row("", plain("digest-table-paid"), plain("digest-table-plan"), plain("digest-table-done"))
    lines, left = [head], len(found.reps)
    for rep in found.reps:
        line = _rep(words, rep)
        if sum(map(len, lines)) + len(line) > LIMIT:
            break
        lines.append(line)
        left -= 1
    table = words("digest-table-rows", rows="\n".join(lines))
    more = f"\n{words('digest-more', count=left)}" if left else ""
    return Card(Html(f"{words('digest-table')}\n<pre>{table}</pre>{more}"))


def _rep(words: Words, rep: RepDigest) -> str:
    return _row(
        rep_name(words, rep),
        money(words, rep.month.fact) if rep.month.fact else NONE,
        NONE if rep.month.share is None else share_words(words, rep.month.share),
        NONE if rep.completion is None else share_words(words, rep.completion),
    )


def _row(name: str, paid: str, share: str, done: str) -> str:
    shown = name if len(name) <= NAME else f"{name[: NAME - 1]}…"
    return f"{shown:<{NAME}}{paid:>{PAID}}{share:>{SHARE}}{done:>{SHARE}}"
