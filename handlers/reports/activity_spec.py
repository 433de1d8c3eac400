"""The activity plan by rep and day: a heat map, and how much of every line is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from domain.activity_plan import FULL_BONUS_FROM
from domain.analytics.activity import LineDone, RepActivity, lines_done
from domain.money import grouped, percent
from domain.readers.activity import ActivityReport
from domain.readers.plan_day import whole
from domain.worktime import DAY
from handlers.charts.specs import Bar, Bars, Cell, Grid, GridRow, Panel, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import of_words
from handlers.desk.report import Paper
from handlers.desk.subtitle import subtitle
from handlers.reports.digest.figures_spec import bonus_words
from handlers.screen import cut
from handlers.wording import date_words, month_words, weekday_words
from handlers.words import Words

NAME = 40
SHOWN = 25
MOST_DAYS = 31
MOST_WEEKS = 26
FAINTEST = 0.25


@dataclass(frozen=True, slots=True)
class Column:
    """Days under one head: one, a week or a month of them."""

    name: str
    days: tuple[date, ...]


def activity_spec(paper: Paper, report: ActivityReport) -> Spec:
    """The picture: who does how much of his plan, day by day; of one alone, week by week."""
    return paper.picture(
        _finding(paper.words, report),
        subtitle(paper, report.frame),
        _panels(paper, report),
    )


def _finding(words: Words, report: ActivityReport) -> str:
    """«Борис: 62 % плана действий, меньше всего КП»."""
    say, known = words.plain, [rep for rep in report.reps if rep.completion is not None]
    if not known:
        return say("report-activity-none")
    first = known[0]
    share = percent(first.completion or 0, 1, words.language)
    if first.falls_short:
        return say("report-activity-short", name=_name(first), share=share, line=line_words(words, first.lines[0]))
    if len(known) == 1:
        return say("report-activity-done", name=_name(first), share=share)
    return say("report-activity-all-done", share=share)


def line_words(words: Words, line: LineDone) -> str:
    """«КП 20 %»."""
    name = words.plain(f"report-activity-line-{line.name.replace('_', '-')}")
    return f"{name} {percent(line.completion, 0, words.language)}"


def _panels(paper: Paper, report: ActivityReport) -> Iterator[Panel]:
    heading = paper.words.plain("report-activity-days")
    if report.is_empty:
        yield Bars(heading, empty=paper.words.plain("report-activity-nothing"))
        return
    yield _weeks(paper, report) if len(report.reps) == 1 else _heat_map(paper, report)
    yield _lines(paper.words, report)


# The days


def _heat_map(paper: Paper, report: ActivityReport) -> Grid:
    """Reps one under another, days side by side; of a longer time weeks or months.

    Days of two months are not compared with each other: the sums are.
    """
    columns = _columns(paper, report)
    is_bare = len(columns) > MOST_WEEKS // 2
    rows = tuple(
        GridRow(
            _name(rep),
            tuple(replace(_cell(paper.words, rep, column.days, bare=is_bare), is_compared=False) for column in columns),
            _sum(paper.words, rep),
        )
        for rep in report.reps[:SHOWN]
    )
    names = tuple(column.name for column in columns)
    heading, remark = _heading(paper.words, report), " ".join(_remarks(paper.words, report))
    return Grid(heading, names, rows, remark=remark, key="days", rest=len(report.reps) - len(rows))


def _columns(paper: Paper, report: ActivityReport) -> list[Column]:
    days = sorted({day for rep in report.reps for day in (*rep.away, *(done.day for done in rep.worked))})
    worked = {done.day for rep in report.reps for done in rep.worked}
    days = [day for day in days if day in worked]
    if len(days) <= MOST_DAYS:
        in_month = len({(day.year, day.month) for day in days}) == 1
        return [Column(str(day.day) if in_month else _short(paper, day), (day,)) for day in days]
    weeks = [tuple(found) for _, found in groupby(days, lambda day: day.isocalendar()[:2])]
    if len(weeks) <= MOST_WEEKS:
        return [Column(_short(paper, week[0] - week[0].weekday() * DAY), week) for week in weeks]
    months = [tuple(found) for _, found in groupby(days, lambda day: (day.year, day.month))]
    return [Column(month_words(month[0], paper.words.language), month) for month in months]


def _short(paper: Paper, day: date) -> str:
    return date_words(day, paper.today, paper.words.language)


def _weeks(paper: Paper, report: ActivityReport) -> Grid:
    """One alone: weeks one under another, the days of the week side by side."""
    (rep,) = report.reps
    language = paper.words.language
    days = [done.day for done in rep.worked] or list(report.days)
    weekdays = sorted({day.weekday() for day in days})
    mondays = sorted({day - day.weekday() * DAY for day in days})
    rows = []
    for monday in mondays:
        week = [monday + weekday * DAY for weekday in weekdays]
        done = rep.on(week)
        cells = tuple(_cell(paper.words, rep, (day,)) for day in week)
        label = "" if done is None else percent(done, 0, language)
        rows.append(GridRow(f"{_short(paper, week[0])} – {_short(paper, week[-1])}", cells, label))
    names = tuple(weekday_words(mondays[0] + weekday * DAY, language) for weekday in weekdays)
    heading, remark = _heading(paper.words, report), " ".join(_remarks(paper.words, report))
    return Grid(heading, names, tuple(rows), remark=remark, key="weeks")


def _cell(words: Words, rep: RepActivity, days: Sequence[date], bare: bool = False) -> Cell:
    """How much of the plan is done; why there is no plan. `bare`: there is no room for the sign of per cent."""
    done = rep.on(days)
    if done is None:
        kinds = {rep.away[day] for day in days if day in rep.away}
        return Cell(words.plain(f"report-activity-away-{min(kinds)}") if kinds else "", strength=0.0)
    said = percent(done, 0, words.language)
    return Cell(said[:-2] if bare else said, "", *_colour(done))


def _colour(done: Fraction) -> tuple[Tone, float]:
    """Green is done, the paler the less; what is not enough is marked the stronger the more is missing."""
    if done >= FULL_BONUS_FROM:
        return Tone.DONE, 1.0 if done >= 1 else 0.6
    return Tone.BEHIND, FAINTEST + (1 - FAINTEST) * float(1 - done)


def _heading(words: Words, report: ActivityReport) -> str:
    with_bonus = any(rep.bonus is not None for rep in report.reps) and len(report.reps) > 1
    return words.plain("report-activity-days-bonus" if with_bonus else "report-activity-days")


def _sum(words: Words, rep: RepActivity) -> str:
    """«86 % · 0,95»."""
    if rep.completion is None:
        return ""
    said = percent(rep.completion, 0, words.language)
    return said if rep.bonus is None else f"{said} · {bonus_words(words, rep.bonus)}"


def _remarks(words: Words, report: ActivityReport) -> Iterator[str]:
    say, hidden = words.plain, len(report.reps) - SHOWN
    if hidden > 0:
        yield say("report-activity-more", count=hidden, number=grouped(hidden))
    if len(report.reps) == 1 and (bonus := report.reps[0].bonus) is not None:
        yield say("report-activity-bonus", share=bonus_words(words, bonus))
    if later := [rep for rep in report.reps if rep.logged_later]:
        most = sorted(later, key=lambda rep: (-rep.logged_later, rep.name))[:3]
        names = ", ".join(f"{_name(rep)} {grouped(rep.logged_later)}" for rep in most)
        yield say("report-activity-later", number=grouped(sum(rep.logged_later for rep in later)), names=names)
    if report.undivided:
        yield say("report-activity-undivided")


# The lines


def _lines(words: Words, report: ActivityReport) -> Bars:
    """Each line of the plan over all reps; the focus of the month stands out."""
    lines = lines_done(report.reps)
    remarks = []
    if any(line.is_focus for line in lines):
        remarks.append(words.plain("report-activity-focus"))
    if any(line.plan and line.completion < line.fact / line.plan for line in lines):
        remarks.append(words.plain("report-activity-capped"))
    bars = tuple(_line(words, line) for line in lines)
    empty = words.plain("report-activity-planless")
    return Bars(
        words.plain("report-activity-lines"), bars, remark=" ".join(remarks), empty=empty, scale=1.0, key="lines"
    )


def _line(words: Words, line: LineDone) -> Bar:
    tone = Tone.DONE if line.completion >= FULL_BONUS_FROM else Tone.BEHIND
    return Bar(
        words.plain(f"report-activity-name-{line.name.replace('_', '-')}"),
        (Part(float(line.completion), tone),),
        percent(line.completion, 0, words.language),
        of_words(words, line.fact, whole(line.plan)),
        stressed=line.is_focus,
    )


def _name(rep: RepActivity) -> str:
    return cut(rep.name, NAME)
