"""A person's words for a period of a report, in Russian and English, in any place among the other words.

A period named without a year is the latest that has begun, for who looks ahead the one nearest to today; «последние 3
месяца» are whole months before this one, «последние 30 дней» and «с 15.10» end today.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from rapidfuzz.distance.OSA import normalized_similarity

from domain.date_words import MONTH, MONTHS, add_months, folded, full_year, month_number
from domain.periods import (
    ALL_TIME,
    DAY,
    NotAPeriod,
    Period,
    Span,
    can_be_asked,
    half_of,
    month_of,
    one_day,
    quarter_of,
    week_of,
    year_of,
)

YEARS = range(1990, 2100)
HALF_A_YEAR = 182 * DAY
NEAR, MOST_NEAR = 0.75, 3
_FIGURES = re.compile(r"(?:[qhкп]|кв\.?|№)?[0-9][0-9./-]*")

Said = Period | Callable[[int], Period]  # a period, or one of each year when the year was not said


def parse_period(words: str, today: date) -> Period:
    """The period a person names: «сентябрь», «q3 2025», «15.10–20.11», «с начала года», «всё». Raises NotAPeriod."""
    period, rest = parse_report_words(words, today)
    if period is None or rest:
        raise NotAPeriod(words)
    return period


def parse_report_words(text: str, today: date, *, is_ahead: bool = False) -> tuple[Period | None, list[str]]:
    """The first period among a report's words, and the other words as written (names of reps, teams, channels).

    `is_ahead`: a period without a year may be one to come («декабрь» of a plan, asked in November).
    """
    written = text[:300].split()
    before = today + (HALF_A_YEAR if is_ahead else DAY)
    period: Period | None = None
    rest: list[str] = []
    place = 0
    while place < len(written):
        tail = folded(" ".join(written[place:]))
        found = None if period else _period_at(tail, today, before)
        if found:
            period, place = found[0], place + len(tail[: found[1]].split())
        else:
            rest.append(written[place])
            place += 1
    return period, [word for word in rest if any(sign.isalnum() for sign in word)]


def near_periods(said: str, today: date, likeness_from: float = NEAR, *, is_ahead: bool = False) -> list[Period]:
    """The months a mistyped word may mean, the likest first: «сентбярь»; none of other words."""
    likeness = {form: normalized_similarity(folded(said), form) for form in MONTHS}
    found = nlargest(
        MOST_NEAR, (form for form in MONTHS if likeness[form] >= likeness_from), key=lambda form: likeness[form]
    )
    periods = (parse_report_words(form, today, is_ahead=is_ahead)[0] for form in found)
    return list(dict.fromkeys(period for period in periods if period))


def is_like_period(said: str) -> bool:
    """Figures that are no name and name no days there are: «q5», «31.02»."""
    return _FIGURES.fullmatch(folded(said)) is not None


@dataclass(frozen=True, slots=True)
class _Unit:
    """One named period inside the words: where its name ends, and what it may be (one a year if none was said)."""

    ends: int
    candidates: tuple[Period, ...]

    @property
    def is_certain(self) -> bool:
        return len(self.candidates) == 1

    def latest(self, before: date) -> Period:
        """The latest that begins before a day; the only one whatever it is."""
        begun = [period for period in self.candidates if period.start < before]
        return begun[-1] if begun else self.candidates[0]

    def next_after(self, start: date) -> Period:
        """The earliest that ends after a day; the only one whatever it is."""
        return next((period for period in self.candidates if period.end > start), self.candidates[-1])


def _period_at(words: str, today: date, before: date) -> tuple[Period, int] | None:
    """The period that the words begin with and how many characters it takes."""
    filler = _FILLER.match(words)
    first = _unit_at(words, filler.end() if filler else 0, today)
    if first is None:
        return None
    joint = _JOINT.match(words, first.ends)
    second = _unit_at(words, joint.end(), today, (*_LAST_DAYS, *_RULES)) if joint else None
    period = _between(first, second, before) if second else first.latest(before)
    if second is None and filler and filler["since"] and period.span is not Span.RANGE and period.start <= today:
        period = Period(period.start, today + DAY)
    ends = second.ends if second else first.ends
    is_whole = ends == len(words) or words[ends] == " "
    return (period, ends) if is_whole and can_be_asked(period) else None


def _between(first: _Unit, second: _Unit, before: date) -> Period:
    """From one to another; a year said once is meant for both, «ноябрь–январь 2026» begins in 2025."""
    if second.is_certain:
        end = second.candidates[0]
        start = first.latest(end.end)
    else:
        start = first.latest(before)
        end = second.next_after(start.start)
    return Period(min(start.start, end.start), max(start.end, end.end))


def _unit_at(words: str, at: int, today: date, rules: "Sequence[_Ruled] | None" = None) -> _Unit | None:
    """The longest-ruled unit that starts here; None for other words and for days that do not exist."""
    for pattern, rule in rules or _RULES:
        if match := pattern.match(words, at):
            candidates = tuple(_candidates(match, rule, today))
            return _Unit(match.end(), candidates) if candidates else None
    return None


def _candidates(match: re.Match[str], rule: "_Rule", today: date) -> Iterable[Period]:
    try:
        said = rule(match, today)
    except (ValueError, OverflowError):
        return
    if isinstance(said, Period):
        yield said
        return
    for year in YEARS:
        try:
            yield said(year)
        except ValueError:  # 29 February of a common year
            continue


_Rule = Callable[[re.Match[str], date], Said]
_Ruled = tuple[re.Pattern[str], _Rule]


def _yearly(match: re.Match[str], of_year: Callable[[int], Period]) -> Said:
    return of_year(full_year(match["year"])) if match["year"] else of_year


def _day(match: re.Match[str], today: date) -> Said:
    return _yearly(match, lambda year: one_day(date(year, int(match["month"]), int(match["day"]))))


def _named_day(match: re.Match[str], today: date) -> Said:
    return _yearly(match, lambda year: one_day(date(year, month_number(match["name"]), int(match["day"]))))


def _days_of_month(match: re.Match[str], today: date) -> Said:
    month = month_number(match["name"])
    return _yearly(
        match, lambda year: Period(date(year, month, int(match["day"])), date(year, month, int(match["to"])) + DAY)
    )


def _month(match: re.Match[str], today: date) -> Said:
    return month_of(date(int(match["year"]), int(match["month"]), 1))


def _named_month(match: re.Match[str], today: date) -> Said:
    return _yearly(match, lambda year: month_of(date(year, month_number(match["name"]), 1)))


def _quarter(match: re.Match[str], today: date) -> Said:
    return _yearly(match, lambda year: quarter_of(date(year, 3 * _ordinal(match["number"]), 1)))


def _half(match: re.Match[str], today: date) -> Said:
    return _yearly(match, lambda year: half_of(date(year, 6 * _ordinal(match["number"]), 1)))


def _year(match: re.Match[str], today: date) -> Said:
    return year_of(date(int(match["year"]), 1, 1))


def _ordinal(word: str) -> int:
    """3 for «3», «iii», «третий»."""
    return next(number for number, forms in _ORDINALS.items() if word.startswith(forms))


def _this_or_previous(match: re.Match[str], today: date) -> Said:
    return _around(match, today).shifted(-1 if match["previous"] else 1 if match["next"] else 0)


def _to_date(match: re.Match[str], today: date) -> Said:
    return Period(_around(match, today).start, today + DAY)


def _around(match: re.Match[str], today: date) -> Period:
    """The week, month, quarter, half or year of today that the words name."""
    return next(of_day(today) for name, of_day in _AROUND.items() if match[name])


def _end(match: re.Match[str], today: date) -> Said:
    said = _this_or_previous(match, today)
    return one_day(said.last) if isinstance(said, Period) else said


def _month_end(match: re.Match[str], today: date) -> Said:
    month = month_number(match["name"])
    return _yearly(match, lambda year: one_day(month_of(date(year, month, 1)).last))


def _last_few(match: re.Match[str], today: date) -> Said:
    count = int(match["count"])
    if match["days"]:
        return Period(today - (count - 1) * DAY, today + DAY)
    if match["weeks"]:
        monday = week_of(today).start
        return Period(monday - 7 * count * DAY, monday)
    first = today.replace(day=1)
    return Period(add_months(first, -count * (12 if match["years"] else 1)), first)


def _day_word(match: re.Match[str], today: date) -> Said:
    return one_day(today - _DAYS_AGO[match[0]] * DAY)


def _all_time(match: re.Match[str], today: date) -> Said:
    return ALL_TIME


_AROUND: dict[str, Callable[[date], Period]] = {
    Span.WEEK: week_of,
    Span.MONTH: month_of,
    Span.QUARTER: quarter_of,
    Span.HALF: half_of,
    Span.YEAR: year_of,
}
_DAYS_AGO = {"сегодня": 0, "today": 0, "вчера": 1, "yesterday": 1, "позавчера": 2}
_ORDINALS = {
    4: ("4", "iv", "четверт", "fourth"),
    3: ("3", "iii", "трет", "third"),
    2: ("2", "ii", "втор", "second"),
    1: ("1", "i", "перв", "first"),
}
_SAID_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?: ?г(?:ода?|оду)?\.?)?"
_MAYBE_YEAR = rf"(?:[ -]?{_SAID_YEAR})?"
_NUMBER = (
    r"(?P<number>[1-4]|i{1,3}|iv|(?:перв|втор|трет|четверт)[а-я]+|first|second|third|fourth)"
    r"(?:-?[а-я]{1,2}|st|nd|rd|th)?"
)
_PREVIOUS = (
    r"(?:эт[а-я]+ |текущ[а-я]+ |this |current |(?P<next>следующ[а-я]+ |будущ[а-я]+ |next )"
    r"|(?P<previous>прошл[а-я]+ |предыдущ[а-я]+ |last |previous ))?"
)
_NAMED = (
    r"(?:(?P<week>недел[яюией]|week)|(?P<month>месяц[ае]?|month)|(?P<quarter>квартал[ае]?|quarter)"
    r"|(?P<half>полугоди[еяи]|half[- ]year)|(?P<year>год[ау]?|year))"
)
_COUNTED = (
    r"(?:(?P<days>день|дн[а-я]+|сут[а-я]+|days?)|(?P<weeks>недел[а-я]+|weeks?)|(?P<months>мес[а-я]*|months?)"
    r"|(?P<years>год[а-я]*|лет|years?))"
)
_TO_DATE = r"(?:начала|(?:the )?(?:start|beginning) of(?: the)?) "
_THE_END = r"(?:конца|конец|(?:the )?end of(?: the)?) "
_ENDS = r"(?=$| |\.\.|[…–—−-])"


def _rule(pattern: str, rule: _Rule) -> _Ruled:
    return re.compile(rf"(?:{pattern}){_ENDS}"), rule


_FILLER = re.compile(r"(?:за|в|во|на|for|in|(?P<since>с|со|from|since)) ")
_JOINT = re.compile(r" ?(?:\.{2,}|[…–—−-]) ?| (?:по|до|to|till|until|through) ")
_LAST_DAYS: list[_Ruled] = [
    _rule(f"{_THE_END}{_PREVIOUS}{_NAMED}", _end),
    _rule(f"{_THE_END}(?P<name>{MONTH}){_MAYBE_YEAR}", _month_end),
]
"""«до конца месяца» after a first day; by themselves they are no period."""
_RULES: list[_Ruled] = [
    _rule(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})", _day),
    _rule(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})", _month),
    _rule(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{4}|[0-9]{2}))?", _day),
    _rule(r"(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})", _month),
    _rule(
        rf"(?P<day>[0-9]{{1,2}})(?: ?[-–—] ?| (?:по|до|to|till|until) )(?P<to>[0-9]{{1,2}}) (?P<name>{MONTH})"
        + _MAYBE_YEAR,
        _days_of_month,
    ),
    _rule(rf"(?P<day>[0-9]{{1,2}}) (?P<name>{MONTH}){_MAYBE_YEAR}", _named_day),
    _rule(rf"(?P<name>{MONTH}){_MAYBE_YEAR}", _named_month),
    _rule(rf"q(?P<number>[1-4]){_MAYBE_YEAR}", _quarter),
    _rule(rf"{_SAID_YEAR}[ -]?q(?P<number>[1-4])", _quarter),
    _rule(rf"{_NUMBER} ?(?:квартал[ае]?|кв\.?|quarter){_MAYBE_YEAR}", _quarter),
    _rule(rf"h(?P<number>[12]){_MAYBE_YEAR}", _half),
    _rule(rf"{_NUMBER} ?(?:полугоди[еяи]|half){_MAYBE_YEAR}", _half),
    _rule(_SAID_YEAR, _year),
    _rule(rf"(?:последн[а-я]+ |(?:the )?(?:last|past) )?(?P<count>[1-9][0-9]{{0,2}}) {_COUNTED}", _last_few),
    _rule(rf"{_NAMED} to date", _to_date),
    _rule(_PREVIOUS + _NAMED, _this_or_previous),
    _rule(_TO_DATE + _NAMED, _to_date),
    _rule(rf"(?:до|по|to|till|until|through) {_THE_END}{_PREVIOUS}{_NAMED}", _this_or_previous),
    _rule(rf"(?:до|по|to|till|until|through) {_THE_END}(?P<name>{MONTH}){_MAYBE_YEAR}", _named_month),
    _rule(r"(?P<week>wtd)|(?P<month>mtd)|(?P<quarter>qtd)|(?P<half>htd)|(?P<year>ytd)", _to_date),
    _rule("|".join(_DAYS_AGO), _day_word),
    _rule("все(?: время)?|all(?: time)?", _all_time),
]  # fmt: skip
