"""`python -m bot`: run; or `migrate`, `invite`, `import`, `backup`, `restore`, `doctor`."""

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.settings import Settings, WrongSetting, load_settings

Command = Callable[[Settings, argparse.Namespace], int]


def main() -> int:
    given = _parser().parse_args()
    try:
        settings = load_settings()
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        return 2
    return _said_in_a_line(_COMMANDS[given.command], settings, given)


def _said_in_a_line(command: Command, settings: Settings, given: argparse.Namespace) -> int:
    """The command's exit code; a failure that is no fault of ours is one line saying what to look at."""
    try:
        return command(settings, given)
    except _expected() as error:
        from bot.stopped_starts import said_of

        line = said_of(error, settings)
        if line is None:
            raise
        print(line, file=sys.stderr)  # noqa: T201
        return 2


def _expected() -> tuple[type[Exception], ...]:
    """Asked only once something has failed: nobody else waits for these imports."""
    from bot.stopped_starts import EXPECTED

    return EXPECTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Полевик, a sales team's assistant in Telegram.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    parser.set_defaults(command="run")
    commands.add_parser("run", help="serve Telegram; without BOT_TOKEN, the sandbox with a demo company (default)")
    commands.add_parser("migrate", help="bring the database to the newest revision, after a backup")
    invite = commands.add_parser("invite", help="a one-time link for a new member")
    invite.add_argument("--role", choices=("rep", "manager", "owner"), default="owner")
    invite.add_argument("--name", help="whom it is for")
    _import_arguments(commands.add_parser("import", help="load data from files"))
    backup = commands.add_parser("backup", help="copy the database")
    backup.add_argument("--to", type=Path, metavar="FOLDER")
    restore = commands.add_parser("restore", help="put a copy in the place of the database (stop the bot first)")
    restore.add_argument("file", type=Path)
    commands.add_parser("doctor", help="check token, database, migrations, webhook, fonts, time zones; rebuild figures")
    return parser


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="what", required=True)
    deals = what.add_parser("deals", help="deals with their people, clients and products (docs/import.md)")
    deals.add_argument("files", type=Path, nargs="+", metavar="FILE", help="the deals, CSV; several one after another")
    deals.add_argument("--accounts", type=Path, metavar="FILE", help="clients")
    deals.add_argument("--teams", type=Path, metavar="FILE", help="agents, their managers and regions")
    deals.add_argument("--products", type=Path, metavar="FILE", help="products and prices")
    for name, words in (
        ("clients", "clients with their contacts"),
        ("purchases", "purchases by client and day"),
        ("plans", "plans of members by month"),
        ("spend", "marketing money by source and month"),
    ):
        table = what.add_parser(name, help=f"{words} (docs/import.md)")
        table.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV or XLSX; several one after another")


def _run(settings: Settings, _given: argparse.Namespace) -> int:
    gc.disable()  # what is imported stays: looking for garbage in it was a fifth of the start
    from bot.serve import serve

    gc.freeze()
    gc.enable()
    return _in_loop(serve(settings))


def _migrate(settings: Settings, _given: argparse.Namespace) -> int:
    from bot.commands import migrate_database

    return _in_loop(migrate_database(settings))


def _invite(settings: Settings, given: argparse.Namespace) -> int:
    from bot.commands import print_invite

    return _in_loop(print_invite(settings, given.role, given.name))


def _import(settings: Settings, given: argparse.Namespace) -> int:
    from bot.commands import import_files

    return _in_loop(import_files(settings, given))


def _backup(settings: Settings, given: argparse.Namespace) -> int:
    from bot.commands import copy_database

    return copy_database(settings, given.to)


def _restore(settings: Settings, given: argparse.Namespace) -> int:
    from bot.commands import restore_database

    return restore_database(settings, given.file)


def _doctor(settings: Settings, _given: argparse.Namespace) -> int:
    from bot.doctor import examine

    return _in_loop(examine(settings))


_COMMANDS = {
    "run": _run,
    "migrate": _migrate,
    "invite": _invite,
    "import": _import,
    "backup": _backup,
    "restore": _restore,
    "doctor": _doctor,
}


def _in_loop(work: Coroutine[Any, Any, int]) -> int:
    """Run on uvloop where there is one; Ctrl-C before the signals are taken over ends quietly."""
    factory = None
    if sys.platform != "win32":
        import uvloop

        factory = uvloop.new_event_loop
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with asyncio.Runner(loop_factory=factory) as runner:
        try:
            return runner.run(work)
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
