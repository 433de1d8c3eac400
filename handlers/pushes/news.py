"""Told at once: a deal won by another's hand, a colleague's big one, a big payment, a big loss."""

from aiogram.types import InlineKeyboardButton

from domain.readers.big_news import DealNews, is_won, lost_deal, payment_news, won_deal
from domain.readers.tasks import name_of
from handlers.deals.words import reason_words, stage_words
from handlers.links import OpenClient, OpenDeal
from handlers.plain import Card, button
from handlers.pushes.rendering import About, Occasion
from handlers.screen import cut
from handlers.wording import sum_words
from handlers.words import Html

SAID = 200


async def deal_won(occasion: Occasion, about: About) -> Card | None:
    """To whose deal it is; not wanted when the payment was taken back."""
    found: DealNews | None = await occasion.read(won_deal, occasion.who.id, about["deal_id"])
    if found is None:
        return None
    by = await occasion.read(name_of, about["by"])
    text = occasion.words("push-deal-won", name=_name(occasion, found), amount=_sum(occasion, found.amount), by=by)
    return Card(text, [[_open_deal(occasion, found.deal_id)]])


async def team_win(occasion: Occasion, about: About) -> Card | None:
    """To a colleague: whose, and no more."""
    if not await occasion.read(is_won, about["deal_id"]):
        return None
    return Card(occasion.words("push-team-win", name=await occasion.read(name_of, about["member_id"])))


async def big_payment(occasion: Occasion, about: About) -> Card | None:
    found = await occasion.read(payment_news, occasion.who.id, about["payment_id"])
    if found is None:
        return None
    say, by = occasion.words, await occasion.read(name_of, about["by"])
    lines = [say("push-big-payment", client=found.client, amount=_sum(occasion, about["amount"]), by=by)]
    won = [deal for id_ in about["won"] if (deal := await occasion.read(won_deal, occasion.who.id, id_)) is not None]
    if won:
        lines.append(say("push-big-payment-won", count=len(won)))
    row = [_open_deal(occasion, deal.deal_id) for deal in won[:1]]
    return Card(
        Html(" ".join(lines)),
        [[*row, button(say.plain("push-to-client"), OpenClient(client_id=found.client_id).pack())]],
    )


async def big_loss(occasion: Occasion, about: About) -> Card | None:
    """What, where, why; not wanted once it was taken up again."""
    found: DealNews | None = await occasion.read(lost_deal, occasion.who.id, about["deal_id"])
    if found is None:
        return None
    say = occasion.words
    stage = stage_words(say, found.stage, found.stage_name)
    lines = [
        say("push-big-loss", name=_name(occasion, found), amount=_sum(occasion, found.amount), stage=stage),
        say("push-big-loss-why", why=cut(_why(occasion, found), SAID)),
    ]
    if found.owner is not None and not found.mine:
        lines.append(say("push-big-loss-owner", owner=found.owner))
    return Card(Html("\n".join(lines)), [[_open_deal(occasion, found.deal_id)]])


def _why(occasion: Occasion, found: DealNews) -> str:
    reason = reason_words(occasion.words, *found.why) if found.why else None
    return ", ".join(filter(None, (reason, found.competitor, found.words)))


def _name(occasion: Occasion, found: DealNews) -> str:
    return found.client or found.title or occasion.words.plain("push-deal-nameless")


def _sum(occasion: Occasion, kopecks: int) -> str:
    return sum_words(kopecks, occasion.words.language)


def _open_deal(occasion: Occasion, deal_id: int) -> InlineKeyboardButton:
    return button(occasion.words.plain("push-to-deal"), OpenDeal(deal_id=deal_id).pack())
