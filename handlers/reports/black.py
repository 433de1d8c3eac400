"""/black: where the money leaks, and the deals that leaked."""

from collections.abc import Iterator

from domain.money import grouped
from domain.readers.black import BlackReport, black_deals, black_report
from handlers.deals.words import stage_words
from handlers.desk.difference import Measure
from handlers.desk.periods import period_words
from handlers.desk.report import Paper, Report, Unit
from handlers.reports.black_spec import black_spec
from handlers.words import Html


def parts(paper: Paper, report: BlackReport) -> Iterator[tuple[str, str]]:
    """The figures whose deals can be shown."""
    say, funnel = paper.words.plain, report.funnel
    figures = (
        ("all", funnel.total.number),
        ("amountless", funnel.total.amountless),
        ("silent", report.silent.number),
    )
    for what, number in figures:
        if number:
            yield what, say(f"report-pick-{what}", number=grouped(number))
    for place, (stage, leak) in enumerate(zip(report.stages, funnel.stages, strict=True)):
        if leak.leak.number:
            name = stage_words(paper.words, *stage)
            yield f"s{place}", say("report-pick-stage", stage=name, number=grouped(leak.leak.number))


def how(paper: Paper, report: BlackReport) -> Iterator[Html]:
    """The rule and its thresholds."""
    say = paper.words
    yield say("report-black-how-lost", period=period_words(say, report.frame.period, paper.today))
    yield say("report-black-how-left")
    yield say("report-black-how-silent", times=report.silent_times)
    yield say("report-black-how-what-if", few=report.frame.few)
    yield say("report-black-how-whose")
    if report.funnel.total.amountless:
        yield say("report-black-amountless", number=grouped(report.funnel.total.amountless))


def measure(paper: Paper, report: BlackReport) -> Measure:
    return Measure("lost", report.funnel.total.amount, is_money=True, adds_up=True)


REPORT = Report(
    kind="black",
    read=black_report,
    measure=measure,
    spec=black_spec,
    how=how,
    rows=black_deals,
    parts=parts,
    units=(Unit.MONEY, Unit.NUMBER, Unit.SHARE),
)
