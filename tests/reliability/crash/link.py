"""One socket between the bot, a forked child, and Telegram, which outlives it in the parent.

The parent is plain and synchronous, so that it can be forked at any time; the child is aiogram as it is, with this
for a network. Frames are pickled: a call with its number and the answer to it, an order to the child and "done".
"""

import asyncio
import os
import pickle
import socket
import struct
from collections.abc import AsyncGenerator, Coroutine
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from sandbox import Sandbox
from sandbox.files import Upload

LENGTH = struct.Struct("!I")


class ParentEnd:
    """Frames in and out, blocking. Reading raises EOFError when the child has died."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, frame: Any) -> None:
        content = pickle.dumps(frame)
        try:
            self._end.sendall(LENGTH.pack(len(content)) + content)
        except ConnectionError:
            raise EOFError from None

    def receive(self) -> Any:
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size))
        return pickle.loads(self._exactly(length))

    def _exactly(self, size: int) -> bytes:
        content = b""
        while len(content) < size:
            try:
                part = self._end.recv(size - len(content))
            except ConnectionError:
                part = b""
            if not part:
                raise EOFError
            content += part
        return content

    def close(self) -> None:
        self._end.close()


class ChildEnd:
    """Calls out, orders in."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._numbers = count()
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.orders: asyncio.Queue[Any] = asyncio.Queue()

    async def listen(self) -> None:
        """For ever; the child ends with its parent."""
        try:
            await self._listen()
        except asyncio.IncompleteReadError:
            os._exit(0)

    async def _listen(self) -> None:
        while True:
            (length,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
            kind, *rest = pickle.loads(await self._reader.readexactly(length))
            if kind == "answer":
                self._answers.pop(rest[0]).set_result(rest[1])
            else:
                self.orders.put_nowait((kind, *rest))

    async def call(self, method: str, given: dict[str, Any], uploads: dict[str, Upload]) -> Any:
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        self.say("call", number, method, given, uploads)
        return await self._answers[number]

    def say(self, *frame: Any) -> None:
        content = pickle.dumps(frame)
        self._writer.write(LENGTH.pack(len(content)) + content)


class LinkedSession(BaseSession):
    """aiogram's session over the link that the child has."""

    end: ChildEnd

    async def close(self) -> None:
        """Closed with the process."""

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        files: dict[str, InputFile] = {}
        prepared = {
            name: self.prepare_value(value, bot=bot, files=files)
            for name, value in method.model_dump(warnings=False).items()
        }
        given = {name: value for name, value in prepared.items() if value}
        uploads = {name: await _upload(name, file, bot) for name, file in files.items()}
        code, body, page = await self.end.call(method.__api_method__, given, uploads)
        if body is None:
            raise TelegramNetworkError(method, "the connection was closed")
        content = page or self.json_dumps(body)
        response = self.check_response(bot=bot, method=method, status_code=code, content=content)
        return response.result  # type: ignore[return-value]

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        """Files are never downloaded."""
        raise NotImplementedError
        yield b""


async def _upload(name: str, file: InputFile, bot: Bot) -> Upload:
    content = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(file.filename or name, content, "application/octet-stream")


def answered(sandbox: Sandbox, method: str, given: dict[str, Any], uploads: dict[str, Upload]) -> Any:
    """The sandbox's answer to one call, without an event loop: nothing of it waits."""
    answer = _at_once(sandbox._api.answer(method, given, uploads))
    return answer.code, answer.body, answer.page


def _at_once(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        work.send(None)
    except StopIteration as ended:
        return ended.value
    raise RuntimeError("the sandbox wanted to wait")
