"""/reps: who works well, who needs help and with what."""

from collections.abc import Iterator

from domain.analytics.figures import together
from domain.analytics.reps import Scorecard
from domain.money import grouped
from domain.readers.cuts import member_code
from domain.readers.reps import REP_AREAS, RULES, RepsReport, rep_rows, reps_report
from domain.tables import Role
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.links import ShowReport
from handlers.plain import Rows, button, in_rows
from handlers.reports.reps_spec import cause_words, reps_spec
from handlers.screen import cut
from handlers.words import Html, Words

NAME = 30
OFFERED = 4


def parts(paper: Paper, report: RepsReport) -> Iterator[tuple[str, str]]:
    """Everybody, who needs help, who does not; a rep has no list of himself."""
    if report.frame.role is Role.REP:
        return
    for what, rule in RULES.items():
        if number := sum(map(rule, report.cards)):
            yield what, paper.words.plain(f"report-pick-reps-{what}", number=grouped(number))


def figures(paper: Paper, report: RepsReport) -> Iterator[Html]:
    """What each has in hand, what to help him with, what he does best."""
    yield Html("")
    for card in report.cards:
        yield _line(paper.words, card)


def _line(words: Words, card: Scorecard) -> Html:
    weak = ", ".join(cause_words(words, one) for one in card.causes)
    said = words(
        "report-reps-line",
        name=cut(card.name, NAME),
        clients=grouped(card.work.clients),
        deals=grouped(card.work.stuck.whole),
        tasks=grouped(card.work.tasks),
    )
    return Html(f"{said} {words('report-reps-line-help', what=weak)}") if weak else said


def more(words: Words, shown: ShowReport, report: RepsReport) -> Rows:
    """To each of those who need help most."""
    if len(report.cards) < 2:
        return []
    buttons = [
        button(cut(card.name, NAME), shown.model_copy(update={"cuts": member_code(card.member_id), "view": ""}).pack())
        for card in report.cards[:OFFERED]
    ]
    return in_rows(buttons, 2)


def how(paper: Paper, report: RepsReport) -> Iterator[Html]:
    """The rule of every figure."""
    say = paper.words
    for what in ("plan", "won", "activity", "speed", "deals", "order", "median"):
        yield say(f"report-reps-how-{what}")


def measure(paper: Paper, report: RepsReport) -> Measure:
    """How much of everybody's plan is done."""
    return Measure("plan", together(card.work.plan for card in report.cards).share, adds_up=True)


REPORT = Report(
    kind="reps",
    read=reps_report,
    measure=measure,
    spec=reps_spec,
    how=how,
    rows_of=rep_rows,
    parts=parts,
    figures=figures,
    more=more,
    areas=REP_AREAS,
)
