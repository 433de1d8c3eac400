"""How the plans of a rep look: whose, all of them, a line, the days with another number, the focus."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton

from domain.plans import Norm
from domain.readers.plans import MonthPlan, PlannedPage, Plans
from domain.tables import PlanLine, PlanPer
from handlers.deals.words import stage_words
from handlers.fitting import fitted
from handlers.links import OpenMember, OpenPlans
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.plans.links import (
    FUNNEL,
    SALES,
    USUAL,
    OpenCopy,
    OpenException,
    OpenExceptions,
    OpenFocus,
    OpenLine,
    OpenMonth,
    OpenProposal,
    OpenReps,
    SetException,
    SetFocus,
    SetLine,
    TypeException,
    TypeLine,
)
from handlers.plans.wording import (
    exception_words,
    line_name,
    norms_words,
    number_words,
    often_words,
    sales_words,
    stage_plan_words,
    weekday_name,
)
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import day_words, month_words

NAME = 60
DAILY = (5, 8, 10, 15, 20, 30)
WEEKLY = (5, 10, 15, 20, 30, 50)
OF_A_DAY = (0, 3, 5, 8, 10, 15, 20)
OFFERED_DAYS = 14


def reps_card(visit: Visit, found: PlannedPage) -> Card:
    if not found.reps:
        return Card(visit("team-empty"))
    buttons = [
        button(f"{'✓ ' if rep.has_plan else ''}{cut(rep.name, 40)}", OpenPlans(member_id=rep.id).pack())
        for rep in found.reps
    ]
    pages = turning(found.page, found.pages, lambda to: OpenReps(page=to))
    return Card(visit("plans-whose"), [*in_rows(buttons, 2), pages])


# All of a rep


def plans_card(visit: Visit, plans: Plans) -> Card:
    sections = [visit("plans-title", name=cut(plans.name, NAME)), *_activity(visit, plans)]
    for month in plans.months[1:]:
        sections += ["", *_month(visit, plans, month)]
    return Card(fitted(sections), _plan_rows(visit, plans))


def _activity(visit: Visit, plans: Plans) -> Iterator[str]:
    yield visit("plans-activity")
    lines = [line for line in PlanLine if plans.of(line)]
    if not lines:
        yield visit("plans-none")
    for line in lines:
        key = "plans-activity-focus" if line is plans.focus else "plans-activity-line"
        yield visit(key, line=line_name(visit, line), number=norms_words(visit, plans.of(line)))
    for ahead in plans.ahead:
        since = day_words(ahead.since, visit.today, visit.words.language)
        yield visit(
            "plans-ahead", since=since, line=line_name(visit, ahead.norm.line), number=norms_words(visit, [ahead.norm])
        )
    for day, numbers in plans.exceptions.items():
        yield visit("plans-line", text=exception_words(visit, day, numbers.items()))


def _month(visit: Visit, plans: Plans, month: MonthPlan) -> Iterator[str]:
    yield visit("plans-sales", month=month_words(month.month, visit.words.language))
    for line, value in month.sales.items():
        yield visit("plans-sales-line", line=line_name(visit, line), value=sales_words(visit, line, value))
    if not month.sales:
        yield visit("plans-none")
    stages = [
        f"{stage_words(visit.words, stage.key, stage.own)} {stage_plan_words(visit, *month.funnel[stage.key])}"
        for stage in plans.stages
        if stage.key in month.funnel
    ]
    if stages:
        yield visit("plans-funnel-line", stages=" → ".join(stages))


def _plan_rows(visit: Visit, plans: Plans) -> Rows:
    say, id_ = visit.words.plain, plans.member_id
    lines = [button(line_name(visit, line), OpenLine(member_id=id_, line=line).pack()) for line in PlanLine]
    rows = in_rows(lines, 3)
    tools = [button(say("plans-propose-button"), OpenProposal(member_id=id_).pack())]
    if plans.norms:
        tools.append(button(say("plans-focus-button"), OpenFocus(member_id=id_).pack()))
        rows.append(tools)
        tools = [
            button(say("plans-exceptions-button"), OpenExceptions(member_id=id_).pack()),
            button(say("plans-copy-button"), OpenCopy(member_id=id_).pack()),
        ]
    rows.append(tools)
    for number, month in enumerate(plans.months[1:]):
        name = month_words(month.month, visit.words.language)
        rows.append(
            [
                button(
                    say(f"plans-{word}-button", month=name), OpenMonth(member_id=id_, what=what, month=number).pack()
                )
                for word, what in (("sales", SALES), ("funnel", FUNNEL))
            ]
        )
    rep = button(say("plans-rep"), OpenMember(member_id=id_).pack())
    return [*rows, [button(say("plans-everybody"), OpenReps().pack()), rep]]


def back_to(visit: Visit, member_id: int) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("plans-back"), OpenPlans(member_id=member_id).pack())]


# A line


def line_card(visit: Visit, plans: Plans, line: PlanLine) -> Card:
    """How many a day or a week; on a weekday, another number."""
    text = visit(
        "plans-ask-line",
        name=cut(plans.name, NAME),
        line=line_name(visit, line),
        number=norms_words(visit, plans.of(line)),
    )
    about: dict[str, Any] = {"member_id": plans.member_id, "line": line}
    chips = [
        button(often_words(visit, per, number), SetLine(per=per, number=number, **about).pack())
        for per, numbers in ((PlanPer.DAY, DAILY), (PlanPer.WEEK, WEEKLY))
        for number in numbers
    ]
    usual = plans.usual(line)
    days = []
    if usual is not None and usual.per is PlanPer.DAY:
        days = [button(weekday_name(visit, day), OpenLine(weekday=day, **about).pack()) for day in range(7)]
    last = [button(visit.words.plain("plans-type"), TypeLine(**about).pack())]
    if plans.of(line):
        last.append(button(visit.words.plain("plans-remove"), SetLine(per=PlanPer.DAY, number=0, **about).pack()))
    return Card(text, [*in_rows(chips, 3), days, last, back_to(visit, plans.member_id)])


def weekday_card(visit: Visit, plans: Plans, line: PlanLine, weekday: int) -> Card:
    text = visit(
        "plans-ask-weekday",
        name=cut(plans.name, NAME),
        line=line_name(visit, line),
        weekday=weekday_name(visit, weekday),
        number=norms_words(visit, plans.of(line)),
    )
    about: dict[str, Any] = {"member_id": plans.member_id, "line": line, "weekday": weekday}
    chips = [
        button(number_words(visit, number), SetLine(per=PlanPer.DAY, number=number, **about).pack())
        for number in OF_A_DAY
    ]
    usual = button(visit.words.plain("plans-as-usual"), SetLine(per=PlanPer.DAY, number=USUAL, **about).pack())
    typed = button(visit.words.plain("plans-type"), TypeLine(**about).pack())
    back = button(visit.words.plain("back"), OpenLine(member_id=plans.member_id, line=line).pack())
    return Card(text, [*in_rows(chips, 4), [usual, typed], [back]])


# Days with another number


def exceptions_card(visit: Visit, plans: Plans, week: int) -> Card:
    lines = [visit("plans-line", text=exception_words(visit, day, of.items())) for day, of in plans.exceptions.items()]
    text = fitted([visit("plans-exceptions", name=cut(plans.name, NAME)), *(lines or [visit("plans-none")])])
    days = [plans.today + timedelta(days=week * 7 + number) for number in range(OFFERED_DAYS)]
    chips = [_day_button(visit, plans, day) for day in days]
    turns = [
        button(words, OpenExceptions(member_id=plans.member_id, week=to).pack())
        for to, words in ((week - 2, "←"), (week + 2, "→"))
        if 0 <= to <= 52
    ]
    return Card(text, [*in_rows(chips, 4), turns, back_to(visit, plans.member_id)])


def _day_button(visit: Visit, plans: Plans, day: date) -> InlineKeyboardButton:
    mark = "✓ " if day in plans.exceptions else ""
    words = day_words(day, visit.today, visit.words.language)
    return button(f"{mark}{words}", OpenException(member_id=plans.member_id, day=f"{day:%Y%m%d}").pack())


def exception_card(visit: Visit, plans: Plans, day: date, line: PlanLine | None) -> Card:
    """What is to be on a day: no plan at all, another number of a line, as usual."""
    say, digits, numbers = visit.words.plain, f"{day:%Y%m%d}", plans.exceptions.get(day, {})
    about: dict[str, Any] = {"member_id": plans.member_id, "day": digits}
    when = day_words(day, visit.today, visit.words.language)
    now = exception_words(visit, day, numbers.items()) if numbers else say("plans-exception-usual", day=when)
    back = [button(say("back"), OpenExceptions(member_id=plans.member_id).pack())]
    if line is None:
        text = visit("plans-ask-exception", name=cut(plans.name, NAME), now=now)
        first = [button(say("plans-exception-none"), SetException(line=None, number=0, **about).pack())]
        if numbers:
            first.append(button(say("plans-as-usual"), SetException(line=None, number=USUAL, **about).pack()))
        lines = [
            button(line_name(visit, one), OpenException(line=one, **about).pack()) for one in PlanLine if plans.of(one)
        ]
        return Card(text, [first, *in_rows(lines, 3), back])
    text = visit("plans-ask-exception-line", name=cut(plans.name, NAME), now=now, line=line_name(visit, line))
    usual = plans.usual(line)
    offered = OF_A_DAY if usual is None or usual.per is PlanPer.DAY else (0,)
    chips = [button(number_words(visit, one), SetException(line=line, number=one, **about).pack()) for one in offered]
    last = [button(say("plans-as-usual"), SetException(line=line, number=USUAL, **about).pack())]
    if len(offered) > 1:
        last.append(button(say("plans-type"), TypeException(line=line, **about).pack()))
    return Card(text, [*in_rows(chips, 4), last, [button(say("back"), OpenException(**about).pack())]])


# The focus


def focus_card(visit: Visit, plans: Plans) -> Card:
    lines = [line for line in PlanLine if plans.of(line)]
    chips = [
        button(
            f"{'✓ ' if line is plans.focus else ''}{line_name(visit, line)}",
            SetFocus(member_id=plans.member_id, line=line).pack(),
        )
        for line in lines
    ]
    none = []
    if plans.focus:
        none = [button(visit.words.plain("plans-focus-none"), SetFocus(member_id=plans.member_id, line=None).pack())]
    text = visit("plans-ask-focus", name=cut(plans.name, NAME))
    return Card(text, [*in_rows(chips, 2), none, back_to(visit, plans.member_id)])


def moved_words(visit: Visit, before: tuple[Norm, ...], after: tuple[Norm, ...]) -> Iterator[str]:
    """«звонки 8 в день → 10 в день» of each line that would change; the focus has a star."""
    for line in PlanLine:
        was, to_be = ([norm for norm in norms if norm.line is line] for norms in (before, after))
        if was != to_be:
            yield f"{line_name(visit, line).lower()} {_starred(visit, was)} → {_starred(visit, to_be)}"


def _starred(visit: Visit, norms: Sequence[Norm]) -> str:
    return f"{norms_words(visit, norms)}{' ⭐' if any(norm.is_focus for norm in norms) else ''}"
