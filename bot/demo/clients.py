"""120 made-up clients: who they are, how often they buy, whose they are."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from bot.demo import words
from bot.demo.book import Book, Row
from bot.demo.people import Cast, Rep
from domain.names import normalised
from domain.tables import (
    Address,
    Client,
    ClientCompetitor,
    ClientDate,
    Competitor,
    Contact,
    Keeper,
    Phone,
    Sex,
)

HISTORY = timedelta(days=26 * 30)
BIRTHDAYS_SOON = {3: 0, 17: 1, 41: 2, 66: 3, 90: 5}
"""Which clients have somebody's birthday how many days ahead."""
CONTRACTS_SOON = {5: 12, 48: 40, 77: 55}


@dataclass(frozen=True, slots=True)
class Pattern:
    """How many clients buy every `rhythm` days, and how many days ago they stopped."""

    name: str
    count: int
    rhythm: int | None
    stopped: tuple[int, int] | None = None


PATTERNS = (
    Pattern("weekly", 12, 7),
    Pattern("fortnightly", 12, 14),
    Pattern("monthly", 32, 30),
    Pattern("bimonthly", 16, 60),
    Pattern("sleeping", 14, 28, (50, 100)),
    Pattern("lost", 10, 30, (140, 300)),
    Pattern("once", 8, None),
    Pattern("potential", 16, None),
)
CHANNELS = (
    # channel, names, usual order in roubles, payment term in days
    ("розница", words.SHOPS, 60_000, 5),
    ("сеть", words.NETWORKS, 260_000, 14),
    ("интернет-магазин", words.ONLINE, 110_000, 5),
    ("конечный потребитель", words.FIRMS, 80_000, 3),
    ("B2G", words.STATE, 190_000, 20),
)


@dataclass
class DemoClient:
    """A client as the story needs him; `row` is what will be written."""

    row: Row
    pattern: Pattern
    keeper: Rep
    former: Rep | None
    handed_on: date
    created: datetime
    order: int
    """Usual order, kopecks."""
    term: int
    contacts: list[int]
    address: int
    favourites: list[int]
    price: float = 1.0
    """What he pays of the list price."""
    days: list[date] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.row["id"])

    def kept_by(self, day: date) -> Rep:
        return self.former if self.former and day < self.handed_on else self.keeper


def add_clients(book: Book, cast: Cast, since: date, rng: Random) -> list[DemoClient]:
    """All clients with their contacts, phones, addresses, dates, competitors and keepers."""
    competitors = [book.add(Competitor, name=name)["id"] for name in words.COMPETITORS]
    made = []
    for number, (pattern, kind) in enumerate(zip(_patterns(rng), _kinds(rng), strict=True)):
        client = _client(book, cast, number, pattern, kind, since, rng)
        _remember(book, client, number, cast.reps[0].today)
        if rng.random() < 0.2:
            book.put(ClientCompetitor, client_id=client.id, competitor_id=rng.choice(competitors))
        made.append(client)
    return made


def _patterns(rng: Random) -> list[Pattern]:
    patterns = [pattern for pattern in PATTERNS for _ in range(pattern.count)]
    rng.shuffle(patterns)
    return patterns


def _kinds(rng: Random) -> list[tuple[str, str, int, int]]:
    """Channel, name, usual order, term of each client."""
    kinds = [(channel, name, order, term) for channel, names, order, term in CHANNELS for name in names]
    rng.shuffle(kinds)
    return kinds


def _client(
    book: Book, cast: Cast, number: int, pattern: Pattern, kind: tuple[str, str, int, int], since: date, rng: Random
) -> DemoClient:
    channel, name, order, term = kind
    keeper = cast.reps[number % len(cast.reps)]
    created = _created(pattern, keeper, since, rng)
    former, handed_on = _former(cast, number, keeper, created)
    order = round(order * keeper.habit.orders * rng.lognormvariate(0, 0.5)) * 100
    region, centre = rng.choice(list((words.URAL if keeper.habit.urals else words.REGIONS).items()))
    row = book.add(
        Client,
        name=name,
        search_name=normalised(name),
        channel=channel,
        region=region,
        source=rng.choice(words.SOURCES),
        potential=_potential(order, pattern, rng),
        payment_term_days=term,
        author_id=(former or keeper).id,
        happened_at=created,
        received_at=created,
        stored_at=created,
        purchase_days=0,
        last_touched_at=None,
    )
    client = DemoClient(
        row=row,
        pattern=pattern,
        keeper=keeper,
        former=former,
        handed_on=handed_on,
        created=created,
        order=order,
        term=term,
        contacts=_contacts(book, row["id"], number, keeper.today, rng),
        address=_address(book, row["id"], region, centre, rng),
        favourites=rng.sample(range(1, len(words.PRODUCTS) + 1), 4),
        price=0.62 if number % 23 == 7 else rng.uniform(0.85, 1.0),
    )
    _keepers(book, client)
    return client


def _created(pattern: Pattern, keeper: Rep, since: date, rng: Random) -> datetime:
    """Two thirds were there before the story starts; leads came during it."""
    fresh = pattern.name in ("once", "potential") or rng.random() < 0.3
    latest = {"lost": 420, "sleeping": 300}.get(pattern.name, 2)
    span = (keeper.today - since).days
    if fresh and span > latest:
        day = keeper.day_until(keeper.today - timedelta(days=rng.randint(latest, span)))
        return keeper.moment(day) or keeper.hours[day][0]
    day = keeper.schedule.previous_or_same_working_day(since - timedelta(days=rng.randint(400, 1500)))
    return keeper.schedule.at(day, time(10, rng.randrange(60)))


def _former(cast: Cast, number: int, keeper: Rep, created: datetime) -> tuple[Rep | None, date]:
    """Some clients of the centre were handed over half a year ago."""
    handed_on = keeper.day_until(keeper.today - timedelta(days=150 + number))
    if number % 13 != 1 or keeper.habit.urals or created.date() >= handed_on:
        return None, handed_on
    return next(rep for rep in cast.reps if rep is not keeper and not rep.habit.urals), handed_on


def _potential(order: int, pattern: Pattern, rng: Random) -> int | None:
    if rng.random() < 0.2:
        return None
    a_year = order * 365 / (pattern.rhythm or 60)
    return round(a_year * rng.uniform(0.8, 2.5) / 1_000_000) * 1_000_000 or 10_000_000


def _keepers(book: Book, client: DemoClient) -> None:
    since = client.created.date()
    if client.former:
        book.add(Keeper, client_id=client.id, member_id=client.former.id, since=since, until=client.handed_on)
        since = client.handed_on
    book.add(Keeper, client_id=client.id, member_id=client.keeper.id, since=since, until=None)


# People and places


def _contacts(book: Book, client_id: int, number: int, today: date, rng: Random) -> list[int]:
    found = []
    for place in range(rng.choice((1, 1, 2, 2, 3))):
        woman = rng.random() < 0.55
        name = rng.choice(words.WOMEN if woman else words.MEN)
        soon = BIRTHDAYS_SOON.get(number) if place == 0 else None
        contact = book.add(
            Contact,
            client_id=client_id,
            name=name,
            search_name=normalised(name),
            post=rng.choice(words.CHIEFS if place == 0 else words.OTHERS),
            sex=Sex.FEMALE if woman else Sex.MALE,
            is_decision_maker=place == 0,
            email=f"client{client_id}.{place + 1}@example.com" if rng.random() < 0.6 else None,
            birthday=_birthday(today, soon, rng),
            birthday_year_known=rng.random() < 0.7,
            interests=rng.choice(words.INTERESTS) if rng.random() < 0.3 else None,
        )
        found.append(contact["id"])
        _phone(book, client_id, contact["id"], rng)
    return found


def _birthday(today: date, soon: int | None, rng: Random) -> date | None:
    if soon is not None:
        return (today + timedelta(days=soon)).replace(year=1980)
    if rng.random() < 0.5:
        return None
    return date(rng.randint(1962, 1999), 1, 1) + timedelta(days=rng.randrange(365))


def _phone(book: Book, client_id: int, contact_id: int, rng: Random) -> None:
    """A number nobody has: +7 900 000-xx-xx, each once."""
    taken = len(book.rows(Phone))
    last = (taken * 37 + 11) % 10_000
    extension = str(rng.randint(101, 199)) if rng.random() < 0.1 else None
    book.add(Phone, client_id=client_id, contact_id=contact_id, e164=f"+7900000{last:04}", extension=extension)


def _address(book: Book, client_id: int, region: str, centre: tuple[float, float], rng: Random) -> int:
    text = f"{region}, ул. {rng.choice(words.STREETS)}, {rng.randint(1, 120)}"
    place = {"latitude": _near(centre[0], rng), "longitude": _near(centre[1], rng)}
    return int(book.add(Address, client_id=client_id, text=text, **place)["id"])


def _near(degrees: float, rng: Random) -> float:
    return round(degrees + rng.uniform(-0.08, 0.08), 6)


def _remember(book: Book, client: DemoClient, number: int, today: date) -> None:
    """Contracts that end and yearly dates."""
    if number in CONTRACTS_SOON or number % 9 == 4:
        ends = today + timedelta(days=CONTRACTS_SOON.get(number, 90 + number * 2))
        client.row.update(contract_number=f"Д-{1000 + number}", contract_ends_on=ends)
    if number % 8 == 2:
        day = today.replace(day=1, year=today.year - 3) + timedelta(days=number * 3 % 365)
        book.add(ClientDate, client_id=client.id, text=words.YEARLY[number % 3], day=day, yearly=True)
