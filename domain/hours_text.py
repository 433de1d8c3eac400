"""Working hours as people write them: «пн-пт 9-18, сб 10-15», "mon-fri 9:00-18:00"."""

import re
from datetime import time
from itertools import groupby

from domain.errors import BadHours

Week = tuple[list[str] | None, ...]
_DAYS = {
    name: number
    for names in (
        ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    )
    for number, name in enumerate(names)
}
_DAY = "|".join(_DAYS)
_PART = re.compile(
    rf"(?P<first>{_DAY})[а-яa-z]*\.?(?:\s*[-–—]\s*(?P<last>{_DAY})[а-яa-z]*\.?)?\s*:?\s*"
    r"(?:(?:с|from)\s*)?(?P<start>[0-9]{1,2}(?:[:.][0-9]{2})?)\s*(?:[-–—]|до|to)\s*(?P<end>[0-9]{1,2}(?:[:.][0-9]{2})?)"
)
_GAP = re.compile(r"[\s,;.]*(?:и|and)?[\s,;]*")


def parse_hours(text: str) -> Week:
    """Seven `["09:00", "18:00"]` or None, Monday first; days not named are days off. Raises BadHours."""
    words, position = text.casefold().strip(), 0
    found: list[list[str] | None] = [None] * 7
    while position < len(words):
        part = _PART.match(words, position)
        if part is None:
            raise BadHours
        first, last = _DAYS[part["first"]], _DAYS[part["last"] or part["first"]]
        if last < first:
            raise BadHours
        for day in range(first, last + 1):
            found[day] = [_hour(part["start"]), _hour(part["end"])]
        gap = _GAP.match(words, part.end())
        position = gap.end() if gap else part.end()
    if not any(found):
        raise BadHours
    return tuple(found)


def stretches(week: Week) -> list[tuple[int, int, list[str]]]:
    """Runs of days with the same hours: (first day, last day, [start, end]); days off are left out."""
    runs = []
    for hours, days in groupby(enumerate(week), key=lambda day: day[1]):
        numbers = [number for number, _ in days]
        if hours is not None:
            runs.append((numbers[0], numbers[-1], hours))
    return runs


def checked_hour(at: str) -> str:
    """ "9:00" as "09:00". Raises BadHours."""
    hours, _, minutes = at.strip().replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0)).isoformat("minutes")
    except ValueError as bad:
        raise BadHours from bad


def _hour(written: str) -> str:
    hours, _, minutes = written.replace(".", ":").partition(":")
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise BadHours
    return f"{int(hours):02}:{int(minutes or 0):02}"
