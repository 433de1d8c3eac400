import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phones import (
    NotAPhone,
    Phone,
    SeveralPhones,
    international,
    looks_like_phone,
    parse_phone,
    parse_phones,
    search_digits,
)

MOBILE = [
    "+79120000000", "8 912 000-00-00", "+7(912)0000000", "9120000000", "89120000000", "79120000000", "+7 912 000 00 00",
    "8 (912) 000-00-00", "8-912-000-00-00", "8.912.000.00.00", "007 912 000 00 00", "0079120000000", "912 000 0000",
    "тел. 8 912 000-00-00", "+7\u00a0912\u00a0000\u201100\u201100", "８９１２０００００００", "  +7 912 000-00-00, ",
    "моб: 8(912)000 00 00 (Ольга)",
]  # fmt: skip


@pytest.mark.parametrize("written", MOBILE)
def test_a_mobile_number_in_any_spelling(written: str) -> None:
    assert parse_phone(written) == Phone("+79120000000")


@pytest.mark.parametrize(
    "written",
    [
        "+7 912 345-00-12",
        "8 912 345-00-12",
        "8 (912) 345 00 12",
        "8.912.345.00.12",
        "912-345-00-12",
        "тел. 8 912 345 00-12",
    ],
)
def test_a_double_nought_within_a_number_is_no_foreign_prefix(written: str) -> None:
    assert parse_phone(written) == Phone("+79123450012")


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("8(343)2345678", "+73432345678"),
        ("8 343 234-56-78", "+73432345678"),
        ("8-800-555-35-35", "+78005553535"),
        ("+375 29 123-45-67", "+375291234567"),
        ("8 10 375 29 123 45 67", "+375291234567"),
        ("00 375 29 123 45 67", "+375291234567"),
        ("+7 701 234 56 78", "+77012345678"),
        ("0049 30 123456", "+4930123456"),
    ],
)
def test_a_city_or_foreign_number(written: str, e164: str) -> None:
    assert parse_phone(written) == Phone(e164)


@pytest.mark.parametrize(
    "written",
    ["8(343)234-56-78 доб. 12", "8 343 234 56 78 доб 12",
     "+73432345678 ext. 12", "8 (343) 234-56-78 #12", "83432345678 x12"],
)  # fmt: skip
def test_an_extension_is_kept_apart(written: str) -> None:
    assert parse_phone(written) == Phone("+73432345678", "12")


@pytest.mark.parametrize(
    "written",
    [
        "89120000000, 83432345678",
        "8 912 000-00-00; 8 (343) 234-56-78",
        "8 912 000-00-00 / 8 343 234-56-78",
        "89120000000 83432345678",
        "+7 912 000 00 00 +7 343 234 56 78",
        "8 912 000 00 00\n8 343 234 56 78",
        "8 912 000 00 00 и 8 343 234 56 78, 8(912)0000000",
    ],
)
def test_two_numbers_in_a_line(written: str) -> None:
    assert parse_phones(written) == (Phone("+79120000000"), Phone("+73432345678"))
    with pytest.raises(SeveralPhones) as refused:
        parse_phone(written)
    assert len(refused.value.phones) == 2


@pytest.mark.parametrize(
    "written",
    ["", "Ромашка", "234-56-78", "112", "12345", "1234567890123456789",
     "+", "25.12.2026", "1 500 000", "0000000000"],
)  # fmt: skip
def test_nonsense_is_refused(written: str) -> None:
    with pytest.raises(NotAPhone) as refused:
        parse_phone(written)
    assert refused.value.text == written


@given(st.text(max_size=60))
def test_any_text_has_numbers_or_is_refused(text: str) -> None:
    try:
        phones = parse_phones(text)
    except NotAPhone:
        return
    assert all(parse_phone(phone.e164) == Phone(phone.e164) for phone in phones)


@given(st.integers(9_120_000_000, 9_129_999_999))
def test_every_mobile_number_survives_writing(number: int) -> None:
    assert parse_phone(f"8{number}").e164 == f"+7{number}"


def test_a_number_is_shown_so_that_a_tap_dials_it() -> None:
    assert international("+79120000000") == "+79120000000"
    assert international("+73432345678", "12") == "+73432345678 доб. 12"
    assert international("+73432345678", "12", "en") == "+73432345678 ext. 12"


@pytest.mark.parametrize("text", ["8 912 000-00-00", "+7(912)0000000", "9120000000", "тел. 8 343 234-56-78 доб. 12"])
def test_a_number_looks_like_one(text: str) -> None:
    assert looks_like_phone(text)


@pytest.mark.parametrize(
    "text", ["Ромашка", "1 500 000", "25.12.2026 10:30", "25.12.2026 10", "Магазин 24", "", "8", "Ольга 89120000000"]
)
def test_other_words_do_not(text: str) -> None:
    assert not looks_like_phone(text)


def test_a_client_is_found_by_any_part_of_his_number() -> None:
    for written in ("8 912 000-00-00", "+7 912 000 00 00", "912000", "000-00-00"):
        assert search_digits(written) in "+79120000000"


def test_the_numbering_plan_is_imported_only_when_needed() -> None:
    code = "import sys, domain.phones; domain.phones.looks_like_phone('1'); sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
