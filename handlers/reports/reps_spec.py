"""The scorecard in words and fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from domain.analytics.reps import Measure, Metric, Scorecard
from domain.analytics.shares import Share
from domain.money import decimal, grouped, percent
from domain.readers.reps import RepsReport
from domain.statistics import wilson_interval
from handlers.charts.specs import Bars, Cell, Grid, GridRow, Panel, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import NOTHING, of_words
from handlers.desk.report import Paper
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Words

NAME = 40
SHOWN = 12
MOST_CAUSES = 2
PLAIN = 0.25
"""How much of its tone a field has that is neither worse nor better than the others'."""
GROUPS: Mapping[str, tuple[Metric, ...]] = {
    "result": (Metric.PLAN, Metric.WON, Metric.RESPONSE, Metric.CYCLE),
    "work": (Metric.ACTIVITY, Metric.CONTACTS, Metric.EFFECTIVE, Metric.MEETINGS, Metric.OFFERS),
    "order": (Metric.STUCK, Metric.IN_TIME, Metric.STEPPED, Metric.SAME_DAY),
}
AFTER_CONTACTS = frozenset({Metric.EFFECTIVE, Metric.MEETINGS, Metric.OFFERS, Metric.WON})


def reps_spec(paper: Paper, report: RepsReport) -> Spec:
    """The picture: every rep a row of fields; one alone, a row for each of his figures."""
    return paper.picture(
        finding(paper.words, report),
        subtitle(paper, report.frame),
        _panels(paper.words, report),
    )


# The finding


def finding(words: Words, report: RepsReport) -> str:
    """«Борис: план 48 %, звонков хватает, КП нет»."""
    say = words.plain
    if report.is_empty:
        return say("report-reps-none")
    first, alone = report.cards[0], len(report.cards) == 1
    if first.weak:
        return say("report-reps-finding", name=_name(first), what=", ".join(_said(words, first)))
    if alone or first.beside is None:
        lowest = next((card for card in report.cards if card.work.plan.share is not None), first)
        return _plan_only(words, lowest)
    best = max(report.cards, key=lambda card: card.work.plan.share or Fraction(-1))
    if best.work.plan.share is None:
        return say("report-reps-even")
    return say("report-reps-even-best", name=_name(best), share=percent(best.work.plan.share, 0, words.language))


def _plan_only(words: Words, card: Scorecard) -> str:
    if card.work.plan.share is None:
        return words.plain("report-reps-planless", name=_name(card))
    share = percent(card.work.plan.share, 0, words.language)
    key = "report-reps-well" if card.beside else "report-reps-alone"
    return words.plain(key, name=_name(card), share=share)


def _said(words: Words, card: Scorecard) -> Iterator[str]:
    """The result, what there is enough of, what there is not."""
    if card.work.plan.share is not None:
        yield words.plain("report-reps-plan", share=percent(card.work.plan.share, 0, words.language))
    causes = card.causes[:MOST_CAUSES]
    contacts = card.measures[Metric.CONTACTS]
    if causes and causes[0].metric in AFTER_CONTACTS and contacts.median is not None and contacts.gap <= 0:
        yield words.plain("report-reps-contacts-enough")
    yield from (cause_words(words, one) for one in causes)


def cause_words(words: Words, measure: Measure) -> str:
    """«КП нет», «мало встреч», «первый ответ через 9,5 ч»."""
    code = measure.metric.value.replace("_", "-")
    some = "none" if not measure.own and measure.metric in {*AFTER_CONTACTS, Metric.CONTACTS} else "few"
    return words.plain(f"report-reps-cause-{code}", some=some, own=value_words(words, measure))


def value_words(words: Words, measure: Measure) -> str:
    """The figure as its metric is said; «–» where there is none."""
    value = measure.own
    if value is None:
        return NOTHING
    if measure.metric is Metric.RESPONSE:
        return words.plain("report-reps-hours", hours=decimal(value, words.language))
    if measure.metric is Metric.CYCLE:
        return words.plain("report-reps-days", days=decimal(value, words.language, 0))
    if measure.metric is Metric.CONTACTS:
        return grouped(round(value))
    return percent(value, 0, words.language)


# Everybody


def _panels(words: Words, report: RepsReport) -> Iterator[Panel]:
    if report.is_empty:
        yield Bars(words.plain("report-reps-result"), empty=words.plain("report-reps-nothing"))
    elif len(report.cards) == 1:
        yield from _alone(words, report.cards[0], _remark(words, report))
    else:
        remark = _remark(words, report)
        for number, (group, metrics) in enumerate(GROUPS.items()):
            yield _grid(words, report, group, metrics, remark if number == len(GROUPS) - 1 else "")


def _grid(words: Words, report: RepsReport, group: str, metrics: Sequence[Metric], remark: str) -> Grid:
    rows = [
        GridRow(_name(card), tuple(_cell(words, card.measures[metric]) for metric in metrics))
        for card in report.cards[:SHOWN]
    ]
    medians = {metric: _median(report, metric) for metric in metrics}
    if any(one is not None for one in medians.values()):
        cells = tuple(_median_cell(words, metric, median) for metric, median in medians.items())
        rows.insert(0, GridRow(words.plain("report-reps-median"), cells))
    return Grid(
        words.plain(f"report-reps-{group}"),
        tuple(words.plain(f"report-reps-column-{metric.value.replace('_', '-')}") for metric in metrics),
        tuple(rows),
        remark=remark,
        key=group,
        rest=max(0, len(report.cards) - SHOWN),
    )


def _cell(words: Words, measure: Measure) -> Cell:
    tone = _tone(measure)
    strength = PLAIN if tone is Tone.QUIET else 1.0
    return Cell(value_words(words, measure), _note(words, measure), tone, strength)


def _tone(measure: Measure) -> Tone:
    if measure.is_weak:
        return Tone.BEHIND
    return Tone.DONE if measure.is_strong else Tone.QUIET


def _note(words: Words, measure: Measure) -> str:
    """Won deals with their interval: the one figure that decides; stuck ones as they are counted."""
    if measure.metric is Metric.WON and measure.share and measure.share.whole:
        return between_words(words, measure.share)
    if measure.metric is Metric.STUCK and measure.share and measure.share.whole:
        return of_words(words, measure.share.part, measure.share.whole)
    return ""


def between_words(words: Words, share: Share) -> str:
    """«18–52 %»: Wilson's 95 %."""
    low, high = (percent(end, 0, words.language) for end in wilson_interval(share.part, share.whole))
    return f"{low[:-2]}–{high}"


def _median(report: RepsReport, metric: Metric) -> Fraction | None:
    """The median, where all who are shown have the same."""
    one, *more = {card.measures[metric].median for card in report.cards}
    return None if more else one


def _median_cell(words: Words, metric: Metric, median: Fraction | None) -> Cell:
    return Cell(value_words(words, Measure(metric, median)), strength=0.0, is_compared=False)


def _remark(words: Words, report: RepsReport) -> str:
    say, hidden = words.plain, len(report.cards) - SHOWN
    unanswered = sum(card.work.unanswered for card in report.cards)
    parts = (
        say("report-reps-more", count=hidden, number=grouped(hidden)) if hidden > 0 else "",
        say("report-reps-unanswered", count=unanswered, number=grouped(unanswered)) if unanswered else "",
        say("report-reps-undivided") if report.undivided else "",
    )
    return " ".join(part for part in parts if part)


# One alone


def _alone(words: Words, card: Scorecard, remark: str) -> Iterator[Grid]:
    """His figures and the median in two columns."""
    say = words.plain
    beside = say(f"report-reps-beside-{card.beside or 'nobody'}")
    names = (say("report-reps-own"), say("report-reps-median")) if card.beside else (say("report-reps-own"),)
    for group, metrics in GROUPS.items():
        rows = tuple(_own_row(words, card.measures[metric], len(names)) for metric in metrics)
        yield Grid(say(f"report-reps-{group}"), names, rows, remark=beside if group == "result" else "", key=group)
    yield _load(words, card, remark)


def _own_row(words: Words, measure: Measure, columns: int) -> GridRow:
    name = words.plain(f"report-reps-name-{measure.metric.value.replace('_', '-')}")
    own = replace(_cell(words, measure), note=" · ".join(_notes(words, measure)))
    return GridRow(name, (own, _median_cell(words, measure.metric, measure.median))[:columns])


def _notes(words: Words, measure: Measure) -> Iterator[str]:
    if measure.share is not None and measure.share.whole:
        yield of_words(words, measure.share.part, measure.share.whole)
        if measure.metric is Metric.WON:
            yield between_words(words, measure.share)


def _load(words: Words, card: Scorecard, remark: str) -> Grid:
    say, work = words.plain, card.work
    numbers = (("clients", work.clients), ("deals", work.stuck.whole), ("tasks", work.tasks))
    names = tuple(say(f"report-reps-load-{what}") for what, _ in numbers)
    cells = tuple(Cell(grouped(number), strength=PLAIN) for _, number in numbers)
    return Grid(say("report-reps-load"), names, (GridRow("", cells),), remark=remark, key="load")


def _name(card: Scorecard) -> str:
    return cut(card.name, NAME)
