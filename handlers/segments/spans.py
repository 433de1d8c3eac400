"""The periods offered for a tap: gone by for what was bought, ahead for dates to come, whole months for classes."""

from collections.abc import Sequence
from datetime import date

from domain.errors import BadChoice
from domain.periods import NotAPeriod, month_of, quarter_of, year_of
from domain.target_segments import DateOf, days_ahead, days_gone_by, is_moving, is_whole_months, period_of_span
from domain.worktime import DAY

COMING = frozenset({DateOf.CONTRACT, DateOf.OWN, DateOf.BIRTHDAY})
WINDOW = "w"
DATE = "d"


def offered_spans(rule: str, key: str, today: date) -> Sequence[str]:
    """Codes of spans, the likeliest first; classes are of months that are over."""
    if rule == WINDOW:
        ended = [year_of(today).shifted(-back).code for back in (1, 2)]
        return ["", *ended, *_quarters(quarter_of(today).start - DAY)]
    if rule == DATE and DateOf(key) in COMING:
        soon = [days_ahead(days) for days in (7, 30, 60, 90)]
        return [*soon, month_of(today).code, month_of(today).shifted(1).code]
    gone_by = [days_gone_by(days) for days in (30, 90, 365)]
    months = [month_of(today).code, month_of(today).shifted(-1).code]
    return [*gone_by, *months, *_quarters(today), *_years(today), ""]


def checked_span(rule: str, span: str, today: date) -> str:
    """The span of a button or of words, if it can be of this rule. Raises BadChoice."""
    try:
        period = period_of_span(span, today)
    except NotAPeriod:
        raise BadChoice from None
    if rule == WINDOW and span and (is_moving(span) or not is_whole_months(period)):
        raise BadChoice
    return span


def _years(today: date) -> list[str]:
    return [year_of(today).code, year_of(today).shifted(-1).code]


def _quarters(today: date) -> list[str]:
    return [quarter_of(today).shifted(-back).code for back in range(4)]
