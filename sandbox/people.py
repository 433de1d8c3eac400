"""Who holds the phones. The sandbox knows no roles: a role is a label it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """One phone. `started`: has opened the bot before, so the bot may write first."""

    id: int
    name: str
    role: str
    username: str | None = None
    last_name: str | None = None
    phone: str | None = None
    language_code: str = "ru"
    started: bool = True

    def as_user(self) -> dict[str, Any]:
        """Telegram's User."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        return user | {"language_code": self.language_code}

    def as_chat(self) -> dict[str, Any]:
        """Telegram's private Chat with this person."""
        chat: dict[str, Any] = {"id": self.id, "first_name": self.name, "type": "private"}
        if self.last_name:
            chat["last_name"] = self.last_name
        if self.username:
            chat["username"] = self.username
        return chat


DEFAULT_CAST: Sequence[Person] = (
    Person(700001, "Анна", "rep", username="anna_demo", phone="+79990000001"),
    Person(700002, "Борис", "rep", username="boris_demo", phone="+79990000002"),
    Person(700003, "Вера", "manager", username="vera_demo", phone="+79990000003"),
    Person(700004, "Глеб", "owner", username="gleb_demo", phone="+79990000004"),
    Person(700005, "Чужой", "stranger", phone="+79990000005", started=False),
)
