"""What is asked when words of a report's command are not understood: with buttons, never passed over."""

from collections.abc import Sequence

from domain.periods import Period
from domain.readers.cuts import Cut, Named, near
from domain.report_words import Asked
from domain.tables import Role
from handlers.desk.cuts import (
    CUTS,
    PEOPLE,
    VERSUS,
    all_button,
    cut_button,
    earlier_rows,
    kind_buttons,
    versus_button,
)
from handlers.desk.periods import period_rows
from handlers.links import ShowReport
from handlers.plain import Card, Rows, in_rows
from handlers.screen import cut as shortened
from handlers.visit import Visit

SAID = 60
OFFERED, NEAREST = 12, 4


def question(visit: Visit, shown: ShowReport, period: Period, asked: Asked, known: Sequence[Cut]) -> Card:
    """What the words mean that name nothing, several things, or one thing too many."""
    unclear = asked.unclear or Named("", ())
    offered = _offered(unclear, known)
    text = visit(_key(visit, unclear), said=shortened(unclear.said, SAID))
    if asked.is_unclear_beside:
        return Card(text, _beside_rows(visit, shown, period, asked, offered, known))
    return Card(text, _cut_rows(visit, shown, period, asked, offered, known))


def _offered(unclear: Named, known: Sequence[Cut]) -> Sequence[Cut]:
    """Those they may mean, else what is written like them and then whose figures there are."""
    if unclear.cuts:
        return unclear.cuts[:OFFERED]
    people = [cut for cut in known if cut.kind in PEOPLE and not cut.gone]
    if not unclear.said:
        return people[:OFFERED]
    return list(dict.fromkeys([*near(unclear.said, known, NEAREST), *people]))[:OFFERED]


def _cut_rows(
    visit: Visit, shown: ShowReport, period: Period, asked: Asked, offered: Sequence[Cut], known: Sequence[Cut]
) -> Rows:
    chosen = () if _is_too_much(asked) else asked.cuts
    return [
        *in_rows([cut_button(shown, chosen, cut) for cut in offered], 2),
        *in_rows(kind_buttons(visit.words, shown, known, CUTS), 2),
        [all_button(visit.words, shown, chosen, visit.who.role)],
        *period_rows(visit.words, shown, period, visit.today)[1:],
    ]


def _beside_rows(
    visit: Visit, shown: ShowReport, period: Period, asked: Asked, offered: Sequence[Cut], known: Sequence[Cut]
) -> Rows:
    """What was to be compared stays; with what else, is asked."""
    beside = asked.versus if isinstance(asked.versus, tuple) and not _is_too_much(asked) else ()
    return [
        *in_rows([versus_button(shown, beside, cut) for cut in offered], 2),
        *in_rows(kind_buttons(visit.words, shown, known, VERSUS), 2),
        *earlier_rows(visit.words, shown, period, visit.today),
    ]


def _is_too_much(asked: Asked) -> bool:
    """What is unclear names one thing, which has no room beside the others."""
    return asked.unclear is not None and asked.unclear.is_certain


def _key(visit: Visit, unclear: Named) -> str:
    if not unclear.said:
        return "report-ask-beside"
    if unclear.cuts:
        return "report-ask-too-much" if unclear.is_certain else "report-ask-which"
    return "report-ask-own" if visit.who.role is Role.REP else "report-ask"
