"""Words that try what a picture can bear."""

from handlers.charts.specs import Panel, Spec

HOSTILE = "ООО «Завод $\\frac{1}{$ металлоконструкций <b>имени</b> Льва_Толстого» 😀🇷🇺"
WORD = "Я" * 60
LONG = "Константинопольский-Переяславский Аполлинарий Вениаминович 3"
SUMS = ("0 ₽", "1 ₽", "120 тыс. ₽", "1,24\u00a0млн\u00a0₽", "99,9\u00a0млрд\u00a0₽", "100 000 000 000,99 ₽", "−5 ₽")
NAMES = ("Анна Кузнецова", "Борис Ли", "Светлана Белозёрова", "Ян")


def picture(*panels: Panel, title: str = "Больше всего теряем на «КП отправлено»", theme: str = "light") -> Spec:
    return Spec(title, "ноябрь 2026 · вся компания", panels, "данные на 21 ноя 18:42", theme)
