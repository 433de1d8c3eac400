"""Deals: opened, moved, lost, taken up again. Rules: "Deals", "Black funnel"."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.big_news import tell_of_loss, tell_of_won
from domain.clients import client_open_to, seen_members
from domain.deals import (
    change_stage,
    deal_open_to,
    deal_owner,
    open_deal_of,
    paid_of_deal,
    position_of,
    responsible,
    stages,
    whole_of_deal,
)
from domain.errors import (
    AmountUnknown,
    BadChoice,
    BadName,
    CompetitorNeeded,
    DealClosed,
    Gone,
    InThePast,
    NotAllowed,
    WordsNeeded,
)
from domain.handing import Work, hand_over, tell_taker
from domain.names import EmptyName, NameTooLong, clean_name, normalised
from domain.orders import checked
from domain.tables import (
    ActivityKind,
    ClientCompetitor,
    Competitor,
    Deal,
    DealOwner,
    DealState,
    LostReason,
    LostReasonScope,
    Member,
    Payment,
    Stage,
    StageChange,
    Task,
    TaskState,
)
from domain.use_case import Area, Right, Tx, use_case
from domain.use_cases.activities import ActivityDraft, own_activity, record
from domain.use_cases.money import record_payment, settle_deal
from domain.use_cases.tasks import close_task
from domain.zones import today_of

WORDS_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class DealDraft:
    """A deal as it begins. `amount` in kopecks, None = not known yet; `stage` None = the first one."""

    client_id: int
    amount: int | None = None
    title: str | None = None
    stage: str | None = None
    expected_close_on: date | None = None
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class DealOpened:
    deal_id: int
    client_id: int
    again: bool = False
    """The same form was saved before: nothing was written now."""


@dataclass(frozen=True, slots=True)
class DealChanged:
    deal_id: int
    activity_id: int | None = None


@use_case(Right.MOVE_DEALS)
def open_deal(tx: Tx, actor: Member, draft: DealDraft) -> DealOpened:
    """Begin a deal of the client's keeper. Raises ClientNotYours, Gone, BadAmount, BadName, BadChoice, InThePast."""
    known = _same_form(tx.session, draft.form_key)
    if known is not None:
        return DealOpened(known.id, known.client_id or 0, again=True)
    client = client_open_to(tx.session, actor, draft.client_id)
    today = today_of(tx, actor)
    if draft.expected_close_on is not None and draft.expected_close_on < today:
        raise InThePast
    deal = Deal(
        client_id=client.id,
        title=_title(draft.title),
        amount=None if draft.amount is None else checked(draft.amount),
        source=client.source,
        created_on=today,
        expected_close_on=draft.expected_close_on,
        stage=_first_stage(tx.session, draft.stage),
        state=DealState.OPEN,
        stage_since=tx.now,
        form_key=draft.form_key,
        **tx.fact_times(),
    )
    tx.session.add(deal)
    tx.session.flush()
    tx.session.add(DealOwner(deal_id=deal.id, member_id=responsible(tx.session, client, actor), since=today))
    tx.session.add(_beginning(tx, actor, deal))
    tx.touch(Area.DEALS)
    return DealOpened(deal.id, client.id)


@use_case(Right.MOVE_DEALS)
def move_deal(
    tx: Tx, actor: Member, deal_id: int, to_stage: str, activity_id: int | None = None, form_key: str | None = None
) -> DealChanged:
    """To another stage. A move forward writes the stage's activity, unless `activity_id` says it is logged already;
    a move to the last one records what is unpaid as paid. Raises ClientNotYours, Gone, NotAllowed, DealClosed,
    BadChoice, AmountUnknown.
    """
    deal = open_deal_of(tx.session, actor, deal_id)
    if activity_id is not None and own_activity(tx.session, actor, activity_id).client_id != deal.client_id:
        raise Gone
    pipeline = stages(tx.session)
    stage = _stage(pipeline, to_stage)
    if stage.key == deal.stage:
        return DealChanged(deal.id, activity_id)
    if stage.is_won:
        return _pay_the_rest(tx, actor, deal, activity_id, form_key)
    forward = stage.position > position_of(pipeline, deal.stage)
    if forward and activity_id is None and stage.activity_kind and deal.client_id is not None:
        draft = ActivityDraft(
            deal.client_id, ActivityKind(stage.activity_kind), deal_id=deal.id, form_key=form_key or tx.cause.key
        )
        activity_id = record(tx, actor, draft).id
    change_stage(tx, actor, deal, stage.key, DealState.OPEN, activity_id=activity_id)
    return DealChanged(deal.id, activity_id)


@use_case(Right.MOVE_DEALS)
def lose_deal(
    tx: Tx,
    actor: Member,
    deal_id: int,
    reason: str,
    competitor: str | None = None,
    words: str | None = None,
    return_on: date | None = None,
) -> DealChanged:
    """It did not happen, for one primary reason; its open tasks close. `return_on`: when to come back.

    Raises ClientNotYours, Gone, NotAllowed, DealClosed, BadChoice, CompetitorNeeded, WordsNeeded, InThePast.
    """
    deal = open_deal_of(tx.session, actor, deal_id)
    chosen = lost_reason(tx.session, reason, LostReasonScope.DEAL)
    today = today_of(tx, actor)
    if return_on is not None and return_on < today:
        raise InThePast
    deal.competitor_id = competitor_of(tx.session, chosen, competitor, deal.client_id)
    deal.lost_words = said_words(chosen, words)
    deal.lost_reason, deal.return_on, deal.closed_on = chosen.key, return_on, today
    change_stage(tx, actor, deal, deal.stage, DealState.LOST)
    tell_of_loss(tx, actor, deal)
    for task in tx.session.scalars(select(Task).where(Task.deal_id == deal.id, Task.state == TaskState.OPEN)):
        close_task(tx, task, TaskState.CANCELLED)
    return DealChanged(deal.id)


@use_case(Right.MOVE_DEALS)
def reopen_deal(tx: Tx, actor: Member, deal_id: int) -> DealChanged:
    """A lost deal lives again, at the stage it was lost from. Raises ClientNotYours, Gone, NotAllowed, DealClosed."""
    deal = deal_open_to(tx.session, actor, deal_id)
    if deal.state is DealState.WON:
        raise DealClosed
    if deal.state is DealState.LOST:
        deal.lost_reason = deal.lost_words = deal.competitor_id = deal.return_on = deal.closed_on = None
        change_stage(tx, actor, deal, deal.stage, DealState.OPEN)
    return DealChanged(deal.id)


@use_case(Right.MOVE_DEALS)
def set_amount(tx: Tx, actor: Member, deal_id: int, amount: int) -> DealChanged:
    """What the deal is worth, kopecks; won if that much is paid already.

    Raises ClientNotYours, Gone, NotAllowed, DealClosed, BadAmount.
    """
    deal = open_deal_of(tx.session, actor, deal_id)
    deal.amount = checked(amount)
    tx.session.flush()
    tx.touch(Area.DEALS)
    if paid_of_deal(tx.session, deal.id) and settle_deal(tx, actor, deal, None, tx.now):
        tell_of_won(tx, actor, deal)
    return DealChanged(deal.id)


@use_case(Right.MOVE_DEALS)
def set_title(tx: Tx, actor: Member, deal_id: int, title: str) -> DealChanged:
    """What the deal is about. Raises ClientNotYours, Gone, NotAllowed, DealClosed, BadName."""
    deal = open_deal_of(tx.session, actor, deal_id)
    deal.title = named(title)
    tx.touch(Area.DEALS)
    return DealChanged(deal.id)


@use_case(Right.MOVE_DEALS)
def set_close_day(tx: Tx, actor: Member, deal_id: int, expected_close_on: date) -> DealChanged:
    """When it is expected to be paid. Raises ClientNotYours, Gone, NotAllowed, DealClosed, InThePast."""
    deal = open_deal_of(tx.session, actor, deal_id)
    if expected_close_on < today_of(tx, actor):
        raise InThePast
    deal.expected_close_on = expected_close_on
    tx.touch(Area.DEALS)
    return DealChanged(deal.id)


@use_case(Right.ASSIGN_TASKS)
def hand_deal(tx: Tx, actor: Member, deal_id: int, to: int) -> DealChanged:
    """From today on the deal and its giver's tasks about it are another's, who is told; the past stays.

    Raises ClientNotYours, Gone, NotAllowed, DealClosed.
    """
    deal = open_deal_of(tx.session, actor, deal_id)
    seen = seen_members(tx.session, actor.id, actor.role)
    colleague = tx.session.get(Member, to)
    if colleague is None or colleague.dismissed_at is not None:
        raise Gone
    if seen is not None and to not in seen:
        raise NotAllowed
    before = deal_owner(tx.session, deal.id)
    giver = before.id if before is not None else None
    tasks = tx.session.scalars(select(Task.id).where(Task.deal_id == deal.id, Task.state == TaskState.OPEN)).all()
    passed = hand_over(tx, Work(deals=[deal.id], tasks=tasks), giver, colleague, today_of(tx, actor))
    if to != actor.id:
        tell_taker(tx, passed, giver, colleague)
    tx.touch(Area.DEALS)
    return DealChanged(deal.id)


def lost_reason(session: Session, key: str, scope: LostReasonScope) -> LostReason:
    """A reason that may be given now. Raises BadChoice."""
    reason = session.get(LostReason, key)
    if reason is None or reason.scope is not scope or reason.archived_at is not None:
        raise BadChoice
    return reason


def competitor_of(session: Session, reason: LostReason, name: str | None, client_id: int | None) -> int | None:
    """To whom they went, where the reason asks for it; remembered with the client. Raises CompetitorNeeded, BadName."""
    if not reason.asks_competitor:
        return None
    if name is None:
        raise CompetitorNeeded
    competitor = _competitor(session, named(name))
    if client_id is not None and session.get(ClientCompetitor, (client_id, competitor.id)) is None:
        session.add(ClientCompetitor(client_id=client_id, competitor_id=competitor.id))
    return competitor.id


def said_words(reason: LostReason, words: str | None) -> str | None:
    """The person's own words; «другое» needs them. Raises WordsNeeded."""
    said = (words or "").strip()[:WORDS_LENGTH] or None
    if reason.asks_words and said is None:
        raise WordsNeeded
    return said


def named(name: str) -> str:
    """A name as it is kept. Raises BadName."""
    try:
        return clean_name(name)
    except (EmptyName, NameTooLong):
        raise BadName from None


def _competitor(session: Session, name: str) -> Competitor:
    """The competitor of this name, however it is spelled; a new one otherwise."""
    for known in session.scalars(select(Competitor).order_by(Competitor.id)):
        if normalised(known.name) == normalised(name):
            return known
    competitor = Competitor(name=name)
    session.add(competitor)
    session.flush()
    return competitor


def _pay_the_rest(tx: Tx, actor: Member, deal: Deal, activity_id: int | None, form_key: str | None) -> DealChanged:
    """Paid in full: what is unpaid of it was paid today."""
    whole = whole_of_deal(tx.session, deal)
    if whole is None or deal.client_id is None:
        raise AmountUnknown
    if paid_of_deal(tx.session, deal.id) >= whole:
        if settle_deal(tx, actor, deal, activity_id, tx.now):
            tell_of_won(tx, actor, deal)
    else:
        record_payment.body(
            tx, actor, deal.client_id, deal_id=deal.id, form_key=form_key or tx.cause.key, activity_id=activity_id
        )
    last = select(func.max(Payment.activity_id)).where(Payment.deal_id == deal.id)
    return DealChanged(deal.id, activity_id or tx.session.scalar(last))


def _same_form(session: Session, form_key: str | None) -> Deal | None:
    return None if form_key is None else session.scalar(select(Deal).where(Deal.form_key == form_key))


def _title(title: str | None) -> str | None:
    return named(title) if title and title.strip() else None


def _first_stage(session: Session, key: str | None) -> str:
    pipeline = stages(session)
    return pipeline[0].key if key is None else _open_stage(pipeline, key).key


def _open_stage(pipeline: list[Stage], key: str) -> Stage:
    stage = _stage(pipeline, key)
    if stage.is_won:
        raise BadChoice
    return stage


def _stage(pipeline: list[Stage], key: str) -> Stage:
    stage = next((stage for stage in pipeline if stage.key == key), None)
    if stage is None:
        raise BadChoice
    return stage


def _beginning(tx: Tx, actor: Member, deal: Deal) -> StageChange:
    return StageChange(
        deal_id=deal.id,
        from_stage=None,
        to_stage=deal.stage,
        from_state=None,
        to_state=DealState.OPEN,
        author_id=actor.id,
        **tx.fact_times(),
    )
