"""The one-time links, shown once: each to be forwarded to whom it is for."""

from collections.abc import Sequence
from urllib.parse import quote

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions

from domain.invites import VALID_FOR, code_hash
from domain.readers.members import waiting_invites
from domain.use_cases.members import Invited
from handlers.members.cards import invites_card
from handlers.plain import Card, link, send
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import moment_words

IN_ONE_MESSAGE = 10


async def send_links(bot: Bot, visit: Visit, names: Sequence[str], codes: Sequence[str], invited: Invited) -> None:
    """The links; after a restart the codes are lost, and the list offers to make them anew."""
    if code_hash(codes[0]) != invited.first_hash:
        await _send_unseen(bot, visit)
        return
    username = (await bot.me()).username
    urls = [f"https://t.me/{username}?start={code}" for code in codes]
    for start in range(0, len(urls), IN_ONE_MESSAGE):
        part = slice(start, start + IN_ONE_MESSAGE)
        await _send_part(bot, visit, names[part], urls[part], first=start == 0)


async def _send_part(bot: Bot, visit: Visit, names: Sequence[str], urls: Sequence[str], *, first: bool) -> None:
    until = moment_words(visit.now + VALID_FOR, visit.now, visit.who.zone, visit.words.language)
    lines: list[str] = [visit("members-links", until=until)] if first else []
    lines += [visit("members-link", name=name, url=url) for name, url in zip(names, urls, strict=True)]
    rows = [[link(_forward(visit, name), _share(visit, url))] for name, url in zip(names, urls, strict=True)]
    await bot.send_message(
        visit.who.telegram_id,
        "\n\n".join(lines),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _forward(visit: Visit, name: str) -> str:
    return visit.words.plain("members-forward", name=cut(name, 40))


def _share(visit: Visit, url: str) -> str:
    """Telegram's own «forward to …», with the words ready."""
    return f"https://t.me/share/url?url={quote(url, safe='')}&text={quote(visit.words.plain('members-share'))}"


async def _send_unseen(bot: Bot, visit: Visit) -> None:
    invites = await visit.read(waiting_invites, visit.who.id, visit.now)
    card = invites_card(visit, invites)
    await send(bot, visit.who.telegram_id, Card(f"{visit('members-links-unseen')}\n\n{card.text}", card.rows))
