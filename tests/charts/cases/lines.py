"""Lines over time."""

from math import sin

from handlers.charts.specs import Lines, Mark, Series
from handlers.charts.style import Tone
from tests.charts.cases.words import HOSTILE, LONG, WORD, picture

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
TONES = (Tone.MAIN, Tone.DONE, Tone.BEHIND, Tone.LOST, Tone.QUIET)


def months(number: int) -> tuple[str, ...]:
    return tuple(f"{MONTHS[n % 12]} {2023 + n // 12}" for n in range(number))


def series(name: str, values: list[float | None], tone: Tone = Tone.MAIN, **more: object) -> Series:
    labels = tuple(
        "" if value is None else f"{value:.1f} млн ₽".replace(".", ",").replace("-", "−") for value in values
    )
    return Series(name, tuple(values), labels, tone, **more)  # type: ignore[arg-type]


def wave(number: int, level: float, height: float = 3) -> list[float | None]:
    return [level + height * sin(n / 2 + level) for n in range(number)]


def close(number: int) -> tuple[Series, ...]:
    return tuple(
        series(f"Ряд {n}, почти такой же", [5 + n / 50 + place / 10 for place in range(12)], TONES[n], is_dashed=n == 4)
        for n in range(number)
    )


def forecast() -> Lines:
    days = tuple(f"{n} ноя" for n in range(1, 31))
    fact: list[float | None] = [n * 0.27 if n < 22 else None for n in range(30)]
    ahead: list[float | None] = [None if n < 21 else 5.67 + (n - 21) * 0.44 for n in range(30)]
    low = tuple(None if value is None else value - (place - 21) * 0.2 for place, value in enumerate(ahead))
    high = tuple(None if value is None else value + (place - 21) * 0.25 for place, value in enumerate(ahead))
    return Lines(
        "Оплаты с начала месяца",
        days,
        (
            series("оплачено", fact),
            series("ожидаем", ahead, is_dashed=True, low=low, high=high),
            series("план", [n / 29 * 10 for n in range(30)], Tone.QUIET, is_dashed=True),
        ),
        remark="Полоса: 80 из 100 раз будет так.",
    )


def marked(number: int) -> Lines:
    marks = tuple(Mark(3 + n * 28 / number, f"{n + 1} мар: подняли цены на {n + 3} %") for n in range(number))
    return Lines("Продажи", months(36), (series("продажи", wave(36, 8)),), marks)


CASES = {
    "lines: no data": picture(Lines("Продажи", months(12), empty="Продаж нет.")),
    "lines: all unknown": picture(Lines("Продажи", months(3), (series("а", [None] * 3),), empty="Продаж нет.")),
    "lines: one point": picture(Lines("Продажи", ("ноя 2026",), (series("продажи", [1.2]),))),
    "lines: two points": picture(Lines("Продажи", months(2), (series("продажи", [1.2, 0.4]),))),
    "lines: a year": picture(
        Lines(
            "Продажи",
            months(12),
            (series("этот год", wave(12, 6)), series("прошлый", wave(12, 5), Tone.QUIET, is_dashed=True)),
        )
    ),
    "lines: three years": picture(marked(3)),
    "lines: many marks": picture(marked(14), theme="dark"),
    "lines: base": picture(
        Lines(
            "База",
            months(24),
            tuple(
                series(name, wave(24, level, 1.5), tone)
                for name, level, tone in (
                    ("активные", 8, Tone.DONE),
                    ("спящие", 5, Tone.BEHIND),
                    ("потерянные", 4.5, Tone.LOST),
                    ("потенциальные", 2, Tone.QUIET),
                )
            ),
        ),
        theme="dark",
    ),
    "lines: forecast": picture(forecast()),
    "lines: forecast dark": picture(forecast(), theme="dark"),
    "lines: close": picture(Lines("Рядом", months(12), close(5))),
    "lines: same values": picture(
        Lines("Ровно", months(6), (series("а", [0.0] * 6), series("б", [0.0] * 6, Tone.DONE)))
    ),
    "lines: losses": picture(Lines("Прибыль", months(12), (series("прибыль", wave(12, 0.5), Tone.LOST),))),
    "lines: only losses": picture(Lines("Прибыль", months(12), (series("прибыль", wave(12, -6), Tone.LOST),))),
    "lines: gaps": picture(
        Lines("С пропусками", months(8), (series("продажи", [1, None, 3, None, None, 2, 4, None]),), from_zero=False)
    ),
    "lines: not from zero": picture(Lines("Цена", months(36), (series("цена", wave(36, 100, 1)),), from_zero=False)),
    "lines: huge and tiny": picture(
        Lines("Суммы", months(4), (series("a", [0.01, 1e9, 3.0, 1e9]), series("b", [0.1, 0.2, 0.3, 0.4], Tone.LOST)))
    ),
    "lines: hostile": picture(
        Lines(
            HOSTILE,
            tuple(HOSTILE for _ in range(12)),
            (series(HOSTILE, wave(12, 6)), series(WORD, wave(12, 5), Tone.DONE), series(LONG, wave(12, 3), Tone.LOST)),
            (Mark(4, HOSTILE * 3), Mark(4, WORD * 2)),
            remark=LONG,
        )
    ),
}
