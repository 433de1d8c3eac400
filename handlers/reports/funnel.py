"""/funnel: both funnels, and the deals behind each figure."""

from collections.abc import Iterator

from domain.analytics.funnels import Ladder
from domain.money import grouped, percent
from domain.readers.funnel_report import FunnelReport, funnel_report
from domain.readers.funnel_rows import funnel_deals
from domain.readers.plan import PLAN_AREAS
from handlers.deals.words import stage_words
from handlers.desk.difference import Measure
from handlers.desk.periods import period_words
from handlers.desk.report import Paper, Report, Unit
from handlers.desk.shares import share_with_interval
from handlers.reports.funnel_spec import TINY, finding_together, funnel_spec, is_tiny, missing_words
from handlers.words import Html


def parts(paper: Paper, report: FunnelReport) -> Iterator[tuple[str, str]]:
    """The figures whose deals can be shown."""
    deals, say = report.deals, paper.words.plain
    figures = (
        ("won", deals.all.won),
        ("lost", deals.all.lost),
        ("open", deals.all.open),
        ("all", deals.all.total),
        ("undated", deals.undated),
        ("clientless", deals.clientless),
        ("amountless", deals.amountless),
    )
    for what, number in figures:
        if number:
            yield what, say(f"report-pick-{what}", number=grouped(number))
    for place, ((key, name), number) in enumerate(zip(report.stages, deals.all.reached, strict=True)):
        if number:
            stage = stage_words(paper.words, key, name)
            yield f"s{place}", say("report-pick-stage", stage=stage, number=grouped(number))


def ladders(paper: Paper, report: FunnelReport) -> Iterator[Html]:
    """Stages of new and repeat deals apart, and of the closed ones while others are open."""
    deals = report.deals
    kinds: list[tuple[str, Ladder]] = []
    if deals.new.total and deals.again.total:
        kinds += [("new", deals.new), ("again", deals.again)]
    if deals.all.open and deals.closed.total:
        kinds.append(("closed", deals.closed))
    for key, part in kinds:
        yield Html(f"\n<b>{paper.words(f'report-funnel-kind-{key}')}</b>")
        yield from _ladder(paper, report, part)


def _ladder(paper: Paper, report: FunnelReport, part: Ladder) -> Iterator[Html]:
    for place, (key, name) in enumerate(report.stages):
        step = share_with_interval(paper.words, part.steps[place - 1], report.frame.few) if place else ""
        figures = " · ".join(filter(None, (grouped(part.reached[place]), step and f"↓ {step}")))
        yield paper.words("report-pick-stage", stage=stage_words(paper.words, key, name), number=figures)


def how(paper: Paper, report: FunnelReport) -> Iterator[Html]:
    """The rule, the thresholds, what was left out and why."""
    say, frame = paper.words, report.frame
    yield say("report-funnel-how-deals", period=period_words(say, frame.period, paper.today))
    yield say("report-funnel-how-kinds")
    yield say("report-funnel-how-open", share=percent(report.still_open_share, 0, say.language))
    yield say("report-funnel-how-same-age")
    yield say("report-funnel-how-few", few=frame.few, tiny=TINY)
    yield say("report-funnel-how-activities")
    yield say("report-funnel-how-whose")
    missing = missing_words(say, report)
    yield (say("report-funnel-how-left-out", missing=missing) if missing else say("report-funnel-how-nothing-left-out"))


def measure(paper: Paper, report: FunnelReport) -> Measure | None:
    """Of the closed ones, while many are open."""
    deals = report.deals
    share = deals.closed.overall if deals.is_unripe else deals.all.overall
    return None if is_tiny(report) else Measure("won-closed" if deals.is_unripe else "won", share)


REPORT = Report(
    kind="funnel",
    read=funnel_report,
    measure=measure,
    spec=funnel_spec,
    how=how,
    rows=funnel_deals,
    parts=parts,
    figures=ladders,
    is_tiny=is_tiny,
    together=finding_together,
    areas=PLAN_AREAS,
    units=(Unit.NUMBER, Unit.MONEY, Unit.SHARE),
)
