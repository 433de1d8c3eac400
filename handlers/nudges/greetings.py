"""A greeting to copy: worded otherwise for each person and each year, without guessing whom it is to. Rule: "Tone"."""

from datetime import date

from domain.feasts import FeastKind, wording_of
from domain.nudges.nudge import Nudge
from handlers.plain import COPY_LIMIT
from handlers.screen import cut
from handlers.words import Words

WORDINGS = 4
SHORT_NAME = 60


def greeting_of(words: Words, nudge: Nudge) -> str:
    """As it is copied: it fits the button that copies it."""
    feast, day, who = (nudge.facts[fact] for fact in ("feast", "day", "who"))
    number = int(nudge.subject.split(":")[1])
    year = day.year if isinstance(day, date) else 0
    key = f"greet-{feast}-{wording_of(number, year, 2 if feast == FeastKind.DATE else WORDINGS)}"
    name = cut(str(who), SHORT_NAME) if who else words.plain("greet-somebody")
    return cut(words.plain(key, name=name, text=cut(str(nudge.facts["text"] or ""), SHORT_NAME)), COPY_LIMIT)
