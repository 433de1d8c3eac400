"""Phone numbers as people write them, kept in E.164 with the extension apart."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST = 500


class NotAPhone(ValueError):
    """No phone number could be read; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class SeveralPhones(NotAPhone):
    """One number was asked for and `phones` were written."""

    def __init__(self, text: str, phones: "tuple[Phone, ...]") -> None:
        super().__init__(text)
        self.phones = phones


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` as «+79120000000», `extension` as digits or empty."""

    e164: str
    extension: str = ""


_INTERNATIONAL = re.compile(r"((?:^|[^0-9+\s().~-])[\s().~-]*)(?:8[\s~-]*10|00)(?=[\s(-]*[1-9])")
"""Before it no digit of the same number: 345-00-12 is none."""
_NEXT_NUMBER = re.compile(r"(?<=[0-9])[ \t]+(?=(?:\+|8[ \t(-]*[3489][0-9]{2}))")
_ONLY_PHONE = re.compile(r"(?:тел|моб|phone|tel)?[\s.:]*[0-9+()\s./,;~-]+(?:(?:доб|ext|вн|x|#)[\s.:]*[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}(?:\s.*)?")


def parse_phone(text: str, region: str = "RU") -> Phone:
    """The only number in a text. Raises NotAPhone, SeveralPhones."""
    phones = parse_phones(text, region)
    if len(phones) > 1:
        raise SeveralPhones(text, phones)
    return phones[0]


def parse_phones(text: str, region: str = "RU") -> tuple[Phone, ...]:
    """Every number in a text, in order and once each. Raises NotAPhone when there is none."""
    from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number

    found: dict[str, Phone] = {}
    for piece in _pieces(text[:LONGEST]):
        for match in PhoneNumberMatcher(piece, region, Leniency.POSSIBLE):
            if is_valid_number(match.number):
                phone = _phone(match.number)
                found.setdefault(phone.e164, phone)
    if not found:
        raise NotAPhone(text)
    return tuple(found.values())


def _pieces(text: str) -> list[str]:
    """Numbers apart from one another, foreign prefixes (00, 8-10) as a plus."""
    numbers = (number for line in re.split(r"[,;/\n]", text) for number in _NEXT_NUMBER.split(line))
    return [_INTERNATIONAL.sub(r"\1+", number, count=1) for number in numbers]


def _phone(number: "PhoneNumber") -> Phone:
    from phonenumbers import PhoneNumberFormat, format_number

    return Phone(format_number(number, PhoneNumberFormat.E164), number.extension or "")


def international(e164: str, extension: str = "", lang: str = "ru") -> str:
    """What stands in a text to be dialled by a tap: «+79120000000», with an extension «+73432345678 доб. 12»."""
    if not extension:
        return e164
    return f"{e164} {'доб.' if lang == 'ru' else 'ext.'} {extension}"


def looks_like_phone(text: str) -> bool:
    """Whether a text is a phone number and nothing else, told without the numbering plan: at least ten digits."""
    words = text.strip().casefold()
    digits = sum(sign in "0123456789" for sign in words)
    return 10 <= digits <= 45 and bool(_ONLY_PHONE.fullmatch(words)) and not _DATE.fullmatch(words)


def search_digits(text: str) -> str:
    """Digits to look for inside E.164 numbers: those written, without a leading 8 or 7 of a whole Russian number."""
    digits = "".join(sign for sign in text if sign in "0123456789")
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
