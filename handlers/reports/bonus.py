"""/bonus: the base growth bonus, and what the motivation costs."""

from collections.abc import Iterator

from domain.analytics.bonus import BonusReport
from domain.analytics.bonus import bonus_report as computed
from domain.bonus_terms import HELD
from domain.money import grouped
from domain.readers.bonus import BONUS_AREAS, bonus_data, bonus_rows
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.reports.bonus_spec import bonus_spec, factor_words
from handlers.words import Html


def parts(paper: Paper, report: BonusReport) -> Iterator[tuple[str, str]]:
    """The figures whose clients can be shown."""
    for what in ("soon", "granted", "earned", "offset", "begun", *(f"held{held}" for held in range(HELD))):
        if number := len(report.behind[what]):
            yield what, paper.words.plain(f"report-bonus-pick-{what}", number=grouped(number))


def how(paper: Paper, report: BonusReport) -> Iterator[Html]:
    """The rule."""
    say, rules = paper.words, report.rules
    yield say("report-bonus-how-advance", days=rules.days)
    yield say("report-bonus-how-holds", held=HELD)
    yield say("report-bonus-how-offset")
    yield say("report-bonus-how-factor", ended=rules.ended, factor=factor_words(say, rules.factor))
    yield say("report-bonus-how-cost")
    yield say("report-bonus-how-person")


def measure(paper: Paper, report: BonusReport) -> Measure:
    return Measure("bonus", report.paid, is_money=True, adds_up=True)


REPORT = Report(
    kind="bonus",
    read=bonus_data,
    computed=computed,
    measure=measure,
    spec=bonus_spec,
    how=how,
    rows_of=bonus_rows,
    parts=parts,
    areas=BONUS_AREAS,
)
