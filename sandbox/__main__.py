"""`python -m sandbox`: a local Telegram with the default cast, for a bot run apart."""

import argparse
import asyncio
import signal
import sys

from sandbox import DEFAULT_CAST, Sandbox


async def _serve(host: str, port: int, token: str) -> None:
    sandbox = Sandbox(DEFAULT_CAST, token=token)
    address = await sandbox.start(host, port)
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stopped.set)
    await stopped.wait()
    await sandbox.stop()


def main() -> None:
    """Read the arguments and serve until a signal."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8088, help="0 takes a free one")
    parser.add_argument("--token", default="42:SANDBOX")
    given = parser.parse_args()
    asyncio.run(_serve(given.host, given.port, given.token))


if __name__ == "__main__":
    main()
