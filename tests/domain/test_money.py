import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import (
    LARGEST,
    AmountError,
    AmountTooLarge,
    Kind,
    NegativeAmount,
    NotAnAmount,
    ZeroAmount,
    grouped,
    parse_amount,
    percent,
    roubles,
    short_roubles,
)


def spaced(text: str) -> str:
    """Thin no-break gaps as ordinary spaces, to read the tests."""
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,5 млн", 1_500_000),
        ("1.5 млн", 1_500_000),
        ("2.5 млн ₽", 2_500_000),
        ("1,5млн руб.", 1_500_000),
        ("1,234 млн", 1_234_000),
        ("120к", 120_000),
        ("120 K", 120_000),
        ("120k", 120_000),
        ("120 000", 120_000),
        ("120\u00a0000\u202f₽", 120_000),
        ("120000", 120_000),
        ("₽ 120 000", 120_000),
        ("120 000р", 120_000),
        ("120 000 р.", 120_000),
        ("120'000", 120_000),
        ("120.000", 120_000),
        ("120,000", 120_000),
        ("1.200.000", 1_200_000),
        ("1,200,000.50", 1_200_000.50),
        ("1.200.000,50", 1_200_000.50),
        ("1 200,50 ₽", 1200.50),
        ("1200.5", 1200.50),
        ("0,5 млн", 500_000),
        ("0,99", 0.99),
        ("5 тыс", 5_000),
        ("5 тыс. руб.", 5_000),
        ("5 тысяч рублей", 5_000),
        ("50 т.р.", 50_000),
        ("50тр", 50_000),
        ("1 млн 200 тыс", 1_200_000),
        ("2 млрд", 2_000_000_000),
        ("полтора миллиона", 1_500_000),
        ("Полмиллиона", 500_000),
        ("миллион", 1_000_000),
        ("1.5 million", 1_500_000),
        ("1200 руб 50 коп", 1200.50),
        ("  7  ", 7),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, amount: float) -> None:
    assert parse_amount(written) == round(amount * 100)


@pytest.mark.parametrize("written", ["−5", "-5", "– 5", "-1,5 млн", "—120к"])
def test_a_negative_amount_is_named_so(written: str) -> None:
    with pytest.raises(NegativeAmount):
        parse_amount(written)


@pytest.mark.parametrize(
    "written",
    ["", " ", "много", "5 стульев", "12 34", "1 20 000", "1,2345", "5-7", "12.12.2026", "1e6", "nan", "+79120000000",
     "тыс", "пол", "₽", "5 тыс 2 млн", "5 тыс 3 тыс", "1..5", "٣", "²", "5 млн и ещё", "00,", ",5", "9" * 5000 + "x"],
)  # fmt: skip
def test_nonsense_is_refused(written: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_amount(written)
    assert refused.value.text == written


@pytest.mark.parametrize("written", ["0", "0,00 ₽", "0 млн"])
def test_zero_is_taken_only_where_it_is_allowed(written: str) -> None:
    with pytest.raises(ZeroAmount):
        parse_amount(written)
    assert parse_amount(written, zero_allowed=True) == 0


@pytest.mark.parametrize("written", ["101 млрд", "9" * 100, "100 000 000 000,01"])
def test_more_than_any_deal_is_too_large(written: str) -> None:
    with pytest.raises(AmountTooLarge):
        parse_amount(written)


def test_the_largest_amount_is_taken() -> None:
    assert parse_amount("100 млрд") == LARGEST


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_clear_refusal(text: str) -> None:
    try:
        kopecks = parse_amount(text)
    except AmountError:
        return
    assert 0 < kopecks <= LARGEST


@given(st.integers(1, LARGEST), st.sampled_from(["ru", "en"]))
def test_what_is_shown_can_be_typed_back(kopecks: int, lang: str) -> None:
    assert parse_amount(roubles(kopecks, lang)) == kopecks


@given(st.integers(1, LARGEST), st.sampled_from(["ru", "en"]))
def test_the_short_form_is_true_to_half_a_percent(kopecks: int, lang: str) -> None:
    read = parse_amount(short_roubles(kopecks, lang), zero_allowed=True)
    assert abs(read - kopecks) <= max(50, kopecks / 200)


@pytest.mark.parametrize(
    ("kopecks", "shown"),
    [(123_456_700, "1 234 567 ₽"), (120_050, "1 200,50 ₽"), (5, "0,05 ₽"), (0, "0 ₽"), (-500_000, "−5 000 ₽")],
)
def test_roubles_have_thin_gaps(kopecks: int, shown: str) -> None:
    assert spaced(roubles(kopecks)) == shown
    assert " " not in roubles(kopecks)


@pytest.mark.parametrize(
    ("amount", "russian", "english"),
    [
        (1_240_000, "1,24 млн ₽", "1.24 M ₽"),
        (8_100_000, "8,1 млн ₽", "8.1 M ₽"),
        (12_000_000, "12 млн ₽", "12 M ₽"),
        (120_000, "120 тыс. ₽", "120 K ₽"),
        (12_345, "12,3 тыс. ₽", "12.3 K ₽"),
        (9_999, "9 999 ₽", "9 999 ₽"),
        (999_950, "1 млн ₽", "1 M ₽"),
        (999_400, "999 тыс. ₽", "999 K ₽"),
        (2_345_000_000, "2,35 млрд ₽", "2.35 B ₽"),
        (12_345_000_000_000, "12 345 млрд ₽", "12 345 B ₽"),
        (-1_240_000, "−1,24 млн ₽", "−1.24 M ₽"),
        (0, "0 ₽", "0 ₽"),
    ],
)
def test_sums_are_short_on_a_phone(amount: int, russian: str, english: str) -> None:
    assert spaced(short_roubles(amount * 100)) == russian
    assert spaced(short_roubles(amount * 100, "en")) == english


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        (0.68, 0, "68 %"),
        (Fraction(5, 8), 1, "62,5 %"),
        (Fraction(4, 5), 1, "80 %"),
        (Fraction(1, 8), 0, "13 %"),
        (Decimal("1"), 0, "100 %"),
        (-0.05, 0, "−5 %"),
        (-0.0001, 0, "0 %"),
        (0, 0, "0 %"),
    ],
)
def test_percents_are_rounded_half_up(share: Fraction | Decimal | float, digits: int, shown: str) -> None:
    assert spaced(percent(share, digits)) == shown


def test_percents_in_english_have_a_point() -> None:
    assert spaced(percent(Fraction(5, 8), 1, "en")) == "62.5 %"


def test_a_count_has_thin_gaps_too() -> None:
    assert spaced(grouped(8800)) == "8 800"
    assert spaced(grouped(-1234)) == "−1 234"


def test_a_figure_in_words_still_knows_its_number() -> None:
    for figure, value, kind in (
        (short_roubles(1_239_999_50), 1_239_999_50, Kind.MONEY),
        (percent(Fraction(1, 3)), Fraction(1, 3), Kind.SHARE),
        (grouped(-1234), -1234, Kind.NUMBER),
        (pickle.loads(pickle.dumps(roubles(5))), 5, Kind.MONEY),
    ):
        assert (figure.value, figure.kind) == (value, kind)
