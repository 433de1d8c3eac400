"""The evening check: the day in figures, what hindered by buttons, what was not answered. Rule: "Tone", evening."""

from datetime import date

from domain.readers.evenings import Evening, evening_of
from domain.readers.plan_day import PlanFact
from domain.use_cases.shortfalls import REASONS
from handlers.day.wording import plan_words
from handlers.links import OpenTasks, ShowTask
from handlers.plain import Card, Rows, button, in_rows
from handlers.pushes.links import Explain
from handlers.pushes.rendering import About, Occasion
from handlers.tasks.wording import hour_of, plain_what, what_words
from handlers.visit import Who
from handlers.wording import day_words
from handlers.words import Html, Words


async def evening(occasion: Occasion, about: About) -> Card | None:
    """Not wanted on leave, and when there is neither a plan nor anything unanswered."""
    day = date.fromisoformat(about["day"])
    found = await occasion.read(evening_of, occasion.who.id, day, occasion.now)
    return None if found is None else evening_card(occasion.words, occasion.who, found, occasion.today)


def evening_card(words: Words, who: Who, found: Evening, today: date) -> Card:
    """The check as it stands now: asked of one line after another."""
    asked = found.unexplained
    lines: list[str] = [_figures(words, found, asked)] if found.plan else []
    if found.day != today:
        lines.insert(0, words("push-of-day", day=day_words(found.day, today, words.language)))
    for fact in found.plan:
        reason = found.reasons.get(fact.line)
        if reason is not None:
            lines.append(
                words("push-why-said", line=words(f"day-line-{fact.line.value}"), reason=words(f"push-why-{reason}"))
            )
    rows: Rows = _reason_rows(words, found.day, asked) if asked else []
    if found.unanswered.total:
        lines.append(words("push-unanswered", count=found.unanswered.total))
        for task in found.unanswered.lines:
            lines.append(words("push-task-line", hour=hour_of(task, who.zone) or "", what=what_words(words, task)))
            rows.append([button(plain_what(words, task), ShowTask(task_id=task.id).pack())])
        if left := found.unanswered.total - len(found.unanswered.lines):
            lines.append(words("more", count=left))
            rows.append([button(words.plain("push-all-tasks"), OpenTasks().pack())])
    return Card(Html("\n".join(lines)), rows)


def _figures(words: Words, found: Evening, asked: PlanFact | None) -> Html:
    """«Звонки 10 из 10, КП 1 из 2. Что помешало с КП?»"""
    figures = plan_words(words, found.plan)
    if asked is not None:
        return Html(f"{figures} {words('push-why', line=_line(words, asked))}")
    if any(fact.is_short for fact in found.plan):
        return Html(f"{figures} {words('push-why-thanks')}")
    due = [fact for fact in found.plan if fact.is_due]
    return Html(f"{figures} {words('push-plan-done')}") if due else figures


def _line(words: Words, fact: PlanFact) -> Html:
    return words(f"push-with-{fact.line.value}")


def _reason_rows(words: Words, day: date, asked: PlanFact) -> Rows:
    said = [
        button(
            words.plain(f"push-why-{reason}"),
            Explain(day=f"{day:%Y%m%d}", line=asked.line.value, reason=reason).pack(),
        )
        for reason in REASONS
    ]
    return in_rows(said, 2)
