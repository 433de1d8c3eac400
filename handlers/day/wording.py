"""The lines of a day in words: tasks, plan, who is silent."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.readers.plan_day import PlanFact, whole
from domain.readers.silent import SilentClient
from domain.readers.tasks import TaskLine
from domain.tables import PlanPer, TaskAction
from handlers.tasks.wording import hour_of, what_words
from handlers.wording import capital, date_words, short_sum_words
from handlers.words import Html, Words

MARKS = {
    TaskAction.CALL: "📞",
    TaskAction.MEETING: "🤝",
    TaskAction.OFFER: "📄",
    TaskAction.LETTER: "✉️",
    TaskAction.INVOICE: "🧾",
    TaskAction.CLAIM: "⚠️",
    TaskAction.OTHER: "•",
}


def task_words(words: Words, line: TaskLine, zone: ZoneInfo) -> Html:
    """«📞 14:00 · «Ромашка», перезвонить»."""
    hour = hour_of(line, zone)
    what = what_words(words, line)
    mark = MARKS[line.action]
    return words("day-task-at", mark=mark, hour=hour, what=what) if hour else words("day-task", mark=mark, what=what)


def overdue_words(words: Words, line: TaskLine, today: date) -> Html:
    """«20 ноя · «Ромашка», перезвонить»."""
    return words("day-overdue", day=date_words(line.due_on, today, words.language), what=what_words(words, line))


def plan_words(words: Words, plan: Sequence[PlanFact]) -> Html:
    """«Звонки 10 из 10, КП 1 из 2.», the focus line of the month in bold."""
    lines = [_plan_line(words, fact, first=number == 0) for number, fact in enumerate(plan)]
    return words("day-plan", lines=Html(", ".join(lines)))


def _plan_line(words: Words, fact: PlanFact, *, first: bool) -> Html:
    name = words(f"day-line-{fact.line.value}")
    said = words(
        "day-plan-week" if fact.per is PlanPer.WEEK else "day-plan-line",
        line=capital(name) if first else name,
        fact=fact.number.fact,
        plan=whole(fact.number.plan),
    )
    return Html(f"<b>{said}</b>") if fact.is_focus else said


def silent_words(words: Words, client: SilentClient) -> Html:
    """««Василёк» молчит 41 день при ритме 24, берёт на 80 тыс. ₽»."""
    if not client.usual:
        return words("day-silent", client=client.name, days=client.silent_days, rhythm=client.rhythm_days)
    worth = short_sum_words(client.usual, words.language)
    return words(
        "day-silent-worth", client=client.name, days=client.silent_days, rhythm=client.rhythm_days, worth=worth
    )
