"""Whose figures a report shows, in words and as buttons to others'."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from domain.readers.cuts import Cut
from domain.tables import Role
from handlers.links import ShowReport
from handlers.plain import Rows, button, in_rows, turning
from handlers.screen import cut as shortened
from handlers.words import Words

CUTS_SHOWN = 20
NAME = 60


def whose_words(words: Words, cut: Cut | None, role: Role) -> str:
    """«вся компания», «мои команды», «Анна». Not HTML."""
    return shortened(cut.name, NAME) if cut else words.plain(f"report-whose-{role}")


def cut_button(shown: ShowReport, cut: Cut) -> InlineKeyboardButton:
    mark = "👥" if cut.kind == "team" else "👤"
    ids = {"member_id": cut.id if cut.kind == "member" else 0, "team_id": cut.id if cut.kind == "team" else 0}
    return button(f"{mark} {cut.name}", _picture(shown, **ids).pack())


def all_button(words: Words, shown: ShowReport, role: Role) -> InlineKeyboardButton:
    name = words.plain(f"report-whose-{role}")
    return button(name[:1].upper() + name[1:], _picture(shown, member_id=0, team_id=0).pack())


def cut_rows(words: Words, shown: ShowReport, cuts: Sequence[Cut], role: Role) -> Rows:
    """A page of everybody whose figures may be seen apart; the page is the button's own."""
    present = [cut for cut in cuts if not cut.gone]
    pages = max(1, -(-len(present) // CUTS_SHOWN))
    page = max(0, min(shown.page, pages - 1))
    here = present[page * CUTS_SHOWN : (page + 1) * CUTS_SHOWN]
    turns = turning(page, pages, lambda to: shown.model_copy(update={"view": "cuts", "page": to}))
    return [
        [all_button(words, shown, role)],
        *in_rows([cut_button(shown, cut) for cut in here], 2),
        turns,
        [button(words.plain("back"), _picture(shown).pack())],
    ]


def _picture(shown: ShowReport, **ids: int) -> ShowReport:
    return shown.model_copy(update={"view": "", "page": 0, **ids})
