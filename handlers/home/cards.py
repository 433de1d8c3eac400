"""Home: one sentence about the day, and the keyboard under it."""

from aiogram import Bot

from domain.money import short_roubles
from domain.readers.home import FirstThing, Home, home
from domain.readers.team import team_today
from domain.use_case import Right
from handlers.keyboard import keyboard
from handlers.plain import send
from handlers.team.cards import today_card
from handlers.visit import Visit
from handlers.wording import hour_words
from handlers.words import Html


async def send_home(bot: Bot, visit: Visit) -> None:
    """The home screen, with the persistent keyboard anew; under it the team's day for whoever sees a team."""
    today = await visit.read(home, visit.who.id, visit.now, visit.who.zone)
    await bot.send_message(
        visit.who.telegram_id, home_text(visit, today), reply_markup=keyboard(visit.words, visit.who.role)
    )
    if visit.who.may(Right.SEE_TEAM):
        await send(bot, visit.who.telegram_id, today_card(visit, await visit.read(team_today, visit.who.id, visit.now)))


def home_text(visit: Visit, today: Home) -> Html:
    """Rule: "Tone", home and empty."""
    pieces = [_todo(visit, today)]
    if today.first is not None:
        pieces.append(_first(visit, today.first))
    if not today.todo and today.silent:
        pieces.append(_silent(visit, today))
    if today.planned_calls is not None:
        pieces.append(visit("home-calls", calls=today.calls, plan=today.planned_calls))
    elif today.calls:
        pieces.append(visit("home-calls-made", calls=today.calls))
    return Html(" ".join(pieces))


def _todo(visit: Visit, today: Home) -> str:
    """Of today and overdue apart, as the morning message and «Мой день» say them."""
    for_today = today.todo - today.overdue
    nothing = visit("home-nothing-own" if visit.who.may(Right.SEE_TEAM) else "home-nothing")
    text = visit("home-todo", name=visit.who.name, count=for_today) if for_today else nothing
    return f"{text} {visit('home-overdue', count=today.overdue)}" if today.overdue else text


def _first(visit: Visit, first: FirstThing) -> str:
    action = first.text if first.action == "other" and first.text else visit.words.plain(f"task-do-{first.action}")
    what = (
        visit("home-with-client", client=first.client, action=action)
        if first.client
        else visit("home-do", action=action)
    )
    if first.at is None:
        return visit("home-first", what=what)
    return visit("home-first-at", hour=hour_words(first.at, visit.who.zone), what=what)


def _silent(visit: Visit, today: Home) -> str:
    if not today.silent_worth:
        return visit("home-silent", count=today.silent)
    worth = short_roubles(today.silent_worth, visit.words.language)
    return visit("home-silent-worth", count=today.silent, worth=worth)
