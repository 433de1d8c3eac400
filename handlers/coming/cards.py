"""The next seven days of pushes: in short, a day in full, and which kinds are muted."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.mutes import NUDGE, mutable
from domain.readers.coming import Coming, ComingDay, ComingWeek
from handlers.coming.links import Mute, OpenComing, OpenMutes
from handlers.fitting import fitted
from handlers.nudges.wording import nudge_words
from handlers.plain import Card, Rows, button, in_rows
from handlers.screen import cut
from handlers.tasks.wording import short_line, what_words
from handlers.visit import Visit
from handlers.wording import day_words, near_day_words
from handlers.words import Html

SHORT = 5
"""So many lines of a day in the week, and so many nudges of a morning in a day."""
LONGEST = 30


def week_card(visit: Visit, week: ComingWeek) -> Card:
    """Day by day, the first lines of each; a day is a button."""
    lines: list[str] = [visit("coming-week")]
    for day in week.days:
        lines.append(Html(f"\n{_day_head(visit, day)}"))
        lines += [_line(visit, push) for push in day.pushes[:SHORT]]
        if len(day.pushes) > SHORT:
            lines.append(visit("more", count=len(day.pushes) - SHORT))
    if week.muted:
        lines.append(Html(f"\n{visit('coming-muted', kinds=_muted_words(visit, week.muted))}"))
    days = [
        button(near_day_words(day.day, visit.today, visit.words.language), OpenComing(day=number).pack())
        for number, day in enumerate(week.days)
        if day.pushes
    ]
    return Card(fitted(lines), [*in_rows(days, 3), [_to_mutes(visit)]])


def day_card(visit: Visit, week: ComingWeek, number: int) -> Card:
    """A day in full: each push, why it comes, and what the morning will say."""
    day = week.days[number]
    lines: list[str] = [_day_head(visit, day)]
    for push in day.pushes[:LONGEST]:
        lines.append(Html(f"\n{_line(visit, push)}"))
        lines.append(visit(f"coming-why-{_key(push.kind)}"))
        lines += [nudge_words(visit.words, nudge, day.day) for nudge in push.nudges[:SHORT]]
        if len(push.nudges) > SHORT:
            lines.append(visit("more", count=len(push.nudges) - SHORT))
    back = button(visit.words.plain("back"), OpenComing().pack())
    return Card(fitted(lines), [[back, _to_mutes(visit)]])


def mutes_card(visit: Visit, muted: Mapping[str, date]) -> Card:
    """Every kind that may be muted: «🔔» comes, «🔕» does not until a day."""
    rows: Rows = []
    for kind in mutable(visit.who.role):
        until = muted.get(kind)
        name = kind_words(visit, kind)
        if until is None:
            label = f"🔔 {name}"
        else:
            label = visit.words.plain(
                "coming-until", name=name, day=day_words(until, visit.today, visit.words.language)
            )
        rows.append([button(label, Mute(kind=kind.replace(":", "."), on=until is None).pack())])
    rows.append([button(visit.words.plain("back"), OpenComing().pack())])
    return Card(visit("coming-mutes"), rows)


def kind_words(visit: Visit, kind: str) -> str:
    """What a kind is called: a push, or what is folded into the morning message."""
    if kind.startswith(NUDGE):
        return visit.words.plain(f"nudge-kind-{kind.removeprefix(NUDGE)}")
    return visit.words.plain(f"coming-kind-{_key(kind)}")


def _muted_words(visit: Visit, muted: Mapping[str, date]) -> str:
    return ", ".join(kind_words(visit, kind) for kind in muted)


def _to_mutes(visit: Visit) -> InlineKeyboardButton:
    return button(visit.words.plain("coming-to-mutes"), OpenMutes().pack())


def _day_head(visit: Visit, day: ComingDay) -> Html:
    name = near_day_words(day.day, visit.today, visit.words.language)
    if day.pushes:
        return visit("coming-day", day=name)
    return visit("coming-day-empty" if day.works else "coming-day-off", day=name)


def _line(visit: Visit, push: Coming) -> Html:
    """«09:00 · утреннее сообщение: молчит 2, счёт 1», «14:00 · «Ромашка», перезвонить»."""
    hour = f"{push.at.astimezone(visit.who.zone):%H:%M}"
    if push.task is not None:
        what = what_words(visit.words, short_line(push.task))
        starts = f"{push.starts_at.astimezone(visit.who.zone):%H:%M}" if push.starts_at else ""
        return visit(f"coming-line-{_key(push.kind)}", hour=hour, what=what, starts=starts)
    name = kind_words(visit, push.kind)
    counts = Counter(nudge.kind for nudge in push.nudges)
    told = ", ".join(f"{kind_words(visit, NUDGE + kind)}: {number}" for kind, number in counts.items())
    return visit("coming-line", hour=hour, what=cut(f"{name}. {told}" if told else name, 300))


def _key(kind: str) -> str:
    return kind.replace("_", "-")
