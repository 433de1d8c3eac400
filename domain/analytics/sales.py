"""Sales over time: against the year before, by the season, around dated marks. Rule: the report «Динамика продаж».

Sales are purchases by their days; a return lowers the sum and is no purchase. Rule: "Money".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import mean

from domain.date_words import add_months
from domain.periods import DAY, Period, month_of, so_far

SEASON_FROM = 24
"""Whole months of data that a season index needs."""
YEAR = 12
HALF_YEAR = 6
MOST_MONTHS = 36
WEEK = timedelta(days=7)
AROUND = 8 * WEEK


@dataclass(frozen=True, slots=True)
class Sold:
    """Purchases, and kopecks with the returns taken off."""

    number: int = 0
    amount: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(self.number + other.number, self.amount + other.amount)


NOTHING = Sold()
Days = Mapping[date, Sold]


def growth(now: Sold, before: Sold | None) -> Fraction | None:
    """By what share ₽ have grown; None where there was nothing to grow from."""
    return Fraction(now.amount - before.amount, before.amount) if before and before.amount > 0 else None


@dataclass(frozen=True, slots=True)
class SalesMonth:
    """A month up to its last counted day, and as many of its days a year ago; None = no data then."""

    month: Period
    sold: Sold
    year_ago: Sold | None


@dataclass(frozen=True, slots=True)
class Season:
    """`known`: whole months of data. `index`: January first, 1 = the mean month; None of fewer than 24 months."""

    known: int
    index: tuple[Fraction, ...] | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """Whole weeks before a mark and as many from its day on; `before` None = no data then, 0 weeks: too early."""

    day: date
    weeks: int
    before: Sold | None
    after: Sold


@dataclass(frozen=True, slots=True)
class Course:
    """Sales of the counted days of a period, of the same days a year ago, month by month around them.

    `inside`: the counted days themselves by calendar months; none of more than a year.
    """

    counted: Period
    sold: Sold
    year_ago: Sold | None
    months: tuple[SalesMonth, ...]
    season: Season
    inside: tuple[tuple[Period, Sold], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(month.sold != NOTHING for month in self.months)


def sales_course(days: Days, period: Period, today: date) -> Course:
    """`days`: every day with purchases ever, up to today."""
    first = min(days, default=today)
    whole = Period(first, max(today + DAY, first + DAY)) if period.is_all else period
    counted, year_ago = so_far(whole, whole.a_year_earlier, today)
    return Course(
        counted=counted,
        sold=sold_in(days, counted),
        year_ago=None if period.is_all else _known(days, year_ago, first),
        months=tuple(_month(days, month, today, first) for month in _months(counted, first)),
        season=season_of(days, today),
        inside=tuple((days_of, sold_in(days, days_of)) for days_of in _inside(counted)),
    )


def _inside(counted: Period) -> Sequence[Period]:
    """The calendar months of a period, the first and the last as far as they are in it."""
    months = [month_of(counted.start)]
    while months[-1].end < counted.end and len(months) <= YEAR:
        months.append(months[-1].shifted(1))
    if len(months) > YEAR:
        return []
    return [_clipped(month, counted) for month in months]


def _clipped(month: Period, counted: Period) -> Period:
    start, end = max(month.start, counted.start), min(month.end, counted.end)
    return month if (start, end) == (month.start, month.end) else Period(start, end)


def sold_in(days: Days, period: Period) -> Sold:
    return sum((sold for day, sold in days.items() if day in period), NOTHING)


def _known(days: Days, period: Period, first: date) -> Sold | None:
    """Nothing is known of the days before the first month with data."""
    return sold_in(days, period) if period.start >= first.replace(day=1) else None


def _months(counted: Period, first: date) -> Sequence[Period]:
    """A year up to the period's last month; all of a longer period, as far as a picture has room."""
    last = month_of(counted.last)
    start = max(
        min(counted.start.replace(day=1), last.shifted(1 - YEAR).start),
        last.shifted(1 - MOST_MONTHS).start,
        min(first, counted.last).replace(day=1),
    )
    months = [month_of(start)]
    while months[-1].start < last.start:
        months.append(months[-1].shifted(1))
    return months


def _month(days: Days, month: Period, today: date, first: date) -> SalesMonth:
    counted, year_ago = so_far(month, month.a_year_earlier, today)
    return SalesMonth(month, sold_in(days, counted), _known(days, year_ago, first))


def season_of(days: Days, today: date) -> Season:
    """The season index by the whole months of data there are."""
    first = month_of(min(days, default=today))
    known = max(0, (today.year - first.start.year) * YEAR + today.month - first.start.month)
    amounts: dict[date, int] = {}
    for day, sold in days.items():
        start = day.replace(day=1)
        amounts[start] = amounts.get(start, 0) + sold.amount
    months = [add_months(first.start, number) for number in range(known)]
    return Season(known, season_index([(month.month, amounts.get(month, 0)) for month in months]))


def season_index(months: Sequence[tuple[int, int]]) -> tuple[Fraction, ...] | None:
    """How much of a mean month each calendar month sells, January first; their mean is 1.

    `months`: number 1–12 and kopecks of consecutive whole months. Each is measured by the mean month of the year around
    it (half a year before, half a year after), so that growth is no season, then the years are averaged. None of fewer
    than 24 months: only from then on has every calendar month such a year; None of a year without sales.
    """
    if len(months) < SEASON_FROM:
        return None
    shares: dict[int, list[Fraction]] = {}
    for place in range(HALF_YEAR, len(months) - HALF_YEAR):
        around_it = _year_around(months, place)
        if around_it <= 0:
            return None
        number, amount = months[place]
        shares.setdefault(number, []).append(amount / around_it)
    index = [mean(shares[number]) for number in sorted(shares)]
    whole = sum(index, Fraction(0))
    return tuple(share * YEAR / whole for share in index) if whole else None


def _year_around(months: Sequence[tuple[int, int]], place: int) -> Fraction:
    """The mean month of the twelve around one: the two outermost, of the same name, are taken by half."""
    window = [amount for _, amount in months[place - HALF_YEAR : place + HALF_YEAR + 1]]
    return Fraction(2 * sum(window) - window[0] - window[-1], 2 * YEAR)


def weeks_around(mark: date, today: date) -> int:
    """Whole weeks that a mark is looked at before and after: eight, fewer while they are not over yet."""
    return max(0, min(AROUND // WEEK, (today - mark) // WEEK))


def around(days: Days, mark: date, today: date) -> Around:
    """Eight weeks before a mark against the eight from its day on, fewer while they are not over yet."""
    weeks = weeks_around(mark, today)
    span = weeks * WEEK
    before = Period(mark - span, mark) if weeks else None
    is_known = before is not None and before.start >= min(days, default=today)
    return Around(
        day=mark,
        weeks=weeks,
        before=sold_in(days, before) if before and is_known else None,
        after=sold_in(days, Period(mark, mark + span)) if weeks else NOTHING,
    )
