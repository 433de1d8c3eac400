"""What waits for a manager, the most money first; each with what can be done in one tap."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.readers.bundle import PAGE, WEEKLY, Bundle
from domain.readers.stakes import Stake
from domain.readers.tasks import Assignee
from handlers.bundle.links import HandStake, OpenBundle, OpenStake, PutOff, written
from handlers.links import OpenClient, OpenTask
from handlers.nudges.wording import nudge_words
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.questions.links import Ask
from handlers.screen import cut
from handlers.tasks.wording import short_line, what_words, when_words
from handlers.visit import Visit
from handlers.wording import short_sum_words
from handlers.words import Html, Words

NAME = 40
ASKED_OF = {"task": "task", "invoice": "invoice", "deal": "deal", "client": "client"}
"""What a question is about, by the subject of what waits."""


def bundle_card(words: Words, found: Bundle, today: date, zone: ZoneInfo, done: Html | None = None) -> Card:
    """«Вера, ждут решения 12 дел на 1,4 млн ₽»: numbered, each number a button. `done`: what the last tap did."""
    first = found.page * PAGE
    lines: list[str] = [Html(f"{done}\n")] if done else []
    lines.append(_head(words, found))
    lines += [
        Html(f"{number}. {stake_words(words, stake, today, zone)}")
        for number, stake in enumerate(found.stakes, first + 1)
    ]
    more = found.total - first - len(found.stakes)
    if more:
        lines.append(words("more", count=more))
    numbers = [
        button(str(number), OpenStake(kind=found.kind, on=written(stake.code)).pack())
        for number, stake in enumerate(found.stakes, first + 1)
    ]
    turns = turning(found.page, found.pages, lambda to: OpenBundle(kind=found.kind, page=to))
    return Card(Html("\n".join(lines)), [*in_rows(numbers, 5), turns])


def nothing_card(words: Words, done: Html | None = None) -> Card:
    """All is decided."""
    text = words("bundle-nothing")
    return Card(Html(f"{done}\n\n{text}") if done else text)


def _head(words: Words, found: Bundle) -> Html:
    worth = short_sum_words(found.worth, words.language) if found.worth else ""
    key = "bundle-weekly" if found.kind == WEEKLY else "bundle-head"
    return words(key, name=found.name, count=found.total, worth=worth, priced=1 if found.worth else 0)


def stake_words(words: Words, stake: Stake, today: date, zone: ZoneInfo) -> Html:
    """«Анна: «Ромашка», перезвонить, вчера, 12:00, не отмечено · 240 тыс. ₽»."""
    if stake.task is not None:
        when = when_words(stake.task.due_on, stake.task.due_at, today, zone, words.language)
        worth = short_sum_words(stake.worth, words.language) if stake.worth else ""
        return words(
            "bundle-task",
            member=cut(stake.member, NAME),
            what=what_words(words, short_line(stake.task)),
            when=when,
            worth=worth,
            priced=1 if worth else 0,
        )
    assert stake.nudge is not None
    return words("bundle-nudge", member=cut(stake.member, NAME), what=nudge_words(words, stake.nudge, today))


def stake_card(visit: Visit, stake: Stake, kind: str) -> Card:
    """One of them: ask whose it is, put it off, hand it over, or look closer."""
    plain, on = visit.words.plain, written(stake.code)
    asked = Ask(member_id=stake.member_id, kind=ASKED_OF[stake.subject.split(":")[0]], subject_id=stake.id)
    rows: Rows = [
        [button(plain("bundle-ask", name=cut(stake.member, NAME)), asked.pack())],
        [
            button(plain("bundle-prolong-task" if stake.task else "bundle-prolong"), PutOff(kind=kind, on=on).pack()),
            button(plain("bundle-hand"), HandStake(kind=kind, on=on).pack()),
        ],
        _look(visit, stake),
        [button(plain("back"), OpenBundle(kind=kind).pack())],
    ]
    return Card(stake_words(visit.words, stake, visit.today, visit.who.zone), rows)


def _look(visit: Visit, stake: Stake) -> list[InlineKeyboardButton]:
    plain = visit.words.plain
    seen = [button(plain("bundle-to-task"), OpenTask(task_id=stake.id).pack())] if stake.task else []
    if stake.client_id is not None:
        seen.append(button(plain("bundle-to-client"), OpenClient(client_id=stake.client_id).pack()))
    return seen


def hand_card(visit: Visit, stake: Stake, kind: str, people: Sequence[Assignee]) -> Card:
    """To whom: those he leads, but who has it now."""
    plain, on = visit.words.plain, written(stake.code)
    others = [
        button(
            plain("task-hand-to", name=person.name, count=person.open_tasks),
            HandStake(kind=kind, on=on, member_id=person.id).pack(),
        )
        for person in people
        if person.id != stake.member_id
    ]
    text = visit("bundle-hand-task" if stake.task else "bundle-hand-client", client=stake.client or "")
    back = [button(plain("back"), OpenStake(kind=kind, on=on).pack())]
    said = stake_words(visit.words, stake, visit.today, visit.who.zone)
    return Card(Html(f"{said}\n{text if others else visit('task-hand-nobody')}"), [*in_rows(others, 1), back])
