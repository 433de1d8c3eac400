"""Parameters of methods: names, types, presence; the same list as the Bot API's own schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.checks import all_methods, method_model
from sandbox.refusals import Refusal
from tests.sandbox.conftest import ANNA, Town

SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "telegram" / "bot_api.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The Bot API's methods and their parameters."""
    if not SCHEMA.exists():
        pytest.skip("../shared/data/telegram/bot_api.json is not here")
    methods: dict[str, Any] = json.loads(SCHEMA.read_text())["methods"]
    return methods


def test_every_method_of_the_bot_api_is_known_with_the_same_parameters(schema: dict[str, Any]) -> None:
    assert all_methods() == sorted(schema)
    for name, parameters in schema.items():
        assert set(method_model(name).parameters) == set(parameters), name


def test_every_parameter_is_required_where_the_bot_api_requires_it(schema: dict[str, Any]) -> None:
    for name, parameters in schema.items():
        required = {parameter for parameter, facts in parameters.items() if facts["required"]}
        assert set(method_model(name).required) == required, name


_SAMPLES = {"Integer": ("17", 17), "Boolean": ("true", True), "Float": ("1.5", 1.5), "String": ("слово", "слово")}


def test_every_simple_parameter_takes_its_type_and_refuses_another(schema: dict[str, Any]) -> None:
    checked = 0
    for name, parameters in schema.items():
        for parameter, facts in parameters.items():
            if facts["type"] not in _SAMPLES or parameter == "reply_markup":
                continue
            text, value = _SAMPLES[facts["type"]]
            convert = method_model(name).parameters[parameter].convert
            assert convert(text) == value, (name, parameter)
            with pytest.raises(Refusal, match="must be of type"):
                convert(["x"] if facts["type"] == "String" else "слово")
            checked += 1
    assert checked > 500


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"txt": "x"}, 'unknown parameter "txt" of sendMessage'),
        ({"disable_notification": "maybe"}, 'parameter "disable_notification" must be of type Boolean'),
        ({"message_thread_id": "first"}, 'parameter "message_thread_id" must be of type Integer'),
        ({"text": {"a": 1}}, 'parameter "text" must be of type String'),
        ({"entities": "["}, "can't parse entities JSON object"),
        ({"entities": [{"type": "bold"}]}, 'can\'t parse entities: Field required at "0.offset"'),
        ({"reply_markup": {"inline_keyboard": [], "rows": 1}}, 'can\'t parse reply markup: unknown field "rows"'),
    ],
)
async def test_a_wrong_parameter_is_refused(town: Town, params: dict[str, Any], words: str) -> None:
    answer = await town.call("sendMessage", **{"chat_id": ANNA, "text": "x"} | params)
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def test_parameters_may_come_in_the_address_urlencoded_or_as_json(town: Town) -> None:
    url = f"{town.sandbox.api_url}/bot{town.sandbox.token}/sendMessage"
    http = town.hands.http
    for request in (
        http.get(url, params={"chat_id": ANNA, "text": "адрес"}),
        http.post(url, data={"chat_id": str(ANNA), "text": "форма"}),
        http.post(url, json={"chat_id": ANNA, "text": "json"}),
    ):
        async with request as answer:
            assert (await answer.json())["ok"]
    assert [seen["text"] for seen in (await town.hands.sees())["messages"]] == ["адрес", "форма", "json"]
