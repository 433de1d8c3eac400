"""What each rep must be told of his clients on a morning, reckoned plainly from the rules: to be compared with what the
program says.

Nothing of the program is used here but its names. The books hold what has happened, as the tables keep it; classes of
clients are taken as given.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from statistics import median

from tests.scheduler.brute_force import ONE

AGAIN = {"silent": timedelta(days=28), "contract": timedelta(days=30), "reanimation": timedelta(days=25)}
WEEK = timedelta(days=7)
REACTIVATION = (0, 3)
LAST, OFTEN, LONG = 6, (1, 2, 3, 6, 12), (Fraction(3, 2), 2, 3, 4)
UNPAID_AFTER = (3, 7, 14)
AFTER_SALE, TOO_LATE, LONG_RHYTHM = 7, 21, 30
CONTRACT = 60
MEN, WOMEN, NEW_YEAR = (2, 23), (3, 8), (1, 1)
LONGEST = 40

Asked = tuple[str, str]
"""Kind and what it is about: "client:17", "deal:5", "invoice:3", "contact:9"."""


@dataclass(slots=True)
class Card:
    """`bought`: every order, the first first. `delivered`: when goods left. `expected`: of others like him."""

    id: int
    keeper: int
    closed: bool
    lost_on: date | None
    contract_ends: date | None
    expected: Fraction
    bought: list[tuple[date, int]]
    delivered: list[date]
    contacts: list[tuple[int, str | None, date | None]] = field(default_factory=list)
    dates: list[tuple[int, date, bool]] = field(default_factory=list)

    days: list[date] = field(init=False)

    def __post_init__(self) -> None:
        self.days = sorted({day for day, _ in self.bought})


@dataclass(frozen=True, slots=True)
class Bill:
    id: int
    client: int
    due: date
    left: int


@dataclass(frozen=True, slots=True)
class Bargain:
    """A deal. `steps`: days of its open tasks. `planned`: working days at its stage."""

    id: int
    client: int
    owner: int
    is_open: bool
    is_lost: bool
    since: date
    planned: int
    return_on: date | None
    steps: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The last answer to a nudge; `until`: when he wants to hear of it again."""

    on: date
    until: date | None


@dataclass(slots=True)
class Books:
    """All that is known on a morning. `promised`: rep and client, where something is open between them.

    `said`: by rep and name, when which kind was said of what. `working`: the days on which each rep works.
    """

    cards: dict[int, Card]
    bills: list[Bill]
    bargains: list[Bargain]
    loyal: set[int]
    replies: dict[Asked, Reply]
    said: Mapping[tuple[int, str], list[tuple[date, str, str]]]
    promised: set[tuple[int, int]]
    working: dict[int, set[date]]

    def rhythm(self, card: Card) -> Fraction:
        return rhythm_of(card.days) or card.expected

    def silence(self, card: Card, today: date) -> int:
        return (today - card.days[-1]).days

    def since(self, kind: str, subject: str) -> date:
        """From which day on it has been so: an answer of before is of something else."""
        number = int(subject.split(":")[1])
        if kind == "unpaid":
            return next(bill.due for bill in self.bills if bill.id == number)
        if subject.startswith("deal:"):
            one = next(one for one in self.bargains if one.id == number)
            return one.return_on if one.return_on and kind == "reanimation" else one.since
        card = self.cards[number]
        if kind == "contract" and card.contract_ends is not None:
            return card.contract_ends - CONTRACT * ONE
        if kind == "reanimation" and card.lost_on is not None:
            return card.lost_on
        silence = {"silent": self.wakeful(card), "loyal": self.rhythm(card)}.get(kind)
        bought = card.days[-1] if silence is None else card.days[-1] + (floor(silence) + 1) * ONE
        return max([bought, *card.delivered]) if kind == "after_sale" else bought

    def wakeful(self, card: Card) -> Fraction:
        """Days of silence up to which he does not sleep."""
        return max(self.rhythm(card) * Fraction(3, 2), Fraction(21))

    def state(self, card: Card, today: date) -> str:
        if card.closed:
            return "closed"
        if not card.bought:
            return "potential"
        rhythm, silence = self.rhythm(card), self.silence(card, today)
        if card.lost_on is not None or silence > max(4 * rhythm, Fraction(90)):
            return "lost"
        return "sleeping" if silence > self.wakeful(card) else "active"


def rhythm_of(days: Collection[date]) -> Fraction | None:
    """Mean days between purchase days; None with fewer than three."""
    return Fraction((max(days) - min(days)).days, len(days) - 1) if len(days) >= 3 else None


def expected(channel: str | None, others: Iterable[tuple[str | None, Collection[date]]]) -> Fraction:
    """The median rhythm of the channel, else of the company, else 30 days. `others`: channel and purchase days."""
    known = [(of, rhythm) for of, days in others if (rhythm := rhythm_of(days)) is not None]
    alike = [rhythm for of, rhythm in known if of == channel and channel is not None]
    return median(alike or [rhythm for _, rhythm in known] or [Fraction(30)])


def reckoned(books: Books, rep: int, today: date) -> set[Asked]:
    """What he is asked this morning: a client once, for the most important reason."""
    found: list[Asked] = []
    named: set[str] = set()
    for kind, subject, name, on_day in _candidates(books, rep, today):
        if (kind in DATED or name not in named) and _comes(books, rep, today, kind, subject, name, on_day):
            named.add(name)
            found.append((kind, subject))
    return set(found)


DATED = {"unpaid", "feast"}
"""Of these the rule itself says the days."""


Candidate = tuple[str, str, str, bool]
"""Kind, subject, name; whether this is its day, else only a «позже» brings it."""


def _candidates(books: Books, rep: int, today: date) -> Iterator[Candidate]:
    mine = [card for card in books.cards.values() if card.keeper == rep and not card.closed]
    active = [card for card in mine if books.state(card, today) == "active"]
    free = {card.id for card in mine if (rep, card.id) not in books.promised}
    yield from (_of(card, "loyal") for card in active if card.id in free and _is_late(books, card, today))
    yield from _unpaid(books, rep, today)
    yield from (_of(card, "after_sale") for card in mine if _after_sale(books, card, today))
    yield from _idle(books, rep, today, "stuck")
    yield from _idle(books, rep, today, "stepless")
    sleeping = [card for card in mine if card.id in free and books.state(card, today) == "sleeping"]
    yield from (_of(card, "silent", today.weekday() in REACTIVATION) for card in sleeping)
    yield from (_of(card, "takes_less") for card in active if card.id in free and _takes_less(card))
    yield from _feasts(mine, {card.id for card in active}, books.working[rep], today)
    yield from (_of(card, "contract") for card in mine if _contract(card, today))
    yield from _lost(books, mine, rep, today)


def _of(card: Card, kind: str, on_day: bool = True) -> Candidate:
    return kind, f"client:{card.id}", f"client:{card.id}", on_day


ORDER = (
    *("loyal", "unpaid", "after_sale", "stuck", "stepless"),
    *("silent", "takes_less", "feast", "contract", "reanimation"),
)
"""The kinds that are reckoned, the most important first."""


def _comes(books: Books, rep: int, today: date, kind: str, subject: str, name: str, on_day: bool) -> bool:
    """A name at most once in 7 days, of some kinds more rarely, unless its «позже» is due."""
    reply = books.replies.get((kind, subject))
    said = books.said.get((rep, name), [])
    of_this = [day for day, what, about in said if (what, about) == (kind, subject)]
    if reply is not None and reply.until == date.max:
        if books.since(kind, subject) <= reply.on:
            return False
    elif reply is not None and reply.until is not None:
        if today < reply.until:
            return False
        if reply.until >= books.since(kind, subject) and not any(day >= reply.until for day in of_this):
            return True
    if kind in DATED or not on_day:
        return on_day
    if any(today - day < WEEK for day, *_ in said):
        return False
    return not any(today - day < AGAIN.get(kind, WEEK) for day in of_this)


# Clients


def dearest_first(books: Books, today: date, clients: list[int]) -> bool:
    """Of those with as many purchases and as long a silence, who usually buys for more comes before."""
    usual: dict[tuple[int, int], list[int]] = defaultdict(list)
    for card in (books.cards[number] for number in clients):
        last = [amount for _, amount in card.bought][-LAST:]
        waits = books.silence(card, today) / books.rhythm(card)
        band = bisect_right(OFTEN, len(card.days)), bisect_right(LONG, waits)
        usual[band].append(sum(last) // len(last))
    return all(sums == sorted(sums, reverse=True) for sums in usual.values())


def _is_late(books: Books, card: Card, today: date) -> bool:
    return card.id in books.loyal and books.silence(card, today) > books.rhythm(card)


def _takes_less(card: Card) -> bool:
    """The last 3 purchases below 60 % of the mean of the 6 before."""
    sums = [amount for _, amount in card.bought][-9:]
    return len(sums) == 9 and Fraction(sum(sums[6:]), 3) < Fraction(6, 10) * Fraction(sum(sums[:6]), 6)


def _after_sale(books: Books, card: Card, today: date) -> bool:
    """From 7 days after the delivery of a first purchase, or where he buys once in 30 days or more rarely."""
    if not card.bought or card.lost_on is not None:
        return False
    delivered = max([card.days[-1], *card.delivered])
    seldom = len(card.days) == 1 or books.rhythm(card) >= LONG_RHYTHM
    return seldom and AFTER_SALE <= (today - delivered).days <= TOO_LATE


def _contract(card: Card, today: date) -> bool:
    return card.contract_ends is not None and 0 <= (card.contract_ends - today).days <= CONTRACT


def _lost(books: Books, mine: list[Card], rep: int, today: date) -> Iterator[Candidate]:
    """Clients, and deals whose day to come back has come, of whom nobody works with."""
    on_day = _begins_month(books.working[rep], today)
    in_work = {one.client for one in books.bargains if one.is_open}
    lost = {card.id for card in mine if books.state(card, today) == "lost" and card.id not in in_work}
    yield from (_of(books.cards[number], "reanimation", on_day) for number in sorted(lost))
    for one in books.bargains:
        comes_back = one.is_lost and one.return_on is not None and one.return_on <= today
        if one.owner == rep and comes_back and one.client not in in_work | lost:
            yield "reanimation", f"deal:{one.id}", f"deal:{one.id}", on_day


def _begins_month(working: set[date], today: date) -> bool:
    return not any(today.replace(day=number) in working for number in range(1, today.day))


def _is_morning_of(working: set[date], day: date, today: date) -> bool:
    """Today is his first working morning from that day on."""
    return day <= today and working.isdisjoint(_days(day, today))


def _days(first: date, until: date) -> Iterable[date]:
    return (first + ONE * number for number in range((until - first).days))


# Money and deals


def _unpaid(books: Books, rep: int, today: date) -> Iterator[Candidate]:
    for bill in books.bills:
        card = books.cards[bill.client]
        if card.keeper == rep and not card.closed and bill.left > 0 and bill.due < today:
            days = [bill.due + timedelta(days=number) for number in UNPAID_AFTER]
            on_day = any(_is_morning_of(books.working[rep], day, today) for day in days)
            yield "unpaid", f"invoice:{bill.id}", f"client:{bill.client}", on_day


def _idle(books: Books, rep: int, today: date, kind: str) -> Iterator[Candidate]:
    for one in books.bargains:
        if one.owner != rep or not one.is_open:
            continue
        waits = any(day >= today for day in one.steps)
        stuck = len(books.working[rep].intersection(_days(one.since + ONE, today + ONE))) > one.planned
        if (stuck and not waits) if kind == "stuck" else (not one.steps and not stuck):
            yield kind, f"deal:{one.id}", f"deal:{one.id}", True


# Days to greet on


def _feasts(cards: list[Card], active: set[int], working: set[date], today: date) -> Iterator[Candidate]:
    """This is his last working day on or before it; a new year is wished to those who buy."""
    ahead = [today]
    while len(ahead) < LONGEST and ahead[-1] + ONE not in working:
        ahead.append(ahead[-1] + ONE)
    days = {(day.month, day.day) for day in ahead}
    for card in cards:
        for number, feast in _greeted(card, days, card.id in active):
            yield "feast", f"contact:{number}:{feast}", f"client:{card.id}", True
        for number, day, yearly in card.dates:
            if day in ahead or (yearly and (day.month, day.day) in days):
                yield "feast", f"date:{number}:date", f"client:{card.id}", True


def _this_year(day: date) -> set[tuple[int, int]]:
    """Neither year has a 29 February."""
    return {(day.month, min(day.day, 28) if day.month == 2 else day.day)}


def _greeted(card: Card, days: set[tuple[int, int]], buys: bool) -> Iterator[tuple[int, str]]:
    for contact, sex, birthday in card.contacts:
        if birthday is not None and _this_year(birthday) & days:
            yield contact, "birthday"
        if MEN in days and sex == "male":
            yield contact, "men"
        if WOMEN in days and sex == "female":
            yield contact, "women"
        if NEW_YEAR in days and buys:
            yield contact, "new_year"
