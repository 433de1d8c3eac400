"""Ill, on leave, back again: what was to be done meanwhile is nobody's loss."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.tables import Absence, AbsenceKind, Member, Notification, Task, TaskAction, TaskState
from tests.harness import MOSCOW, Office, add_client

MONDAY = date(2026, 11, 23)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=MOSCOW)  # type: ignore[arg-type,misc]


def add_task(s, member_id: int, when: datetime, action: TaskAction = TaskAction.CALL, client: int | None = None) -> int:  # type: ignore[no-untyped-def]
    """A task at that hour; its id."""
    long = timedelta(hours=1) if action is TaskAction.MEETING else None
    task = Task(
        assignee_id=member_id,
        author_id=member_id,
        client_id=client,
        action=action,
        due_on=when.date(),
        due_at=when,
        ends_at=when + long if long else None,
        happened_at=when,
        received_at=when,
        stored_at=when,
    )
    s.add(task)
    s.flush()
    return task.id


@pytest.fixture
async def monday(office: Office) -> Office:
    """Анна has a meeting with «Ромашка» at 14, one with «Север» at 16 and a call at 12 today, a call tomorrow."""

    def plan(s) -> None:  # type: ignore[no-untyped-def]
        anna = office.anna.member_id
        assert anna is not None
        daisy = add_client(s, anna, "Ромашка", phone="+79120000001", contact="Ольга Петровна")
        north = add_client(s, anna, "Север", phone="+79120000002")
        south = add_client(s, anna, "Юг", phone="+79120000003")
        add_task(s, anna, at(2026, 11, 23, 12), TaskAction.CALL, south)
        add_task(s, anna, at(2026, 11, 23, 14), TaskAction.MEETING, daisy)
        add_task(s, anna, at(2026, 11, 23, 16), TaskAction.MEETING, north)
        add_task(s, anna, at(2026, 11, 24, 11), TaskAction.CALL, south)

    await office.write(plan)
    await office.anna.start()
    office.anna.taps = 0
    return office


async def tasks(office: Office) -> list[Task]:
    return await office.read(lambda s: s.scalars(select(Task).order_by(Task.id)).all())  # type: ignore[no-any-return]


async def fall_ill(office: Office, till: str = "Только сегодня") -> None:
    await office.anna.press("📋 Мой день")
    await office.anna.tap("🤒")
    await office.anna.tap(till)


async def test_falling_ill_takes_three_taps_and_shows_who_waits_for_a_meeting_first(monday: Office) -> None:
    await fall_ill(monday)
    assert monday.anna.taps == 3
    assert monday.anna.screen.text == (
        "Больничный сегодня.\n\n"
        "Ждут встречи:\n"
        "🤝 14:00 · «Ромашка», встреча. Ольга Петровна, +79120000001\n"
        "🤝 16:00 · «Север», встреча. +79120000002\n\n"
        "Дела:\n"
        "📞 12:00 · «Юг», перезвонить. +79120000003"
    )
    assert monday.anna.screen.flat[:5] == [
        "📋 Ромашка, +79120000001",
        "📋 Север, +79120000002",
        "Передать всё",
        "Развести",
        "Перенести на вт 24 ноя",
    ]
    absence = await monday.read(lambda s: s.scalars(select(Absence)).one())
    assert (absence.kind, absence.first_day, absence.last_day) == (AbsenceKind.SICK, MONDAY, MONDAY)


async def test_sick_is_a_command_as_well(monday: Office) -> None:
    assert "По какой день больничный?" in (await monday.anna.say("/sick")).text
    await monday.anna.tap("По вт 24 ноя")
    assert "Больничный по вт 24 ноя." in monday.anna.screen.text
    assert "завтра 📞 11:00" in monday.anna.screen.text


async def test_all_of_it_to_one_colleague_who_is_told_and_can_work_it(monday: Office) -> None:
    await fall_ill(monday)
    await monday.anna.tap("Передать всё")
    await monday.anna.tap("Борис")
    assert "Дела роздали или перенесли" in monday.anna.screen.text
    await monday.later(minutes=1)
    assert "Анна" in monday.boris.screen.text
    mine = [task for task in await tasks(monday) if task.assignee_id == monday.boris.member_id]
    assert [task.due_on for task in mine] == [MONDAY] * 3
    assert {task.stands_in_for for task in mine} == {monday.anna.member_id}
    await monday.until(at(2026, 11, 23, 12, 1))
    assert "«Юг», перезвонить. +79120000003" in monday.boris.screen.text
    await monday.boris.tap("Договорились")
    assert "Юг" in monday.boris.screen.text
    assert (await tasks(monday))[0].state is TaskState.DONE


async def test_a_colleague_who_stands_in_plans_the_next_step_until_the_keeper_takes_the_client_up(
    monday: Office,
) -> None:
    await fall_ill(monday)
    await monday.anna.tap("Передать всё")
    await monday.anna.tap("Борис")
    await monday.until(at(2026, 11, 23, 12, 1))
    await monday.boris.tap("Договорились")
    before = len(await tasks(monday))
    await monday.boris.tap("перезвонить · завтра")
    assert len(await tasks(monday)) == before + 1


async def test_evenly_among_all_reps_of_the_team(monday: Office) -> None:
    def hire(s) -> None:  # type: ignore[no-untyped-def]
        from domain.tables import Role, Team, TeamMembership

        dina = Member(name="Дина", role=Role.REP, telegram_id=7, joined_at=at(2026, 1, 1))
        s.add(dina)
        s.flush()
        team = s.scalars(select(Team)).one()
        s.add(TeamMembership(team_id=team.id, member_id=dina.id, leads=False, since=date(2026, 1, 1)))

    await monday.write(hire)
    await fall_ill(monday)
    await monday.anna.tap("Передать всё")
    await monday.anna.tap("Поровну между 2")
    counts = [task.assignee_id for task in await tasks(monday) if task.due_on == MONDAY]
    assert len(set(counts)) == 2
    assert monday.anna.member_id not in counts


async def test_one_by_one_to_whom_or_when(monday: Office) -> None:
    await fall_ill(monday)
    await monday.anna.tap("Развести")
    assert "14:00 · «Ромашка», встреча" in monday.anna.screen.text
    await monday.anna.tap("Борис")
    assert "16:00 · «Север», встреча" in monday.anna.screen.text
    await monday.anna.tap("Перенести на вт 24 ноя")
    assert "12:00 · «Юг», перезвонить" in monday.anna.screen.text
    await monday.anna.tap("Оставить")
    assert "Ждут встречи" not in monday.anna.screen.text
    call, daisy, north, _ = await tasks(monday)
    assert (call.assignee_id, call.due_on) == (monday.anna.member_id, MONDAY)
    assert daisy.assignee_id == monday.boris.member_id
    assert north.due_at == at(2026, 11, 24, 16)


async def test_what_is_given_out_one_by_one_is_told_together(monday: Office) -> None:
    await fall_ill(monday)
    await monday.anna.tap("Развести")
    for _ in range(3):
        await monday.anna.tap("Борис")
    await monday.later(minutes=5)
    told = await monday.read(lambda s: s.scalars(select(Notification).where(Notification.kind == "work_handed")).all())
    assert [len(one.about["tasks"]) for one in told] == [3]
    assert monday.boris.screen.text.startswith("Анна отсутствует. Вам на это время 3 дела:\nсегодня 📞 12:00")


async def test_moved_to_the_day_of_return_at_their_hours_and_put_back(monday: Office) -> None:
    await fall_ill(monday)
    await monday.anna.tap("Перенести на вт 24 ноя")
    assert [task.due_at for task in await tasks(monday)][:3] == [
        at(2026, 11, 24, 12),
        at(2026, 11, 24, 14),
        at(2026, 11, 24, 16),
    ]
    await monday.anna.tap("↩️ Вернуть как было (3)")
    assert "Ждут встречи" in monday.anna.screen.text
    assert [task.due_on for task in await tasks(monday)][:3] == [MONDAY] * 3


async def test_two_meetings_never_come_to_stand_at_one_hour(monday: Office) -> None:
    await monday.write(lambda s: add_task(s, monday.anna.member_id or 0, at(2026, 11, 24, 14), TaskAction.MEETING))
    await fall_ill(monday)
    await monday.anna.tap("Перенести на вт 24 ноя")
    meetings = [task for task in await tasks(monday) if task.action is TaskAction.MEETING]
    assert sorted(task.due_at for task in meetings if task.due_at) == [
        at(2026, 11, 24, 14),
        at(2026, 11, 24, 15),
        at(2026, 11, 24, 16),
    ]


async def test_the_manager_is_told_at_once_without_sound_and_may_do_it_instead(monday: Office) -> None:
    await fall_ill(monday)
    await monday.later(seconds=30)
    assert monday.vera.screen.text.startswith("Анна: больничный сегодня.")
    assert "Передать всё" in monday.vera.screen.flat
    told = await monday.read(lambda s: s.scalars(select(Notification).where(Notification.kind == "member_away")).one())
    assert told.silent
    await monday.vera.tap("Передать всё")
    await monday.vera.tap("Борис")
    assert {task.assignee_id for task in (await tasks(monday))[:3]} == {monday.boris.member_id}


async def test_a_manager_notes_the_leave_of_his_rep_from_the_calendar(monday: Office) -> None:
    await monday.vera.say("/team")
    await monday.vera.tap("Анна")
    await monday.vera.tap("🏖 Отпуск, больничный")
    await monday.vera.tap("🏖 Отпуск")
    assert "Анна: с какого дня отпуск?" in monday.vera.screen.text
    await monday.vera.tap("25")
    await monday.vera.tap("7 дней, по вт 1 дек")
    assert "Анна: отпуск с ср 25 ноя по вт 1 дек." in monday.vera.screen.text
    absence = await monday.read(lambda s: s.scalars(select(Absence)).one())
    assert (absence.first_day, absence.last_day) == (date(2026, 11, 25), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1–14 декабря", date(2026, 12, 1), date(2026, 12, 14)),
        ("с 28.12 по 10.01", date(2026, 12, 28), date(2027, 1, 10)),
        ("25.11", date(2026, 11, 25), date(2026, 11, 25)),
        ("Dec 1 to Dec 14", date(2026, 12, 1), date(2026, 12, 14)),
    ],
)
async def test_the_days_may_be_typed(monday: Office, typed: str, first: date, last: date) -> None:
    await monday.anna.say("/settings")
    await monday.anna.tap("🏖 Отпуск, больничный")
    await monday.anna.tap("🏖 Отпуск")
    await monday.anna.tap("Написать")
    assert (await monday.anna.say("скоро")).text.startswith("Не похоже на дату.")
    await monday.anna.say(typed)
    absence = await monday.read(lambda s: s.scalars(select(Absence)).one())
    assert (absence.first_day, absence.last_day) == (first, last)


async def test_back_earlier_takes_the_work_back(monday: Office) -> None:
    await monday.anna.say("/sick")
    await monday.anna.tap("По вт 24 ноя")
    await monday.anna.tap("Передать всё")
    await monday.anna.tap("Борис")
    await monday.until(at(2026, 11, 24, 9, 30))
    await monday.anna.press("📋 Мой день")
    await monday.anna.tap("🤒 больничный по вт 24 ноя")
    await monday.anna.tap("✅ Снова работаю")
    assert "4 дела ещё у коллег." in monday.anna.screen.text
    await monday.anna.tap("↩️ Забрать")
    assert {task.assignee_id for task in await tasks(monday)} == {monday.anna.member_id}
    absence = await monday.read(lambda s: s.scalars(select(Absence)).one())
    assert absence.last_day == MONDAY


async def test_an_absence_is_shortened_and_called_off(monday: Office) -> None:
    await monday.anna.say("/sick")
    await monday.anna.tap("По пт 27 ноя")
    await monday.anna.tap("Другой день")
    await monday.anna.tap("25")
    assert "Больничный по ср 25 ноя." in monday.anna.screen.text
    await monday.anna.tap("✅ Снова работаю")
    assert await monday.read(lambda s: s.scalars(select(Absence)).all()) == []


async def test_a_double_tap_notes_one_absence(monday: Office) -> None:
    await monday.anna.say("/sick")
    screen = monday.anna.screen
    monday.anna.tap_only("Только сегодня", screen)
    monday.anna.tap_only("Только сегодня", screen)
    await monday.settle()
    assert len(await monday.read(lambda s: s.scalars(select(Absence)).all())) == 1
    assert "Ждут встречи" in monday.anna.screen.text


async def test_nobody_else_may_note_hand_or_read_it(monday: Office) -> None:
    await fall_ill(monday)
    absence = await monday.read(lambda s: s.scalars(select(Absence)).one())
    await monday.boris.say("/day")
    for data in (
        f"abo:{absence.id}",
        f"abg:{absence.id}:{monday.boris.member_id}:0:0",
        f"abe:{absence.id}",
        f"abn:sick:{monday.anna.member_id}:20261124:20261124",
        f"ab:{monday.anna.member_id}",
        f"abk:{monday.anna.member_id}",
    ):
        await monday.boris.tap_data(data)
        assert "Ромашка" not in monday.boris.screen.text
    assert {task.assignee_id for task in await tasks(monday)} == {monday.anna.member_id}
    assert len(await monday.read(lambda s: s.scalars(select(Absence)).all())) == 1


async def test_a_colleague_who_is_away_too_is_not_offered(monday: Office) -> None:
    boris = monday.boris.member_id
    await monday.write(
        lambda s: s.add(Absence(member_id=boris, kind=AbsenceKind.VACATION, first_day=MONDAY, last_day=MONDAY))
    )
    await fall_ill(monday)
    await monday.anna.tap("Передать всё")
    assert not [text for text in monday.anna.screen.flat if text.startswith("Борис")]
    assert [text for text in monday.anna.screen.flat if text.startswith("Вера")]
