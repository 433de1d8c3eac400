"""Every picture in its edge cases: it is drawn, nothing sticks out of it, lies on something else or is too pale."""

from collections.abc import Sequence
from struct import unpack

import pytest

from handlers.charts.draw import draw
from handlers.charts.page import balanced, text_width, wrapped
from handlers.charts.sheet import laid_out
from handlers.charts.specs import Bar, Bars, Part, Spec, Stays
from handlers.charts.style import TITLE, WIDTH, Tone
from tests.charts.cases import CASES
from tests.charts.seen import MOST_HIGH, faults

CUT = ("hostile", "long", "huge", "emoji")
"""Cases of texts that no picture has room for."""


@pytest.mark.parametrize("name", CASES)
def test_a_person_can_read_it(name: str) -> None:
    assert faults(CASES[name], is_roomy=not any(word in name for word in CUT)) == []


@pytest.mark.parametrize("name", ["bars: forty reps", "heat: month", "lines: forecast dark", "bars: nothing at all"])
def test_it_is_a_png_for_a_phone(name: str) -> None:
    png = draw(CASES[name])
    width, height = unpack(">II", png[16:24])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == WIDTH
    assert height <= MOST_HIGH
    assert len(png) < 10_000_000


def left_of(stays: Stays, lengths: Sequence[float]) -> tuple[Bar, ...]:
    """The bars that a picture too small for all has room for; each is of two parts, named over the first."""
    bars = tuple(
        Bar(str(at), (Part(size, Tone.MAIN, "a" if not at else ""), Part(1)), "1") for at, size in enumerate(lengths)
    )
    _, (panel,) = laid_out(Spec("t", "", (Bars("h", bars, stays=stays),), ""))
    assert isinstance(panel, Bars)
    return panel.bars


@pytest.mark.parametrize("stays", [Stays.FIRST, Stays.LAST, Stays.LONGEST])
def test_where_there_is_no_room_what_matters_stays_and_its_parts_are_named(stays: Stays) -> None:
    lengths = [float(at * 37 % 101) for at in range(100)]
    bars = left_of(stays, lengths)
    places = [int(bar.name) for bar in bars]
    assert 2 < len(bars) < 100
    assert bars[0].parts[0].words == "a"
    assert (
        places
        == {
            Stays.FIRST: list(range(len(bars))),
            Stays.LAST: list(range(100 - len(bars), 100)),
            Stays.LONGEST: sorted(sorted(range(100), key=lambda at: -lengths[at])[: len(bars)]),
        }[stays]
    )


def test_no_word_of_a_title_is_left_alone_on_its_last_line() -> None:
    title = "Оплатили 415 тыс. ₽. Месяц: 66 % плана"
    assert wrapped(title, 984, TITLE, 3, bold=True)[-1] == "плана"
    lines = balanced(title, 984, TITLE, 3, bold=True)
    assert len(lines) == 2
    assert " ".join(lines) == title
    assert text_width(lines[1], TITLE, bold=True) > 984 / 3


def test_a_double_name_is_broken_at_its_hyphen() -> None:
    assert wrapped("Николай Римский-Корсаков", 180, 28, 3) == ["Николай", "Римский-", "Корсаков"]


def test_a_word_longer_than_the_line_is_divided_where_two_lines_have_room_for_it() -> None:
    assert wrapped("Перегородки", 120, 28, 2) == ["Перего-", "родки"]
    assert wrapped("Перегородки и ширмы", 120, 28, 3) == ["Перего-", "родки и", "ширмы"]
    assert wrapped("Перегородки", 120, 28, 1) == ["Перег…"]


def test_a_word_longer_than_the_line_is_cut_and_the_rest_goes_on_below() -> None:
    first, second = wrapped("Я" * 60 + " и Ко", 200, 28, 2)
    assert first.endswith("…")
    assert second == "и Ко"
