"""Plans of reps, set in the chat by who leads them. Rule: "Plans"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from domain.clients import seen_members
from domain.date_words import add_months
from domain.deals import stages
from domain.errors import BadChoice, BadNumber, InThePast, NotAllowed
from domain.plans import (
    MOST_A_WEEK,
    MOST_KOPECKS,
    MOST_SALES,
    Norm,
    norms_on,
    put_exception,
    put_funnel,
    put_norms,
    put_sales,
)
from domain.readers.focus import old_focuses
from domain.readers.plans import funnel_values, planned_team, sales_values
from domain.tables import Member, PlanLine, PlanPer, SalesPlanLine
from domain.use_case import Area, Done, Right, Tx, use_case
from domain.use_cases.members import active_member, note
from domain.zones import today_of

FURTHEST_DAYS = 366
PERCENTS = (0, 10)
"""How much more than the month before."""
ROUNDED = 1000_00
"""A plan raised by percents is rounded up to thousands of roubles: nobody plans to the rouble."""


@dataclass(frozen=True, slots=True)
class Given:
    """How many got a plan other than they had."""

    changed: int


# Activities


@use_case(Right.SET_PLANS)
def set_activity_plan(tx: Tx, actor: Member, member_id: int, line: PlanLine, per: PlanPer, number: int) -> Done:
    """From today on so many of this line a day or a week; 0 = no such line. What was is kept. Raises BadNumber.

    Other numbers for single weekdays stay beside a daily one.
    """
    member = _planned_member(tx, actor, member_id)
    _set_line(tx, actor, member, line, [Norm(line, per, number)])
    return Done()


@use_case(Right.SET_PLANS)
def set_line_norms(tx: Tx, actor: Member, member_id: int, line: PlanLine, norms: Sequence[Norm]) -> Done:
    """The same, with numbers of weekdays: «10, пт 5, сб нет». Raises BadNumber, BadChoice."""
    member = _planned_member(tx, actor, member_id)
    _set_line(tx, actor, member, line, norms)
    return Done()


def _set_line(tx: Tx, actor: Member, member: Member, line: PlanLine, norms: Sequence[Norm]) -> None:
    """What is not said of a weekday stays; a weekly number and none at all have no weekdays beside."""
    for norm in norms:
        _check(norm.number, MOST_A_WEEK)
    known = _norms(tx, member, line)
    focus = any(one.is_focus for one in known)
    held = {one.weekday: one for one in known} | {one.weekday: replace(one, is_focus=focus) for one in norms}
    usual = held.get(None)
    if usual is None:
        raise BadChoice
    if usual.per is PlanPer.WEEK:
        if any(norm.weekday is not None for norm in norms):
            raise BadChoice
        held = {None: usual}
    _put(tx, actor, member, line, list(held.values()) if usual.number else [])


@use_case(Right.SET_PLANS)
def set_weekday_plan(tx: Tx, actor: Member, member_id: int, line: PlanLine, weekday: int, number: int | None) -> Done:
    """Another number on a weekday (0 = none that day), None = as on the others. Raises BadNumber, BadChoice."""
    member = _planned_member(tx, actor, member_id)
    if weekday not in range(7):
        raise BadChoice
    if number is None:
        _put(tx, actor, member, line, [one for one in _norms(tx, member, line) if one.weekday != weekday])
    else:
        _set_line(tx, actor, member, line, [Norm(line, PlanPer.DAY, number, weekday)])
    return Done()


@use_case(Right.SET_PLANS)
def set_plan_exception(
    tx: Tx, actor: Member, member_id: int, day: date, line: PlanLine | None, number: int | None
) -> Done:
    """Another number of the line on that day, today or later; None = as usual. `line` None: of every line.

    Raises BadNumber, BadChoice, InThePast.
    """
    member = _planned_member(tx, actor, member_id)
    today = today_of(tx, member)
    if day < today:
        raise InThePast
    if (day - today).days > FURTHEST_DAYS or (line is None and number):
        raise BadChoice
    _check(number or 0, MOST_A_WEEK)
    lines = list(PlanLine) if line is None else [line]
    changed = [put_exception(tx.session, member_id, day, one, number) for one in lines]
    if any(changed):
        _noted(tx, actor, "plan_exception", member_id, {"day": day.isoformat(), "line": line, "number": number})
    return Done()


@use_case(Right.SET_PLANS)
def set_focus(tx: Tx, actor: Member, member_id: int, line: PlanLine | None) -> Done:
    """The one line of his plan to be highlighted from today on; None = none. Raises BadChoice."""
    member = _planned_member(tx, actor, member_id)
    if line is not None and not _norms(tx, member, line):
        raise BadChoice
    _focus(tx, actor, member, line)
    return Done()


@use_case(Right.SET_PLANS)
def change_focus(tx: Tx, actor: Member, before: PlanLine, line: PlanLine, since: date) -> Given:
    """Of those whose focus was `before` for long by that day, and still is, whoever has the other line planned."""
    seen = seen_members(tx.session, actor.id, actor.role)
    old = next((one for one in old_focuses(tx.session, since) if one.line is before), None)
    ids = {one.id for one in old.members} if old is not None else set()
    members = tx.session.scalars(select(Member).where(Member.id.in_(ids if seen is None else ids & seen))).all()
    changed = [
        _focus(tx, actor, member, line)
        for member in members
        if _norms(tx, member, line) and any(one.is_focus for one in _norms(tx, member, before))
    ]
    return Given(sum(changed))


@use_case(Right.SET_PLANS)
def accept_activity_plan(
    tx: Tx, actor: Member, member_id: int, proposed: Sequence[tuple[PlanLine, PlanPer, int]]
) -> Done:
    """The lines that were proposed, in one step; the others stay as they are. Raises BadNumber."""
    member = _planned_member(tx, actor, member_id)
    for line, per, number in proposed:
        _check(number, MOST_A_WEEK)
        focus = any(one.is_focus for one in _norms(tx, member, line))
        _put(tx, actor, member, line, [Norm(line, per, number, is_focus=focus)] if number else [])
    return Done()


@use_case(Right.SET_PLANS)
def copy_activity_plan(tx: Tx, actor: Member, member_id: int, team_id: int) -> Given:
    """His plan for everybody of a team, weekdays and focus too, from today on. Raises NotAllowed, Gone."""
    member = _planned_member(tx, actor, member_id)
    team = planned_team(tx.session, actor.id, actor.role, team_id)
    own = norms_on(tx.session, member_id, today_of(tx, member))
    others = tx.session.scalars(select(Member).where(Member.id.in_([one.id for one in team]), Member.id != member_id))
    return Given(sum(_give(tx, actor, other, own) for other in others))


def _give(tx: Tx, actor: Member, member: Member, norms: Sequence[Norm]) -> bool:
    """The whole plan instead of his own."""
    given = [_put(tx, actor, member, line, [one for one in norms if one.line is line]) for line in PlanLine]
    return any(given)


def _norms(tx: Tx, member: Member, line: PlanLine) -> list[Norm]:
    return [one for one in norms_on(tx.session, member.id, today_of(tx, member)) if one.line is line]


def _put(tx: Tx, actor: Member, member: Member, line: PlanLine, norms: Sequence[Norm]) -> bool:
    changed = put_norms(tx.session, member.id, line, norms, today_of(tx, member))
    if changed:
        tx.session.flush()
        told = [{"per": one.per, "number": one.number, "weekday": one.weekday} for one in norms]
        _noted(tx, actor, "activity_plan", member.id, {"line": line, "norms": told})
    return changed


def _focus(tx: Tx, actor: Member, member: Member, line: PlanLine | None) -> bool:
    changed = [
        _put(tx, actor, member, each, [replace(one, is_focus=each is line) for one in _norms(tx, member, each)])
        for each in PlanLine
    ]
    return any(changed)


# Sales and funnel


@use_case(Right.SET_PLANS)
def set_sales_plan(tx: Tx, actor: Member, member_id: int, month: date, line: SalesPlanLine, value: int) -> Done:
    """The plan of a month: kopecks for payments, a number for the rest; 0 = none. Raises BadNumber, BadChoice."""
    member = _planned_member(tx, actor, member_id)
    _check_month(month)
    _check(value, MOST_KOPECKS if line is SalesPlanLine.PAYMENTS else MOST_SALES)
    _put_sales(tx, actor, member, month, line, value)
    return Done()


@use_case(Right.SET_PLANS)
def copy_sales_plan(tx: Tx, actor: Member, member_id: int, month: date, percent: int = 0) -> Done:
    """Every line of the month before, so many percent more. Raises BadChoice."""
    member = _planned_member(tx, actor, member_id)
    _check_copy(month, percent)
    for line, value in sales_values(tx.session, member.id, add_months(month, -1)).items():
        _put_sales(tx, actor, member, month, line, _raised(value, percent, line is SalesPlanLine.PAYMENTS))
    return Done()


@use_case(Right.SET_PLANS)
def set_funnel_plan(tx: Tx, actor: Member, member_id: int, month: date, stage: str, number: int, amount: int) -> Done:
    """So many deals and kopecks at a stage in a month; 0 and 0 = none. Raises BadNumber, BadChoice."""
    member = _planned_member(tx, actor, member_id)
    _check_month(month)
    _check(number, MOST_SALES)
    _check(amount, MOST_KOPECKS)
    if stage not in {one.key for one in stages(tx.session)}:
        raise BadChoice
    _put_funnel(tx, actor, member, month, stage, number, amount)
    return Done()


@use_case(Right.SET_PLANS)
def copy_funnel_plan(tx: Tx, actor: Member, member_id: int, month: date, percent: int = 0) -> Done:
    """Every stage of the month before, so many percent more. Raises BadChoice."""
    member = _planned_member(tx, actor, member_id)
    _check_copy(month, percent)
    for stage, (number, amount) in funnel_values(tx.session, member.id, add_months(month, -1)).items():
        raised = _raised(number, percent, False), _raised(amount, percent, True)
        _put_funnel(tx, actor, member, month, stage, *raised)
    return Done()


def _put_sales(tx: Tx, actor: Member, member: Member, month: date, line: SalesPlanLine, value: int) -> None:
    if put_sales(tx.session, member.id, month, line, value, today_of(tx, member)):
        _noted(tx, actor, "sales_plan", member.id, {"month": month.isoformat(), "line": line, "value": value})


def _put_funnel(tx: Tx, actor: Member, member: Member, month: date, stage: str, number: int, amount: int) -> None:
    if put_funnel(tx.session, member.id, month, stage, number, amount, today_of(tx, member)):
        about = {"month": month.isoformat(), "stage": stage, "number": number, "amount": amount}
        _noted(tx, actor, "funnel_plan", member.id, about)


def _raised(value: int, percent: int, money: bool) -> int:
    """Rounded up: to thousands of roubles where it is money that grew."""
    step = ROUNDED if money and percent else 1
    return -(-value * (100 + percent) // (100 * step)) * step


# Whose, and how much


def _planned_member(tx: Tx, actor: Member, member_id: int) -> Member:
    """Whom the actor may plan for: his teams' members, the owner everybody. Raises NotAllowed, Gone."""
    member = active_member(tx.session, member_id)
    seen = seen_members(tx.session, actor.id, actor.role)
    if seen is not None and member_id not in seen:
        raise NotAllowed
    return member


def _check(number: int, most: int) -> None:
    if not 0 <= number <= most:
        raise BadNumber(most=most)


def _check_month(month: date) -> None:
    if month.day != 1:
        raise BadChoice


def _check_copy(month: date, percent: int) -> None:
    _check_month(month)
    if percent not in PERCENTS:
        raise BadChoice


def _noted(tx: Tx, actor: Member, action: str, member_id: int, about: Mapping[str, object]) -> None:
    note(tx, actor, action, member_id, dict(about))
    tx.touch(Area.PLANS)
