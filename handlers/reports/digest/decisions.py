"""What the digest asks to decide, each a tap away."""

from dataclasses import dataclass
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.analytics.digest import Pace
from domain.readers.digest import Digest
from domain.readers.pipeline import DealListed
from handlers.deals.words import stage_words
from handlers.desk.amounts import money
from handlers.desk.progress import share_words
from handlers.links import OpenDeal, OpenMember, OpenPlans
from handlers.plain import button
from handlers.questions.links import Ask
from handlers.screen import cut
from handlers.team.links import OpenOverdue
from handlers.wording import month_words
from handlers.words import Html, Words

NAME = 40
DEAL = 60
MOST_DECISIONS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """One «Решить: …» with the buttons that do it: ask whose it is, or look."""

    text: Html
    buttons: tuple[InlineKeyboardButton, ...]


def decisions(words: Words, found: Digest) -> list[Decision]:
    """Who is far behind, the dearest idle deal, what is overdue: up to three, each a tap away."""
    made: list[Decision] = []
    if found.behind is not None:
        made.append(_behind(words, found.viewer_id, found.behind))
    if found.month.plan is None and found.standing is not None:
        made.append(_planless(words, found.month_of))
    if found.standing is not None and found.standing.deal is not None:
        made.append(_idle(words, found.viewer_id, found.standing.deal, found.standing.stage_name))
    if found.standing is not None and found.standing.overdue:
        made.append(_overdue(words, found.standing.overdue))
    return made[:MOST_DECISIONS]


def _behind(words: Words, viewer_id: int, pace: Pace) -> Decision:
    text = words(
        "digest-decide-behind",
        name=cut(pace.name, NAME),
        share=share_words(words, pace.month.share),
        passed=share_words(words, pace.passed),
        missing=money(words, pace.missing),
    )
    said = words.plain("digest-button-behind", name=cut(pace.name, NAME))
    asked = _ask(words, viewer_id, pace.name, Ask(member_id=pace.member_id, kind="plan"))
    return Decision(text, (*asked, button(said, OpenMember(member_id=pace.member_id).pack())))


def _ask(words: Words, viewer_id: int, name: str, asked: Ask) -> tuple[InlineKeyboardButton, ...]:
    """Nobody asks himself."""
    if asked.member_id == viewer_id:
        return ()
    return (button(words.plain("digest-button-ask", name=cut(name, NAME)), asked.pack()),)


def _planless(words: Words, month: date) -> Decision:
    text = words("digest-decide-plan", month=month_words(month, words.language))
    return Decision(text, (button(words.plain("digest-button-plan"), OpenPlans().pack()),))


def _idle(words: Words, viewer_id: int, deal: DealListed, stage_name: str | None) -> Decision:
    name = cut(deal.client or deal.title or words.plain("digest-deal-nameless"), DEAL)
    known = (
        words.plain("quoted", name=name),
        money(words, deal.amount) if deal.amount else "",
        cut(deal.owner or "", NAME),
    )
    key = "digest-decide-stuck" if deal.stuck else "digest-decide-stepless"
    stage = cut(stage_words(words, deal.stage, stage_name), NAME)
    text = words(key, deal=", ".join(filter(None, known)), stage=stage)
    look = button(words.plain("digest-button-deal", deal=name), OpenDeal(deal_id=deal.id).pack())
    if deal.owner is None or deal.owner_id is None:
        return Decision(text, (look,))
    asked = Ask(member_id=deal.owner_id, kind="deal", subject_id=deal.id)
    return Decision(text, (*_ask(words, viewer_id, deal.owner, asked), look))


def _overdue(words: Words, number: int) -> Decision:
    text = words("digest-decide-overdue", number=number)
    return Decision(text, (button(words.plain("digest-button-overdue", number=number), OpenOverdue().pack()),))
