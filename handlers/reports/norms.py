"""/norms: us beside the known averages."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.norms import USUAL, Norm, NormsReport, gap, norms_report
from domain.money import decimal, grouped, percent
from domain.readers.norms import NORM_AREAS, norms_data, norms_rows
from domain.use_case import Right
from handlers.charts.specs import Cell, Grid, GridRow, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import countable
from handlers.desk.cuts import cuts_words
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.desk.shares import estimate_words, interval_words
from handlers.reports.classes.segments import as_of_today
from handlers.reports.classes.words import fraction_words
from handlers.wording import month_words
from handlers.words import Html

SHARES = frozenset({Norm.TOP, Norm.LOST, Norm.UNPROFITABLE})
STRENGTH = 0.6


def norms_spec(paper: Paper, report: NormsReport) -> Spec:
    """The picture: a line for each figure, ours and the usual one."""
    say = paper.words.plain
    names = (say("report-norms-us"), say("report-norms-usual"))
    rows = tuple(_row(paper, report, norm) for norm in Norm)
    grid = Grid("", names, rows, remark=" ".join(_missing(paper, report)), key="norms")
    if report.is_empty:
        grid = Grid("", names, empty=say("report-norms-none"), key="norms")
    return paper.picture(
        " ".join(_finding(paper, report)),
        _subtitle(paper, report),
        (grid,),
    )


def _subtitle(paper: Paper, report: NormsReport) -> str:
    lang, window = paper.words.language, report.window
    whose = cuts_words(paper.words, report.frame.cuts, report.frame.role)
    first, last = month_words(window.start, lang), month_words(window.last, lang)
    return f"{first[:1].upper()}{first[1:]} – {last} · {whose}"


def _finding(paper: Paper, report: NormsReport) -> Iterator[str]:
    say = paper.words.plain
    if report.is_empty:
        yield say("report-norms-none")
        return
    if not report.judged:
        yield say("report-norms-nothing-known")
    elif not report.worse:
        yield say("report-norms-fine", number=report.judged)
    else:
        worst = report.worse[0]
        value = _number(paper, worst, report.values[worst] or Fraction(0))
        yield say(f"report-norms-worst-{worst.value}", value=value, usual=usual_words(paper, worst))
    if report.is_estimated:
        yield estimate_words(paper.words, report.estimated.value or Fraction(0))


def _row(paper: Paper, report: NormsReport, norm: Norm) -> GridRow:
    value = report.values[norm]
    usual = Cell(usual_words(paper, norm), tone=Tone.QUIET, strength=0.2, is_compared=False)
    return GridRow(paper.words.plain(f"report-norms-{norm.value}"), (_ours(paper, report, norm, value), usual))


def _ours(paper: Paper, report: NormsReport, norm: Norm, value: Fraction | None) -> Cell:
    if value is None:
        return Cell(paper.words.plain("report-norms-unknown"), tone=Tone.QUIET, strength=0.0)
    better = gap(norm, value)
    tone = Tone.DONE if better > 0 else Tone.LOST if better < 0 else Tone.QUIET
    share = report.of.get(norm)
    note = interval_words(paper.words, share, report.frame.few) if share and norm is not Norm.TOP else ""
    return Cell(_number(paper, norm, value), note, tone, STRENGTH)


def usual_words(paper: Paper, norm: Norm) -> str:
    """«80 %», «в 5–10 раз»."""
    low, high = USUAL[norm]
    if norm is Norm.COST:
        return paper.words.plain("report-norms-times", times=f"{low}–{high}", count=countable(high))
    return _number(paper, norm, low)


def _number(paper: Paper, norm: Norm, value: Fraction) -> str:
    if norm in SHARES:
        return percent(value, 1, paper.words.language)
    number = decimal(value, paper.words.language)
    if norm is not Norm.COST:
        return number
    return paper.words.plain("report-norms-times", times=number, count=countable(value))


def _missing(paper: Paper, report: NormsReport) -> Iterator[str]:
    """What has to be entered for the figures that are not known."""
    for norm in (Norm.COST, Norm.PAYBACK):
        if report.values[norm] is None:
            yield paper.words.plain(f"report-norms-missing-{norm.value}")


def parts(paper: Paper, report: NormsReport) -> Iterator[tuple[str, str]]:
    """The figures whose clients can be shown."""
    for norm, clients in report.ids.items():
        if clients:
            number = grouped(len(clients))
            yield norm.value, paper.words.plain(f"report-norms-pick-{norm.value}", number=number)


def how(paper: Paper, report: NormsReport) -> Iterator[Html]:
    """The rule of each figure, and where the averages come from."""
    for norm in Norm:
        yield paper.words(f"report-norms-how-{norm.value}")
    yield paper.words("report-norms-how-usual")
    yield paper.words("report-segments-how-profit", share=fraction_words(paper, report.rules.estimated))


def measure(paper: Paper, report: NormsReport) -> Measure | None:
    return Measure("worse", len(report.worse)) if report.judged else None


REPORT = Report(
    kind="norms",
    read=norms_data,
    computed=norms_report,
    measure=measure,
    spec=norms_spec,
    how=how,
    rows_of=norms_rows,
    parts=parts,
    right=Right.SEE_TEAM,
    areas=NORM_AREAS,
    period=as_of_today,
)
