"""The sales plan in words and bars."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.figures import Aim
from domain.analytics.plan import RepPlan, at_pace
from domain.money import grouped
from domain.readers.plan import PlanReport
from domain.tables import SalesPlanLine
from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Panel, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import money, more_words
from handlers.desk.periods import period_words
from handlers.desk.progress import money_bar, number_bar, share_words, tone_of
from handlers.desk.report import Paper
from handlers.desk.subtitle import subtitle
from handlers.reports.stage_plan import stage_plan_panel
from handlers.screen import cut
from handlers.wording import capital
from handlers.words import Html, Words

NAME = 40
SHOWN = 12
PALE = 0.45
"""How much of its tone a field has: a whole grid of full colours shouts."""
DAILY = 100_00
"""What is left a day is rounded up to hundreds of roubles."""
COUNTED = (SalesPlanLine.DEALS_WON, SalesPlanLine.NEW_CLIENTS, SalesPlanLine.REACTIVATED)


def plan_spec(paper: Paper, report: PlanReport) -> Spec:
    """The picture: every line beside its plan, who has come how far, the funnel where it is planned."""
    return paper.picture(
        finding(paper, report),
        subtitle(paper, report.frame, _mark_words(paper.words, report)),
        _panels(paper, report),
    )


def _mark_words(words: Words, report: PlanReport) -> str:
    passed = share_words(words, report.passed)
    return words.plain("figures-mark", passed=passed) if report.paid.plan and _runs(report) else ""


def _runs(report: PlanReport) -> bool:
    return report.passed is not None and 0 < report.passed < 1


def _panels(paper: Paper, report: PlanReport) -> Iterator[Panel]:
    say = paper.words.plain
    if report.is_empty:
        yield Bars(say("report-plan-lines"), empty=say("report-plan-nothing"), key="lines")
        return
    yield _lines(paper.words, report)
    if len(report.reps) > 1:
        yield _reps(paper.words, report)
        yield _grid(paper.words, report)
    if report.funnel:
        yield stage_plan_panel(paper.words, report.funnel, report.passed)


# The finding


def finding(paper: Paper, report: PlanReport) -> str:
    """«68 % плана, прошло 67 % рабочих дней: таким темпом будет 101 %. Больше всех отстаёт Борис: 800 тыс. ₽»."""
    words, say = paper.words, paper.words.plain
    period = period_words(words, report.frame.period, paper.today)
    if report.is_empty:
        return say("report-plan-none", period=period)
    if report.paid.share is None:
        return say("report-plan-planless", amount=money(words, report.paid.fact))
    if report.frame.period.start > paper.today and report.paid.plan:
        return say("report-plan-ahead", period=capital(Html(period)), plan=money(words, report.paid.plan))
    share = share_words(words, report.paid.share)
    if report.is_over:
        made, reps = _made(report)
        return say("report-plan-over", share=share, period=period, made=made, reps=reps)
    return ". ".join([_going(words, report, share), *_behind(words, report)])


def _going(words: Words, report: PlanReport, share: str) -> str:
    if report.paid.is_met:
        return words.plain("report-plan-met", share=share)
    pace = at_pace(report.paid, report.passed)
    if pace is None:
        return words.plain("report-plan-begun", share=share)
    passed = share_words(words, report.passed)
    return words.plain("report-plan-going", share=share, passed=passed, pace=share_words(words, pace))


def _behind(words: Words, report: PlanReport) -> Iterator[str]:
    if report.behind is not None and len(report.reps) > 1:
        missing = money(words, report.behind.missing)
        yield words.plain("report-plan-behind", name=cut(report.behind.name, NAME), missing=missing)


def _made(report: PlanReport) -> tuple[int, int]:
    """How many of those with a plan of payments have made it."""
    planned = [rep for rep in report.reps if rep.paid.plan]
    return sum(rep.paid.is_met for rep in planned), len(planned)


# The lines


def _lines(words: Words, report: PlanReport) -> Bars:
    lines, passed = report.lines, report.passed
    bars = [money_bar(words, line_name(words, SalesPlanLine.PAYMENTS), report.paid, passed, stressed=True)]
    bars += [number_bar(words, line_name(words, line), lines[line], passed) for line in COUNTED]
    return Bars(
        words.plain("report-plan-lines"), tuple(bars), remark=" ".join(_remarks(words, report)), scale=1.0, key="lines"
    )


def line_name(words: Words, line: SalesPlanLine) -> str:
    return words.plain(f"report-plan-line-{line.value.replace('_', '-')}")


def _remarks(words: Words, report: PlanReport) -> Iterator[str]:
    """What is left a day, who came back by himself, what was entered too late, why there is no plan."""
    say = words.plain
    if daily := report.paid.left_a_day(report.days_left):
        rounded = -(-daily // DAILY) * DAILY
        left, days = money(words, report.paid.left), report.days_left
        yield say("report-plan-left", left=left, daily=money(words, rounded), days=grouped(days))
    if report.alone:
        yield say("report-plan-alone", number=grouped(report.alone))
    if report.late:
        yield say("report-forecast-late", amount=money(words, report.late))
    if report.late_deals:
        yield say("report-plan-late-deals", number=grouped(report.late_deals))
    if report.planless:
        yield say(f"report-forecast-planless-{report.planless}")


# By rep


def _reps(words: Words, report: PlanReport) -> Bars:
    shown = report.reps[:SHOWN]
    bars = tuple(_rep(words, rep, report) for rep in shown)
    heading, rest = words.plain("report-plan-reps"), len(report.reps) - len(shown)
    scale = 1.0 if report.paid.plan else None
    return Bars(heading, bars, remark=more_words(words, rest), scale=scale, key="reps", rest=rest)


def _rep(words: Words, rep: RepPlan, report: PlanReport) -> Bar:
    bar = money_bar(words, rep_name(words, rep), rep.paid, report.passed)
    pace = at_pace(rep.paid, report.passed)
    if pace is None or report.is_over or rep.paid.is_met:
        return bar
    note = words.plain("report-plan-pace", share=share_words(words, rep.paid.share), pace=share_words(words, pace))
    return Bar(bar.name, bar.parts, bar.label, note, mark=bar.mark)


def rep_name(words: Words, rep: RepPlan) -> str:
    return words.plain("digest-nobody") if rep.name is None else cut(rep.name, NAME)


def _grid(words: Words, report: PlanReport) -> Grid:
    """What is counted, of each."""
    rows = tuple(
        GridRow(rep_name(words, rep), tuple(_cell(words, rep.aims[line], report.passed) for line in COUNTED))
        for rep in report.reps[:SHOWN]
    )
    names = tuple(line_name(words, line) for line in COUNTED)
    rest = len(report.reps) - len(rows)
    return Grid(words.plain("report-plan-counted"), names, rows, key="counted", rest=rest)


def _cell(words: Words, aim: Aim, passed: Fraction | None) -> Cell:
    if aim.share is None:
        return Cell(grouped(aim.fact), tone=Tone.QUIET, strength=PALE)
    label = words.plain("figures-of", fact=grouped(aim.fact), plan=grouped(aim.plan or 0))
    return Cell(label, share_words(words, aim.share), tone_of(aim.share, passed), PALE)
