"""The pipeline and the deal's card."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.readers.deals import DealView
from domain.readers.pipeline import DealListed, DealPage, Pipeline, StageSum
from domain.readers.tasks import Assignee
from domain.tables import DealState
from domain.use_case import Right
from handlers.deals.links import (
    STEPLESS,
    STUCK,
    AskDeal,
    ChooseStage,
    DealHistory,
    HandDeal,
    IssueInvoice,
    LoseDeal,
    MoveDeal,
    PaidWhole,
    ReopenDeal,
    TakeBackPayment,
)
from handlers.deals.words import deal_title, reason_words, stage_words
from handlers.fitting import fitted
from handlers.links import NewDeal, NewTask, OpenClient, OpenDeal, OpenDeals, OpenTask, StartLog
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.screen import cut
from handlers.tasks.wording import action_words, when_words
from handlers.visit import Visit
from handlers.wording import capital, date_words, day_words, moment_words, short_sum_words, sum_words
from handlers.words import Html

NAME = 30
SAID = 120


def pipeline_card(visit: Visit, pipeline: Pipeline) -> Card:
    """The stages with how many deals stand there and for how much; what asks for attention below."""
    language = visit.words.language
    if not pipeline.deals:
        return Card(visit("deal-none"), [[button(visit.words.plain("deal-new"), NewDeal().pack())]])
    lines = [visit("deal-pipeline", count=pipeline.deals, amount=sum_words(pipeline.amount, language))]
    rows: Rows = [[button(_stage(visit, stage), OpenDeals(stage=stage.key).pack())] for stage in pipeline.stages]
    attention = []
    for count, which in ((pipeline.stuck, STUCK), (pipeline.stepless, STEPLESS)):
        if count:
            words = visit.words.plain(f"deal-list-{which}-button", count=count)
            attention.append(button(words, OpenDeals(stage=which).pack()))
    rows += [attention, [button(visit.words.plain("deal-new"), NewDeal().pack())]]
    return Card(Html("\n".join(lines)), rows)


def page_card(visit: Visit, page: DealPage, *, teams: bool) -> Card:
    """Deals of a stage, or of those that ask for attention. `teams`: whose each is, is said."""
    heading = visit(
        "deal-list",
        which=_which(visit, page),
        count=page.total,
        amount=sum_words(page.amount, visit.words.language),
    )
    rows: Rows = [[button(_line(visit, line, teams=teams), OpenDeal(deal_id=line.id).pack())] for line in page.lines]
    turns = turning(page.page, page.pages, lambda to: OpenDeals(stage=page.which, page=to))
    rows += [turns, [button(visit.words.plain("deal-to-pipeline"), OpenDeals().pack())]]
    return Card(heading, rows)


def deal_card(visit: Visit, view: DealView) -> Card:
    sections = [_title(visit, view), _standing(visit, view), _money(visit, view), _people(visit, view)]
    if view.state is DealState.OPEN:
        sections.insert(1, _next(visit, view))
    if view.state is DealState.LOST:
        sections.append(_loss(visit, view))
    return Card(fitted(sections), _buttons(visit, view), protected=True)


def stages_card(visit: Visit, view: DealView) -> Card:
    """«Другой этап»: any stage that is not the present one; the last is reached by paying."""
    choices = [
        button(stage_words(visit.words, stage.key, stage.name), MoveDeal(deal_id=view.id, stage=stage.key).pack())
        for stage in view.stages
        if stage.key != view.stage and not stage.is_won
    ]
    back = button(visit.words.plain("back"), OpenDeal(deal_id=view.id).pack())
    return Card(
        fitted([_title(visit, view), visit("deal-to-which-stage")]), [*in_rows(choices, 1), [back]], protected=True
    )


def moves_card(visit: Visit, view: DealView) -> Card:
    """Every move with its time and author, the last one first."""
    language, zone = visit.words.language, visit.who.zone
    lines = [
        visit(
            "deal-move",
            when=moment_words(move.at, visit.now, zone, language),
            stage=visit.words.plain("deal-state-lost")
            if move.to_state is DealState.LOST
            else stage_words(visit.words, move.to_stage, move.stage_name),
            by=move.author or "—",
        )
        for move in view.moves
    ]
    back = [button(visit.words.plain("back"), OpenDeal(deal_id=view.id).pack())]
    return Card(fitted([_title(visit, view), *lines]), [back], protected=True)


def heirs_card(visit: Visit, view: DealView, members: Sequence[Assignee]) -> Card:
    """To whom the deal may be handed."""
    rows: Rows = [
        [button(member.name, HandDeal(deal_id=view.id, member_id=member.id).pack())]
        for member in members
        if member.id != view.owner_id
    ]
    back = [button(visit.words.plain("back"), OpenDeal(deal_id=view.id).pack())]
    return Card(fitted([_title(visit, view), visit("deal-to-whom")]), [*rows, back], protected=True)


def _stage(visit: Visit, stage: StageSum) -> str:
    name = stage_words(visit.words, stage.key, stage.name)
    return f"{cut(name, NAME)} · {stage.deals} · {short_sum_words(stage.amount, visit.words.language)}"


def _which(visit: Visit, page: DealPage) -> str:
    if page.which in (STUCK, STEPLESS, ""):
        return visit.words.plain(f"deal-list-{page.which or 'all'}")
    return stage_words(visit.words, page.which, page.name)


def _line(visit: Visit, line: DealListed, *, teams: bool) -> str:
    mark = "🔴 " if line.stuck else "⚠️ " if line.stepless else ""
    pieces = [cut(line.client or visit.words.plain("deal-no-client"), NAME)]
    if line.amount is not None:
        pieces.append(short_sum_words(line.amount, visit.words.language))
    if teams and line.owner:
        pieces.append(cut(line.owner, 16))
    if line.waits_until is not None:
        pieces.append(visit.words.plain("deal-waits-short", day=_day(visit, line.waits_until)))
    return mark + " · ".join(pieces)


def _title(visit: Visit, view: DealView) -> Html:
    client = view.client or visit.words.plain("deal-no-client")
    title = visit("deal-title", client=client, deal=deal_title(visit, view.title, view.amount))
    return Html(f"<b>{title}</b>")


def _next(visit: Visit, view: DealView) -> Html:
    """What to do next; stuck and stepless are said plainly."""
    if not view.tasks:
        return visit("deal-stuck" if view.stuck else "deal-stepless", days=view.days)
    task = view.tasks[0]
    when = when_words(task.due_on, task.due_at, visit.today, visit.who.zone, visit.words.language)
    what = cut(action_words(visit.words, task.action, task.text), SAID)
    text = visit("deal-next", when=when, what=what)
    if view.stuck:
        return Html(f"{text}\n{visit('deal-stuck', days=view.days)}")
    if view.waits_until is not None:
        return Html(f"{text}\n{visit('deal-waits', day=_day(visit, view.waits_until))}")
    return text


def _standing(visit: Visit, view: DealView) -> Html:
    """«Новая · КП отправлено, 3-й день из 10»."""
    kind = visit(f"deal-kind-{view.kind}")
    if view.state is DealState.WON:
        closed = _day(visit, view.closed_on) if view.closed_on else ""
        return visit("deal-won", kind=kind, day=closed)
    stage = stage_words(visit.words, view.stage, view.stage_name)
    if view.state is DealState.LOST:
        return visit("deal-stood", kind=kind, stage=stage)
    return visit("deal-stands", kind=kind, stage=stage, days=view.days, planned=view.planned_days)


def _money(visit: Visit, view: DealView) -> Html | None:
    language, today = visit.words.language, visit.today
    pieces = []
    if view.invoiced:
        pieces.append(visit("deal-invoiced", amount=sum_words(view.invoiced, language)))
    if view.paid:
        pieces.append(visit("deal-paid", amount=sum_words(view.paid, language)))
    if view.rest and (view.paid or view.invoiced):
        pieces.append(visit("deal-rest", amount=sum_words(view.rest, language)))
    late = [due for _, due in view.unpaid if due < today]
    if late:
        pieces.append(visit("deal-late", due=_day(visit, late[0])))
    if view.expected_close_on and view.state is DealState.OPEN:
        key = "deal-expected-late" if view.expected_close_on < today else "deal-expected"
        pieces.append(visit(key, day=_day(visit, view.expected_close_on)))
    return capital(Html(" · ".join(pieces))) if pieces else None


def _people(visit: Visit, view: DealView) -> Html | None:
    if view.owner is None or view.owner_id == visit.who.id:
        return None
    return visit("deal-owner", owner=view.owner)


def _loss(visit: Visit, view: DealView) -> Html:
    reason = reason_words(visit.words, view.lost_reason or "", view.lost_reason_name)
    pieces = [reason, *filter(None, (view.competitor, view.lost_words))]
    text = visit("deal-lost-why", why=cut(", ".join(pieces), 500))
    if view.return_on is not None:
        text = Html(f"{text}\n{visit('deal-return', day=day_words(view.return_on, visit.today, visit.words.language))}")
    return text


def _day(visit: Visit, day: date) -> str:
    return date_words(day, visit.today, visit.words.language)


def _buttons(visit: Visit, view: DealView) -> Rows:
    if view.state is DealState.OPEN:
        rows = _open_buttons(visit, view)
    elif view.state is DealState.LOST:
        rows = [[button(visit.words.plain("deal-reopen"), ReopenDeal(deal_id=view.id).pack())]]
    else:
        rows = []
    if view.last_payment_id is not None:
        take_back = TakeBackPayment(deal_id=view.id, payment_id=view.last_payment_id).pack()
        rows.append([button(visit.words.plain("deal-take-back"), take_back)])
    last = [button(visit.words.plain("deal-history"), DealHistory(deal_id=view.id).pack())]
    if view.client_id is not None:
        last.insert(0, button(visit.words.plain("deal-to-client"), OpenClient(client_id=view.client_id).pack()))
    rows.append(last)
    return rows


def _open_buttons(visit: Visit, view: DealView) -> Rows:
    plain, ident = visit.words.plain, view.id
    client_id = view.client_id or 0
    rows: Rows = [_forward(visit, view)]
    if view.client_id is not None:
        rows += _money_buttons(visit, view)
        rows.append(
            [
                button(plain("client-log"), StartLog(client_id=client_id, deal_id=ident).pack()),
                button(plain("client-task-button"), NewTask(client_id=client_id, deal_id=ident).pack()),
            ]
        )
    rows += [
        [button(_task(visit, view, place), OpenTask(task_id=view.tasks[place].id).pack())]
        for place in range(min(2, len(view.tasks)))
    ]
    rows.append(
        [
            button(plain(f"deal-{question}-button"), AskDeal(deal_id=ident, question=question).pack())
            for question in ("title", "amount", "close")
        ]
    )
    rows.append(
        [
            button(plain("deal-other-stage"), ChooseStage(deal_id=ident).pack()),
            button(plain("deal-lost"), LoseDeal(deal_id=ident).pack()),
        ]
    )
    if visit.who.may(Right.ASSIGN_TASKS):
        rows.append([button(plain("deal-hand"), HandDeal(deal_id=ident).pack())])
    return rows


def _forward(visit: Visit, view: DealView) -> list[InlineKeyboardButton]:
    """One tap to the next stage; the last one is reached by paying."""
    following = view.next_stage
    if following is None or following.is_won:
        return []
    name = stage_words(visit.words, following.key, following.name)
    if following.key == "invoice" and view.client_id is not None:
        return []
    return [button(f"→ {name}", MoveDeal(deal_id=view.id, stage=following.key).pack())]


def _money_buttons(visit: Visit, view: DealView) -> Rows:
    """Invoice for what is not invoiced yet; the whole rest in one tap; a part."""
    plain, language = visit.words.plain, visit.words.language
    row, whole = [], []
    left = (view.amount or 0) - view.invoiced
    if left > 0:
        words = plain("deal-invoice", amount=short_sum_words(left, language))
        row.append(button(words, IssueInvoice(deal_id=view.id, amount=left).pack()))
    elif not view.amount:
        row.append(button(plain("deal-invoice-ask"), AskDeal(deal_id=view.id, question="invoice").pack()))
    if view.rest:
        words = plain("deal-paid-whole", amount=short_sum_words(view.rest, language))
        whole.append(button(words, PaidWhole(deal_id=view.id, amount=view.rest).pack()))
    row.append(button(plain("deal-paid-part"), AskDeal(deal_id=view.id, question="part").pack()))
    return [whole, row]


def _task(visit: Visit, view: DealView, place: int) -> str:
    task = view.tasks[place]
    when = when_words(task.due_on, task.due_at, visit.today, visit.who.zone, visit.words.language)
    return f"☐ {when}: {action_words(visit.words, task.action, task.text)}"
