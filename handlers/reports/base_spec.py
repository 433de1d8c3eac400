"""The client base by months in lines and bars."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from domain.analytics.base_movement import BaseMonth
from domain.analytics.base_report import ActiveAround, BaseReport
from domain.money import grouped
from domain.rhythm import BaseChange, Lifecycle
from handlers.charts.specs import Bar, Bars, Lines, Mark, Panel, Part, Series, Spec, Stays
from handlers.charts.style import Tone
from handlers.desk.amounts import signed_number
from handlers.desk.cuts import cuts_words
from handlers.desk.report import Paper
from handlers.screen import cut
from handlers.wording import date_words, short_month_words

TONES = {
    Lifecycle.ACTIVE: Tone.DONE,
    Lifecycle.SLEEPING: Tone.BEHIND,
    Lifecycle.LOST: Tone.LOST,
    Lifecycle.POTENTIAL: Tone.QUIET,
}
MOVES: tuple[tuple[str, Callable[[BaseChange], int], Tone], ...] = (
    ("came", lambda change: change.came, Tone.DONE),
    ("back", lambda change: change.returned, Tone.SECOND),
    ("left", lambda change: change.left, Tone.LOST),
)
NAME = 60


def base_spec(paper: Paper, report: BaseReport) -> Spec:
    """The picture: the states by months, then who came, returned and left in each."""
    panels: list[Panel] = [_states(paper, report)]
    if not report.is_empty:
        panels.append(_moves(paper, report))
    return paper.picture(
        " ".join(_finding(paper, report)),
        _subtitle(paper, report),
        panels,
    )


def inside(paper: Paper, report: BaseReport) -> Bars | None:
    """The base on the last day, and who moved in the period alone."""
    if report.is_empty:
        return None
    say, last = paper.words.plain, report.last
    states = [
        Bar(
            say("report-base-state", state=state.value),
            (Part(float(last.states[state]), tone),),
            grouped(last.states[state]),
        )
        for state, tone in TONES.items()
    ]
    change = report.change_inside
    moved = (
        [
            Bar(say(f"report-base-inside-{key}"), (Part(float(number(change)), tone),), grouped(number(change)))
            for key, number, tone in MOVES
        ]
        if change
        else []
    )
    return Bars(
        say("report-base-inside"), (*states, *moved), key="inside", rest=0 if change else len(MOVES), stays=Stays.ALL
    )


def _subtitle(paper: Paper, report: BaseReport) -> str:
    day = date_words(report.last.on, paper.today, paper.words.language)
    whose = cuts_words(paper.words, report.frame.cuts, report.frame.role)
    return f"{paper.words.plain('report-base-as-of', day=day)} · {whose}"


def _finding(paper: Paper, report: BaseReport) -> Iterator[str]:
    """Whether the active base has grown in these months, and by whom."""
    say, before, now = paper.words.plain, report.active_before, report.last.states[Lifecycle.ACTIVE]
    if report.is_empty:
        yield say("report-base-none")
        return
    way = "grew" if now > before else "shrank" if now < before else "same"
    yield say(
        "report-base-change",
        way=way,
        months=len(report.months),
        by=grouped(abs(now - before)),
        before=grouped(before),
        now=grouped(now),
    )
    yield say("report-base-changed-by", **change_words(report.change))


def _states(paper: Paper, report: BaseReport) -> Lines:
    say = paper.words.plain
    heading = say("report-base-states")
    if report.is_empty:
        return Lines(heading, (), empty=say("report-base-none"), key="states")
    series = tuple(_line(paper, report, state, tone) for state, tone in TONES.items())
    return Lines(
        heading,
        tuple(short_month_words(month.on, paper.words.language) for month in report.months),
        series,
        tuple(_marks(paper, report)),
        remark=" ".join(_beside(paper, report)),
        key="states",
    )


def _line(paper: Paper, report: BaseReport, state: Lifecycle, tone: Tone) -> Series:
    numbers = [month.states[state] for month in report.months]
    name = paper.words.plain("report-base-state", state=state.value)
    return Series(name, tuple(map(float, numbers)), tuple(map(grouped, numbers)), tone)


def _marks(paper: Paper, report: BaseReport) -> Iterator[Mark]:
    """What happened around the company: between the ends of the months, by its day."""
    ends = [month.on for month in report.months]
    for mark, active in report.marks:
        place = min(bisect_left(ends, mark.day), len(ends) - 1)
        since = ends[place - 1] if place else report.since
        at = place - 1 + (mark.day - since).days / max(1, (ends[place] - since).days)
        day = date_words(mark.day, paper.today, paper.words.language)
        noted = f"{day}: {cut(mark.text, NAME)}"
        yield Mark(max(0.0, at), noted if active is None else f"{noted}: {_around(paper, active)}")


def _around(paper: Paper, active: ActiveAround) -> str:
    """«активных за 8 недель до 40, в этот день 42, через столько же 51»."""
    say, on_day = paper.words.plain, grouped(active.on_day)
    if not active.weeks:
        return say("report-base-mark-too-early", day=on_day)
    before, after = grouped(active.before), grouped(active.after)
    return say("report-base-mark", weeks=active.weeks, before=before, day=on_day, after=after)


def _beside(paper: Paper, report: BaseReport) -> Iterator[str]:
    """What is in no line."""
    say, last = paper.words.plain, report.last
    if last.once:
        yield say("report-base-once", count=last.once, number=grouped(last.once))
    if closed := last.states[Lifecycle.CLOSED]:
        yield say("report-base-closed", number=grouped(closed))


def _moves(paper: Paper, report: BaseReport) -> Bars:
    """Came + returned − left is the change of the active base: said in every line."""
    say = paper.words.plain
    bars = tuple(_move(paper, month, is_first=number == 0) for number, month in enumerate(report.months))
    remark = say("report-base-sum", **change_words(report.change), months=len(report.months))
    return Bars(say("report-base-moves"), bars, remark=remark, key="moves", stays=Stays.LAST)


def _move(paper: Paper, month: BaseMonth, is_first: bool) -> Bar:
    parts = tuple(
        Part(float(number(month.change)), tone, paper.words.plain(f"report-base-{key}") if is_first else "")
        for key, number, tone in MOVES
    )
    label = signed_number(month.change.total)
    note = paper.words.plain("report-base-move", **change_words(month.change))
    return Bar(short_month_words(month.on, paper.words.language), parts, label, note)


def change_words(change: BaseChange) -> dict[str, str]:
    """What the texts of a change are filled with."""
    return {
        "came": grouped(change.came),
        "back": grouped(change.returned),
        "left": grouped(change.left),
        "total": signed_number(change.total),
    }
