"""What a new company starts with: stages, lost reasons, a revision of every area. Rules: "Deals", "The client base"."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.tables import ActivityKind, LostReason, LostReasonScope, Revision, Stage
from domain.use_case import Area


@dataclass(frozen=True, slots=True)
class DefaultStage:
    """`chance` that a deal of this stage is won, until there are enough cases of one's own."""

    key: str
    kind: ActivityKind
    chance: float


@dataclass(frozen=True, slots=True)
class DefaultReason:
    key: str
    scope: LostReasonScope
    asks_competitor: bool = False
    asks_words: bool = False


STAGES = (
    DefaultStage("contact", ActivityKind.CALL, 0.1),
    DefaultStage("meeting_set", ActivityKind.MEETING_SET, 0.2),
    DefaultStage("meeting_held", ActivityKind.MEETING, 0.3),
    DefaultStage("offer", ActivityKind.OFFER, 0.5),
    DefaultStage("invoice", ActivityKind.INVOICE, 0.7),
    DefaultStage("paid", ActivityKind.PAYMENT, 1.0),
)
CHANNELS_IN_ENGLISH = {
    "интернет магазин": ("online store", "online shop", "e-commerce"),
    "розница": ("retail",),
    "сеть": ("chain", "network"),
    "конечный потребитель": ("end customer", "consumer"),
}
"""What is said for the channels that a company has at first, by their normalised names."""
CHANCES = {stage.key: stage.chance for stage in STAGES}
_DEAL, _CLIENT = LostReasonScope.DEAL, LostReasonScope.CLIENT
REASONS = (
    DefaultReason("price", _DEAL),
    DefaultReason("competitor", _DEAL, asks_competitor=True),
    DefaultReason("no_need", _DEAL),
    DefaultReason("no_decision_maker", _DEAL),
    DefaultReason("timing", _DEAL),
    DefaultReason("other", _DEAL, asks_words=True),
    DefaultReason("delisting", _CLIENT),
    DefaultReason("spoiled_relations", _CLIENT),
    DefaultReason("debt", _CLIENT),
    DefaultReason("return_problem", _CLIENT),
    DefaultReason("client_competitor", _CLIENT, asks_competitor=True),
    DefaultReason("decision_maker_changed", _CLIENT),
    DefaultReason("client_other", _CLIENT, asks_words=True),
)


def ensure_defaults(session: Session) -> None:
    """Add what is missing; what the company has changed stays. A company with stages of its own gets none of ours."""
    if session.scalar(select(Stage.key).limit(1)) is None:
        session.add_all(_stage(number, stage) for number, stage in enumerate(STAGES, 1))
    known_reasons = set(session.scalars(select(LostReason.key)))
    session.add_all(
        _reason(number, reason) for number, reason in enumerate(REASONS, 1) if reason.key not in known_reasons
    )
    known_areas = set(session.scalars(select(Revision.area)))
    session.add_all(Revision(area=area.value, number=0) for area in Area if area.value not in known_areas)
    session.flush()


def _stage(position: int, stage: DefaultStage) -> Stage:
    return Stage(
        key=stage.key,
        position=position,
        is_won=stage is STAGES[-1],
        planned_chance=stage.chance,
        activity_kind=stage.kind.value,
    )


def _reason(position: int, reason: DefaultReason) -> LostReason:
    return LostReason(
        key=reason.key,
        scope=reason.scope,
        position=position,
        asks_competitor=reason.asks_competitor,
        asks_words=reason.asks_words,
    )
