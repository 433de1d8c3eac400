"""Names of clients and people: as given, as searched for with typing mistakes forgiven, as drawn in a chart."""

import re
import unicodedata
from collections.abc import Hashable, Iterable
from heapq import nlargest
from typing import TypeVar

from rapidfuzz.fuzz import ratio

Key = TypeVar("Key", bound=Hashable)

LONGEST_NAME = 200
SEARCH_LENGTH = 255
FOUND = 45.0  # half of the words asked for
CERTAIN = 85.0  # so like that no other layout need be tried

_LEGAL_FORMS = frozenset(
    "ооо ао оао зао пао нао ип чп тоо нко ано гуп муп фгуп гбу мбу llc ltd inc gmbh jsc".split()  # noqa: SIM905
)
_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_EMOJI_PARTS = frozenset("\u200d\ufe0e\ufe0f")
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u231a-\u23ff\u2b1b\u2b1c\u2b50\u2b55\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]"
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|[0-9]{1,3}[.)])\s*(?=\S)")
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_OTHER_LAYOUT = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)


class EmptyName(ValueError):
    """Nothing that can be seen was given as a name."""


class NameTooLong(ValueError):
    """The name has `length` characters, more than `limit`."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters of at most {limit}")
        self.length, self.limit = length, limit


# As given


def clean_name(text: str, limit: int = LONGEST_NAME) -> str:
    """The name in one line, without control and invisible characters. Raises EmptyName, NameTooLong."""
    shown = (_shown(sign) for sign in unicodedata.normalize("NFC", text))
    name = " ".join("".join(shown).split())
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
        raise EmptyName(text[:limit])
    if len(name) > limit:
        raise NameTooLong(len(name), limit)
    return name


def _shown(sign: str) -> str:
    if sign in _EMOJI_PARTS:
        return sign
    if sign in _INVISIBLE or sign.isspace():
        return " "
    category = unicodedata.category(sign)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs") else sign


def split_names(text: str) -> list[str]:
    """Names of a pasted column (or of one line with commas), once each, without bullets, numbers and other columns.

    Raises NameTooLong.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = re.split(r"[,;]", lines[0])
    names = (_BULLET.sub("", _first_words(line)) for line in lines)
    found: dict[str, str] = {}
    for name in names:
        if key := normalised(name):
            found.setdefault(key, clean_name(name))
    return list(found.values())


def _first_words(line: str) -> str:
    """The first cell of a pasted row that has letters."""
    return next((cell for cell in line.split("\t") if any(sign.isalpha() for sign in cell)), "")


def without_emoji(name: str) -> str:
    """The name as a chart's font can draw it; a dash when nothing is left. The no-break gaps of sums stay."""
    return _GAPS.sub(" ", _EMOJI.sub("", name)).strip() or "—"


# As searched for


def normalised(name: str) -> str:
    """Normalised text of the search column: casefold, ё as е, punctuation as spaces, single spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).replace("ё", "е")
    signs = (sign if sign.isalnum() else _gap(sign) for sign in folded)
    return " ".join("".join(signs).split())


def searched(name: str) -> str:
    """The same as the search column holds it: what some letters unfold into is cut to the column."""
    return normalised(name)[:SEARCH_LENGTH]


def _gap(sign: str) -> str:
    """Stress marks and soft hyphens are inside a word, the rest is between words."""
    return "" if unicodedata.category(sign) in ("Mn", "Me", "Cf") else " "


def search_score(query: str, name: str) -> float:
    """How well a name answers a query, 0–100; from FOUND it is worth showing.

    Forgives typos, ё/е, the order of words, a wrong keyboard layout and the legal form.
    """
    return score_of(spellings(query), words_of(name))


def spellings(query: str) -> list[list[str]]:
    """The words asked for, in either keyboard layout."""
    return [words_of(query), words_of(other_layout(query))]


def words_of(name: str) -> list[str]:
    """The words of a name without its legal form, normalised."""
    words = normalised(name).split()
    return [word for word in words if word not in _LEGAL_FORMS] or words


def score_of(asked: list[list[str]], name: list[str]) -> float:
    """As `search_score`, of `spellings` and `words_of` made before: one query for many names."""
    return max(_score(words, name) for words in asked)


def ranked(query: str, candidates: Iterable[tuple[Key, str]], limit: int = 10) -> list[Key]:
    """Keys of the candidates (key, name) worth showing, best first; equal ones as they came."""
    names = [(key, words_of(name)) for key, name in candidates]
    scores = [0.0] * len(names)
    for spelling in spellings(query):
        scores = [max(score, _score(spelling, words)) for score, (_, words) in zip(scores, names, strict=True)]
        if max(scores, default=0.0) >= CERTAIN:
            break
    found = ((score, -place) for place, score in enumerate(scores) if score >= FOUND)
    return [names[-place][0] for _, place in nlargest(limit, found)]


def other_layout(text: str) -> str:
    """What the same keys give in the other keyboard layout: «hjvfirf» is «ромашка»."""
    return text.casefold().translate(_OTHER_LAYOUT)


def _score(query: list[str], name: list[str]) -> float:
    """Mean over the words asked for of the best likeness in the name; glued words are tried as well."""
    if not query or not name:
        return 0.0
    if query == name[: len(query)]:
        return 100.0 if query == name else 99.0
    each = [max(_likeness(asked, word) for word in name) for asked in query]
    glued = _likeness("".join(query), "".join(name)) - 5
    return max(sum(each) / len(query), glued)


def _likeness(asked: str, word: str) -> float:
    if asked == word:
        return 98.0
    if word.startswith(asked):
        return 95.0
    if len(asked) >= 3 and asked in word:
        return 85.0
    return _typo_likeness(asked, word) if len(asked) >= 4 else 0.0


def _typo_likeness(asked: str, word: str) -> float:
    """Likeness to the word or to its beginning (a name is seldom typed to the end); below 70 it is another word."""
    return 0.85 * max(ratio(asked, word, score_cutoff=70), ratio(asked, word[: len(asked) + 1], score_cutoff=70))
