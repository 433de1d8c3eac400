"""Put into a group, the bot says one sentence and leaves, whatever the group forbids it. Rule: "Bad input"."""

from typing import Any

import pytest

from sandbox.chats import Chat
from tests.dialogs.test_bad_input import _faults
from tests.harness import Office

NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"


async def _added(office: Office) -> Chat:
    chat = office.sandbox.acts.add_to_group("Курилка", office.sandbox.world.people[1099])
    await office.settle()
    return chat


async def test_added_to_a_group_the_bot_says_one_sentence_and_leaves(office: Office) -> None:
    chat = await _added(office)
    said = [str(message.raw.get("text")) for message in chat.messages.values()]
    assert said.count("Я работаю только в личном чате. До свидания.") == 1
    assert not chat.member
    assert await office.read(_faults) == []


@pytest.mark.parametrize(
    "fault", [{"code": 400, "description": NO_RIGHTS}, {"code": 500}, {"code": 403, "description": "Forbidden"}]
)
async def test_a_group_where_it_may_not_speak_is_left_silently(office: Office, fault: dict[str, Any]) -> None:
    office.program.handling.retry_s = 0
    office.sandbox.faults.order({"method": "sendMessage", **fault})
    assert not (await _added(office)).member
    assert await office.read(_faults) == []


async def test_a_stranger_is_answered_when_the_network_is_back(office: Office) -> None:
    office.sandbox.faults.order({"method": "sendMessage", "code": 502})
    await office.stranger.say("Здравствуйте")
    assert [screen.text for screen in office.stranger.heard] == [
        "Это закрытый рабочий бот. Войти можно по ссылке от руководителя."
    ]
