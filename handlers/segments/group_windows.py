"""The form of group tasks laid out: what, in what words, with which file, by when, and what will come of it."""

from datetime import date
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row

from domain.money import grouped
from domain.readers.group_plan import GroupPlan
from domain.tables import Role, TaskAction
from domain.use_cases.group_tasks import UNTOUCHED
from handlers.filters import FILES, WORDS
from handlers.fitting import fitted
from handlers.forms import left, refused_first
from handlers.screen import B, Choice, Form, Given, Screen, choices, cut, visit_of
from handlers.segments import group_actions as actions
from handlers.segments.states import GroupForm
from handlers.tasks.wording import action_words
from handlers.visit import Visit
from handlers.wording import day_words
from handlers.words import Html

ACTIONS = (TaskAction.CALL, TaskAction.LETTER, TaskAction.OFFER, TaskAction.MEETING, TaskAction.OTHER)
NAMED = 8
FEW = 10
SAID = 200
NAME = 40


def group_dialog() -> Form:
    return Form(_action(), _text(), _file(), _due(), _preview(), takes=WORDS | FILES)


def _action() -> Screen:
    return Screen(
        Given("text"),
        Group(choices("action", "actions", actions.action_chosen), width=2),
        Button(B("task-close"), id="close", on_click=left),
        state=GroupForm.action,
        getter=action_getter,
    )


def _text() -> Screen:
    return Screen(
        Given("text"),
        Button(B("group-no-text"), id="none", on_click=actions.no_text, when="may_skip"),
        Button(B("back"), id="back", on_click=actions.to_action),
        MessageInput(actions.text_said, content_types=ContentType.TEXT),
        state=GroupForm.text,
        getter=text_getter,
    )


def _file() -> Screen:
    return Screen(
        Given("text"),
        Button(B("group-no-file"), id="none", on_click=actions.no_file),
        Button(B("back"), id="back", on_click=actions.to_text),
        MessageInput(actions.file_sent, content_types=list(FILES)),
        state=GroupForm.file,
        getter=file_getter,
    )


def _due() -> Screen:
    return Screen(
        Given("text"),
        Column(choices("due", "days", actions.due_chosen)),
        Button(B("back"), id="back", on_click=actions.to_file),
        MessageInput(actions.due_said, content_types=ContentType.TEXT),
        state=GroupForm.due,
        getter=due_getter,
    )


def _preview() -> Screen:
    return Screen(
        Given("text"),
        Button(B("group-start"), id="start", on_click=actions.started, when="has_tasks"),
        Group(choices("untouched", "shares", actions.untouched_chosen, int), width=4),
        Row(Button(B("back"), id="back", on_click=actions.to_due), Button(B("task-close"), id="close", on_click=left)),
        state=GroupForm.preview,
        getter=preview_getter,
    )


async def action_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    offered = [Choice(each.value, visit.words.plain(f"task-button-{each.value}")) for each in ACTIONS]
    return {"text": visit("group-ask-action"), "actions": offered, "subject": data["form"]}


async def text_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    may_skip = data["action"] != TaskAction.OTHER.value
    return {"text": _asked(visit, data, "group-ask-text"), "may_skip": may_skip, "subject": data["form"]}


async def file_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    return {"text": _asked(visit, data, "group-ask-file"), "subject": data["form"]}


async def due_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    days = [
        Choice(day.isoformat(), day_words(day, visit.today, visit.words.language))
        for day in actions.offered_days(visit.today)
    ]
    return {"text": _asked(visit, data, "group-ask-due"), "days": days, "subject": data["form"]}


async def preview_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What will happen; its figures are on the stamp of the buttons, so that nothing else is begun."""
    data, visit = dialog_manager.dialog_data, visit_of(dialog_manager)
    layout = await actions.laid_out(dialog_manager)
    plan = layout.plan
    shares = [
        Choice(
            percent,
            visit.words.plain(
                "group-untouched-now" if percent == data["untouched"] else "group-untouched", percent=percent
            ),
        )
        for percent in UNTOUCHED
    ]
    return {
        "text": preview_text(visit, data, layout.name, plan),
        "shares": shares,
        "has_tasks": plan.tasks > 0,
        "subject": f"{data['form']}:{data['due']}:{data['untouched']}:{plan.tasks}:{plan.last}:{len(plan.keepers)}",
    }


def preview_text(visit: Visit, data: dict[str, Any], name: str, plan: GroupPlan) -> Html:
    say, due_on = visit.words, date.fromisoformat(data["due"])
    lines = [say("group-preview-title", name=name, action=action_words(say, TaskAction(data["action"]), None))]
    if data.get("text"):
        lines.append(say("group-preview-text", text=cut(data["text"], SAID)))
    if data.get("file"):
        lines.append(say("group-preview-file"))
    lines.append(Html(""))
    lines += _figures(visit, plan, due_on)
    if data["untouched"]:
        lines.append(say("group-preview-untouched", count=plan.untouched))
    elif plan.tasks:
        lines.append(say("group-preview-all", days=plan.days))
    if data["untouched"] and plan.untouched < FEW:
        lines.append(say("group-preview-few", few=FEW))
    return fitted(line or " " for line in lines)


def _figures(visit: Visit, plan: GroupPlan, due_on: date) -> list[Html]:
    say, lang = visit.words, visit.words.language
    if not plan.tasks or plan.last is None:
        return [say("group-preview-nobody"), *_nobodys(visit, plan)]
    last = day_words(plan.last, visit.today, lang)
    own = visit.who.role is Role.REP
    lines = [
        say(
            "group-preview-own" if own else "group-preview",
            count=plan.tasks, number=grouped(plan.tasks), people=len(plan.keepers), day=plan.a_day, last=last,
        )
    ]  # fmt: skip
    if plan.last > due_on:
        lines.append(say("group-preview-late", due=day_words(due_on, visit.today, lang), most=plan.most))
    if not own:
        lines += [
            say("group-preview-keeper", name=cut(each.name, NAME), count=each.tasks, day=each.a_day,
                last=day_words(each.last, visit.today, lang))
            for each in plan.keepers[:NAMED]
        ]  # fmt: skip
        if len(plan.keepers) > NAMED:
            lines.append(say("more", count=len(plan.keepers) - NAMED))
    return [*lines, *_nobodys(visit, plan)]


def _nobodys(visit: Visit, plan: GroupPlan) -> list[Html]:
    return [visit("group-preview-nobodys", count=plan.nobodys)] if plan.nobodys else []


def _asked(visit: Visit, data: dict[str, Any], key: str) -> Html:
    return refused_first(visit, data, visit(key))
