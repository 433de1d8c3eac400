"""`python -m bot doctor`: looks at everything the bot stands on, and makes the figures kept beside the facts anew."""

import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from sqlalchemy import make_url, select, text
from sqlalchemy.orm import Session

from bot.backup import backup_folder, client_program
from bot.database import Database, open_database
from bot.failures import tried
from bot.migrate import head, present_revision
from bot.serve import say
from bot.settings import TELEGRAM, Settings
from bot.stopped_starts import refuses, said_of
from domain.clock import Clock, SystemClock
from domain.doctoring import mend_last_touched, mend_search
from domain.purchases import rebuild_purchase_facts
from domain.search_index import has_index
from domain.settings import company
from domain.tables import Member

COPY_MAX_AGE = timedelta(hours=36)
WEBHOOK_ERROR_AGE = timedelta(hours=1)
WHOLE_AGAIN = "python -m bot restore, with the newest good copy"
LETTERS = "АЯаяЁё₽№«»—…"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `cure`: what to do; without one all is well."""

    said: str
    cure: str | None = None

    def __str__(self) -> str:
        return f"✓ {self.said}" if self.cure is None else f"✗ {self.said} — {self.cure}"


async def examine(settings: Settings, *, clock: Clock | None = None, session: BaseSession | None = None) -> int:
    """Print a line for everything looked at; 1 when something is wrong, else 0. `session`: the way to Telegram."""
    clock = clock or SystemClock()
    wrong = False
    async for finding in _findings(settings, clock, session):
        say(str(finding))
        wrong = wrong or finding.cure is not None
    return int(wrong)


async def _findings(settings: Settings, clock: Clock, session: BaseSession | None) -> AsyncIterator[Finding]:
    async for finding in _telegram(settings, clock, session):
        yield finding
    yield _fonts()
    async for finding in _database(settings, clock):
        yield finding


async def _telegram(settings: Settings, clock: Clock, session: BaseSession | None) -> AsyncIterator[Finding]:
    if settings.bot_token is None:
        yield Finding("No BOT_TOKEN: `python -m bot` starts the sandbox")
        return
    from bot.bootstrap import telegram_session

    async with Bot(settings.bot_token, session=session or telegram_session(settings.telegram_api_url)) as bot:
        token = await _token(bot, settings)
        yield token
        if token.cure is None:
            yield await _webhook(bot, settings, clock)


async def _token(bot: Bot, settings: Settings) -> Finding:
    me = await tried(bot.get_me())
    if isinstance(me, (TelegramUnauthorizedError, TelegramNotFound)):
        return Finding(f"{_host(settings)} does not know this token", "take BOT_TOKEN from @BotFather anew")
    if isinstance(me, BaseException):
        return Finding(f"No answer from {settings.telegram_api_url}", "look at the network and TELEGRAM_API_URL")
    return Finding(f"Telegram knows the bot as @{me.username}")


def _host(settings: Settings) -> str:
    return "Telegram" if settings.telegram_api_url == TELEGRAM else settings.telegram_api_url


async def _webhook(bot: Bot, settings: Settings, clock: Clock) -> Finding:
    info = await tried(bot.get_webhook_info())
    if isinstance(info, (TelegramAPIError, OSError)):
        return Finding("Telegram does not tell of the webhook", "try again later")
    if isinstance(info, BaseException):
        raise info
    where = f"posts to {info.url}" if info.url else "waits to be asked"
    said = f"Telegram {where}; {info.pending_update_count} updates are waiting"
    if (info.url or None) != settings.webhook_url:
        wanted = settings.webhook_url or "polling"
        return Finding(said, f"the settings say {wanted}: start the bot, it registers what they say")
    if info.last_error_date is not None and clock.now() - info.last_error_date < WEBHOOK_ERROR_AGE:
        return Finding(f"{said}; it could not deliver: {info.last_error_message}", "look at the proxy in front of us")
    return Finding(said)


def _fonts() -> Finding:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    letters = get_font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    missing = [letter for letter in LETTERS if ord(letter) not in letters]
    if missing:
        return Finding(
            f"The font of charts has no {''.join(missing)}", "install matplotlib anew: it brings DejaVu Sans"
        )
    return Finding("The font of charts has Cyrillic and ₽")


async def _database(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    url = settings.database_url
    shown = make_url(url).render_as_string(hide_password=True)
    if _has_no_file(url):
        yield Finding(f"There is no database {shown} yet", "python -m bot migrate, or start the bot")
        return
    revision = await tried(present_revision(url))
    if isinstance(revision, Exception):
        damaged = _is_file(url) and refuses(revision)
        yield Finding(
            said_of(revision, settings) or str(revision),
            WHOLE_AGAIN if damaged else "look at DATABASE_URL and the server",
        )
        return
    yield Finding(f"The database {shown} answers")
    at_head = _revision(revision if isinstance(revision, str) else None)
    yield at_head
    yield _programs(url) or _copies(url, clock.now())
    if at_head.cure is None:
        async for finding in _content(url):
            yield finding


def _is_file(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _has_no_file(url: str) -> bool:
    return _is_file(url) and not Path(make_url(url).database or "").exists()


def _revision(revision: str | None) -> Finding:
    if revision == head():
        return Finding(f"The tables are at the newest revision, {revision}")
    if revision is not None and revision > head():
        return Finding(f"The tables are at revision {revision}, newer than this program", "update the program")
    at = f"The tables are at revision {revision}, not {head()}" if revision else "The database is empty"
    return Finding(at, "python -m bot migrate")


def _programs(url: str) -> Finding | None:
    """PostgreSQL is copied by its own client programs; None for an embedded database."""
    if _is_file(url):
        return None
    absent = [name for name in ("pg_dump", "pg_restore") if client_program(name) is None]
    if absent:
        return Finding(f"There is no {' and no '.join(absent)}", "install PostgreSQL's client programs for backups")
    return Finding("PostgreSQL's client programs are here for backups")


def _copies(url: str, now: datetime) -> Finding:
    times = [file.stat().st_mtime for file in backup_folder(url).glob("*.db")]
    if not times:
        return Finding(
            "There is no copy of the database", "python -m bot backup; while it runs, the bot makes one a night"
        )
    age = now - datetime.fromtimestamp(max(times), now.tzinfo)
    hours = max(int(age.total_seconds() // 3600), 0)
    if age > COPY_MAX_AGE:
        return Finding(f"The newest copy of the database is over {hours} hours old", "python -m bot backup")
    free = shutil.disk_usage(backup_folder(url)).free // 2**20
    return Finding(f"The newest copy is {hours} hours old; {free} MB are free for more")


async def _content(url: str) -> AsyncIterator[Finding]:
    database = open_database(url)
    try:
        for look in (_whole, _zones, _search):
            yield await database.read(look)
        for what, mend in FIGURES.items():
            yield await _mended(database, what, mend)
    finally:
        await database.close()


def _whole(session: Session) -> Finding:
    if session.get_bind().dialect.name != "sqlite":
        return Finding("References are watched over by the server")
    verdict = session.execute(text("PRAGMA quick_check")).scalar_one()
    if verdict != "ok":
        return Finding(f"The file is damaged: {verdict}", WHOLE_AGAIN)
    broken = len(session.execute(text("PRAGMA foreign_key_check")).all())
    if broken:
        return Finding(f"{broken} references lead to rows that are not there", WHOLE_AGAIN)
    return Finding("The file is whole, and so are its references")


def _zones(session: Session) -> Finding:
    names = {company(session).zone, *session.scalars(select(Member.zone).where(Member.zone.is_not(None)).distinct())}
    unknown = sorted(name for name in names if name is not None and not _is_zone(name))
    if unknown:
        return Finding(f"Unknown time zones: {', '.join(unknown)}", "install the package tzdata anew, or choose others")
    return Finding(f"Time zones are known: {', '.join(sorted(filter(None, names)))}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _search(session: Session) -> Finding:
    slow = "search among many clients will be slow, nothing else"
    if session.get_bind().dialect.name == "sqlite":
        return Finding("Names are searched by FTS5") if has_index(session) else Finding("This SQLite has no FTS5", slow)
    installed = session.scalar(text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"))
    return Finding("Names are searched by pg_trgm") if installed else Finding("This server has no pg_trgm", slow)


FIGURES: dict[str, Callable[[Session], int]] = {
    "What purchases say of clients": rebuild_purchase_facts,
    "When clients were last touched": mend_last_touched,
    "The search over names and phones": mend_search,
}


async def _mended(database: Database, what: str, mend: Callable[[Session], int]) -> Finding:
    wrong = await database.write(mend)
    return Finding(f"{what}: {wrong} rows were wrong, mended" if wrong else f"{what}: all right")
