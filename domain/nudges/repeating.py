"""When a nudge is said again. Rule: a name or deal at most once in 7 ⚙ days unless its «позже» is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.nudges.nudge import FOREVER, Nudge, NudgeKind
from domain.worktime import DAY

OfKind = tuple[NudgeKind, str]
"""A kind and its subject."""


@dataclass(frozen=True, slots=True)
class Said:
    """On which day before today each was said last: subjects by kind, and names (deals, clients) of any kind.

    `since`: what was said before that day is not looked up.
    """

    subjects: Mapping[OfKind, date] = field(default_factory=dict)
    names: Mapping[str, date] = field(default_factory=dict)
    since: date = date.min


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer to a nudge: on which day, and until when it is to be left alone (None = as its kind has it)."""

    day: date
    until: date | None


def comes(nudge: Nudge, today: date, said: Said, answer: Answered | None, again: int, usual: int, dated: bool) -> bool:
    """Whether a nudge that is due may be said today.

    `again`: after how many days its kind comes again (a dated one on its own next day);
    `usual`: after how many a name said for another reason.
    """
    if answer is not None:
        if _is_put_off(nudge, today, answer, 1 if dated else again):
            return False
        if _is_later_due(nudge, answer, said):
            return True
    if not nudge.on_day:
        return False
    return dated or not _was_said(nudge, today, said, again, usual)


def _is_put_off(nudge: Nudge, today: date, answer: Answered, again: int) -> bool:
    """«Never again» is of one occasion, and ends with it."""
    if answer.until == FOREVER:
        return nudge.since is None or nudge.since <= answer.day
    return today < (answer.until or answer.day + again * DAY)


def _is_later_due(nudge: Nudge, answer: Answered, said: Said) -> bool:
    """Its «позже» has come and was not heard yet. One of long ago was, or it was of another occasion."""
    if answer.until is None or answer.until == FOREVER or answer.until < max(said.since, nudge.since or date.min):
        return False
    last = said.subjects.get((nudge.kind, nudge.subject))
    return last is None or last < answer.until


def _was_said(nudge: Nudge, today: date, said: Said, again: int, usual: int) -> bool:
    of_kind, of_name = said.subjects.get((nudge.kind, nudge.subject)), said.names.get(nudge.name)
    return (of_kind is not None and today < of_kind + again * DAY) or (
        of_name is not None and today < of_name + usual * DAY
    )
