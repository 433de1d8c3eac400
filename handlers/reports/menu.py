"""«📊 Отчёты»: in the order of a manager's five questions, not of commands."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from domain.use_case import Right
from handlers.filters import Can, Pressed
from handlers.links import OpenClients, OpenReports, OpenSegments, ShowReport
from handlers.plain import Card, Rows, button, put_in_place, send
from handlers.team.links import OpenTeam
from handlers.visit import Visit

QUESTIONS: dict[str, tuple[str, ...]] = {
    "come": ("forecast", "plan", "sales", "debts"),
    "mend": ("funnel", "channels", "margin", "norms"),
    "work": ("reps", "activity", "bonus"),
    "lose": ("black", "matrix"),
    "fear": ("base", "segments", "top"),
}
"""How much will come, what to mend, who works how, where we lose, should we fear: the reports that answer."""

BESIDE = {
    "work": {"digest": ShowReport(kind="digest").pack(), "team": OpenTeam().pack()},
    "lose": {"silent": OpenClients(kind="silent").pack()},
    "fear": {"segment": OpenSegments().pack()},
}
"""What else answers, though no report."""


def router() -> Router:
    made = Router(name="reports-menu")
    made.message.register(reports_pressed, Pressed("menu-reports"), Can(Right.SEE_TEAM))
    made.callback_query.register(question_tapped, OpenReports.filter(), Can(Right.SEE_TEAM))
    return made


async def reports_pressed(message: Message, bot: Bot, visit: Visit) -> None:
    await send(bot, visit.who.telegram_id, menu_card(visit))


async def question_tapped(callback: CallbackQuery, callback_data: OpenReports, bot: Bot, visit: Visit) -> None:
    await put_in_place(bot, callback, menu_card(visit, callback_data.question))


def menu_card(visit: Visit, question: str = "") -> Card:
    """The questions; or one of them with its reports."""
    say = visit.words.plain
    if question not in QUESTIONS:
        asked: Rows = [[button(say(f"report-ok-{one}"), OpenReports(question=one).pack())] for one in QUESTIONS]
        return Card(visit("report-menu"), [[button(say("report-menu-ok"), ShowReport(kind="ok").pack())], *asked])
    reports = [[button(say(f"report-menu-{kind}"), ShowReport(kind=kind).pack())] for kind in QUESTIONS[question]]
    beside = [button(say(f"report-menu-{key}"), data) for key, data in BESIDE.get(question, {}).items()]
    back = [button(say("back"), OpenReports().pack())]
    return Card(visit("report-menu-of", question=say(f"report-ok-{question}")), [*reports, beside, back])
