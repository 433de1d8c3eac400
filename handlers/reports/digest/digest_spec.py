"""The digest in words: its picture, its caption, what it asks to decide."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from domain.periods import Span
from domain.readers.digest import Digest, RepDigest, Standing
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.desk.amounts import money
from handlers.desk.periods import period_words
from handlers.desk.pictures import caption_of
from handlers.desk.progress import money_bar, progress_words, share_words, tone_of
from handlers.reports.digest.decisions import decisions
from handlers.screen import cut
from handlers.wording import long_day_words, month_words, weekday_words
from handlers.words import Html, Words

NAME = 40
MOST_BARS = 12


def day_title(words: Words, found: Digest, today: date) -> str:
    """«Пт 20 ноября», or the week or month in words."""
    language = words.language
    if found.period.span is Span.DAY:
        day = found.period.start
        title = f"{weekday_words(day, language)} {long_day_words(day, today, language)}"
    else:
        title = period_words(words, found.period, today)
    return title[:1].upper() + title[1:]


# The picture


def digest_spec(words: Words, found: Digest, today: date, data_as_of: str) -> Spec:
    """The month's plan with a mark for the days passed, the reps', the activity plan of the day."""
    subtitle = [day_title(words, found, today)]
    if found.month.plan and found.passed is not None and found.passed < 1:
        subtitle.append(words.plain("digest-mark", passed=share_words(words, found.passed)))
    panels = (_month_panel(words, found), _reps_panel(words, found), _activity_panel(words, found))
    return Spec(
        title=_title(words, found),
        subtitle=" · ".join(subtitle),
        panels=tuple(panel for panel in panels if panel is not None),
        footer=data_as_of,
        more=words.plain("more", count="{number}"),
    )


def _title(words: Words, found: Digest) -> str:
    paid = _paid(words, found)
    if found.month.share is None:
        return words.plain("digest-title-planless", paid=paid, month=money(words, found.month.fact))
    key = "digest-title-ahead" if found.month.is_met else "digest-title"
    return words.plain(key, paid=paid, share=share_words(words, found.month.share))


def _paid(words: Words, found: Digest) -> str:
    return words.plain("digest-paid", amount=money(words, found.paid)) if found.paid else words.plain("digest-not-paid")


def _month_panel(words: Words, found: Digest) -> Bars | None:
    if found.month.plan is None:
        return None
    month = month_words(found.month_of, words.language)
    bar = money_bar(words, words.plain("digest-all"), found.month, found.passed, stressed=True)
    return Bars(words.plain("digest-panel-month", month=month), (bar,), scale=1.0)


def _reps_panel(words: Words, found: Digest) -> Bars | None:
    if not found.reps:
        return None
    shown = found.reps[:MOST_BARS]
    heading = "digest-panel-reps" if found.month.plan else "digest-panel-paid"
    month = month_words(found.month_of, words.language)
    if found.month.plan:
        bars = tuple(money_bar(words, rep_name(words, rep), rep.month, found.passed) for rep in shown)
    else:
        bars = tuple(_sum_bar(words, rep) for rep in shown)
    hidden = len(found.reps) - len(shown)
    return Bars(
        words.plain(heading, month=month),
        bars,
        remark=words.plain("digest-more", count=hidden) if hidden else "",
        scale=1.0 if found.month.plan else None,
    )


def _sum_bar(words: Words, rep: RepDigest) -> Bar:
    return Bar(rep_name(words, rep), (Part(max(rep.month.fact, 0)),), money(words, rep.month.fact))


def _activity_panel(words: Words, found: Digest) -> Bars | None:
    known = [(rep, rep.completion) for rep in found.reps if rep.completion is not None]
    if not known:
        return None
    bars = [
        Bar(rep_name(words, rep), (Part(float(done), tone_of(done, Fraction(1))),), share_words(words, done))
        for rep, done in known[:MOST_BARS]
    ]
    return Bars(words.plain("digest-panel-day"), tuple(bars), scale=1.0)


def rep_name(words: Words, rep: RepDigest) -> str:
    return words.plain("digest-nobody") if rep.name is None else cut(rep.name, NAME)


# The caption


def digest_caption(words: Words, found: Digest, today: date, data_as_of: str) -> Html:
    """The finding, what to decide, when the data are of; the people are in a table of their own."""
    if is_one_line(found):
        return Html(_head(words, found, today))
    chosen = decisions(words, found)
    lines: list[str] = [_head(words, found, today), *_happened(words, found), *_now(words, found)]
    if chosen:
        lines += [f"\n{words('digest-decide')}", *(f"• {one.text}" for one in chosen)]
    return caption_of([*lines, f"\n{data_as_of}"])


def _head(words: Words, found: Digest, today: date) -> str:
    """«Пт 20 ноября. Оплатили 1,24 млн ₽. С начала месяца 8,1 из 12 млн ₽: 68 % плана, …»"""
    said: list[str] = [f"<b>{words('digest-day', day=day_title(words, found, today))}</b>"]
    if found.is_empty:
        said.append(words("digest-empty"))
    elif found.period.span is not Span.MONTH or not found.month.plan:
        said.append(_paid(words, found))
    if has_money(found):
        said.append(_month(words, found))
    return " ".join(said)


def is_one_line(found: Digest) -> bool:
    """Of an empty day there is no more to say, and of what is longer and has neither money nor a plan."""
    return found.is_empty and (found.period.span is Span.DAY or not has_money(found))


def has_money(found: Digest) -> bool:
    """Whether the month has payments or a plan: then there is something to say and to draw on an empty day too."""
    return bool(found.month.plan or found.month.fact)


def _month(words: Words, found: Digest) -> Html:
    """How far the month has come; of a month that is over, only how it ended."""
    aim = found.month
    if aim.plan is None or found.passed is None:
        month = month_words(found.month_of, words.language)
        return words("digest-month-planless", amount=money(words, aim.fact), month=month)
    key = "digest-month" if found.passed < 1 or found.period.span is not Span.MONTH else "digest-month-over"
    return words(
        key,
        progress=progress_words(words, aim.fact, aim.plan),
        share=share_words(words, aim.share),
        passed=share_words(words, found.passed),
    )


def _happened(words: Words, found: Digest) -> Iterator[str]:
    if found.is_empty:
        return
    deals = [
        words(f"digest-{name}", number=total.number, amount=_worth(words, total.amount))
        for name, total in (("won", found.won), ("lost", found.lost), ("moved", found.moved))
        if total.number
    ]
    said = [words("digest-deals", list=Html(", ".join(deals)))] if deals else []
    if found.new_clients:
        said.append(words("digest-new-clients", number=found.new_clients))
    if said:
        yield " ".join(said)
    made = words("digest-made", contacts=found.contacts, meetings=found.meetings, offers=found.offers)
    yield f"{made} {words('digest-later', number=found.logged_later)}" if found.logged_later else made


def _now(words: Words, found: Digest) -> Iterator[str]:
    """What is open at this moment, whatever the day brought."""
    if found.standing is not None and (standing := _standing_list(words, found.standing)):
        yield words("digest-standing", list=Html(", ".join(standing)))


def _standing_list(words: Words, standing: Standing) -> list[Html]:
    counts = (("overdue", standing.overdue), ("stuck", standing.stuck), ("stepless", standing.stepless))
    return [words(f"digest-standing-{name}", number=number) for name, number in counts if number]


def _worth(words: Words, kopecks: int) -> Html:
    return words("digest-worth", amount=money(words, kopecks)) if kopecks else Html("")
