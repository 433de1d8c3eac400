"""/channels: what each source of clients brought and cost."""

from collections.abc import Iterator

from domain.analytics.channels import Channel, ChannelReport, channel_report, paid_for
from domain.codes import short_code
from domain.money import grouped
from domain.readers.channels import CHANNEL_AREAS, channel_data, channel_rows
from domain.use_case import Right, may
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report, Unit
from handlers.links import ShowReport
from handlers.plain import Rows, button
from handlers.reports.channels_spec import SHOWN, channels_spec, source_words
from handlers.spend.links import OpenSpend
from handlers.words import Html, Words


def parts(paper: Paper, report: ChannelReport) -> Iterator[tuple[str, str]]:
    """The figures whose clients or deals can be shown."""
    say, total = paper.words.plain, report.total
    if total.leads:
        yield "leads", say("report-channels-pick-leads", number=grouped(total.leads))
    if report.unknown:
        yield "unknown", say("report-channels-pick-unknown", number=grouped(len(report.unknown)))
    for channel in report.channels[:SHOWN]:
        yield from _of_source(paper.words, channel)


def _of_source(words: Words, channel: Channel) -> Iterator[tuple[str, str]]:
    figures = (("l", "leads", channel.leads), ("d", "deals", channel.deals), ("w", "won", channel.won))
    for letter, what, number in figures:
        if number:
            name = source_words(words, channel.source)
            label = words.plain(f"report-channels-pick-source-{what}", source=name, number=grouped(number))
            yield letter + short_code(channel.source), label


def how(paper: Paper, report: ChannelReport) -> Iterator[Html]:
    """The rule, and what was left out."""
    say = paper.words
    yield say("report-channels-how-leads")
    yield say("report-channels-how-deals")
    yield say("report-channels-how-spend")
    yield say("report-channels-how-roi")
    yield say("report-channels-how-profit")
    if report.frame.cuts:
        yield say("report-channels-how-cut")


def more(words: Words, shown: ShowReport, report: ChannelReport) -> Rows:
    """To the spend, for whoever enters it."""
    if not may(report.frame.role, Right.ENTER_SPEND):
        return []
    return [[button(words.plain("report-channels-spend"), OpenSpend().pack())]]


def measure(paper: Paper, report: ChannelReport) -> Measure:
    """What the advertising paid back; without any, how many leads came."""
    roi = paid_for(report.channels).roi
    return Measure("leads", report.total.leads, adds_up=True) if roi is None else Measure("roi", roi)


REPORT = Report(
    kind="channels",
    read=channel_data,
    computed=channel_report,
    measure=measure,
    spec=channels_spec,
    how=how,
    rows_of=channel_rows,
    parts=parts,
    units=(Unit.MONEY, Unit.NUMBER, Unit.SHARE),
    right=Right.SEE_TEAM,
    areas=CHANNEL_AREAS,
    more=more,
)
