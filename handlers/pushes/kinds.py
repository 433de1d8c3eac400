"""Every kind of push by name: how its card is made, or how it is sent if it is more than a card."""

from handlers.imports.report import import_done
from handlers.nudges.not_mine import not_mine
from handlers.plain import Card
from handlers.pushes import cleaning, news, tasks, urgent
from handlers.pushes.absences import member_away
from handlers.pushes.behind import behind
from handlers.pushes.bundle import bundle, weekly
from handlers.pushes.closing import close_asked
from handlers.pushes.digest import DIGESTS, digest_table
from handlers.pushes.evening import evening
from handlers.pushes.first_step import first_step
from handlers.pushes.focus import focus_old
from handlers.pushes.group import group_given
from handlers.pushes.handed import work_handed
from handlers.pushes.morning import morning
from handlers.pushes.questions import question_answered, question_asked
from handlers.pushes.rendering import About, Occasion, Render, Send
from handlers.pushes.role import role_changed
from handlers.pushes.signs import sign_answered, sign_asked
from handlers.pushes.statements import statement, team_statements_closed


async def dead_update(occasion: Occasion, about: About) -> Card | None:
    """To the owner: something a person sent could not be handled."""
    return Card(occasion.words("push-dead-update", code=str(about["code"])))


async def export_failed(occasion: Occasion, about: About) -> Card | None:
    """To whoever was promised a file."""
    return Card(occasion.words("report-export-failed"))


CARDS: dict[str, Render] = {
    "dead_update": dead_update,
    "task": tasks.task,
    "task_again": tasks.task_again,
    "task_given": tasks.task_given,
    "meeting": tasks.meeting,
    "meeting_after": tasks.meeting_after,
    "morning": morning,
    "bundle": bundle,
    "weekly": weekly,
    "behind": behind,
    "statement": statement,
    "focus_old": focus_old,
    "team_statements": team_statements_closed,
    "digest_table": digest_table,
    "evening": evening,
    "close_asked": close_asked,
    "cleaning_summary": cleaning.summary,
    "not_mine": not_mine,
    "member_away": member_away,
    "deal_won": news.deal_won,
    "team_win": news.team_win,
    "big_payment": news.big_payment,
    "big_loss": news.big_loss,
    "first_step": first_step,
    "request": urgent.request,
    "claim": urgent.claim,
    "work_handed": work_handed,
    "sign_asked": sign_asked,
    "sign_answered": sign_answered,
    "group_given": group_given,
    "question_asked": question_asked,
    "export_failed": export_failed,
}
SENDERS: dict[str, Send] = {
    **DIGESTS,
    "role_changed": role_changed,
    "import_done": import_done,
    "question_answered": question_answered,
}
