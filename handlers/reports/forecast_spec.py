"""The forecast in words and lines."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate

from domain.analytics.forecast import Expected, Forecast, Test, Verdict
from domain.money import decimal, grouped, percent
from domain.periods import DAY, Span
from handlers.charts.specs import Bar, Bars, Lines, Panel, Part, Series, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import money
from handlers.desk.periods import period_words
from handlers.desk.progress import progress_words, without_unit
from handlers.desk.report import Paper
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.wording import capital, date_words, month_words
from handlers.words import Html, Words

NAME = 40
LONGEST = 2.0
"""A forecast further off than this does not make all others short."""
TONES: Mapping[Verdict | None, Tone] = {
    None: Tone.SECOND,
    Verdict.MADE: Tone.DONE,
    Verdict.WILL: Tone.DONE,
    Verdict.AT_RISK: Tone.BEHIND,
    Verdict.WILL_NOT: Tone.LOST,
    Verdict.MISSED: Tone.LOST,
}


def forecast_spec(paper: Paper, report: Forecast) -> Spec:
    """The picture: where the payments lead beside the plan, what they are made of, how true it was before."""
    panels = [] if report.is_empty else list(_panels(paper, report))
    return paper.picture(
        finding(paper, report),
        subtitle(paper, report.frame, paper.words.plain("report-forecast-by")),
        tuple(panels) or (Bars("", empty=paper.words.plain("report-forecast-nothing")),),
    )


def _panels(paper: Paper, report: Forecast) -> Iterator[Panel]:
    yield _course(paper, report)
    if not report.is_over:
        yield _made_of(paper, report)
        yield _tested(paper, report)


# The finding


def finding(paper: Paper, report: Forecast) -> str:
    """«Ноябрь 2026: ждём 9,2 из 10 млн ₽ (8,1–10,4 млн ₽). План под угрозой»."""
    say = paper.words.plain
    period = capital(Html(period_words(paper.words, report.frame.period, paper.today)))
    if report.moment.start > paper.today:
        return say("report-forecast-ahead", period=period)
    if report.is_empty:
        return say("report-forecast-none", period=period)
    if report.plan and not (report.is_over or report.total or report.deals.number):
        return say("report-forecast-waits", period=period, plan=money(paper.words, report.plan))
    said = f"report-forecast-{'over' if report.is_over else 'expected'}"
    of = _of_plan(paper.words, report.total, report.plan)
    expected = say(said, period=period, of=of, band=band_words(paper.words, report))
    return ". ".join([expected, *_verdict(paper.words, report)])


def _verdict(words: Words, report: Forecast) -> Iterator[str]:
    """Nothing where a plan cannot be: of a cut by clients, of days that are no whole months."""
    if report.verdict is not None:
        yield words.plain(f"report-forecast-verdict-{report.verdict}")
    elif report.planless not in ("cut", "span"):
        yield words.plain("report-forecast-verdict-planless")


def _of_plan(words: Words, amount: int, plan: int | None) -> str:
    return money(words, amount) if plan is None else progress_words(words, amount, plan)


def band_words(words: Words, report: Forecast) -> str:
    """«8,1–10,4»: the unit only where it is another than the total's."""
    total = money(words, report.total)
    low, high = (without_unit(money(words, end), total) for end in (report.low, report.high))
    return high if low == high else f"{low}–{high}"


# Day by day


def _course(paper: Paper, report: Forecast) -> Lines:
    """What was paid up to today, where it leads with its band, the plan as the line to reach."""
    words, moment = paper.words, report.moment
    first = min([day for day, _ in report.paid_days], default=moment.on) if report.frame.period.is_all else moment.start
    days = [first + number * DAY for number in range((moment.last - first).days + 1)]
    gone = (moment.on - first).days + 1
    paid_on = dict(report.paid_days)
    paid = list(accumulate(paid_on.get(day, 0) for day in days[:gone]))
    series = [_paid(words, paid, len(days))]
    if not report.is_over and report.total:
        series.append(_expected(words, report, len(paid), len(days)))
    if report.plan is not None:
        series.append(_plan(words, report.plan, len(days)))
    names = tuple(_day(paper, report, day) for day in days)
    remark = " ".join(_remarks(paper, report)) if report.is_over else ""
    return Lines(words.plain("report-forecast-course"), names, tuple(series), remark=remark, key="course")


def _day(paper: Paper, report: Forecast, day: date) -> str:
    return date_words(day, paper.today, paper.words.language)


def _paid(words: Words, paid: list[int], length: int) -> Series:
    return Series(
        words.plain("report-forecast-paid"),
        (*map(float, paid), *[None] * (length - len(paid))),
        tuple(money(words, paid[-1]) if place == len(paid) - 1 else "" for place in range(length)),
    )


def _expected(words: Words, report: Forecast, gone: int, length: int) -> Series:
    """Straight from what is paid to what is expected; so is the band."""

    def to(end: int) -> tuple[float | None, ...]:
        step = (end - report.paid) / (length - gone)
        return (*[None] * (gone - 1), *(report.paid + step * number for number in range(length - gone + 1)))

    return Series(
        words.plain("report-forecast-total"),
        to(report.total),
        (*[""] * (length - 1), money(words, report.total)),
        tone=TONES[report.verdict],
        is_dashed=True,
        low=to(report.low),
        high=to(report.high),
    )


def _plan(words: Words, plan: int, length: int) -> Series:
    return Series(
        words.plain("report-forecast-plan"),
        (float(plan),) * length,
        (*[""] * (length - 1), money(words, plan)),
        tone=Tone.QUIET,
        is_dashed=True,
    )


# What it is made of


def _made_of(paper: Paper, report: Forecast) -> Bars:
    words, say = paper.words, paper.words.plain
    bars = [Bar(say("report-forecast-part-paid"), (Part(max(0.0, report.paid)),), money(words, report.paid))]
    bars.append(_source(words, "deals", report.deals))
    if report.repeats is not None:
        bars.append(_source(words, "repeats", report.repeats))
    bars.append(_whole(words, report))
    scale = float(max(report.plan or 0, report.total, 1))
    remark = " ".join(_remarks(paper, report))
    return Bars(say("report-forecast-made-of"), tuple(bars), remark=remark, scale=scale, key="made-of")


def _source(words: Words, what: str, expected: Expected) -> Bar:
    note = words.plain(
        f"report-forecast-{what}-note",
        count=expected.number,
        number=grouped(expected.number),
        amount=money(words, expected.amount),
    )
    name = words.plain(f"report-forecast-{what}")
    return Bar(name, (Part(float(expected.expected), Tone.SECOND),), money(words, expected.expected), note)


def _whole(words: Words, report: Forecast) -> Bar:
    """The total, with the plan as its mark."""
    parts = (Part(float(max(0, report.paid))), Part(float(max(0, report.total - report.paid)), TONES[report.verdict]))
    chance = "" if report.chance is None else words.plain("report-forecast-chance", chance=chance_words(words, report))
    mark = None if report.plan is None else float(report.plan)
    return Bar(words.plain("report-forecast-all"), parts, money(words, report.total), chance, mark=mark, stressed=True)


def chance_words(words: Words, report: Forecast) -> str:
    """P(total ≥ plan) as «29 %»; what is neither certain nor impossible is not shown as if it were."""
    chance = report.chance or 0.0
    if 0 < chance < 1:
        chance = min(max(chance, 0.01), 0.99)
    return percent(round(chance, 4), 0, words.language)


def _remarks(paper: Paper, report: Forecast) -> Iterator[str]:
    """What is in no bar: how far open deals cover the plan, the largest of them, what is not known."""
    words, say = paper.words, paper.words.plain
    if report.coverage is not None and not report.is_over:
        left = (report.plan or 0) - report.paid
        yield say(
            "report-forecast-coverage",
            left=money(words, left),
            amount=money(words, report.deals.amount),
            coverage=decimal(report.coverage, words.language),
        )
    if report.largest is not None:
        largest = report.largest
        yield say(
            "report-forecast-largest",
            name=cut(largest.name, NAME) or say("listing-client-none"),
            amount=money(words, largest.amount),
            chance=percent(round(largest.chance, 4), 0, words.language),
            without=money(words, largest.without),
        )
    if report.repeats is None and not report.is_over:
        yield say("report-forecast-no-repeats")
    if report.amountless and not report.is_over:
        yield say("report-forecast-amountless", number=grouped(report.amountless))
    if report.late:
        yield say("report-forecast-late", amount=money(words, report.late))
    if report.planless:
        yield say(f"report-forecast-planless-{report.planless}")


# How true it was


def _tested(paper: Paper, report: Forecast) -> Bars:
    say = paper.words.plain
    heading = say("report-forecast-tested")
    if not report.tests:
        return Bars(heading, empty=say("report-forecast-untested"), key="tested")
    bars = tuple(_test(paper, report, test) for test in report.tests)
    days = report.moment.days
    remark = say("report-forecast-tested-as", count=days, number=grouped(days))
    return Bars(heading, bars, remark=remark, key="tested")


def _test(paper: Paper, report: Forecast, test: Test) -> Bar:
    share = float(test.share or 0)
    off = abs(share - 1)
    tone = Tone.DONE if off <= 0.1 else Tone.BEHIND if off <= 0.25 else Tone.LOST
    words = paper.words
    label = percent(test.share or 0, 0, words.language)
    note = words.plain("report-forecast-test", forecast=money(words, test.forecast), fact=money(words, test.fact))
    return Bar(_name(paper, report, test.start), (Part(min(share, LONGEST), tone),), label, note, mark=1.0)


def _name(paper: Paper, report: Forecast, start: date) -> str:
    """The period that begins so, as long as the report's."""
    if report.frame.period.span is Span.MONTH:
        return month_words(start, paper.words.language)
    period = report.frame.period
    while period.start > start:
        period = period.shifted(-1)
    return period_words(paper.words, period, paper.today)
