"""The office: the real program over the sandbox's own Telegram, in one process and without HTTP.

Buttons are found by their visible text. Every request is checked as Telegram would check it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from sqlalchemy.orm import Session

from bot.bootstrap import build
from bot.database import Database
from bot.handling import TIME_LIMIT_S
from bot.inbox import Received, unanswered
from bot.lanes import Lanes
from bot.program import Program
from bot.settings import Settings
from domain.clock import ManualClock
from domain.names import normalised
from domain.tables import Client, Contact, Keeper, Member, Phone, Role, Team, TeamMembership
from sandbox import Person, Sandbox
from sandbox.chats import Message as SandboxMessage
from sandbox.files import Upload
from tests.worker import shared_worker

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=MOSCOW)
TOKEN = "42:SANDBOX"
UNHURRIED_S = 20.0
CAST = (
    Person(1001, "Анна", "rep", username="anna"),
    Person(1002, "Борис", "rep", username="boris"),
    Person(1004, "Вера", "manager", username="vera"),
    Person(1005, "Глеб", "owner", username="gleb"),
    Person(1099, "Чужой", "stranger"),
)
_idle_dispatchers: list[Dispatcher] = []
"""Of closed offices: to register every handler took a third of most tests."""


class InProcessSession(BaseSession):
    """aiogram's session over the sandbox's Bot API, without a network."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self._sandbox = sandbox
        self.away = False

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        if self.away:
            raise TelegramNetworkError(method, "Telegram is away")
        given: dict[str, Any] = {}
        files: dict[str, InputFile] = {}
        for name, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files)
            if prepared:
                given[name] = prepared
        uploads = {name: await _upload(name, file, bot) for name, file in files.items()}
        answer = await self._sandbox._api.answer(method.__api_method__, given, uploads)
        if answer.body is None:
            raise TelegramNetworkError(method, "the connection was closed")
        content = answer.page or self.json_dumps(answer.body)
        response = self.check_response(bot=bot, method=method, status_code=answer.code, content=content)
        return response.result  # type: ignore[return-value]

    async def stream_content(self, url: str, *args: Any, **kwargs: Any) -> Any:
        """A file by the path that getFile has said."""
        file = self._sandbox.world.files.at(url.partition(f"/bot{self._sandbox.token}/")[2])
        if file is None:
            raise FileNotFoundError(url)
        yield file.content


async def _upload(name: str, file: InputFile, bot: Bot) -> Upload:
    content = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(file.filename or name, content, "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as it stands on a phone."""

    message_id: int
    text: str
    html: str
    buttons: list[list[str]]
    raw: dict[str, Any]

    @property
    def flat(self) -> list[str]:
        return [text for row in self.buttons for text in row]

    @property
    def has_photo(self) -> bool:
        return "photo" in self.raw


@dataclass(slots=True)
class Handset:
    """A person's phone. Every act returns when the bot has answered it."""

    office: "Office"
    person: Person
    member_id: int | None = None
    taps: int = 0

    async def say(self, text: str) -> "Screen":
        self.office.sandbox.acts.say(self._chat, text)
        return await self._answered()

    async def press(self, text: str) -> "Screen":
        """A button of the reply keyboard."""
        self.taps += 1
        self.office.sandbox.acts.press(self._chat, text)
        return await self._answered()

    async def tap(self, text: str, on: "Screen | None" = None) -> "Screen":
        """The inline button with that text (or beginning with it), on the last message unless another is given."""
        self.taps += 1
        self.tap_only(text, on)
        return await self._answered()

    def tap_only(self, text: str, on: "Screen | None" = None) -> None:
        """The same without waiting for the answer: for double taps."""
        screen = on or self.screen
        self.office.sandbox.acts.tap(self._chat, screen.message_id, lambda rows: _find(rows, text))

    async def tap_data(self, data: str, message_id: int | None = None) -> "Screen":
        """Callback data as a forged keyboard would send it."""
        self.office.sandbox.acts.tap_raw(self._chat, message_id or self.screen.message_id, data)
        return await self._answered()

    async def start(self, payload: str = "") -> "Screen":
        self.office.sandbox.acts.start(self._chat, payload)
        return await self._answered()

    async def edit(self, message_id: int, text: str) -> "Screen":
        self.office.sandbox.acts.edit(self._chat, message_id, text)
        return await self._answered()

    async def share(self, what: str, **details: Any) -> "Screen":
        """contact, location, photo, document, voice, sticker: as the sandbox's control API takes them."""
        getattr(self.office.sandbox.acts, what)(self._chat, **details)
        return await self._answered()

    async def act(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> "Screen":
        """Any act of `sandbox.acts` that takes the chat first."""
        act(self._chat, *args, **kwargs)
        return await self._answered()

    async def _answered(self) -> "Screen":
        await self.office.settle()
        return self.screen

    @property
    def _chat(self) -> Any:
        return self.office.sandbox.acts.chat_of(self.person.id)

    @property
    def chat(self) -> "list[Screen]":
        """All messages, the person's own too, oldest first."""
        return [_screen(message) for message in self._chat.messages.values()]

    @property
    def screen(self) -> "Screen":
        """The last message of the bot."""
        ours = [message for message in self._chat.messages.values() if message.from_bot]
        if not ours:
            raise AssertionError(f"the bot has not written to {self.person.name}")
        return _screen(ours[-1])

    @property
    def heard(self) -> "list[Screen]":
        """All messages of the bot, oldest first."""
        return [_screen(message) for message in self._chat.messages.values() if message.from_bot]

    @property
    def keyboard(self) -> list[list[str]]:
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def toasts(self) -> list[str]:
        return [toast.text for toast in self._chat.toasts if toast.text]


def _find(rows: list[list[dict[str, Any]]], text: str) -> dict[str, Any] | None:
    buttons = [button for row in rows for button in row]
    exact = [button for button in buttons if button["text"] == text]
    begins = [button for button in buttons if button["text"].startswith(text)]
    holds = [button for button in buttons if text in button["text"]]
    return next(iter(exact or begins or holds), None)


def _screen(message: SandboxMessage) -> Screen:
    raw = message.raw
    inline = raw.get("reply_markup", {}).get("inline_keyboard", [])
    text = raw.get("text") or raw.get("caption") or ""
    return Screen(message.id, text, text, [[button["text"] for button in row] for row in inline], raw)


@dataclass(slots=True)
class Office:
    """The cast, the clock and the program."""

    program: Program
    sandbox: Sandbox
    clock: ManualClock
    session: InProcessSession
    lanes: Lanes
    usual: bool = True
    """Without handlers of its own: another office may have its dispatcher next."""
    phones: dict[str, Handset] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.program.database

    @property
    def anna(self) -> Handset:
        return self.phones["Анна"]

    @property
    def boris(self) -> Handset:
        return self.phones["Борис"]

    @property
    def vera(self) -> Handset:
        return self.phones["Вера"]

    @property
    def gleb(self) -> Handset:
        return self.phones["Глеб"]

    @property
    def stranger(self) -> Handset:
        return self.phones["Чужой"]

    async def settle(self) -> None:
        """Take every pending update in and wait until each is answered."""
        updates = self.sandbox.world.updates
        while pending := updates.pending():
            updates.drop()
            await self.program.intake.take([one.body for one in pending])
            await self.idle()

    async def idle(self) -> None:
        """Until no lane has anything to do."""
        while self.lanes.held:
            await self.lanes.rest()

    async def later(self, **delta: float) -> None:
        """Live through that much time: every due instant on the way is ticked and what falls due is sent."""
        await self.until(self.clock.now() + timedelta(**delta))

    async def until(self, instant: datetime) -> None:
        async def step(to: datetime) -> None:
            self.clock.move_to(to)
            self.sandbox.clock.move_to(to)

        await self.program.live_until(instant, step)
        await self.settle()

    async def arrive_at(self, instant: datetime, lived: timedelta = timedelta(days=8)) -> None:
        """Until that instant, living through the last days only: what comes before brings nothing to the test."""
        if self.clock.now() < instant - lived:
            self.clock.move_to(instant - lived)
            self.sandbox.clock.move_to(instant - lived)
        await self.until(instant)

    async def write(self, job: Callable[[Session], Any]) -> Any:
        return await self.database.write(job)

    async def read(self, job: Callable[[Session], Any]) -> Any:
        return await self.database.read(job)

    async def restart(self) -> None:
        """As after a crash: memory is lost, what is in the tables is handled."""
        self.program.storage.forget()
        self.program.handling.members.forget()
        rows: list[Received] = await self.database.read(unanswered, self.program.bot.id, left_over=True)
        self.lanes.put(rows)
        await self.idle()

    async def close(self) -> None:
        await self.lanes.drain(5)
        await self.program.notifier.stop()
        if self.usual:
            _idle_dispatchers.append(self.program.handling.dispatcher)


async def open_office(
    database: Database,
    *,
    start: datetime = MONDAY,
    time_limit_s: float = TIME_LIMIT_S,
    probe: Any = None,
    first_routers: Sequence[Router] = (),
) -> Office:
    """The program over the database, with the cast as members and nobody else's data.

    Of Telegram's limits it waits for none: the next second is always over.
    """
    clock = ManualClock(start)
    sandbox = Sandbox(CAST, token=TOKEN, start_at=start, strict_rates=False, page_dir=None)
    session = InProcessSession(sandbox)
    settings = _settings()
    extra = {} if probe is None else {"probe": probe}
    usual = not first_routers
    program = build(
        settings,
        clock=clock,
        database=database,
        session=session,
        seconds=count(step=100).__next__,
        time_limit_s=time_limit_s,
        first_routers=first_routers,
        worker=shared_worker,
        dispatcher=_idle_dispatchers.pop() if usual and _idle_dispatchers else None,
        **extra,
    )
    program.handling.patience_s = UNHURRIED_S
    lanes = Lanes(program.handling.settle)
    program.intake.accepted = lanes.put
    office = Office(program, sandbox, clock, session, lanes, usual)
    members = await database.write(lambda s: hire_cast(s, start))
    for person in CAST:
        office.phones[person.name] = Handset(office, person, members.get(person.id))
    return office


@cache
def _settings() -> Settings:
    """Its zone is looked for among all on the disk."""
    return Settings(_env_file=None, bot_token=TOKEN)  # type: ignore[call-arg]


def hire_cast(session: Session, at: datetime) -> dict[int, int]:
    """Анна and Борис in Вера's team; Глеб owns the company. Telegram id → member id."""
    team = Team(name="Отдел продаж")
    session.add(team)
    session.flush()
    ids: dict[int, int] = {}
    for person in CAST:
        if person.role == "stranger":
            continue
        member = Member(
            telegram_id=person.id,
            telegram_username=person.username,
            name=person.name,
            role=Role(person.role),
            joined_at=at,
        )
        session.add(member)
        session.flush()
        ids[person.id] = member.id
        if member.role is not Role.OWNER:
            session.add(
                TeamMembership(team_id=team.id, member_id=member.id, leads=member.role is Role.MANAGER, since=at.date())
            )
    return ids


def add_client(
    session: Session,
    keeper_id: int,
    name: str,
    *,
    phone: str | None = None,
    contact: str | None = None,
    at: datetime = MONDAY,
    **columns: Any,
) -> int:
    """A client of that keeper, ready to be called; its id."""
    from domain.search import reindex

    client = Client(name=name, search_name=normalised(name), happened_at=at, received_at=at, stored_at=at, **columns)
    session.add(client)
    session.flush()
    session.add(Keeper(client_id=client.id, member_id=keeper_id, since=at.date()))
    contact_id = None
    if contact is not None:
        person = Contact(client_id=client.id, name=contact, search_name=normalised(contact))
        session.add(person)
        session.flush()
        contact_id = person.id
    if phone is not None:
        session.add(Phone(client_id=client.id, contact_id=contact_id, e164=phone))
    session.flush()
    reindex(session, client.id)
    return client.id


def plain(text: str) -> str:
    """Without the no-break and thin spaces of sums, to compare what people read."""
    return re.sub(r"[\u00a0\u2009\u202f]", " ", text)
