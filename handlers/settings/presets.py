"""The choices offered for a tap: zones of Russia, usual weeks and days, usual hours of the digest."""

from domain.hours_text import Week

ZONES = {
    "Europe/Kaliningrad": "kaliningrad",
    "Europe/Moscow": "moscow",
    "Europe/Samara": "samara",
    "Asia/Yekaterinburg": "yekaterinburg",
    "Asia/Omsk": "omsk",
    "Asia/Krasnoyarsk": "krasnoyarsk",
    "Asia/Irkutsk": "irkutsk",
    "Asia/Yakutsk": "yakutsk",
    "Asia/Vladivostok": "vladivostok",
    "Asia/Magadan": "magadan",
    "Asia/Kamchatka": "kamchatka",
}


def _week(days: int, start: str, end: str) -> Week:
    return tuple([start, end] if day < days else None for day in range(7))


HOURS: dict[str, Week] = {
    "5-8": _week(5, "08:00", "17:00"),
    "5-9": _week(5, "09:00", "18:00"),
    "5-10": _week(5, "10:00", "19:00"),
    "6-9": _week(6, "09:00", "18:00"),
    "6-10": _week(6, "10:00", "19:00"),
    "7-9": _week(7, "09:00", "18:00"),
}
DAYS = (
    "08:00-17:00",
    "09:00-18:00",
    "10:00-19:00",
    "09:00-17:00",
    "09:00-16:00",
    "10:00-18:00",
    "10:00-15:00",
    "09:00-14:00",
)
DIGEST_HOURS = ("17:00", "18:00", "19:00", "20:00", "21:00")
