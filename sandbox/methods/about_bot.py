"""Methods about the bot itself: who it is, its commands, its words."""

import re
from typing import Any

from sandbox.chats import Raw
from sandbox.methods.registry import Call, method
from sandbox.refusals import bad_request
from sandbox.world import World

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_WORDS_LIMIT = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(call: Call) -> Raw:
    """The bot."""
    return call.world.bot | _ABILITIES


_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


@method("logOut", "close")
def log_out(call: Call) -> bool:
    """Nothing to leave here."""
    return True


def _scope(values: dict[str, Any]) -> tuple[str, int, int, str]:
    scope = values.get("scope") or {"type": "default"}
    language = values.get("language_code") or ""
    return scope["type"], int(scope.get("chat_id") or 0), int(scope.get("user_id") or 0), language


@method("setMyCommands")
def set_commands(call: Call) -> bool:
    """The list of commands in one scope and language."""
    commands = call.values["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("can't set more than 100 commands")
    key = _known_scope(call)
    call.world.commands[key] = [_command(given) for given in commands]
    call.world.events.tell("commands", {"commands": True})
    return True


def _known_scope(call: Call) -> tuple[str, int, int, str]:
    key = _scope(call.values)
    if key[1] and call.world.chats.find(key[1]) is None:
        raise bad_request("chat not found")
    return key


def _command(given: Raw) -> Raw:
    if not _COMMAND.fullmatch(given["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(given["description"]) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": given["command"].removeprefix("/"), "description": given["description"]}


@method("getMyCommands")
def get_commands(call: Call) -> list[Raw]:
    """The list of one scope and language, empty when none was set."""
    return call.world.commands.get(_scope(call.values), [])


@method("deleteMyCommands")
def delete_commands(call: Call) -> bool:
    """Forget the list of one scope and language."""
    call.world.commands.pop(_known_scope(call), None)
    return True


def commands_seen_by(world: World, person_id: int) -> list[Raw]:
    """What a person sees in his menu: the narrowest scope that was set, his language first."""
    language = world.people[person_id].language_code
    scopes = (("chat", person_id), ("all_private_chats", 0), ("default", 0))
    keys = ((kind, number, 0, code) for kind, number in scopes for code in (language, ""))
    return next((world.commands[key] for key in keys if key in world.commands), [])


@method("setChatMenuButton")
def set_menu_button(call: Call) -> bool:
    """What the button beside the input line does, for one chat or for all."""
    button = call.values.get("menu_button") or {"type": "default"}
    if "chat_id" in call.values:
        call.chat().menu_button = button
    else:
        call.world.settings["menu_button"] = button
    return True


@method("getChatMenuButton")
def get_menu_button(call: Call) -> Raw:
    """What that button does."""
    own = call.chat().menu_button if "chat_id" in call.values else None
    return own or call.world.settings.get("menu_button") or {"type": "commands"}


@method("setMyName", "setMyDescription", "setMyShortDescription")
def set_words(call: Call) -> bool:
    """The bot's name or description in one language."""
    field = _words_field(call.method)
    words = call.values.get(field, "")
    if len(words) > _WORDS_LIMIT[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    call.world.settings[f"{field}:{call.values.get('language_code', '')}"] = words
    return True


@method("getMyName", "getMyDescription", "getMyShortDescription")
def get_words(call: Call) -> Raw:
    """The same, read: the language asked for, else the common one."""
    field, language = _words_field(call.method), call.values.get("language_code", "")
    settings = call.world.settings
    default = call.world.bot["first_name"] if field == "name" else ""
    return {field: settings.get(f"{field}:{language}") or settings.get(f"{field}:") or default}


def _words_field(name: str) -> str:
    return {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[name[5:]]


@method("setMyDefaultAdministratorRights")
def set_rights(call: Call) -> bool:
    """Rights the bot asks for in groups: taken and forgotten."""
    return True
