"""What is asked when words of a report's command are not understood: with buttons, never passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from domain.names import FOUND, search_score
from domain.period_words import is_like_period, near_periods
from domain.periods import Period
from domain.readers.cuts import Cut, Named, codes_of, ordered
from domain.readers.cuts import near as near_cuts
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
from handlers.desk.periods import period_rows, period_words
from handlers.links import ShowReport
from handlers.plain import Card, Rows, button, in_rows
from handlers.screen import cut as shortened
from handlers.visit import Visit

SAID = 60
OFFERED, NEAREST = 12, 4


@dataclass(frozen=True, slots=True)
class Questioned:
    """A command that cannot be answered: what was understood of it, as a button has it; the cuts there are.

    `faces`: kinds of the report's other pictures.
    """

    visit: Visit
    shown: ShowReport
    period: Period
    asked: Asked
    known: Sequence[Cut]
    faces: Sequence[str] = ()
    is_ahead: bool = False

    @property
    def unclear(self) -> Named:
        return self.asked.unclear or Named("", ())


def question(of: Questioned) -> Card:
    """What the words mean that name nothing, several things, one thing too many, or two periods."""
    asked, text = of.asked, of.visit(_key(of), said=shortened(of.unclear.said, SAID))
    if asked.second is not None:
        return Card(text, _period_choice(of, asked.second))
    if asked.is_unclear_beside:
        return Card(text, _beside_rows(of))
    if asked.rival is not None:
        return Card(text, _rival_rows(of, asked.rival))
    return Card(text, _cut_rows(of))


def _key(of: Questioned) -> str:
    unclear, is_rep = of.unclear, of.visit.who.role is Role.REP
    if of.asked.second is not None:
        return "report-ask-two-periods"
    if not unclear.said:
        return "report-ask-beside"
    if of.asked.rival is not None:
        return "report-ask-one-of"
    if unclear.cuts:
        return "report-ask-too-much" if unclear.is_certain else "report-ask-which"
    if is_like_period(unclear.said):
        return "report-ask-period"
    return "report-ask-own" if is_rep and of.asked.period is None else "report-ask"


# Of one side


def _cut_rows(of: Questioned) -> Rows:
    """Faces and months it may mean, cuts, whose figures there are, every kind of cut, other times."""
    words, shown = of.visit.words, of.shown
    chosen = () if _is_too_much(of.asked) else of.asked.cuts
    if is_like_period(of.unclear.said) and not of.unclear.cuts:
        return period_rows(words, shown, of.period, of.visit.today, is_ahead=of.is_ahead)
    return [
        *in_rows([*_faces(of), *_months(of)], 2),
        *in_rows([cut_button(shown, chosen, cut) for cut in _offered(of)], 2),
        *in_rows(kind_buttons(words, shown, of.known, CUTS), 2),
        [all_button(words, shown, chosen, of.visit.who.role)],
        *period_rows(words, shown, of.period, of.visit.today)[1:],
    ]


def _offered(of: Questioned) -> Sequence[Cut]:
    """Those they may mean, else what is written like them and then whose figures there are."""
    if of.unclear.cuts:
        return of.unclear.cuts[:OFFERED]
    people = [cut for cut in of.known if cut.kind in PEOPLE and not cut.is_quiet]
    if not of.unclear.said:
        return people[:OFFERED]
    return list(dict.fromkeys([*near_cuts(of.unclear.said, of.known, NEAREST), *people]))[:OFFERED]


def _faces(of: Questioned) -> list[InlineKeyboardButton]:
    """«/sales товары»: the report's picture of that name."""
    named = ((kind, of.visit.words.plain(f"report-face-{kind}")) for kind in of.faces)
    if of.unclear.cuts:
        return []
    return [
        button(name, of.shown.model_copy(update={"kind": kind}).pack())
        for kind, name in named
        if search_score(of.unclear.said, name) >= FOUND
    ]


def _months(of: Questioned) -> list[InlineKeyboardButton]:
    """«сентбярь»: the months it is written like, where no other time was said."""
    if of.unclear.cuts or of.asked.period is not None:
        return []
    near = near_periods(of.unclear.said, of.visit.today, is_ahead=of.is_ahead)
    return [_of_period(of, period) for period in near]


def _is_too_much(asked: Asked) -> bool:
    """What is unclear names one thing, which has no room beside the others."""
    return asked.unclear is not None and asked.unclear.is_certain


# Of two


def _beside_rows(of: Questioned) -> Rows:
    """What was to be compared stays; with what else, is asked."""
    asked, words, shown = of.asked, of.visit.words, of.shown
    beside = asked.versus if isinstance(asked.versus, tuple) and not _is_too_much(asked) else ()
    return [
        *in_rows([versus_button(shown, beside, cut) for cut in _offered(of)], 2),
        *in_rows(kind_buttons(words, shown, of.known, VERSUS), 2),
        *earlier_rows(words, shown, of.period, of.visit.today),
    ]


def _rival_rows(of: Questioned, rival: Cut) -> Rows:
    """«анна борис»: one beside the other, or either alone."""
    one, others = of.unclear.cuts[0], tuple(cut for cut in of.asked.cuts if cut is not rival)
    first = of.shown.model_copy(update={"cuts": codes_of(ordered([*others, one])), "versus": rival.code})
    return [
        [button(of.visit.words.plain("report-ask-both", one=one.name, other=rival.name), first.pack())],
        [cut_button(of.shown, others, cut) for cut in (one, rival)],
    ]


def _period_choice(of: Questioned, second: Period) -> Rows:
    """«сентябрь октябрь»: one beside the other, both together if one follows the other, or either alone."""
    words, today = of.visit.words, of.visit.today
    first, last = sorted((of.period, second), key=lambda period: period.start)
    names = {"one": period_words(words, last, today), "other": period_words(words, first, today)}
    beside = of.shown.model_copy(update={"period": last.code, "versus": first.code})
    return [
        [button(words.plain("report-ask-both", **names), beside.pack())],
        *([[_of_period(of, Period(first.start, last.end))]] if first.end == last.start else []),
        [_of_period(of, last), _of_period(of, first)],
    ]


def _of_period(of: Questioned, period: Period) -> InlineKeyboardButton:
    name = period_words(of.visit.words, period, of.visit.today)
    return button(f"📅 {name}", of.shown.model_copy(update={"period": period.code}).pack())
