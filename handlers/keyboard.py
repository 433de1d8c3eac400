"""What is always at hand: the persistent keyboard and the commands, by role."""

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeChat, KeyboardButton, ReplyKeyboardMarkup

from domain.tables import Role
from handlers.visit import Who
from handlers.words import LANGUAGES, Words, words

REP = ("log", "day", "clients", "deals", "tasks", "segment")
OFFICE = (
    "ok",
    "forecast",
    "plan",
    "sales",
    "debts",
    "funnel",
    "channels",
    "margin",
    "norms",
    "reps",
    "activity",
    "bonus",
    "black",
    "matrix",
    "base",
    "segments",
    "top",
    "event",
    "digest",
    "team",
    "invite",
)
"""Reports in the order of the questions of «Отчёты»."""
ALL = ("sick", "pushes", "settings", "language", "cancel", "help")
COMMANDS: dict[Role, tuple[str, ...]] = {
    Role.REP: (
        *REP,
        "figures",
        "ok",
        "forecast",
        "plan",
        "sales",
        "debts",
        "funnel",
        "margin",
        "reps",
        "activity",
        "bonus",
        "black",
        "matrix",
        "base",
        "segments",
        "top",
        *ALL,
    ),
    Role.MANAGER: (*REP, *OFFICE, *ALL),
    Role.OWNER: (*REP, *OFFICE, "spend", "members", *ALL),
}
MENU = ("menu-log", "menu-day", "menu-clients", "menu-deals", "menu-figures", "menu-reports")
MENU_WORDS = frozenset(words(language).plain(key) for language in LANGUAGES for key in MENU)


def keyboard(words: Words, role: Role) -> ReplyKeyboardMarkup:
    figures = "menu-figures" if role is Role.REP else "menu-reports"
    rows = (("menu-log", "menu-day"), ("menu-clients", "menu-deals"), (figures,))
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=words.plain(key)) for key in row] for row in rows],
        resize_keyboard=True,
        is_persistent=True,
    )


def commands(words: Words, role: Role) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.plain(f"home-command-{name}")) for name in COMMANDS[role]]


async def set_commands(bot: Bot, who: Who) -> None:
    """The commands of his role in his own chat."""
    await bot.set_my_commands(
        commands(words(who.language), who.role), scope=BotCommandScopeChat(chat_id=who.telegram_id)
    )


async def set_default_commands(bot: Bot) -> None:
    """None for whoever has not come in, so that a stranger learns nothing."""
    await bot.delete_my_commands()
