"""The third face of /segments: ABCDE by profit and potential, each sales channel by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.analytics.classes import Letter
from domain.analytics.segment_report import SegmentReport
from domain.analytics.segments import NOBODY, Cell, ChannelLetters
from domain.money import grouped
from handlers.charts.specs import Bar, Bars, Grid, GridRow, Panel, Part, Spec
from handlers.charts.specs import Cell as Field
from handlers.charts.style import Tone
from handlers.desk.amounts import more_words
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, no_figures
from handlers.desk.shares import percent_words
from handlers.links import ShowReport
from handlers.plain import Rows, in_rows
from handlers.reports.classes import segments
from handlers.reports.classes.fields import Field as ClientsOf
from handlers.reports.classes.fields import field_buttons, field_parts
from handlers.reports.classes.words import (
    cell_bar,
    estimated,
    figure,
    left_out,
    profit_share,
    strengths,
    window_words,
)
from handlers.screen import cut
from handlers.words import Html, Words

CHANNELS = 12
NAME = 60
TONES = {
    Letter.A: Tone.DONE,
    Letter.B: Tone.MAIN,
    Letter.C: Tone.BEHIND,
    Letter.D: Tone.QUIET,
    Letter.E: Tone.LOST,
}


def letters_spec(paper: Paper, report: SegmentReport) -> Spec:
    """The picture: letters of the company, by channel, and the potential of those who bought nothing."""
    panels: list[Panel] = [_letters(paper, report), _channels(paper, report)] if _all(report) else []
    return paper.picture(
        " ".join(_finding(paper, report)),
        window_words(paper, report),
        (*panels, _others(paper, report)),
    )


def _all(report: SegmentReport) -> dict[Letter, Cell]:
    """Every letter that somebody has, of all channels together."""
    together = {
        letter: sum((channel.cells.get(letter, NOBODY) for channel in report.segments.letters), NOBODY)
        for letter in Letter
    }
    return {letter: cell for letter, cell in together.items() if cell.clients}


def _finding(paper: Paper, report: SegmentReport) -> Iterator[str]:
    say, letters = paper.words.plain, _all(report)
    if not letters:
        yield say("report-segments-none") if report.is_empty else say("report-letters-unknown")
        return
    best, worst, open_ = (letters.get(letter, NOBODY) for letter in (Letter.A, Letter.E, Letter.C))
    if best.clients:
        share = percent_words(paper.words, profit_share(best, report.segments.total))
        yield say("report-letters-best", count=best.clients, number=grouped(best.clients), share=share or "0")
    if open_.clients:
        yield say("report-letters-open", count=open_.clients, number=grouped(open_.clients))
    if worst.clients:
        yield say("report-letters-worst", count=worst.clients, number=grouped(worst.clients))
    if not (best.clients or open_.clients or worst.clients):
        yield say("report-letters-even")
    yield from estimated(paper, report)


def _letters(paper: Paper, report: SegmentReport) -> Bars:
    say, total = paper.words.plain, report.segments.total
    bars = tuple(
        cell_bar(paper, say("report-letters-letter", letter=letter.name), cell, total, TONES[letter])
        for letter, cell in _all(report).items()
    )
    remark = " ".join(left_out(paper, report))
    return Bars(say("report-letters-all"), bars, remark=remark, scale=paper.scale, key="letters")


def _channels(paper: Paper, report: SegmentReport) -> Grid:
    """The largest channels; a mark on those too small to be compared in."""
    say = paper.words.plain
    channels = sorted(report.segments.letters, key=lambda one: -sum(one.cells.values(), NOBODY).clients)
    shown = channels[:CHANNELS]
    rest = len(channels) - len(shown)
    rows = tuple(_row(paper, report, channel) for channel in shown)
    remarks = [say("report-letters-in-company")] if any(channel.in_company for channel in shown) else []
    remarks += [more_words(paper.words, rest)] if rest else []
    names = tuple(letter.name for letter in Letter)
    return Grid(say("report-letters-channels"), names, rows, remark=" ".join(remarks), key="channels", rest=rest)


def _row(paper: Paper, report: SegmentReport, channel: ChannelLetters) -> GridRow:
    """Strengths within the row: each channel is compared with itself."""
    cells = [channel.cells.get(letter, NOBODY) for letter in Letter]
    seen = [figure(paper, cell, report.segments.total) for cell in cells]
    colours = strengths([float(one.length) for one in seen])
    fields = tuple(
        Field(one.label, tone=TONES[letter], strength=colour) if cell.clients else Field("")
        for letter, cell, one, colour in zip(Letter, cells, seen, colours, strict=True)
    )
    name = cut(channel.channel or paper.words.plain("report-letters-no-channel"), NAME)
    whole = figure(paper, sum(cells, NOBODY), report.segments.total)
    return GridRow(f"{name} *" if channel.in_company else name, fields, whole.label)


def _others(paper: Paper, report: SegmentReport) -> Bars:
    """Who bought nothing in the window has no letter, only his potential."""
    say, tones = paper.words.plain, (Tone.DONE, Tone.SECOND, Tone.QUIET)
    bars: Sequence[Bar] = tuple(
        Bar(say("report-letters-grade", grade=grade.value), (Part(float(number), tone),), grouped(number))
        for (grade, number), tone in zip(report.segments.others.items(), tones, strict=True)
        if number
    )
    return Bars(say("report-letters-others"), tuple(bars), empty=say("report-letters-no-others"), key="others")


def parts(paper: Paper, report: SegmentReport) -> Iterator[tuple[str, str]]:
    """The letters, in all channels; whose profit is unknown, or none."""
    yield from field_parts(_fields(report))
    yield from segments.unprofitable_parts(paper, report)


def letter_buttons(words: Words, shown: ShowReport, report: SegmentReport) -> Rows:
    """The clients of each letter, in all channels, as a segment."""
    return in_rows(field_buttons(shown, report, _fields(report)), len(Letter))


def _fields(report: SegmentReport) -> Iterator[ClientsOf]:
    return (ClientsOf(f"l{letter.name}", letter.name, cell.clients) for letter, cell in _all(report).items())


def how(paper: Paper, report: SegmentReport) -> Iterator[Html]:
    """The rule."""
    yield segments.how_window(paper, report)
    yield paper.words("report-letters-how-letters")
    yield paper.words("report-letters-how-potential", few=report.rules.few)
    yield paper.words("report-letters-how-others")
    yield segments.how_profit(paper, report)


def measure(paper: Paper, report: SegmentReport) -> Measure:
    return Measure("best", _all(report).get(Letter.A, NOBODY).clients)


REPORT = replace(
    segments.REPORT,
    kind=segments.FACES[2],
    measure=measure,
    spec=letters_spec,
    how=how,
    parts=parts,
    figures=no_figures,
    more=letter_buttons,
)
