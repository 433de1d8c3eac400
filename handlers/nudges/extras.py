"""What some kinds of nudge show besides their answers: a greeting to copy, and ways to forms that ask more."""

from aiogram.types import InlineKeyboardButton

from domain.nudges.nudge import Nudge, NudgeKind
from handlers.deals.links import LoseDeal
from handlers.links import LoseClient, NewDeal
from handlers.nudges.greetings import greeting_of
from handlers.nudges.links import AskOfCard, PayInvoice
from handlers.plain import Rows, button, copy_button, link
from handlers.visit import Visit
from handlers.words import Html


def extra_lines(visit: Visit, nudge: Nudge) -> list[str]:
    """The greeting as it would be copied."""
    if nudge.kind is not NudgeKind.FEAST:
        return []
    return [Html(f"<blockquote>{visit('nudge-greeting', text=greeting_of(visit.words, nudge))}</blockquote>")]


def extra_rows(visit: Visit, nudge: Nudge) -> Rows:
    """To copy the greeting, and to write to the person."""
    if nudge.kind is not NudgeKind.FEAST:
        return []
    row = [copy_button(visit.words.plain("nudge-copy-greeting"), greeting_of(visit.words, nudge))]
    username = nudge.facts.get("username")
    if username:
        row.append(link(visit.words.plain("nudge-write"), f"https://t.me/{username}"))
    return [row]


def more_answers(visit: Visit, nudge: Nudge) -> list[InlineKeyboardButton]:
    """Answers that need more than a tap: each opens its own form."""
    plain = visit.words.plain
    if nudge.deal_id is not None and nudge.kind in (NudgeKind.STUCK, NudgeKind.STEPLESS):
        return [button(plain("nudge-answer-deal-lost"), LoseDeal(deal_id=nudge.deal_id).pack())]
    if nudge.kind is NudgeKind.UNPAID:
        invoice_id = int(nudge.subject.partition(":")[2])
        return [button(plain("nudge-answer-paid"), PayInvoice(invoice_id=invoice_id).pack())]
    if nudge.client_id is not None and nudge.kind is NudgeKind.CONTRACT:
        return [button(plain("nudge-answer-not-prolonged"), LoseClient(client_id=nudge.client_id).pack())]
    if nudge.client_id is not None and nudge.kind is NudgeKind.CLEANING:
        return [
            button(plain(f"nudge-clean-{one}"), AskOfCard(client_id=nudge.client_id, field=one).pack())
            for one in ("decider", "potential", "channel")
        ]
    if nudge.client_id is not None and nudge.kind is NudgeKind.REANIMATION:
        return [button(plain("nudge-answer-new-deal"), NewDeal(client_id=nudge.client_id).pack())]
    return []
