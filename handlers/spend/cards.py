"""How the spend looks as it is entered."""

from collections.abc import Sequence
from datetime import date

from domain.date_words import add_months
from domain.readers.spending import SourceMonths, SourceSpend
from handlers.fitting import fitted
from handlers.plain import Card, button, in_rows
from handlers.screen import cut
from handlers.spend.links import AskSpend, NewSource, OpenSource, OpenSpend
from handlers.visit import Visit
from handlers.wording import month_words, short_sum_words, sum_words
from handlers.words import Html

NAME = 30
SHOWN = 40
NOTHING = "–"


def sources_card(visit: Visit, sources: Sequence[SourceSpend], note: Html | None = None) -> Card:
    """Every source with its last two months."""
    say, lang = visit.words.plain, visit.words.language
    present = visit.today.replace(day=1)
    title = visit(
        "spend-sources",
        present=month_words(present, lang),
        previous=month_words(add_months(present, -1), lang),
    )
    shown = sources[:SHOWN]
    lines = [
        visit(
            "spend-source-line",
            source=cut(one.source, NAME),
            present=_sum(visit, one.present),
            previous=_sum(visit, one.previous),
        )
        for one in shown
    ]
    buttons = [button(cut(one.source, NAME), OpenSource(code=one.code).pack()) for one in shown]
    new = button(say("spend-new-button"), NewSource().pack())
    text = fitted([*([note] if note else []), title, *lines, visit("spend-example")])
    return Card(text, [*in_rows(buttons, 2), [new]])


def months_card(visit: Visit, found: SourceMonths, note: Html | None = None) -> Card:
    """A source's months; a tap on one enters, corrects or removes."""
    lang = visit.words.language
    buttons = [
        button(
            f"{month_words(month, lang)} · {_sum(visit, amount)}",
            AskSpend(code=found.code, month=month.isoformat()[:7]).pack(),
        )
        for month, amount in found.months.items()
    ]
    lines = [*([note, Html("")] if note else []), visit("spend-months", source=found.source)]
    back = button(visit.words.plain("back"), OpenSpend().pack())
    return Card("\n".join(lines), [*in_rows(buttons, 2), [back]])


def saved_words(visit: Visit, source: str, month: date, amount: int, before: int) -> Html:
    """«✅ «Яндекс», сентябрь 2026: 50 000 ₽. Было 30 000 ₽.»"""
    lang = visit.words.language
    key = "spend-saved" if amount else "spend-removed"
    said = visit(key, source=source, month=month_words(month, lang), amount=sum_words(amount, lang))
    was = visit("spend-was", amount=sum_words(before, lang)) if before and before != amount else ""
    return Html(f"{said} {was}".strip())


def _sum(visit: Visit, kopecks: int) -> str:
    return short_sum_words(kopecks, visit.words.language) if kopecks else NOTHING
