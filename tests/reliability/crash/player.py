"""Plays the scripted day: Telegram and the people here, the bot a child that may die once."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

from sandbox import Sandbox
from sandbox.chats import Chat, Message, Raw
from sandbox.clock import VirtualClock
from tests.harness import CAST, MONDAY, TOKEN
from tests.reliability.crash.bot_child import ReadyBot, Shared
from tests.reliability.crash.engines import Engines
from tests.reliability.crash.link import ParentEnd, answered

PEOPLE = {person.name: person for person in CAST}
TOO_LONG_S = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a person sees it."""

    from_bot: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    picture: bool


class Player:
    """The people and their Telegram; the bot comes with `open` and goes with `stop`, whole or killed once."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self.database_url = ""
        clock = VirtualClock(MONDAY, real=lambda: 0.0)
        self.sandbox = Sandbox(
            CAST, token=TOKEN, clock=clock, seed=1000, strict_rates=False, page_dir=None, seconds=lambda: 0.0
        )
        self.shared = Shared(MONDAY)
        self.deaths = 0
        self._dies_at: int | None = None
        self._child = 0
        self._link: ParentEnd
        self._bot = ReadyBot(engines)

    def open(self, database_url: str, dies_at: int | None = None) -> None:
        """Start the bot. `dies_at`: the point at which it is killed; None = undisturbed."""
        self.database_url, self._dies_at, self.deaths = database_url, dies_at, 0
        self.shared = Shared(self.now)
        self._fork()

    @property
    def now(self) -> datetime:
        return self.shared.now

    @property
    def points(self) -> int:
        """How many crash points have been passed since `open`."""
        return self.shared.points

    # --- what people do -------------------------------------------------------------------------------------------

    def say(self, name: str, text: str) -> None:
        self.sandbox.acts.say(self._chat(name), text)
        self.settle()

    def start(self, name: str, payload: str = "") -> None:
        self.sandbox.acts.start(self._chat(name), payload)
        self.settle()

    def tap(self, name: str, text: str, *, times: int = 1) -> None:
        """The button with that text on the latest message that has one."""
        chat = self._chat(name)
        message = self._with_button(chat, text)
        for _ in range(times):
            self.sandbox.acts.tap(chat, message.id, lambda rows: _button(rows, text))
        self.settle()

    def _with_button(self, chat: Chat, text: str) -> Message:
        for message in reversed(chat.messages.values()):
            if message.from_bot and _button(_rows(message), text):
                return message
        raise AssertionError(f"nobody shows «{text}» to {chat.public['first_name']}: {self.screens()}")

    def _chat(self, name: str) -> Chat:
        return self.sandbox.acts.chat_of(PEOPLE[name].id)

    # --- time and the bot -----------------------------------------------------------------------------------------

    def settle(self) -> None:
        """The bot takes all updates and answers them."""
        self._order("take")

    def live(self, **delta: float) -> None:
        """That much later; what falls due on the way is sent."""
        self.until(self.now + timedelta(**delta))

    def until(self, instant: datetime) -> None:
        self._order("live", instant)
        self.sandbox.clock.move_to(instant)

    def stop(self) -> None:
        """Let the bot go."""
        self._order("take")
        self._link.send(("stop",))
        self._reap()

    def _order(self, *order: Any) -> None:
        """Have it done, by another process if this one dies."""
        while True:
            try:
                self._link.send(order)
                self._serve_until_done()
                return
            except EOFError:
                self._come_back()

    def _serve_until_done(self) -> None:
        while True:
            kind, *rest = self._link.receive()
            if kind == "done":
                return
            number, method, given, uploads = rest
            self._link.send(("answer", number, answered(self.sandbox, method, given, uploads)))

    def _come_back(self) -> None:
        status = self._reap()
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            raise AssertionError(f"the bot has ended by itself: {status}")
        self.deaths += 1
        self._dies_at = None
        self._fork()

    def _reap(self) -> int:
        _, status = os.waitpid(self._child, 0)
        self._link.close()
        return status

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        self._child = os.fork()
        if self._child == 0:
            ours.close()
            self._bot.become(theirs, self.shared, self.database_url, self._dies_at)
        theirs.close()
        ours.settimeout(TOO_LONG_S)
        self._link = ParentEnd(ours)

    def warm(self, database_url: str, chapters: "tuple[Step, ...]") -> None:
        """Play in a thread of this process: what is imported and remembered there, the children find ready."""
        self.database_url, self.shared = database_url, Shared(self.now)
        ours, theirs = socket.socketpair()
        self._link = ParentEnd(ours)

        def live() -> None:
            with theirs:
                asyncio.run(self._bot.serve(theirs, self.shared, database_url))

        bot = Thread(target=live, daemon=True)
        bot.start()
        try:
            for chapter in chapters:
                chapter(self)
            self._link.send(("stop",))
            bot.join()
        finally:
            self._link.close()

    # --- what is seen ---------------------------------------------------------------------------------------------

    def screens(self) -> dict[str, list[Seen]]:
        """Every person's chat, oldest first."""
        return {name: [_seen(message) for message in self._chat(name).messages.values()] for name in PEOPLE}

    def keyboards(self) -> dict[str, Any]:
        """The reply keyboard that each has."""
        return {name: _texts((self._chat(name).keyboard or {}).get("keyboard", [])) for name in PEOPLE}


Step = Callable[[Player], None]


def _seen(message: Message) -> Seen:
    text = message.raw.get("text") or message.raw.get("caption") or ""
    return Seen(message.from_bot, text, _texts(_rows(message)), "photo" in message.raw)


def _rows(message: Message) -> list[list[Raw]]:
    rows: list[list[Raw]] = message.raw.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _texts(rows: list[list[Raw]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button["text"] for button in row) for row in rows)


def _button(rows: list[list[Raw]], text: str) -> Raw | None:
    buttons = [button for row in rows for button in row]
    return next((button for button in buttons if button["text"].startswith(text)), None)
