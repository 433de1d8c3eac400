"""What holds for the whole program: texts in both languages, a window for every state, no hidden clock."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram_dialog import Dialog
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

import handlers
from domain import errors
from domain.tables import Role
from domain.use_case import may
from handlers.keyboard import COMMANDS
from handlers.reports import REPORTS
from handlers.routing import build_dispatcher
from handlers.screen import B, Screen, T
from handlers.words import LANGUAGES, TEXTS, words

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "domain", "scheduler", "sandbox")
ALLOWED_TAGS = {"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"}
TAG = re.compile(r"<(/?)([a-zA-Z-]+)[^>]*>")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of ours: its path from the root, and its syntax tree."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


# Texts


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def variables(message: Message) -> set[str]:
    found = _Variables()
    found.visit(message)
    return found.names


def messages(language: str) -> list[Message]:
    parsed = []
    for path in sorted((TEXTS / language).glob("*.ftl")):
        body = FluentParser().parse(path.read_text(encoding="utf-8")).body
        assert not [entry for entry in body if isinstance(entry, Junk)], path.name
        parsed += [entry for entry in body if isinstance(entry, Message)]
    return parsed


def test_every_text_is_there_in_both_languages_with_the_same_variables() -> None:
    russian, english = ({m.id.name: variables(m) for m in messages(language)} for language in LANGUAGES)
    assert russian.keys() ^ english.keys() == set()
    assert {key: (russian[key], english[key]) for key in russian if russian[key] != english[key]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_written_twice(language: str) -> None:
    names = Counter(message.id.name for message in messages(language))
    assert [name for name, times in names.items() if times > 1] == []


def test_the_files_of_both_languages_are_the_same() -> None:
    russian, english = ({path.name for path in (TEXTS / language).iterdir()} for language in LANGUAGES)
    assert russian == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_in_texts_are_telegrams_and_are_closed(language: str) -> None:
    wrong = []
    for path in sorted((TEXTS / language).glob("*.ftl")):
        for message in re.split(r"\n(?=[a-z])", path.read_text(encoding="utf-8")):
            tags = TAG.findall(message)
            balance = Counter(name for closing, name in tags if not closing)
            balance.subtract(name for closing, name in tags if closing)
            if {name for _, name in tags} - ALLOWED_TAGS or any(balance.values()):
                wrong.append(message.splitlines()[0])
    assert wrong == []


def test_every_refusal_has_its_sentence() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.Refusal)]
    assert len(kinds) > 5
    for language in LANGUAGES:
        assert [kind.__name__ for kind in kinds if not words(language).has(kind.text_key)] == []


TAKE_A_KEY = {"T", "B", "visit", "words", "plain", "Pressed"}


def _keys_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Keys given as they are to whatever takes a key first: `T("…")`, `visit("…")`, `words.plain("…")`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = node.args[0]
        key = given.value if isinstance(given, ast.Constant) else None
        if called in TAKE_A_KEY and isinstance(key, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            yield node.lineno, key


def test_every_key_in_the_code_is_in_the_texts() -> None:
    known, used = words("ru"), 0
    unknown = []
    for path, tree in sources("handlers", "bot", "scheduler"):
        for line, key in _keys_in(tree):
            used += 1
            if not known.has(key) and key not in LANGUAGES:
                unknown.append(f"{path}:{line} {key}")
    assert unknown == []
    assert used > 100


# Screens


@pytest.fixture(scope="module")
def dispatcher() -> Dispatcher:
    return build_dispatcher(MemoryStorage())


def routers(router: Router) -> Iterator[Router]:
    yield router
    for child in router.sub_routers:
        yield from routers(child)


def dialogs(dispatcher: Dispatcher) -> list[Dialog]:
    """Ours; aiogram-dialog brings one of its own."""
    return [r for r in routers(dispatcher) if isinstance(r, Dialog) and not r.name.startswith("AiogramDialog")]


def all_states() -> set[State]:
    for module in walk_packages(handlers.__path__, "handlers."):
        import_module(module.name)
    groups = [group for group in StatesGroup.__subclasses__() if group.__module__.startswith("handlers")]
    return {state for group in groups for state in group.__all_states__}


def test_every_state_has_a_window_and_every_window_is_a_screen_of_ours(dispatcher: Dispatcher) -> None:
    windows = [window for dialog in dialogs(dispatcher) for window in dialog.windows.values()]
    assert {window.get_state() for window in windows} ^ all_states() == set()
    assert len(windows) > 20
    assert [window.get_state().state for window in windows if not isinstance(window, Screen)] == []


def widgets_of(thing: Any, seen: set[int]) -> Iterator[Any]:
    """The widget and all it is made of."""
    if id(thing) in seen or not type(thing).__module__.startswith(("aiogram_dialog.widgets", "handlers")):
        return
    seen.add(id(thing))
    yield thing
    for value in vars(thing).values() if hasattr(thing, "__dict__") else ():
        for part in (
            value if isinstance(value, (list, tuple)) else value.values() if isinstance(value, dict) else [value]
        ):
            yield from widgets_of(part, seen)


def test_every_word_on_every_window_is_in_both_languages(dispatcher: Dispatcher) -> None:
    found = 0
    for dialog in dialogs(dispatcher):
        for window in dialog.windows.values():
            for widget in widgets_of(window, set()):
                if isinstance(widget, (T, B)):
                    found += 1
                    for language in LANGUAGES:
                        assert words(language).has(widget.key), (
                            f"{window.get_state().state}: {widget.key} in {language}"
                        )
    assert found > 50


def _observers(router: Router) -> Iterator[TelegramEventObserver]:
    yield from (one for one in router.observers.values() if isinstance(one, TelegramEventObserver))


def test_nothing_asked_for_an_update_is_synchronous(dispatcher: Dispatcher) -> None:
    """aiogram runs every synchronous filter and handler through a thread: slow, and not in the person's lane."""
    slow = []
    for router in routers(dispatcher):
        if router.name.startswith("AiogramDialog"):
            continue
        for observer in _observers(router):
            for handler in observer.handlers:
                parts = [handler, *(handler.filters or ())]
                slow += [
                    f"{router.name}: {part.callback!r}"
                    for part in parts
                    if not part.awaitable and not type(part.callback).__module__.startswith("aiogram")
                ]
    assert slow == []


ESCAPES = {"bg", "NEW_STACK", "create_task", "ensure_future"}


def test_nothing_is_done_behind_the_updates_back() -> None:
    """`bg()`, NEW_STACK and tasks left running escape the lane and the buffer; a tap's answer is awaited."""
    escapes = []
    for path, tree in sources("handlers"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ESCAPES and path != "handlers/taps.py":
                escapes.append(f"{path}:{node.lineno} {node.attr}")
    assert escapes == []


def test_no_two_kinds_of_button_begin_alike() -> None:
    """A tap is told by the first letters of its data: two of one prefix would be told by luck."""
    for module in walk_packages(handlers.__path__, "handlers."):
        import_module(module.name)
    links = [link for link in CallbackData.__subclasses__() if link.__module__.startswith("handlers.")]
    assert len(links) > 50
    assert [prefix for prefix, times in Counter(link.__prefix__ for link in links).items() if times > 1] == []


@pytest.mark.parametrize("role", Role)
def test_whoever_may_ask_for_a_report_finds_it_among_his_commands(role: Role) -> None:
    asked = {report.kind: report.right is None or may(role, report.right) for report in REPORTS if report.is_command}
    assert len(asked) > 15
    assert {kind for kind, allowed in asked.items() if allowed is not (kind in COMMANDS[role])} == set()


def test_every_command_is_in_the_readme() -> None:
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for names in COMMANDS.values() for name in names if not re.search(rf"`/{name}\b", said)} == set()


# Clock, layers, locks


def test_nobody_reads_the_machines_clock_but_the_clock() -> None:
    """ruff forbids the usual spellings; this finds aliases too."""
    readers = []
    for path, tree in sources(*OURS):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = ast.unparse(node.func.value).rpartition(".")[2].lower()
            if (owner, node.func.attr) in CLOCK_CALLS and path not in CLOCKS:
                readers.append(f"{path}:{node.lineno}")
    assert readers == []


CLOCKS = {"domain/clock.py", "sandbox/ids.py"}
"""The sandbox numbers its first update and message by the second it starts in, so that a restart repeats none."""
CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("dt", "now"),
    ("time", "time"),
    ("time", "localtime"),
}


def test_screens_reach_the_database_only_through_use_cases_and_readers() -> None:
    reaching = []
    for path, tree in sources("handlers"):
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in {"sqlalchemy", "bot"} for name in names):
                reaching.append(f"{path}: {', '.join(names)}")
    assert reaching == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_everything_and_name_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert lines
    pinned = re.compile(r"[A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^\s;]+( ; .+)?")
    assert [line for line in lines if line.strip() and not line.startswith("#") and not pinned.fullmatch(line)] == []
    assert [line for line in lines if "://" in line or "index" in line.lower()] == []


def test_what_runs_and_what_tests_are_the_same_versions() -> None:
    def versions(lock: str) -> dict[str, str]:
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        pairs = (line.split(" ;")[0].partition("==") for line in lines if "==" in line.split(" ;")[0])
        return {name: version for name, _, version in pairs}

    run, dev = versions("requirements.lock"), versions("requirements-dev.lock")
    assert {name: (version, dev[name]) for name, version in run.items() if dev.get(name, version) != version} == {}
