"""Plans in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.plans import Norm
from domain.tables import PlanLine, PlanPer, SalesPlanLine
from handlers.visit import Visit
from handlers.wording import day_words, short_sum_words, weekday_words

MONDAY = date(2024, 1, 1)
EVERY = list(PlanLine)


def line_name(visit: Visit, line: PlanLine | SalesPlanLine) -> str:
    return visit.words.plain(f"plans-line-{line}")


def weekday_name(visit: Visit, weekday: int) -> str:
    return weekday_words(MONDAY.replace(day=1 + weekday), visit.words.language)


def norms_words(visit: Visit, norms: Sequence[Norm]) -> str:
    """«10 в день, пт 5, сб нет»; «нет» of none."""
    said = [_norm(visit, norm) for norm in norms]
    return ", ".join(said) or visit.words.plain("plans-no-line")


def _norm(visit: Visit, norm: Norm) -> str:
    if norm.weekday is None:
        return often_words(visit, norm.per, norm.number)
    return f"{weekday_name(visit, norm.weekday)} {number_words(visit, norm.number)}"


def often_words(visit: Visit, per: PlanPer, number: int) -> str:
    return visit.words.plain(f"plans-per-{per}", number=number)


def number_words(visit: Visit, number: int) -> str:
    return str(number) if number else visit.words.plain("plans-no-line")


def exception_words(visit: Visit, day: date, numbers: "Iterable[tuple[PlanLine, int]]") -> str:
    """«ср 30 дек: без плана»; «пт 27 ноя: звонки 5, КП нет»."""
    said = sorted(numbers, key=lambda each: EVERY.index(each[0]))
    when = day_words(day, visit.today, visit.words.language)
    if len(said) == len(EVERY) and not any(number for _, number in said):
        return visit.words.plain("plans-exception", day=when, what=visit.words.plain("plans-exception-all"))
    what = ", ".join(f"{line_name(visit, line).lower()} {number_words(visit, number)}" for line, number in said)
    return visit.words.plain("plans-exception", day=when, what=what)


def sales_words(visit: Visit, line: SalesPlanLine, value: int) -> str:
    return short_sum_words(value, visit.words.language) if line is SalesPlanLine.PAYMENTS else str(value)


def stage_plan_words(visit: Visit, number: int, amount: int) -> str:
    """«10 на 1,5 млн ₽»."""
    if not amount:
        return str(number)
    return visit.words.plain("plans-stage-value", number=number, amount=short_sum_words(amount, visit.words.language))
