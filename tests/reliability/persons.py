"""A rep who logs calls all day, taps twice, taps again when nothing comes, and notes what he saw saved."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox import Sandbox
from sandbox.chats import Chat, Message, Raw
from sandbox.refusals import ActError
from tests.reliability.town import Rep

OUTCOMES = {
    "Договорились": "звонок, договорились",
    "Поговорили": "звонок, поговорили",
    "Не ответил": "звонок, не ответил",
    "Отказ": "звонок, отказ",
}
LOG = "➕ Записать"
PATIENCE_S = 3.0
GIVES_UP_S = 90.0
TAPS_TWICE = 0.3
TAKES_A_STEP = 0.7

Shows = Callable[[Message], bool]


class NoAnswer(AssertionError):
    """A person tapped and tapped, and the screen never came."""


@dataclass(slots=True)
class Worker:
    """`saved`: (client, outcome) of every saved card he saw; `steps`: the clients whose next step he saw set.

    `given_up`: outcomes he tapped and whose button went before he saw them saved: perhaps they were; he began anew.
    `steps_tapped`: the steps he saw set, and those tapped and given up.

    `complaint`: he got no answer and gave up.
    """

    sandbox: Sandbox
    rep: Rep
    rng: random.Random
    saved: Counter[tuple[str, str]] = field(default_factory=Counter)
    given_up: Counter[tuple[str, str]] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    steps_tapped: Counter[str] = field(default_factory=Counter)
    complaint: str | None = None
    taps_twice: float = TAPS_TWICE

    @property
    def chat(self) -> Chat:
        return self.sandbox.acts.chat_of(self.rep.person.id)

    async def work(self, stop: asyncio.Event) -> None:
        """Log calls until told to stop; the last one is finished."""
        while not stop.is_set() and not self.complaint:
            await self.log_one_more()

    async def log_one_more(self) -> None:
        """One call more, unless he has given up."""
        try:
            await self._log_one()
        except NoAnswer as complaint:
            self.complaint = str(complaint)

    async def _log_one(self) -> None:
        """From «Записать» to saved, and mostly a next step. Raises NoAnswer."""
        client, outcome = self.rng.choice(self.rep.clients), self.rng.choice(list(OUTCOMES))
        saved = f"✅ «{client}»: {OUTCOMES[outcome]}."
        card = None
        while card is None:
            card = await self._log(client, outcome, saved)
        self.saved[client, outcome] += 1
        if self.rng.random() < TAKES_A_STEP:
            await self._choose_step(card, client, saved)

    async def asked_what_happened(self, client: str, outcome: str) -> Message | None:
        """«Записать» and the client tapped: the screen with the outcomes."""
        form = await self._insist(self._open, lambda m: _has(m, client) and not _says(m, "✅"))
        if form is None:
            return None
        return await self._tap_on(form, client, lambda m: _has(m, outcome) and _says(m, f"«{client}»"))

    async def _log(self, client: str, outcome: str, saved: str) -> Message | None:
        """The saved card; None when the form was lost on the way and nothing was saved."""
        asked = await self.asked_what_happened(client, outcome)
        if asked is None:
            return None
        card = await self._tap_on(asked, outcome, lambda m: _says(m, saved))
        if card is None:
            self.given_up[client, outcome] += 1
        return card

    async def _choose_step(self, card: Message, client: str, saved: str) -> None:
        step = next((text for text in _buttons(card) if " · " in text), None)
        if step is None:
            return
        self.steps_tapped[client] += 1
        if await self._tap_on(card, step, lambda m: _says(m, f"{saved} Дальше:")):
            self.steps[client] += 1

    def _open(self) -> bool:
        self.sandbox.acts.say(self.chat, LOG)
        return True

    async def _tap_on(self, on: Message, text: str, shows: Shows) -> Message | None:
        """Tap it, sometimes twice, and again when nothing comes."""

        def tap() -> bool:
            try:
                self.tap(on, text)
                if self.rng.random() < self.taps_twice:
                    self.tap(on, text)
            except ActError:
                return False
            return True

        return await self._insist(tap, shows)

    def tap(self, on: Message, text: str) -> None:
        """The button that begins with the text. Raises ActError when it is not there."""

        def choose(rows: list[list[Raw]]) -> Raw | None:
            return next((button for row in rows for button in row if button["text"].startswith(text)), None)

        self.sandbox.acts.tap(self.chat, on.id, choose)

    async def _insist(self, act: Callable[[], bool], shows: Shows) -> Message | None:
        """Act until a message shows it; None when there is nothing left to tap. Raises NoAnswer."""
        began = self.sandbox.world.ids.last_change
        try:
            async with asyncio.timeout(GIVES_UP_S):
                while act():
                    seen = await self._seen(shows, began)
                    if seen is not None:
                        return seen
                return await self._seen(shows, began)
        except TimeoutError:
            raise NoAnswer(f"{self.rep.person.name}: {self._story()}") from None

    async def _seen(self, shows: Shows, after: int) -> Message | None:
        """The message that shows it, as soon as there is one; None after a while."""
        watcher = self.sandbox.world.events.watch()
        try:
            async with asyncio.timeout(PATIENCE_S):
                while (found := self._find(shows, after)) is None:
                    await watcher.take()
                return found
        except TimeoutError:
            return None
        finally:
            self.sandbox.world.events.unwatch(watcher)

    def _find(self, shows: Shows, after: int) -> Message | None:
        new = [message for message in self.chat.changed_after(after) if message.from_bot and shows(message)]
        return new[-1] if new else None

    def _story(self) -> str:
        return " | ".join(self.lines[-6:])

    @property
    def lines(self) -> list[str]:
        """His whole chat, a message a line, with the buttons that are left."""
        return [
            f"{message.id} {'<' if message.from_bot else '>'} {_text(message)!r} {_buttons(message)}"
            for message in self.chat.messages.values()
        ]


def _text(message: Message) -> str:
    return str(message.raw.get("text", ""))


def _says(message: Message, words: str) -> bool:
    return _text(message).startswith(words)


def _buttons(message: Message) -> list[str]:
    rows = message.raw.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _has(message: Message, text: str) -> bool:
    return any(button.startswith(text) for button in _buttons(message))
