"""How the team's day and a rep look to the manager."""

from collections.abc import Sequence

from domain.readers.absences import AbsenceLine
from domain.readers.cuts import member_code
from domain.readers.team import SHOWN_LINES, LastActivity, OverdueTask, RepCard, RepDay, TeamDay, TeamToday
from domain.tables import PlanLine, PlanPer
from handlers.away_words import away_words
from handlers.coming.cards import kind_words
from handlers.links import NewTask, OpenAbsences, OpenMember, OpenPlans, OpenTask, ShowReport
from handlers.log.happenings import what_words
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.screen import cut
from handlers.team.links import OpenOverdue, OpenTeam
from handlers.visit import Visit
from handlers.wording import date_words, day_words, moment_words, short_sum_words
from handlers.words import Html

NAME = 40
SAID = 60


def team_card(visit: Visit, day: TeamDay) -> Card:
    if not day.reps:
        return Card(visit("team-empty"))
    lines: list[str] = [visit("team-title", day=day_words(visit.today, visit.today, visit.words.language))]
    lines += [_rep_line(visit, rep) for rep in day.reps]
    buttons = [button(cut(rep.name, NAME), OpenMember(member_id=rep.id).pack()) for rep in day.reps]
    rows: Rows = [*in_rows(buttons, 2), turning(day.page, day.pages, lambda to: OpenTeam(page=to))]
    if day.overdue:
        rows.append([button(visit.words.plain("team-overdue-button", count=day.overdue), OpenOverdue().pack())])
    return Card("\n".join(lines), rows)


def today_card(visit: Visit, today: TeamToday) -> Card:
    """The team's day in one line: for whoever comes home."""
    if not today.reps:
        return Card(visit("team-empty"))
    done = Html(", ".join(visit(f"team-{line}", fact=fact) for line, fact in today.facts.items()))
    if today.idle == today.reps:
        text = visit("team-today-nothing")
    elif today.idle:
        text = visit("team-today-idle", done=done, idle=today.idle, reps=today.reps)
    else:
        text = visit("team-today", done=done)
    whole = [button(visit.words.plain("day-team"), OpenTeam().pack())]
    if not today.overdue:
        return Card(text, [whole])
    late = button(visit.words.plain("team-overdue-button", count=today.overdue), OpenOverdue().pack())
    return Card(f"{text} {visit('team-rep-overdue', count=today.overdue)}", [[*whole, late]])


def _rep_line(visit: Visit, rep: RepDay) -> str:
    done = visit("team-nothing-yet") if rep.idle and not rep.plans else _facts(visit, rep)
    if rep.absence is not None:
        done = Html(_absence(visit, rep.absence) if rep.idle else f"{_absence(visit, rep.absence)}, {done}")
    line = visit("team-rep", name=cut(rep.name, NAME), done=done)
    if rep.muted:
        line = Html(f"{line} 🔕")
    return f"{line} {visit('team-rep-overdue', count=rep.overdue)}" if rep.overdue else line


def _absence(visit: Visit, absence: AbsenceLine) -> Html:
    return visit("away-words", what=away_words(visit.words, absence, visit.today))


def _facts(visit: Visit, rep: RepDay) -> str:
    """«звонки 4 из 10, встречи 1, КП 0»."""
    return Html(", ".join(_fact(visit, line, rep) for line in SHOWN_LINES))


def _fact(visit: Visit, line: PlanLine, rep: RepDay) -> str:
    today, plan = rep.facts.get(line, 0), rep.plans.get(line)
    if plan is None:
        return visit(f"team-{line}", fact=today)
    if plan.per is PlanPer.WEEK:
        return visit(f"team-{line}-week", today=today, fact=plan.fact, plan=plan.plan)
    return visit(f"team-{line}-of", fact=plan.fact, plan=plan.plan)


def overdue_card(visit: Visit, tasks: Sequence[OverdueTask]) -> Card:
    back = [button(visit.words.plain("back"), OpenTeam().pack())]
    if not tasks:
        return Card(visit("team-no-overdue"), [back])
    lines: list[str] = [visit("team-overdue"), *(_task_line(visit, task, whose=True) for task in tasks)]
    return Card("\n".join(lines), [*_task_buttons(visit, tasks), back])


def _task_line(visit: Visit, task: OverdueTask, *, whose: bool) -> str:
    line = visit(
        "team-task",
        day=date_words(task.due_on, visit.today, visit.words.language),
        about=_about(visit, task),
    )
    return visit("team-task-of", name=cut(task.assignee, NAME), task=line) if whose else line


def _about(visit: Visit, task: OverdueTask) -> str:
    action = visit.words.plain(f"task-do-{task.action}")
    said = cut(task.text, SAID) if task.text else action
    return visit.words.plain("task-with", client=cut(task.client, NAME), action=said) if task.client else said


def _task_buttons(visit: Visit, tasks: Sequence[OverdueTask]) -> Rows:
    return in_rows([button(_about(visit, task), OpenTask(task_id=task.id).pack()) for task in tasks], 1)


def rep_card_of(visit: Visit, rep: RepCard) -> Card:
    day = rep.day
    lines: list[str] = [visit("team-rep-title", name=day.name), visit("team-rep-today", done=_facts(visit, day))]
    lines.append(visit("team-rep-base", clients=rep.clients, silent=rep.silent))
    worth = short_sum_words(rep.deals_worth, visit.words.language)
    lines.append(visit("team-rep-work", deals=rep.deals, worth=worth, tasks=rep.tasks))
    if day.muted:
        until = date_words(max(day.muted.values()), visit.today, visit.words.language)
        kinds = ", ".join(kind_words(visit, kind) for kind in day.muted)
        lines.append(visit("team-rep-muted", kinds=kinds, until=until))
    if rep.last:
        lines += ["", visit("team-rep-last"), *(_last_line(visit, rep, one) for one in rep.last)]
    if rep.overdue:
        lines += ["", visit("team-overdue"), *(_task_line(visit, task, whose=False) for task in rep.overdue)]
    return Card("\n".join(lines), _rep_rows(visit, day.id, rep.overdue))


def _last_line(visit: Visit, rep: RepCard, one: LastActivity) -> str:
    what = what_words(visit.words, one.kind, one.outcome)
    when = moment_words(one.happened_at, visit.now, rep.zone, visit.words.language)
    return visit("team-last-line", when=when, client=cut(one.client, NAME), what=what)


def _rep_rows(visit: Visit, member_id: int, overdue: Sequence[OverdueTask]) -> Rows:
    say = visit.words.plain
    return [
        [button(say("team-new-task"), NewTask(assignee_id=member_id).pack())],
        [
            button(say("figures-of-member"), ShowReport(kind="figures", cuts=member_code(member_id)).pack()),
            button(say("team-funnel"), ShowReport(kind="funnel", cuts=member_code(member_id)).pack()),
            button(say("team-plans"), OpenPlans(member_id=member_id).pack()),
        ],
        [button(say("team-absences"), OpenAbsences(member_id=member_id).pack())],
        *_task_buttons(visit, overdue),
        [button(say("team-back"), OpenTeam().pack())],
    ]
