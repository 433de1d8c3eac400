"""The sales plan and the funnel plan of a month."""

from collections.abc import Iterator
from typing import Any

from aiogram.types import InlineKeyboardButton

from domain.readers.plans import MonthPlan, Plans
from domain.tables import SalesPlanLine
from handlers.deals.words import stage_words
from handlers.plain import Card, Rows, button, in_rows
from handlers.plans.cards import NAME, back_to
from handlers.plans.links import FUNNEL, SALES, CopyMonth, OpenMonth, OpenSales, SetSales, TypeSales, TypeStage
from handlers.plans.wording import line_name, sales_words, stage_plan_words
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import month_words

THOUSAND, MILLION = 1_000_00, 1_000_000_00
SUMS = (500 * THOUSAND, MILLION, 1500 * THOUSAND, 2 * MILLION, 3 * MILLION, 5 * MILLION)
NUMBERS = (5, 10, 15, 20, 30, 50)


def sales_card(visit: Visit, plans: Plans, month: int) -> Card:
    """Each line of the month, and the same of the month before."""
    before, present = plans.months[month], plans.months[month + 1]
    lines = [_title(visit, plans, present, "sales")]
    for line in SalesPlanLine:
        value = sales_words(visit, line, present.sales[line]) if line in present.sales else "–"
        lines.append(visit("plans-sales-line", line=line_name(visit, line), value=value))
    if before.sales:
        said = ", ".join(
            f"{line_name(visit, one)} {sales_words(visit, one, each)}" for one, each in before.sales.items()
        )
        lines.append(visit("plans-month-before", month=_name(visit, before), what=said))
    buttons = [
        button(line_name(visit, line), OpenSales(member_id=plans.member_id, line=line, month=month).pack())
        for line in SalesPlanLine
    ]
    copies = [*_copies(visit, plans, before, SALES, month)] if before.sales else []
    return Card("\n".join(lines), [*in_rows(buttons, 2), copies, back_to(visit, plans.member_id)])


def funnel_card(visit: Visit, plans: Plans, month: int) -> Card:
    """Each stage of the month: number and ₽."""
    before, present = plans.months[month], plans.months[month + 1]
    lines, buttons = [_title(visit, plans, present, "funnel")], []
    for place, stage in enumerate(plans.stages):
        name = stage_words(visit.words, stage.key, stage.own)
        value = stage_plan_words(visit, *present.funnel[stage.key]) if stage.key in present.funnel else "–"
        lines.append(visit("plans-sales-line", line=name, value=value))
        buttons.append(button(name, TypeStage(member_id=plans.member_id, stage=place, month=month).pack()))
    copies = [*_copies(visit, plans, before, FUNNEL, month)] if before.funnel else []
    return Card("\n".join(lines), [*in_rows(buttons, 2), copies, back_to(visit, plans.member_id)])


def sales_line_card(visit: Visit, plans: Plans, line: SalesPlanLine, month: int) -> Card:
    """Sums to tap: as the month before, more, round ones."""
    before, present = plans.months[month], plans.months[month + 1]
    say = visit.words.plain
    about: dict[str, Any] = {"member_id": plans.member_id, "line": line, "month": month}
    now = sales_words(visit, line, present.sales[line]) if line in present.sales else say("plans-no-line")
    text = visit(
        "plans-ask-sales", name=cut(plans.name, NAME), line=line_name(visit, line), month=_name(visit, present), now=now
    )
    usual = SUMS if line is SalesPlanLine.PAYMENTS else NUMBERS
    values = [before.sales[line], *usual] if line in before.sales else usual
    chips = [
        button(sales_words(visit, line, value), SetSales(value=value, **about).pack())
        for value in dict.fromkeys(values)
    ]
    last = [button(say("plans-type"), TypeSales(**about).pack())]
    if line in present.sales:
        last.append(button(say("plans-remove"), SetSales(value=0, **about).pack()))
    back = [button(say("back"), OpenMonth(member_id=plans.member_id, what=SALES, month=month).pack())]
    rows: Rows = [*in_rows(chips, 3), last, back]
    return Card(text, rows)


def _title(visit: Visit, plans: Plans, present: MonthPlan, what: str) -> str:
    return visit(f"plans-title-{what}", name=cut(plans.name, NAME), month=_name(visit, present))


def _copies(visit: Visit, plans: Plans, before: MonthPlan, what: str, month: int) -> Iterator[InlineKeyboardButton]:
    for percent in (0, 10):
        words = visit.words.plain(f"plans-copy-month-{percent}", month=_name(visit, before))
        link = CopyMonth(member_id=plans.member_id, what=what, month=month, percent=percent)
        yield button(words, link.pack())


def _name(visit: Visit, month: MonthPlan) -> str:
    return month_words(month.month, visit.words.language)
