"""Group tasks on the way: how far each rep is, what came of it, and the way to stop them."""

from collections.abc import Iterator

from aiogram.types import InlineKeyboardButton

from domain.analytics.group_result import Arm, GroupResult
from domain.money import grouped, percent
from domain.readers.task_groups import GroupLine, GroupList, GroupView, RepProgress
from handlers.fitting import fitted
from handlers.links import OpenSegments
from handlers.plain import Card, Rows, button, turning
from handlers.screen import cut
from handlers.segments.links import OpenGroup, OpenGroups, StopGroup
from handlers.tasks.wording import action_words
from handlers.visit import Visit
from handlers.wording import day_words, short_sum_words
from handlers.words import Html

NAME = 40
REPS = 25


def groups_card(visit: Visit, found: GroupList) -> Card:
    """The newest first, each with how far it is."""
    rows: Rows = [[button(_line(visit, line), OpenGroup(group_id=line.id).pack())] for line in found.groups]
    turns = turning(found.page, found.pages, lambda to: OpenGroups(page=to))
    back = [button(visit.words.plain("segment-to-list"), OpenSegments().pack())]
    return Card(visit("group-list" if found.groups else "group-list-none"), [*rows, turns, back])


def group_card(visit: Visit, view: GroupView) -> Card:
    """Who has done how much of it."""
    say = visit.words
    lines = [*_head(visit, view), Html(""), *_progress(visit, view)]
    rows: Rows = [
        [button(say.plain("group-result"), OpenGroup(group_id=view.id, view="result").pack())],
        [button(say.plain("group-refresh"), OpenGroup(group_id=view.id).pack())],
    ]
    if view.text:
        rows.append([button(say.plain("group-text"), OpenGroup(group_id=view.id, view="text").pack())])
    if not view.stopped and (view.is_giving or any(rep.open for rep in view.reps)):
        rows.append([button(say.plain("group-stop"), StopGroup(group_id=view.id).pack())])
    return Card(fitted(line or " " for line in lines), [*rows, _to_list(visit)])


def text_card(visit: Visit, view: GroupView) -> Card:
    return Card(visit("group-text-of", name=view.name, text=view.text or "—"), [_back(visit, view)])


def stop_card(visit: Visit, view: GroupView) -> Card:
    still = sum(rep.open for rep in view.reps)
    sure = button(visit.words.plain("group-stop-yes"), StopGroup(group_id=view.id, sure=True).pack())
    return Card(visit("group-stop-sure", name=view.name, count=still), [[sure], _back(visit, view)])


def result_card(visit: Visit, view: GroupView) -> Card:
    """Of those with a task against the untouched; without them, that it is no comparison."""
    say, lang = visit.words, visit.words.language
    first, last = (day_words(day, visit.today, lang) for day in (view.started_on, view.result_on))
    lines = [say("group-result-title", name=view.name), say("group-result-days", first=first, last=last)]
    if visit.today < view.result_on:
        lines.append(say("group-result-early", days=(view.result_on - visit.today).days))
    lines.append(Html(""))
    lines += _compared(visit, view.result) if view.result.is_comparison else _beside(visit, view.result)
    return Card(fitted(line or " " for line in lines), [_back(visit, view)])


def _head(visit: Visit, view: GroupView) -> Iterator[Html]:
    say, lang = visit.words, visit.words.language
    yield say("group-title", name=view.name, action=action_words(say, view.action, None))
    due, started = (day_words(day, visit.today, lang) for day in (view.due_on, view.started_on))
    yield say("group-when", started=started, due=due, author=view.author)
    if view.stopped:
        yield say("group-stopped")
    elif view.is_giving:
        yield say("group-giving", done=grouped(view.given), total=grouped(view.total))
    if view.skipped:
        yield say("group-skipped", count=view.skipped)


def _progress(visit: Visit, view: GroupView) -> Iterator[Html]:
    done, tasks = sum(rep.done for rep in view.reps), sum(rep.tasks for rep in view.reps)
    overdue = sum(rep.overdue for rep in view.reps)
    if tasks:
        yield visit("group-done", done=grouped(done), tasks=grouped(tasks), overdue=overdue)
    if len(view.reps) > 1:
        yield from (_rep(visit, rep) for rep in view.reps[:REPS])
        if len(view.reps) > REPS:
            yield visit("more", count=len(view.reps) - REPS)
    if view.result.untouched.clients:
        yield visit("group-untouched-left", count=view.result.untouched.clients)


def _rep(visit: Visit, rep: RepProgress) -> Html:
    key = "group-rep-overdue" if rep.overdue else "group-rep"
    return visit(key, name=cut(rep.name, NAME), done=rep.done, tasks=rep.tasks, overdue=rep.overdue)


def _compared(visit: Visit, result: GroupResult) -> Iterator[Html]:
    say, lang = visit.words, visit.words.language
    yield _arm(visit, "group-arm-tasked", result.tasked)
    yield _arm(visit, "group-arm-untouched", result.untouched)
    found = result.difference
    if found is None:
        return
    low, high = (percent(edge, 0, lang) for edge in (found.low, found.high))
    yield Html("")
    yield say("group-difference", value=percent(found.value, 0, lang), low=low, high=high)
    yield say("group-difference-chance" if found.may_be_chance else "group-difference-sure")
    yield say("group-returned", amount=short_sum_words(result.returned or 0, lang))


def _beside(visit: Visit, result: GroupResult) -> Iterator[Html]:
    yield _arm(visit, "group-arm-reached", result.reached)
    yield _arm(visit, "group-arm-unreached", result.unreached)
    yield Html("")
    yield visit("group-no-comparison")


def _arm(visit: Visit, key: str, arm: Arm) -> Html:
    """«С задачей: купили 12 из 80 (15 %), 1,2 млн ₽»."""
    lang = visit.words.language
    share = percent(arm.share, 0, lang) if arm.share is not None else "—"
    return visit(
        "group-arm",
        who=visit.words.plain(key),
        bought=grouped(arm.bought),
        clients=grouped(arm.clients),
        share=share,
        amount=short_sum_words(arm.revenue, lang),
    )


def _line(visit: Visit, line: GroupLine) -> str:
    started = day_words(line.started_on, visit.today, visit.words.language)
    return visit.words.plain(
        "group-line", name=cut(line.name, NAME), done=grouped(line.done), tasks=grouped(line.tasks), started=started
    )


def _back(visit: Visit, view: GroupView) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("group-back"), OpenGroup(group_id=view.id).pack())]


def _to_list(visit: Visit) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("group-to-list"), OpenGroups().pack())]
