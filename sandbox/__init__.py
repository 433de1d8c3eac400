"""A local Telegram for trying and testing: the Bot API over HTTP, people who tap, a clock that can be moved.

Knows nothing of sales. `python -m sandbox` starts it alone. The control API is described in docs/sandbox.md.
"""

from sandbox.advance import AdvanceHook
from sandbox.clock import VirtualClock
from sandbox.people import DEFAULT_CAST, Person
from sandbox.server import Sandbox

__all__ = ["DEFAULT_CAST", "AdvanceHook", "Person", "Sandbox", "VirtualClock"]
