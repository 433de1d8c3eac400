"""Bars."""

from handlers.charts.specs import Bar, Bars, Beside, Part
from handlers.charts.style import Tone
from tests.charts.cases.words import HOSTILE, LONG, SUMS, WORD, picture


def bar(name: str = "Анна", length: float = 5, label: str = "5", note: str = "50 %", **more: object) -> Bar:
    return Bar(name, (Part(length),), label, note, **more)  # type: ignore[arg-type]


def profit(name: str, roubles: int) -> Bar:
    tone = Tone.LOST if roubles < 0 else Tone.DONE
    label = f"{roubles} тыс. ₽".replace("-", "−")
    return Bar(
        name, (Part(roubles, tone),), label, "12 %", beside=Beside((Part(-roubles / 2),), "40 тыс. ₽", "октябрь")
    )


CASES = {
    "bars: no data": picture(Bars("Воронка", empty="Сделок нет.")),
    "bars: nothing at all": picture(),
    "bars: one rep": picture(Bars("Кто сколько", (bar(),))),
    "bars: twelve": picture(Bars("По месяцам", tuple(bar(f"месяц {n}", n, str(n)) for n in range(12)))),
    "bars: forty reps": picture(Bars("Кто сколько", tuple(bar(f"Менеджер {n}", n, str(n)) for n in range(40)))),
    "bars: forty long names": picture(
        Bars(
            "Кто сколько", tuple(bar(LONG, n, str(n), beside=Beside((Part(n / 2),), "3", "октябрь")) for n in range(40))
        )
    ),
    "bars: long names": picture(Bars(HOSTILE * 2, (bar(HOSTILE), bar(WORD)), remark=HOSTILE * 3), title=HOSTILE * 4),
    "bars: long words": picture(Bars(WORD, (bar(WORD, label=WORD, note=WORD, between=WORD * 2),)), title=WORD * 3),
    "bars: only emoji": picture(Bars("😀", (bar("😀", label="😀", note="😀"),), remark="😀"), title="😀"),
    "bars: huge and tiny sums": picture(
        Bars("Деньги", tuple(bar(name, 10.0**place, name, "100 %") for place, name in enumerate(SUMS)))
    ),
    "bars: zeroes": picture(Bars("Нули", (bar(length=0), bar(length=0)))),
    "bars: gains and losses": picture(
        Bars("Прибыль", (profit("Розница", 820), profit("Опт", 40), profit("Сети", 0), profit("Тендеры", -260)))
    ),
    "bars: only losses": picture(Bars("Прибыль", (profit("Опт", -40), profit("Тендеры", -260))), theme="dark"),
    "bars: parts with words": picture(
        Bars(
            "Этапы",
            tuple(
                Bar(name, (Part(n, Tone.MAIN, "новые"), Part(9, Tone.SECOND, "повторные")), "9", between="↓ 100 %")
                for n, name in ((0.001, "Контакт"), (40, "Встреча назначена"))
            ),
        )
    ),
    "bars: past the plan": picture(Bars("План", (bar(length=300, mark=100.0), bar(length=1, mark=100.0)), scale=100.0)),
    "bars: dark": picture(
        Bars("Тёмная", tuple(Bar(tone.name, (Part(5, tone),), "5", "50 %") for tone in Tone)), theme="dark"
    ),
}
