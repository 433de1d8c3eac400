"""An absence in words."""

from datetime import date

from domain.readers.absences import AbsenceLine
from domain.tables import AbsenceKind
from handlers.wording import day_words, near_day_words
from handlers.words import Words

MARKS = {AbsenceKind.SICK: "🤒", AbsenceKind.VACATION: "🏖"}


def span_words(words: Words, one: AbsenceLine, today: date) -> str:
    """«больничный по пт 27 ноя»; of one that is ahead or over both ends, of one day the day."""
    last, kind = day_words(one.last, today, words.language), words.plain(f"away-{one.kind}")
    if one.first == one.last:
        return words.plain("away-on", kind=kind, day=near_day_words(one.last, today, words.language))
    if one.first <= today <= one.last:
        return words.plain("away-till", kind=kind, last=last)
    return words.plain("away-from-till", kind=kind, first=day_words(one.first, today, words.language), last=last)


def away_words(words: Words, one: AbsenceLine, today: date) -> str:
    """«🤒 больничный по пт 27 ноя» for a button."""
    return f"{MARKS[one.kind]} {span_words(words, one, today)}"
