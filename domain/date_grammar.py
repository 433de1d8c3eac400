"""The grammar of a person's words for a day and an hour; `domain.dates` reads with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from domain.date_words import MONTH, WEEKDAY, WEEKDAYS, add_months, full_year, month_number, one_of

DAY = timedelta(days=1)
JUST_PASSED = 60 * DAY  # «15.10» said in November is a slip, said in February it is next autumn


@dataclass(frozen=True, slots=True)
class Asked:
    """What the day is reckoned from: the person's clock, the hour he said, which way he looks."""

    now: datetime
    time: time | None
    forward: bool

    @property
    def today(self) -> date:
        return self.now.date()

    def passed_today(self) -> bool:
        """Whether the hour said is gone on today's clock; an hour not said never is."""
        return self.time is not None and self.time <= self.now.time()


DayRule = Callable[[re.Match[str], Asked], date | datetime]
TimeRule = Callable[[re.Match[str]], time]
Rule = TypeVar("Rule")

# Days


def day_of_hour(asked: Asked) -> date:
    """An hour alone: the nearest such hour on the side he looks to."""
    if asked.passed_today() == asked.forward:
        return asked.today + (DAY if asked.forward else -DAY)
    return asked.today


def _day_word(match: re.Match[str], asked: Asked) -> date:
    return asked.today + _DAY_WORDS[match[0].strip()] * DAY


def _weekday(match: re.Match[str], asked: Asked) -> date:
    wanted = WEEKDAYS[match["weekday"].rstrip(".")]
    days = wanted - asked.today.weekday()
    if match["week"]:
        return asked.today + (days + 7 * _WEEK_WORDS[match["week"]]) * DAY
    if days == 0 and asked.time is not None and asked.passed_today() != asked.forward:
        return asked.today
    return asked.today + (days % 7 or 7 if asked.forward else -(-days % 7 or 7)) * DAY


def _next_week(match: re.Match[str], asked: Asked) -> date:
    return asked.today + (7 - asked.today.weekday()) * DAY


def _whole_date(match: re.Match[str], asked: Asked) -> date:
    return date(full_year(match["year"]), int(match["month"]), int(match["day"]))


def _day_and_month(match: re.Match[str], asked: Asked) -> date:
    return _without_year(int(match["day"]), int(match["month"]), asked)


def _named_month(match: re.Match[str], asked: Asked) -> date:
    day, month = int(match["day"]), month_number(match["month"])
    return date(int(match["year"]), month, day) if match["year"] else _without_year(day, month, asked)


def _without_year(day: int, month: int, asked: Asked) -> date:
    """The nearest such date on the side he looks to, or the one just passed."""
    near = [found for year in range(-8, 9) if (found := _date_or_none(asked.today.year + year, month, day))]
    ahead = [found for found in near if found >= asked.today]
    behind = [found for found in near if found <= asked.today]
    if not near:
        raise ValueError("no such date")
    if not asked.forward:
        return behind[-1]
    return behind[-1] if asked.today - behind[-1] <= JUST_PASSED else ahead[0]


def _day_of_month(match: re.Match[str], asked: Asked) -> date:
    months = (add_months(asked.today.replace(day=1), step if asked.forward else -step) for step in range(3))
    days = (_date_or_none(month.year, month.month, int(match["day"])) for month in months)
    for day in days:
        if day and (day >= asked.today if asked.forward else day <= asked.today):
            return day
    raise ValueError("no such day")


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def after_hours(match: re.Match[str], asked: Asked) -> datetime:
    minutes = _amount(match["amount"]) * (60 if match["hours"] else 1)
    moment = asked.now.astimezone(UTC) + _direction(match) * timedelta(minutes=minutes)
    return moment.astimezone(asked.now.tzinfo)


def _after_days(match: re.Match[str], asked: Asked) -> date:
    several = 12 if match["years"] else 7 if match["weeks"] else 1
    amount = _amount(match["amount"]) * _direction(match) * several
    if amount != int(amount):
        raise ValueError("not whole days")
    in_months = match["months"] or match["years"]
    return add_months(asked.today, int(amount)) if in_months else asked.today + int(amount) * DAY


def _amount(word: str | None) -> float:
    return _AMOUNTS[word] if word in _AMOUNTS else float((word or "1").replace(",", "."))


def _direction(match: re.Match[str]) -> int:
    return -1 if match["ago"] else 1


# Hours


def _clock(match: re.Match[str]) -> time:
    hour, minute, marker = match["hour"], match["minute"], match["marker"]
    return time(_hour(hour, marker), int(minute or 0))


def _hour(digits: str, marker: str | None) -> int:
    """The hour of the day; a single digit up to six without a marker is meant after noon."""
    hour = int(digits)
    if marker in _BEFORE_NOON:
        return hour % 12 if hour <= 12 else hour
    after_noon = marker in _AFTER_NOON or (len(digits) == 1 and 1 <= hour <= 6)
    return hour + 12 if after_noon and hour < 12 else hour


def _part_of_day(match: re.Match[str]) -> time:
    return time(_PARTS_OF_DAY[match["part"]])


_DAY_WORDS = {
    **dict.fromkeys(("сегодня", "today"), 0),
    **dict.fromkeys(("завтра", "tomorrow"), 1),
    **dict.fromkeys(("послезавтра", "day after tomorrow"), 2),
    **dict.fromkeys(("вчера", "yesterday"), -1),
    **dict.fromkeys(("позавчера", "day before yesterday"), -2),
}
_WEEK_WORDS = {
    **dict.fromkeys(("этот", "эту", "это", "this"), 0),
    **dict.fromkeys(("следующий", "следующую", "следующее", "след", "next"), 1),
    **dict.fromkeys(("прошлый", "прошлую", "прошлое", "last"), -1),
}
_AMOUNTS = {
    "пол": 0.5, "half an": 0.5, "half a": 0.5, "полтора": 1.5, "полторы": 1.5,
    "один": 1, "одну": 1, "a": 1, "an": 1, "one": 1,
    "пару": 2, "два": 2, "две": 2, "two": 2, "три": 3, "three": 3, "четыре": 4, "four": 4, "пять": 5, "five": 5,
    "шесть": 6, "six": 6, "семь": 7, "seven": 7, "десять": 10, "ten": 10,
}  # fmt: skip
_PARTS_OF_DAY = {
    **dict.fromkeys(("утром", "с утра", "in the morning", "morning"), 10),
    **dict.fromkeys(("полдень", "noon"), 12),
    **dict.fromkeys(("обед", "обеда"), 13),
    **dict.fromkeys(("днем", "in the afternoon", "afternoon"), 14),
    **dict.fromkeys(("после обеда",), 15),
    **dict.fromkeys(("вечером", "in the evening", "evening"), 17),
}
_BEFORE_NOON = frozenset(("утром", "утра", "ночи", "am", "a.m", "a.m."))
_AFTER_NOON = frozenset(("днем", "дня", "вечером", "вечера", "pm", "p.m", "p.m."))

_MARKER = one_of((_BEFORE_NOON | _AFTER_NOON) - {"утром", "днем", "вечером"})
_AMOUNT = rf"(?:(?P<amount>[0-9]{{1,3}}(?:[.,][0-9])?|{one_of(_AMOUNTS)})\s*)?"
_HOURS = r"(?:(?P<hours>час(?:а|ов)?|ч|hours?|hr|h)|минут[уы]?|мин|minutes?|min)\.?"
_SPANS = (
    r"(?:день|дня|дней|сутки|суток|days?|(?P<weeks>недел[юиь]|нед|weeks?)|(?P<months>месяц(?:а|ев)?|мес|months?)"
    r"|(?P<years>год|года|лет|years?))\.?"
)
_YEAR = r"(?P<year>[0-9]{4})(?: ?г(?:ода)?\.?)?"
_END = r"(?=\s|$)\s*"


def _later(unit: str) -> list[str]:
    """«через 2 часа» and «2 часа назад»."""
    return [rf"(?P<ago>(?!))?(?:через|спустя|in) {_AMOUNT}{unit}", rf"{_AMOUNT}{unit} (?P<ago>назад|ago)"]


def _rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    return re.compile(rf"(?:{pattern}){_END}"), rule


FILLER = re.compile(r"(?:в|во|на|к|ко|около|примерно|at|on|by|around|the)" + _END)
DAYS: list[tuple[re.Pattern[str], DayRule]] = [
    _rule(one_of(_DAY_WORDS), _day_word),
    *(_rule(pattern, after_hours) for pattern in _later(_HOURS)),
    *(_rule(pattern, _after_days) for pattern in _later(_SPANS)),
    _rule(r"следующ(?:ей|ую) недел[еюи]|next week", _next_week),
    _rule(rf"(?:(?P<week>{one_of(_WEEK_WORDS)})\.? )?(?P<weekday>{WEEKDAY})", _weekday),
    _rule(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})", _whole_date),
    _rule(r"(?P<day>[0-9]{1,2})(?P<sign>[./-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})", _whole_date),
    _rule(r"(?P<day>0?[1-9]|[12][0-9]|3[01])[./](?P<month>0?[1-9]|1[0-2])", _day_and_month),
    _rule(rf"(?P<day>[0-9]{{1,2}})(?:-?го|st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?: {_YEAR})?", _named_month),
    _rule(rf"(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: {_YEAR})?", _named_month),
    _rule(r"(?P<day>[0-9]{1,2})(?: числа|-?го(?: числа)?|st|nd|rd|th)", _day_of_month),
]  # fmt: skip
TIMES: list[tuple[re.Pattern[str], TimeRule]] = [
    _rule(rf"(?P<hour>[0-9]{{1,2}})[:.-](?P<minute>[0-9]{{2}})(?: ?(?P<marker>{_MARKER}))?", _clock),
    _rule(r"(?P<marker>утром|днем|вечером) (?:в )?(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))?", _clock),
    _rule(
        rf"(?P<hour>[0-9]{{1,2}})(?P<minute>(?!))?(?: ?(?:часов|часа|час|ч|h)\.?)?(?: ?(?P<marker>{_MARKER}))?", _clock
    ),
    _rule(rf"(?P<part>{one_of(_PARTS_OF_DAY)})", _part_of_day),
    _rule(r"час(?: дня)?", lambda match: time(13)),
]
