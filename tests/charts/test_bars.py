"""Every picture in its edge cases: it is drawn, and nothing sticks out of it or lies on something else."""

from itertools import combinations
from struct import unpack

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from handlers.charts.draw import draw
from handlers.charts.page import Page, balanced, text_width, wrapped
from handlers.charts.sheet import laid_out
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import THEMES, TITLE, WIDTH, Tone

HOSTILE = "ООО «Завод $\\frac{1}{$ металлоконструкций <b>имени</b> Льва_Толстого» 😀🇷🇺"
WORD = "Я" * 60
SUMS = ("0 ₽", "1 ₽", "120 тыс. ₽", "1,24 млн ₽", "99,9 млрд ₽", "100 000 000 000,99 ₽", "−5 ₽")


def picture(*panels: Bars, title: str = "Больше всего теряем на «КП отправлено»", theme: str = "light") -> Spec:
    return Spec(title, "ноябрь 2026 · вся компания", panels, "данные на 21 ноя 18:42", theme)


def bar(name: str = "Анна", length: float = 5, label: str = "5", note: str = "50 %", **more: object) -> Bar:
    return Bar(name, (Part(length),), label, note, **more)  # type: ignore[arg-type]


CASES = {
    "no data": picture(Bars("Воронка", empty="Сделок нет.")),
    "nothing at all": picture(),
    "one rep": picture(Bars("Кто сколько", (bar(),))),
    "twelve bars": picture(Bars("По месяцам", tuple(bar(f"месяц {n}", n, str(n)) for n in range(12)))),
    "forty reps": picture(Bars("Кто сколько", tuple(bar(f"Менеджер {n}", n, str(n)) for n in range(40)))),
    "long names": picture(Bars(HOSTILE * 2, (bar(HOSTILE), bar(WORD)), remark=HOSTILE * 3), title=HOSTILE * 4),
    "long words": picture(Bars(WORD, (bar(WORD, label=WORD, note=WORD, between=WORD * 2),)), title=WORD * 3),
    "only emoji": picture(Bars("😀", (bar("😀", label="😀", note="😀"),), remark="😀"), title="😀"),
    "huge and tiny sums": picture(
        Bars("Деньги", tuple(bar(name, 10.0**place, name, "100 %") for place, name in enumerate(SUMS)))
    ),
    "zeroes": picture(Bars("Нули", (bar(length=0), bar(length=0)))),
    "parts with words": picture(
        Bars(
            "Этапы",
            tuple(
                Bar(name, (Part(n, Tone.MAIN, "новые"), Part(9, Tone.SECOND, "повторные")), "9", between="↓ 100 %")
                for n, name in ((0.001, "Контакт"), (40, "Встреча назначена"))
            ),
        )
    ),
    "past the plan": picture(Bars("План", (bar(length=300, mark=100.0), bar(length=1, mark=100.0)), scale=100.0)),
    "dark": picture(Bars("Тёмная", (bar(),)), theme="dark"),
}


def boxes(page: Page) -> list[tuple[str, Bbox]]:
    page.canvas.draw()  # type: ignore[no-untyped-call]
    renderer = page.canvas.get_renderer()  # type: ignore[no-untyped-call]
    texts = [artist for artist in page.axes.texts if isinstance(artist, Text) and artist.get_text()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


@pytest.mark.parametrize("name", CASES)
def test_all_text_is_inside_the_picture(name: str) -> None:
    page = laid_out(CASES[name])
    for text, box in boxes(page):
        assert box.x0 >= 0, text
        assert box.x1 <= WIDTH, text
        assert box.y0 >= 0, text
        assert box.y1 <= page.height, text


@pytest.mark.parametrize("name", CASES)
def test_no_text_lies_on_another(name: str) -> None:
    found = boxes(laid_out(CASES[name]))
    for (one, first), (other, second) in combinations(found, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 1 or down <= 6, (one, other)


@pytest.mark.parametrize("name", CASES)
def test_it_is_a_png_for_a_phone(name: str) -> None:
    png = draw(CASES[name])
    width, height = unpack(">II", png[16:24])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == WIDTH
    assert width + height <= 10_000
    assert len(png) < 10_000_000


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_too_small_to_read(name: str) -> None:
    sizes = [float(text.get_fontsize()) for text in laid_out(CASES[name]).axes.texts]
    assert min(sizes, default=28) >= 28


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_from_the_paper(theme: str) -> None:
    colours = THEMES[theme]
    for colour in (colours.ink, colours.faint):
        assert contrast(colour, colours.paper) >= 4.5


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG reckons it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_word_of_a_title_is_left_alone_on_its_last_line() -> None:
    title = "Оплатили 415 тыс. ₽. Месяц: 66 % плана"
    assert wrapped(title, 984, TITLE, 3, bold=True)[-1] == "плана"
    lines = balanced(title, 984, TITLE, 3, bold=True)
    assert len(lines) == 2
    assert " ".join(lines) == title
    assert text_width(lines[1], TITLE, bold=True) > 984 / 3
