"""/sales: purchases by month against the year before, the season, what happened meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from domain.analytics.sales import NOTHING, SEASON_FROM, Around, SalesMonth
from domain.money import grouped, percent
from domain.periods import Span
from domain.readers.events import DatedMark
from domain.readers.sales import ALL_ROWS, SALES_AREAS, SalesReport, clients_by, sales_report
from handlers.charts.specs import Bar, Bars, Lines, Mark, Part, Series, Spec, Stays
from handlers.charts.style import Tone
from handlers.desk.amounts import money
from handlers.desk.difference import Measure
from handlers.desk.periods import period_words
from handlers.desk.report import Paper, Report, Unit
from handlers.desk.subtitle import subtitle
from handlers.reports.sales.words import finding, growth_words, length, sold_measure, sold_words, when_words
from handlers.wording import date_words, month_words, short_month_words
from handlers.words import Html

FACES = ("sales", "salesp", "salesr", "salesc", "salesm")


def sales_spec(paper: Paper, report: SalesReport) -> Spec:
    """The picture: month by month, a year ago dashed, the marks; then the season."""
    panels = [_months(paper, report)]
    if report.course.season.index is not None and not report.is_empty:
        panels.append(_season(paper, report.course.season.index))
    return paper.picture(
        _title(paper, report),
        subtitle(paper, report.frame, paper.words.plain("report-sales-by")),
        panels,
    )


def _title(paper: Paper, report: SalesReport) -> str:
    course = report.course
    if report.is_empty:
        return paper.words.plain("report-sales-none")
    return finding(paper, when_words(paper, report.frame.period, course.counted), course.sold, course.year_ago)


def _months(paper: Paper, report: SalesReport) -> Lines:
    say, months = paper.words.plain, report.course.months
    heading = say("report-sales-months")
    if report.is_empty:
        return Lines(heading, (), empty=say("report-sales-none"))
    now = Series(
        say("report-sales-now"),
        tuple(length(paper, month.sold) for month in months),
        tuple(sold_words(paper, month.sold) for month in months),
    )
    year_ago = Series(
        say("report-sales-year-ago"),
        tuple(None if month.year_ago is None else length(paper, month.year_ago) for month in months),
        tuple("" if month.year_ago is None else sold_words(paper, month.year_ago) for month in months),
        Tone.QUIET,
        is_dashed=True,
    )
    return Lines(
        heading,
        tuple(short_month_words(month.month.start, paper.words.language) for month in months),
        (now, year_ago) if any(month.year_ago for month in months) else (now,),
        tuple(_mark(paper, mark, sales, months) for mark, sales in report.marks),
        remark=_remark(paper, report),
        key="months",
    )


def inside(paper: Paper, report: SalesReport) -> Bars | None:
    """The months of the period alone; None of more than a year, whose months the line has."""
    bars = tuple(
        Bar(
            short_month_words(month.start, paper.words.language)
            if month.span is Span.MONTH
            else period_words(paper.words, month, paper.today),
            (Part(length(paper, sold)),),
            sold_words(paper, sold),
        )
        for month, sold in report.course.inside
    )
    return (
        Bars(paper.words.plain("report-sales-inside"), bars, key="inside", is_in_order=True, stays=Stays.LAST)
        if bars
        else None
    )


def _mark(paper: Paper, mark: DatedMark, sales: Around, months: tuple[SalesMonth, ...]) -> Mark:
    """A month's point stands in the middle of it; the words tell what was sold before the mark and after."""
    place = next(number for number, month in enumerate(months) if mark.day in month.month)
    into = (mark.day - months[place].month.start).days / months[place].month.days
    noted = f"{date_words(mark.day, paper.today, paper.words.language)}: {mark.text}"
    said = paper.words.plain("report-sales-mark", mark=noted, sales=_around(paper, sales))
    return Mark(place + into - 0.5, said)


def _remark(paper: Paper, report: SalesReport) -> str:
    """What the last point is of; how long until the season can be told."""
    say, course = paper.words.plain, report.course
    said = []
    last = course.months[-1].month
    if last.start <= paper.today < last.last:
        day = date_words(paper.today, paper.today, paper.words.language)
        said.append(say("report-sales-unfinished", day=day))
    if course.season.index is None:
        said.append(say("report-sales-no-season", known=course.season.known, needed=SEASON_FROM))
    return " ".join(said)


def _season(paper: Paper, index: Sequence[Fraction]) -> Lines:
    """How much of a mean month each month of the year sells."""
    words = paper.words
    names = tuple(month_words(date(2000, number, 1), words.language)[:3] for number in range(1, 13))
    labels = tuple(percent(share, 0, words.language) for share in index)
    series = Series(words.plain("report-sales-season-line"), tuple(map(float, index)), labels, Tone.SECOND)
    return Lines(words.plain("report-sales-season"), names, (series,), key="season")


def _around(paper: Paper, sales: Around) -> str:
    say = paper.words.plain
    if not sales.weeks:
        return say("report-sales-too-early")
    if sales.before is None:
        return say("report-sales-nothing-before", weeks=sales.weeks, after=money(paper.words, sales.after.amount))
    return say(
        "report-sales-before-after",
        weeks=sales.weeks,
        before=money(paper.words, sales.before.amount),
        after=money(paper.words, sales.after.amount),
        growth=growth_words(paper.words, sales.after, sales.before) or "–",
    )


def parts(paper: Paper, report: SalesReport) -> Iterator[tuple[str, str]]:
    """The clients behind the sum, and behind each month of the picture, the latest first."""
    say, language = paper.words.plain, paper.words.language
    if report.course.sold.number:
        yield ALL_ROWS, say("report-sales-pick", number=grouped(report.course.sold.number))
    for at in reversed(report.course.months):
        if at.sold != NOTHING and at.month != report.frame.period:
            month = short_month_words(at.month.start, language)
            yield at.month.code, say("report-sales-pick-month", month=month, number=grouped(at.sold.number))


def how(paper: Paper, report: SalesReport) -> Iterator[Html]:
    """The rule."""
    say, season = paper.words, report.course.season
    yield say("report-sales-how-what")
    yield say("report-sales-how-year")
    yield say("report-sales-how-season", needed=SEASON_FROM, known=season.known)
    yield say("report-sales-how-marks")
    yield say("report-sales-how-whose")


def measure(paper: Paper, report: SalesReport) -> Measure:
    return sold_measure(paper, report.course.sold)


REPORT = Report(
    kind="sales",
    read=sales_report,
    measure=measure,
    spec=sales_spec,
    how=how,
    rows=clients_by(None),
    inside=inside,
    parts=parts,
    units=(Unit.MONEY, Unit.NUMBER),
    areas=SALES_AREAS,
    faces=FACES,
)
