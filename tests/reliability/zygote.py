"""A prefork of the real program: everything is imported once, each start is a fork.

`python -m tests.reliability.zygote` reads one JSON line per start, `{"environment": {…}, "log": path}`, answers the
child's pid on a line, and the child goes on as `python -m bot` would. A start costs a tenth of a second, not three.
"""

import gc
import json
import os
import signal
import sys
from importlib import import_module

WARM = ("bot.serve", "bot.bootstrap", "uvloop", "alembic", "handlers.routing", "apscheduler.schedulers.asyncio")


def main() -> None:
    for module in WARM:
        import_module(module)
    _build_once()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    _say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become_the_bot(order["environment"], order["log"])
        _say(str(pid))


def _build_once() -> None:
    """A dispatcher made here has imported every screen and read every text."""
    from aiogram.fsm.storage.memory import MemoryStorage

    from handlers.routing import build_dispatcher

    build_dispatcher(MemoryStorage())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _become_the_bot(environment: dict[str, str], log: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    sys.argv = ["bot"]
    from bot.__main__ import main as bot_main

    code = 70
    try:
        code = bot_main()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
