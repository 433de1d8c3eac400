"""Screens are walked on SQLite: that both databases give them the same is asked of what they read and write, in
`tests/use_cases`. What a rep writes all day is walked on both.
"""

from pathlib import Path

import pytest

ON_BOTH = frozenset(
    f"test_{name}.py" for name in ("attackers", "bad_input", "clients", "deals", "log", "log_next_step", "tasks")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if not _is_doubled(item)]


def _is_doubled(item: pytest.Item) -> bool:
    if item.path.parent != Path(__file__).parent or item.path.name in ON_BOTH:
        return False
    call = getattr(item, "callspec", None)
    return call is not None and call.params.get("database_url") == "postgresql"
