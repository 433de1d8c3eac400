"""/activity: the activity plan against the facts, by rep and day."""

from collections.abc import Iterator

from domain.activity_plan import month_completion
from domain.analytics.activity import RepActivity
from domain.money import grouped, percent
from domain.readers.activity import ACTIVITY_AREAS, ActivityReport, activity_report, activity_rows
from domain.tables import Role
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.links import ShowReport
from handlers.plain import Rows, button
from handlers.reports.activity_spec import activity_spec, line_words
from handlers.reports.digest.figures_spec import bonus_words
from handlers.screen import cut
from handlers.words import Html, Words

NAME = 40


def parts(paper: Paper, report: ActivityReport) -> Iterator[tuple[str, str]]:
    """Reps, those who fall short, what was logged too late; a rep has no list of himself."""
    numbers = {"later": sum(rep.logged_later for rep in report.reps)}
    if report.frame.role is not Role.REP:
        numbers = {"all": len(report.reps), "short": sum(rep.falls_short for rep in report.reps), **numbers}
    for what, number in numbers.items():
        if number:
            yield what, paper.words.plain(f"report-pick-activity-{what}", number=grouped(number))


def figures(paper: Paper, report: ActivityReport) -> Iterator[Html]:
    """Each rep in a line."""
    yield Html("")
    for rep in report.reps:
        yield _line(paper.words, rep)


def _line(words: Words, rep: RepActivity) -> Html:
    """«Борис: 62 %, полностью 3 из 15 дней, доля премии 0,69. Меньше всего КП 20 %. Внесено позже: 4.»"""
    if rep.completion is None:
        return words("report-activity-rep-planless", name=cut(rep.name, NAME))
    said: list[str] = [
        words(
            "report-activity-rep",
            name=cut(rep.name, NAME),
            share=percent(rep.completion, 1, words.language),
            done=rep.days_done,
            days=len(rep.worked),
        )
    ]
    if rep.bonus is not None:
        key = "report-activity-rep-met" if rep.sales_met else "report-activity-bonus"
        said.append(words(key, share=bonus_words(words, rep.bonus)))
    if rep.lines[0].completion < 1:
        said.append(words("report-activity-rep-least", line=line_words(words, rep.lines[0])))
    if rep.logged_later:
        said.append(words("report-activity-rep-later", number=grouped(rep.logged_later)))
    return Html(" ".join(said))


def more(words: Words, shown: ShowReport, report: ActivityReport) -> Rows:
    """To the signs, for whoever leads."""
    if report.frame.role is Role.REP:
        return []
    signs = shown.model_copy(update={"kind": "signs", "versus": "", "unit": "", "view": ""})
    return [[button(words.plain("report-activity-signs"), signs.pack())]]


def how(paper: Paper, report: ActivityReport) -> Iterator[Html]:
    """The rule."""
    for what in ("day", "week", "month", "later", "away", "bonus"):
        yield paper.words(f"report-activity-how-{what}")


def measure(paper: Paper, report: ActivityReport) -> Measure:
    """Over all the days of all."""
    return Measure("activity", month_completion(day.done for rep in report.reps for day in rep.worked))


REPORT = Report(
    kind="activity",
    read=activity_report,
    measure=measure,
    spec=activity_spec,
    how=how,
    rows_of=activity_rows,
    parts=parts,
    figures=figures,
    more=more,
    areas=ACTIVITY_AREAS,
)
