"""A time zone by the name of a city, Russian or English, or by its IANA name.

The zones' own cities are named by CLDR (babel); it has no other cities, so the large ones are here.
"""

from functools import lru_cache
from zoneinfo import available_timezones

from domain.names import normalised

RUSSIA: dict[str, str] = {
    "Europe/Kaliningrad": "Калининград, Kaliningrad",
    "Europe/Moscow": (
        "Москва, Moscow, Санкт-Петербург, Петербург, Питер, СПб, Saint Petersburg, St Petersburg, Казань, Kazan, "
        "Нижний Новгород, Nizhny Novgorod, Ростов-на-Дону, Ростов, Rostov-on-Don, Краснодар, Krasnodar, Воронеж, "
        "Voronezh, Волгоград, Volgograd, Ярославль, Yaroslavl, Махачкала, Makhachkala, Тула, Tula, Рязань, Ryazan, "
        "Пенза, Penza, Липецк, Lipetsk, Киров, Kirov, Чебоксары, Cheboksary, Набережные Челны, Naberezhnye Chelny, "
        "Ставрополь, Stavropol, Сочи, Sochi, Тверь, Tver, Иваново, Ivanovo, Брянск, Bryansk, Белгород, Belgorod, "
        "Владимир, Vladimir, Архангельск, Arkhangelsk, Мурманск, Murmansk, Смоленск, Smolensk, Калуга, Kaluga, "
        "Курск, Kursk, Орёл, Oryol, Вологда, Vologda, Череповец, Cherepovets, Саранск, Saransk, Петрозаводск, "
        "Petrozavodsk, Сыктывкар, Syktyvkar, Тамбов, Tambov, Йошкар-Ола, Yoshkar-Ola, Новороссийск, Novorossiysk, "
        "Псков, Pskov, Великий Новгород, Veliky Novgorod, Кострома, Kostroma, Грозный, Grozny, Владикавказ, "
        "Vladikavkaz, Нальчик, Nalchik, Севастополь, Sevastopol, Симферополь, Simferopol"
    ),
    "Europe/Samara": "Самара, Samara, Тольятти, Tolyatti, Ижевск, Izhevsk",
    "Asia/Yekaterinburg": (
        "Екатеринбург, Yekaterinburg, Ekaterinburg, Челябинск, Chelyabinsk, Уфа, Ufa, Пермь, Perm, Тюмень, Tyumen, "
        "Оренбург, Orenburg, Магнитогорск, Magnitogorsk, Сургут, Surgut, Нижний Тагил, Nizhny Tagil, Курган, Kurgan, "
        "Нижневартовск, Nizhnevartovsk, Стерлитамак, Sterlitamak, Ханты-Мансийск, Khanty-Mansiysk, Салехард, Salekhard"
    ),
    "Asia/Omsk": "Омск, Omsk",
    "Asia/Krasnoyarsk": "Красноярск, Krasnoyarsk, Кемерово, Kemerovo, Абакан, Abakan, Норильск, Norilsk, Кызыл, Kyzyl",
    "Asia/Irkutsk": "Иркутск, Irkutsk, Улан-Удэ, Ulan-Ude, Братск, Bratsk",
    "Asia/Yakutsk": "Якутск, Yakutsk, Благовещенск, Blagoveshchensk",
    "Asia/Vladivostok": (
        "Владивосток, Vladivostok, Хабаровск, Khabarovsk, Комсомольск-на-Амуре, Komsomolsk-on-Amur, Уссурийск, "
        "Ussuriysk"
    ),
    "Asia/Magadan": "Магадан, Magadan",
    "Asia/Kamchatka": "Камчатка, Kamchatka, Петропавловск-Камчатский, Петропавловск, Petropavlovsk-Kamchatsky",
}
"""The eleven zones of Russia, west to east, and their cities that are no zones of their own."""
OTHERS: dict[str, str] = {
    "Asia/Sakhalin": "Южно-Сахалинск, Yuzhno-Sakhalinsk",
    "Asia/Almaty": "Астана, Astana, Нур-Султан, Шымкент, Shymkent, Караганда, Karaganda",
    "Asia/Shanghai": "Пекин, Beijing, Гуанчжоу, Guangzhou, Шэньчжэнь, Shenzhen",
    "Asia/Tokyo": "Осака, Osaka",
    "Asia/Kolkata": "Дели, Delhi, Мумбаи, Mumbai, Бангалор, Bangalore",
    "Asia/Dubai": "Абу-Даби, Abu Dhabi",
    "Asia/Jerusalem": "Тель-Авив, Tel Aviv, Хайфа, Haifa",
    "Europe/Istanbul": "Анкара, Ankara, Анталья, Antalya",
    "Europe/Minsk": "Гомель, Gomel, Брест, Brest, Гродно, Grodno, Витебск, Vitebsk",
    "Europe/Berlin": "Мюнхен, Munich, Гамбург, Hamburg, Франкфурт, Frankfurt, Кёльн, Cologne, Дюссельдорф, Düsseldorf",
    "Europe/Rome": "Милан, Milan, Турин, Turin, Неаполь, Naples",
    "Europe/Madrid": "Барселона, Barcelona, Валенсия, Valencia",
    "Europe/Paris": "Лион, Lyon, Марсель, Marseille, Ницца, Nice",
    "Europe/Zurich": "Женева, Geneva, Базель, Basel",
    "Europe/Warsaw": "Краков, Krakow, Гданьск, Gdansk",
    "Europe/London": "Манчестер, Manchester, Бирмингем, Birmingham",
    "America/New_York": "Вашингтон, Washington, Бостон, Boston, Майами, Miami, Филадельфия, Philadelphia",
    "America/Chicago": "Хьюстон, Houston, Даллас, Dallas",
    "America/Los_Angeles": "Сан-Франциско, San Francisco, Сиэтл, Seattle, Лас-Вегас, Las Vegas",
    "America/Sao_Paulo": "Рио-де-Жанейро, Rio de Janeiro",
}


def zone_named(said: str) -> str | None:
    """The IANA name of the zone meant; None when nobody knows it."""
    return _known().get(normalised(said))


def city_of_zone(zone: str, language: str) -> str:
    """The zone's own city in that language; as IANA has it when CLDR does not name it."""
    return _cities(language).get(zone) or zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Zones by the normalised names of their cities; a city said here goes before the zone's name that is like it."""
    known: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        known.setdefault(normalised(zone.rpartition("/")[2]), zone)
        known[normalised(zone)] = zone
    for language in ("en", "ru"):
        known |= {normalised(city): zone for zone, city in _cities(language).items() if zone in known.values()}
    for cities in (OTHERS, RUSSIA):
        known |= {normalised(city): zone for zone, names in cities.items() for city in names.split(", ")}
    return known


@lru_cache(maxsize=2)
def _cities(language: str) -> dict[str, str]:
    from babel import Locale

    named = Locale.parse(language).time_zones
    return {zone: about["city"] for zone, about in named.items() if "city" in about}
