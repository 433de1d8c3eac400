"""The pictures of every report, of the digest and of one's own figures, as a company's owner is shown them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from domain.periods import month_of
from domain.readers.digest import digest_of
from domain.readers.figures import figures_of
from domain.readers.looks import Look
from handlers.charts.specs import Spec
from handlers.desk.comparing import picture_of
from handlers.desk.reading import Shown
from handlers.desk.report import Paper, Report, Unit
from handlers.reports import REPORTS
from handlers.reports.digest.digest_spec import digest_spec
from handlers.reports.digest.figures_spec import figures_spec
from handlers.words import Words
from tests.charts.companies import NOW, OWNER

TODAY = NOW.date()
ANNA = 1
EVERY: Sequence[Any] = REPORTS
AS_OF = {"ru": "данные на 20 ноя 12:30", "en": "data as of 20 Nov 12:30"}


def pictures(
    session: Session, theme: str = "light", language: str = "ru", units: int | None = None
) -> Iterator[tuple[str, Spec]]:
    """Each by the name of its report and its unit. `units`: how many of a report's units, None = all."""
    words = Words(language)
    for report in EVERY:
        found = figures(session, report, Look(report.period(TODAY)))
        for unit in (report.units or (Unit.NUMBER,))[:units]:
            paper = Paper(words, TODAY, AS_OF[language], theme, unit)
            yield f"{report.kind} {unit.name.lower()}", report.spec(paper, found)
    month = month_of(TODAY)
    digest = digest_spec(words, digest_of(session, OWNER, month, NOW), TODAY, AS_OF[language])
    own = figures_spec(words, figures_of(session, OWNER, ANNA, month.start, NOW), AS_OF[language])
    yield "digest", replace(digest, theme=theme)
    yield "figures", replace(own, theme=theme)


def compared(session: Session, language: str = "ru") -> Iterator[tuple[str, Spec]]:
    """Each beside the period before."""
    words = Words(language)
    for report in EVERY:
        period = report.period(TODAY)
        earlier = month_of(TODAY) if period.is_all else period.shifted(-1)
        paper = Paper(words, TODAY, AS_OF[language], "light", (report.units or (Unit.NUMBER,))[0])
        one, other = (figures(session, report, Look(each)) for each in (period, earlier))
        yield f"{report.kind} compared", picture_of(report, paper, Shown(one, other, earlier))


def figures(session: Session, report: Report[Any], look: Look) -> Any:
    """As the frame reads them."""
    read = report.read(session, OWNER, look, TODAY)
    return read if report.computed is None else report.computed(read)
