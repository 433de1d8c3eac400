"""How absences look: the list, the days to choose, the work of those days and who takes it."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from domain.readers.absences import Absences, AwayTask, AwayWork, StandIn
from domain.readers.tasks import TaskLine
from domain.tables import AbsenceKind, TaskAction
from handlers.absences.links import (
    AskEnd,
    AwayFirst,
    AwayMonth,
    EndAway,
    GiveAway,
    HandAway,
    MoveAway,
    NoteAway,
    SetEnd,
    SpreadAway,
    TakeBack,
    TypeAway,
    UndoAway,
)
from handlers.away_words import away_words, span_words
from handlers.calendar import month_rows
from handlers.day.wording import task_words
from handlers.links import AskAway, OpenAbsences, OpenAway, OpenMember, OpenSettings
from handlers.plain import Card, Rows, button, copy_button, in_rows
from handlers.screen import cut
from handlers.tasks.wording import person_words, short_line
from handlers.visit import Visit, Who
from handlers.wording import capital, day_words, near_day_words, phone_words
from handlers.words import Html, Words

SICK_FOR = (1, 2, 3, 5, 7)
LEAVE_FOR = (7, 14, 28)
MOST_COPIES = 4
COLLEAGUES = 20
NAME = 28
FURTHER = timedelta(days=1)


def list_card(visit: Visit, found: Absences) -> Card:
    own, say = found.member_id == visit.who.id, visit.words.plain
    lines: list[str] = [visit("away-own") if own else visit("away-whose", name=found.name)]
    lines += [visit("away-line", what=span_words(visit.words, one, found.today)) for one in found.ahead]
    if not found.ahead:
        lines.append(visit("away-none"))
    if found.past:
        lines += ["", visit("away-past")]
        lines += [visit("away-line", what=span_words(visit.words, one, found.today)) for one in found.past]
    rows: Rows = [
        [button(away_words(visit.words, one, found.today), OpenAway(absence_id=one.id).pack())] for one in found.ahead
    ]
    if found.lent:
        lines += ["", visit("away-lent", count=found.lent)]
        rows.append([button(say("away-take-back", count=found.lent), TakeBack(member_id=found.member_id).pack())])
    key = "away-fell-ill" if own else "away-is-ill"
    rows.append(
        [
            button(say(key), AskAway(kind=AbsenceKind.SICK, member_id=found.member_id).pack()),
            button(say("away-leave"), AskAway(kind=AbsenceKind.VACATION, member_id=found.member_id).pack()),
        ]
    )
    rows.append([button(say("back"), (OpenSettings() if own else OpenMember(member_id=found.member_id)).pack())])
    return Card("\n".join(lines), rows)


# Which days


def sick_card(visit: Visit, found: Absences) -> Card:
    """«На сколько?» in one tap from today."""
    today = found.today
    chips = [_till(visit, AbsenceKind.SICK, found, today, days) for days in SICK_FOR]
    key = "away-ask-sick" if found.member_id == visit.who.id else "away-ask-sick-of"
    first = AwayMonth(kind=AbsenceKind.SICK, member_id=found.member_id, first=f"{today:%Y%m%d}").pack()
    rows = [chips[:1], *in_rows(chips[1:], 2), _otherwise(visit, AbsenceKind.SICK, found, first)]
    return Card(visit(key, name=found.name), [*rows, _back_to_list(visit, found.member_id)])


def first_card(visit: Visit, found: Absences, kind: AbsenceKind, month: date) -> Card:
    """«С какого дня?»"""
    id_ = found.member_id
    rows = month_rows(
        month,
        found.today,
        visit.words.language,
        lambda day: AwayFirst(kind=kind, member_id=id_, first=f"{day:%Y%m%d}").pack(),
        lambda first: AwayMonth(kind=kind, member_id=id_, month=f"{first:%Y%m}").pack(),
    )
    key = "away-ask-first" if found.member_id == visit.who.id else "away-ask-first-of"
    typed = [button(visit.words.plain("away-type"), TypeAway(kind=kind, member_id=id_).pack())]
    return Card(visit(key, name=found.name), [*rows, typed, _back_to_list(visit, found.member_id)])


def length_card(visit: Visit, found: Absences, kind: AbsenceKind, first: date) -> Card:
    """«По какой день?»"""
    days = SICK_FOR if kind is AbsenceKind.SICK else LEAVE_FOR
    chips = [[_till(visit, kind, found, first, count)] for count in days]
    by_month = AwayMonth(kind=kind, member_id=found.member_id, first=f"{first:%Y%m%d}").pack()
    text = visit("away-ask-last", first=day_words(first, found.today, visit.words.language))
    rows = [*chips, _otherwise(visit, kind, found, by_month), _back_to_list(visit, found.member_id)]
    return Card(text, rows)


def last_card(visit: Visit, found: Absences, kind: AbsenceKind, first: date, month: date) -> Card:
    """The same from a month."""
    id_, began = found.member_id, f"{first:%Y%m%d}"
    rows = month_rows(
        month,
        first,
        visit.words.language,
        lambda day: NoteAway(kind=kind, member_id=id_, first=began, last=f"{day:%Y%m%d}").pack(),
        lambda shown: AwayMonth(kind=kind, member_id=id_, first=began, month=f"{shown:%Y%m}").pack(),
    )
    text = visit("away-ask-last", first=day_words(first, found.today, visit.words.language))
    return Card(text, [*rows, _back_to_list(visit, found.member_id)])


def end_card(visit: Visit, found: AwayWork, month: date) -> Card:
    """Another last day."""
    rows = month_rows(
        month,
        max(found.absence.first, found.today - FURTHER),
        visit.words.language,
        lambda day: SetEnd(absence_id=found.absence.id, last=f"{day:%Y%m%d}").pack(),
        lambda shown: AskEnd(absence_id=found.absence.id, month=f"{shown:%Y%m}").pack(),
    )
    text = visit("away-ask-end", what=span_words(visit.words, found.absence, found.today))
    return Card(text, [*rows, _back_to(visit, found)])


def _till(visit: Visit, kind: AbsenceKind, found: Absences, first: date, days: int) -> InlineKeyboardButton:
    last = first + timedelta(days=days - 1)
    said = (near_day_words if days == 1 else day_words)(last, found.today, visit.words.language)
    key = "away-only" if days == 1 else "away-days" if kind is AbsenceKind.VACATION else "away-by"
    data = NoteAway(kind=kind, member_id=found.member_id, first=f"{first:%Y%m%d}", last=f"{last:%Y%m%d}")
    return button(visit.words.plain(key, count=days, last=said), data.pack())


def _otherwise(visit: Visit, kind: AbsenceKind, found: Absences, by_month: str) -> list[InlineKeyboardButton]:
    typed = TypeAway(kind=kind, member_id=found.member_id).pack()
    return [button(visit.words.plain("away-calendar"), by_month), button(visit.words.plain("away-type"), typed)]


# The work of those days


def away_card(words: Words, who: Who, found: AwayWork) -> Card:
    """What is to be done on the days of an absence, those who wait for a meeting first."""
    return Card(_away_text(words, who, found), _away_rows(words, who, found))


def _away_text(words: Words, who: Who, found: AwayWork) -> Html:
    span = Html(words("away-span", what=span_words(words, found.absence, found.today)))
    lines: list[str] = [capital(span) if found.member_id == who.id else words("away-of", name=found.name, what=span)]
    if found.is_over:
        return Html("\n".join(lines))
    meetings = [one for one in found.tasks if one.line.action is TaskAction.MEETING]
    others = [one for one in found.tasks if one.line.action is not TaskAction.MEETING]
    for key, tasks in (("away-meetings", meetings), ("away-tasks", others)):
        if tasks:
            lines += ["", words(key), *(_task_line(words, who, found, one) for one in tasks)]
    if found.total > len(found.tasks):
        lines.append(words("more", count=found.total - len(found.tasks)))
    if not found.total:
        lines.append(words("away-nothing-left" if found.undo else "away-nothing"))
    return Html("\n".join(lines))


def _task_line(words: Words, who: Who, found: AwayWork, one: AwayTask) -> Html:
    """«🤝 14:00 · «Ромашка», встреча. Ольга Петровна, +79120000000»; the day where it is not one day alone."""
    text = task_words(words, short_line(one.line), who.zone)
    if found.absence.first != found.absence.last:
        day = near_day_words(one.line.due_on, found.today, words.language)
        text = words("away-task-on", day=day, task=text)
    if one.person is None:
        return text
    return words("away-task-person", task=text, person=person_words(one.person, words.language))


def _away_rows(words: Words, who: Who, found: AwayWork) -> Rows:
    say, id_ = words.plain, {"absence_id": found.absence.id}
    if found.is_over:
        return [_back(words, found.member_id)]
    rows: Rows = [[one] for one in _copies(words, found.tasks)]
    if found.total:
        rows.append(
            [
                button(say("away-hand"), HandAway(**id_).pack()),
                button(say("away-spread"), SpreadAway(**id_).pack()),
            ]
        )
        back_on = day_words(found.back_on, found.today, words.language)
        rows.append([button(say("away-move", day=back_on), MoveAway(**id_).pack())])
    if found.undo:
        rows.append([button(say("away-undo", count=found.undo), UndoAway(**id_).pack())])
    own = found.member_id == who.id
    ended = ("away-back-own" if own else "away-back") if found.has_begun else "away-cancel"
    rows.append(
        [
            button(say(ended), EndAway(**id_).pack()),
            button(say("away-change"), AskEnd(absence_id=found.absence.id).pack()),
        ]
    )
    return [*rows, _back(words, found.member_id)]


def _copies(words: Words, tasks: Sequence[AwayTask]) -> list[InlineKeyboardButton]:
    """Phones of those who wait for a meeting, to be told."""
    waiting = [one for one in tasks if one.line.action is TaskAction.MEETING and one.person is not None]
    shown = []
    for one in waiting[:MOST_COPIES]:
        if one.person is not None:
            phone = phone_words(one.person.phone, one.person.extension, words.language)
            name = cut(one.line.client or one.person.name or "", NAME)
            shown.append(copy_button(words.plain("away-copy", name=name, phone=phone), phone))
    return shown


def hand_card(visit: Visit, found: AwayWork, colleagues: Sequence[StandIn]) -> Card:
    """«Кому передать?»"""
    if not colleagues:
        return Card(visit("away-nobody"), [_back_to(visit, found)])
    id_ = found.absence.id
    reps = sum(one.is_rep for one in colleagues)
    rows: Rows = []
    if reps > 1 and found.total > 1:
        data = GiveAway(absence_id=id_, member_id=0).pack()
        rows.append([button(visit.words.plain("away-evenly", count=reps), data)])
    rows += in_rows(
        [_colleague(visit, one, GiveAway(absence_id=id_, member_id=one.id)) for one in colleagues[:COLLEAGUES]], 2
    )
    return Card(visit("away-hand-whom", count=found.total), [*rows, _back_to(visit, found)])


def spread_card(visit: Visit, found: AwayWork, line: TaskLine, left: int, colleagues: Sequence[StandIn]) -> Card:
    """One of them: whose it is now, or when."""
    id_ = found.absence.id
    rows: Rows = in_rows(
        [
            _colleague(visit, one, GiveAway(absence_id=id_, member_id=one.id, task_id=line.id, left=left))
            for one in colleagues[:COLLEAGUES]
        ],
        2,
    )
    back_on = day_words(found.back_on, found.today, visit.words.language)
    rows.append(
        [
            button(
                visit.words.plain("away-move", day=back_on),
                MoveAway(absence_id=id_, task_id=line.id, left=left).pack(),
            ),
            button(visit.words.plain("away-leave-it"), SpreadAway(absence_id=id_, left=left + 1).pack()),
        ]
    )
    day = near_day_words(line.due_on, found.today, visit.words.language)
    task = visit("away-task-on", day=day, task=task_words(visit.words, line, visit.who.zone))
    return Card(visit("away-spread-ask", task=task, count=found.total - left), [*rows, _back_to(visit, found)])


def _colleague(visit: Visit, one: StandIn, data: GiveAway) -> InlineKeyboardButton:
    return button(visit.words.plain("away-colleague", name=cut(one.name, NAME), count=one.tasks), data.pack())


def _back_to(visit: Visit, found: AwayWork) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("back"), OpenAway(absence_id=found.absence.id).pack())]


def _back_to_list(visit: Visit, member_id: int) -> list[InlineKeyboardButton]:
    return _back(visit.words, member_id)


def _back(words: Words, member_id: int) -> list[InlineKeyboardButton]:
    return [button(words.plain("back"), OpenAbsences(member_id=member_id).pack())]
