"""By what a report is cut: whose figures and which clients, and which of them a person's words name.

What may be chosen is what the viewer may see; a cut comes back in a button's data, so it is looked up
among those again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import nlargest

from anyascii import anyascii
from rapidfuzz.distance.JaroWinkler import normalized_similarity
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.clients import seen_members
from domain.codes import short_code
from domain.defaults import CHANNELS_IN_ENGLISH
from domain.errors import BadChoice, Gone, NotAllowed
from domain.names import FOUND, LONGEST_NAME, normalised, score_of, spellings, words_of
from domain.readers.attribution import (
    Scope,
    kept_by,
    led_teams,
    may_see_member,
    may_see_team,
    of_member,
    of_team,
    seen_scope,
)
from domain.tables import Client, Keeper, Member, Product, Role, Team

BEGINS = 95.0
NEAR = 0.75
LONGEST_NAMED = 4
MOST_WORDS = 20
"""Of a line: the first one that is unknown is asked about."""
LEAST_LETTERS = 3
"""Of a word that may be the beginning of a name, or nearly one."""
SAYING_HOW = frozenset(
    {"до", "после", "перед", "кроме", "без", "между", "от", "раньше", "позже", "помимо"}
    | {"before", "after", "until", "till", "except", "without", "between"}
)


class CutKind(StrEnum):
    """By what; the letter that a button's data has for it."""

    TEAM = "t"
    MEMBER = "m"
    CHANNEL = "c"
    REGION = "r"
    SOURCE = "s"
    GROUP = "g"
    PRODUCT = "p"


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut: `key` is the id of a team, member or product, else the value itself.

    `is_quiet`: dismissed, closed, or leading others without clients of his own: not offered, meant when named alone.
    """

    kind: CutKind
    key: int | str
    name: str
    is_quiet: bool = False

    @property
    def code(self) -> str:
        """For a button, at most eight characters: the letter of its kind, then the id or a digest of the value."""
        if isinstance(self.key, int):
            return f"{self.kind}{self.key}"
        return self.kind + short_code(self.key)

    @property
    def place(self) -> CutKind:
        """Of which there is one: a member is there instead of a team, a product instead of its group."""
        return _GROUPED.get(self.kind, self.kind)


Cuts = tuple[Cut, ...]
"""At most one of each kind, in the kinds' order."""


def member_code(member_id: int) -> str:
    """The code of a member's figures, whatever his name."""
    return f"{CutKind.MEMBER}{member_id}"


def member_of(codes: str) -> int | None:
    """The member of a code; None for no cut. Raises BadChoice for other cuts."""
    if not codes:
        return None
    if codes[0] != CutKind.MEMBER:
        raise BadChoice
    return _id(codes[1:])


def codes_of(cuts: Iterable[Cut]) -> str:
    """For a button: read back by `chosen_cuts`."""
    return ".".join(cut.code for cut in ordered(cuts))


def ordered(cuts: Iterable[Cut]) -> Cuts:
    """The last of each place, in the kinds' order."""
    last = {cut.place: cut for cut in cuts}
    return tuple(sorted(last.values(), key=lambda cut: list(CutKind).index(cut.kind)))


_GROUPED = {CutKind.TEAM: CutKind.MEMBER, CutKind.GROUP: CutKind.PRODUCT}


# What there is to choose


def cuts_of(session: Session, viewer_id: int) -> list[Cut]:
    """All the viewer may cut by: teams and members (none for a rep), then what his clients are told apart by.

    The quiet come last.
    """
    viewer = _viewer(session, viewer_id)
    people = [] if viewer.role is Role.REP else [*_teams(session, viewer), *_members(session, viewer)]
    cuts = [*people, *_attributes(session, viewer), *_products(session)]
    return sorted(cuts, key=lambda cut: cut.is_quiet)


def _teams(session: Session, viewer: Member) -> list[Cut]:
    teams = select(Team.id, Team.name, Team.closed_at).order_by(Team.name)
    if viewer.role is not Role.OWNER:
        teams = teams.where(Team.id.in_(led_teams(session, viewer.id)))
    return [Cut(CutKind.TEAM, row.id, row.name, row.closed_at is not None) for row in session.execute(teams)]


def _members(session: Session, viewer: Member) -> list[Cut]:
    keeps = select(1).where(Keeper.member_id == Member.id).correlate(Member).exists()
    is_quiet = (Member.dismissed_at.is_not(None) | ((Member.role != Role.REP) & ~keeps)).label("is_quiet")
    members = select(Member.id, Member.name, is_quiet).order_by(Member.role.desc(), Member.name, Member.id)
    seen = seen_members(session, viewer.id, viewer.role)
    if seen is not None:
        members = members.where(Member.id.in_(seen))
    return [Cut(CutKind.MEMBER, row.id, row.name, row.is_quiet) for row in session.execute(members)]


_ATTRIBUTES: dict[CutKind, InstrumentedAttribute[str | None]] = {
    CutKind.CHANNEL: Client.channel,
    CutKind.REGION: Client.region,
    CutKind.SOURCE: Client.source,
}


def _attributes(session: Session, viewer: Member) -> list[Cut]:
    """Channels, regions and sources of the clients whose figures the viewer sees."""
    seen = kept_by(seen_scope(session, viewer.id, viewer.role), Client.id)
    return [
        Cut(kind, value, value)
        for kind, column in _ATTRIBUTES.items()
        for value in session.scalars(select(column).where(column.is_not(None), seen).distinct().order_by(column))
        if value
    ]


def _products(session: Session) -> list[Cut]:
    """Groups of products, then the products."""
    groups = select(Product.group).where(Product.group.is_not(None)).distinct().order_by(Product.group)
    products = session.execute(select(Product.id, Product.name).order_by(Product.name, Product.id))
    return [
        *(Cut(CutKind.GROUP, group, group) for group in session.scalars(groups) if group),
        *(Cut(CutKind.PRODUCT, row.id, row.name) for row in products),
    ]


# What words name


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand together, and the cuts they may mean: one is certain, several or none are to be asked about."""

    said: str
    cuts: tuple[Cut, ...]

    @property
    def is_certain(self) -> bool:
        return len(self.cuts) == 1


def named(words: Sequence[str], cuts: Sequence[Cut]) -> list[Named]:
    """The words taken apart into names, the longest first: «отдел продаж розница» names a team and a channel."""
    found: list[Named] = []
    known, place = _Names(words, cuts), 0
    while place < min(len(words), MOST_WORDS):
        one = _longest(words[place : place + LONGEST_NAMED], known)
        found.append(one)
        place += len(one.said.split())
    return [*found, Named(" ".join(words[place:]), ())] if place < len(words) else found


def _longest(words: Sequence[str], known: "_Names") -> Named:
    for length in range(len(words), 0, -1):
        if meant := known.meant(words[:length]):
            return Named(" ".join(words[:length]), tuple(meant))
    return Named(words[0], ())


class _Names:
    """What the cuts are called, for one line of words."""

    def __init__(self, words: Sequence[str], cuts: Sequence[Cut]) -> None:
        is_latin = any(word.isascii() for word in words)
        self._cuts = [(cut, name) for cut in cuts for name in _names_of(cut, is_latin)]
        self._texts = [normalised(name) for _, name in self._cuts]
        self._words = [words_of(name) for _, name in self._cuts]
        self._like: dict[str, set[int]] = {}

    def meant(self, words: Sequence[str]) -> list[Cut]:
        """Cuts that all these words may mean; the quiet are meant only when nobody else is."""
        asked = " ".join(words)
        text, spelled = normalised(asked), spellings(asked)
        same = [place for place, known in enumerate(self._texts) if known == text]
        like = same or sorted(set.intersection(*map(self._may_mean, words)))
        begin = same or [place for place in like if score_of(spelled, self._words[place]) >= BEGINS]
        meant = dict.fromkeys(self._cuts[place][0] for place in begin or like)
        return [cut for cut in meant if not cut.is_quiet] or list(meant)

    def _may_mean(self, word: str) -> set[int]:
        """«до» is no «Доставка» and «после» no «реклама в поиске»: what says how the rest is meant is asked about."""
        said = normalised(word)
        if said not in self._like:
            self._like[said] = set() if said in SAYING_HOW else set(self._named_by(word, said))
        return self._like[said]

    def _named_by(self, word: str, said: str) -> Iterator[int]:
        spelled = spellings(word)
        for place, known in enumerate(self._words):
            if said in self._texts[place].split() if len(said) < LEAST_LETTERS else score_of(spelled, known) >= FOUND:
                yield place


def _names_of(cut: Cut, is_latin: bool) -> list[str]:
    """His name; for who writes in Latin letters also in them, and a usual channel by its English word."""
    if not is_latin or cut.name.isascii():
        return [cut.name]
    english = CHANNELS_IN_ENGLISH.get(normalised(cut.name), ()) if cut.kind is CutKind.CHANNEL else ()
    return [cut.name, anyascii(cut.name), *english]


def near(said: str, cuts: Sequence[Cut], limit: int) -> list[Cut]:
    """Those present that are written most like what was said, the likest first; none that is not like it at all."""
    asked, is_latin = normalised(said)[:LONGEST_NAME], said.isascii()
    present = [
        (cut, word) for cut in cuts if not cut.is_quiet for name in _names_of(cut, is_latin) for word in words_of(name)
    ]
    likeness: dict[Cut, float] = {}
    for cut, word in present:
        likeness[cut] = max(likeness.get(cut, 0.0), normalized_similarity(asked, word))
    return [cut for cut in nlargest(limit, likeness, key=lambda cut: likeness[cut]) if likeness[cut] >= NEAR]


# What a button asks for


def chosen_cuts(session: Session, viewer_id: int, codes: str) -> Cuts:
    """The cuts of a button's data. It is anybody's, so it raises BadChoice, NotAllowed, Gone."""
    viewer = _viewer(session, viewer_id)
    cuts = [_chosen(session, viewer, code) for code in codes.split(".") if code]
    if codes != codes_of(cuts):
        raise BadChoice
    return tuple(cuts)


def _chosen(session: Session, viewer: Member, code: str) -> Cut:
    kind, key = code[:1], code[1:]
    if kind == CutKind.MEMBER:
        return _seen_member(session, viewer, _id(key))
    if kind == CutKind.TEAM:
        return _seen_team(session, viewer, _id(key))
    if kind == CutKind.PRODUCT:
        if (product := session.get(Product, _id(key))) is None:
            raise Gone
        return Cut(CutKind.PRODUCT, product.id, product.name)
    known = [*_attributes(session, viewer), *_products(session)]
    found = next((cut for cut in known if cut.code == code), None)
    if found is None:
        raise BadChoice
    return found


def _id(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) <= 9):
        raise BadChoice
    return int(key)


def scope_of(session: Session, viewer_id: int, cuts: Cuts) -> Scope:
    """Whose figures and of which clients: all that the viewer sees, as far as the cuts leave it."""
    viewer = _viewer(session, viewer_id)
    by_kind = {cut.kind: cut for cut in cuts}
    scope = seen_scope(session, viewer.id, viewer.role)
    if member := by_kind.get(CutKind.MEMBER):
        scope = of_member(int(member.key))
    elif team := by_kind.get(CutKind.TEAM):
        scope = of_team(session, int(team.key))
    values = {kind: str(by_kind[kind].key) for kind in _ATTRIBUTES if kind in by_kind}
    return replace(
        scope,
        channel=values.get(CutKind.CHANNEL),
        region=values.get(CutKind.REGION),
        source=values.get(CutKind.SOURCE),
        product_ids=_product_ids(session, by_kind),
    )


def _product_ids(session: Session, by_kind: dict[CutKind, Cut]) -> tuple[int, ...] | None:
    if product := by_kind.get(CutKind.PRODUCT):
        return (int(product.key),)
    if group := by_kind.get(CutKind.GROUP):
        return tuple(session.scalars(select(Product.id).where(Product.group == group.key).order_by(Product.id)))
    return None


def _viewer(session: Session, viewer_id: int) -> Member:
    viewer = session.get(Member, viewer_id)
    if viewer is None or viewer.dismissed_at is not None:
        raise NotAllowed
    return viewer


def _seen_member(session: Session, viewer: Member, member_id: int) -> Cut:
    if not may_see_member(session, viewer.id, viewer.role, member_id):
        raise NotAllowed
    member = session.get(Member, member_id)
    if member is None:
        raise Gone
    return Cut(CutKind.MEMBER, member.id, member.name, member.dismissed_at is not None)


def _seen_team(session: Session, viewer: Member, team_id: int) -> Cut:
    if not may_see_team(session, viewer.id, viewer.role, team_id):
        raise NotAllowed
    team = session.get(Team, team_id)
    if team is None:
        raise Gone
    return Cut(CutKind.TEAM, team.id, team.name, team.closed_at is not None)
