"""The card of one nudge with its answers, what an answer asks, and the list of all. Protected: phones are on them."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from aiogram.types import InlineKeyboardButton

from domain.nudges.nudge import Nudge
from domain.paging import paged
from domain.readers.deals import Reason
from domain.readers.nudges import NudgeView
from domain.use_cases.nudges import EFFECTS
from handlers.calendar import first_of, month_rows
from handlers.deals.words import reason_words
from handlers.links import LoseClient, OpenClient, OpenDeal, StartQueue
from handlers.nudges.extras import extra_lines, extra_rows, more_answers
from handlers.nudges.links import AnswerNudge, OpenNudge, OpenNudges, PickNudgeDay, open_nudge, written
from handlers.nudges.wording import name_of, nudge_words, values_of
from handlers.plain import Card, Rows, button, copy_button, in_rows, turning
from handlers.tasks.wording import last_words, person_words
from handlers.visit import Visit
from handlers.wording import day_words, short_sum_words
from handlers.words import Html

PAGE = 10


def nudge_card(visit: Visit, view: NudgeView, done: Html | None = None, undo: Rows | None = None) -> Card:
    """Why now, for how much, what was said last, whom to call. `done`: what the answer before has done."""
    nudge, say = view.nudge, visit.words
    lines: list[str] = [Html(f"{done}\n")] if done else []
    lines.append(nudge_words(say, nudge, visit.today))
    last = last_words(say, view.last, visit.today, visit.who.zone) if view.last else None
    lines += [last] if last else []
    lines += [say("task-person", person=person_words(person, say.language)) for person in view.people]
    lines += extra_lines(visit, nudge)
    rows = [*extra_rows(visit, nudge), *_answers(visit, nudge), *_ways(visit, view), *(undo or [])]
    return Card(Html("\n".join(lines)), rows, protected=True)


def over_card(visit: Visit, done: Html, undo: Rows) -> Card:
    """The last of today's is answered."""
    return Card(Html(f"{done}\n\n{visit('nudge-over')}"), undo, protected=True)


def list_card(visit: Visit, nudges: Sequence[Nudge], page: int) -> Card:
    """A page of today's nudges, kind by kind."""
    if not nudges:
        return Card(visit("nudge-none"))
    page, pages = paged(page, len(nudges), PAGE)
    shown = nudges[page * PAGE : (page + 1) * PAGE]
    lines = [visit("nudge-list", count=len(nudges))]
    for kind, group in groupby(shown, key=lambda nudge: nudge.kind):
        lines.append(Html(f"\n<b>{visit(f'nudge-kind-{kind.value}')}</b>"))
        lines += [nudge_words(visit.words, nudge, visit.today) for nudge in group]
    rows: Rows = [[button(_label(visit, nudge), open_nudge(nudge))] for nudge in shown]
    rows.append(turning(page, pages, lambda to: OpenNudges(page=to)))
    rows.append([_queue(visit)])
    return Card(Html("\n".join(lines)), rows)


def day_card(visit: Visit, nudge: Nudge, answer: str, days: Sequence[tuple[str, date]]) -> Card:
    """When to come back to it, or until when it is now: chips (their texts' keys and days) and a calendar."""
    plain, lang = visit.words.plain, visit.words.language
    chips = [
        button(plain(f"nudge-{chip}", day=day_words(day, visit.today, lang)), _with_day(nudge, answer, day))
        for chip, day in days
    ]
    month = f"{min(day for _, day in days):%Y%m}" if days else ""
    calendar = button(plain("nudge-calendar"), PickNudgeDay(**_about(nudge), answer=answer, month=month).pack())
    text = Html(f"{nudge_words(visit.words, nudge, visit.today)}\n{_when(visit, answer)}")
    return Card(text, [*in_rows(chips, 1), [calendar, _back(visit, nudge)]], protected=True)


def reason_card(visit: Visit, nudge: Nudge, answer: str, reasons: Sequence[Reason]) -> Card:
    """Why: those that need no words in one tap; the form of a loss for the rest."""
    said = [
        button(
            reason_words(visit.words, one.key, one.name),
            AnswerNudge(**_about(nudge), answer=answer, more=one.key).pack(),
        )
        for one in reasons
        if not (one.asks_competitor or one.asks_words)
    ]
    words = button(visit.words.plain("nudge-gone-words"), LoseClient(client_id=nudge.client_id or 0).pack())
    text = Html(f"{nudge_words(visit.words, nudge, visit.today)}\n{visit('nudge-why-gone')}")
    return Card(text, [*in_rows([*said, words], 2), [_back(visit, nudge)]], protected=True)


def month_card(visit: Visit, nudge: Nudge, answer: str, month: str) -> Card:
    rows = month_rows(
        first_of(month, visit.today),
        visit.today,
        visit.words.language,
        lambda day: _with_day(nudge, answer, day),
        lambda first: PickNudgeDay(**_about(nudge), answer=answer, month=f"{first:%Y%m}").pack(),
    )
    text = Html(f"{nudge_words(visit.words, nudge, visit.today)}\n{_when(visit, answer)}")
    return Card(text, [*rows, [_back(visit, nudge)]], protected=True)


def _when(visit: Visit, answer: str) -> Html:
    key = f"nudge-when-{answer}"
    return visit(key if visit.words.has(key) else "nudge-when")


def _answers(visit: Visit, nudge: Nudge) -> Rows:
    facts = values_of(visit.words, nudge, visit.today)
    said = [
        button(visit.words.plain(f"nudge-answer-{answer.value}", **facts), _answer(nudge, answer.value))
        for answer, effect in EFFECTS[nudge.kind].items()
        if effect.offered(nudge)
    ]
    return in_rows([*said, *more_answers(visit, nudge)], 2)


def _ways(visit: Visit, view: NudgeView) -> Rows:
    nudge, plain = view.nudge, visit.words.plain
    subject = []
    if nudge.deal_id is not None:
        subject.append(button(plain("nudge-to-deal"), OpenDeal(deal_id=nudge.deal_id).pack()))
    if nudge.client_id is not None:
        subject.append(button(plain("nudge-to-client"), OpenClient(client_id=nudge.client_id).pack()))
    if view.people:
        subject.append(copy_button(plain("nudge-copy-phone"), view.people[0].phone))
    return [subject, _turns(view), [button(plain("nudge-all", count=view.total), OpenNudges().pack()), _queue(visit)]]


def _turns(view: NudgeView) -> list[InlineKeyboardButton]:
    """«◀ 2 из 7 ▶»."""
    row = [button("◀", open_nudge(view.before))] if view.before else []
    if view.place and view.total > 1:
        row.append(button(f"{view.place}/{view.total}", open_nudge(view.nudge)))
    return [*row, button("▶", open_nudge(view.after))] if view.after else row


def _queue(visit: Visit) -> InlineKeyboardButton:
    return button(visit.words.plain("task-queue"), StartQueue(kind="nudges").pack())


def _label(visit: Visit, nudge: Nudge) -> str:
    name = name_of(visit.words, nudge)
    return f"{name} · {short_sum_words(nudge.worth, visit.words.language)}" if nudge.worth else name


def _answer(nudge: Nudge, answer: str) -> str:
    return AnswerNudge(**_about(nudge), answer=answer).pack()


def _with_day(nudge: Nudge, answer: str, day: date) -> str:
    return AnswerNudge(**_about(nudge), answer=answer, more=f"{day:%Y%m%d}").pack()


def _about(nudge: Nudge) -> dict[str, str]:
    return {"kind": nudge.kind.value, "on": written(nudge.subject)}


def _back(visit: Visit, nudge: Nudge) -> InlineKeyboardButton:
    return button(visit.words.plain("nudge-back"), OpenNudge(**_about(nudge)).pack())
