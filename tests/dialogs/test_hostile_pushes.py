"""Forged, stale and doubled taps on what pushes bring; days at the ends of time; names and words as long as may be."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clients import current_keeper
from domain.tables import (
    Absence,
    AbsenceKind,
    Deal,
    Inbox,
    InboxState,
    Member,
    Notification,
    Question,
    Task,
    TaskAction,
)
from handlers.absences.links import NoteAway
from handlers.bundle.links import HandStake, OpenBundle, OpenStake
from handlers.nudges.links import GiveNotMine, OpenNudges
from handlers.questions.links import AnswerInWords, Ask
from tests.dialogs.nudging import at_nine, silent
from tests.dialogs.test_bad_input import _another_team, _facts, _faults
from tests.dialogs.test_bundle import TUESDAY_9, bundles, promised
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOSTILE = ("<b>&</b> $\\frac{1}{$ \u202e👨‍👩‍👧 " * 20)[:190]
BAD_DAYS = ("99991231", "00010101", "00000000", "20261399")
BAD_MONTHS = ("999912", "000001", "000101", "999999")


def _id(who: Handset) -> int:
    assert who.member_id is not None
    return who.member_id


async def _asked_of_anna(office: Office) -> int:
    """Вера asks about a call nobody answered; the question's id."""
    await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    (told,) = bundles(office.vera)
    await office.vera.tap("1", on=told)
    await office.vera.tap("❓ Спросить: Анна")
    await office.later(seconds=1)
    found: int = await office.read(lambda s: s.scalars(select(Question.id)).one())
    return found


@pytest.mark.parametrize("said", ["=СУММ(1;2) <b>", "=today", "==", "="])
async def test_an_answer_in_words_that_begins_as_a_formula_is_words(office: Office, said: str) -> None:
    question_id = await _asked_of_anna(office)
    await office.anna.tap_data(AnswerInWords(question_id=question_id).pack())
    await office.anna.say(said)
    await office.later(seconds=1)
    assert await office.read(_faults) == []
    assert said in office.anna.screen.text.replace("&lt;", "<").replace("&gt;", ">")
    assert f"«{said}»" in office.vera.screen.text.replace("&lt;", "<").replace("&gt;", ">")


async def test_an_answer_too_long_is_asked_for_again_and_a_long_one_comes_whole(office: Office) -> None:
    question_id = await _asked_of_anna(office)
    await office.anna.tap_data(AnswerInWords(question_id=question_id).pack())
    await office.anna.say("ж" * 4000)
    assert "помещается" in office.anna.screen.text
    await office.anna.say("ж" * 2000)
    await office.later(seconds=1)
    assert "ж" * 2000 in office.vera.screen.text
    assert await office.read(_faults) == []


async def test_a_manager_asks_nobody_about_a_task_of_another_team(office: Office) -> None:
    def secret(session: Session) -> int:
        times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
        task = Task(
            assignee_id=_id(office.boris), action=TaskAction.OTHER, text="тайное дело", due_on=MONDAY.date(), **times
        )
        session.add(task)
        session.flush()
        return task.id

    task_id = await office.write(secret)
    await office.write(lambda s: _another_team(s, _id(office.boris)))
    await office.vera.start()
    await office.vera.tap_data(Ask(member_id=_id(office.anna), kind="task", subject_id=task_id).pack())
    await office.later(seconds=1)
    assert await office.read(lambda s: s.scalars(select(Question.id)).all()) == []


async def test_a_rep_who_is_asked_learns_no_sum_of_a_colleague(office: Office) -> None:
    await promised(office, office.boris, "Василёк", amount=240_000_00)
    await office.anna.start()
    await office.vera.start()
    deal_id = await office.read(lambda s: s.scalars(select(Deal.id)).one())
    await office.vera.tap_data(Ask(member_id=_id(office.anna), kind="deal", subject_id=deal_id).pack())
    await office.later(seconds=1)
    assert await office.read(lambda s: s.scalars(select(Question.id)).all()) == []


def _at_the_ends_of_time(member_id: int) -> list[str]:
    of_days = [
        f"{link.format(id=member_id, day=day)}"
        for day in BAD_DAYS
        for link in (
            "abf:sick:{id}:{day}", "abn:vacation:{id}:{day}:{day}", "abm:sick:{id}:{day}:", "abs:1:{day}",
            "psd:{id}:{day}:0", "pfo:calls:offers:{day}", "ple:{id}:{day}:calls", "plx:{id}:{day}:calls:5",
            "plw:{id}:{day}:calls",
        )
    ]  # fmt: skip
    of_months = [
        link.format(id=member_id, month=month)
        for month in BAD_MONTHS
        for link in ("abm:sick:{id}::{month}", "psm:{id}:{month}", "pst:{month}:0", "abc:1:{month}")
    ]
    return [*of_days, *of_months]


async def test_no_day_at_the_ends_of_time_breaks_anything_or_is_written_down(office: Office) -> None:
    office.program.handling.retry_s = 0
    await office.anna.start()
    await office.anna.tap_data(
        NoteAway(kind=AbsenceKind.SICK, member_id=_id(office.anna), first="20261124", last="20261124").pack()
    )
    for who in (office.anna, office.gleb):
        await who.start()
        for data in _at_the_ends_of_time(_id(office.anna)):
            await who.tap_data(data)
    assert [error for _, error in await office.read(_faults)] == []
    assert await office.read(lambda s: s.scalars(select(Absence.last_day)).all()) == [date(2026, 11, 24)]


async def test_what_another_has_decided_is_not_undone_by_an_old_button(office: Office) -> None:
    """«Не мой» goes to all who lead: one gives the client to Борис, the other says «оставить» under his own message."""
    anna, boris = _id(office.anna), _id(office.boris)
    client_id = await office.write(lambda s: add_client(s, anna, "Ромашка"))
    await office.vera.start()
    await office.gleb.start()
    to_boris = GiveNotMine(client_id=client_id, member_id=boris, giver_id=anna).pack()
    for _ in range(2):
        await office.vera.tap_data(to_boris)
        assert "теперь ведёт Борис" in office.vera.screen.text
    await office.gleb.tap_data(GiveNotMine(client_id=client_id, member_id=anna, giver_id=anna).pack())
    keeper = await office.read(lambda s: current_keeper(s, client_id))
    assert keeper.id == boris


def _not_answered(session: Session) -> None:
    """The program died between the commit and the answer."""
    last = session.scalar(select(Inbox.update_id).order_by(Inbox.update_id.desc()).limit(1))
    session.execute(update(Inbox).where(Inbox.update_id == last).values(state=InboxState.APPLIED))


async def test_a_crash_after_handing_over_shows_it_handed(office: Office) -> None:
    """To herself: the task waits for her decision no more, and the replayed tap must not say it is gone."""
    await promised(office, office.anna, "Ромашка")
    await office.until(TUESDAY_9)
    await office.vera.tap("1", on=bundles(office.vera)[0])
    task_id = await office.read(lambda s: s.scalars(select(Task.id)).one())
    on = f"task~task.{task_id}"
    await office.vera.tap_data(HandStake(kind="bundle", on=on, member_id=_id(office.vera)).pack())
    await office.write(_not_answered)
    await office.restart()
    assert plain(office.vera.screen.text).startswith("✅ Передано")
    assert await office.read(lambda s: s.get_one(Task, task_id).assignee_id) == office.vera.member_id
    assert await office.read(_faults) == []


def _long_names(session: Session, keeper_id: int) -> None:
    for number in range(12):
        name = f"{number:02}{HOSTILE}"
        client_id = add_client(session, keeper_id, name, phone=f"+791200000{number:02}", contact=HOSTILE)
        for day in range(23, 28):
            at = datetime(2026, 11, day, 13, number, tzinfo=MOSCOW)
            action = TaskAction.OTHER if number % 2 else TaskAction.MEETING
            times: dict[str, Any] = {"happened_at": at, "received_at": MONDAY, "stored_at": MONDAY}
            due = {"due_on": at.date(), "due_at": at, "ends_at": at + timedelta(minutes=5)}
            session.add(
                Task(assignee_id=keeper_id, client_id=client_id, action=action, text="<ж>" * 150, **due, **times)
            )
    for member in session.scalars(select(Member)):
        member.name = f"{member.id}{HOSTILE}"


def _failed(session: Session) -> list[str]:
    return list(session.scalars(select(Notification.kind).where(Notification.attempts > 0)))


async def test_names_and_words_as_long_as_may_be_fit_every_push_and_its_screens(office: Office) -> None:
    await office.write(lambda s: _long_names(s, _id(office.anna)))
    for who in (office.anna, office.vera):
        await who.start()
    await office.anna.say("/pushes")
    for data in ("up:0", "up:1", "upm"):
        await office.anna.tap_data(data)
    await office.anna.tap_data(
        NoteAway(kind=AbsenceKind.SICK, member_id=_id(office.anna), first="20261123", last="20261127").pack()
    )
    for data in ("abp:1:0", "abh:1", f"abg:1:{_id(office.boris)}:0:0", "abu:1", "abe:1"):
        await office.anna.tap_data(data)
    await office.until(TUESDAY_9)
    on = "task~task.1"
    for link in (OpenBundle(kind="bundle"), OpenStake(kind="bundle", on=on), HandStake(kind="bundle", on=on)):
        await office.vera.tap_data(link.pack())
    await office.vera.tap_data(Ask(member_id=_id(office.anna), kind="task", subject_id=1).pack())
    await office.until(TUESDAY_9 + timedelta(hours=8))
    assert await office.read(_faults) == []
    assert await office.read(_failed) == []


async def test_nudges_of_long_names_fit_and_no_forged_answer_breaks(office: Office) -> None:
    office.program.handling.retry_s = 0
    for number in range(12):
        await silent(office, f"{number:02}{HOSTILE}")
    await office.until(at_nine(date(2026, 11, 26)))
    await office.anna.tap_data(OpenNudges().pack())
    assert "00" in office.anna.screen.text
    for more in (*BAD_DAYS, "2026-W48", "20261126", "zzz"):
        await office.anna.tap_data(f"nga:silent:client.1:later:{more}")
    for month in BAD_MONTHS:
        await office.anna.tap_data(f"ngm:silent:client.1:later:{month}")
    for on in ("contact.1.birthday.2026", "deal.99999999999", "client.999999999", "date.1", "x.1", "client.x"):
        for kind, answer in (("silent", "agreed"), ("feast", "greeted"), ("unpaid", "dispute"), ("zz", "gone")):
            await office.anna.tap_data(f"nga:{kind}:{on}:{answer}:")
    assert [error for _, error in await office.read(_faults)] == []


async def test_a_crash_after_a_nudge_was_answered_or_work_was_handed_writes_nothing_more(office: Office) -> None:
    client_id = await silent(office, "Ромашка")
    await office.until(at_nine(date(2026, 11, 26)))
    await promised(office, office.anna, "Север", at=datetime(2026, 11, 26, 9, tzinfo=MOSCOW))
    anna, boris = _id(office.anna), _id(office.boris)
    away = NoteAway(kind=AbsenceKind.SICK, member_id=anna, first="20261126", last="20261126").pack()
    for data in (f"nga:silent:client.{client_id}:talked:", "ngu:1", away, f"abg:1:{boris}:0:0", "abu:1", "abe:1"):
        await office.anna.tap_data(data)
        before, shown = await office.read(_facts), office.anna.screen.text
        await office.write(_not_answered)
        await office.restart()
        assert await office.read(_facts) == before, data
        assert office.anna.screen.text == shown, data
    assert await office.read(_faults) == []
