"""How settings look."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from domain.cities import city_of_zone
from domain.hours_text import Week, stretches
from domain.readers.settings import Choices, Settings
from domain.settings import DARK, LIGHT
from domain.tables import Role
from domain.use_case import Right
from handlers.links import OpenAbsences, OpenPlans, OpenSettings
from handlers.plain import Card, Rows, button, in_rows
from handlers.settings.links import (
    COMPANY,
    OWN,
    AskSetting,
    OpenCalendar,
    OpenThresholds,
    SetDigest,
    SetTheme,
    SetZone,
    TypeSetting,
)
from handlers.settings.presets import DIGEST_HOURS, ZONES
from handlers.visit import Visit
from handlers.wording import weekday_words

MONDAY = date(2024, 1, 1)


def settings_card(visit: Visit, settings: Settings, scope: str) -> Card:
    chosen = settings.company if scope == COMPANY else settings.own
    names = ["zone", "hours"] if scope == OWN and visit.who.role is Role.REP else ["zone", "hours", "digest"]
    lines: list[str] = [visit(f"settings-{scope}")]
    lines += [visit(f"settings-{name}", value=_value(visit, chosen, settings.company, name)) for name in names]
    if scope == COMPANY:
        lines.append(visit("settings-company-note"))
    return Card("\n".join(lines), _rows(visit, scope, names, settings.theme))


def _rows(visit: Visit, scope: str, names: Sequence[str], theme: str) -> Rows:
    say = visit.words.plain
    rows: Rows = [[button(say(f"settings-{name}-button"), AskSetting(scope=scope, name=name).pack()) for name in names]]
    if scope == COMPANY:
        rows.append([button(say("calendar-button"), OpenCalendar().pack())])
        rows.append([button(say("settings-thresholds-button"), OpenThresholds().pack())])
        rows.append([button(say("back"), OpenSettings().pack())])
        return rows
    other = LIGHT if theme == DARK else DARK
    rows.append(
        [
            button(say("settings-language-button"), AskSetting(scope=OWN, name="language").pack()),
            button(say(f"settings-{other}-button"), SetTheme(theme=other).pack()),
        ]
    )
    rows.append([button(say("settings-absences-button"), OpenAbsences().pack())])
    if visit.who.may(Right.SET_PLANS):
        rows.append([button(say("settings-plans-button"), OpenPlans().pack())])
    if visit.who.may(Right.COMPANY_SETTINGS):
        rows[-1].append(button(say("settings-company-button"), OpenSettings(scope=COMPANY).pack()))
    return rows


def _value(visit: Visit, chosen: Choices, company: Choices, name: str) -> str:
    """The value in words; one that is the company's says so."""
    values = {"zone": chosen.zone, "hours": chosen.hours, "digest": chosen.digest_at}
    if values[name] is not None:
        return _in_words(visit, chosen, name)
    return visit.words.plain("settings-as-company", value=_in_words(visit, company, name))


def _in_words(visit: Visit, chosen: Choices, name: str) -> str:
    if name == "zone":
        return zone_words(visit, chosen.zone or "")
    return hours_words(visit, chosen.hours or ()) if name == "hours" else chosen.digest_at or ""


def zone_words(visit: Visit, zone: str) -> str:
    if zone in ZONES:
        return visit.words.plain(f"settings-zone-{ZONES[zone]}")
    return city_of_zone(zone, visit.words.language)


def hours_words(visit: Visit, week: Week) -> str:
    """«пн–пт 09:00–18:00, сб 10:00–15:00»."""
    return ", ".join(f"{_days(visit, first, last)} {start}–{end}" for first, last, (start, end) in stretches(week))


def _days(visit: Visit, first: int, last: int) -> str:
    names = [weekday_words(MONDAY + timedelta(days=day), visit.words.language) for day in (first, last)]
    return names[0] if first == last else "–".join(names)


def zone_card(visit: Visit, scope: str) -> Card:
    say = visit.words.plain
    rows = [
        [button(say(f"settings-cities-{name}"), SetZone(scope=scope, zone=zone).pack())] for zone, name in ZONES.items()
    ]
    return choice_card(visit, scope, "zone", visit("settings-ask-zone"), rows, SetZone(scope=scope).pack())


def digest_card(visit: Visit, scope: str) -> Card:
    buttons = [button(at, SetDigest(scope=scope, at=at).pack()) for at in DIGEST_HOURS]
    return choice_card(
        visit, scope, "digest", visit("settings-ask-digest"), in_rows(buttons, 3), SetDigest(scope=scope).pack()
    )


def choice_card(visit: Visit, scope: str, name: str, text: str, rows: Rows, as_company: str) -> Card:
    """What may be chosen by a tap; or typed; or left as the company has it."""
    say = visit.words.plain
    last = [button(say("settings-type"), TypeSetting(scope=scope, name=name).pack())]
    if scope == OWN:
        last.append(button(say("settings-as-company-button"), as_company))
    back: list[InlineKeyboardButton] = [button(say("back"), OpenSettings(scope=scope).pack())]
    return Card(text, [*rows, last, back])
