"""One update from the inbox to its answer, and what becomes of it when something fails. Rule: "How an update flows"."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.methods import SendMessage
from aiogram.types import Message
from sqlalchemy import func, make_url, select, update
from sqlalchemy.exc import OperationalError

from bot.database import Database, open_database
from bot.dialog_storage import DialogStorage
from bot.inbox import unanswered as unanswered_rows
from bot.lanes import Lanes
from domain.errors import ClientNotYours
from domain.tables import Activity, ActivityKind, DialogState, Inbox, InboxState, Member, Notification, Outcome
from domain.use_cases.activities import ActivityDraft, log_activity
from handlers.visit import Visit
from tests.bot.tcp_gate import gate
from tests.databases import Postgres
from tests.harness import Handset, Office, add_client, open_office

Handler = Callable[..., Awaitable[None]]
CODE = re.compile(r"[АВЕКМНРСТ]\d-\d\d")


def on(command: str, handler: Handler) -> Router:
    """A router of one command."""
    router = Router(name=f"test {command}")
    router.message.register(handler, Command(command))
    return router


async def fine(_message: Message, bot: Bot, visit: Visit) -> None:
    await bot.send_message(visit.who.telegram_id, "всё хорошо")


async def boom(_message: Message) -> None:
    raise LookupError("no such shelf")


async def hang(_message: Message) -> None:
    await asyncio.Event().wait()


class Calls:
    """`/save`: logs a call and says so; `trouble` is awaited between the fact and the answer."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.client_id = 0
        self.runs = 0
        self.outcomes: list[int] = []
        self.before: Callable[[Visit], Awaitable[None]] | None = None
        self.trouble: Callable[[Visit], Awaitable[None]] | None = None

    async def save(self, _message: Message, bot: Bot, visit: Visit, state: FSMContext) -> None:
        self.runs += 1
        await state.update_data(runs=(await state.get_data()).get("runs", 0) + 1)
        if self.before is not None:
            await self.before(visit)
        draft = ActivityDraft(self.client_id, ActivityKind.CALL, Outcome.AGREED, form_key=None)
        saved = await visit.run(log_activity, draft)
        self.outcomes.append(saved.activity_id)
        if self.trouble is not None:
            await self.trouble(visit)
        await bot.send_message(visit.who.telegram_id, f"записано {saved.activity_id}")


class Troubled:
    """An office with a few commands that go wrong."""

    def __init__(self, office: Office, calls: Calls) -> None:
        self.office = office
        self.calls = calls

    async def rows(self) -> dict[int, InboxState]:
        found = await self.office.read(lambda s: s.execute(select(Inbox.update_id, Inbox.state)).all())
        return dict(found)

    async def states(self) -> list[InboxState]:
        """Of all updates, oldest first."""
        return [state for _, state in sorted((await self.rows()).items())]

    async def activities(self) -> int:
        found: int = await self.office.read(lambda s: s.scalar(select(func.count(Activity.id))))
        return found

    async def told_owner(self) -> list[Notification]:
        found = select(Notification).where(Notification.kind == "dead_update")
        rows: list[Notification] = await self.office.read(lambda s: list(s.scalars(found)))
        return rows

    async def dialog_data(self) -> dict[str, Any]:
        """What is in the table, read past all memory."""
        data = await self.office.read(lambda s: s.scalar(select(DialogState.data)))
        return json.loads(data) if data else {}


@asynccontextmanager
async def troubled(database: Database, **given: Any) -> AsyncIterator[Troubled]:
    calls = Calls(database)
    routers = [on("fine", fine), on("boom", boom), on("hang", hang), on("save", calls.save)]
    office = await open_office(database, first_routers=[*routers, *given.pop("more", [])], **given)
    office.program.handling.retry_s = 0.05
    anna = office.anna.member_id
    assert anna is not None
    calls.client_id = await office.write(lambda s: add_client(s, anna, "Ромашка"))
    try:
        yield Troubled(office, calls)
    finally:
        await office.close()


@pytest_asyncio.fixture
async def here(database: Database) -> AsyncIterator[Troubled]:
    async with troubled(database) as opened:
        yield opened


async def unanswered(phone: Handset, text: str) -> None:
    """Say what the bot will not answer."""
    office = phone.office
    office.sandbox.acts.say(office.sandbox.acts.chat_of(phone.person.id), text)
    await office.settle()


def heard(phone: Handset) -> list[str]:
    return [screen.text for screen in phone.heard]


async def test_what_aiogram_does_not_understand_does_not_harm_its_batch(here: Troubled) -> None:
    anna, office = here.office.anna, here.office
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/fine")
    good = [one.body for one in office.sandbox.world.updates.pending()]
    office.sandbox.world.updates.drop()
    strange: list[dict[str, Any]] = [
        {"update_id": 9001, "message": {"message_id": "not a number", "from": {"id": 1001}}},
        {"update_id": 9002, "invented_in_2030": {"from": {"id": 1001}}},
        {"update_id": 9003},
    ]
    await office.program.intake.take([strange[0], *good, *strange[1:]])
    await office.idle()
    assert heard(anna) == ["всё хорошо"]
    assert set(await here.states()) == {InboxState.ANSWERED}
    assert len(await here.states()) == 4


async def test_an_update_that_comes_twice_is_answered_once(here: Troubled) -> None:
    office = here.office
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/save")
    bodies = [one.body for one in office.sandbox.world.updates.pending()]
    office.sandbox.world.updates.drop()
    await office.program.intake.take(bodies)
    await office.program.intake.take(bodies)
    await office.idle()
    await office.program.intake.take(bodies)
    await office.idle()
    assert heard(office.anna) == [f"записано {here.calls.outcomes[0]}"]
    assert await here.activities() == 1


async def test_what_always_fails_is_said_once_told_to_the_owner_and_left_behind(here: Troubled) -> None:
    anna = here.office.anna
    await anna.say("/boom")
    (apology,) = heard(anna)
    assert CODE.search(apology)
    assert "ничего не записано" in apology
    assert await here.states() == [InboxState.DEAD]
    failures, error = await here.office.read(lambda s: s.execute(select(Inbox.failures, Inbox.error)).one())
    assert failures == 3
    assert "no such shelf" in error
    (told,) = await here.told_owner()
    assert told.recipient_id == here.office.gleb.member_id
    assert told.about["lane"] == 1001
    await anna.say("/fine")
    assert anna.screen.text == "всё хорошо"


async def test_others_do_not_wait_for_one_who_fails(here: Troubled) -> None:
    """Анна's lane rests before its second try for longer than this test lasts."""
    office = here.office
    office.program.handling.retry_s = 600
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/boom")
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1002), "/fine")
    settling = asyncio.create_task(office.settle())
    async with asyncio.timeout(5):
        while not (heard(office.boris) and heard(office.anna)):
            await asyncio.sleep(0.005)
    assert not settling.done()
    await office.lanes.drain(0)
    await settling


async def test_a_handling_that_hangs_is_ended_and_counted(database: Database) -> None:
    async with troubled(database, time_limit_s=0.1) as here:
        await here.office.anna.say("/hang")
        assert await here.states() == [InboxState.DEAD]
        assert len(heard(here.office.anna)) == 1
        assert "HandlingTooLong" in await here.office.read(lambda s: s.scalar(select(Inbox.error)))
        await here.office.anna.say("/fine")
        assert here.office.anna.screen.text == "всё хорошо"


async def test_the_owner_is_told_the_code_that_the_person_was_told(here: Troubled) -> None:
    await here.office.anna.say("/boom")
    code = CODE.search(here.office.anna.screen.text)
    assert code is not None
    await here.office.later(minutes=1)
    assert code[0] in here.office.gleb.screen.text
    assert (await here.office.read(lambda s: s.scalar(select(Inbox.error)))).startswith(code[0])


async def test_a_refusal_of_a_use_case_is_said_and_is_no_failure(database: Database) -> None:
    async def refuse(_message: Message) -> None:
        raise ClientNotYours(name="Ромашка", keeper="Борис")

    async with troubled(database, more=[on("refuse", refuse)]) as here:
        await here.office.anna.say("/refuse")
        assert "Борис" in here.office.anna.screen.text
        assert await here.states() == [InboxState.ANSWERED]


async def test_while_telegram_is_away_the_lane_waits_and_nothing_is_counted(here: Troubled) -> None:
    here.office.session.away = True
    saving = asyncio.create_task(here.office.anna.say("/save"))
    async with asyncio.timeout(5):
        while here.calls.runs < 2:
            await asyncio.sleep(0.01)
    assert await here.states() == [InboxState.APPLIED]
    here.office.session.away = False
    await saving
    assert await here.states() == [InboxState.ANSWERED]
    assert await here.activities() == 1
    assert len(heard(here.office.anna)) == 1
    assert await here.office.read(lambda s: s.scalar(select(Inbox.failures))) == 0


async def test_who_has_blocked_the_bot_is_switched_off_until_he_comes_back(here: Troubled) -> None:
    office, anna = here.office, here.office.anna

    async def unreachable() -> bool:
        since = await office.read(
            lambda s: s.scalar(select(Member.unreachable_since).where(Member.telegram_id == 1001))
        )
        return since is not None

    chat = office.sandbox.acts.chat_of(1001)
    office.sandbox.acts.say(chat, "/save")
    chat.blocked = True
    await office.settle()
    assert await unreachable()
    assert await here.activities() == 1, "an answer that fails never undoes a fact"
    assert await here.states() == [InboxState.ANSWERED]
    office.sandbox.acts.block(chat, blocked=False)
    await office.settle()
    assert not await unreachable()
    await anna.say("/fine")
    assert anna.screen.text == "всё хорошо"


async def test_who_blocks_the_bot_is_switched_off_at_once(here: Troubled) -> None:
    office = here.office
    office.sandbox.acts.block(office.sandbox.acts.chat_of(1002), blocked=True)
    await office.settle()
    found = select(Member.name).where(Member.unreachable_since.is_not(None))
    assert await office.read(lambda s: list(s.scalars(found))) == ["Борис"]


async def test_a_group_that_throws_the_bot_out_does_not_switch_its_member_off(database: Database) -> None:
    async def to_group(message: Message) -> None:
        raise TelegramForbiddenError(SendMessage(chat_id=-100, text="text"), "Forbidden: bot was kicked")

    async with troubled(database, more=[on("group", to_group)]) as here:
        await unanswered(here.office.anna, "/group")
        assert await here.states() == [InboxState.ANSWERED]
        found = select(Member.name).where(Member.unreachable_since.is_not(None))
        assert await here.office.read(lambda s: list(s.scalars(found))) == []


async def test_a_fact_survives_a_failure_after_it_and_is_not_made_twice(here: Troubled) -> None:
    async def trouble(_visit: Visit) -> None:
        if here.calls.runs == 1:
            raise LookupError("while showing")

    here.calls.trouble = trouble
    await here.office.anna.say("/save")
    apology, answer = heard(here.office.anna)
    assert apology.startswith("Записано")
    assert answer == f"записано {here.calls.outcomes[0]}"
    assert here.calls.outcomes[0] == here.calls.outcomes[1]
    assert await here.activities() == 1
    assert await here.states() == [InboxState.ANSWERED]


async def test_a_failed_try_leaves_no_trace_in_the_dialog(here: Troubled) -> None:
    async def trouble(_visit: Visit) -> None:
        if here.calls.runs < 3:
            raise LookupError("while showing")

    here.calls.trouble = trouble
    await here.office.anna.say("/save")
    assert here.calls.runs == 3
    assert await here.dialog_data() == {"runs": 1}


async def test_what_died_leaves_no_trace_in_the_dialog(here: Troubled) -> None:
    async def trouble(_visit: Visit) -> None:
        raise LookupError("while showing")

    here.calls.trouble = trouble
    await here.office.anna.say("/save")
    assert await here.dialog_data() == {}
    assert await here.activities() == 1


async def test_what_was_received_before_a_crash_is_answered_after_it(here: Troubled) -> None:
    """Killed after the first commit: the next start finds the outcome."""
    office = here.office
    stop = asyncio.Event()

    async def trouble(_visit: Visit) -> None:
        if here.calls.runs == 1:
            stop.set()
            await asyncio.Event().wait()

    here.calls.trouble = trouble
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/save")
    settling = asyncio.create_task(office.settle())
    await stop.wait()
    await office.lanes.drain(0)
    await settling
    assert await here.states() == [InboxState.APPLIED]
    office.lanes = type(office.lanes)(office.program.handling.settle)
    office.program.intake.accepted = office.lanes.put
    await office.restart()
    assert await here.states() == [InboxState.ANSWERED]
    assert here.calls.outcomes[0] == here.calls.outcomes[1]
    assert await here.activities() == 1


async def test_what_another_process_did_meanwhile_is_found_not_repeated(here: Troubled) -> None:
    async def before(_visit: Visit) -> None:
        if here.calls.runs == 1:
            applied = update(Inbox).values(
                state=InboxState.APPLIED,
                use_case="log_activity",
                outcome='{"activity_id": 77, "client_id": 1, "again": false}',
            )
            await here.office.write(lambda s: s.execute(applied))

    here.calls.before = before
    await here.office.anna.say("/save")
    assert heard(here.office.anna) == ["записано 77"]
    assert await here.activities() == 0
    assert await here.states() == [InboxState.ANSWERED]


async def test_what_another_process_answered_meanwhile_is_left_alone(here: Troubled) -> None:
    async def before(_visit: Visit) -> None:
        await here.office.write(lambda s: s.execute(update(Inbox).values(state=InboxState.ANSWERED)))

    here.calls.before = before
    await unanswered(here.office.anna, "/save")
    assert here.calls.runs == 1
    assert heard(here.office.anna) == []
    assert await here.activities() == 0
    assert await here.dialog_data() == {}


async def test_two_use_cases_in_one_update_are_a_mistake_and_only_the_first_stays(here: Troubled) -> None:
    async def trouble(visit: Visit) -> None:
        await visit.run(log_activity, ActivityDraft(here.calls.client_id, ActivityKind.CALL, Outcome.AGREED))

    here.calls.trouble = trouble
    await here.office.anna.say("/save")
    assert "SecondUseCase" in await here.office.read(lambda s: s.scalar(select(Inbox.error)))
    assert await here.activities() == 1


class Commits:
    """A probe that loses the answer of a commit: the change is there, the program does not know."""

    def __init__(self) -> None:
        self.lose: set[int] = set()
        self.seen = 0

    def __call__(self, point: str) -> None:
        if point == "after commit":
            self.seen += 1
            if self.seen in self.lose:
                raise OperationalError("COMMIT", {}, ConnectionResetError("connection lost"))


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_commit_whose_answer_was_lost_is_not_repeated(database_url: str, lost: int) -> None:
    """The first commit is the fact, the second the answer with the dialog."""
    commits = Commits()
    database = open_database(database_url, commits)
    async with troubled(database) as here:

        async def before(_visit: Visit) -> None:
            if here.calls.runs == 1:
                commits.seen, commits.lose = 0, {lost}

        here.calls.before = before
        await here.office.anna.say("/save")
        assert commits.seen >= lost
        assert await here.activities() == 1
        assert await here.states() == [InboxState.ANSWERED]
        assert await here.dialog_data() == {"runs": 1}
        await here.office.anna.say("/save")
        assert await here.dialog_data() == {"runs": 2}, "memory and table say the same"
        assert await here.activities() == 2
        assert set(heard(here.office.anna)) == {f"записано {n}" for n in here.calls.outcomes}
    await database.close()


async def test_while_the_database_is_away_the_lane_waits_and_nothing_is_counted(postgres: Postgres) -> None:
    url = await postgres.create()
    parsed = make_url(url)
    async with gate(parsed.host or "127.0.0.1", parsed.port or 5432) as door:
        through = parsed.set(host="127.0.0.1", port=door.port).render_as_string(hide_password=False)
        database = open_database(through)
        async with troubled(database) as here:
            tried_once = asyncio.Event()

            async def before(_visit: Visit) -> None:
                if here.calls.runs == 1:
                    await door.shut()
                    tried_once.set()

            here.calls.before = before
            saving = asyncio.create_task(here.office.anna.say("/save"))
            await tried_once.wait()
            _, waiting = await asyncio.wait([saving], timeout=0.8)
            assert waiting
            await door.open()
            await saving
            assert await here.activities() == 1
            assert await here.states() == [InboxState.ANSWERED]
            assert len(heard(here.office.anna)) == 1
            assert await here.office.read(lambda s: s.scalar(select(Inbox.failures))) == 0
        await database.close()
    await postgres.drop(url)


async def test_ten_kills_in_a_row_make_it_dead_without_another_try(here: Troubled) -> None:
    office = here.office
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/save")
    bodies = [one.body for one in office.sandbox.world.updates.pending()]
    office.sandbox.world.updates.drop()
    office.program.intake.accepted = lambda rows: None
    await office.program.intake.take(bodies)
    await office.write(lambda s: s.execute(update(Inbox).values(kills=10)))
    await office.restart()
    assert await here.states() == [InboxState.DEAD]
    assert here.calls.runs == 0
    assert len(await here.told_owner()) == 1


async def _killed(office: Office, begun: asyncio.Event) -> None:
    """As much of a life as a process has that dies when the poison is touched; what it left is there at the next."""
    begun.clear()
    office.lanes = Lanes(office.program.handling.settle)
    office.program.handling._alone = asyncio.Lock()
    rows = await office.read(lambda s: unanswered_rows(s, office.program.bot.id, left_over=True))
    office.lanes.put(rows)
    resting = asyncio.create_task(office.idle())
    dying = asyncio.create_task(begun.wait())
    await asyncio.wait([resting, dying], return_when=asyncio.FIRST_COMPLETED)
    dying.cancel()
    await office.lanes.drain(0)
    await resting


async def test_only_the_update_that_kills_dies_not_its_neighbours(database: Database) -> None:
    """Those of other persons were being handled, too, each time the process died."""
    begun = asyncio.Event()
    poisoned: list[int] = []

    async def poison(_message: Message) -> None:
        poisoned.append(1)
        begun.set()
        await asyncio.Event().wait()

    async def slow(_message: Message, bot: Bot, visit: Visit) -> None:
        await asyncio.sleep(0)
        if begun.is_set():
            await asyncio.Event().wait()
        await bot.send_message(visit.who.telegram_id, "всё хорошо")

    async with troubled(database, more=[on("poison", poison), on("slow", slow)]) as here:
        office = here.office
        office.program.intake.accepted = lambda rows: None
        for phone, said in ((office.anna, "/poison"), (office.boris, "/slow"), (office.vera, "/slow")):
            office.sandbox.acts.say(office.sandbox.acts.chat_of(phone.person.id), said)
        bodies = [one.body for one in office.sandbox.world.updates.pending()]
        office.sandbox.world.updates.drop()
        await office.program.intake.take(bodies)
        for _ in range(14):
            await _killed(office, begun)
        assert await here.states() == [InboxState.DEAD, InboxState.ANSWERED, InboxState.ANSWERED]
        assert len(poisoned) == 10
        assert heard(office.boris) == heard(office.vera) == ["всё хорошо"]


async def test_a_program_that_dies_before_it_has_begun_anything_loses_nothing(here: Troubled) -> None:
    office = here.office
    office.sandbox.acts.say(office.sandbox.acts.chat_of(1001), "/save")
    bodies = [one.body for one in office.sandbox.world.updates.pending()]
    office.sandbox.world.updates.drop()
    office.program.intake.accepted = lambda rows: None
    await office.program.intake.take(bodies)
    for _ in range(12):
        office.lanes = Lanes(office.program.handling.settle)
        office.lanes.put(await office.read(lambda s: unanswered_rows(s, office.program.bot.id, left_over=True)))
        await office.lanes.drain(0)
    office.lanes = Lanes(office.program.handling.settle)
    await office.restart()
    assert await here.states() == [InboxState.ANSWERED]
    assert await here.activities() == 1


async def test_dialog_state_is_found_by_a_fresh_process(here: Troubled) -> None:
    await here.office.anna.say("/save")
    program = here.office.program
    fresh = DialogStorage(program.database, program.clock)
    rows = await here.office.read(lambda s: list(s.scalars(select(DialogState.person))))
    assert rows == [1001]
    assert await fresh._of_person(1001)
