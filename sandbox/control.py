"""The control API: people's hands, the clock, misfortunes and the log, as JSON over HTTP. See docs/sandbox.md."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.acts import Acts, button_of
from sandbox.advance import Advance
from sandbox.calls import CallLog
from sandbox.chats import Chat, Message
from sandbox.events import as_server_sent
from sandbox.faults import Faults
from sandbox.methods.about_bot import commands_seen_by
from sandbox.people import Person
from sandbox.refusals import ActError
from sandbox.requests import Body, as_json, instant_of, json_body, number_in, text_of, whole_of
from sandbox.views import chat_view, download_headers, message_view, toasts_view
from sandbox.world import World

Responder = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """Routes under /api."""

    def __init__(
        self, world: World, acts: Acts, advance: Advance, faults: Faults, calls: CallLog, timezone: str | None = None
    ) -> None:
        self._timezone = timezone
        self._world = world
        self._acts = acts
        self._advance = advance
        self._faults = faults
        self._calls = calls

    def routes(self) -> list[web.RouteDef]:
        """Everything the control API answers."""
        person = "/api/people/{id}"
        chat = "/api/chats/{id}"
        return [
            web.get("/api/bot", self._bot),
            web.get("/api/people", self._people),
            web.get(f"{person}/messages", self._messages),
            web.get(f"{person}/toasts", self._toasts),
            web.get(f"{person}/commands", self._commands),
            *(web.post(f"{person}/{act.__name__.strip('_')}", self._acting(act)) for act in self._acts_of_people()),
            web.get("/api/chats", self._chats),
            web.get(f"{chat}/messages", self._messages),
            web.post(f"{chat}/say", self._acting(self._say_in_group)),
            web.post("/api/groups", self._answering(self._group)),
            web.post("/api/channel_post", self._answering(self._channel_post)),
            web.post("/api/raw", self._answering(self._raw)),
            web.get("/api/clock", self._clock),
            web.post("/api/clock", self._answering(self._move_clock)),
            web.post("/api/clock/step", self._answering(self._clock_step)),
            web.post("/api/clock/done", self._answering(self._clock_done)),
            web.get("/api/faults", self._list_faults),
            web.post("/api/faults", self._answering(self._order_fault)),
            web.delete("/api/faults", self._clear_faults),
            web.get("/api/calls", self._list_calls),
            web.get("/api/events", self._events),
            web.get("/api/files/{file_id}", self._file),
        ]

    def _acts_of_people(self) -> list[Callable[[Chat, Body], Any]]:
        return [
            self._say,
            self._start,
            self._tap,
            self._tap_raw,
            self._press,
            self._share,
            self._edit,
            self._forward,
            self._block,
        ]

    def _acting(self, act: Callable[[Chat, Body], Any]) -> Responder:
        """A route where someone does something in the chat of the address."""

        async def respond(request: web.Request) -> web.Response:
            chat = self._chat(request)
            return as_json(act(chat, await json_body(request)))

        return respond

    def _answering(self, answer: Callable[[Body], Awaitable[Any]]) -> Responder:
        """A route that takes a JSON object and answers one."""

        async def respond(request: web.Request) -> web.Response:
            return as_json(await answer(await json_body(request)))

        return respond

    def _chat(self, request: web.Request) -> Chat:
        try:
            return self._acts.chat_of(int(request.match_info["id"]))
        except ValueError:
            raise ActError(404, "an id is a number") from None

    async def _bot(self, request: web.Request) -> web.Response:
        bot = self._world.bot
        return as_json({"username": bot["username"], "name": bot["first_name"], "timezone": self._timezone})

    async def _people(self, request: web.Request) -> web.Response:
        return as_json([_person_view(person, self._acts.chat_of(person.id)) for person in self._world.people.values()])

    async def _messages(self, request: web.Request) -> web.Response:
        return as_json(chat_view(self._chat(request), number_in(request, "after"), self._world.ids.last_change))

    async def _toasts(self, request: web.Request) -> web.Response:
        toasts = toasts_view(self._chat(request), number_in(request, "after"))
        return as_json({"toasts": toasts, "last": self._world.ids.last_change})

    async def _commands(self, request: web.Request) -> web.Response:
        return as_json(commands_seen_by(self._world, self._chat(request).id))

    def _say(self, chat: Chat, body: Body) -> Body:
        sent = self._acts.say(chat, text_of(body))
        return self._sent(chat, sent[0]) | {"message_ids": [message.id for message in sent]}

    def _start(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.start(chat, text_of(body, "payload", "")))

    def _tap(self, chat: Chat, body: Body) -> Body:
        choose = button_of(body.get("text"), body.get("row"), body.get("col"), body.get("index", 0))
        return self._acts.tap(chat, whole_of(body, "message_id"), choose)

    def _tap_raw(self, chat: Chat, body: Body) -> Body:
        return self._acts.tap_raw(chat, body.get("message_id"), text_of(body, "data"))

    def _press(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.press(chat, text_of(body), force=bool(body.get("force"))))

    def _share(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.share(chat, body))

    def _edit(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.edit(chat, whole_of(body, "message_id"), text_of(body)))

    def _forward(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.forward(chat, text_of(body), text_of(body, "from_name", "Некто")))

    def _block(self, chat: Chat, body: Body) -> Body:
        self._acts.block(chat, blocked=bool(body.get("blocked", True)))
        return {"blocked": chat.blocked}

    def _say_in_group(self, chat: Chat, body: Body) -> Body:
        return self._sent(chat, self._acts.say(chat, text_of(body), self._speaker(body))[0])

    def _sent(self, chat: Chat, message: Message) -> Body:
        return {"message_id": message.id, "message": message_view(chat, message)}

    def _speaker(self, body: Body) -> Person:
        people = self._world.people
        person = people.get(body.get("person", next(iter(people))))
        if person is None:
            raise ActError(404, f"no person {body['person']}")
        return person

    async def _chats(self, request: web.Request) -> web.Response:
        shared = self._world.chats.shared()
        return as_json([{**chat.public, "member": chat.member, "messages": len(chat.messages)} for chat in shared])

    async def _group(self, body: Body) -> Body:
        speaker = self._speaker(body)
        chat = self._acts.add_to_group(text_of(body, "title", "Группа"), speaker)
        sent = self._acts.say(chat, text_of(body, "text", "Всем привет"), speaker)[0]
        return {"id": chat.id} | self._sent(chat, sent)

    async def _channel_post(self, body: Body) -> Body:
        chat = self._acts.channel(text_of(body, "title", "Канал"))
        return {"id": chat.id} | self._sent(chat, self._acts.say(chat, text_of(body))[0])

    async def _raw(self, body: Body) -> Body:
        update = body.get("update")
        if not isinstance(update, dict):
            raise ActError(400, "update must be an object")
        return {"update_id": self._world.updates.add_raw(update)}

    async def _clock(self, request: web.Request) -> web.Response:
        if "wait" in request.query:
            return as_json(await self._advance.wait(number_in(request, "wait")))
        return as_json(self._advance.state())

    async def _move_clock(self, body: Body) -> Body:
        seconds = body.get("advance_s")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ActError(400, "advance_s must be a number of seconds")
        return await self._advance.by(seconds)

    async def _clock_step(self, body: Body) -> Body:
        return self._advance.step(whole_of(body, "rev"), instant_of(text_of(body, "now")))

    async def _clock_done(self, body: Body) -> Body:
        return await self._advance.done(whole_of(body, "rev"), body.get("next_due"))

    async def _list_faults(self, request: web.Request) -> web.Response:
        return as_json({"faults": self._faults.listed()})

    async def _order_fault(self, body: Body) -> Body:
        self._faults.order(body)
        return {"faults": self._faults.listed()}

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._faults.clear()
        return as_json({"faults": []})

    async def _list_calls(self, request: web.Request) -> web.Response:
        calls = self._calls.after(number_in(request, "after"), request.query.get("method"))
        return as_json({"calls": calls, "last": calls[-1]["n"] if calls else number_in(request, "after")})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        watcher = self._world.events.watch()
        try:
            await response.write(as_server_sent({"clock": self._world.clock.now().isoformat()}))
            while True:
                for news in await watcher.take():
                    await response.write(as_server_sent(news))
        except ConnectionResetError:
            return response
        finally:
            self._world.events.unwatch(watcher)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["file_id"])
        if file is None:
            raise ActError(404, "no such file")
        return web.Response(body=file.content, content_type=file.mime_type, headers=download_headers(file))


def page_route(folder: Path) -> list[web.RouteDef]:
    """The page at / and the files beside it."""

    async def page(request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name") or "index.html"
        path = folder / name
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return [web.get("/", page), web.get(r"/{name:[\w-]+\.\w+}", page)]


def _person_view(person: Person, chat: Chat) -> Body:
    view = {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "username": person.username,
        "phone": person.phone,
    }
    return view | {"started": chat.started, "blocked": chat.blocked}
