"""«Посмотрите»: what of the logs is worth a look, beside the usual; a face of /activity for who leads."""

from collections.abc import Iterator

from domain.analytics.signs import Sign, SignKind
from domain.money import grouped
from domain.readers.signs import SIGN_AREAS, SignsReport, sign_rows, signs_report
from domain.use_case import Right
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import more_words, of_words
from handlers.desk.difference import Measure
from handlers.desk.report import Paper, Report
from handlers.desk.subtitle import subtitle
from handlers.links import ShowReport
from handlers.plain import Rows, button
from handlers.reports.signs.links import OpenSign
from handlers.reports.signs.words import beside_words, day_of, what_words
from handlers.screen import cut
from handlers.wording import date_words
from handlers.words import Html, Words

NAME = 40
OFFERED = 6
SHOWN = 8


def signs_spec(paper: Paper, report: SignsReport) -> Spec:
    """The picture: by kind, on how many days of whose."""
    return paper.picture(
        _finding(paper, report),
        subtitle(paper, report.frame, paper.words.plain("report-signs-by")),
        _panels(paper.words, report),
    )


def _finding(paper: Paper, report: SignsReport) -> str:
    """«Посмотрите: Борис, пт 20 ноя, 9 разговоров за 3 минуты»."""
    say = paper.words.plain
    if not report.open:
        return say("report-signs-none")
    first = report.open[0]
    return say("report-signs-finding", what=line_words(paper, report, first))


def line_words(paper: Paper, report: SignsReport, sign: Sign) -> str:
    name = cut(report.names[sign.member_id], NAME)
    said = (name, day_of(paper.words, sign.day, paper.today), what_words(paper.words, sign.kind, sign.number))
    return ", ".join(part for part in said if part)


def _panels(words: Words, report: SignsReport) -> Iterator[Bars]:
    """Each kind that was found: whose, how often, how often otherwise."""
    if not report.open:
        yield Bars(words.plain("report-signs"), empty=words.plain("report-signs-nothing"))
    for kind in SignKind:
        if signs := [sign for sign in report.open if sign.kind is kind]:
            yield _panel(words, report, kind, signs)


def _panel(words: Words, report: SignsReport, kind: SignKind, signs: list[Sign]) -> Bars:
    by_rep = {sign.member_id: sign for sign in reversed(signs)}
    shown = sorted(by_rep.values(), key=lambda sign: (-(sign.own.value or 0), report.names[sign.member_id]))
    bars = tuple(_bar(words, report, sign) for sign in shown[:SHOWN])
    heading, rest = words.plain(f"report-signs-{kind.name.lower()}"), len(shown) - len(bars)
    return Bars(heading, bars, remark=more_words(words, rest), scale=1.0, key=kind.value, rest=rest)


def _bar(words: Words, report: SignsReport, sign: Sign) -> Bar:
    """The share of his days (or activities), with a mark at the team's."""
    of = of_words(words, sign.own.part, sign.own.whole)
    share = float(sign.own.value or 0)
    mark = None if sign.team is None else float(sign.team)
    tone = Tone.BEHIND if sign.is_unusual else Tone.QUIET
    name = cut(report.names[sign.member_id], NAME)
    return Bar(name, (Part(share, tone),), of, beside_words(words, sign), mark=mark)


def parts(paper: Paper, report: SignsReport) -> Iterator[tuple[str, str]]:
    """The evidence of each sign."""
    for sign in report.open:
        yield sign.key, line_words(paper, report, sign)


def figures(paper: Paper, report: SignsReport) -> Iterator[Html]:
    """Every open sign, how many are closed."""
    yield Html("")
    for sign in report.open:
        yield paper.words(
            "report-signs-line", what=line_words(paper, report, sign), beside=beside_words(paper.words, sign)
        )
    if closed := len(report.signs) - len(report.open):
        yield paper.words("report-signs-closed", number=grouped(closed))


def more(words: Words, shown: ShowReport, report: SignsReport) -> Rows:
    """To each of the first signs, with its question."""
    return [[button(_label(words, report, sign), OpenSign(key=sign.key).pack())] for sign in report.open[:OFFERED]]


def _label(words: Words, report: SignsReport, sign: Sign) -> str:
    day = "" if sign.day is None else date_words(sign.day, report.today, words.language)
    said = (cut(report.names[sign.member_id], NAME // 2), day, what_words(words, sign.kind, sign.number))
    return ", ".join(part for part in said if part)


def how(paper: Paper, report: SignsReport) -> Iterator[Html]:
    """The rules and their thresholds; what is not looked at, and why."""
    say = paper.words
    yield say("report-signs-how")
    yield say("report-signs-how-day", talks=report.talks, metres=report.metres)
    yield say("report-signs-how-period")
    yield say("report-signs-how-beside")
    yield say("report-signs-how-without")


def measure(paper: Paper, report: SignsReport) -> Measure:
    return Measure("signs", len(report.signs), adds_up=True)


REPORT = Report(
    kind="signs",
    read=signs_report,
    measure=measure,
    spec=signs_spec,
    how=how,
    rows_of=sign_rows,
    parts=parts,
    figures=figures,
    more=more,
    areas=SIGN_AREAS,
    right=Right.SEE_TEAM,
    faces=("activity", "signs"),
)
