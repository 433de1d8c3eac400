"""The black funnel in words and bars."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from domain.analytics.black import Leak, StageLeak
from domain.analytics.shares import Share
from domain.money import grouped, percent
from domain.readers.black import BlackReport
from handlers.charts.specs import Bar, Bars, Part, Spec, Stays
from handlers.charts.style import Tone
from handlers.deals.words import reason_words, stage_words
from handlers.desk.amounts import money
from handlers.desk.report import Paper, Unit
from handlers.desk.shares import percent_words, share_with_interval
from handlers.desk.subtitle import subtitle
from handlers.screen import cut
from handlers.words import Words

K = TypeVar("K")
SHOWN = 8
NAME = 60


def black_spec(paper: Paper, report: BlackReport) -> Spec:
    """The picture: the stage that loses most, then why, whose, where from, whom to."""
    panels = [_stages(paper, report), *_cuts(paper, report)]
    return paper.picture(
        " ".join(_finding(paper.words, report)),
        subtitle(paper, report.frame, paper.words.plain("report-black-by")),
        tuple(panel for panel in panels if panel is not None),
    )


def _finding(words: Words, report: BlackReport) -> Iterator[str]:
    funnel, worst = report.funnel, report.funnel.worst
    if worst is None:
        yield words.plain("report-black-none")
        return
    stage = report.stages[funnel.stages.index(worst)]
    yield words.plain(
        "report-black-worst",
        stage=stage_words(words, *stage),
        lost=grouped(worst.leak.number),
        left=grouped(worst.left),
        count=worst.left,
        amount=money(words, worst.leak.amount),
    )
    often = max(funnel.reasons, key=lambda one: (one[0] is not None, one[1].number))
    if often[0] is not None and often[1].number > 1:
        yield words.plain("report-black-often", reason=_reason(words, report, often[0]))


# By stage


def _stages(paper: Paper, report: BlackReport) -> Bars:
    words = paper.words
    heading = words.plain("report-black-stages")
    remark = " ".join(_beside(words, report))
    if not report.funnel.total.number:
        return Bars(heading, empty=" ".join(filter(None, (words.plain("report-black-none"), remark))))
    bars = tuple(
        _stage_bar(paper, report, stage_words(words, *stage), leak)
        for stage, leak in zip(report.stages, report.funnel.stages, strict=True)
    )
    return Bars(heading, bars, remark=remark, scale=paper.scale, key="stages", stays=Stays.LONGEST)


def _stage_bar(paper: Paper, report: BlackReport, name: str, stage: StageLeak) -> Bar:
    """Lost of left: in ₽, in deals, or as the share."""
    words = paper.words
    share = share_with_interval(words, stage.share, report.frame.few)
    of = " ".join((grouped(stage.leak.number), words.plain("report-black-of", left=grouped(stage.left))))
    if paper.unit is Unit.SHARE:
        return Bar(name, (Part(float(stage.share.value or 0), Tone.LOST),), share or "0", of)
    if paper.unit is Unit.NUMBER:
        parts = (Part(stage.leak.number, Tone.LOST), Part(stage.moved, Tone.QUIET))
        return Bar(name, parts, of, share)
    lost = money(words, stage.leak.amount)
    return Bar(name, (Part(stage.leak.amount, Tone.LOST),), lost, f"{of} · {share}" if share else of)


def _beside(words: Words, report: BlackReport) -> Iterator[str]:
    """What is in no bar: deals without an amount, the silent, what the best would bring."""
    if report.funnel.total.amountless:
        yield words.plain("report-black-amountless", number=grouped(report.funnel.total.amountless))
    if report.silent.number:
        yield words.plain(
            "report-black-silent",
            amount=money(words, report.silent.amount),
            count=report.silent.number,
            number=grouped(report.silent.number),
        )
    if report.funnel.total.number:
        yield _what_if(words, report)


def _what_if(words: Words, report: BlackReport) -> str:
    found = report.funnel.what_if
    if found is None:
        return words.plain("report-black-by-chance")
    return words.plain(
        "report-black-what-if",
        stage=stage_words(words, *report.stages[found.place]),
        name=cut(report.owners.get(found.owner_id, ""), NAME),
        best=percent(found.best, 0, words.language),
        gain=money(words, found.gain),
    )


# By reason, owner, source, competitor


def _cuts(paper: Paper, report: BlackReport) -> Iterator[Bars | None]:
    words, funnel = paper.words, report.funnel
    say = words.plain
    yield _panel(paper, report, "reasons", funnel.reasons, lambda key: _reason(words, report, key))
    yield _panel(
        paper, report, "owners", funnel.owners, lambda key: report.owners.get(key or 0, say("report-black-no-owner"))
    )
    if any(key is not None for key, _ in funnel.sources):
        yield _panel(paper, report, "sources", funnel.sources, lambda key: key or say("report-black-no-source"))
    yield _panel(
        paper,
        report,
        "competitors",
        funnel.competitors,
        lambda key: report.competitors.get(key or 0, say("report-black-no-competitor")),
    )


def _reason(words: Words, report: BlackReport, key: str | None) -> str:
    return reason_words(words, key, report.reasons.get(key)) if key else words.plain("report-black-no-reason")


def _panel(
    paper: Paper, report: BlackReport, key: str, leaks: Sequence[tuple[K, Leak]], name: Callable[[K], str]
) -> Bars | None:
    """The longest first; more than fit are one bar."""
    if not leaks:
        return None
    if paper.unit is not Unit.MONEY:
        leaks = sorted(leaks, key=lambda one: -one[1].number)
    shown = leaks if len(leaks) <= SHOWN else leaks[: SHOWN - 1]
    rest = [leak for _, leak in leaks[len(shown) :]]
    bars = [_bar(paper, report, cut(name(value), NAME), leak) for value, leak in shown]
    if rest:
        together = Leak(*(sum(getattr(leak, part) for leak in rest) for part in ("number", "amount", "amountless")))
        bars.append(_bar(paper, report, paper.words.plain("report-black-rest"), together))
    return Bars(paper.words.plain(f"report-black-{key}"), tuple(bars), scale=paper.scale, key=key)


def _bar(paper: Paper, report: BlackReport, name: str, leak: Leak) -> Bar:
    number, amount = grouped(leak.number), money(paper.words, leak.amount)
    share = Share(leak.number, report.funnel.total.number)
    if paper.unit is Unit.SHARE:
        part, label, note = float(share.value or 0), percent_words(paper.words, share), number
    elif paper.unit is Unit.NUMBER:
        part, label, note = float(leak.number), number, amount
    else:
        part, label, note = float(leak.amount), amount, number
    return Bar(name, (Part(part, Tone.LOST),), label, note)
