"""«К планёрке»: the week that is over in five pictures of one album, under what moved since the week before."""

from collections import OrderedDict
from datetime import date
from typing import Any

from aiogram.types import InputMediaPhoto, Message

from domain.periods import Period, month_of
from domain.readers.digest import digest_of
from domain.readers.looks import Look
from handlers.desk.comparing import picture_of
from handlers.desk.periods import as_of, period_words
from handlers.desk.pictures import caption_of, picture_key
from handlers.desk.reading import Reading, Viewer
from handlers.desk.report import Paper, Report, Unit
from handlers.pushes.rendering import Occasion
from handlers.reports import activity, black, forecast, funnel, plan
from handlers.words import Html

OF_WEEK: tuple[Report[Any], ...] = (activity.REPORT, funnel.REPORT, black.REPORT)
"""Of the week, beside the week before."""


async def planning_album(occasion: Occasion, week: Period, silent: bool) -> Message | None:
    """The finding of each picture stands in the caption of the first. The plan is as the week has left it, for the
    morning it is read in is no working day gone by; the forecast is of the month that goes on. None after a week in
    which nothing was done: the digest of it says so.
    """
    if (await occasion.read.long(digest_of, occasion.who.id, week, occasion.now)).is_empty:
        return None
    plan_then = await _picture(occasion, plan.REPORT, month_of(week.last), "", week.last)
    ahead = await _picture(occasion, forecast.REPORT, month_of(occasion.today), "", occasion.today)
    before = week.shifted(-1).code
    pictures = [plan_then, ahead, *[await _picture(occasion, one, week, before, occasion.today) for one in OF_WEEK]]
    words = occasion.words
    head = words("planning-head", week=period_words(words, week, occasion.today))
    caption = caption_of(
        [head, *(f"• {Html(words('planning-line', title=title))}" for title, _ in pictures), words("planning-look")]
    )
    media: list[Any] = [
        InputMediaPhoto(media=photo, caption=caption if number == 0 else None)
        for number, (_, photo) in enumerate(pictures)
    ]
    sent = await occasion.bot.send_media_group(
        occasion.who.telegram_id,
        media,
        disable_notification=silent or None,
    )
    return sent[0]


async def _picture(occasion: Occasion, report: Report[Any], period: Period, versus: str, day: date) -> tuple[str, Any]:
    """Its finding as of a day, and the picture to send."""
    who, words = occasion.who, occasion.words
    viewer = Viewer(who.id, day, occasion.read, occasion.worker)
    shown = await Reading(report, OrderedDict()).shown(viewer, Look(period), versus)
    unit = report.units[0] if report.units else Unit.NUMBER
    spec = picture_of(report, Paper(words, day, as_of(words, occasion.now, who.zone), who.theme, unit), shown)
    key = picture_key(who, day, report.kind, (period.code, "", versus, unit), shown.found.frame.revisions)
    return spec.title, await occasion.gallery.photo(key, spec)
