"""«Мои цифры» in words: the picture and what stands under it."""

from collections.abc import Iterator
from fractions import Fraction

from domain.analytics.figures import Aim, Conversion
from domain.money import grouped
from domain.readers.figures import Figures
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.amounts import money
from handlers.desk.pictures import caption_of
from handlers.desk.progress import money_bar, number_bar, progress_words, share_words
from handlers.screen import cut
from handlers.wording import month_words
from handlers.words import Html, Words

NAME = 60
DAILY = 100_00  # left a day is rounded up to hundreds of roubles: nobody plans to the rouble


def figures_spec(words: Words, found: Figures, data_as_of: str) -> Spec:
    """The month beside its plan, and the conversions beside the others'."""
    subtitle = [words.plain("figures-subtitle", name=cut(found.name, NAME), month=_month(words, found))]
    if found.paid.plan and found.passed is not None and found.passed < 1:
        subtitle.append(words.plain("figures-mark", passed=share_words(words, found.passed)))
    return Spec(
        title=_title(words, found),
        subtitle=" · ".join(subtitle),
        panels=(_plan_panel(words, found), _conversion_panel(words, found)),
        footer=data_as_of,
    )


def _title(words: Words, found: Figures) -> str:
    if found.is_empty and not found.paid.plan:
        return words.plain("figures-title-nothing")
    if found.paid.share is None:
        return words.plain("figures-title-planless", amount=money(words, found.paid.fact))
    share = share_words(words, found.paid.share)
    if found.paid.is_met:
        return words.plain("figures-title-met", share=share)
    return words.plain("figures-title", share=share, left=money(words, found.paid.left))


def _plan_panel(words: Words, found: Figures) -> Bars:
    bars = [
        money_bar(words, words.plain("figures-paid"), found.paid, found.passed, stressed=True),
        number_bar(words, words.plain("figures-won"), found.won, found.passed),
        number_bar(words, words.plain("figures-new-clients"), found.new_clients, found.passed),
    ]
    if found.completion is not None:
        tone = Tone.DONE if found.completion >= Fraction(9, 10) else Tone.BEHIND
        part = Part(float(found.completion), tone)
        bars.append(Bar(words.plain("figures-activity"), (part,), _share1(words, found.completion)))
    heading = "figures-panel-plan" if found.paid.plan or found.worked else "figures-panel-month"
    return Bars(words.plain(heading), tuple(bars), scale=1.0)


def _conversion_panel(words: Words, found: Figures) -> Bars:
    remark = words.plain(f"figures-remark-{found.compared_with}") if found.compared_with else ""
    bars = tuple(_conversion_bar(words, one) for one in found.conversions)
    return Bars(words.plain("figures-panel-conversions"), bars, remark=remark, scale=_scale(found))


def _scale(found: Figures) -> float:
    """Meetings and offers may outnumber contacts."""
    return max(1.0, *(float(one.own.value or 0) for one in found.conversions))


def _conversion_bar(words: Words, one: Conversion) -> Bar:
    if one.own.value is None:
        return Bar(step_name(words, one), (), words.plain("figures-nothing-of"), mark=_mark(one))
    of = words.plain("figures-of", fact=grouped(one.own.part), plan=grouped(one.own.whole))
    return Bar(
        step_name(words, one), (Part(float(one.own.value)),), _share1(words, one.own.value), note=of, mark=_mark(one)
    )


def _mark(one: Conversion) -> float | None:
    return None if one.median is None else float(one.median)


def step_name(words: Words, one: Conversion) -> str:
    return words.plain("figures-conversion-won" if one.step == "won" else f"figures-{one.step}")


# The text


def figures_nothing(words: Words, found: Figures) -> Html:
    """For whom there is neither a fact nor a plan: a picture of zeros says nothing more."""
    head = words("figures-subtitle", name=cut(found.name, NAME), month=_month(words, found))
    said = f"{words('figures-title-nothing')}." if found.later else words("figures-nothing-yet")
    return Html(f"<b>{head}</b>\n{said}")


def figures_caption(words: Words, found: Figures, few: int, data_as_of: str) -> Html:
    """The same figures as text, what is left a day, the days of the activity plan."""
    head = f"<b>{words('figures-subtitle', name=cut(found.name, NAME), month=_month(words, found))}</b>"
    conversions = "\n".join(_conversion_line(words, found, one, few) for one in found.conversions)
    return caption_of([head, *_money(words, found), *_activity(words, found), f"\n{conversions}", f"\n{data_as_of}"])


def _money(words: Words, found: Figures) -> Iterator[str]:
    paid = found.paid
    yield f"{words('figures-paid')}: {_aim(words, paid)}"
    if paid.left and (daily := paid.left_a_day(found.days_left)):
        rounded = -(-daily // DAILY) * DAILY
        yield words("figures-left", left=money(words, paid.left), daily=money(words, rounded), days=found.days_left)
    elif paid.left:
        yield words("figures-left-over", left=money(words, paid.left))
    elif paid.is_met:
        yield words("figures-met")
    if found.paid_late:
        yield words("figures-late", amount=money(words, found.paid_late))
    yield f"{words('figures-won')}: {_number(words, found.won)}"
    if found.won_amount:
        yield words("figures-won-amount", amount=money(words, found.won_amount))
    yield f"{words('figures-new-clients')}: {_number(words, found.new_clients)}"


def _aim(words: Words, aim: Aim) -> str:
    if aim.plan is None:
        return money(words, aim.fact)
    return f"{progress_words(words, aim.fact, aim.plan)}, {share_words(words, aim.share)}"


def _number(words: Words, aim: Aim) -> str:
    if aim.plan is None:
        return grouped(aim.fact)
    of = words.plain("figures-of", fact=grouped(aim.fact), plan=grouped(aim.plan))
    return f"{of}, {share_words(words, aim.share)}"


def _activity(words: Words, found: Figures) -> Iterator[str]:
    if found.completion is None or found.bonus is None:
        yield words("figures-activity-planless")
        return
    yield words(
        "figures-days",
        done=found.days_done,
        days=len(found.worked),
        completion=_share1(words, found.completion),
        bonus=bonus_words(words, found.bonus),
    )


def bonus_words(words: Words, share: Fraction) -> str:
    """«0,95»: half up, two decimals."""
    hundredths = int(share * 100 + Fraction(1, 2))
    return f"{hundredths // 100}{',' if words.language == 'ru' else '.'}{hundredths % 100:02}"


def _conversion_line(words: Words, found: Figures, one: Conversion, few: int) -> Html:
    median = Html("")
    if one.median is not None and found.compared_with:
        median = words(f"figures-median-{found.compared_with}", median=_share1(words, one.median))
    if one.own.value is None:
        return Html(f"{step_name(words, one)}: {words('figures-nothing-of')}{median}")
    return words(
        "figures-conversion",
        name=step_name(words, one),
        own=_share1(words, one.own.value),
        between=_between(words, one, few),
        part=one.own.part,
        whole=one.own.whole,
        median=median,
    )


def _between(words: Words, one: Conversion, few: int) -> Html:
    ends = one.own.interval(few)
    if ends is None:
        return Html("")
    low, high = (share_words(words, Fraction(str(round(end, 6)))) for end in ends)
    return words("figures-between", low=low, high=high)


def _month(words: Words, found: Figures) -> str:
    return month_words(found.month.start, words.language)


def _share1(words: Words, share: Fraction) -> str:
    return share_words(words, share, 1)
