"""Tasks as plain cards: the list by day, one task, where to move it, to whom to hand it."""

from datetime import date, datetime

from aiogram.types import InlineKeyboardButton

from domain.next_steps import MORNING
from domain.readers.tasks import Assignee, TaskLine, TaskList, TasksOf, TaskView
from domain.tables import TaskState
from domain.use_case import Right
from handlers.calendar import DAYTIME, first_of, hour_rows, hours_ahead, month_rows
from handlers.links import GroupFile, NewTask, OpenClient, OpenTask, OpenTasks, StartLog, StartQueue
from handlers.plain import Card, Rows, button, in_rows, link, turning
from handlers.tasks.answers import move_row, outcome_rows
from handlers.tasks.links import CancelTask, HandTask, MoveDay, MoveMonth, MoveTask, move_to
from handlers.tasks.wording import hour_of, last_words, person_words, plain_what, route_url, what_words, when_words
from handlers.visit import Visit
from handlers.wording import capital, day_words, near_day_words
from handlers.words import Html

PEOPLE = 3


def list_card(visit: Visit, part: TasksOf, tasks: TaskList, page: int) -> Card:
    """One part of the list by day; the other parts, those that have any, are a tap away."""
    total = tasks.counts[part]
    head = visit.words(f"task-list-{part.value}", count=total) if total else visit.words(f"task-none-{part.value}")
    rows: Rows = [[button(_label(visit, line, part), OpenTask(task_id=line.id).pack())] for line in tasks.lines]
    last = tasks.pages - 1
    rows.append(turning(min(page, last), tasks.pages, lambda to: OpenTasks(when=part.value, page=to)))
    rows += in_rows(
        [_part(visit, each, count) for each, count in tasks.counts.items() if each is not part and count], 2
    )
    rows.append([button(visit.words.plain("task-new"), NewTask().pack()), *_queue(visit, part, total)])
    return Card(head, rows)


def task_card(visit: Visit, view: TaskView) -> Card:
    """One task: what, when, whom to speak to, what was said last."""
    rows = _open_rows(visit, view) if view.state is TaskState.OPEN else _closed_rows(visit, view)
    return Card(task_text(visit, view), rows)


def task_text(visit: Visit, view: TaskView) -> Html:
    say, zone = visit.words, visit.who.zone
    when = when_words(view.due_on, view.due_at, visit.today, zone, say.language)
    lines = [capital(say(f"task-head-{view.state.value}", what=what_words(say, view.line), when=when))]
    if view.assignee_id != visit.who.id:
        lines.append(say("task-assignee", name=view.assignee))
    elif view.author_id is not None and view.author_id != visit.who.id:
        lines.append(say("task-author", name=view.author))
    if view.place is not None:
        lines.append(say("task-address", address=view.place.text))
    lines += [say("task-person", person=person_words(person, say.language)) for person in view.people[:PEOPLE]]
    last = last_words(say, view.last, visit.today, zone) if view.last else None
    told = [say("group-say", text=view.say.text)] if view.say and view.say.text else []
    return Html("\n".join([*lines, *([last] if last else []), *told]))


def done_card(visit: Visit, view: TaskView) -> Card:
    """Done; and what comes next."""
    say = visit.words
    text = Html(f"{task_text(visit, view)}\n{say('task-and-next')}")
    next_task = button(say.plain("task-next"), NewTask(client_id=view.client_id or 0, deal_id=view.deal_id or 0).pack())
    rows: Rows = [[next_task]]
    if view.client_id is not None and view.client_open:
        rows.append([button(say.plain("task-log"), StartLog(client_id=view.client_id).pack()), _client(visit, view)])
    rows.append([button(say.plain("task-all"), OpenTasks().pack())])
    return Card(text, rows)


def move_card(visit: Visit, view: TaskView, proposed: datetime, refused: str | None = None) -> Card:
    """When instead: two quick answers, a calendar, or words; `refused`: what was wrong with those said.

    `proposed`: tomorrow on the assignee's clock.
    """
    say = visit.words
    tomorrow = near_day_words(proposed.date(), visit.today, say.language)
    quick = [
        button(say.plain("task-move-2h"), MoveTask(task_id=view.id, how="2h").pack()),
        button(
            say.plain("task-move-at", day=tomorrow.capitalize(), hour=f"{proposed:%H:%M}"),
            move_to(view.id, proposed.date(), proposed.time()),
        ),
    ]
    more = [button(say.plain("task-move-calendar"), MoveMonth(task_id=view.id).pack())]
    asked = say("task-move-to", what=what_words(say, view.line))
    text = Html(f"{say(refused)}\n{asked}") if refused else asked
    return Card(text, [quick, more, _back(visit, view.id)])


def month_card(visit: Visit, view: TaskView, month: str, today: date) -> Card:
    rows = month_rows(
        first_of(month, today),
        today,
        visit.words.language,
        lambda day: MoveDay(task_id=view.id, day=f"{day:%Y%m%d}").pack(),
        lambda first: MoveMonth(task_id=view.id, month=f"{first:%Y%m}").pack(),
    )
    return Card(visit.words("task-which-day", what=what_words(visit.words, view.line)), [*rows, _back(visit, view.id)])


def hours_card(visit: Visit, view: TaskView, day: date, now: datetime) -> Card:
    """`now` on the assignee's clock."""
    rows = hour_rows(hours_ahead(DAYTIME, day, now), lambda hour: move_to(view.id, day, hour))
    without = button(visit.words.plain("task-no-hour"), move_to(view.id, day, None))
    words = day_words(day, visit.today, visit.words.language)
    text = visit.words("task-which-hour", what=what_words(visit.words, view.line), day=words)
    return Card(text, [*rows, [without], _back(visit, view.id)])


def hand_card(visit: Visit, view: TaskView, people: tuple[Assignee, ...]) -> Card:
    say = visit.words
    others = [person for person in people if person.id != view.assignee_id]
    if not others:
        return Card(say("task-hand-nobody"), [_back(visit, view.id)])
    rows: Rows = [
        [
            button(
                say.plain("task-hand-to", name=person.name, count=person.open_tasks),
                HandTask(task_id=view.id, member_id=person.id).pack(),
            )
        ]
        for person in others
    ]
    return Card(say("task-hand-whom", what=what_words(say, view.line)), [*rows, _back(visit, view.id)])


def cancel_card(visit: Visit, view: TaskView) -> Card:
    say = visit.words
    sure = button(say.plain("task-cancel-sure"), CancelTask(task_id=view.id, sure=True).pack())
    return Card(say("task-cancel-ask", what=what_words(say, view.line)), [[sure], _back(visit, view.id)])


def tomorrow_morning(day: date) -> datetime:
    """A day at the usual hour, naive: of whoever's clock is meant."""
    return datetime.combine(day, MORNING)


def _open_rows(visit: Visit, view: TaskView) -> Rows:
    say = visit.words
    mine = view.assignee_id == visit.who.id
    rows: Rows = outcome_rows(say, view) if mine else []
    rows.append(move_row(say, view))
    last = [button(say.plain("task-cancel"), CancelTask(task_id=view.id).pack())]
    if visit.who.may(Right.ASSIGN_TASKS):
        last.insert(0, button(say.plain("task-hand"), HandTask(task_id=view.id).pack()))
    if view.client_id is not None and view.client_open:
        last.insert(0, _client(visit, view))
    files: Rows = (
        [[button(say.plain("group-file"), GroupFile(task_id=view.id).pack())]] if view.say and view.say.file_id else []
    )
    places: Rows = [[link(say.plain("task-route"), route_url(view.place))]] if view.place else []
    return [*rows, *files, *places, last, [button(say.plain("task-all"), OpenTasks().pack())]]


def _closed_rows(visit: Visit, view: TaskView) -> Rows:
    rows: Rows = [[_client(visit, view)]] if view.client_id is not None and view.client_open else []
    return [*rows, [button(visit.words.plain("task-all"), OpenTasks().pack())]]


def _client(visit: Visit, view: TaskView) -> InlineKeyboardButton:
    return button(visit.words.plain("task-client"), OpenClient(client_id=view.client_id or 0).pack())


def _label(visit: Visit, line: TaskLine, part: TasksOf) -> str:
    """«14:00 · «Ромашка», перезвонить»; of other days with the day."""
    hour = hour_of(line, visit.who.zone)
    day = (
        None if part in (TasksOf.TODAY, TasksOf.TOMORROW) else day_words(line.due_on, visit.today, visit.words.language)
    )
    return " · ".join([" ".join(piece for piece in (day, hour) if piece), plain_what(visit.words, line)]).removeprefix(
        " · "
    )


def _part(visit: Visit, part: TasksOf, count: int) -> InlineKeyboardButton:
    return button(visit.words.plain(f"task-part-{part.value}", count=count), OpenTasks(when=part.value).pack())


def _queue(visit: Visit, part: TasksOf, total: int) -> list[InlineKeyboardButton]:
    if not total or part not in (TasksOf.OVERDUE, TasksOf.TODAY):
        return []
    return [button(visit.words.plain("task-queue"), StartQueue(kind="tasks").pack())]


def _back(visit: Visit, task_id: int) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("back"), OpenTask(task_id=task_id).pack())]
