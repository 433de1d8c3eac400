"""Amounts as people write and read them. Inside, money is always an integer number of kopecks."""

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

GAP = "\u202f"
MINUS = "\u2212"
LONGEST = 200
LARGEST = 100_000_000_000_00  # 100 billion roubles: more than any deal, and sums of millions of them still fit 64 bits


class AmountError(ValueError):
    """The words are not an amount a deal can have; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotAnAmount(AmountError):
    """No amount could be read."""


class ZeroAmount(NotAnAmount):
    """Zero where something is paid."""


class NegativeAmount(AmountError):
    """Less than zero."""


class AmountTooLarge(AmountError):
    """More than 100 billion roubles."""


_UNITS = {
    "": 1,
    **dict.fromkeys(("т", "тр", "к", "k", "тыс", "тысяч", "тысяча", "тысячи", "thousand"), 10**3),
    **dict.fromkeys(("м", "m", "млн", "mln", "миллион", "миллиона", "миллионов", "million"), 10**6),
    **dict.fromkeys(("млрд", "b", "bn", "миллиард", "миллиарда", "миллиардов", "billion"), 10**9),
}
_SHORT_UNITS = ((10**3, "тыс.", "K"), (10**6, "млн", "M"), (10**9, "млрд", "B"))
_SPOKEN = {"полтора": "1,5", "полторы": "1,5", "пол": "0,5", "полмиллиона": "0,5 млн", "полмиллиарда": "0,5 млрд"}
_HALVES = frozenset({"полтора", "полторы", "пол"})
"""A thousand or a million is meant, and which is not said."""
_CURRENCY = r"(?:₽|рублей|рубля|рубль|руб|roubles?|rubles?|rub|р)\.?"
_PREFIX = re.compile(rf"^{_CURRENCY}\s*(?=[0-9])")
_SUFFIX = re.compile(rf"(?<![а-яa-z])(?:{_CURRENCY})$")
_KOPECKS = re.compile(
    rf"^(?P<roubles>.*[0-9]\s*){_CURRENCY}\s*(?P<kopecks>[0-9]{{1,2}})\s*(?:копеек|копейки|копейка|коп|к)\.?$"
)
_PART = re.compile(r"\s*(?P<number>[0-9](?:[0-9 .,]*[0-9])?)\s*(?P<unit>[а-яa-z]*)\.?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<gap>[ .,])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?P<rest>[.,][0-9]{1,2})?")


def parse_amount(text: str, *, zero_allowed: bool = False) -> int:
    """Kopecks of an amount as people write it: «1,5 млн», «120к», «1 200,50 ₽», «полтора миллиона».

    Raises NotAnAmount (ZeroAmount for zero, unless allowed), NegativeAmount, AmountTooLarge. Rule: "Money".
    """
    if text.strip().casefold() in _HALVES:
        raise NotAnAmount(text)
    words = _plain_words(text)
    if re.match(r"[-–—−]\s*[0-9]", words):
        raise NegativeAmount(text)
    try:
        kopecks = _kopecks(words)
    except ValueError:
        raise NotAnAmount(text) from None
    if kopecks > LARGEST:
        raise AmountTooLarge(text)
    if not kopecks and not zero_allowed:
        raise ZeroAmount(text)
    return kopecks


def _plain_words(text: str) -> str:
    """Lower case, single spaces, number words as digits, no currency."""
    words = " ".join(_SPOKEN.get(word, word) for word in text.casefold().split())
    words = re.sub(r"(?<=[0-9])['’](?=[0-9]{3})", " ", words)
    words = re.sub(r"^(тысяча|миллион|миллиард|million|billion)\b", r"1 \1", words)
    if match := _KOPECKS.match(words):
        return f"{match['roubles'].strip()},{int(match['kopecks']):02}"
    return _SUFFIX.sub("", _PREFIX.sub("", words)).strip()


def _kopecks(words: str) -> int:
    """Sum of the parts, each in a smaller unit than the one before («1 млн 200 тыс»), half up."""
    if not words or len(words) > LONGEST:
        raise ValueError("no number")
    total, position, largest = Fraction(0), 0, 10**12
    while position < len(words):
        part = _PART.match(words, position)
        unit = _UNITS.get(part["unit"]) if part else None
        if part is None or unit is None or unit >= largest:
            raise ValueError("no such unit")
        total, position, largest = total + _number(part["number"], unit) * unit, part.end(), unit
    return floor(total * 100 + Fraction(1, 2))


def _number(digits: str, unit: int) -> Fraction:
    """A number with its thousands gaps; three digits after the only sign are thousands, unless a unit follows."""
    groups = _GROUPED.fullmatch(digits)
    one_sign = digits.count(".") + digits.count(",") == 1 and " " not in digits
    if groups and not (one_sign and (unit > 1 or digits[0] == "0")):
        rest = groups["rest"] or ""
        whole = digits.removesuffix(rest).replace(groups["gap"], "")
        return Fraction(whole + rest.replace(",", "."))
    if not _PLAIN.fullmatch(digits):
        raise ValueError("no number")
    number = Fraction(digits.replace(",", "."))
    if unit == 1 and (number * 100).denominator > 1:
        raise ValueError("finer than a kopeck")
    return number


class Kind(StrEnum):
    """What a figure is of."""

    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"


class Figure(str):
    """A number in words that still knows it, exact: kopecks of money, of 1 a share. Joined to others it is words.

    `of`: the whole that the words name too.
    """

    value: Fraction
    kind: Kind
    of: Fraction | None

    def __new__(cls, words: str, value: Fraction | int, kind: Kind, of: Fraction | None = None) -> "Figure":
        made = super().__new__(cls, words)
        made.value, made.kind, made.of = Fraction(value), kind, of
        return made

    def __getnewargs__(self) -> tuple[str, Fraction, Kind, Fraction | None]:  # type: ignore[override]
        return str(self), self.value, self.kind, self.of

    def said(self, words: str, of: "Figure | None" = None) -> "Figure":
        """The same number in other words; `of`: the whole that the words name too."""
        return Figure(words, self.value, self.kind, of.value if of is not None else self.of)


def roubles(kopecks: int, lang: str = "ru") -> Figure:
    """«1 234 567 ₽» with thin no-break gaps; kopecks only when there are some."""
    whole, rest = divmod(abs(kopecks), 100)
    text = grouped(whole) + (f"{_point(lang)}{rest:02}" if rest else "")
    return Figure(f"{_sign(kopecks)}{text}{GAP}₽", kopecks, Kind.MONEY)


def short_roubles(kopecks: int, lang: str = "ru") -> Figure:
    """Three digits that matter: «1,24 млн ₽», «120 тыс. ₽», in full below 10 000 ₽; in English «1.24 M ₽»."""
    return Figure(_short(kopecks, lang), kopecks, Kind.MONEY)


def _short(kopecks: int, lang: str) -> str:
    amount = (Decimal(abs(kopecks)) / 100).to_integral_value(ROUND_HALF_UP)
    if amount < 10_000:
        return f"{_sign(kopecks) if amount else ''}{grouped(int(amount))}{GAP}₽"
    candidates = [(_three_digits(amount / size), russian, english) for size, russian, english in _SHORT_UNITS]
    scaled, russian, english = next((found for found in candidates if found[0] < 1000), candidates[-1])
    whole, _, decimals = f"{scaled:f}".partition(".")
    number = grouped(int(whole)) + (_point(lang) + decimals if decimals else "")
    return f"{_sign(kopecks)}{number}{GAP}{russian if lang == 'ru' else english}{GAP}₽"


def percent(share: Fraction | Decimal | float, digits: int = 0, lang: str = "ru") -> Figure:
    """«68 %» of a share 0.68; half up, with `digits` decimals unless they are zeros («62,5 %», «80 %»)."""
    exact = share if isinstance(share, Fraction) else Fraction(str(share))
    return Figure(f"{decimal(exact * 100, lang, digits)}{GAP}%", exact, Kind.SHARE)


def decimal(number: Fraction | Decimal | float, lang: str = "ru", digits: int = 1) -> Figure:
    """«1,5»: half up, with `digits` decimals unless they are zeros."""
    exact = number if isinstance(number, Fraction) else Fraction(str(number))
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    text = _trimmed(abs(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    return Figure(f"{MINUS if exact < 0 and text != '0' else ''}{text.replace('.', _point(lang))}", exact, Kind.NUMBER)


def grouped(number: int) -> Figure:
    """«8 800»: a whole number with thin no-break gaps."""
    return Figure(f"{number:,}".replace(",", GAP).replace("-", MINUS), number, Kind.NUMBER)


def _three_digits(value: Decimal) -> Decimal:
    decimals = max(0, 2 - value.adjusted())
    return Decimal(_trimmed(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)))


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sign(amount: int) -> str:
    return MINUS if amount < 0 else ""


def _point(lang: str) -> str:
    return "," if lang == "ru" else "."
