"""The drawing worker goes when the program goes, even if that was killed and could not let it go."""

import os
from multiprocessing import parent_process
from threading import Thread


def leave_with_parent() -> None:
    """To be called once in the worker."""
    Thread(target=_leave_with_parent, name="leave-with-parent", daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
