"""What people do with their phones, and the updates the bot gets for it."""

import base64
import re
from collections.abc import Callable

from sandbox.chats import Chat, Message, Raw
from sandbox.files import StoredFile, Upload
from sandbox.html_entities import utf16_length
from sandbox.methods.chats import bot_moved
from sandbox.people import Person
from sandbox.refusals import ActError, Refusal
from sandbox.samples import SAMPLE_PICTURE
from sandbox.texts import TEXT_LIMIT
from sandbox.world import World

_FOUND = {
    "bot_command": re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?"),
    "url": re.compile(r"https?://\S+"),
    "mention": re.compile(r"(?<!\w)@\w{4,32}"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
}
_START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Acts:
    """Acts of people. Each raises ActError when a phone would not let them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def chat_of(self, person_id: int) -> Chat:
        """The person's chat with the bot."""
        chat = self._world.chats.find(person_id)
        if chat is None:
            raise ActError(404, f"no chat {person_id}")
        return chat

    def say(self, chat: Chat, text: str, by: Person | None = None) -> list[Message]:
        """Send a text; as Telegram's apps do, a longer one goes as several messages."""
        if not text.strip():
            raise ActError(400, "an empty text cannot be sent")
        return [self._send(chat, _text_content(part), by) for part in _parts(text)]

    def start(self, chat: Chat, payload: str = "") -> Message:
        """Open the bot by a link: unblocks it, sends /start."""
        if not _START_PAYLOAD.fullmatch(payload):
            raise ActError(400, "a start payload is up to 64 of A-Z a-z 0-9 _ -")
        if chat.blocked:
            self.block(chat, blocked=False)
        return self._send(chat, _text_content(f"/start {payload}".strip()))

    def forward(self, chat: Chat, text: str, from_name: str = "Некто") -> Message:
        """Forward a text of someone who hides his account."""
        origin = {"type": "hidden_user", "date": self._world.date(), "sender_user_name": from_name}
        return self._send(chat, _text_content(text) | {"forward_origin": origin})

    def _send(self, chat: Chat, content: Raw, by: Person | None = None) -> Message:
        if chat.blocked:
            raise ActError(409, "the bot is blocked; start it first")
        chat.started = True
        person = by or chat.person
        message = self._world.post(chat, content, from_bot=False, sender=person.as_user() if person else None)
        kind = "channel_post" if chat.public["type"] == "channel" else "message"
        self._world.updates.add(kind, message.raw, chat.id)
        return message

    def edit(self, chat: Chat, message_id: int, text: str) -> Message:
        """Edit one's own text."""
        message = self._message(chat, message_id)
        if message.from_bot or "text" not in message.raw:
            raise ActError(409, "only one's own text can be edited")
        kept = {key: value for key, value in message.raw.items() if key != "entities"}
        self._world.edit(chat, message, kept | _text_content(text) | {"edit_date": self._world.date()})
        self._world.updates.add("edited_message", message.raw, chat.id)
        return message

    def _message(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None:
            raise ActError(404, f"no message {message_id}")
        return message

    def tap(self, chat: Chat, message_id: int, choose: Callable[[list[list[Raw]]], Raw | None]) -> Raw:
        """Tap an inline button: what came of it (`update_id` and `query_id`, or `url`, or `copied`)."""
        message = self._message(chat, message_id)
        rows = message.raw.get("reply_markup", {}).get("inline_keyboard", [])
        button = choose(rows)
        if button is None:
            shown = ", ".join(button["text"] for row in rows for button in row) or "none"
            raise ActError(404, f"no such button; shown: {shown}")
        if "disabled" in button:
            raise ActError(409, "the button is disabled")
        if "url" in button:
            return {"url": button["url"]}
        if "copy_text" in button:
            return {"copied": button["copy_text"]["text"]}
        if "callback_data" not in button:
            raise ActError(409, "the sandbox cannot tap this kind of button")
        return self.tap_raw(chat, message_id, button["callback_data"])

    def tap_raw(self, chat: Chat, message_id: int | None, data: str) -> Raw:
        """Send callback data as a forged or long outdated keyboard would; the message may be gone."""
        world, person = self._world, self._holder(chat)
        query_id = world.ids.query()
        query: Raw = {"id": query_id, "from": person.as_user(), "chat_instance": str(chat.id * 7919), "data": data}
        if message_id is not None:
            kept = chat.messages.get(message_id)
            query["message"] = kept.raw if kept else {"chat": chat.public, "message_id": message_id, "date": 0}
        world.taps.open(query_id, chat.id, message_id)
        return {"update_id": world.updates.add("callback_query", query, chat.id), "query_id": query_id}

    def _holder(self, chat: Chat) -> Person:
        if chat.person is None:
            raise ActError(409, "not a chat with a person")
        if chat.blocked:
            raise ActError(409, "the bot is blocked; start it first")
        return chat.person

    def press(self, chat: Chat, text: str, *, force: bool = False) -> Message:
        """Press a button of the reply keyboard: sends its text, or the contact or place it asks for."""
        shown = [button for row in (chat.keyboard or {}).get("keyboard", []) for button in row]
        button = next((button for button in shown if button["text"] == text), None)
        if button is None and not force:
            names = ", ".join(button["text"] for button in shown) or "none"
            raise ActError(400, f"no such button; shown: {names}")
        button = button or {}
        if (chat.keyboard or {}).get("one_time_keyboard"):
            self._world.show_keyboard(chat, None)
        if button.get("request_contact"):
            return self.share(chat, {"contact": True})
        if button.get("request_location"):
            return self.share(chat, {"location": True})
        return self.say(chat, text)[0]

    def share(self, chat: Chat, what: Raw) -> Message:
        """Share a contact, location, venue, photo, document, voice, video, audio or sticker; `caption` beside it."""
        person = self._holder(chat)
        kind = next((kind for kind in what if kind not in ("caption",)), "")
        given = what.get(kind)
        details: Raw = given if isinstance(given, dict) else {}
        content = self._shared(person, kind, details)
        if caption := what.get("caption") or details.get("caption"):
            content["caption"] = caption
        return self._send(chat, content)

    def _shared(self, person: Person, kind: str, details: Raw) -> Raw:
        if kind == "contact":
            return {"contact": _contact(person, details)}
        if kind in ("location", "venue"):
            point = _point(details)
            names = {"title": details.get("title", "Место"), "address": details.get("address", "Москва")}
            return (
                {"location": point} if kind == "location" else {"location": point, "venue": {"location": point} | names}
            )
        if kind not in _FILE_NAMES:
            raise ActError(400, f"cannot share {kind or 'nothing'}")
        return {kind: self._file(kind, details).as_telegram()}

    def _file(self, kind: str, details: Raw) -> StoredFile:
        name, mime = _FILE_NAMES[kind]
        upload = Upload(
            str(details.get("file_name") or details.get("emoji") or name),
            _bytes_of(kind, details),
            details.get("mime_type") or mime,
        )
        try:
            return self._world.files.keep(kind, upload, size=details.get("size"))
        except Refusal as refusal:
            raise ActError(400, refusal.description) from refusal

    def block(self, chat: Chat, *, blocked: bool) -> None:
        """Block or unblock the bot."""
        person = chat.person
        if person is None:
            raise ActError(409, "not a chat with a person")
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        world = self._world
        status = "kicked" if blocked else "member"
        world.updates.add(
            "my_chat_member", bot_moved(world.bot, chat.public, world.date(), person.as_user(), status), chat.id
        )
        world.changed(chat)

    def add_to_group(self, title: str, by: Person) -> Chat:
        """Make a group and add the bot to it."""
        world = self._world
        chat = world.chats.add(Chat({"id": -world.ids.chat(), "title": title, "type": "group"}))
        moved = bot_moved(world.bot, chat.public, world.date(), by.as_user(), "member")
        world.updates.add("my_chat_member", moved, chat.id)
        self._send(chat, {"new_chat_members": [world.bot]}, by)
        return chat

    def channel(self, title: str) -> Chat:
        """The channel of that title, made when there is none."""
        found = next((chat for chat in self._world.chats.shared() if chat.public["title"] == title), None)
        if found is not None and found.public["type"] == "channel":
            return found
        public = {"id": -1_000_000_000_000 - self._world.ids.chat(), "title": title, "type": "channel"}
        return self._world.chats.add(Chat(public))


_FILE_NAMES = {
    "photo": ("photo.png", "image/png"),
    "document": ("document.txt", "text/plain"),
    "voice": ("voice.oga", "audio/ogg"),
    "video": ("video.mp4", "video/mp4"),
    "audio": ("audio.mp3", "audio/mpeg"),
    "sticker": ("👍", "image/webp"),
}


def _bytes_of(kind: str, details: Raw) -> bytes:
    if "base64" in details:
        return base64.b64decode(details["base64"])
    if "text" in details:
        return str(details["text"]).encode()
    return SAMPLE_PICTURE if kind == "photo" else b"sandbox"


def _point(details: Raw) -> Raw:
    point = {"latitude": details.get("latitude", 55.7558), "longitude": details.get("longitude", 37.6173)}
    if not all(isinstance(number, int | float) for number in point.values()):
        raise ActError(400, "latitude and longitude must be numbers")
    return point


def _contact(person: Person, details: Raw) -> Raw:
    """The person's own contact unless details of another are given."""
    own = {
        "phone_number": person.phone or f"+7999{person.id % 10_000_000:07d}",
        "first_name": person.name,
        "user_id": person.id,
    }
    if not details:
        return own
    return {"phone_number": "+79991234567", "first_name": "Контакт"} | details


def _parts(text: str) -> list[str]:
    """At most 4096 UTF-16 units each."""
    parts: list[str] = []
    while utf16_length(text) > TEXT_LIMIT:
        cut = TEXT_LIMIT
        while utf16_length(text[:cut]) > TEXT_LIMIT:
            cut -= 1
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text] if text.strip() else parts


def _text_content(text: str) -> Raw:
    entities = [
        {"type": kind, "offset": utf16_length(text[: found.start()]), "length": utf16_length(found.group())}
        for kind, pattern in _FOUND.items()
        for found in pattern.finditer(text)
    ]
    entities.sort(key=lambda entity: int(str(entity["offset"])))
    return {"text": text, "entities": entities} if entities else {"text": text}


def button_of(
    text: str | None, row: int | None = None, column: int | None = None, index: int = 0
) -> Callable[[list[list[Raw]]], Raw | None]:
    """Chooses a button by its visible text (the `index`-th of those that have it), or by its place."""

    def choose(rows: list[list[Raw]]) -> Raw | None:
        if row is not None:
            place = rows[row][(column or 0) :] if row < len(rows) else []
            return place[0] if place and text in (None, place[0]["text"]) else None
        same = [button for line in rows for button in line if button["text"] == text]
        return same[index] if index < len(same) else None

    return choose
