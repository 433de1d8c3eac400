"""Forged buttons of every kind, hostile names and amounts, things nobody asked for. Rule: "Security"."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import select
from sqlalchemy.orm import Session

import handlers
from bot.runner import perform
from domain.defaults import ensure_defaults
from domain.tables import (
    Absence,
    AbsenceKind,
    ActivityKind,
    Base,
    Inbox,
    Job,
    JobState,
    NudgeAnswer,
    Outcome,
    Payment,
    Question,
    Segment,
    SignAnswer,
    TaskAction,
    Team,
    TeamMembership,
)
from domain.use_case import Cause
from domain.use_cases.activities import ActivityDraft, log_activity
from domain.use_cases.deals import DealDraft, open_deal
from domain.use_cases.group_tasks import GroupDraft, Share, start_group
from domain.use_cases.money import record_payment
from domain.use_cases.segments import begin_segment, name_segment
from domain.use_cases.tasks import TaskDraft, plan_task
from handlers.segments.links import DropSegment
from tests.harness import MONDAY, Handset, Office, add_client

NOT_FACTS = frozenset({"inbox", "dialog_state", "revision", "notification", "job"})
SECRET = "тайно"
HUGE = (10**30, 2**31, -1)
ODD_WORDS = ("", "zzz", "99991231", "20261399")


def _links() -> list[type[CallbackData]]:
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        importlib.import_module(module.name)
    ours = (link for link in CallbackData.__subclasses__() if link.__module__.startswith("handlers."))
    return sorted(ours, key=lambda link: link.__prefix__)


def _facts(session: Session) -> dict[str, Any]:
    """Every row of every table that tells what happened; who looked at what is no fact, nor a draft of one's own."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_FACTS]
    passing = {"form_open_at", "zone", "work_hours", "digest_at", "language"}
    rows = {table: select(*(c for c in table.columns if c.name not in passing)) for table in tables}
    rows[Segment.__table__] = rows[Segment.__table__].where(Segment.name.is_not(None))  # type: ignore[index]
    return {table.name: sorted(map(repr, session.execute(chosen).all())) for table, chosen in rows.items()}


def _faults(session: Session) -> list[tuple[str, str | None]]:
    return [(row.payload, row.error) for row in session.scalars(select(Inbox).where(Inbox.failures > 0))]


async def _belongings(office: Office, whose: Handset, name: str, words: str) -> dict[str, int]:
    """A client of his with a call, a deal, a payment and a task: the ids of all, by what buttons call them."""
    owner = whose.member_id or 0

    def begin(session: Session) -> int:
        ensure_defaults(session)
        phone = f"+7912333445{owner}"
        return add_client(session, owner, name, phone=phone, contact=f"{words} контакт", notes=f"{words} заметка")

    client = int(await office.write(begin))

    async def do(case: Any, *args: Any, **kwargs: Any) -> Any:
        cause = Cause(f"{name}:{case.name}", MONDAY, MONDAY)
        return await office.write(perform(case, owner, cause, *args, **kwargs))

    called = ActivityDraft(client, ActivityKind.CALL, Outcome.AGREED, comment=f"{words} сказано", form_key=name)
    promised = TaskDraft(TaskAction.CALL, date(2026, 11, 24), client_id=client, text=f"{words} обещано")
    deal = (await do(open_deal, DealDraft(client, 900_00, title=f"{words} сделка"))).deal_id
    segment = (await do(begin_segment, {"keepers": [owner]}, f"segment {name}")).segment_id
    await do(name_segment, segment, f"{words} сегмент")
    shares = [Share(client, owner, date(2026, 11, 25))]
    group = GroupDraft(segment, f"{words} группа", TaskAction.CALL, date(2026, 12, 4), shares, form_key=name)

    def around(session: Session) -> dict[str, int]:
        """A table loaded, a question about his logs, his leave, what he is asked, a nudge he answered."""
        files = {"purchases": {"name": f"{words}.csv"}}
        table = Job(kind="import", state=JobState.DONE, parameters={"files": files}, created_at=MONDAY)
        session.add_all([table, SignAnswer(key=f"f{owner}.261120", member_id=owner, asked_at=MONDAY)])
        leave = Absence(
            member_id=owner, kind=AbsenceKind.VACATION, first_day=date(2026, 12, 7), last_day=date(2026, 12, 8)
        )
        about = {"subject_id": deal, "message_id": None}
        question = Question(asked_by=owner, member_id=owner, kind="deal", about=about, asked_at=MONDAY)
        nudge = NudgeAnswer(
            kind="silent", subject=f"client:{client}", client_id=client, member_id=owner, answer="later",
            until=date(2026, 12, 1), made={}, answered_at=MONDAY,
        )  # fmt: skip
        session.add_all([leave, question, nudge])
        session.flush()
        return {"job_id": table.id, "absence_id": leave.id, "question_id": question.id, "answer_id": nudge.id}

    return {
        **await office.write(around),
        "segment_id": segment,
        "group_id": (await do(start_group, group)).group_id,
        "client_id": client,
        "deal_id": deal,
        "subject_id": deal,
        "activity_id": (await do(log_activity, called)).activity_id,
        "task_id": (await do(plan_task, promised)).task_id,
        "payment_id": (await do(record_payment, client, 300_00, deal_id=deal, form_key=f"pay {name}")).payment_id,
        "member_id": owner,
        "assignee_id": owner,
        "heir_id": owner,
    }


def _forged(link: type[CallbackData], known: dict[str, int]) -> Iterator[str]:
    """The link about these very things, then with one field after another made impossible."""
    likely = [_likely(link, name, field.annotation, known) for name, field in link.model_fields.items()]
    yield _packed(link, likely)
    yield link.__prefix__
    yield _packed(link, [*likely, "1", "1"])
    yield f"{link.__prefix__};{';'.join(likely)}"
    for place, field in enumerate(link.model_fields.values()):
        odd = map(str, HUGE) if field.annotation is int else ODD_WORDS
        for value in odd:
            yield _packed(link, [*likely[:place], value, *likely[place + 1 :]])


LIKELY = {
    "day": "20261201",
    "month": "202612",
    "hour": "1100",
    "stage": "won",
    "scope": "own",
    "action": "call",
    "outcome": "talked",
    "answer": "mistake",
    "part": "list",
    "value": "a1",
    "rule": "b",
    "what": "name",
}
OF_PLACE = {
    "handlers.absences.links": {"kind": "sick", "first": "20261201", "last": "20261202"},
    "handlers.bundle.links": {"kind": "bundle", "on": "task~task.{task_id}"},
    "handlers.nudges.links": {"kind": "silent", "on": "client.{client_id}", "answer": "agreed"},
    "handlers.plans.focus": {"before": "calls", "line": "offers"},
    "handlers.plans.links": {"line": "calls", "per": "day", "what": "s", "lines": "c5d"},
    "handlers.questions.links": {"kind": "deal", "code": "today"},
    "handlers.reports.signs.links": {"key": "f{member_id}.261120"},
}
"""What a field of a package's buttons is likely to say."""


def _likely(link: type[CallbackData], name: str, annotation: Any, known: dict[str, int]) -> str:
    if annotation is int:
        return str(known.get(name, 0))
    if annotation is bool:
        return "1"
    if name in OF_PLACE.get(link.__module__, {}):
        return OF_PLACE[link.__module__][name].format_map(known)
    return "yes" if link is DropSegment and name == "how" else LIKELY.get(name, "")


def _packed(link: type[CallbackData], values: list[str]) -> str:
    return link.__separator__.join([link.__prefix__, *values])


async def _tap_all(person: Handset, links: list[type[CallbackData]], known: dict[str, int]) -> None:
    for link in links:
        for data in _forged(link, known):
            if len(data.encode()) <= 64:
                await person.tap_data(data)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("half", [0, 1], ids=["one half", "other half"])
async def test_a_colleagues_things_are_neither_seen_nor_changed_by_any_forged_button(office: Office, half: int) -> None:
    """Every kind of button there is, with his ids and with impossible ones: a sentence each, and nothing else."""
    office.program.handling.retry_s = 0
    his = await _belongings(office, office.boris, "Ромашка", SECRET)
    await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    before = await office.read(_facts)
    links = _links()
    await _tap_all(office.anna, links[half::2], his)
    assert await office.read(_faults) == []
    assert await office.read(_facts) == before
    told = " ".join(heard.text + str(heard.buttons) for heard in office.anna.heard) + " ".join(office.anna.toasts)
    assert SECRET not in told
    assert "7912333445" + str(office.boris.member_id) not in told


def _another_team(session: Session, member_id: int) -> None:
    """Борис works elsewhere now: Вера leads him no more."""
    team = Team(name="Север")
    session.add(team)
    session.flush()
    present = session.scalars(select(TeamMembership).where(TeamMembership.member_id == member_id)).one()
    present.until = MONDAY.date()
    session.add(TeamMembership(team_id=team.id, member_id=member_id, leads=False, since=MONDAY.date()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("half", [0, 1], ids=["one half", "other half"])
async def test_a_manager_of_another_team_sees_and_changes_nothing_by_any_forged_button(
    office: Office, half: int
) -> None:
    office.program.handling.retry_s = 0
    his = await _belongings(office, office.boris, "Ромашка", SECRET)
    await office.write(lambda s: _another_team(s, office.boris.member_id or 0))
    await office.vera.start()
    before = await office.read(_facts)
    await _tap_all(office.vera, _links()[half::2], his)
    assert await office.read(_faults) == []
    assert await office.read(_facts) == before
    told = " ".join(heard.text + str(heard.buttons) for heard in office.vera.heard) + " ".join(office.vera.toasts)
    assert SECRET not in told
    assert "7912333445" + str(office.boris.member_id) not in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("half", [0, 1], ids=["one half", "other half"])
async def test_nothing_that_an_owner_forges_breaks_anything(office: Office, half: int) -> None:
    """He may do all; what cannot be is a sentence, and a form he was in goes on."""
    office.program.handling.retry_s = 0
    his = await _belongings(office, office.boris, "Ромашка", SECRET)
    await office.gleb.start()
    await _tap_all(office.gleb, _links()[half::2], his)
    assert await office.read(_faults) == []
    assert (await office.gleb.say("/help")).text


async def test_an_activity_that_is_not_his_moves_no_deal(office: Office) -> None:
    his = await _belongings(office, office.boris, "Ромашка", SECRET)
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    before = await office.read(_facts)
    for activity in (his["activity_id"], 99_999):
        await office.anna.tap_data(f"mo:{activity}:{own['deal_id']}:offer")
    assert await office.read(_faults) == []
    assert await office.read(_facts) == before


async def test_a_task_takes_no_deal_of_a_colleagues_client(office: Office) -> None:
    his = await _belongings(office, office.boris, "Ромашка", SECRET)
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    await office.anna.tap_data(f"nt:{own['client_id']}:{his['deal_id']}:0")
    await office.anna.tap("📞 Позвонить")
    await office.anna.tap("Завтра, 10:00")
    before = await office.read(_facts)
    await office.anna.tap("💾 Сохранить")
    assert await office.read(_facts) == before
    assert await office.read(_faults) == []


def _from_nobody(kind: str) -> dict[str, Any]:
    said = {"message_id": 7, "date": 1, "chat": {"id": 1001, "type": "private", "first_name": "Анна"}, "text": "Эй"}
    return {kind: said | ({"edit_date": 2} if kind.startswith("edited") else {})}


@pytest.mark.parametrize("kind", ["message", "edited_message"])
async def test_a_message_of_nobody_is_passed_over(office: Office, kind: str) -> None:
    await office.anna.start()
    heard = len(office.anna.heard)
    await office.program.intake.take([{"update_id": 5, **_from_nobody(kind)}])
    await office.idle()
    assert await office.read(_faults) == []
    assert len(office.anna.heard) == heard


@pytest.mark.parametrize(
    "said", ["−5", "-5", "1e400", "٣٤٥", "0", "<b>5</b>", "1,5 млн" * 400, "9" * 300, "NaN", "1/0"]
)
async def test_what_is_no_amount_is_asked_again_and_nothing_is_paid(office: Office, said: str) -> None:
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    await office.anna.tap_data(f"log:{own['client_id']}:0:0")
    await office.anna.tap("Оплата")
    before = await office.read(_facts)
    await office.anna.say(said)
    assert await office.read(_faults) == []
    assert await office.read(_facts) == before
    assert "умм" in office.anna.screen.text


@pytest.mark.parametrize("path", ["log", "deal"])
async def test_three_taps_on_a_paying_button_pay_once(office: Office, path: str) -> None:
    """Under «Записать» and under the deal, the three taps sent before the first is answered."""
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    if path == "log":
        await office.anna.tap_data(f"log:{own['client_id']}:0:{own['deal_id']}")
        screen = await office.anna.tap("Оплата")
        button = screen.flat[0]
    else:
        screen = await office.anna.tap_data(f"dl:{own['deal_id']}")
        button = next(text for text in screen.flat if "целиком" in text)
    for _ in range(3):
        office.anna.tap_only(button, screen)
    await office.settle()
    assert await office.read(lambda s: len(s.scalars(select(Payment)).all())) == 2
    assert await office.read(_faults) == []


@pytest.mark.parametrize(
    "name", ["<b>&</i> ёЁ", "$\\frac{1}{$", "\u202eкот\u200b", "👨‍👩‍👧 «Семья»", "a\x00b", "{x} { $name }"]
)
async def test_any_name_is_a_client_that_can_be_opened_logged_and_found(office: Office, name: str) -> None:
    await office.anna.start()
    await office.anna.press("➕ Записать")
    await office.anna.tap("➕ Новый клиент")
    await office.anna.say(name)
    await office.anna.tap("Договорились")
    assert office.anna.screen.text.startswith("✅")
    for command in ("/clients", "/day", "/deals", "/tasks"):
        await office.anna.say(command)
    await office.anna.say(name)
    assert await office.read(_faults) == []


@pytest.mark.parametrize("said", ["a\x00b", "<b>" * 1365, "\u202e\u200b", "$\\frac{1}{$", "☎️" * 2000])
async def test_any_words_are_kept_as_a_comment_or_refused_but_nothing_breaks(office: Office, said: str) -> None:
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    await office.anna.tap_data(f"log:{own['client_id']}:0:0")
    await office.anna.tap("Договорились")
    await office.anna.say(said)
    await office.anna.tap_data(f"cl:{own['client_id']}")
    await office.anna.tap_data(f"clh:{own['client_id']}:0")
    await office.anna.tap_data(f"nt:{own['client_id']}:0:0")
    await office.anna.tap("📞 Позвонить")
    await office.anna.say(said)
    await office.anna.tap("Завтра, 10:00")
    await office.anna.say(said)
    await office.anna.tap_data(f"tk:{own['task_id']}")
    assert await office.read(_faults) == []
