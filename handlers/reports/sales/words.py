"""Sales in words: sums, what has grown, the finding of a picture."""

from domain.analytics.sales import Sold, growth
from domain.money import grouped, percent
from domain.periods import Period
from handlers.desk.amounts import money, signed_percent
from handlers.desk.difference import Measure
from handlers.desk.periods import period_words
from handlers.desk.report import Paper, Unit
from handlers.wording import date_words
from handlers.words import Words


def sold_words(paper: Paper, sold: Sold) -> str:
    """«12,4 млн ₽»; by number «348»."""
    return grouped(sold.number) if paper.unit is Unit.NUMBER else money(paper.words, sold.amount)


def length(paper: Paper, sold: Sold) -> float:
    return float(sold.number if paper.unit is Unit.NUMBER else sold.amount)


def growth_words(words: Words, now: Sold, before: Sold | None) -> str:
    """«+18 %», «−3 %»; nothing where there was nothing to grow from."""
    share = growth(now, before)
    return "" if share is None else signed_percent(words, share)


def growth_of(words: Words, now: int, before: int) -> str:
    """The same of two sums in kopecks."""
    return growth_words(words, Sold(amount=now), Sold(amount=before))


def when_words(paper: Paper, period: Period, counted: Period) -> str:
    """«Октябрь 2026»; of one that is not over: «Ноябрь 2026 по 22 ноя»."""
    name = period_words(paper.words, period, paper.today)
    name = name[:1].upper() + name[1:]
    if counted == period or period.is_all:
        return name
    day = date_words(counted.last, paper.today, paper.words.language)
    return paper.words.plain("report-sales-so-far", period=name, day=day)


def finding(paper: Paper, when: str, sold: Sold, year_ago: Sold | None) -> str:
    """«Октябрь 2026: 12,4 млн ₽, на 18 % больше прошлого года»."""
    say, share = paper.words.plain, growth(sold, year_ago)
    amount = money(paper.words, sold.amount)
    if share is None:
        return say("report-sales-alone", period=when, amount=amount)
    by = percent(abs(share), 0, paper.words.language)
    way = "same" if by == percent(0, 0, paper.words.language) else "more" if share > 0 else "less"
    return say(f"report-sales-{way}", period=when, amount=amount, share=by)


def sold_measure(paper: Paper, sold: Sold) -> Measure:
    """₽, or how many purchases."""
    if paper.unit is Unit.NUMBER:
        return Measure("purchases", sold.number, adds_up=True)
    return Measure("sales", sold.amount, is_money=True, adds_up=True)
