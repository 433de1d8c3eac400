"""What a file may cost: past any of these it is refused."""

import os
import sys
from threading import Thread

MEMORY = 280 * 1024 * 1024  # bytes of address space: what is resident stays under 300 MB
CPU_S = 120
WRITTEN = 1024**3  # bytes of the plain file
UNPACKED = 2 * 1024**3  # bytes of a workbook's sheet and words, unpacked
MOST_ROWS = 2_000_000
MOST_COLUMNS = 256
LONGEST_CELL = 5_000
LARGEST_CELL = 4 * 1024 * 1024
"""Past it the file is no table: a quote was opened and never closed, a line never ends."""
NO_VALUE = "\ufdd0"
"""Stands for a formula that holds no value, or an error: U+FDD0 is no character of any text."""


class Unreadable(Exception):
    """`reason`: the end of a text's key."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def be_modest() -> None:
    """Take no more memory, time and disk than that, and give way to taps. Where the system knows such limits."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    os.nice(10)


def leave_with_parent() -> None:
    """The parent holds the other end of our standard input: it closes when the parent goes, killed or not."""

    def wait() -> None:
        while os.read(0, 1):
            continue
        os._exit(1)

    Thread(target=wait, daemon=True).start()
