"""What a report is narrowed to and compared with, in words and as buttons to choose others."""

from collections.abc import Iterable, Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.paging import paged
from domain.periods import Period
from domain.readers.cuts import Cut, CutKind, Cuts, codes_of, ordered
from domain.report_words import MOST_BESIDE, MOST_CUTS
from domain.tables import Role
from handlers.desk.periods import period_words
from handlers.links import ShowReport
from handlers.plain import Rows, button, in_rows, turning
from handlers.screen import cut as shortened
from handlers.words import Words

SHOWN = 20
NAME = 60
PEOPLE = (CutKind.TEAM, CutKind.MEMBER)
MARKS = {CutKind.TEAM: "👥 ", CutKind.MEMBER: "👤 "}
CUTS, VERSUS = "cuts", "vs"
"""Views that choose: of people first; of another kind with its letter after, «cutsc», «vsr»."""


def cuts_words(words: Words, cuts: Cuts, role: Role) -> str:
    """«вся компания», «Анна · розница». Not HTML."""
    names = [shortened(cut.name, NAME) for cut in cuts]
    if not any(cut.kind in PEOPLE for cut in cuts):
        names.insert(0, words.plain(f"report-whose-{role}"))
    return " · ".join(names)


def versus_words(words: Words, versus: Period | Cuts, role: Role, today: date) -> str:
    """«октябрь 2026», «Борис». Not HTML."""
    return period_words(words, versus, today) if isinstance(versus, Period) else cuts_words(words, versus, role)


def cut_button(shown: ShowReport, cuts: Cuts, chosen: Cut) -> InlineKeyboardButton:
    """To the report of this cut too; in place of another of the same kind."""
    return button(f"{MARKS.get(chosen.kind, '')}{chosen.name}", _picture(shown, ordered([*cuts, chosen])))


def all_button(words: Words, shown: ShowReport, cuts: Cuts, role: Role) -> InlineKeyboardButton:
    """To the figures of everybody the viewer sees."""
    name = words.plain(f"report-whose-{role}")
    return button(name[:1].upper() + name[1:], _picture(shown, tuple(cut for cut in cuts if cut.kind not in PEOPLE)))


def cut_rows(words: Words, shown: ShowReport, cuts: Cuts, known: Sequence[Cut], role: Role) -> Rows:
    """Whose figures, of which clients: the people first, then what else there is to cut by."""
    kind = _kind(shown.view.removeprefix(CUTS))
    offered = _offered(known, kind)
    full = len(cuts) >= MOST_CUTS
    chosen = [
        cut_button(shown, cuts, cut)
        for cut in _page(offered, shown.page)
        if not full or any(cut.kind is other.kind for other in cuts)
    ]
    dropped = [
        button(words.plain("report-cut-drop", name=shortened(cut.name, NAME)), _picture(shown, _without(cuts, cut)))
        for cut in cuts
        if cut.kind not in PEOPLE
    ]
    return [
        *([[all_button(words, shown, cuts, role)]] if kind is None else []),
        *in_rows(dropped, 2),
        *in_rows(chosen, 2),
        _turns(shown, len(offered)),
        *in_rows(kind_buttons(words, shown, known, CUTS), 2),
        [_back(words, shown)],
    ]


def versus_rows(words: Words, shown: ShowReport, period: Period, cuts: Cuts, known: Sequence[Cut], today: date) -> Rows:
    """What to set beside: the period before, the year before, or the same of others."""
    kind = _kind(shown.view.removeprefix(VERSUS))
    offered = _offered(known, kind)
    others = [versus_button(shown, (), cut) for cut in _page(offered, shown.page) if cut not in cuts]
    return [
        *(earlier_rows(words, shown, period, today) if kind is None else []),
        *in_rows(others, 2),
        _turns(shown, len(offered)),
        *in_rows(kind_buttons(words, shown, known, VERSUS), 2),
        *([[button(words.plain("report-versus-none"), _versus(shown, ""))]] if shown.versus else []),
        [_back(words, shown)],
    ]


def versus_button(shown: ShowReport, beside: Cuts, chosen: Cut) -> InlineKeyboardButton:
    """To the report with the same of this cut beside it, and of those already chosen as far as there is room."""
    cuts = ordered([*beside, chosen])
    code = codes_of(cuts) if len(cuts) <= MOST_BESIDE else chosen.code
    return button(f"{MARKS.get(chosen.kind, '')}{chosen.name}", _versus(shown, code))


def earlier_rows(words: Words, shown: ShowReport, period: Period, today: date) -> Rows:
    """To the report with the period before, or the year before, beside it."""
    named = ((other, period_words(words, other, today)) for other in earlier(period))
    return [
        [button(words.plain("report-versus-period", period=name), _versus(shown, other.code))] for other, name in named
    ]


def earlier(period: Period) -> Iterable[Period]:
    """The period before, and the same a year ago where that is another."""
    if period.is_all:
        return []
    before = period.shifted(-1)
    year = period.a_year_earlier
    return [before] if before == year else [before, year]


def _kind(letter: str) -> CutKind | None:
    """None = people, the first page of the choice."""
    return next((kind for kind in CutKind if kind == letter and kind not in PEOPLE), None)


def _offered(known: Sequence[Cut], kind: CutKind | None) -> list[Cut]:
    return [cut for cut in known if not cut.is_quiet and (cut.kind in PEOPLE if kind is None else cut.kind is kind)]


def _page(offered: Sequence[Cut], page: int) -> Sequence[Cut]:
    page, _ = paged(page, len(offered), SHOWN)
    return offered[page * SHOWN : (page + 1) * SHOWN]


def _turns(shown: ShowReport, count: int) -> list[InlineKeyboardButton]:
    page, pages = paged(shown.page, count, SHOWN)
    return turning(page, pages, lambda to: shown.model_copy(update={"page": to}))


def kind_buttons(words: Words, shown: ShowReport, known: Sequence[Cut], view: str) -> list[InlineKeyboardButton]:
    """The other kinds that there is anything of."""
    present = {cut.kind for cut in known} - set(PEOPLE)
    return [
        button(
            words.plain(f"report-cut-kind-{kind.name.lower()}"),
            shown.model_copy(update={"view": f"{view}{kind}", "page": 0}).pack(),
        )
        for kind in CutKind
        if kind in present and shown.view != f"{view}{kind}"
    ]


def _without(cuts: Cuts, dropped: Cut) -> Cuts:
    return tuple(cut for cut in cuts if cut is not dropped)


def _picture(shown: ShowReport, cuts: Cuts) -> str:
    return shown.model_copy(update={"view": "", "page": 0, "cuts": codes_of(cuts)}).pack()


def _versus(shown: ShowReport, code: str) -> str:
    return shown.model_copy(update={"view": "", "page": 0, "versus": code}).pack()


def _back(words: Words, shown: ShowReport) -> InlineKeyboardButton:
    return button(words.plain("back"), shown.model_copy(update={"view": "", "page": 0}).pack())
