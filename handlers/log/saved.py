"""What a saved activity looks like: its card, with the next step proposed or set."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from domain.next_steps import Step
from domain.readers.logging import Choices, PlannedStep, Saved
from domain.tables import ActivityKind, Outcome, TaskAction
from handlers.links import OpenClient
from handlers.log.happenings import what_words
from handlers.log.links import (
    AskComment,
    CancelActivity,
    ChooseStep,
    HowEnded,
    MoveOn,
    NoStep,
    NotComment,
    PickDay,
    SameForAnother,
    WhenWas,
    WhoWasThere,
    take_step,
)
from handlers.plain import Card, Rows, button, in_rows
from handlers.screen import cut
from handlers.visit import Visit
from handlers.wording import hour_words, moment_words, near_day_words
from handlers.words import Html

SHOWN_COMMENT = 1000


def saved_line(visit: Visit, saved: Saved) -> Html:
    """«✅ «Ромашка»: звонок, договорились.»"""
    what = what_words(visit.words, saved.kind, saved.outcome)
    key = "log-cancelled" if saved.cancelled else "log-saved"
    return visit.words(key, client=saved.client, what=what)


def saved_text(visit: Visit, saved: Saved) -> Html:
    """The card: what was saved, what was said about it, what comes next."""
    lines = [saved_line(visit, saved)]
    if saved.step is not None:
        lines[0] = Html(f"{lines[0]} {_step_line(visit, saved.step)}")
    if saved.backdated:
        moment = moment_words(saved.happened_at, visit.now, visit.who.zone, visit.words.language)
        lines.append(visit.words("log-happened", moment=moment))
    if saved.companions:
        lines.append(visit.words("log-with", names=", ".join(saved.companions)))
    if saved.files:
        lines.append(visit.words("log-files", count=saved.files))
    if saved.comment:
        lines.append(visit.words("log-comment", comment=cut(saved.comment, SHOWN_COMMENT)))
    return Html("\n".join(lines))


def saved_card(visit: Visit, saved: Saved, *, said: int | None = None) -> Card:
    """The resting card. `said`: the message that has just become its comment, offered as a search instead."""
    if saved.cancelled:
        return Card(saved_text(visit, saved), [[_client_button(visit, saved)]])
    rows = [*_search_row(visit, saved, said), *_move_row(visit, saved), *_ended_row(visit, saved)]
    return Card(saved_text(visit, saved), [*rows, *_corrections(visit, saved)])


def next_card(visit: Visit, choices: Choices, *, change: bool = False, said: int | None = None) -> Card:
    """The saved line and the next steps worth one tap."""
    saved = choices.saved
    text = Html(f"{saved_text(visit, saved)}\n{visit.words('log-what-next')}")
    width = 2 if saved.kind is ActivityKind.MEETING_SET else 1
    steps = [
        button(step_label(visit, step), take_step(saved.activity_id, step, change=change)) for step in choices.steps
    ]
    rows = [*_search_row(visit, saved, said), *in_rows(steps, width)]
    rows.append([_another_day(visit, choices, change), _no_step(visit, saved)])
    return Card(text, [*rows, *_move_row(visit, saved)])


def step_label(visit: Visit, step: Step) -> str:
    """«перезвонить · завтра, 10:00»."""
    day = near_day_words(step.day, visit.today, visit.words.language)
    when = f"{day}, {hour_words(step.hour)}" if step.hour else day
    return visit.words.plain("log-step-button", action=action_words(visit, step.action), when=when)


def action_words(visit: Visit, action: TaskAction) -> str:
    return visit.words.plain(f"task-do-{action.value}")


def proposed_action(steps: Sequence[Step]) -> TaskAction:
    return steps[0].action if steps else TaskAction.CALL


def _step_line(visit: Visit, step: PlannedStep) -> Html:
    language = visit.words.language
    day = step.at.astimezone(visit.who.zone).date() if step.at else step.day
    when = near_day_words(day, visit.today, language)
    if step.at:
        when = f"{when}, {hour_words(step.at, visit.who.zone)}"
    return visit.words("log-next", when=when, action=action_words(visit, step.action))


def _corrections(visit: Visit, saved: Saved) -> Rows:
    plain, activity_id = visit.words.plain, saved.activity_id
    change = "log-change-step" if saved.step else "log-add-step"
    buttons = [
        button(plain("log-add-comment"), AskComment(activity_id=activity_id).pack()),
        button(plain("log-earlier"), WhenWas(activity_id=activity_id).pack()),
        button(plain(change), ChooseStep(activity_id=activity_id).pack()),
        button(plain("log-with-me"), WhoWasThere(activity_id=activity_id).pack()),
    ]
    buttons.append(button(plain("log-cancel"), CancelActivity(activity_id=activity_id).pack()))
    buttons.append(_client_button(visit, saved))
    same = [button(plain("log-same-for-another"), SameForAnother(activity_id=activity_id).pack())]
    return [*in_rows(buttons, 2), same] if not saved.about_money else in_rows(buttons, 2)


def _client_button(visit: Visit, saved: Saved) -> InlineKeyboardButton:
    return button(visit.words.plain("log-open-client"), OpenClient(client_id=saved.client_id).pack())


def _search_row(visit: Visit, saved: Saved, said: int | None) -> Rows:
    if said is None:
        return []
    back = NotComment(activity_id=saved.activity_id, message_id=said).pack()
    return [[button(visit.words.plain("log-it-is-search"), back)]]


def _move_row(visit: Visit, saved: Saved) -> Rows:
    """One fact is entered once: an activity that implies a later stage offers the move."""
    if saved.move is None:
        return []
    stage = saved.move.stage_name or visit.words.plain(f"stage-{saved.move.stage}")
    move = MoveOn(activity_id=saved.activity_id, deal_id=saved.move.deal_id, stage=saved.move.stage)
    return [[button(visit.words.plain("log-move-deal", stage=stage), move.pack())]]


def _ended_row(visit: Visit, saved: Saved) -> Rows:
    if saved.kind is not ActivityKind.MEETING or saved.outcome is not None:
        return []
    ends = (Outcome.AGREED, Outcome.THINKING, Outcome.REFUSED)
    return [[_ended(visit, saved, outcome) for outcome in ends]]


def _ended(visit: Visit, saved: Saved, outcome: Outcome) -> InlineKeyboardButton:
    said = HowEnded(activity_id=saved.activity_id, outcome=outcome)
    return button(visit.words.plain(f"log-outcome-{outcome.value}"), said.pack())


def _another_day(visit: Visit, choices: Choices, change: bool) -> InlineKeyboardButton:
    picked = PickDay(
        activity_id=choices.saved.activity_id,
        action=proposed_action(choices.steps),
        month=f"{visit.today:%Y%m}",
        change=change,
    )
    return button(visit.words.plain("log-another-day"), picked.pack())


def _no_step(visit: Visit, saved: Saved) -> InlineKeyboardButton:
    return button(visit.words.plain("log-no-step"), NoStep(activity_id=saved.activity_id).pack())
