"""Parameters of Bot API methods: which exist, which must be there, what type they are.

Taken at run time from aiogram's method models, so the list is as new as the installed aiogram.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.types import InputFile
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from sandbox.refusals import Refusal, bad_request

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "commands": "can't parse commands",
    "file_id": "file_id not specified",
}
_FILES = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")
_MISSING |= {kind: f"there is no {kind.replace('_', ' ')} in the request" for kind in _FILES}

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: its name and the check that turns what came over HTTP into a value."""

    name: str
    required: bool
    convert: Convert


@dataclass(frozen=True, slots=True)
class MethodModel:
    """One method with its parameters."""

    name: str
    parameters: Mapping[str, Parameter]
    required: tuple[str, ...]

    def checked(self, given: Mapping[str, Any], *, strict: bool = True) -> dict[str, Any]:
        """The given values, typed. Raises Refusal: unknown name, wrong type, missing value."""
        values: dict[str, Any] = {}
        for name, raw in given.items():
            parameter = self.parameters.get(name)
            if parameter is not None and raw is not None:
                values[name] = parameter.convert(raw)
            elif parameter is None and strict:
                raise bad_request(f'unknown parameter "{name}" of {self.name}')
        for name in self.required:
            if values.get(name, "") == "":
                raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
        return values


@cache
def _models() -> dict[str, type[aiogram.methods.TelegramMethod[Any]]]:
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        model.__api_method__.lower(): model
        for model in found
        if isinstance(getattr(model, "__api_method__", None), str)
    }


@cache
def method_model(name: str) -> MethodModel:
    """The method of that name, in any letter case as Telegram takes it. Raises Refusal 404."""
    model = _models().get(name.lower())
    if model is None:
        raise Refusal(404, "Not Found")
    parameters = {
        field: Parameter(field, info.is_required(), _converter(field, info.annotation))
        for field, info in model.model_fields.items()
        if not _deprecated(info)
    }
    required = tuple(parameter.name for parameter in parameters.values() if parameter.required)
    return MethodModel(model.__api_method__, parameters, required)


def _deprecated(info: FieldInfo) -> bool:
    """Aiogram still has parameters that the Bot API has dropped."""
    extra = info.json_schema_extra
    return isinstance(extra, dict) and extra.get("deprecated") is True


def all_methods() -> list[str]:
    """Names of every method aiogram knows, in Telegram's spelling."""
    return sorted(model.__api_method__ for model in _models().values())


def _converter(name: str, annotation: Any) -> Convert:
    if name == "reply_markup":
        return _reply_markup
    kinds = _alternatives(annotation)
    if InputFile in kinds or kinds == {str}:
        return _string(name)
    if kinds <= {datetime, timedelta, int}:
        return _integer(name)
    if kinds == {int, str}:
        return _chat_id
    if kinds == {bool}:
        return _boolean(name)
    if kinds == {float}:
        return _number(name)
    return _structure(name, reduce(or_, kinds))


def _alternatives(annotation: Any) -> set[Any]:
    """Members of a union, without None and aiogram's marker of a default."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return {kind for part in get_args(annotation) for kind in _alternatives(part)} - {NoneType, Default}
    if origin is Literal:
        return {type(value) for value in get_args(annotation)}
    return {annotation}


def _wrong(name: str, kind: str) -> Refusal:
    return bad_request(f'parameter "{name}" must be of type {kind}')


def _string(name: str) -> Convert:
    def convert(raw: Any) -> str:
        if not isinstance(raw, str):
            raise _wrong(name, "String")
        return raw

    return convert


def _integer(name: str) -> Convert:
    def convert(raw: Any) -> int:
        try:
            if isinstance(raw, bool | float):
                raise TypeError
            return int(raw)
        except (TypeError, ValueError):
            raise _wrong(name, "Integer") from None

    return convert


def _number(name: str) -> Convert:
    def convert(raw: Any) -> float:
        try:
            return float(raw)
        except (TypeError, ValueError):
            raise _wrong(name, "Float") from None

    return convert


_TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _boolean(name: str) -> Convert:
    def convert(raw: Any) -> bool:
        value = _TRUTH.get(str(raw).lower())
        if value is None:
            raise _wrong(name, "Boolean")
        return value

    return convert


def _chat_id(raw: Any) -> int | str:
    if isinstance(raw, int):
        return raw
    text = str(raw).strip()
    return int(text) if text.removeprefix("-").isdecimal() else text


def _reply_markup(raw: Any) -> Any:
    """Only decoded here: its words of refusal are in `keyboards`."""
    return _decoded("reply keyboard markup", raw)


def _decoded(name: str, raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _structure(name: str, annotation: Any) -> Convert:
    adapters: list[TypeAdapter[Any]] = []

    def convert(raw: Any) -> Any:
        if not adapters:
            adapters.append(TypeAdapter(annotation, config=None))
        value = _decoded(name, raw)
        try:
            adapters[0].validate_python(value)
        except ValidationError as error:
            raise bad_request(f"can't parse {name}: {_first_fault(error)}") from None
        return value

    return convert


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in fault["loc"] if not str(part)[:1].isupper())
    return f'{fault["msg"]} at "{where}"' if where else fault["msg"]
